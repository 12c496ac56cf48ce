"""The lines of a file with a normalised form for patterns: simplified, half-width, character for character."""

import re
import string
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from corpus_tools.script import simplified
from corpus_tools.tokenize import background_idf, tokens, with_stops

# One character to one: full-width forms, and what looks like a mark in old or scanned files.
_LOOKALIKES = dict(zip("\u3000\xa0\t｡､﹒．〔〕【】﹙﹚—–─━－ー﹣﹐﹔﹕", "   。、..()[]()———————,;:", strict=True))
_HALF_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN = {**_HALF_WIDTH, **_LOOKALIKES}
_FREQUENT = {mark: _PLAIN[mark] for mark in "，：；（）！？％\u3000\xa0"}
_OTHER = re.compile(f"[{''.join(map(re.escape, _PLAIN.keys() - _FREQUENT.keys()))}]")
_SET_IN = "(?:\u3000\u3000|\xa0{4}| {4})\\s*"
_INDENT = re.compile(rf"(?<=[。！？!?:：”）)])[ \t]*{_SET_IN}(?=\S)")
_NUMBER = (
    "[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+(?:部分|章)|——"
    "|各位代表|各位委员"
)
_LONG, _LONGEST = 200, 1500  # characters: many paragraphs in one line, surely or by what begins there
_SALUTED = "(?=各位(?:代表|委[员員])(?:、同志们?)?[：:])|(?<=[表员員们][：:])\\s*(?=现在|我(?:代表|受))"
_BREAK_SOME = re.compile(rf"(?<=[。！？!?：:”）)])\s+(?={_NUMBER})|{_SALUTED}|{_INDENT.pattern}")
_BREAK = re.compile(
    rf"(?<=[。！？!?：:”）)上])\s+(?=\S)|(?<=\S{{2}}){_SET_IN}(?=\S{{3}})|(?<!\s)\s+(?={_NUMBER})"
    rf"|(?<=[。！？!?])(?={_NUMBER})|{_SALUTED}"
)
_BLANK = (
    string.whitespace + "\u3000\xa0\u2002\u2003\u2009\u2028\u2029\x85\x1c\x1d\x1e\x1f\ufeff\u200b\u200c\u200d\u2060\xad"
)


_BETWEEN = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_HEADED = re.compile("[(]?[一二三四五六七八九十]{1,3}[)、][^,。;:!? ]{5,40}(?= )")  # a heading before its paragraph


class Line(NamedTuple):
    """A line that is not blank, or the part of one that is a paragraph of its own."""

    number: int  # of the file, from 1
    text: str  # as printed, without white space at its ends
    plain: str  # as long as `text`: simplified, half-width, spaces for every kind of white space
    gap: int = 0  # blank lines before it
    indent: int = 0  # characters it is set in as a paragraph is

    @property
    def ends(self) -> bool:
        """Whether the line ends with a sentence."""
        return self.plain[-24:].rstrip("”’」』)]》\"' ").endswith(("。", "!", "?", "…", ";"))


def plain(text: str, traditional: bool = False) -> str:
    """`text` normalised for patterns: simplified, half-width, one character for each.

    >>> plain("（一）2023年，增长5％")
    '(一)2023年,增长5%'
    """
    if traditional:
        text = "".join(map(_one_simplified, text))
    for mark, half in _FREQUENT.items():
        text = text.replace(mark, half)
    return _OTHER.sub(lambda match: _PLAIN[match.group()], text)


@cache
def _one_simplified(character: str) -> str:
    found = simplified(character) if character > "\u2fff" else character
    return found if len(found) == 1 else character


def lines_of(texts: list[str], traditional: bool = False) -> list[Line]:
    """The non-blank lines; one that contains the indent of a new paragraph becomes two."""
    texts = [text.replace("\n", " ") for text in texts] or [""]
    longest = _LONG if sum(map(bool, map(str.strip, texts))) <= 3 else _LONGEST
    found, gap = [], 0
    for number, (text, simple) in enumerate(
        zip(texts, plain("\n".join(texts), traditional).split("\n"), strict=True), 1
    ):
        spans, simple = _spans(text, longest), with_stops(simple)
        gap += not spans
        for start, end in spans:
            blank = start - len(text[:start].rstrip(_BLANK)) if start >= 2 else 0
            found.append(Line(number, text[start:end], simple[start:end], gap, blank))
            gap = 0
    return found


def unparted(line: Line) -> Line:
    """The line without blanks inside words: 新 增企业, 制造 业."""
    if " " not in line.plain or not line.ends:
        return line
    headed = _HEADED.match(line.plain)
    spaces = (m.start() for m in _BETWEEN.finditer(line.plain, headed.end() + 1 if headed else 0))
    at = {space for space in spaces if _in_word(line.plain, space)}
    text, simple = ("".join(c for i, c in enumerate(form) if i not in at) for form in (line.text, line.plain))
    return line._replace(text=text, plain=simple)


def _in_word(text: str, at: int) -> bool:
    """Whether a word of the dictionary spans a blank, judged by four characters on each side."""
    before, after = text[max(0, at - 8) : at].replace(" ", "")[-4:], text[at : at + 8].replace(" ", "")[:4]
    ends = accumulate(map(len, found := tokens(before + after)))
    return any(end - len(t) < len(before) < end and t in background_idf() for t, end in zip(found, ends, strict=True))


def _spans(text: str, longest: int) -> list[tuple[int, int]]:
    """Where the parts of a line begin and end, without the white space around them."""
    pattern = _BREAK if len(text) > longest else _BREAK_SOME if len(text) > _LONG else _INDENT
    breaks = [0, *(match.start() for match in pattern.finditer(text)), len(text)]
    found = []
    for start, end in pairwise(breaks):
        part = text[start:end]
        kept = part.strip(_BLANK)
        if kept:
            start += part.index(kept)
            found.append((start, start + len(kept)))
    return found
