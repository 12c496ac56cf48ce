"""Pieces of text on pages → lines in reading order → paragraphs, without what every page repeats."""

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import NamedTuple

from corpus_tools.reading.encodings import clean
from corpus_tools.reading.text import Text
from corpus_tools.report import Removed

_NUMBER = re.compile(r"[-—–－·•.\s第共页頁/／()（）〔〕ⅰ-ⅹⅠ-Ⅻ\d]{1,20}")
_UNBROKEN = re.compile(r"[!-~]{0,30}")
_MARGIN = 0.12  # of the height of a page: where headers, footers and page numbers stand
_HEADING = 1.15  # times the size of the body


class Piece(NamedTuple):
    """Some characters and their place, measured from the left and the top of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False


class Page(NamedTuple):
    """The pieces of a page."""

    pieces: list[Piece]
    width: float
    height: float


class _Line(NamedTuple):
    """A line of a column."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    bold: int  # characters it opens with in bold
    page: int
    column: int  # 0 the only or left one
    margin: str  # "top", "bottom" or ""


def paragraphs(pages: list[Page]) -> Text:
    """The paragraphs of a document, with headings by size and a list of the lines that were left out."""
    lines = [line for number, page in enumerate(pages) for line in _lines(page, number)]
    reasons = _repeated(lines, len(pages))
    body = [line for line in lines if line not in reasons]
    starts, normal = _starts(body), _normal_size(body)
    texts, removed, headings, bold, body_at = [], [], {}, {}, 0
    for line in lines:
        if line in reasons:
            removed.append(Removed(line.text, reasons[line], len(texts) + 1))
            continue
        if starts[body_at]:
            if line.size >= _HEADING * normal and len(line.text) < 60:
                headings[len(texts)] = 0 if not headings else 1
            if line.bold:
                bold[len(texts)] = line.bold
            texts.append(line.text)
        else:
            if bold.get(len(texts) - 1) == len(texts[-1]):
                bold[len(texts) - 1] += line.bold
            texts[-1] = _joined(texts[-1], line.text)
        body_at += 1
    return Text(texts, headings=headings, bold=bold, removed=tuple(removed))


def _joined(first: str, second: str) -> str:
    apart = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha()
    return first + " " * apart + second


def _lines(page: Page, number: int) -> list[_Line]:
    """The lines of a page in the order they are read: a column to its end, then the next."""
    rows = [_segments(row) for row in _rows(page.pieces)]
    gutter = _gutter(rows, page.width)
    if gutter is None:
        return [line for row in rows for line in _line(_flat(row), page, number, 0)]
    lines, waiting = [], []
    for row in rows:
        left = _flat(s for s in row if s[-1].x1 <= gutter)
        right = _flat(s for s in row if s[0].x0 >= gutter)
        if len(left) + len(right) < sum(map(len, row)):  # a line over both columns ends them
            lines, waiting = lines + waiting + _line(_flat(row), page, number, 0), []
        else:
            lines += _line(left, page, number, 0)
            waiting += _line(right, page, number, 1)
    return lines + waiting


