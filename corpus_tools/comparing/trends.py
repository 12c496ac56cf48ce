"""Terms and figures of a body over the years."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from corpus_tools.comparing.bodies import body, by_body, by_year, rank, same_years, several_years
from corpus_tools.comparing.matters import called, is_bare, matter, reached
from corpus_tools.comparing.verdicts import goals
from corpus_tools.counting.ledger import signed
from corpus_tools.indicators import Indicator
from corpus_tools.report import Report

_LEAST = 3  # bodies that give a rate, for one of them to be the highest


class Series(NamedTuple):
    """A figure of a body over the years: what was reached, and the goal set in the report of the year before."""

    organ: str
    subject: str
    unit: str
    change: bool  # a growth rate or difference, not a level
    reached: dict[int, float]
    goals: dict[int, float]


class Extreme(NamedTuple):
    """A rate that several bodies of one rank give for a year: the highest and the lowest of them."""

    subject: str
    unit: str
    year: int
    rank: str  # 省级, 市级, 县级, or nothing
    bodies: int
    highest: list[Indicator]  # more than one where several bodies give the same
    lowest: list[Indicator]


def term_trends(reports: Sequence[Report], terms: Iterable[str]) -> pd.DataFrame:
    """How often each term occurs per ten thousand characters of a year's reports; rows are years.

    Different bodies in different years would not show a trend: only bodies with the same years count.
    """
    text = defaultdict(str)
    for report in same_years(reports):
        text[report.year] += f"{report.simplified}\n"
    return pd.DataFrame({t: {y: round(1e4 * x.count(t) / len(x), 2) for y, x in text.items()} for t in terms})


def figure_trends(reports: Sequence[Report]) -> list[Series]:
    """The figures that a body gives in two or more years; those of most bodies first, then of most years.

    Of equals the order is that of the reports; bodies with most years come first, then in the order of their places.
    """
    rows: dict[tuple, Series] = {}
    for report in several_years(reports):
        planned = (row for row, *_ in goals(report, report.year + 1) if signed(row) is not None)
        for year, own in ((report.year, sorted(reached(report), key=_of_all_first)), (report.year + 1, planned)):
            for row in own:
                subject, unit, moved = matter(row)
                key = body(report), called(row) + subject, unit, moved
                series = rows.setdefault(key, Series(*key, {}, {}))
                (series.goals if year > report.year else series.reached).setdefault(year, signed(row))
    found = [s for s in rows.values() if len(s.reached) > 1 and not is_bare(s.subject)]
    turn = {organ: (-len(own), i) for i, (organ, own) in enumerate(by_body(reports).items())}
    common, most, place = Counter(s[1:4] for s in found), Counter(), {}
    for s in found:
        most[s[1:4]] = max(most[s[1:4]], len(s.reached) + len(s.goals))
        place.setdefault(s[1:4], len(place))
    alone = {s[1:4]: turn[s.organ] for s in found if common[s[1:4]] == 1}  # what only one body gives stands together
    order = {key: (-common[key], alone.get(key, ()), -most[key], at) for key, at in place.items()}
    return sorted(found, key=lambda s: (order[s[1:4]], turn[s.organ]))


def _of_all_first(row: Indicator) -> float:
    """A sort key: of sums of money the largest, as in `gathered`: 突破3000亿元，达到3003亿元."""
    return -signed(row) if row.unit == "元" and not (row.change or row.per) else 0.0


def extremes(reports: Iterable[Report]) -> list[Extreme]:
    """The rates and growth rates that three bodies of one rank give for one year, those of most bodies first."""
    told: dict[tuple, dict[str, Indicator]] = defaultdict(dict)
    for report in by_year(r for r in reports if r.year is not None):
        for row in reached(report):
            subject, unit, moved = matter(row)
            if unit == "%" and not row.share_of:
                key = subject + "变化" * moved, unit, report.year, rank(report)
                told[key].setdefault(body(report) or report.name, row)
    found = []
    for key, rows in told.items():
        most, least = (end(map(signed, rows.values())) for end in (max, min))
        if len(rows) >= _LEAST and least < most:
            ends = ([r for r in rows.values() if signed(r) == end] for end in (most, least))
            found.append(Extreme(*key, len(rows), *ends))
    return sorted(found, key=lambda e: (-e.bodies, -e.year, e.subject))
