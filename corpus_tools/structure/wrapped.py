"""Lines that a page broke in the middle of a sentence, joined again."""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from corpus_tools.structure.dates import WRITTEN
from corpus_tools.structure.furniture import reason
from corpus_tools.structure.headings import number
from corpus_tools.structure.lines import Line

_GOES_ON = re.compile(r"[,。;、!?%)”》:]")
_FRAGMENT = re.compile(r"\d[\d.,]{0,7}%?$")
_UNIT = re.compile(r"[%,。;、)”年月日万亿元个件项人次名户家]")
_NUMBER_ALONE = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|[(][一二三四五六七八九十]{1,3}[)]、?)$")
_OPENS = re.compile(r"各位|同志们[!:,]")
_HEAD = re.compile(rf"[—(\s]{{0,9}}在?(?:{WRITTEN}\s?年|\d{{1,2}}\s?月)[^。,;:]{{4,60}}$")
_MEETING = re.compile(r"[^。,;:!—(]{0,30}(?:会议|大会)上?[)\]]?$")
_GIVEN = re.compile(
    r"—在.{6,60}上的.{0,4}\|.{0,5}告$|—在[^|。]{4,60}(?<![上议告])\|[^|。,]{1,20}上的.{0,4}报告$"
)  # a subtitle
_WHOLE_MEETING = re.compile(r"(?:会议|上)[)\]]?$")
_ASSEMBLY = re.compile(r"届|大会|会议|政协|代表|[日月]在")
_MARK = re.compile(r"[—~·-]{1,6}\s?\d{1,4}\s?[—~·-]{1,6}$|(?:第\s?)?\d{1,4}\s?(?:页.{0,12}|/\s?\d{1,4}\s?页?)$")
_UNBROKEN = re.compile(r"[“《(]*(?:[!-'*-~]+|.)[,。;、!?:)”》%…]*")
_RUN = re.compile(r"[!-~]{1,20}$")
_NARROW, _WIDEST = 18, 120  # characters; shorter lines say nothing of the width of a page, longer ones are paragraphs
_LEAST = 40  # characters of a line that the end of a page cut off
_HEAD_LINES = 20  # among them what a page says of its publication
_FEWEST = 3  # pages that count on, or have a head; paragraphs that stand apart


class _Page(NamedTuple):
    """What the full lines of a page have in common."""

    sizes: list[int]  # of each line
    width: int = 0  # of a full one, 0 where the lines are not of one width
    gap: int = 0  # blank lines before the rest of a paragraph
    indent: int = 0  # how far it is set in
    apart: bool = False  # whether paragraphs are set in farther, or apart
    strewn: bool = False  # whether figures stand on lines of their own


def unwrapped(lines: list[Line], titles: frozenset[int] = frozenset()) -> list[Line]:
    """The lines, each continuation joined to the line before it; no character is added or lost.

    A title only continues in lines known to belong to it (`titles`, by their numbers in the file). A page number or
    running head at the edge of a page is moved behind the paragraph it interrupts.
    """
    page, marks = _measured(lines)._replace(strewn=_strewn(lines)), _marks(lines)
    marks |= {i + 1 for i in marks if 0 < i < len(lines) - 2 and _interrupts(lines, page, i)}
    found: list[Line] = []
    at = last = -1  # the paragraph that may go on: its place in `found`, its last line
    for i, line in enumerate(lines):
        if i in marks:
            found.append(line)
            continue
        ends = at >= 0 and found[at].number in titles and line.number not in titles
        goes_on = at >= 0 and not ends and _is_rest(found[at], lines, last, i, page)
        if goes_on and not (last < _HEAD_LINES and reason(lines[last]) in ("发布信息", "页面按钮")):
            found[at] = found[at]._replace(text=found[at].text + line.text, plain=found[at].plain + line.plain)
        else:
            at = len(found)
            found.append(line)
        last = i
    return found


