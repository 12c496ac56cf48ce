"""The notes at the foot of pages, which part a sentence that goes on overleaf → which lines they are."""

import re
from collections import defaultdict

HEADING = "注释"  # over notes that are put behind the text
REFERENCE = re.compile(r"\d{1,3}|[①-⑳]")
_MARK = re.compile(r"[\[〔(（]?(\d{1,3}|[①-⑳])[\]〕)）]?\s?(?=[“《\u3400-\u9fff])")
_CIRCLED = re.compile("[①-⑳]")
_SMALL = 0.92  # times the size of the text, at most


def footnotes(lines: list, normal: float) -> dict:
    """The lines of notes below the text of a page, each with its number, "" where it goes on with a note.

    They are of smaller type than the text, which is of size `normal`, and it refers to the number of the first of them.
    """
    columns = defaultdict(list)
    for line in lines:
        columns[line.page, line.column].append(line)
    found, referred = {}, _references(lines, normal)
    for (page, _), own in columns.items():
        tail = next((at + 1 for at in range(len(own) - 1, -1, -1) if not _is_small(own[at], normal)), 0)
        marks = [mark if (mark := _mark(line)) in referred[page] else "" for line in own[tail:]]
        if any(marks) and (marks[0] or found):  # a note may go on from the page before
            found.update(zip(own[tail:], marks, strict=True))
    return found


def _references(lines: list, normal: float) -> dict[int, set[str]]:
    """The numbers of notes that the text of each page refers to."""
    referred = defaultdict(set)
    for line in lines:
        if not _is_small(line, normal):
            referred[line.page] |= {*line.raised, *_CIRCLED.findall(line.text)}
    return referred


def _is_small(line, normal: float) -> bool:
    return line.size <= _SMALL * normal and "\t" not in line.text


def _mark(line) -> str | None:
    found = _MARK.match(line.text)
    return found[1] if found else None


def without_references(line, notes: dict):
    """A line without the small numbers in it, if they are those of notes on its page."""
    if not line.raised:
        return line
    marks = {mark for note, mark in notes.items() if note.page == line.page}
    return line._replace(text=line.bare) if marks.issuperset(line.raised) else line
