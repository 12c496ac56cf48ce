"""Pieces of text on pages → lines in reading order → paragraphs, without page headers and footers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from corpus_tools.lexicon import CHINESE
from corpus_tools.reading.columns import MARGIN, Page, Piece, Placed, in_order
from corpus_tools.reading.encodings import clean
from corpus_tools.reading.footnotes import BRACKETS, HEADING, REFERENCE, footnotes, without_references
from corpus_tools.reading.text import Text
from corpus_tools.report import Removed

_NUMBER = re.compile(r"[-—–－·•.\s第共页頁/／()（）〔〕ⅰ-ⅹⅠ-Ⅻ\d]{1,20}")
_WORD = r"(?:[!-~]{1,30}|[^“‘”’])"
_UNBROKEN = re.compile(  # browsers part nothing from a quotation mark (UAX 14, class QU), LibreOffice no figure from 。
    rf"[（《〈“‘]{{0,3}}(?:[!-~]{{1,30}}|.)(?:[，。、；：！？）》〉…%％‰℃]+[!-~]{{0,30}}|[“‘”’]{{1,4}}{_WORD}?){{0,9}}"
)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章节部]|——\S"
)
_DAY = re.compile(
    r"[（(]?[12二][\d〇○零一二三四五六七八九]{3}年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{0,3}日?[）)]?"
)
_LEADERS = re.compile(r"[.…·]{3}\s?\d{1,3}$")  # of an entry of a table of contents
_MANY = 50  # gaps that tell what is usual
_FEW = 5  # lines that tell no edge of a column
_HEADING = 1.15  # times the size of the body
_SMALL = 0.75  # times the size of the body: a line at the head of a page, though no other page has it
_RAISED = 0.75  # times the size of its line: a number that refers to a note


class _Line(NamedTuple):
    """A line of a column."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    bold: int  # characters it opens with in bold
    page: int
    column: tuple[int, int]  # (0, 0) the only one
    margin: str  # "top", "bottom" or ""
    raised: tuple[str, ...] = ()  # small numbers in it, as refer to notes
    bare: str = ""  # its text without these


def paragraphs(pages: list[Page]) -> Text:
    """The paragraphs of a document, with headings by size and a list of the lines left out; notes at the end."""
    ordered = list(zip(pages, in_order(pages), strict=True))
    usual = _usual_gaps(placed[0] for _, found in ordered for placed in found)
    lines = [
        line for n, (page, found) in enumerate(ordered) for placed in found for line in _line(placed, page, n, usual)
    ]
    reasons = _repeated(lines, len(pages))
    body = [line for line in lines if line not in reasons]
    notes = footnotes(body, _normal_size(body))
    text = _text([without_references(line, notes) for line in lines if line not in notes], reasons)
    if notes:
        text.lines.append(HEADING)
    for line, mark in notes.items():
        text.lines.append(line.text if mark else _joined(text.lines.pop(), line.text))
    return text


def _text(lines: list[_Line], reasons: dict[_Line, str]) -> Text:
    """The paragraphs these lines make, without those that have a reason to be left out."""
    body = [line for line in lines if line not in reasons]
    edges, most, normal = _edges(body), _most(body), _normal_size(body)
    starts = iter([True, *(_opens(last, line, edges, most) for last, line in pairwise(body))])
    largest = max((line.size for line in body), default=0.0)
    texts, removed, headings, bold = [], [], {}, {}
    for line in lines:
        if line in reasons:
            removed.append(Removed(line.text, reasons[line], len(texts) + 1))
        elif next(starts):
            if line.size >= _HEADING * normal and len(line.text) < 60:
                headings[len(texts)] = int(bool(headings) and line.size < 0.95 * largest)
            if line.bold:
                bold[len(texts)] = line.bold
            texts.append(line.text)
        else:
            if bold.get(len(texts) - 1) == len(texts[-1]):
                bold[len(texts) - 1] += line.bold
            texts[-1] = _joined(texts[-1], line.text)
    return Text(texts, headings=headings, bold=bold, removed=tuple(removed))


def _joined(first: str, second: str) -> str:
    apart = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha()
    return first + " " * apart + second


