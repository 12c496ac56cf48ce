"""Rich Text Format → its paragraphs: the text of its groups, without those that are not shown ([RTF 1.9.1])."""

import re
from typing import NamedTuple

from corpus_tools.reading.encodings import clean, judgement
from corpus_tools.reading.footnotes import HEADING
from corpus_tools.reading.text import Text

_BROKEN = re.compile(rb"(\\[a-z]{1,32}-?\d{0,10})[\r\n]+")  # the end of a line in the file ends a word, and is no text
_TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|((?:[^\\{}]+|\\'[0-9a-fA-F]{2})+)|\\([^a-z])|([{}])")
_BYTE = re.compile(rb"\\'([0-9a-fA-F]{2})")
_NUMBERED = re.compile("^([^\t\n]{1,8}[、.．）)])\t", re.MULTILINE)  # numbers set by the program are set apart
_SETS = {b"134": "gb18030", b"936": "gb18030", b"136": "cp950", b"950": "cp950"}  # as fonts and the head name them
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    b"fldinst listtable xmlnstbl".split()
)
_SIGNS = {
    **dict.fromkeys((b"par", b"line", b"sect", b"page", b"row"), "\n"),
    **{b"cell": "\t", b"tab": "\t", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”"},
    **{b"emdash": "—", b"endash": "–", b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"},
}


class _Group(NamedTuple):
    """What holds between two braces; a new group begins as the one around it."""

    out: list[str]
    unseen: bool = False
    units: int = 1  # characters behind one of Unicode, for readers that do not know it


def read_rtf(data: bytes) -> Text:
    """The paragraphs of a document, a row of a table on one line, notes at the end; no page headers and footers."""
    names = re.findall(rb"\\(?:ansicpg|fcharset)(\d+)", data[:65536])
    sets = [*dict.fromkeys(_SETS[n] for n in names if n in _SETS), "cp1252"]
    group = body = _Group([])
    groups, notes, levels, spare = [], [], {}, 0
    for token in _TOKEN.finditer(_BROKEN.sub(rb"\1 ", data).translate(None, b"\r\n")):
        word, number, plain, sign, brace = token.groups()
        if brace == b"{":
            groups.append(group)
        elif brace:
            group = groups.pop() if groups else body
        elif word == b"footnote":
            group = _Group([])
            notes.append(group.out)
        elif sign == b"*" or word in _SKIPPED or (word in (b"v", b"deleted") and number != b"0"):
            group = group._replace(unseen=True)
        elif word == b"uc":
            group = group._replace(units=int(number or 1))
        elif not group.unseen:
            if word == b"outlinelevel" and number in {b"0", b"1", b"2", b"3", b"4", b"5"}:
                levels[len(body.out)] = int(number) + 1
            said = chr(int(number or 0) % 65536) if word == b"u" else _SIGNS.get(word or sign, "")
            if plain is not None:
                spelled = _BYTE.sub(lambda byte: bytes([int(byte[1], 16)]), plain)
                said, spare = _decoded(spelled[spare:], sets), max(0, spare - len(spelled))
            spare = group.units if word == b"u" else spare
            group.out.append(said)
    return _text(body.out, levels, ["".join("".join(note).split()) for note in notes])


def _decoded(data: bytes, sets: list[str]) -> str:
    return data.decode() if data.isascii() else max((data.decode(name, "replace") for name in sets), key=judgement)


def _text(pieces: list[str], levels: dict[int, int], notes: list[str]) -> Text:
    headings, at = {}, 0
    for n, piece in enumerate(pieces):
        if n in levels:
            headings[at] = levels[n]
        at += piece.count("\n")
    whole = "".join(pieces).replace("\t\n", "\n").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    whole = _NUMBERED.sub(r"\1", whole)
    if not whole.strip():
        raise ValueError("no text in this file; remove it or save it again with its text")
    lines = clean(whole)[0].split("\n")
    return Text(lines + [HEADING] * any(notes) + list(filter(None, notes)), headings=headings)
