"""Terms and figures over the years of a body."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from corpus_tools.comparing.bodies import body, several_years
from corpus_tools.indicators import Indicator, indicators
from corpus_tools.report import Report

_MOVED = re.compile(r"(?:同比)?(?:增长|上涨|下降|降低|提高|增加|减少|涨幅|增幅|降幅|回落|上升)$")
_DOWN = re.compile(r"下降|降低|减少|降幅|回落|下跌|减产|负增长")


class Series(NamedTuple):
    """One figure of a body over years: what was reached, and what the report of the year before had set as goal."""

    organ: str
    subject: str
    unit: str
    change: bool  # a growth rate or difference, not a level
    reached: dict[int, float]
    goals: dict[int, float]


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
        for row in indicators(report):
            key = (body(report), *_matter(row))
            series = rows.setdefault(key, Series(*key, {}, {}))
            value = _signed(row)
            if value is not None and row.plan:
                series.goals.setdefault(report.year + 1, value)
            elif value is not None and _of_the_year(row, report):
                series.reached.setdefault(report.year, value)
    told = [s for s in rows.values() if len(s.reached) > 1]
    common = Counter((s.subject, s.unit, s.change) for s in told)
    most = {key: max(len(s.reached) + len(s.goals) for s in told if s[1:4] == key) for key in common}
    return sorted(told, key=lambda s: (-common[s[1:4]], -most[s[1:4]], not s.change, s[1:4], s.organ))


def _matter(row: Indicator) -> tuple[str, str, bool]:
    """What a figure is of, in what unit, and whether it is a change: 居民消费价格上涨0.2% is one of 居民消费价格."""
    moved = _MOVED.search(row.subject)
    subject = _MOVED.sub("", row.subject) or row.subject
    return subject, row.unit, bool(row.change or moved)


def _signed(row: Indicator) -> float | None:
    """The value, negative for a fall; None for a range."""
    if not isinstance(row.value, int | float):
        return None
    falls = _DOWN.search(row.change) or _DOWN.search(row.subject[-3:])
    return -float(row.value) if falls and row.value > 0 else float(row.value)


def _of_the_year(row: Indicator, report: Report) -> bool:
    """Whether a figure is of the year reported on, not of five years or of the year before."""
    years = [int(y) for y in re.findall(r"(?:19|20)[0-9]{2}", row.period)]
    spans = re.search(r"五年|以来|期间|累计|去年|年均|时期", row.period + row.action)
    return not spans and (not years or years == [report.year])


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
    """A row a figure, a column a year: what was reached, and in brackets the goal the year before had set."""
    years = sorted({y for s in series for y in (*s.reached, *s.goals)})
    rows = [
        (s.organ, f"{s.subject}{'变化' if s.change else ''}", s.unit, *(_cell(s, year) for year in years))
        for s in series
    ]
    return pd.DataFrame(rows, columns=["单位", "指标", "计量", *map(str, years)])


def _cell(series: Series, year: int) -> str:
    reached, goal = series.reached.get(year), series.goals.get(year)
    told = "" if reached is None else spoken(reached)
    return f"{told}（目标{spoken(goal)}）" if goal is not None else told
