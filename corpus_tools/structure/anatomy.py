"""A file divided into its head, the items of its body, and the lines of neither."""

import re
from collections import Counter
from typing import NamedTuple

from corpus_tools.reading.text import Text
from corpus_tools.structure import furniture
from corpus_tools.structure.apart import apart, byline
from corpus_tools.structure.body import Item, body, running
from corpus_tools.structure.captions import caption_score, certain_caption
from corpus_tools.structure.dates import years
from corpus_tools.structure.head_lines import reports
from corpus_tools.structure.headings import own_line_number, part_of_year
from corpus_tools.structure.lines import Line, lines_of, plain, unparted
from corpus_tools.structure.titles import Head, head, notice
from corpus_tools.structure.wrapped import unwrapped

_OF_THE_FILE = {  # what the readers of files say of lines
    "outside the main text of the page": "正文之外",
    "hidden by the page": "隐藏的文字",
    "page number": "页码",
    "page header": "页眉",
    "page footer": "页脚",
    "what the file says of itself": "文件自述",
    "mark of the layout": "版式符号",
}
_LONG = 60  # characters of a line: no heading
_RUN, _SAID = 5, 300  # lines, characters
_SURE = ("文件自述", "版式符号")
_FOREIGN = re.compile(r"^[^A-Za-z\u3400-\u9fff]*[A-Za-z]{2,}[^A-Za-z\u3400-\u9fff]+[A-Za-z]{2}[^\u3400-\u9fff]*")


class Anatomy(NamedTuple):
    """The parts of a file: title and speaker, the body, and the other lines with the reason for each."""

    head: Head
    items: list[Item]
    removed: list[tuple[Line, str]]

    @property
    def left_out(self) -> list[tuple[Line, str]]:
        """All lines that are not part of the body, including those within it."""
        return [*self.removed, *((item.line, item.part) for item in self.items if not item.kept)]


def lines_in(text: Text, traditional: bool) -> list[Line]:
    """The lines of a text, with broken lines joined and lines that hold two things divided."""
    titles = frozenset(at + 1 for at, level in text.headings.items() if level == 0)
    return [unparted(line) for line in apart(unwrapped(lines_of(text.lines, traditional), titles))]


def anatomy(lines: list[Line], text: Text) -> Anatomy:
    """The parts of a file; every line is in one of them."""
    foreign = _foreign(lines)
    lines = [line for line in lines if line not in foreign] if foreign else lines
    sent, lines = lines[: (own := notice(lines))], lines[own:]
    text = text._replace(headings=_believed(text))
    contents = furniture.contents(lines)
    reasons = ["目录" if i in contents else _reason(line) for i, line in enumerate(lines)]
    parts = _parts_of_years(lines, reasons)
    numbered = [own_line_number(line) is not None or i in parts for i, line in enumerate(lines)]
    start, end = furniture.body_span(lines, reasons, numbered)
    if start >= end:  # nothing reads like a paragraph: all below the title is the body
        start, end = int(len(lines) > 1 and not reasons[0] and reports(lines[0].plain)), len(lines)
    spoken = bool(start) and furniture.salutation(lines[start - 1])
    before = start - spoken
    titled = {i for i, line in enumerate(lines) if text.headings.get(line.number - 1) == 0}
    top = head(lines[:before], reasons[:before], text.title, titled)
    for i, line in enumerate(lines[:before]):  # a sentence before the salutation belongs to the body
        reasons[i] = top.reasons.get(i) or reasons[i]
        reasons[i] = reasons[i] or (None if furniture.sentence_like(line) else _caption(line) or "页首")
    removed = [(line, why) for line, why in zip(lines[:start], reasons, strict=False) if why]
    if spoken and not reasons[start - 1]:
        removed.append((lines[start - 1], "称呼"))
    early = [line for line, why in zip(lines[:before], reasons, strict=False) if not why]
    inside = running([*early, *lines[start:end]], [None] * len(early) + reasons[start:end], top.title_line)
    items = body([*early, *lines[start:end]], inside, text, spoken)
    removed += [(line, why or _caption(line) or "页尾") for line, why in zip(lines[end:], reasons[end:], strict=True)]
    removed += [(line, _reason(line) or "印发通知") for line in sent]
    return Anatomy(top, items, removed + [(line, "外文") for line in foreign] + _outside(text))


def _parts_of_years(lines: list[Line], reasons: list[str | None]) -> set[int]:
    """The indices of the headings below the title that name the work of a year; without a colon if of two years."""
    said = {i for i, line in enumerate(lines) if part_of_year(f"{line.plain}:") and not all(reasons[:i])}
    told = {year for i in said for year in years(lines[i].plain)}
    return {i for i, line in enumerate(lines) if part_of_year(line.plain)} | (said if len(told) > 1 else set())


def repeated(lines: list[Line]) -> dict[Line, int]:
    """The lines of a run that occurred before, with the number of the first one: a page may show everything twice.

    A run has several lines, and is longer than what may be repeated on purpose.
    """
    first, again, at = {}, {}, 0
    while at < len(lines):
        start = run = first.setdefault(lines[at].plain, at)
        while run < at and at + run - start < len(lines) and lines[run].plain == lines[at + run - start].plain:
            run += 1
        found = lines[at : at + run - start]
        if len(found) >= _RUN and sum(len(line.plain) for line in found) >= _SAID:
            again |= {line: lines[start + n].number for n, line in enumerate(found)}
            at += len(found)
        else:
            at += 1
    return again


def _believed(text: Text) -> dict[int, int]:
    """The heading levels given by the layout of a file, without levels that paragraphs have as well."""
    long = Counter(level for at, level in text.headings.items() if level and len(text.lines[at]) > _LONG)
    told = Counter(text.headings.values())
    return {at: level for at, level in text.headings.items() if 3 * long[level] <= told[level]}


def _foreign(lines: list[Line]) -> dict[Line, None]:
    """The lines without a Chinese character, such as a translation beside a Chinese text; in order."""
    found = dict.fromkeys(line for line in lines if _FOREIGN.fullmatch(line.plain) and not furniture.reason(line))
    chinese = any(furniture.sentence_like(line) for line in lines if line not in found)
    return found if chinese else {}


def _reason(line: Line) -> str | None:
    if why := furniture.reason(line):
        return why
    if byline(line):
        return "图片说明" if certain_caption(line) and "文" not in line.plain else "作者"
    return None


def _caption(line: Line) -> str | None:
    shown = caption_score(line) >= 2 and not line.plain.endswith("报告")
    return "图片说明" if certain_caption(line) or shown else None


def _outside(text: Text) -> list[tuple[Line, str]]:
    """The lines that reading the file already left out."""
    found = [Line(row.line, row.text, plain(row.text, True)) for row in text.removed]
    named = [_OF_THE_FILE.get(row.reason, row.reason) for row in text.removed]
    return [(line, why if why in _SURE else _reason(line) or why) for line, why in zip(found, named, strict=True)]
