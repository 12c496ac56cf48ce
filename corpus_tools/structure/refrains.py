"""Headings that are recognised because others begin the same way: ——过去五年，是综合实力显著提升的五年。"""

import re
from collections import Counter

from corpus_tools.structure.headings import FIGURE, number, verb_led
from corpus_tools.structure.lines import Line

_REFRAIN = re.compile(r"(?:—{1,3}|-{2,3})?\s{0,4}(?!各位|同志)([^,。]{2,8}),[^。\d]{4,44}。$")
_SAME = re.compile(r"(?!各位|同志)[^,。\d]{9,30},[^,。\d]{4,30}。$")
_LONGEST, _OWN = 50, 25  # characters of a heading alone on its line, of a paragraph below it at least


def refrains(openings: list[str]) -> list[bool]:
    """Which first sentences start with the same words as two others: 过去五年,综合实力显著提升。"""
    found = [_key(opening) for opening in openings]
    same = Counter(filter(None, found))
    return [bool(key) and same[key] >= 3 for key in found]


def _key(opening: str) -> str:
    if found := _REFRAIN.match(opening):
        return found[1]
    return opening[:4] if _SAME.match(opening) else ""


def alone(lines: list[Line]) -> list[bool]:
    """Which lines are leads on lines of their own: at least two with a dash, or three that begin the same way."""
    told = [line.plain if _bare(line.plain) else "" for line in lines]
    dashed, alike = list(map(_dashed, told)), refrains(told)
    led = [one or two for one, two in zip(dashed, alike, strict=True)]
    over = [not then and len(below.plain) >= _OWN for then, below in zip(led[1:], lines[1:], strict=True)] + [False]
    many = sum(one and yes for one, yes in zip(dashed, over, strict=False)) >= 2
    return [yes and ((many and one) or two) for one, two, yes in zip(dashed, alike, over, strict=False)]


def _bare(text: str) -> bool:
    """Whether a line is one short sentence without a figure."""
    return len(text) <= _LONGEST and text[-1] not in ",;:!?、…" and "。" not in text[:-1] and not FIGURE.search(text)


def _dashed(text: str) -> bool:
    """Whether a sentence, or words starting with a deed, follow a dash; a name under a motto does not count."""
    found = number(text)
    return bool(found) and found.form == "dash" and (text[-1] == "。" or verb_led(text[found.end :]))
