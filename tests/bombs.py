"""Hostile and broken files; run as a program it says how long each takes to read, in how much memory, and what is said.

python tests/bombs.py
"""

import io
import os
import random
import re
import resource
import tempfile
import time
import zipfile
from functools import cache
from pathlib import Path

from hostile import OTHER

NAMES = ["a\nb.txt", "q\"'.txt", "a..txt", "😀.txt", "工" * 83 + ".txt", "--help.txt", "%s{0}$x.txt", "\u202egpj.txt",
         " lead.txt", "-.txt", "$(id).txt", "`id`.txt", "a;b|c&d.txt"]  # fmt: skip
DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:document>'
LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>/ID[<00><00>]"
PDF = b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[%s]/Count 1>>endobj\n%s"


def archive(members: dict) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


@cache
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
        "one character.txt": "工".encode() * 69_900_000,
        "loop.pdf": PDF % (b"2 0 R", b"trailer<</Root 1 0 R/Prev 9>>\n%%EOF"),
        "locked.pdf": PDF
        % (b"3 0 R", b"3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R" + LOCKED + b">>\n%%EOF"),
        "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le"),
    }


def another(seed: int) -> str:
    """Another report: its figures and the order of its words are its own."""
    draw = random.Random(seed)
    head, *lines = re.sub(r"\d+", lambda _: str(draw.randint(10, 999)), OTHER).splitlines()
    clauses = re.split("(?<=[,、])", "".join(lines))
    draw.shuffle(clauses)
    return f"{head}\n{''.join(clauses)}。\n"


@cache
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


@cache
def broken() -> dict[str, bytes]:
    """Noise with the names and the first bytes of every kind."""
    draw = random.Random(0)
    package, office = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    starts = {"pdf": b"%PDF-1.4\n", "zip": package, "docx": package, "xlsx": package, "ofd": package, "doc": office}
    starts |= {"html": b"<html>", "csv": b"", "rtf": b"{\\rtf1", "png": b"\x89PNG"}
    made = {f"{n}.{kind}": start + draw.randbytes(3000) for kind, start in starts.items() for n in range(3)}
    return {**made, "empty.txt": b"", "byte.txt": b"x", "blanks.txt": b" \n\t\n" * 1000, "nul only.txt": b"\0" * 9000}


def main() -> None:
    """Print a line for each file: seconds, the most memory (the first is a file of one byte), what is said."""
    from corpus_tools import files
    from corpus_tools.parse import parse

    with tempfile.TemporaryDirectory() as folder:
        files_of = {"one byte.txt": b"x", **bombs(), "50 MB of it.txt": "工".encode() * 17_400_000}
        for name, data in files_of.items():
            Path(folder, name).write_bytes(data)
        names = list(files_of)
        del data, files_of  # what a fork has from its parent is counted as its own
        for name in names:
            if not os.fork():
                started = time.monotonic()
                try:
                    said = [len(parse(text).paragraphs) for _, text in files.contents(Path(folder, name)).texts]
                except ValueError as error:
                    said = str(error).removeprefix(f"{folder}/{name}: ")
                most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
                print(f"{name:20} {time.monotonic() - started:5.1f} s {most:6} MB  {said}", flush=True)
                os._exit(0)
            os.wait()


if __name__ == "__main__":
    main()
