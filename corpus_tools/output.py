"""What is written: whole files or none, and names that a terminal can show."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> Path:
    """`path`, after its new content took the place of the old in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def shown(name: object) -> str:
    """A name as a terminal may show it: control characters, line ends and stray bytes as escapes.

    >>> print(shown("a\x1b[31m.txt"))
    a\\x1b[31m.txt
    """
    return "".join(c if c.isprintable() or c == "\u3000" else repr(c)[1:-1] for c in str(name))
