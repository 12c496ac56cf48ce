"""Documents of Word 97: files are built here byte by byte, as [MS-CFB] and [MS-DOC] have them."""

import os
import struct
from pathlib import Path

import docx
import pytest

from corpus_tools.files import read
from corpus_tools.reading.office import converted, installed
from corpus_tools.reading.word97 import LAYOUT

END, SECTOR, LEAST = 0xFFFFFFFE, 512, 4096
BODY = "一年来，征集提案775件，立案433件。"


def compound(streams):
    """A compound file with these streams, each of 4,096 bytes at least, so that none is a small one."""
    streams = {name: data.ljust(LEAST, b"\0") + b"\0" * (-max(len(data), LEAST) % SECTOR) for name, data in streams}
    fat, starts = [0xFFFFFFFD, END], []  # the table of sectors itself, the directory
    for data in streams.values():
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + len(data) // SECTOR), END]
    names = enumerate(zip(streams, starts, strict=True), 1)
    entries = _entry("Root Entry", 5, END, 0, child=1)
    entries += b"".join(
        _entry(name, 2, start, len(streams[name]), right=at + 1 if at < len(starts) else 0xFFFFFFFF)
        for at, (name, start) in names
    )
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, LEAST, END, 0, END, 0)
    sectors = struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat)))
    return head + sectors + table + entries.ljust(SECTOR, b"\0") + b"".join(streams.values())


def _entry(name, kind, start, size, right=0xFFFFFFFF, child=0xFFFFFFFF):
    written = name.encode("utf-16-le")
    place = struct.pack("<HBB3I36xIQ", len(written) + 2, kind, 1, 0xFFFFFFFF, right, child, start, size)
    return written.ljust(64, b"\0") + place


def doc(pieces, lengths=None, magic=0xA5EC, flags=0x200, said=None):
    """A document of these pieces, bytes of one-byte characters or strings, that lie in the file in reverse order.

    `lengths` are those of its parts in characters (body, notes …), `said` what it says of its characters.
    """
    main, places = bytearray(0x600), {}
    for piece in reversed(pieces):
        one = isinstance(piece, bytes)
        places[piece] = len(main) * 2 | 0x40000000 if one else len(main)
        main += piece if one else piece.encode("utf-16-le")
        main += bytes(len(main) % 2)
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
    ends[-1] = said or ends[-1]
    looks = b"\x01" + struct.pack("<H", 4) + b"\x02\x02\x02\x02"
    table = struct.pack(f"<{len(ends)}I", *ends) + b"".join(struct.pack("<2xI2x", places[p]) for p in pieces)
    table = b"*" * 7 + looks + b"\x02" + struct.pack("<I", len(table)) + table
    struct.pack_into("<H8xH", main, 0, magic, flags)
    struct.pack_into("<8i", main, 0x4C, *(lengths or [ends[-1]]), *[0] * (8 - len(lengths or [0])))
    struct.pack_into("<II", main, 0x1A2, 7, len(table) - 7)
    return compound([("1Table" if flags & 0x200 else "0Table", table), ("WordDocument", bytes(main))])


@pytest.fixture
def lines(tmp_path, monkeypatch):
    """Reads a document where LibreOffice is not installed."""
    monkeypatch.setenv("PATH", os.fspath(tmp_path))

    def lines(data, name="a.doc"):
        (tmp_path / name).write_bytes(data)
        return read(tmp_path / name).lines

    return lines


def test_a_document_whose_head_is_damaged_is_named_so(lines):
    data = doc([BODY + "\r"])
    with pytest.raises(ValueError, match=r"a.doc: damaged \(its sectors are of no known size\); save it again"):
        lines(data[:30] + b"\xfe\xff" + data[32:])


def test_pieces_stand_in_the_order_of_their_table(lines, tmp_path):
    data = doc(["某市政协工作报告\r", b"2023.1 \x96 12\r", BODY + "\r"])
    assert lines(data) == lines(data, "a.wps") == ["某市政协工作报告", "2023.1 – 12", BODY]
    assert read(tmp_path / "a.doc").notes == (LAYOUT,)


def test_either_table_is_found(lines):
    assert lines(doc([BODY + "\r"], flags=0)) == [BODY]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("甲\x0b乙\x0c丙\r", ["甲", "乙", "丙"]),  # ends of lines and pages
        ("格0\x07格1\x07\x07格2\x07格3\x07\x07末\r", ["格0\t格1", "格2\t格3", "末"]),
        ("见\x13 HYPERLINK \"http://a.cn\" \x01\x14\x13PAGE\x147\x15页\x15。\r", ["见7页。"]),
        ("空\x13 TOC \\o \x15段\r", ["空段"]),
        ("2023\x1e2024年\x1f，图\x08见\x02注\x05。\r", ["2023-2024年，图见注。"]),
    ],
)  # fmt: skip
def test_signs_that_are_no_characters(lines, text, read):
    assert lines(doc([text])) == read


def test_notes_and_boxes_come_last_page_headers_never(lines):
    parts = [BODY + "\r", "\x02 脚注。\r", "页眉\r", "批注\r", "尾注。\r", "文本框\r"]
    body, footnotes, headers, comments, endnotes, boxes = map(len, parts)
    data = doc(parts, [body, footnotes, headers, 0, comments, endnotes, boxes])
    assert lines(data) == [BODY, "文本框", "注释", "脚注。", "尾注。"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (doc([BODY], flags=0x300), "locked with a password; open it, remove the password and save it again"),
        (doc([BODY], magic=0xA5DC), "a document from before Word 97; install LibreOffice, or save the file as .docx"),
        (compound([("Else", b"")]), "no document in this Word file; install LibreOffice, or save the file as .docx"),
        (doc(["\r\x0c\r"]), "no text in this Word file; if its pages are pictures"),
        (doc([BODY], said=10**6), "damaged: more characters than bytes"),
        (doc([BODY])[:2000], "damaged"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_remedy(lines, data, told):
    with pytest.raises(ValueError, match=f"a.doc: .*{told}"):
        lines(data)


def test_instructions_in_one_another_take_no_time_that_grows_with_the_square(lines):
    assert len(lines(doc([b"\x13" * 20_000 + b"\x15" * 20_000, BODY + "\r"]))) == 1


@pytest.mark.skipif(not installed(), reason="LibreOffice is not installed")
def test_what_libreoffice_writes_is_read(tmp_path, monkeypatch):
    document = docx.Document()
    for line in next(Path("seeds").glob("003*")).read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(tmp_path / "a.docx")
    made = converted((tmp_path / "a.docx").read_bytes(), "docx", "doc")
    (tmp_path / "a.doc").write_bytes(made)
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert read(tmp_path / "a.doc").lines == read(tmp_path / "a.docx").lines
