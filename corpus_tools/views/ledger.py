"""Rows of indicators → the tables and figures of a page, each row with the sentence it was read from."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter

import numpy as np

from corpus_tools.comparing.bodies import body, named, rank, short_names
from corpus_tools.comparing.matters import is_bare, matter, summed
from corpus_tools.counting.contradictions import contradictions
from corpus_tools.counting.ledger import (
    Gathered,
    Growth,
    change_word,
    gathered,
    growths,
    indicator_name,
    only_one,
    opens_span,
    signed,
    since,
    stated_changes,
    verb,
    wordings,
)
from corpus_tools.counting.times import of_several
from corpus_tools.indicators import Indicator
from corpus_tools.plots import Picture, heat_map, ranked_bars
from corpus_tools.report import Report
from corpus_tools.tables import (
    CHANGE,
    Html,
    details,
    esc,
    few,
    figure,
    first_and_rest,
    headline,
    how_many,
    in_units,
    note,
    paragraph_link,
    place,
    stack,
    table,
)
from corpus_tools.views.amounts import amount, value_text, when, with_unit

_MOST = 24  # lines of a figure
_WIDE = 5  # reports side by side in a table
_LEAP = 5.0  # times in a year: figures of two reports that are so far apart may be of different things
_TURN, _GAPING = 3, 10  # points between a computed and a stated change, with and without another sign: too many
_SCOPE = "口径不同"
_FOLDED = 8  # figures of reports in one cell; more are folded
_NAMED = 6  # reports that are named as having more rows than are shown
_LONG = 64  # characters of a sentence that is shown whole
_FIRST = 12  # lines of a long table that are not folded
_NO_GROWTH = "没有起点和终点都给了的指标。"
_NO_CONTRADICTION = "查了部分大于整体、同一指标两处不同，没有发现互相矛盾的数。"
_GAP = "\N{NO-BREAK SPACE}"
_STOP = re.compile(r"[,;，；。:：]")

Rows = Sequence[Indicator]
Reports = Sequence[Report]


def finding(rows: Rows, reports: Reports) -> Html:
    """How many figures the reports give, and whether any contradict each other."""
    changes, plans, wrong = sum(bool(r.change) for r in rows), sum(r.plan for r in rows), len(contradictions(rows))
    many = f"{len(reports)} 份" if len(reports) > 1 else ""
    told = f"{many}报告给出 {len(rows):,} 个数" + f"，{changes:,} 个说增减" * bool(changes)
    told += f"，{plans:,} 个是计划" * bool(plans) + (f"；有 {wrong} 处前后对不上" if wrong else "；没有发现前后矛盾的")
    english = f"{how_many(len(rows), 'figure')} in {how_many(len(reports), 'report')}"
    return headline(f"{told}。", f"{english}; {how_many(wrong, 'contradiction')} found")


def overview(rows: Rows, reports: Reports) -> Html:
    """How many indicators each report has, and how many are changes, plans, approximate."""
    lines = []
    for name, report in named(reports):
        own = [r for r in rows if r.report == report.name]
        dense = 1000 * len(own) / report.characters if report.characters else 0.0
        counts = (len(own), sum(bool(r.change) for r in own), sum(r.plan for r in own), sum(r.approx for r in own))
        lines.append((name, report.year, report.characters, *counts, round(dense, 1)))
    shown = table(lines, ["报告", "年份", "字数", "指标", "增减", "计划", "约数", "每千字指标"])
    return details(f"读到的 {len(lines)} 份报告", shown)


def ledger(rows: Rows, reports: Reports, n: int = 400) -> Html:
    """Every indicator as a row, with its sentence, in which the figure is marked.

    If there are more than `n` rows, the first of each report, in equal numbers; the number left out is stated.
    """
    if not rows:
        return note("这些报告没有给出数。")
    named, heads = {r.name: r for r in reports}, short_names(reports)
    most = _fair_share(Counter(r.report for r in rows), n)
    kept, left = [], Counter()
    for row in rows:
        left[row.report] += 1
        kept += [row] if left[row.report] <= most else []
    lines = [
        (heads[r.report], _counted(r), amount(r), r.unit, when(r, named[r.report]), _quoted(r, named[r.report]))
        for r in kept
    ]
    some = 0 if len(reports) > 1 else 1  # the name of the only report says nothing
    header = ["报告", "数什么", "数值", "单位", "时期", "原文"]
    return stack(table([line[some:] for line in lines], header[some:], n=len(lines)), _left_out(left, most, heads))


def _fair_share(counts: Mapping[str, int], n: int) -> int:
    """How many of `n` rows each report gets, at least one; short reports leave theirs to others.

    >>> _fair_share({"a": 10, "b": 200, "c": 300}, 110), _fair_share({"a": 10}, 110)
    (50, 10)
    """
    room, most = n, 0
    for i, count in enumerate(sorted(counts.values())):
        most = min(count, max(1, room // (len(counts) - i)))
        room -= most
    return most


def _left_out(counts: Mapping[str, int], most: int, heads: Mapping[str, str]) -> Html:
    """How many rows of which report are not shown; for a single report only how many."""
    rest = {heads[name]: count - most for name, count in counts.items() if count > most}
    if not rest:
        return Html("")
    most_left = sorted(rest.items(), key=lambda row: -row[1])[:_NAMED]
    told = "、".join(f"{name}（{count:,} 行）" for name, count in most_left) + "等" * (len(rest) > _NAMED)
    told = f"：{told}" if len(counts) > 1 else ""
    return note(f"另有 {sum(rest.values()):,} 行未列出，tables 命令写出的数据表里都有{told}。")


def _counted(row: Indicator) -> Html:
    """What is counted and, in grey, what became of it, unless that is said already."""
    said = (word for word in dict.fromkeys((row.action, row.change)) if not row.subject.endswith(word))
    return Html(f'<span>{esc(row.subject or "–")} <span class="none">{esc(" ".join(said))}</span></span>')


def _quoted(row: Indicator, report: Report) -> Html:
    """The sentence, or the part of a long one, with the figure marked, and its paragraph, linked on a page."""
    sentence = report.sentences[row.number]
    start, end = _part(sentence.text, row.start, row.end)
    parts = sentence.text[start : row.start], sentence.text[row.start : row.end], sentence.text[row.end : end]
    before, raw, after = map(esc, parts)
    before, after = ("…" if start else "") + before, after + ("…" if end < len(sentence.text) else "")
    return Html(f"<span>{before}<mark>{raw}</mark>{after}</span> {paragraph_link(report.name, sentence.paragraph)}")


def _part(text: str, start: int, end: int) -> tuple[int, int]:
    """The clauses around a figure, some 60 characters of a longer sentence: from a ; or , before it to one after."""
    if len(text) <= _LONG:
        return 0, len(text)
    opens = [m.end() for m in _STOP.finditer(text, max(0, start - _LONG // 2), start)]
    closes = [m.start() for m in _STOP.finditer(text, end, min(len(text), end + _LONG // 2))]
    first = opens[0] if opens and start > _LONG // 2 else max(0, start - _LONG // 2)
    return first, closes[-1] if closes and end + _LONG // 2 < len(text) else min(len(text), end + _LONG // 2)


def side_by_side(rows: Rows, reports: Reports, n: int = 60) -> Html:
    """The indicators that two or more reports give, a column for each report; below, folded, all indicators.

    Many reports do not fit side by side: then the figures of an indicator share one cell.
    """
    if len(reports) < 2:
        return note("只有一份报告，没有可比的。")
    rows = _sure(rows, reports)
    names, every = short_names(reports), gathered(rows, reports)
    some = _shared(every)
    if not some:
        return note("没有两份报告用同样的说法给出同一个指标。可以在 same_indicators.txt 里把不同的说法并为一个。")
    arrange, giving = _columns if len(reports) <= _WIDE else _listed, {who for cells in some.values() for who in cells}
    without = few([name for who, name in names.items() if who not in giving], "份")
    all_told = details("全部指标，不论几份报告有", arrange(every, names, n * 5))
    left = note(f"没有这样的数的报告：{without}。") if without else Html("")
    shown = arrange(some, {who: name for who, name in names.items() if who in giving}, n)
    drawn = side_by_side_picture(rows, reports) if len(some) > 1 else ""  # of one, all cells would be alike
    pictures = [details("画成图：颜色越深，越接近同项最大的数", drawn)] if drawn else []
    return stack(shown, left, *pictures, all_told, _rules(rows))


def _shared(every: Gathered) -> Gathered:
    return {key: cells for key, cells in every.items() if len(cells) > 1}


def _rules(rows: Rows) -> Html:
    """The wordings that stand under one name, as `same_indicators.txt` joins them."""
    lines = [(name, "、".join(said)) for name, said in wordings(rows).items()]
    return details("并成一个的说法", table(lines, ["指标", "报告里的说法"])) if lines else Html("")


def _columns(some: Gathered, names: Mapping[str, str], n: int) -> Html:
    every = ((with_unit(*key), [cells.get(who) for who in names]) for key, cells in islice(some.items(), n))
    lines = [(name, *(_given(own) if own else None for own in row)) for name, row in every]
    return stack(table(lines, ["指标", *names.values()], n=n), _further(some, n))


def _further(some: Gathered, n: int) -> Html:
    """How many indicators are not shown, and where they are."""
    return note(f"另有 {len(some) - n:,} 个指标未列出，tables 命令写出的数据表里都有。") if len(some) > n else Html("")


def _given(own: Sequence[Indicator], unit: str = "") -> Html:
    """The best figure of a report for an indicator, linked to its place; followed by 等 if there are others."""
    more = "等" if len({row.value for row in own}) > 2 else ""
    return figure(own[0].value, value_text(own[0], unit) + more, place(own[0].report, own[0].paragraph))


def _listed(some: Gathered, names: Mapping[str, str], n: int) -> Html:
    """A line for each indicator: which reports give it, and what; many are summed up by least, median and most."""
    lines = []
    for (name, unit), cells in islice(some.items(), n):
        told = {who: (names[who], _given(cells[who], unit)) for who in names if who in cells}
        every = _in_turn(told.values())
        if len(told) > _FOLDED:
            ranked = sorted(told, key=lambda who: cells[who][0].value)
            ends = (("最低", ranked[0]), ("居中", ranked[(len(ranked) - 1) // 2]), ("最高", ranked[-1]))
            each = (Html(f"<p>{how} {_in_turn([told[who]])}</p>") for how, who in ends)
            every = stack(*each, details("各报告的数", every))
        lines.append((with_unit(name, unit), len(cells), every))
    return stack(table(lines, ["指标", "报告数", "各报告的数"], n=n), _further(some, n))


def _in_turn(told: Iterable[tuple[str, Html]]) -> Html:
    """The figures of reports, a body named once for its years: 甲县政府 2022：9个、2023：12个；乙县政府 2023：5个."""
    parts = ((*map(esc, name.rpartition(" ")[::2]), value) for name, value in told)
    runs = groupby(((f"{who}{_GAP}" if who else "", f"{year}：{value}") for who, year, value in parts), itemgetter(0))
    return Html("；".join(who + "、".join(map(itemgetter(1), own)) for who, own in runs))


def side_by_side_picture(rows: Rows, reports: Reports) -> Picture | Html:
    """Indicators that two or more reports give, each as a share of the largest given for it; falls are pale."""
    names, some = short_names(reports), _shared(gathered(rows, reports))
    alike = len(set(map(rank, reports))) == 1  # comparing the sums of money of a province and a county says nothing
    told = ((key, cells) for key, cells in some.items() if alike or not key[1].endswith("元") or "均" in key[0])
    some = dict(islice(told, _MOST))
    heads = {who: name for who, name in names.items() if any(who in cells for cells in some.values())}
    if not some:
        return Html("")
    values = np.array([[cells[who][0].value if who in cells else np.nan for who in heads] for cells in some.values()])
    texts = [[value_text(cells[who][0]) if who in cells else "" for who in heads] for cells in some.values()]
    most = np.nanmax(np.abs(values), axis=1, keepdims=True)
    relative = (values / np.where(most, most, 1)).round(2).clip(min=0)
    relative[(relative <= 0) & (values != 0)] = 0.01  # very little is not nothing
    return heat_map(relative, [with_unit(*key) for key in some], list(heads.values()), "同一指标各报告的数", texts)


def largest_changes(rows: Rows, reports: Reports, n: int = 20) -> Picture | Html:
    """The largest changes that the reports state in per cent; what falls is negative."""
    alone = len(set(map(body, reports))) == 1 and all(r.year for r in reports)  # its years tell its reports apart
    heads = {r.name: str(r.year) for r in reports} if alone else short_names(reports)
    some = stated_changes(rows, n)
    if not some:
        return note("这些报告没有说哪一项增加或减少了百分之几。")
    values = [signed(r) for r in some]
    names = [f"{_what_changed(r)}｜{heads[r.report]}" if len(heads) > 1 else _what_changed(r) for r in some]
    return ranked_bars(names, values, "报告所说的最大增减（%）")


def _what_changed(row: Indicator) -> str:
    """The subject, what was done with it, and from when it is measured: 国内生产总值（比2002年）."""
    told = verb(row).removesuffix(row.subject), since(row) or "几年间" * summed(row)
    return f"{row.subject}（{'，'.join(filter(None, told))}）" if any(told) else row.subject


def growth_table(rows: Rows, reports: Reports, n: int = 8) -> Html:
    """Indicators stated at two times, the change between the figures, and the change the later report states.

    Beyond `n` they are folded. The two changes differ where prices do; where they contradict each other the figures are
    of different scope, and no change is told. Such rows come last.
    """
    header, heads = ["报告", "指标", "由 → 到", "变化", "报告自己说", "原文"], short_names(reports)
    known, alone = {r.name: r for r in reports}, len(set(map(body, reports))) < 2  # of one body the years are told
    sure, stated = growths(_sure(rows, reports), reports), _stated(rows)
    sure = (g for g in sure if not _years(g) or _of_one_thing(g))
    some = [(g, stated.get((g.second.report, g.indicator)) if _years(g) == 1 else None) for g in sure]
    lines = [
        (
            heads[who := g.second.report],
            with_unit(g.indicator, g.second.unit),
            _ends(g, "" if alone else heads[who]),
            _SCOPE if _contradicts(g, told) else _change(g),
            told and f"{change_word(told)}{told.raw}",
            _quoted(g.second, known[who]),
        )
        for g, told in sorted(some, key=lambda pair: _contradicts(*pair))
    ]
    columns = [column for column in zip(header, *lines, strict=True) if any(column[1:])][alone:]
    header, *lines = zip(*columns, strict=True) if lines else [header]
    return first_and_rest(lines, header, n) if lines else note(_NO_GROWTH)


def _years(growth: Growth) -> int:
    """How many years lie between the reports that give the two figures; 0 if one sentence gives both."""
    return int(growth.later) - int(growth.earlier) if growth.first.report != growth.second.report else 0


def _of_one_thing(growth: Growth) -> bool:
    """Whether figures of two reports are surely of one thing: not of a bare name, nor a year's new ones and all."""
    ratio = 1 + growth.change if growth.second.unit not in ("%", "‰") else 1
    return not is_bare(growth.indicator) and _LEAP ** -_years(growth) < ratio < _LEAP ** _years(growth)


