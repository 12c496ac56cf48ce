"""Rich Text Format → its paragraphs: the text of its groups, without those that are not shown ([RTF 1.9.1])."""

import re
from itertools import accumulate
from typing import NamedTuple

from corpus_tools.reading.encodings import clean, judgement
from corpus_tools.reading.footnotes import HEADING
from corpus_tools.reading.text import Text

_HEX = rb"\\'[\r\n]*[0-9a-fA-F][\r\n]*[0-9a-fA-F]"  # lines of the file may end anywhere
_TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|((?:[^\\{}]++|" + _HEX + rb")++)|\\([^a-z])|([{}])")
_BYTE = re.compile(rb"\\'([0-9a-fA-F]{2})")
_NUMBERED = re.compile("^([^\t\n]{1,8}[、.．）)])\t", re.MULTILINE)  # numbers set by the program are set apart
_SETS = {b"134": "gb18030", b"936": "gb18030", b"136": "cp950", b"950": "cp950", b"65001": "utf-8"}  # as a head says
_DEEPEST = 1000  # groups in one another
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    b"fldinst listtable xmlnstbl".split()
)
_SIGNS = {
    **dict.fromkeys((b"par", b"line", b"sect", b"page", b"column", b"row", b"nestrow", b"\n", b"\r"), "\n"),
    **dict.fromkeys((b"cell", b"nestcell", b"tab"), "\t"),
    **{b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•"},
    **{b"emdash": "—", b"endash": "–", b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"},
}
_DAMAGED = "damaged, or not a .rtf file; save it again in the program it was made with, or as .txt"


class _Group(NamedTuple):
    """What holds between two braces; a new group begins as the one around it."""

    out: list[str]
    unseen: bool = False  # what it holds is no text
    hidden: bool = False  # as its font is, until that changes
    units: int = 1  # characters behind one of Unicode, for readers that do not know it


def read_rtf(data: bytes) -> Text:
    """The paragraphs of a document, a row of a table on one line, notes at the end; no page headers and footers."""
    names = re.findall(rb"\\(?:ansicpg|fcharset)(\d+)", data[:65536])
    sets = [*(dict.fromkeys(_SETS[n] for n in names if n in _SETS) or ["gb18030"]), "cp1252"]
    group = body = _Group([])
    groups, notes, levels, spare, at = [], [], {}, 0, 0
    while token := _TOKEN.search(data, at):
        word, number, plain, sign, brace = token.groups()
        at = token.end() + (max(0, int(number or 0)) if word == b"bin" else 0)  # so many bytes that are no text
        spare = 0 if brace else spare
        if brace == b"{":
            groups.append(group)
            if len(groups) > _DEEPEST:
                raise ValueError(_DAMAGED)
        elif brace:
            group = groups.pop() if groups else body
        elif word == b"footnote":
            group = group._replace(out=[])
            notes.append(group.out)
        elif sign == b"*" or word in _SKIPPED:
            group = group._replace(unseen=True)
        elif word in {b"v", b"deleted", b"plain"}:
            group = group._replace(hidden=word != b"plain" and number != b"0")
        elif word == b"uc":
            group = group._replace(units=int(number or 1))
        elif not (group.unseen or group.hidden):
            if word == b"outlinelevel" and number in {b"0", b"1", b"2", b"3", b"4", b"5"}:
                levels[len(body.out)] = int(number) + 1
            said = chr(int(number or 0) % 65536) if word == b"u" else _SIGNS.get(word or sign, "")
            if plain is not None:
                spelled = _BYTE.sub(lambda byte: bytes([int(byte[1], 16)]), plain.translate(None, b"\r\n"))
                said, spare = _decoded(spelled[spare:], sets), max(0, spare - len(spelled))
            spare = group.units if word == b"u" else spare
            group.out.append(said)
    return _text(body.out, levels, ["".join("".join(note).split()) for note in notes])


def _decoded(data: bytes, sets: list[str]) -> str:
    return data.decode() if data.isascii() else max((data.decode(name, "replace") for name in sets), key=judgement)


def _text(pieces: list[str], levels: dict[int, int], notes: list[str]) -> Text:
    lines = list(accumulate((piece.count("\n") for piece in pieces), initial=0))
    headings = {lines[at]: level for at, level in levels.items() if at < len(pieces)}
    whole = "".join(pieces).replace("\t\n", "\n").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    whole = _NUMBERED.sub(r"\1", whole)
    if not whole.strip():
        raise ValueError("no text in this file; remove it or save it again with its text")
    lines = clean(whole)[0].split("\n")
    return Text(lines + [HEADING] * any(notes) + list(filter(None, notes)), headings=headings)
