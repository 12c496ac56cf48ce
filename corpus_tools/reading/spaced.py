"""Text whose characters are spaced out, by recognition or by layout: 全 年 征 集 提 案 7 7 5 件."""

import re
from collections.abc import Iterable
from statistics import median

from corpus_tools.reading.text import Text

_WIDE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—·"
_APART = re.compile(rf"(?<=[{_WIDE}]) (?=[{_WIDE}])")
_PAIR = re.compile("(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")
_BLANK = re.compile(rf"(?<=[{_WIDE}0-9.,%+()-]) (?=[{_WIDE}0-9.,%+()-])")
_HAN = "\u3400-\u9fff"
_BESIDE = re.compile(rf"(?<=[{_HAN}]) (?=[0-9])|(?<=[0-9%‰]) (?=[{_WIDE}])")  # 到 2015 年
_TOUCHING = re.compile(rf"(?<=[{_HAN}])(?=[0-9])|(?<=[0-9%‰])(?=[{_HAN}])")
_SHARE = 0.1  # blanks for each pair of characters without one: fewer are of the text
_FEWEST, _SPREAD = 20, 4  # blanks of a text, of a line
_WRAPPED = 5  # lines that tell at which width they were wrapped
_NOTE = "去掉了字间的空格（{}处）"


def closed_up(text: Text) -> Text:
    """`text` without the blanks between characters, and a note of them, if its prose is full of them.

    Otherwise only without the blanks of a line that was justified, and around figures if nearly all have them.
    """
    prose = [line for line in text.lines if "。" in line or "，" in line]
    if not any(" " in line for line in prose):
        return text
    full = _is_full(prose, _APART, _PAIR, _SHARE)
    figures = _is_full(prose, _BESIDE, _TOUCHING, 1) and not _are_measured(prose)
    blanks = [_blanks(line, full, figures) for line in text.lines]
    found = [blank.subn("", line) if blank else (line, 0) for blank, line in zip(blanks, text.lines, strict=True)]
    if not (n := sum(n for _, n in found)):
        return text
    bold = {at: len(blanks[at].sub("", text.lines[at][:n])) if blanks[at] else n for at, n in text.bold.items()}
    return text._replace(lines=[line for line, _ in found], bold=bold, notes=(*text.notes, _NOTE.format(n)))


def _is_full(lines: list[str], blank: re.Pattern, without: re.Pattern, share: float) -> bool:
    """Whether lines have this share of the blanks of a kind that they could have."""
    blanks = sum(len(blank.findall(line)) for line in lines if " " in line)
    return blanks >= _FEWEST and blanks >= share * sum(len(without.findall(line)) for line in lines)


def _are_measured(lines: list[str]) -> bool:
    """Whether lines were wrapped at a width that counts their blanks: without these their lengths vary more."""
    cut = [line for line in lines if " " in line and line.rstrip()[-1] not in "。！？；："]
    bare = [_BESIDE.sub("", line) for line in cut]
    columns, closed = ([len(line.encode("gbk", "replace")) / 2 for line in found] for found in (cut, bare))
    return len(cut) >= _WRAPPED and min(_spread(map(len, cut)), _spread(columns)) < _spread(closed)


def _spread(sizes: Iterable[float]) -> float:
    """How far the typical length is from the median."""
    found = list(sizes)
    middle = median(found or [0])
    return median([abs(size - middle) for size in found] or [0])


def _blanks(line: str, full: bool, figures: bool) -> re.Pattern | None:
    """The blanks to remove from a line: all between characters if it or the text is full of them."""
    if full or " " not in line or not ("。" in line or "，" in line):
        return _BLANK if full else None
    apart = len(_APART.findall(line))
    spread = apart >= _SPREAD and apart >= len(_PAIR.findall(line))
    return _BLANK if spread else _BESIDE if figures else None
