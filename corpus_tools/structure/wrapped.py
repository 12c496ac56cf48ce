"""Lines that a page broke in the middle of a sentence, put together again."""

import re
from collections import Counter

from corpus_tools.structure.lines import Line

_GOES_ON = re.compile(r"[,。;、!?%)”》:]")
_FRAGMENT = re.compile(r"\d[\d.,]{0,7}%?$")
_UNIT = re.compile(r"[%,。;、)”年月日万亿元个件项人次名户家]")
_NUMBER_ALONE = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|[(][一二三四五六七八九十]{1,3}[)]、?)$")
_NUMBER = re.compile(
    r"[(\[]?[一二三四五六七八九十\d]{1,3}(?:[)\]、]|\.(?!\d))|第[一二三四五六七八九十]+[部章节]|——|[一二三四五六七八九十]是"
    r"|[①-⑳]"
)
_HEAD = re.compile(r"[—(\s]{0,9}(?:\d{4}|[一二][〇零○一二三四五六七八九]{3})年.{4,60}(?:会议|大会)上?[)]?$")
_NARROW = 18  # characters; shorter lines say nothing of the width of a page


def unwrapped(lines: list[Line]) -> list[Line]:
    """The lines with those that go on joined to the line they go on from; no character is added or lost."""
    sizes, width = _measured(lines)
    indented = sum(bool(line.indent) for line in lines) >= 3
    found: list[Line] = []
    last = 0  # size of the last line that was joined
    for i, line in enumerate(lines):
        after = lines[i + 1].plain if i + 1 < len(lines) else ""
        if found and (_goes_on(found[-1], line, after) or _full(found[-1], last, line, width, indented)):
            found[-1] = found[-1]._replace(text=found[-1].text + line.text, plain=found[-1].plain + line.plain)
        else:
            found.append(line)
        last = sizes[i]
    return found


def _measured(lines: list[Line]) -> tuple[list[int], int]:
    """The sizes of the lines and the size of a full one, 0 where the lines are not of one width.

    Lines were wrapped at a number of characters, or at one of columns, of which half-width characters take half.
    """
    characters = [len(line.plain) + line.indent for line in lines]
    columns = [(len(line.text.encode("gbk", "replace")) + 1) // 2 + 2 * bool(line.indent) for line in lines]
    of_characters, of_columns = _width(lines, characters), _width(lines, columns)
    if of_columns[1] > of_characters[1]:
        return columns, of_columns[0]
    return characters, of_characters[0]


def _width(lines: list[Line], sizes: list[int]) -> tuple[int, int]:
    """The size of a full line and how many lines have it; zeros where the lines are not of one width."""
    told = [(line, n) for line, n in zip(lines, sizes, strict=True) if n >= _NARROW and "://" not in line.plain]
    wide = [size for _, size in told]
    open_ended = Counter(size for line, size in told if not line.ends)
    if not open_ended:
        return 0, 0
    width = max(open_ended, key=lambda size: (sum(open_ended[size + d] for d in (-1, 0, 1)), size))
    full = sum(abs(size - width) <= 2 for size in wide)
    longer = sum(size > width + 4 for size in wide)  # few: the foot of a page is not wrapped with its text
    wrapped = full >= 12 and full >= 0.45 * len(wide) and longer <= max(2, 0.05 * len(wide))
    broken = open_ended[width] + open_ended[width - 1]  # of a page or less; of a few lines nearly all are
    short = not longer and (broken >= max(5, 0.5 * len(wide)) or broken >= max(3, 0.7 * len(wide)))
    return (width, full) if wrapped or short else (0, 0)


def _goes_on(line: Line, after: Line, then: str) -> bool:
    """Whether a line shows by its first character that it goes on, or is a figure or a number cut off."""
    text, rest = line.plain[-_NARROW * 2 :], after.plain
    if after.gap > 1 or "\t" in line.text or "\t" in after.text:
        return False
    if _GOES_ON.match(rest):
        return True
    if _NUMBER_ALONE.match(text):  # （一）, and what it numbers; old reports have it alone over its paragraphs
        return len(rest) <= 60 and not _NUMBER.match(rest) and not ("(" in text and after.ends and len(rest) > 25)
    if line.ends or len(text) < 8:
        return False
    cut = bool(_FRAGMENT.match(rest)) and bool(_UNIT.match(then)) and not re.search(r"[\d.]$", text)
    return cut or (bool(re.search(r"[\u3400-\u9fff]\d[\d.,]*$", text)) and bool(_UNIT.match(rest)))


def _full(line: Line, last: int, after: Line, width: int, indented: bool) -> bool:
    """Whether a line is as wide as the page, so that the next is its rest."""
    if not width or last < width - 3 or after.gap or after.indent or _NUMBER.match(after.plain):
        return False
    if _HEAD.match(line.plain) or _HEAD.match(after.plain):  # the line of the meeting stands alone
        return False
    heading = not after.ends and len(after.plain) < 0.6 * width
    return not line.ends or (indented and last >= width - 1 and not heading)
