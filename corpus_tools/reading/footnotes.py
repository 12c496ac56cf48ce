"""Footnotes, which interrupt a sentence that continues overleaf → which lines they are."""

import re
from collections import defaultdict

HEADING = "注释"  # over notes that are put behind the text
REFERENCE, BRACKETS = re.compile(r"[\d①-⑳\[\]〔〕]{1,5}"), "[]〔〕"
_MARK = re.compile(r"[\[〔(（]?(\d{1,3}|[①-⑳])[\]〕)）]?\s?(?=[“《\u3400-\u9fff])")
_CIRCLED = re.compile("[①-⑳]")
_SMALL = 0.92  # times the size of the text, at most
_RAISED = re.compile(  # the 2 of m² is none, nor is the number that opens a note
    r"(?<=\S)\ufdd0\s*[\[〔(（](?:\d{1,3}|[①-⑳])[\]〕)）]\s*\ufdd1|(?<=[^\sA-Za-z\d])\ufdd0\s*(?:\d{1,3}|[①-⑳])\s*\ufdd1"
)


def raised(text: str) -> str:
    """A superscript part of a line, wrapped in marker characters for `without_raised`."""
    return f"\ufdd0{text}\ufdd1"


def without_raised(line: str) -> str:
    """A line without the marked superscripts that are numbers of notes.

    >>> without_raised(f"实现“六稳”{raised('[1]')}，新建12万m{raised('2')}")
    '实现“六稳”，新建12万m2'
    """
    return re.sub("[\ufdd0\ufdd1]", "", _RAISED.sub("", line.replace("\ufdd1\ufdd0", "")))


def footnotes(lines: list, normal: float) -> dict:
    """The lines of notes below the text of a page, each with its number, "" where it goes on with a note.

    They are of smaller type than the text, which is of size `normal`, and it refers to the number of the first of them.
    """
    found, columns, referred = {}, defaultdict(list), defaultdict(set)
    for line in lines:
        columns[line.page, line.column].append(line)
        if not _is_small(line, normal):
            referred[line.page] |= {*line.raised, *_CIRCLED.findall(line.text)}
    for (page, _), own in columns.items():
        tail = next((at + 1 for at in range(len(own) - 1, -1, -1) if not _is_small(own[at], normal)), 0)
        opened = map(_MARK.match, (line.text for line in own[tail:]))
        marks = [mark[1] if mark and mark[1] in referred[page] else "" for mark in opened]
        if any(marks) and (marks[0] or found):  # a note may go on from the page before
            found.update(zip(own[tail:], marks, strict=True))
    return found


def _is_small(line, normal: float) -> bool:
    return line.size <= _SMALL * normal and "\t" not in line.text


def without_references(line, notes: dict):
    """A line without the small numbers in it, if they are those of notes on its page."""
    if not line.raised:
        return line
    marks = {mark for note, mark in notes.items() if note.page == line.page}
    return line._replace(text=line.bare) if marks.issuperset(line.raised) else line
