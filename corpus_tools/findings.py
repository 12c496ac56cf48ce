"""A corpus → what was found in each report: keywords, the sentences of its summary, its indicators."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from corpus_tools.indicators import indicators
from corpus_tools.keywords import keywords
from corpus_tools.report import Report
from corpus_tools.summarize import summarize


class Found(NamedTuple):
    """What was found in a report."""

    report: Report
    keywords: Sequence[Any]  # rows: term, score, …; best first
    summary: Sequence[Any]  # chosen sentences in source order
    indicators: Sequence[Any]  # rows: subject, action, value, unit, …, sentence


def found(reports: Sequence[Report]) -> list[Found]:
    """What was found in each report, in their order."""
    ranked = keywords(list(reports), n=20)
    rows = zip(reports, ranked, strict=True)
    return [Found(r, terms, summarize(r, max_chars=300), indicators(r)) for r, terms in rows]