def _line(placed: Placed, page: Page, number: int, usual: dict[bool, float]) -> list[_Line]:
    """The line these pieces make, or nothing if they say nothing."""
    pieces, column = placed
    text, lead = _words(pieces, usual)
    middle = (pieces[0].top + pieces[0].bottom) / 2 / page.height
    margin = "top" if middle < MARGIN else "bottom" if middle > 1 - MARGIN else ""
    words = [p for p in pieces if CHINESE.match(p.text)] or pieces  # figures may be of another font
    sizes = Counter(round(p.size, 1) for p in words)
    size = max(sizes, key=lambda found: (sizes[found], found))
    before = [" ", *(p.text for p in pieces)]  # m² is no reference
    small = [
        p.size < _RAISED * size and bool(REFERENCE.fullmatch(p.text)) and not re.search("[A-Za-z]$", last)
        for p, last in zip(pieces, before, strict=False)
    ]
    raised, bare = (), ""
    if any(small) and not all(small):
        groups = groupby(zip(pieces, small, strict=True), key=lambda pair: pair[1])
        marks = ["".join(p.text for p, _ in group) for is_small, group in groups if is_small]
        raised = tuple(mark.strip(BRACKETS) for mark in marks)
        bare = _words([p for p, is_small in zip(pieces, small, strict=True) if not is_small], usual)[0]
        # [1] refers to a note wherever that stands, unless it opens the note
        if not small[0] and all(mark[0] + mark[-1] in BRACKETS for mark in marks):
            text, lead = bare, min(lead, len(bare))
    place = (pieces[0].x0, pieces[-1].x1, min(p.top for p in words))  # the box of 一 may be as flat as it is drawn
    return [_Line(text, *place, size, lead, number, column, margin, raised, bare)] if text else []


def _words(pieces: list[Piece], usual: dict[bool, float]) -> tuple[str, int]:
    """The text of the pieces of a line, and how many characters it opens with in bold."""
    parts, lead, in_lead, last, cell = [], 0, True, None, _cell_gap(pieces)
    for piece in pieces:
        gap = 0 if last is None else piece.x0 - last.x1
        size = max(piece.size, last.size) if last else piece.size  # the box of 一 may be as flat as it is drawn
        space = "\t" if gap > cell * size else " " if gap > _space_of(last, piece, usual) * size else ""
        in_lead = in_lead and piece.bold
        lead += (len(space) + len(piece.text)) * in_lead
        parts += space, piece.text
        last = piece
    text = clean("".join(parts))[0].replace("\n", " ").strip()
    return text, min(lead, len(text))


def _cell_gap(pieces: list[Piece]) -> float:
    """How wide, in characters, a gap between cells is: less in a row of many cells, if it is no spaced title."""
    wide = sum(b.x0 - a.x1 > 1.2 * b.size for a, b in pairwise(pieces))
    return 1.2 if wide >= 2 and sum(len(p.text) for p in pieces) >= 2 * wide + 2 else 3


def _space_of(last: Piece | None, piece: Piece, usual: dict[bool, float]) -> float:
    """How wide a gap must be to be a space, in characters: less between letters than between Chinese characters."""
    letters = last is not None and _are_letters(last, piece)
    return (0.2 if letters else 0.8) + usual[letters]


def _are_letters(a: Piece, b: Piece) -> bool:
    return a.text[-1].isascii() and b.text[0].isascii()


def _usual_gaps(lines: Iterable[list[Piece]]) -> dict[bool, float]:
    """The gap between two letters, and between other characters, in characters: not 0 where text is spaced out."""
    gaps = {True: [], False: []}
    for a, b in (pair for line in lines for pair in pairwise(line)):
        if (gap := (b.x0 - a.x1) / max(a.size, b.size, 0.1)) < 1:
            gaps[_are_letters(a, b)].append(gap)
    return {kind: max(median(found), 0.0) if len(found) >= _MANY else 0.0 for kind, found in gaps.items()}


def _repeated(lines: list[_Line], pages: int) -> dict[_Line, str]:
    """Page headers, footers and page numbers, each with the reason to leave it out."""
    edges = _outermost(lines)
    outer = [line for line in lines if line.margin and not line.text.endswith(tuple("，、；。"))]
    outer = [line for line in outer if line.top in edges[line.page]]
    small = _SMALL * _normal_size(lines)
    places = defaultdict(set)
    for line in outer:
        places[_pattern(line)].add(line.page)
    reasons = {}
    for line in outer:
        below = [top for top in edges[line.page] if top != line.top]
        first = line.page == lines[0].page or (below and min(below) - line.top > 2.5 * line.size)
        head = first and line.margin == "top" and "\t" not in line.text  # no title beside a note
        if _NUMBER.fullmatch(line.text) and any(c.isdigit() or c in "ⅠⅡⅢⅣⅤⅰⅱⅲⅳⅴ" for c in line.text):
            reasons[line] = "page number"
        elif (head and line.size < small) or len(places[_pattern(line)]) >= max(2, 0.4 * pages):
            reasons[line] = "page header" if line.margin == "top" else "page footer"
    return reasons


