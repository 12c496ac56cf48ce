"""Pieces of text on a page → its lines in the order they are read: each column to its end, then the next.

The page is cut at white strips, as in recursive XY-cut (Nagy and Seth 1984): what stands above and below a block of
columns is read before and after it, what spans the columns ends them.
"""

from collections.abc import Sequence
from typing import NamedTuple

MARGIN = 0.12  # of the height of a page: where headers, footers and page numbers stand
_STEPS = 200  # places across a page where a white strip is looked for
_FEWEST = 4  # lines on each side of a strip; fewer where other pages have one at the same place
_NEAR = 0.02  # of the width of the page: two strips at one place
_NARROWEST = 7  # characters of a usual line in a column; the cells of a table have fewer


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


class Placed(NamedTuple):
    """The pieces of one line, and the column they stand in: numbers of the strips to its left and right, 0 for none."""

    pieces: list[Piece]
    column: tuple[int, int]


Segment = list[Piece]
Row = list[Segment]


def in_order(pages: list[Page]) -> list[list[Placed]]:
    """The lines of each page in the order they are read."""
    rows = [[_segments(row) for row in _rows(page.pieces)] for page in pages]
    parts = [_apart(found, page.height) for page, found in zip(pages, rows, strict=True)]
    strips: list[float] = []  # as shares of the width
    for page, (_, main, _) in zip(pages, parts, strict=True):
        _Cut(page.width, strips).lines(main)
    ordered = []
    for page, (head, main, foot) in zip(pages, parts, strict=True):
        places = [share * page.width for share in strips]
        known = [_segments([piece for segment in row for piece in segment], places) for row in main]
        lines = _first_column(_Cut(page.width, strips, learned=True).lines(known), places)
        ordered.append([*map(_whole, head), *lines, *map(_whole, foot)])
    return ordered


def _first_column(lines: list[Placed], strips: list[float]) -> list[Placed]:
    """The lines of a page; if it ends within the first of several columns, they are marked as standing there."""
    beyond = [at for at in strips if all(line.pieces[-1].x0 < at for line in lines)]
    if not beyond or any(line.column != (0, 0) for line in lines):
        return lines
    return [line._replace(column=(0, strips.index(min(beyond)) + 1)) for line in lines]


