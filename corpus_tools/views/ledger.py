"""Rows of indicators → the tables and figures of a page, each row with the sentence it was read from."""

from collections import Counter
from collections.abc import Sequence

from corpus_tools.counting.ledger import across, contradictions, growths, label, only_one, shared, stated_changes
from corpus_tools.indicators import Indicator
from corpus_tools.plots import Picture, heat_map, ranked_bars
from corpus_tools.report import Report
from corpus_tools.tables import Html, details, note, stack, stretches, table

_MOST = 24  # lines of a figure
_WIDE = 12  # reports side by side in a table
_EXACT = ",.15g"  # 97.39 and 126,000,000,000,000 as they are

Rows = Sequence[Indicator]
Reports = Sequence[Report]


def overview(rows: Rows, reports: Reports) -> Html:
    """How many indicators each report has, how many of them are changes, plans, approximate."""
    lines = []
    for report in reports:
        own = [r for r in rows if r.report == report.name]
        size = sum(len(p.text) for p in report.paragraphs)
        dense = 1000 * len(own) / size if size else 0.0
        counts = (len(own), sum(bool(r.change) for r in own), sum(r.plan for r in own), sum(r.approx for r in own))
        lines.append((label(report), report.year, size, *counts, round(dense, 1)))
    return table(lines, ["报告", "年份", "字数", "指标", "增减", "计划", "约数", "每千字指标"])


def units(rows: Rows, reports: Reports) -> Picture:
    """What the reports count in: the most frequent units, how often in each report."""
    counts = Counter((r.unit or "（无单位）", r.report) for r in rows)
    best = [u for u, _ in Counter(r.unit or "（无单位）" for r in rows).most_common(15)]
    matrix = [[counts[unit, report.name] for report in reports] for unit in best]
    return heat_map(matrix, best, [label(r) for r in reports], "各报告用什么单位计数（次）")


def ledger(rows: Rows, reports: Reports, n: int = 400) -> Html:
    """Every indicator as a row, with its sentence; the figure is marked in it."""
    named = {r.name: r for r in reports}
    header = ["报告", "数什么", "怎样", "数值", "单位", "约", "增减", "时期", "计划", "原文"]
    lines = [
        (label(named[r.report]), r.subject or "–", r.action, r.value, r.unit, "约" if r.approx else "",
         r.change, r.period, "计划" if r.plan else "", _quoted(r, named))
        for r in rows
    ]  # fmt: skip
    return table(lines, header, formats={"数值": _EXACT}, n=n)


def _quoted(row: Indicator, named: dict[str, Report]) -> Html:
    return stretches(named[row.report].sentences[row.number], [(row.start, row.end)])


def side_by_side(rows: Rows, reports: Reports, n: int = 60) -> Html:
    """The indicators that two or more reports give, a column a report; one of all indicators folded below."""
    some, rest = shared(rows, reports), across(rows, reports)
    many = note(f"报告多于{_WIDE}份时，表中只列前{_WIDE}份；全部在数据文件里。") if len(reports) > _WIDE else ""
    if some.empty:
        return note("没有两份报告用同样的说法给出同一个指标。可以在 same_indicators.txt 里把不同的说法并为一个。")
    exact = dict.fromkeys(some.columns[3:], _EXACT)
    parts = [table(some.iloc[:, : 3 + _WIDE], formats=exact, n=n)]
    folded = details("全部指标，不论几份报告有", table(rest.iloc[:, : 3 + _WIDE], formats=exact, n=n * 5))
    return stack(*parts, *([many] if many else []), folded)


def side_by_side_picture(rows: Rows, reports: Reports) -> Picture:
    """Indicators that two or more reports give, each as a share of the largest figure given for it."""
    some = shared(rows, reports).head(_MOST)
    values = some.iloc[:, 3:].astype(float)
    relative = values.div(values.abs().max(axis=1).replace(0, 1), axis=0).round(2) if len(some) else values
    names = [f"{name}（{unit}）" if unit else name for name, unit in zip(some["指标"], some["单位"], strict=True)]
    title = "同一指标各报告的数（最大的为 1，空白是没有给）"
    return heat_map(relative.to_numpy(float), names, list(values.columns), title)


def largest_changes(rows: Rows, reports: Reports, n: int = 20) -> Picture:
    """The largest changes that the reports state in per cent; what falls is negative."""
    heads = {r.name: label(r) for r in reports}
    some = stated_changes(rows, n)
    falls = ("下降", "减少", "降低", "下跌", "压减", "压缩", "缩短", "削减", "减", "降", "缩小", "下调", "短收", "低")
    values = [-r.value if r.change.startswith(falls) else r.value for r in some]
    names = [f"{r.subject}｜{heads[r.report]}" if len(heads) > 1 else r.subject for r in some]
    return ranked_bars(names, values, "报告所说的最大增减（%）")


def growth_table(rows: Rows, reports: Reports, n: int = 40) -> Html:
    """Indicators stated at two times and the change that follows from the two figures."""
    header = ["指标", "单位", "从", "起", "到", "止", "变化", "原文"]
    lines = [
        (g.indicator, g.unit, g.earlier, g.first, g.later, g.second, g.change, g.sentence)
        for g in growths(rows, reports)
    ]
    return table(lines[:n], header, formats={"起": _EXACT, "止": _EXACT, "变化": "+.1%"})


def only_one_table(rows: Rows, reports: Reports, n: int = 10) -> Html:
    """What one report counts and no other, `n` of each report."""
    return (
        table(only_one(rows, reports, n), formats={"数值": _EXACT})
        if len(reports) > 1
        else note("只有一份报告，没有可比的。")
    )


def contradiction_table(rows: Rows, reports: Reports) -> Html:
    """Figures of one report that do not agree with each other, to be checked by eye."""
    heads = {r.name: label(r) for r in reports}
    header = ["报告", "为什么可疑", "指标", "单位", "一处", "另一处", "原文", "另一处原文"]
    lines = [(heads.get(c.report, c.report), *c[1:]) for c in contradictions(rows)]
    return table(lines, header, formats={"一处": _EXACT, "另一处": _EXACT}) if lines else note("没有发现互相矛盾的数。")
