"""A folder of hostile and broken files, read in one run under a memory limit: each is read or named, none stops it."""

import io
import json
import os
import random
import re
import subprocess
import sys
import zipfile

import pytest
from hostile import OTHER

from corpus_tools.files import shown

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits, pipes and such names are not to be had on Windows")

MEMORY = 2 << 30  # bytes of address space
LIMITED = """
import ctypes, resource, sys
if sys.platform == "linux":  # the superuser too may read only what permissions say
    ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
from corpus_tools.__main__ import main
sys.exit(main(sys.argv[2:]))
"""
NAMES = ["a\nb.txt", "q\"'.txt", "a..txt", "😀.txt", "工" * 83 + ".txt", "--help.txt", "%s{0}$x.txt", "\u202egpj.txt",
         " lead.txt", "-.txt", "$(id).txt", "`id`.txt", "a;b|c&d.txt"]  # fmt: skip
DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:document>'


def archive(members: dict) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def bombs() -> dict[str, bytes]:
    """Files that are small and unpack, nest or expand to much."""
    nested = archive({"a.txt": OTHER})
    for _ in range(12):
        nested = archive({"n.zip": nested})
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    xml = f'<!DOCTYPE x [<!ENTITY a "lol">{entities}]>' + DOCUMENT.format(
        "<w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body>"
    )
    return {
        "bomb.zip": archive({"a.txt": "0" * 300_000_000}),
        "nested.zip": nested,
        "entities.docx": archive({"word/document.xml": xml}),
        "tags.html": b"<html><body>" + b"<div>" * 1_000_000 + b"</body></html>",
        "attributes.html": b"<html><body><p " + b"a=b " * 500_000 + b"></p></body></html>",
        "one character.txt": "工".encode() * 70_000_000,
        "loop.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R/Prev 9>>\n%%EOF",
    }


def another(seed: int) -> str:
    """Another report: its figures and the order of its words are its own."""
    draw = random.Random(seed)
    head, *lines = re.sub(r"\d+", lambda _: str(draw.randint(10, 999)), OTHER).splitlines()
    clauses = re.split("(?<=[,、])", "".join(lines))
    draw.shuffle(clauses)
    return f"{head}\n{''.join(clauses)}。\n"


def readable() -> dict[str, bytes]:
    """Files whose text must be read, each another report: under any name, with any noise."""
    text = [another(n) for n in range(34)]
    made = {name: text[n].encode() for n, name in enumerate(NAMES)}
    made["nul.txt"] = text[20].encode().replace(b"\n", b"\0\n")
    made["one line.txt"] = text[21].replace("\n", "").encode()
    made["surrogates.txt"] = text[22].encode() + "\ud800\udfff".encode("utf-8", "surrogatepass") * 3
    made["no.pdf"], made["not.docx"], made["nor.xlsx"] = (text[n].encode() for n in (23, 24, 25))
    made["page.txt"] = b"<html><body>" + b"<div>" * 2000 + text[26].encode() + b"</body></html>"
    made["slip.zip"] = archive({"../../evil.txt": text[27], "/absolute.txt": text[28]})
    for n, encoding in enumerate(("gb18030", "big5hkscs", "utf-16", "utf-8")):
        body = text[30 + n].encode(encoding, "ignore")
        made[f"cut {encoding}.txt"] = body[: len(body) * 3 // 4 + n % 2]
    return made


def broken() -> dict[str, bytes]:
    """Noise with the names and the first bytes of every kind."""
    draw = random.Random(0)
    package, office = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    starts = {"pdf": b"%PDF-1.4\n", "zip": package, "docx": package, "xlsx": package, "ofd": package, "doc": office}
    starts |= {"html": b"<html>", "csv": b"", "rtf": b"{\\rtf1", "png": b"\x89PNG"}
    made = {f"{n}.{kind}": start + draw.randbytes(3000) for kind, start in starts.items() for n in range(3)}
    return {**made, "empty.txt": b"", "byte.txt": b"x", "blanks.txt": b" \n\t\n" * 1000, "nul only.txt": b"\0" * 9000}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What `parse --json` says of the folder: exit code, the names of what was written, what was skipped."""
    folder, out = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("out")
    for name, data in {**bombs(), **readable(), **broken()}.items():
        (folder / name).write_bytes(data)
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "outside").symlink_to("/usr")
    (folder / ".hidden.txt").write_text(OTHER, encoding="utf-8")
    (folder / "closed.txt").write_text(OTHER, encoding="utf-8")
    (folder / "closed.txt").chmod(0)
    (folder / "closed").mkdir(mode=0)
    os.mkfifo(folder / "pipe.txt")
    (folder / "many").mkdir()
    for n in range(10_000):
        (folder / "many" / f"{n}.txt").write_text(str(n), encoding="utf-8")
    words = [sys.executable, "-c", LIMITED, str(MEMORY), "parse", str(folder), "--out", str(out), "--json"]
    run = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    said = json.loads(run.stdout)
    (folder / "closed").chmod(0o700)
    return folder, run.returncode, sorted(p.name for p in out.iterdir()), said["skipped"], run.stderr


def test_the_run_ends_well_and_every_file_is_read_or_named_with_a_reason(told):
    folder, code, written, skipped, stderr = told
    assert code == 3
    assert "Traceback" not in stderr
    known = {*written, *(row["path"] for row in skipped)}
    for path in folder.rglob("[!.]*"):
        assert path.is_dir() or {f"{shown(path.stem)}.json", f"{path.stem}_evil.json", str(path)} & known, path
    assert all(row["reason"] for row in skipped)


def test_what_holds_a_report_is_read(told):
    _, _, written, skipped, _ = told
    lost = [row for row in skipped if any(row["path"].endswith(f"/{name}") for name in readable())]
    assert lost == []
    assert len(written) == len(readable()) + 1  # two in the archive


def test_bombs_and_noise_are_named_and_nothing_leaves_the_folder(told):
    folder, _, _, skipped, _ = told
    named = {row["path"].removeprefix(f"{folder}/").split("/")[0] for row in skipped}
    assert set(bombs()) | set(broken()) | {"loop.txt", "pipe.txt", "outside", "closed.txt", "closed"} <= named
    assert not any(path.name in ("evil.txt", "absolute.txt") for path in folder.parent.rglob("*.txt"))


def test_names_are_escaped_on_the_terminal(told):
    stderr = told[4]
    assert "\u202e" not in stderr
    *lines, last = stderr.splitlines()
    assert all(line.startswith("skipped: ") for line in lines)
    assert last.startswith("passed over: 1 hidden, ")
