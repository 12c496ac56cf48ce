"""The rows of several reports side by side: aligned, compared over years, checked against each other."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from corpus_tools.indicators import Indicator
from corpus_tools.report import Report
from corpus_tools.tokenize import lexicon

_PLACES = re.compile(r"^(?:全[国省市县区州]|我[国省市县区州]|各级|各类|各项|各)|[“”‘’《》]")
_PART = re.compile(r"其中")
_WHOLE = re.compile(r"全年|年来|共|累计|总[计数量额]")
_FROM = re.compile(r"(?:从|由)(?:[^,，;；。]{0,12}的)?$")
_ROUNDING = 0.02  # a stated growth may differ from the computed one by rounding


class Growth(NamedTuple):
    """One indicator at two times: both stated, `change` computed (0.5 is half as much again)."""

    indicator: str
    unit: str
    who: str
    earlier: str
    first: float
    later: str
    second: float
    change: float
    sentence: str
    report: str


class Contradiction(NamedTuple):
    """Two figures of one report that cannot both be right, or count different things under one name."""

    report: str
    kind: str
    indicator: str
    unit: str
    first: float
    second: float
    sentence: str
    other: str


@cache
def _joined() -> dict[str, str]:
    """Wording → name, from `lexicon/same_indicators.txt`."""
    rules = (line.split(":", 1) for line in sorted(lexicon("same_indicators")) if ":" in line)
    return {wording: name.strip() for name, wordings in rules for wording in wordings.split()}


def _tells_level(action: str) -> bool:
    """Whether an action is words of level and nothing else: 均达到, 首次突破."""
    while action:
        size = next((n for n in range(7, 0, -1) if action[:n] in lexicon("level_words")), 0)
        if not size:
            return False
        action = action[size:]
    return True


def indicator_name(row: Indicator) -> str:
    """The name under which a row is compared: joined by rule, else its action and subject.

    Words of level (达到, 为) say nothing of what is counted and are left out; those of change are kept: 粮食产量增长.
    """
    subject = _PLACES.sub("", row.subject)
    action = "" if row.change or _tells_level(row.action) else row.action
    name = (
        _joined().get(action + subject) or _joined().get(subject) or (f"{subject}（{action}）" if action else subject)
    )
    change = re.sub(r"[了近约超过]", "", row.change)
    return f"{name}{change}" if change else name


def label(report: Report) -> str:
    """A report as a column head: its organ or place, or else its name, and the year."""
    who = report.organ or "".join(report.place) or report.name
    return f"{who} {report.year}" if report.year else who


def across(rows: Iterable[Indicator], reports: Iterable[Report]) -> pd.DataFrame:
    """One line an indicator, one column a report: the first figure each gives, of 由…增加到… the later one.

    What most reports give comes first; plans and ratios are left out.
    """
    heads = {r.name: label(r) for r in reports}
    cells: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in rows:
        if not row.plan and not isinstance(row.value, tuple) and not row.action.startswith(("从", "由")):
            cells[indicator_name(row), row.unit].setdefault(heads.get(row.report, row.report), row.value)
    order = sorted(cells, key=lambda k: -len(cells[k]))
    columns = list(dict.fromkeys(heads.values()))
    lines = [
        {"指标": name, "单位": unit, "报告数": len(cells[name, unit]), **cells[name, unit]} for name, unit in order
    ]
    return pd.DataFrame(lines, columns=["指标", "单位", "报告数", *columns])


def shared(rows: Iterable[Indicator], reports: Iterable[Report]) -> pd.DataFrame:
    """The lines of `across` that two or more reports have."""
    table = across(rows, reports)
    return table[table["报告数"] > 1].reset_index(drop=True)


def only_one(rows: Iterable[Indicator], reports: Iterable[Report], n: int = 10) -> pd.DataFrame:
    """What one report counts and no other: for each report the first `n` such rows, with their sentences."""
    rows, heads = list(rows), {r.name: label(r) for r in reports}
    where: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        where[indicator_name(row)].add(row.report)
    left = dict.fromkeys(heads, n)
    lines = []
    for row in rows:
        if len(where[indicator_name(row)]) == 1 and not row.change and left.get(row.report, 0):
            left[row.report] -= 1
            lines.append((heads[row.report], indicator_name(row), row.value, row.unit, row.sentence))
    return pd.DataFrame(lines, columns=["报告", "指标", "数值", "单位", "原文"])


def growths(rows: Iterable[Indicator], reports: Iterable[Report]) -> list[Growth]:
    """Indicators stated at two times, in one sentence or in two reports of one body, the largest change first."""
    rows = list(rows)
    found = [*_within(rows), *_between(rows, list(reports))]
    return sorted(found, key=lambda g: (-abs(g.change), g.report, g.indicator))


def _within(rows: list[Indicator]) -> list[Growth]:
    """从54万亿元增加到82.7万亿元."""
    found = []
    for a, b in pairwise(rows):
        same = (a.report, a.number, a.subject, a.unit) == (b.report, b.number, b.subject, b.unit)
        if same and _plain(a, b) and _FROM.search(a.sentence[: a.start]):
            found.append(_growth(a, b, a.period, b.period if b.period != a.period else "", a.report))
    return found


def _between(rows: list[Indicator], reports: list[Report]) -> list[Growth]:
    """The same indicator in two reports of one body on different years."""
    bodies = {r.name: (r.organ or "".join(r.place), r.year) for r in reports if r.year}
    series: dict[tuple[str, str, str], dict[int, Indicator]] = defaultdict(dict)
    for row in rows:
        who, year = bodies.get(row.report, ("", None))
        if who and not row.plan and not row.change and not isinstance(row.value, tuple):
            series[who, indicator_name(row), row.unit].setdefault(year, row)
    found = []
    for (who, _, _), years in series.items():
        for first, second in pairwise(sorted(years)):
            if years[first].value:
                found.append(_growth(years[first], years[second], str(first), str(second), who))
    return found


def _plain(*rows: Indicator) -> bool:
    return not any(isinstance(r.value, tuple) or r.change for r in rows) and bool(rows[0].value)


def _growth(a: Indicator, b: Indicator, earlier: str, later: str, who: str) -> Growth:
    change = b.value / a.value - 1
    return Growth(indicator_name(b), b.unit, who, earlier, a.value, later, b.value, change, b.sentence, b.report)


def stated_changes(rows: Iterable[Indicator], n: int = 20) -> list[Indicator]:
    """The rows that state a change in per cent (增长58.4%), largest first."""
    stated = [r for r in rows if r.change and r.unit == "%" and not isinstance(r.value, tuple) and not r.plan]
    once = {(r.report, r.subject, r.change, r.value): r for r in reversed(stated)}.values()
    return sorted(once, key=lambda r: (-abs(r.value), r.report, r.number, r.start))[:n]


def contradictions(rows: Iterable[Indicator]) -> list[Contradiction]:
    """Parts larger than their whole, one indicator given twice differently, a growth that its own figures belie."""
    by_report: dict[str, list[Indicator]] = defaultdict(list)
    for row in rows:
        by_report[row.report].append(row)
    return [c for some in by_report.values() for c in (*_parts(some), *_twice(some), *_belied(some))]


def _parts(rows: list[Indicator]) -> list[Contradiction]:
    """其中 and a figure larger than the one before."""
    found = []
    for whole, part in pairwise(rows):
        same = (whole.number, whole.unit) == (part.number, part.unit) and not whole.change and not part.change
        if (
            same
            and _plain(whole, part)
            and _PART.search(part.sentence[whole.end : part.start])
            and part.value > whole.value
        ):
            found.append(_contradiction("部分大于整体", whole, part))
    return found


def _twice(rows: list[Indicator]) -> list[Contradiction]:
    """The same name, unit and period with two exact figures, both said to be of the whole year (全年, 共, 累计)."""
    first: dict[tuple[str, str, str], Indicator] = {}
    found = []
    for row in rows:
        vague = row.approx or row.plan or row.change or row.per or isinstance(row.value, tuple)
        if vague or not _WHOLE.search(row.sentence[max(0, row.start - 24) : row.start]):
            continue
        known = first.setdefault((indicator_name(row), row.unit, row.period), row)
        if known.sentence != row.sentence and known.value != row.value:
            found.append(_contradiction("同一指标两个数", known, row))
    return found


def _belied(rows: list[Indicator]) -> list[Contradiction]:
    """由100增加到120,增长30%."""
    found = []
    for a, b, c in zip(rows, rows[1:], rows[2:], strict=False):
        together = a.number == b.number == c.number and a.subject == b.subject == c.subject and a.unit == b.unit
        stated = (
            c.unit == "%" and c.change in ("增长", "增加", "下降", "减少") and c.per == "" and "年均" not in c.action
        )
        if (
            together
            and stated
            and _plain(a, b)
            and _FROM.search(a.sentence[: a.start])
            and "比" not in c.sentence[b.end : c.start]
        ):
            computed = abs(b.value / a.value - 1) * 100
            if abs(computed - c.value) > max(0.5, _ROUNDING * computed) and not (a.approx or b.approx):
                found.append(_contradiction("增幅与首尾数不合", c._replace(value=round(computed, 1)), c))
    return found


def _contradiction(kind: str, a: Indicator, b: Indicator) -> Contradiction:
    return Contradiction(a.report, kind, indicator_name(a), a.unit, a.value, b.value, a.sentence, b.sentence)