def _outermost(lines: list[_Line]) -> dict[int, set[float]]:
    """Where the two first and the two last lines of each page stand."""
    tops = defaultdict(set)
    for line in lines:
        tops[line.page].add(line.top)
    return {page: {*sorted(found)[:2], *sorted(found)[-2:]} for page, found in tops.items()}


def _pattern(line: _Line) -> tuple:
    """What repeated lines have in common: the place, and the text except its numbers."""
    return line.margin, round(line.top / 6), re.sub(r"\d+", "0", re.sub(r"\s", "", line.text))


def _normal_size(lines: list[_Line]) -> float:
    sizes = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=10.0)


def _opens(last: _Line, line: _Line, edges: dict, most: tuple[float, float]) -> bool:
    """Whether `line` opens a paragraph after `last`: the last one was short, or this one is indented or apart."""
    (left, _), (_, last_right) = edges[_column(line)], edges[_column(last)]
    if abs(line.size - last.size) > 0.1 * line.size:
        return True
    short = last.x1 + _needed(line) < last_right
    together = line.page == last.page and line.column == last.column
    large = together and line.size > 1.1 * edges["size"]
    if large and _central(line, edges) and (_central(last, edges) or not short):  # a title on several lines
        return line.top - last.top > 2.5 * line.size or line.text.startswith("——") or bool(_DAY.fullmatch(line.text))
    below = (line.top - last.top) / max(line.size / edges["size"], 1.0)
    apart = together and below > most[last.text[-1] in "。！？：；”"]
    return apart or short or line.x0 > left + 1.2 * line.size or _marked(last, line)


def _central(line: _Line, edges: dict) -> bool:
    """Whether a line stands in the middle of its column, not at its left edge."""
    left, right = edges[_column(line)]
    before, behind = line.x0 - left, right - line.x1
    return before > 2.5 * line.size or (before > 0.2 * line.size and abs(before - behind) < line.size)


def _marked(last: _Line, line: _Line) -> bool:
    """Whether a line marks itself as a new paragraph: a number, bold words after a sentence, or all of it bold."""
    if (last.bold == len(last.text)) != (line.bold == len(line.text)):
        return True
    if _DAY.fullmatch(line.text) or _LEADERS.search(last.text):
        return True
    return last.text[-1] in "。！？：" and (line.bold > 3 or bool(_NUMBERED.match(line.text)))


def _needed(line: _Line) -> float:
    """The room the first characters of a line would have needed on the line before; a number is not broken."""
    whole = _UNBROKEN.match(line.text)[0]  # no line begins with 。”
    return max(2.2, 0.2 + sum(0.6 if c.isascii() else 1.0 for c in whole)) * line.size


def _column(line: _Line) -> tuple:
    return line.page % 2, line.column


def _edges(lines: list[_Line]) -> dict:
    """The left and the right edge of the text in each column, on left and on right pages."""
    normal = _normal_size(lines)
    columns = defaultdict(list)
    for line in lines:
        columns[_column(line)].append(line)
    edges = {"size": normal}
    for column, own in columns.items():
        twin = columns.get((1 - column[0], column[1]), [])
        found = own if len(own) >= _FEW else own + twin  # the last page may have a line or two
        body = [line for line in found if abs(line.size - normal) < 0.1 * normal] or found
        left, right = sorted(line.x0 for line in body), sorted(line.x1 for line in body)
        # a stray line further out than one in twenty does not move the edge
        edges[column] = left[len(left) // 20], right[-1 - len(right) // 20]
    return edges


def _most(lines: list[_Line]) -> tuple[float, float]:
    """The largest distance between lines of one paragraph, within a sentence and after one.

    The smallest of the usual distances is that of lines, the next that of paragraphs.
    """
    steps = Counter(
        round(b.top - a.top)
        for a, b in pairwise(lines)
        if (a.page, a.column) == (b.page, b.column) and b.top - a.top > 0.5 * b.size
    )
    normal = _normal_size(lines)
    usual = [step for step, n in steps.items() if n >= max(2, 0.1 * steps.total()) and step > 1.15 * normal]
    least = min(usual, default=max(steps, key=lambda step: steps[step], default=1e9))
    next_one = min((s for s, n in steps.items() if n >= max(3, 0.03 * steps.total()) and s > 1.2 * least), default=1e9)
    return 1.35 * least, min(1.35 * least, (least + next_one) / 2)
