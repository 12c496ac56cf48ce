"""The lock → docs/licences.md: the licence that each package states, the font's among them.

`make licences` writes the file anew.
"""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

TARGET = Path(__file__).resolve().with_suffix(".md")
LOCK = TARGET.parents[1] / "requirements.lock"
HEAD = """# Licences

What every package of `requirements.lock` says of its licence; made by `make licences`, do not edit. The project itself
is under Apache-2.0 ([LICENSE](../LICENSE)); the seeds are public documents. A page that is mailed holds none of these
packages: it carries our own styles and script, pictures drawn with the font, and the font's part for its characters.

| package | licence |
|---|---|
"""


def locked() -> list[str]:
    """The packages of the lock, by name."""
    return sorted(set(re.findall(r"^([\w.-]+)==", LOCK.read_text(encoding="utf-8"), re.M)))


def licence(name: str) -> str:
    """What a package states: an SPDX expression, else its classifiers, else the first line of its licence."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return "not for this system: see its own page"
    classes = [c.rsplit(" :: ", 1)[-1] for c in told.get_all("Classifier", []) if c.startswith("License ::")]
    stated = told.get("License-Expression") or ", ".join(classes) or told.get("License", "").strip().split("\n")[0]
    return stated.replace("|", "/") or "none stated"


if __name__ == "__main__":
    rows = [f"| {name} | {licence(name)} |\n" for name in locked()]
    TARGET.write_text(HEAD + "".join(rows), encoding="utf-8", newline="\n")
