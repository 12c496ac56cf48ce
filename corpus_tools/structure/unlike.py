"""Whether a text reads like a work report; one that does not is read too, with a warning."""

import re
from collections.abc import Sequence
from itertools import accumulate

from corpus_tools.lexicon import any_of
from corpus_tools.report import Paragraph

UNLIKE = "does not look like a work report; it was read anyway, remove it if it is not a report"
NEWS = "像是一则关于报告的新闻，不是报告本身"
_DAY = re.compile(r"(?:【[^】]{1,12}】|\S{2,6}讯)?[\s：:]{0,4}(?:\d{4}年)?\d{1,2}月\d{1,2}日")  # how news begin
_TOLD = re.compile(r"(?:[作听]|审议|表决)(?!为)[^。]{0,40}报告|报告[^。]{0,12}(?:指出|强调|提出|认为|通过)")
_SHORTEST = 100  # characters
_SAMPLE = 3000  # characters that are asked
_LEAST = 0.05  # of the characters: words that every report has; the driest report known, a table of cases, has 0.07


def news(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a text begins with a day and tells of a report that was given: 3月5日，某县…听取了政府工作报告。"""
    opening = [paragraph.simplified for paragraph in paragraphs[:3]]
    return bool(opening) and bool(_DAY.match(opening[0])) and any(map(_TOLD.search, opening))


def unlike(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a text is too short, has hardly a word of the genre, no complete sentence, or the articles of a law."""
    text = "\n".join(paragraph.simplified for paragraph in paragraphs)[:_SAMPLE]
    words = accumulate(len(word.group()) for word in any_of("genre_words").finditer(text))  # mostly a few are enough
    few = all(n < _LEAST * len(text) for n in words)
    articles = all(f"\n第{n}条 " in "\n" + text.replace("\u3000", " ") for n in "一二三")
    return len(text) < _SHORTEST or few or articles or not any(mark in text for mark in "。；！.．;")
