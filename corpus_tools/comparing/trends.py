"""Terms and figures over the years of a body."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from corpus_tools.comparing.bodies import body, by_year, several_years
from corpus_tools.comparing.matters import matter
from corpus_tools.counting.ledger import signed
from corpus_tools.counting.times import is_goal, of_year, speaks_of_past
from corpus_tools.indicators import Indicator, indicators
from corpus_tools.report import Report

_LEAST = 3  # bodies that give a rate, for one of them to be the highest
_LAST = 7  # years side by side


class Series(NamedTuple):
    """One figure of a body over years: what was reached, and what the report of the year before had set as goal."""

    organ: str
    subject: str
    unit: str
    change: bool  # a growth rate or difference, not a level
    reached: dict[int, float]
    goals: dict[int, float]


class Extreme(NamedTuple):
    """A rate that several bodies give for one year: the highest and the lowest of them."""

    subject: str
    unit: str
    year: int
    bodies: int
    highest: Indicator
    lowest: Indicator


def term_trends(reports: Sequence[Report], terms: Iterable[str]) -> pd.DataFrame:
    """How often each term stands in ten thousand characters of a year's reports; rows are years.

    Reports of different bodies in different years tell nothing of time: only bodies with several years count.
    """
    text = defaultdict(str)
    for report in several_years(reports):
        text[report.year] += "\n".join(s.simplified for s in report.sentences)
    return pd.DataFrame({t: {y: 1e4 * x.count(t) / max(1, len(x)) for y, x in text.items()} for t in terms})


def figure_trends(reports: Sequence[Report]) -> list[Series]:
    """The figures that a body tells of in two or more years; those of most bodies first, then of most years."""
    rows: dict[tuple, Series] = {}
    for report in several_years(reports):
        told = indicators(report)
        past = speaks_of_past(told)
        for row in told:
            key = (body(report), *matter(row))
            series = rows.setdefault(key, Series(*key, {}, {}))
            value = signed(row)
            if value is not None and is_goal(row) and of_year(row, report.year + 1):
                series.goals.setdefault(report.year + 1, value)
            elif value is not None and not is_goal(row) and of_year(row, report.year, past):
                series.reached.setdefault(report.year, value)
    found = [s for s in rows.values() if len(s.reached) > 1]
    common = Counter((s.subject, s.unit, s.change) for s in found)
    most = {key: max(len(s.reached) + len(s.goals) for s in found if s[1:4] == key) for key in common}
    return sorted(found, key=lambda s: (-common[s[1:4]], -most[s[1:4]], not s.change, s[1:4], s.organ))


def extremes(reports: Iterable[Report]) -> list[Extreme]:
    """The rates and growth rates that three bodies or more give for one year, those of most bodies first."""
    told: dict[tuple, dict[str, Indicator]] = defaultdict(dict)
    for report in by_year(r for r in reports if r.year is not None):
        rows = indicators(report)
        past = speaks_of_past(rows)
        for row in rows:
            subject, unit, moved = matter(row)
            rate = unit == "%" and not is_goal(row) and not row.share_of and signed(row) is not None
            if rate and of_year(row, report.year, past):
                told[subject + "变化" * moved, unit, report.year].setdefault(body(report) or report.name, row)
    found = []
    for key, rows in told.items():
        ordered = sorted(rows.values(), key=lambda r: (signed(r), r.report))
        if len(rows) >= _LEAST and signed(ordered[0]) < signed(ordered[-1]):
            found.append(Extreme(*key, len(rows), ordered[-1], ordered[0]))
    return sorted(found, key=lambda e: (-e.bodies, -e.year, e.subject))


def spoken(value: float) -> str:
    """A number in 万, 亿, 万亿, as reports print it.

    >>> spoken(1_370_000_000_000), spoken(12_560_000), spoken(5.2), spoken(-2.7)
    ('1.37万亿', '1256万', '5.2', '-2.7')
    """
    for size, name in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{value / size:.6g}{name}"
    return f"{value:.6g}"


def figure_table(series: Sequence[Series]) -> pd.DataFrame:
    """A row a figure, a column a year (the last seven): what was reached, in brackets the goal set the year before.

    The body has a column of its own where there are several.
    """
    years = sorted({y for s in series for y in (*s.reached, *s.goals)})[-_LAST:]
    rows = [
        (s.organ, f"{s.subject}{'变化' if s.change else ''}（{s.unit or '–'}）", *(_cell(s, year) for year in years))
        for s in series
    ]
    table = pd.DataFrame(rows, columns=["单位", "指标", *map(str, years)])
    table = table[table[list(map(str, years))].ne("").sum(axis=1) > 0]
    return table if len(set(table["单位"])) > 1 else table.drop(columns="单位")


def _cell(series: Series, year: int) -> str:
    reached, goal = series.reached.get(year), series.goals.get(year)
    told = "" if reached is None else spoken(reached)
    return f"{told}（{spoken(goal)}）" if goal is not None else told
