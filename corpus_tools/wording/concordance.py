"""A term → where it occurs, in which context, and beside which words."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from corpus_tools.report import Report
from corpus_tools.wording.contrast import log_likelihood
from corpus_tools.wording.counts import nouns


class Line(NamedTuple):
    """An occurrence of a term: the text before, the term, the text after, and its address."""

    before: str
    term: str
    after: str
    report: str
    section: int
    paragraph: int
    sentence: int


class Pair(NamedTuple):
    """Two terms in the same paragraphs: how often, and how much more often than by chance (G², NPMI)."""

    term: str
    other: str
    count: int
    g2: float
    npmi: float


def concordance(term: str, reports: Iterable[Report], width: int = 20) -> list[Line]:
    """Every occurrence of a term, with `width` characters on both sides as printed, in the order of the reports.

    The term is searched in simplified characters, with or without quotes. The context is shown in the script of the
    report if both scripts have the same number of characters.
    """
    lines, every = [], re.compile(re.escape(term) or "(?!)")
    for report in reports:
        for s in report.sentences:
            shown = s.text if len(s.text) == len(s.simplified) else s.simplified
            for start, end in map(re.Match.span, every.finditer(s.simplified)):
                context = shown[max(0, start - width) : start], shown[start:end], shown[end : end + width]
                lines.append(Line(*context, report.name, s.section, s.paragraph, s.number))
    return lines


def cooccurrence(term: str, reports: Iterable[Report], n: int = 20) -> list[Pair]:
    """The nouns that share paragraphs with `term` more often than by chance, the most significant first."""
    paragraphs = [(p.simplified, found) for r in reports for p, found in zip(r.paragraphs, nouns(r), strict=True)]
    total = len(paragraphs)
    df = Counter(word for _, found in paragraphs for word in found)
    here = [found for text, found in paragraphs if term in text]
    beside = Counter(w for found in here for w in found if w not in term and term not in w)
    pairs = [_pair(term, other, both, len(here), df[other], total) for other, both in beside.items() if both > 1]
    return sorted((p for p in pairs if p.npmi > 0), key=lambda p: (-p.g2, p.other))[:n]


def _pair(term: str, other: str, both: int, a: int, b: int, total: int) -> Pair:
    """Two terms found in `a` and in `b` of `total` places, `both` of them in some."""
    g2 = log_likelihood([both, a - both], [b - both, total - a - b + both])[0]
    npmi = math.log(both * total / (a * b)) / -math.log(both / total) if both < total else 0.0
    return Pair(term, other, both, round(float(g2), 2), round(npmi, 3))