def _interrupts(lines: list[Line], page: _Page, mark: int) -> bool:
    """Whether a running head stands below a page number: too short for the rest of the paragraph, and not its end."""
    before, head = lines[mark - 1], lines[mark + 1]
    broken = page.sizes[mark - 1] >= page.width - 3 > page.sizes[mark + 1] and not before.ends
    return bool(page.width) and broken and not head.ends and not number(head.plain)


def _is_rest(line: Line, lines: list[Line], last: int, i: int, page: _Page) -> bool:
    """Whether line i continues a paragraph, `line`, that ends with the line `last`."""
    turned, then = i - last > 1, lines[i + 1].plain if i + 1 < len(lines) else ""
    after = lines[i]._replace(gap=page.gap) if turned else lines[i]  # over to the next page
    if page.strewn and (_RUN.match(lines[last].plain) or _RUN.match(after.plain)):
        return _is_beside(line, lines[last], after)
    return _goes_on(line, after, then) or _full(lines[last], page.sizes[last], after, page)


def _marks(lines: list[Line]) -> set[int]:
    """The indices of page numbers (bare ones only if they count up) and of the running heads beside them."""
    short = [(i, line.plain) for i, line in enumerate(lines) if len(line.plain) <= _NARROW]
    marks = {i for i, text in short if _MARK.match(text)}
    bare = [(i, int(text)) for i, text in short if text.isdecimal() and len(text) < 4]
    counted = {i for pair in pairwise(bare) if pair[1][1] - pair[0][1] == 1 for i, _ in pair}
    marks |= counted if len(counted) >= _FEWEST else set()
    beside = [i for mark in marks for i in (mark - 1, mark + 1) if 0 <= i < len(lines) and i not in marks]
    told = Counter(lines[i].plain for i in beside if len(lines[i].plain) <= _LEAST)
    return marks | {i for i in beside if told[lines[i].plain] >= _FEWEST}


def _strewn(lines: list[Line]) -> bool:
    """Whether figures are on lines of their own, as in web pages made from Word documents."""
    cut = sum(bool(_RUN.match(a.plain) and _UNIT.match(b.plain)) for a, b in pairwise(lines) if len(a.plain) <= 20)
    return cut >= 5 and cut > 0.05 * len(lines)


def _is_beside(line: Line, last: Line, after: Line) -> bool:
    """Whether two lines are one, because one of them is only a figure or a Latin word."""
    if _RUN.match(last.plain):
        return True
    heading = number(line.plain) and len(line.plain) < _LEAST and line.plain[-1] not in ",、"
    return line.plain[-1] not in "。!?:" and not heading


def _measured(lines: list[Line]) -> _Page:
    """The sizes of the lines, and what the full ones have in common.

    Lines were wrapped at a number of characters, or at one of columns, of which half-width characters take half and
    blanks half or, in lines that were spread, nothing.
    """
    if sum(len(line.plain) > _WIDEST for line in lines) > max(2, 0.05 * len(lines)):
        return _Page([0] * len(lines))
    set_in, packed = [2 * bool(line.indent) for line in lines], [line.text.replace(" ", "") for line in lines]
    measures = [
        [len(line.plain) + line.indent for line in lines],
        [_wide(line.text) + more for line, more in zip(lines, set_in, strict=True)],
        [_wide(text) + more for text, more in zip(packed, set_in, strict=True)],
    ]
    found = [_width(lines, sizes) for sizes in measures]
    best = max(range(len(found)), key=lambda at: found[at][1])
    sizes, width = measures[best], found[best][0]
    if not width:
        return _Page(sizes)
    rest, opening = [], []  # lines that follow a full one, and one that closes a paragraph
    for (line, after), size in zip(pairwise(lines), sizes, strict=False):
        if size >= width - 3 and not line.ends:
            rest.append((after.gap, after.indent))
        elif size < width - 3 and line.ends and not number(after.plain):
            opening.append(after)
    gap, indent = (Counter(each).most_common(1)[0][0] for each in zip(*(rest or [(0, 0)]), strict=True))
    apart = sum(line.gap > gap or line.indent > indent + 1 for line in opening)
    return _Page(sizes, width, gap, indent, apart >= _FEWEST and apart > 0.8 * len(opening))


