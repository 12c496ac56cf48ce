"""Reports → what was found in each: keywords, the sentences of its summary, its indicators."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus_tools.indicators import Indicator, indicators
from corpus_tools.keywords import Keyword, keywords
from corpus_tools.report import Report
from corpus_tools.summarize import Chosen, summarize
from corpus_tools.wording.units import cited


class Found(NamedTuple):
    """What was found in a report."""

    report: Report
    keywords: Sequence[Keyword]  # best first
    summary: Sequence[Chosen]  # in source order
    indicators: Sequence[Indicator]
    problems: tuple[str, ...] = ()  # what could not be worked out


def matters(found: Found) -> list[str]:
    """The keywords of a report, best first."""
    return [cited(row.term) for row in found.keywords]


def found(
    reports: Iterable[Report], names: frozenset[str] = frozenset(), terms: frozenset[str] = frozenset()
) -> list[Found]:
    """What was found in each report, in their order; a method that fails on one report does not affect the rest.

    `names`, those of the reporting bodies, are never keywords; `terms` are kept whole.
    """
    return [_found(report, names, terms) for report in reports]


def _found(report: Report, names: frozenset[str], terms: frozenset[str]) -> Found:
    methods = {
        "keywords": lambda: [k for k in keywords([report], n=20, terms=terms)[0] if k.term not in names],
        "summarize": lambda: summarize(report, max_chars=300),
        "indicators": lambda: indicators(report),
    }
    results, problems = [], []
    for name, method in methods.items():
        try:
            results.append(method())
        except Exception as error:  # a text that no one foresaw; it is named on the start page and by the exit code
            results.append([])
            problems.append(f"{report.path}: {name}: {type(error).__name__}: {error}")
    return Found(report, *results, tuple(problems))
