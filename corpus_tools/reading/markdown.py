"""Markdown → the lines of the report without its marks; the headings and bold words they indicate are kept separately.

The marks of https://spec.commonmark.org that reports are written with, read line by line as Chinese writers set them:
`##回顾` needs no space, `**` needs no word boundary, four spaces begin a paragraph and not a code block.
"""

import re

from corpus_tools.reading.fields import NAMES, about
from corpus_tools.reading.text import Text
from corpus_tools.report import Removed

_FIELD = re.compile(r"([\w\u3400-\u9fff-]{1,30}) ?[:：](.*)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(?=\S)|(?=[一二三四五六七八九十百〇零（(第“《])|(?<=##)(?=[^\s#][^#]*$))")
_SIGN = re.compile(  # of a line without blanks
    r"-{3,}|\*{3,}|_{3,}|<!--.*-->|(?:```|~~~).*|\|?(?::?-{2,}:?\|)+(?::?-{2,}:?)?"
    r"|\[TOC\]|(?:[*+-]|\d{1,3}\.)\[[^\[\]]+\]\(#[^()]*\)"  # a table of contents
)
_MARK = re.compile(r"^\s*(?:(?:> ?)+|[-*+]\s+(?!\d+\s*-\s*$)(?=\S))")  # - 12 - is the number of a page
_POINT = re.compile(r"^\s*(?:>[> ]*|[*+-])\s+[\u4e00-\u9fff“《（]")
_END = re.compile(r"(?<!\s)\s*\{[#.][^{}]*\}\s*$|\\$")  # names of headings, the end of a line in a paragraph
_PICTURE = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,20}\]:?")
_STRESSED = re.compile(r"(?<![*\d])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![*\d])")
_STARS = re.compile(r"\*{2,3}")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_LONGEST_HEAD = 50  # lines
_ABOUT, _SIGNS = "what the file says of itself", "mark of the layout"


def is_markdown(lines: list[str]) -> bool:
    """Whether a text is Markdown: front matter or # at its head, or two lines with headings, bullets or bold words."""
    if _fields(lines) or next(filter(str.strip, lines), "").startswith("# "):
        return True
    return sum(bool(_HEADING.match(line) or _POINT.match(line)) or len(_bolds(line)) > 2 for line in lines) >= 2


def read_markdown(lines: list[str]) -> Text:
    """The lines of a Markdown text, as many as before, without marks; a line that held nothing else is empty."""
    fields, removed, ends = _fields(lines), [], _end_of_fields(lines)
    levels = _levels(lines[ends:], ends)
    kept, bold = [], {}
    for at, line in enumerate(lines):
        why = _ABOUT if at < ends else _SIGNS if _SIGN.fullmatch("".join(line.split())) else ""
        if why and line.strip():
            removed.append(Removed(line.strip(), why, at + 1))
        text, lead = ("", 0) if why else _plain(line)
        kept.append(text)
        if lead:
            bold[at] = lead
    return Text(kept, headings=levels, bold=bold, removed=tuple(removed), **about(fields))


def _end_of_fields(lines: list[str]) -> int:
    """How many lines the front matter takes, between two lines of ---; 0 if there is none."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return 0
    ends = next((at for at, line in enumerate(lines[1:_LONGEST_HEAD], 1) if line.rstrip() in {"---", "..."}), 0)
    inside = [line for line in lines[1:ends] if line.strip()]
    known = bool(inside) and all(line[0] in " -#" or _FIELD.match(line) for line in inside)
    return ends + 1 if known else 0


def _fields(lines: list[str]) -> dict[str, str]:
    """The front matter, by the field of `Text` each entry stands for."""
    said = {}
    for match in filter(None, map(_FIELD.match, lines[: _end_of_fields(lines)])):
        said.setdefault(match[1].lower(), match[2].strip().strip("\"'"))
    return {field: next((said[n] for n in names if said.get(n)), "") for field, names in NAMES.items()} if said else {}


def _levels(lines: list[str], first: int) -> dict[int, int]:
    """The level of each heading: the highest is the title (0) if it opens the text and occurs once."""
    signs = {at: len(match[1]) for at, line in enumerate(lines, first) if (match := _HEADING.match(line))}
    if not signs:
        return {}
    highest = min(signs.values())
    alone = list(signs.values()).count(highest) == 1 and next(iter(signs.values())) == highest
    return {at: size - highest + (not alone) for at, size in signs.items()}


def _plain(line: str) -> tuple[str, int]:
    """A line without marks, and how many characters it opens with in bold."""
    heading, line = _HEADING.match(line), _END.sub("", line)
    line = line[heading.end() :].rstrip(" #") if heading else _MARK.sub("", line, count=1)
    line = _STRESSED.sub(r"\1", _LINK.sub(r"\1", _PICTURE.sub(r"\1", _NOTE.sub("", line))))
    if line.strip().startswith("|") and line.strip().endswith("|"):
        line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    parts = [_ESCAPED.sub(r"\1", part) for part in _bolds(line)]
    opens = 1 if len(parts) > 1 and not parts[0].strip() else 0
    return "".join(parts), len((parts[0] + parts[1]).strip()) if opens else 0


def _bolds(line: str) -> list[str]:
    """A line cut at its ** or *** (those that pair): every second part is bold."""
    marks = list(_STARS.finditer(line))
    if len(marks) % 2:
        marks.pop()
    edges = [0, *(edge for mark in marks for edge in mark.span()), len(line)]
    return [line[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