def _wide(text: str) -> int:
    """How many full-width characters a text is wide."""
    return (len(text.encode("gbk", "replace")) + 1) // 2


def _width(lines: list[Line], sizes: list[int]) -> tuple[int, int]:
    """The length of a full line and how many lines have it; zeros if the lines were not wrapped at one width."""
    told = [(line, n) for line, n in zip(lines, sizes, strict=True) if n >= _NARROW and "://" not in line.plain]
    wide = [size for _, size in told]
    open_ended = Counter(size for line, size in told if not line.ends)
    if not open_ended:
        return 0, 0
    width = max(open_ended, key=lambda size: (sum(open_ended[size + d] for d in (-1, 0, 1)), size))
    width = max((width, width - 1), key=open_ended.__getitem__)  # a mark may hang over the edge
    full = sum(abs(size - width) <= 2 for size in wide)
    longer = sum(size > width + 4 for size in wide)  # few: the foot of a page is not wrapped with its text
    wrapped = full >= 12 and full >= 0.45 * len(wide) and longer <= max(2, 0.05 * len(wide))
    broken = open_ended[width] + open_ended[width - 1]  # of a page or less; of a few lines nearly all are
    most = min(0.5 * len(wide), 0.6 * open_ended.total())
    short = not longer and (broken >= max(5, most) or broken >= max(3, 0.7 * len(wide)))
    return (width, full) if wrapped or short else (0, 0)


def _goes_on(line: Line, after: Line, then: str) -> bool:
    """Whether the first character shows that a line continues the one before, or is a figure cut off from it."""
    text, rest = line.plain[-_NARROW * 2 :], after.plain
    if after.gap > 1 or "\t" in line.text or "\t" in after.text:
        return False
    if _GOES_ON.match(rest):
        return True
    if _NUMBER_ALONE.match(text):  # （一）, and what it numbers; old reports have it alone over its paragraphs
        return len(rest) <= 60 and not number(rest) and not ("(" in text and after.ends and len(rest) > 25)
    if line.ends or len(text) < 8:
        return False
    listed = text[-1] in ",、" and not number(rest) and not _OPENS.search(text)
    half = _HEAD.match(line.plain) and _ASSEMBLY.search(line.plain) and not _WHOLE_MEETING.search(line.plain)
    if listed or (half and _MEETING.match(rest)) or _GIVEN.search(f"{line.plain}|{rest}"):
        return True
    cut = bool(_FRAGMENT.match(rest)) and bool(_UNIT.match(then)) and not re.search(r"[\d.]$", text)
    return cut or (bool(re.search(r"[\u3400-\u9fff]\d[\d.,]*$", text)) and bool(_UNIT.match(rest)))


def _is_meeting(text: str) -> bool:
    return bool(_HEAD.match(text) and _WHOLE_MEETING.search(text))


def _full(line: Line, size: int, after: Line, page: _Page) -> bool:
    """Whether a line is as wide as the page, so that the next one continues it.

    A line that ends with a sentence is full if the start of the next line would not have fitted on it.
    """
    if size < page.width - 3 or not page.width or after.gap > page.gap or after.indent > page.indent + 1:
        return False
    if (number(after.plain) and not page.apart) or _is_meeting(line.plain) or _is_meeting(after.plain):
        return False
    if not line.ends:
        return True
    heading = not after.ends and len(after.plain) < 0.6 * page.width
    room = page.width - size - _wide(_UNBROKEN.match(after.plain)[0])
    return (page.apart or room < 0) and not heading and not _OPENS.match(after.plain)