def _sure(rows: Rows, reports: Reports) -> Rows:
    """The figures that are surely of one year or said to be of several."""
    known = {r.name: r for r in reports}
    return [r for r in rows if of_several(r) or opens_span(r) or not summed(r, known[r.report])]


def _stated(rows: Rows) -> dict[tuple[str, str], Indicator]:
    """The growth in per cent since the year before that a report states, by its name and the indicator."""
    told = (r for r in rows if r.change and r.unit == "%" and not (r.plan or summed(r) or since(r)))
    return {(r.report, matter(r)[0]): r for r in told}


def _contradicts(growth: Growth, told: Indicator | None) -> bool:
    """Whether a stated change is so far from the computed one that the two figures cannot be on one basis."""
    stated = signed(told) if told and growth.second.unit not in ("%", "‰") else None
    if stated is None:
        return False
    computed = 100 * growth.change
    return abs(computed - stated) > (_TURN if computed * stated < 0 else _GAPING)


def _ends(growth: Growth, named: str) -> str:
    """The two figures, each with its time where that is known and not `named` beside them: 28（2017） → 30.

    A time that the sentence gives only once belongs to its end, unless 从 or 由 stands before it.
    """
    first, second = growth.earlier, growth.later
    given = second or any(f"{word}{first}" in growth.second.sentence for word in ("从", "由"))
    ends = (growth.first.value, first if given else ""), (growth.second.value, second if given else first)
    return f" →{_GAP}".join(in_units(v) + (f"（{time}）" if time and time not in named else "") for v, time in ends)


