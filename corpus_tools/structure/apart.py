"""Lines that hold two things, divided: title and speaker, heading and heading, sentence and byline."""

import re

from corpus_tools.structure.head_lines import is_bare_meeting, listed_names, person, speaking, speaks
from corpus_tools.structure.lines import Line

_HEAD, _FOOT = 150, 40  # lines from either end in which such lines are looked for
_BYLINE = re.compile(r"(?<=[。!?”…])\s*[(\[][^()\[\]。]{2,60}[)\]]$")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_LISTED = re.compile(r"[(\[]([\u4e00-\u9fff\s、,]{2,30})[)\]]")
_BYLINE_WORDS = re.compile(r"文|摄|图|记者|通讯员|作者|供稿|整理|报道|撰稿")
_CONTINUED = re.compile(r"[(\[](?:[上下紧]?[接转])[^()\[\]。]{0,12}版[^()\[\]。]{0,8}[)\]]$")  # (下转第四版)
_TITLE_END = re.compile(r"(?:(?<=报告|总结)|(?<=报 告))\s*(?=\S)")
_DATED = re.compile(  # or the address of the site
    r"(?=[\sh发])(?:(?:(?<=报告|总结|安排|计划|思路|打算|要点)|(?<=报 告))\s+(?=(?:19|20)\d\d-\d\d?-\d\d?$)"
    r"|(?<=[\u4e00-\u9fff])\s*(?=https?://)|(?<=\S{4})\s*(?=发布(?:时间|日期)\s?:))"
)
_MEETING_END = re.compile(r"(?<=会议上|大会上)(?=[^)\]])|(?<=会议)(?=\s)|(?<=[上日][)\]])(?=\S)")
_GREETING = re.compile(r"(?:尊敬的)?各位")
_GLUED = re.compile(r"^[^。,;:!?\s]{4,60}?(?:报告|总结|计划|要点|打算|思路|安排)(?=(?:19|20)\d\d年,|\s+[^\s,]{2,20},)")
_STACKED = re.compile(
    r"^[一二三四五六七八九十]{1,3}、[^。,;:!?\d(]{4,30}(?=(?:1[.、]|\(一\))[\u4e00-\u9fff])"
)  # 一、…1.…


def part(line: Line, start: int, end: int) -> Line:
    """The part of a line from `start` to `end`, without white space at its ends."""
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    return line._replace(text=line.text[start:end], plain=line.plain[start:end], gap=line.gap if start == 0 else 0)


def apart(lines: list[Line]) -> list[Line]:
    """The lines, with each that holds two things divided."""
    found = []
    for i, line in enumerate(lines):
        at = (i < _HEAD and _head_ends(line, first=i == 0)) or _mark(line, foot=i >= len(lines) - _FOOT)
        above = part(line, 0, at) if at else line  # title, meeting and speaker may be three in one
        title = i < _HEAD and at and _head_ends(above, first=False)
        found += [part(above, 0, title), part(above, title, len(above.text))] if title else [above]
        found += [part(line, at, len(line.text))] if at else []
    return found


def byline(line: Line) -> bool:
    """Whether a line is only a byline in brackets."""
    return bool(_BRACKETED.fullmatch(line.plain)) and len(line.plain) <= 60 and _names_writers(line.plain)


def _names_writers(text: str) -> bool:
    """Whether words in brackets say who wrote or took pictures, or are names of persons."""
    listed = _LISTED.fullmatch(text)
    writers = listed_names(listed[1]) if listed else []
    named = bool(writers) and all(2 <= len(name) <= 4 and person(name) for name in writers)
    return named or bool(_BYLINE_WORDS.search(text))


def _head_ends(line: Line, first: bool) -> int | None:
    """Where the title in a line ends, and who speaks, when, or all the rest begins; or the name before a greeting."""
    text = line.plain
    if first and (glued := _GLUED.match(text)):
        return glued.end()
    if len(text) > 120:
        return None
    if dated := _DATED.search(text):
        return dated.end()
    for end in _TITLE_END.finditer(text):
        rest = text[end.end() :]
        set_off = rest[0] in "([—12二" or end.group()  # a bracket, a dash, a year
        if (set_off and is_bare_meeting(rest)) or (speaks(rest) and speaking(rest)["office"]):
            return end.end()
    for end in _MEETING_END.finditer(text):
        dated = text[end.start() - 1] == ")" or is_bare_meeting(text[: end.end()])
        if dated and speaks(text[end.end() :]):
            return end.end()
    greeting = _GREETING.search(text)
    return greeting.start() if greeting and speaks(text[: greeting.start()]) else None


def _mark(line: Line, foot: bool) -> int | None:
    """Where the heading below begins, the mark that the text goes on elsewhere, or, near the foot, the byline."""
    if found := _STACKED.match(line.plain):
        return found.end()
    if line.plain.endswith((")", "]")) and (found := _CONTINUED.search(line.plain)):
        return found.start()
    found = _BYLINE.search(line.plain) if foot else None
    return found.start() if found and _names_writers(found.group().strip()) else None
