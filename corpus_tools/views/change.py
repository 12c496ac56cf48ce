"""A comparison → what a page shows of change: coinages, plans and results, figures over the years, novelty."""

import re
from collections.abc import Sequence
from operator import itemgetter

import pandas as pd

from corpus_tools.compare import Comparison
from corpus_tools.comparing.bodies import body, by_year, several_years, with_earlier
from corpus_tools.comparing.coinages import Coinage, changes, coinage_matrix
from corpus_tools.comparing.novelty import COINED, COUNTED, KINDS, TERM, TOPIC, New
from corpus_tools.comparing.trends import Series, figure_trends, term_trends
from corpus_tools.plots import heat_map, trend
from corpus_tools.report import Report
from corpus_tools.tables import Html, details, esc, first_and_rest, in_units, note, quote, stack, table
from corpus_tools.views.amounts import with_unit
from corpus_tools.views.promises import clause_with

_COINAGE = ("提法", "用量", "去向", "首见之处")
_LAST = 7  # years side by side
_BARE = re.compile(r"[一二三四五六七八九十百千两0-9]+[大个项条路号]?")


def over_years(found: Comparison, terms: Sequence[str]) -> Html:
    """The figures of a body and the use of terms over the years, baseline included."""
    if not several_years(with_earlier(found.reports, found.baseline)):
        return note("需要同一单位不同年份的报告，往年的可以用 --baseline 给出。")
    return stack(figures_over_years(found), term_picture(found, terms))


def figures_over_years(found: Comparison, *, n: int = 8) -> Html:
    """The figures of a body year by year, with the goal of the year before, `n` unfolded; common rates as a chart."""
    short = {body(r): found.names[r.name].partition(" ")[0] for r in found.reports}
    series = [s._replace(organ=short[s.organ]) for s in figure_trends(with_earlier(found.reports, found.baseline))]
    if not series:
        return note("这些报告里没有一项指标是同一单位两年都报了的。")
    lines = figure_table(series)
    rows = first_and_rest(list(lines.itertuples(index=False, name=None)), list(lines.columns), n)
    rates = [s for s in series if s.unit == "%"]
    if not rates:
        return rows
    same, own = ([s for s in rates if key(s) == key(rates[0])] for key in (_matter, _organ))
    shared = len(same) > 1
    drawn = same[:8] if shared else _alike(own)[:6]
    years = sorted({y for s in drawn for y in s.reached})
    names = map(_organ if shared else _subject, drawn)
    lines = {name: [s.reached.get(y, float("nan")) for y in years] for name, s in zip(names, drawn, strict=True)}
    what = "增幅" * drawn[0].change
    title = drawn[0].subject + what if shared or len(drawn) == 1 else f"几项{what or '指标'}"
    title = f"{drawn[0].organ}：{title}" if not shared and len(set(map(_organ, series))) > 1 else title
    return stack(trend(years, lines, f"{title}年年看（%）"), rows)


_matter, _organ, _subject = itemgetter(slice(1, 4)), itemgetter(0), itemgetter(1)


def _alike(rates: Sequence[Series]) -> list[Series]:
    """The rates that fit on one scale: growth rates, or shares if there is at most one growth rate."""
    growths = [s for s in rates if s.change]
    return growths if len(growths) > 1 else [s for s in rates if not s.change] or growths


def figure_table(series: Sequence[Series]) -> pd.DataFrame:
    """A row for each figure, a column for each of the last seven years: the result, and the goal set the year before.

    The body has a column of its own if there are several.
    """
    years = sorted({y for s in series for y in (*s.reached, *s.goals)})[-_LAST:]
    named = ((s, with_unit(s.subject + "变化" * s.change, s.unit)) for s in series)
    rows = [(s.organ, name, *(_cell(s, year) for year in years)) for s, name in named]
    table = pd.DataFrame(rows, columns=["单位", "指标", *map(str, years)])
    table = table[table[list(map(str, years))].notna().any(axis=1)]
    return table if len(set(table["单位"])) > 1 else table.drop(columns="单位")


def _cell(series: Series, year: int) -> str | None:
    reached, goal = series.reached.get(year), series.goals.get(year)
    told = "" if reached is None else in_units(reached)
    return (f"{told}（{in_units(goal)}）" if goal is not None else told).replace("-", "−") or None


