"""The lines of a file beside the form that patterns read: simplified, half-width, character for character."""

import re
from functools import cache
from typing import NamedTuple

from corpus_tools.script import simplified

# One character to one: full-width forms, and what looks like a mark in old or scanned files.
_HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_LOOKALIKES = dict(
    zip(map(ord, "\u3000\xa0\t｡､﹒．〔〕【】﹙﹚—–─━－ー﹣﹐﹔﹕"), "   。、..()[]()———————,;:", strict=True)
)
_PLAIN = {**_HALF_WIDTH, **_LOOKALIKES}
_INDENT = re.compile("(?<=[。！？!?:：”）)])[ \t]*(?:\u3000\u3000|\xa0{4}| {4})\\s*(?=\\S)")
_BLANK = "\ufeff\u200b\u200c\u200d\u2060\xad"


class Line(NamedTuple):
    """A line that is not blank, or the part of one that is a paragraph of its own."""

    number: int  # of the file, from 1
    text: str  # as printed, without white space at its ends
    plain: str  # as long as `text`: simplified, half-width, spaces for every kind of white space
    gap: int = 0  # blank lines before it

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_END.search(self.plain))


_END = re.compile(r"[。!?…;][”’」』)\]》\"' ]*$")


def plain(text: str, traditional: bool = False) -> str:
    """`text` as patterns read it: simplified, half-width, one character for each.

    >>> plain("（一）2023年，增长5％")
    '(一)2023年,增长5%'
    """
    if traditional:
        text = "".join(map(_one_simplified, text))
    return text.translate(_PLAIN)


@cache
def _one_simplified(character: str) -> str:
    found = simplified(character) if character > "\u2fff" else character
    return found if len(found) == 1 else character


def lines_of(texts: list[str], traditional: bool = False) -> list[Line]:
    """The lines that are not blank; a line with the indent of a new paragraph inside is two."""
    found, gap = [], 0
    for number, text in enumerate(texts, 1):
        parts = [clean for part in _INDENT.split(text) if (clean := part.strip().strip(_BLANK).strip())]
        if not parts:
            gap += 1
        for part in parts:
            found.append(Line(number, part, plain(part, traditional), gap))
            gap = 0
    return found