def _change(growth: Growth) -> Html:
    """The change in per cent, of shares in points."""
    name = {"%": "个百分点", "‰": "个千分点"}.get(growth.second.unit)
    points = growth.second.value - growth.first.value
    if not points:
        return figure(0, "持平")
    return figure(points, f"{points:+.4g}{name}") if name else figure(growth.change, format(growth.change, CHANGE))


def only_one_table(rows: Rows, reports: Reports, n: int = 10) -> Html:
    """What only one report counts, the first `n` of each report, each figure linked to its place."""
    if len(reports) < 2:
        return note("只有一份报告，没有可比的。")
    names, told = short_names(reports), defaultdict(list)
    for r in only_one(rows, reports, n):
        value = amount(r, r.unit, place(r.report, r.paragraph))
        told[r.report].append(f"{esc(indicator_name(r))}{_GAP}{value}")
    lines = [(names[who], Html("；".join(own))) for who, own in told.items()]
    return table(lines, ["报告", "只有它给出的数"]) if lines else note("没有哪份报告给出别家没有的数。")


def contradiction_table(rows: Rows, reports: Reports) -> Html:
    """Figures of one report that contradict each other, to be checked by eye."""
    heads, known = short_names(reports), {r.name: r for r in reports}
    lines = []
    for kind, *pair in contradictions(rows):
        told = "与".join(f"{in_units(row.value)}{row.unit}" for row in pair)  # 同一指标两个数：收到提案 134件与143件
        quoted = (_quoted(row, known[row.report]) for row in pair)
        lines.append((heads[pair[0].report], f"{kind}：{indicator_name(pair[0])} {told}", *quoted))
    header = ["报告", "可疑之处", "原文", "另一处原文"]
    return first_and_rest(lines, header, _FIRST) if lines else note(_NO_CONTRADICTION)