def news(found: Comparison, *, n: int = 12) -> Html:
    """What is new compared with the baseline; without one, compared with the earlier reports of each body."""
    if not found.news:
        missing = "需要旧报告（用 --baseline 给出，或填 baseline_dir），或同一单位不同年份的报告。"
        return note("与旧报告相比，没有新的主题、提法、词和指标。" if found.baseline else missing)
    parts = []
    for kind in KINDS:
        rows = [_news_row(row, found.names) for row in found.news if row.kind == kind]
        header = [f"新的{kind}", "段数" if kind == TOPIC else "次数", "报告", "原句"]
        if rows and kind == COUNTED:
            parts.append(details(f"新的{kind}（{len(rows)}）", table(rows, header)))
        elif rows:
            many = sum(row[1] > 1 for row in rows) if kind == TOPIC else n  # one passage alone makes no topic
            parts.append(first_and_rest(rows, header, min(n, many)))
    return stack(*parts)


def _news_row(row: New, names: dict[str, str]) -> tuple:
    proof = clause_with(row.what, row.sentence) if row.kind in (COINED, TERM) else quote(row.sentence)
    return row.what, row.count, [names[r] for r in row.reports], proof


def telling(coinages: Sequence[Coinage]) -> list[Coinage]:
    """The coinages without bare numbers that mean nothing by themselves: 十大, 20条, 113路."""
    return [c for c in coinages if not _BARE.fullmatch(c.term)]


def coinage_picture(found: Comparison, *, n: int = 16) -> Html:
    """How often the coinages of two or more reports occur in each report."""
    if not found.coinages:
        return note("这些报告里没有加引号或带数字的提法。")
    if len(found.reports) == 1:
        return note("只有一份报告，各个提法的次数见下表。")
    drawn = [c for c in telling(found.coinages) if len(c.reports) > 1][:n]
    if not drawn:
        return note("没有两份报告都提的提法，因此不画图；各自的提法见下表。")
    matrix = coinage_matrix(found.reports, rows=drawn)[_in_turn(found.reports)]
    terms, columns = [c.term + "＊" * (not c.marked) for c in drawn], [found.names[c] for c in matrix.columns]
    return stack(heat_map(matrix.to_numpy(), terms, columns, "两份以上报告都提的提法，各出现几次"))


def _in_turn(reports: Sequence[Report]) -> list[str]:
    """The names of the reports, with the bodies in the order given and the reports of each by year."""
    bodies = [body(r) or r.name for r in reports]
    return [r.name for r in sorted(by_year(reports), key=lambda r: bodies.index(body(r) or r.name))]


def coinage_table(found: Comparison, *, n: int = 12) -> Html:
    """The coinages: similar wordings, spread, first occurrence, what became of them, meaning, proof."""
    rows = [_coinage_row(c, found.names) for c in telling(found.coinages)[:300]]
    columns = [column for column in zip(_COINAGE, *rows, strict=True) if rows and set(column[1:]) != {None}]
    header, *told = zip(*columns, strict=True) if columns else [_COINAGE]
    parts = [first_and_rest(told, header, n)]
    if changed := changes(found.reports, found.coinages):
        parts.append(table(changed, ["旧提法", "年份", "新提法", "改于", "单位"], caption="改了说法的提法"))
    return stack(*parts)


def _coinage_row(c: Coinage, names: dict[str, str]) -> tuple:
    term = c.term if c.marked else f"{c.term}＊"
    term += f"（近似：{'、'.join(c.variants[:4])}）" if c.variants else ""
    meaning = f"<p>{esc(meant(c.definition))}</p>" if c.definition else ""
    return (
        term,
        f"{len(c.reports)}份{c.count}次" if len(names) > 1 else f"{c.count}次",
        c.fate or None,
        Html(f"{meaning}{clause_with(c.term, c.sentence)}"),
    )


def meant(definition: str) -> str:
    """A definition as it follows its term: 即排查、排险, but 一是金融中心."""
    return definition if definition.startswith("一是") else f"即{definition}"


def term_picture(found: Comparison, terms: Sequence[str]) -> Html:
    """How often each term occurs per ten thousand characters of each year's reports."""
    counted = term_trends(with_earlier(found.reports, found.baseline), terms)
    if not counted.to_numpy().any():
        return note("参数 terms 里的词在这些报告里都没有出现。")
    series = {term: counted[term].tolist() for term in terms if counted[term].any()}
    absent = "、".join(term for term in terms if term not in series)
    left = [note(f"正文里没有出现的词（标题不计）：{absent}。")] if absent else []
    return stack(trend(counted.index, series, "几个常用词的历年变化", "每万字次数"), *left)