def _apart(rows: list[Row], height: float) -> tuple[list[Row], list[Row], list[Row]]:
    """The rows at the head of a page that stand apart from its text, the text, the rows at its foot."""
    tops = [min(s[0].top for s in row) for row in rows]
    sizes = sorted(s[0].size for row in rows for s in row)
    far = 2.5 * sizes[len(sizes) // 2] if sizes else 0.0
    first, last = 0, len(rows)
    for i in range(min(2, len(rows) - 1)):
        if tops[i] < MARGIN * height and tops[i + 1] - tops[i] > far:
            first = i + 1
    for i in range(len(rows) - 1, max(len(rows) - 3, first), -1):
        if tops[i] > (1 - MARGIN) * height and tops[i] - tops[i - 1] > far:
            last = i
    return rows[:first], rows[first:last], rows[last:]


def _whole(row: Row) -> Placed:
    return Placed([piece for segment in row for piece in segment], (0, 0))


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces that stand side by side, from the top of the page to its end."""
    rows, first, largest = [], 0.0, 1.0
    for run in sorted(_runs(pieces), key=lambda run: (_middle(run), run[0].x0)):
        middle, size = _middle(run), max(piece.size for piece in run)
        near = rows and middle - first < 0.5 * max(size, largest)  # by the largest: the box of a . is small and low
        if near and not any(_is_below(run, other) for other in rows[-1]):
            rows[-1].append(run)
            largest = max(largest, size)
        else:
            rows.append([run])
            first, largest = middle, max(size, 1.0)
    return [sorted((piece for run in row for piece in run), key=lambda p: p.x0) for row in rows]


def _is_below(run: list[Piece], other: list[Piece]) -> bool:
    """Whether pieces are below others, though a larger title beside both would put them on one line."""
    over = min(run[-1].x1, other[-1].x1) - max(run[0].x0, other[0].x0)
    size = min(run[0].size, other[0].size)
    return over > size and _middle(run) - _middle(other) > 0.5 * size


def _runs(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces that follow each other both in the file and on the page: a file writes a line in one go."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        last = runs[-1][-1] if runs else None
        if not piece.text.strip():
            continue
        size = max(piece.size, last.size if last else 0.0)
        level = last and min(piece.bottom, last.bottom) >= max(piece.top, last.top)
        if level and -0.5 * size < piece.x0 - last.x1 < 1.2 * size and abs(_middle(runs[-1]) - _middle([piece])) < size:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _middle(run: list[Piece]) -> float:
    """How far from the top of the page the middle of the largest piece is."""
    largest = max(run, key=lambda piece: piece.size)
    return (largest.top + largest.bottom) / 2


def _segments(row: list[Piece], strips: Sequence[float] = ()) -> Row:
    """The parts of a row between wide gaps; a piece printed twice for boldness is kept once.

    At a known strip a narrow gap divides too: the punctuation at the end of a line may reach over the edge of its
    column.
    """
    segments = [[row[0]]]
    for piece in row[1:]:
        last = segments[-1][-1]
        over = any(last.x0 < at < piece.x0 for at in strips)
        if piece.text == last.text and abs(piece.x0 - last.x0) < 0.3 * piece.size:
            continue
        if piece.x0 - last.x1 > (0.5 if over else 1.2) * piece.size:
            segments.append([])
        segments[-1].append(piece)
    return segments


class _Cut:
    """The cutting of one page; `strips` are the places of the strips found so far, in all pages."""

    def __init__(self, width: float, strips: list[float], learned: bool = False):
        self.width, self.strips, self.learned = width, strips, learned

    def lines(self, rows: list[Row], left: int = 0, right: int = 0) -> list[Placed]:
        """The lines of these rows, which stand between two strips."""
        found = self._strip(rows)
        if found is None:
            return [_whole(row)._replace(column=(left, right)) for row in rows]
        at, first, last = found
        number = self._number(at)
        block = rows[first:last]
        before = [[s for s in row if s[-1].x1 <= at] for row in block]
        after = [[s for s in row if s[0].x0 >= at] for row in block]
        return [
            *self.lines(rows[:first], left, right),
            *self.lines([row for row in before if row], left, number),
            *self.lines([row for row in after if row], number, right),
            *self.lines(rows[last:], left, right),
        ]

    def _number(self, at: float) -> int:
        share = at / self.width
        for number, known in enumerate(self.strips, 1):
            if abs(known - share) < _NEAR:
                return number
        self.strips.append(share)
        return len(self.strips)

    def _strip(self, rows: list[Row]) -> tuple[float, int, int] | None:
        """Where the best strip is, the first of equal ones, and the rows it parts."""
        best: tuple[tuple[int, int], float, int, int] | None = None
        for step in range(_STEPS // 12, _STEPS - _STEPS // 12):
            at = self.width * step / _STEPS
            for first, last in self._uncrossed(rows, at):
                parted = self._parted(rows[first:last], at), last - first
                if parted[0] and (best is None or parted > best[0]):
                    best = (parted, at, first, last)
        return best and (best[1], _first_within(rows[best[2] : best[3]], best[1]) + best[2], best[3])

    def _uncrossed(self, rows: list[Row], at: float) -> list[tuple[int, int]]:
        """The runs of rows that no text crosses at this place."""
        runs, first = [], 0
        for i, row in enumerate([*rows, None]):
            if row is None or any(s[0].x0 < at < s[-1].x1 for s in row):
                runs.append((first, i))
                first = i + 1
        return [(a, b) for a, b in runs if b > a]

    def _parted(self, rows: list[Row], at: float) -> int:
        """How many lines the shorter side of a strip has; 0 if the strip does not divide columns of text."""
        left = [s for row in rows for s in row if s[-1].x1 <= at]
        right = [s for row in rows for s in row if s[0].x0 >= at]
        known = self.learned and any(abs(strip - at / self.width) < _NEAR for strip in self.strips)
        fewest = 1 if known else _FEWEST
        if min(len(left), len(right)) < fewest:
            return 0
        return min(len(left), len(right)) if _is_text(left) and _is_text(right) else 0


def _first_within(rows: list[Row], at: float) -> int:
    """How many rows at the head of a block begin within the strip: who speaks, in the middle over two columns."""
    left = sorted(s[-1].x1 for row in rows for s in row if s[-1].x1 <= at)
    right = sorted(s[0].x0 for row in rows for s in row if s[0].x0 >= at)
    begins, ends = left[-1 - len(left) // 10], right[len(right) // 10]
    over = (any(begins < s[0].x0 + 0.5 * s[0].size < ends for s in row) for row in rows)
    return next((n for n, middle in enumerate(over) if not middle), 0)


def _is_text(segments: list[Segment]) -> bool:
    """Whether lines are text in a column rather than cells of a table, judged by a typical line."""
    widths = sorted((s[-1].x1 - s[0].x0) / max(s[0].size, 1.0) for s in segments)
    return widths[len(widths) // 2] >= _NARROWEST