def _flat(segments) -> list[Piece]:
    return [piece for segment in segments for piece in segment]


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces that stand side by side, from the top of the page to its end."""
    rows, first, largest = [], 0.0, 1.0
    for piece in sorted((p for p in pieces if p.text.strip()), key=lambda p: ((p.top + p.bottom) / 2, p.x0)):
        middle = (piece.top + piece.bottom) / 2
        if rows and middle - first < 0.5 * max(piece.size, largest):  # by the largest: the box of a . is small and low
            rows[-1].append(piece)
            largest = max(largest, piece.size)
        else:
            rows.append([piece])
            first, largest = middle, max(piece.size, 1.0)
    return [sorted(row, key=lambda p: p.x0) for row in rows]


def _segments(row: list[Piece]) -> list[list[Piece]]:
    """The parts of a row between wide gaps; a piece printed twice for boldness stands once."""
    segments = [[row[0]]]
    for piece in row[1:]:
        last = segments[-1][-1]
        if piece.text == last.text and abs(piece.x0 - last.x0) < 0.3 * piece.size:
            continue
        if piece.x0 - last.x1 > 1.5 * piece.size:
            segments.append([])
        segments[-1].append(piece)
    return segments


def _gutter(rows: list[list[list[Piece]]], width: float) -> float | None:
    """Where the white between two columns of text is; None if the page has one column or a table."""
    best = None
    for share in range(35, 66):
        at = width * share / 100
        both = [row for row in rows if row[0][0].x0 < at < row[-1][-1].x1]
        split = [row for row in both if not any(s[0].x0 < at < s[-1].x1 for s in row)]
        if len(split) >= 8 and len(split) >= 0.7 * len(both) and (best is None or len(split) > best[0]):
            sides = [s[-1].x1 - s[0].x0 for row in split for s in row]
            if sorted(sides)[len(sides) // 2] > 0.2 * width:
                best = (len(split), at)
    return best and best[1]


def _line(pieces: list[Piece], page: Page, number: int, column: int) -> list[_Line]:
    """The line these pieces make, or nothing if there are none."""
    if not pieces:
        return []
    parts, lead, in_lead, last = [], 0, True, None
    for piece in pieces:
        gap = 0 if last is None else piece.x0 - last.x1
        space = "\t" if gap > 3 * piece.size else " " if gap > _space_of(last, piece) else ""
        in_lead = in_lead and piece.bold
        lead += (len(space) + len(piece.text)) * in_lead
        parts += space, piece.text
        last = piece
    text = clean("".join(parts))[0].replace("\n", " ").strip()
    middle = (pieces[0].top + pieces[0].bottom) / 2 / page.height
    margin = "top" if middle < _MARGIN else "bottom" if middle > 1 - _MARGIN else ""
    size = Counter(round(p.size, 1) for p in pieces).most_common(1)[0][0]
    lead = min(lead, len(text))
    return [_Line(text, pieces[0].x0, last.x1, pieces[0].top, size, lead, number, column, margin)] if text else []


def _space_of(last: Piece | None, piece: Piece) -> float:
    """How wide a gap must be to be a space: less between letters than between Chinese characters."""
    letters = last is not None and last.text[-1].isascii() and piece.text[0].isascii()
    return (0.2 if letters else 0.8) * piece.size


def _repeated(lines: list[_Line], pages: int) -> dict[_Line, str]:
    """Page headers, footers and page numbers, each with the reason to leave it out."""
    edges = _outermost(lines)
    outer = [line for line in lines if line.margin and not line.text.endswith(tuple("，、；。"))]
    outer = [line for line in outer if line.top in edges[line.page]]
    places = defaultdict(set)
    for line in outer:
        places[_pattern(line)].add(line.page)
    reasons = {}
    for line in outer:
        if _NUMBER.fullmatch(line.text) and any(c.isdigit() or c in "ⅠⅡⅢⅣⅤⅰⅱⅲⅳⅴ" for c in line.text):
            reasons[line] = "page number"
        elif len(places[_pattern(line)]) >= max(2, 0.4 * pages):
            reasons[line] = "page header" if line.margin == "top" else "page footer"
    return reasons


def _outermost(lines: list[_Line]) -> dict[int, set[float]]:
    """Where the two first and the two last lines of each page stand."""
    tops = defaultdict(set)
    for line in lines:
        tops[line.page].add(line.top)
    return {page: {*sorted(found)[:2], *sorted(found)[-2:]} for page, found in tops.items()}


def _pattern(line: _Line) -> tuple:
    """What lines that repeat have in common: place and text but for its numbers."""
    return line.margin, round(line.top / 6), re.sub(r"\d+", "0", re.sub(r"\s", "", line.text))


def _normal_size(lines: list[_Line]) -> float:
    sizes = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=10.0)


def _starts(lines: list[_Line]) -> list[bool]:
    """Whether each line opens a paragraph."""
    edges, leading = _edges(lines), _leading(lines)
    starts = [True] * len(lines)
    for at in range(1, len(lines)):
        starts[at] = _opens(lines[at - 1], lines[at], edges, leading)
    return starts


def _opens(last: _Line, line: _Line, edges: dict, leading: float) -> bool:
    """Whether `line` opens a paragraph after `last`: the last one was short, or this one is indented or apart."""
    (left, _), (last_left, last_right) = edges[_column(line)], edges[_column(last)]
    if abs(line.size - last.size) > 0.1 * line.size:
        return True
    short = last.x1 + _needed(line) < last_right
    together = line.page == last.page and line.column == last.column
    if together and line.size > 1.1 * edges["size"]:  # a long title stands on lines that are centred or full
        centred = line.x0 > left + 2.5 * line.size and (last.x0 > last_left + 2.5 * last.size or not short)
        if centred:
            return line.top - last.top > 2.5 * line.size
    apart = together and line.top - last.top > 1.6 * leading
    return apart or short or line.x0 > left + 1.2 * line.size


def _needed(line: _Line) -> float:
    """The room the line's first characters would have needed on the line before: a number is not broken."""
    return max(2.2, len(_UNBROKEN.match(line.text)[0]) * 0.6) * line.size


def _column(line: _Line) -> tuple[int, int]:
    return line.page % 2, line.column


def _edges(lines: list[_Line]) -> dict:
    """The left and the right edge of the text in each column, on left and on right pages."""
    normal = _normal_size(lines)
    columns = defaultdict(list)
    for line in lines:
        columns[_column(line)].append(line)
    edges = {"size": normal}
    for column, found in columns.items():
        body = [line for line in found if abs(line.size - normal) < 0.1 * normal] or found
        left, right = sorted(line.x0 for line in body), sorted(line.x1 for line in body)
        # a stray line further out than one in twenty does not move the edge
        edges[column] = left[len(left) // 20], right[-1 - len(right) // 20]
    return edges


def _leading(lines: list[_Line]) -> float:
    """The usual distance from line to line."""
    steps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top]
    return sorted(steps)[len(steps) // 2] if steps else 1e9
