"""A document of Word 97 to 2003, or of WPS → its paragraphs and tables in order, without their formatting.

The text is stored in pieces, with one or two bytes a character; a table gives their order: [MS-DOC] 2.4.1.
"""

import io
import re
import struct
from itertools import pairwise

import olefile

from corpus_tools.reading.encodings import clean
from corpus_tools.reading.footnotes import HEADING
from corpus_tools.reading.text import Text

LAYOUT = "没有装LibreOffice，.doc里自动编的号、标题的样式和批注没有读"
_OFFICE = "install LibreOffice, or save the file as .docx"
_PARTS = ("body", "footnotes", "page headers", "macros", "comments", "endnotes", "boxes", "boxes of headers")
_ENCRYPTED, _SECOND_TABLE, _ONE_BYTE = 0x100, 0x200, 0x40000000  # bits of numbers in the file
_DEEPEST = 8  # instructions that lie in one another
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")  # an instruction, and what it yields
_SIGNS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\r": "\n", "\x1e": "-", **dict.fromkeys("\x01\x02\x05\x08\x1f")})


def read_doc(data: bytes) -> Text:
    """The paragraphs of the body, a row of a table on one line, text boxes and notes at the end.

    ValueError if the document is locked, damaged or of another version.
    """
    if data[30:32] not in (b"\x09\0", b"\x0c\0"):  # 512 or 4096 bytes, as powers of two
        raise OSError("its sectors are of no known size")
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        main = _stream(file, "WordDocument")
        magic, flags = struct.unpack_from("<H8xH", main)
        if flags & _ENCRYPTED:
            raise ValueError("locked with a password; open it, remove the password and save it again")
        if magic != 0xA5EC or len(main) < 0x1AA:
            raise ValueError(f"a document from before Word 97; {_OFFICE}")
        table = _stream(file, "1Table" if flags & _SECOND_TABLE else "0Table")
    text = _text(main, table)
    parts = {}
    for name, length in zip(_PARTS, struct.unpack_from("<8i", main, 0x4C), strict=True):
        parts[name], text = text[:length], text[length:]
    lines = [line for name in ("body", "boxes") for line in _lines(parts[name])]
    notes = [line.strip() for name in ("footnotes", "endnotes") for line in _lines(parts[name]) if line.strip()]
    if not any(line.strip() for line in lines):
        raise ValueError("no text in this Word file; if its pages are pictures, save it as PDF and have it recognised")
    return Text(lines + [HEADING] * bool(notes) + notes, notes=(LAYOUT,))


def _stream(file: olefile.OleFileIO, name: str) -> bytes:
    if not file.exists(name):
        raise ValueError(f"no document in this Word file; {_OFFICE}")
    return file.openstream(name).read()


def _text(main: bytes, table: bytes) -> str:
    """All characters of a document, its parts one after another."""
    at, length = struct.unpack_from("<II", main, 0x1A2)
    end = at + length
    while at < end and table[at] == 1:  # what the pieces look like
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    (length,) = struct.unpack_from("<I", table, at + 1)
    count = (length - 4) // 12
    starts = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    if starts[-1] > len(main):
        raise ValueError(
            "damaged: more characters than bytes; save it again in the program it was made with, or as .txt"
        )
    places = struct.iter_unpack("<2xI2x", table[at + 9 + 4 * count : at + 5 + length])
    return "".join(
        _piece(main, place, end - start) for (start, end), (place,) in zip(pairwise(starts), places, strict=True)
    )


def _piece(main: bytes, place: int, length: int) -> str:
    """This many characters, starting at an offset of the file."""
    if place & _ONE_BYTE:
        start = (place & ~_ONE_BYTE) // 2
        return main[start : start + length].decode("cp1252", "replace")
    return main[place : place + 2 * length].decode("utf-16-le", "replace")


def _lines(text: str) -> list[str]:
    """The lines of a part of a document, each paragraph and each row of a table one."""
    for _ in range(_DEEPEST):
        text = _FIELD.sub(r"\1", text)
    rows = text.translate(_SIGNS).replace("\x07\x07", "\n").replace("\x07", "\t")
    return clean(rows.removesuffix("\n"))[0].split("\n") if rows.strip() else []
