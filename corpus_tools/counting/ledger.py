"""The rows of several reports side by side: aligned, compared over years, checked against each other."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from corpus_tools.counting.nouns import VERBS
from corpus_tools.counting.numerals import DIGITS
from corpus_tools.counting.times import of_several, of_year, speaks_of_past, summed_over, tells_level
from corpus_tools.indicators import Indicator
from corpus_tools.lexicon import lexicon
from corpus_tools.report import Report

_PLACES = re.compile(r"^(?:全[国省市县区州]|我[国省市县区州]|各级|各类|各项|各)|[“”‘’《》]")
_SINCE = re.compile(  # 分别比2010年削减4%、5%, 比“十五”末增长74%, 年均增长8%
    r"([比较較](?:(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})年|[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?(?:时期|期间|计划)?末?"
    r"|[上前]个?五年|[五十]年前)|年均|平均每年)[^,，;；。]*$"
)
_COMPARING = re.compile(r"(?:同比|环比|分别|均)+$")
_OF_WHOLE = re.compile(r"占[^占]{0,24}(?:比重|比例|份额|比率|比)$")
_BUDGETED = re.compile("(?<=[收支][入出])(?:预算|计划|预期)(?:目标|数)?$")  # a goal is held against what came in
_RATES = {"涨幅": "上涨", "降幅": "下降", "增幅": "增长", "增速": "增长", "翻": "翻番"}
_FROM = re.compile(r"(?:从|由)(?:[^,，;；。]{0,12}的|年初|期初|[去上]年|(?:19|20)\d\d年)?(?:不足|不到|近|约|超|仅)?$")
_PART = re.compile(r"[\u4e00-\u9fff]{0,8}?(县域|郊区|保税区|开发区|高新区|经开区|工业园区)(?!建设|开发|管委会)")
_DOWN = re.compile(r"下[降跌调浮滑]|降低|减少|降幅|回落|减产|负增长|压[减缩降]|缩[短小减]|[削调核锐]减|精简|短收")
_GROWN = ("增长", "增加", "提高", "上涨", "上升")
_SAME = (  # ways to write one thing inside a name
    (re.compile(r"规[上模](?=工业|企业|服务业)"), "规模以上"),
    (re.compile(r"(?:国内|地区)生产总值|GDP"), "生产总值"),
    (re.compile(r"常住居民"), "居民"),
    (re.compile(r"中小学校"), "中小学"),
    (re.compile(r"重点建设项目"), "重点项目"),
    (re.compile(r"(?<=企业|主体)(?:数量|总[数量])$"), ""),
)


class Growth(NamedTuple):
    """One indicator at two times, both stated, with the computed `change` (0.5 is half as much again)."""

    indicator: str
    earlier: str
    first: Indicator
    later: str
    second: Indicator
    change: float


@cache
def _joined() -> dict[str, str]:
    """Wording (in the one way of `one_wording`) → name, from `lexicon/same_indicators.txt`."""
    rules = (line.split(":", 1) for line in sorted(lexicon("same_indicators")) if ":" in line)
    return {one_wording(wording): name.strip() for name, wordings in rules for wording in wordings.split()}


def one_wording(noun: str) -> str:
    """`noun` with what is written in several ways written in one: 单位生产总值能耗 for 单位GDP能耗."""
    for pattern, same in _SAME:
        noun = pattern.sub(same, noun)
    return noun


def wordings_like(wording: str) -> list[str]:
    """All wordings of the indicator that this one belongs to, [] if it belongs to none."""
    name = _joined().get(one_wording(wording))
    return [other for other, its in _joined().items() if its == name] if name else []


def verb(row: Indicator) -> str:
    """The deed, without words of level and change: 批准逮捕 of 批准逮捕同比分别上升, "" of 均达到."""
    if not row.change:
        return "" if tells_level(row.action) else row.action
    said = _COMPARING.sub("", row.action.removesuffix(row.change)) if row.action.endswith(row.change) else ""
    return said if said in VERBS and not tells_level(said) else ""


def since(row: Indicator, year: int | None = None) -> str:
    """The time a change is measured from (比2010年, 比“十五”末, 年均); nothing where it is the year before `year`."""
    found = _SINCE.search(row.sentence, 0, row.start) if row.change else None
    return found[1] if found and found[1][1:].translate(DIGITS) != f"{(year or 0) - 1}年" else ""


def indicator_name(row: Indicator) -> str:
    """The name under which a row is compared: joined by rule, else its action and subject.

    Words of level (达到, 为) do not say what is counted and are left out; those of change are kept: 粮食产量增长.
    """
    real = "实际" if row.change and "实际" in row.action else ""
    change = change_word(row)
    return _what(row).removesuffix(change) + real + change  # 人均增收 once


def change_word(row: Indicator) -> str:
    """The word of a change in a name, nothing of a level: 增长 of 增长了 and 增幅."""
    change = re.sub(r"[了近约超过]", "", row.change)
    return _RATES.get(change[:2], change)


def _what(row: Indicator) -> str:
    """The name of a row without the word of a change."""
    subject = _OF_WHOLE.sub("", row.subject) if row.share_of else row.subject
    subject = one_wording(_PLACES.sub("", _BUDGETED.sub("", subject) if row.plan else subject))
    action = verb(row)
    told = not action or (row.unit in lexicon("measures") and not row.change)  # 采用信息12条 are not all of 信息
    known = _joined().get(action + subject) or (told and _joined().get(subject))
    name = known or (f"{subject}（{action}）" if not (subject.startswith(action) or row.share_of) else subject)
    if row.share_of:
        whole = one_wording(_PLACES.sub("", row.share_of))
        name = f"{name}占{_joined().get(whole, whole)}的比重"
    return name


def signed(row: Indicator) -> float | None:
    """The value, negative for a fall; None for a range or a ratio."""
    if not isinstance(row.value, int | float):
        return None
    return -float(row.value) if falls(row) and row.value > 0 else float(row.value)


def falls(row: Indicator) -> bool:
    """Whether a figure tells a fall: 下降2.7%, 降幅超过3%."""
    return row.change.startswith(("减", "降", "低")) or bool(_DOWN.search(row.change) or _DOWN.search(row.subject[-3:]))


def _as_growth(rows: list[Indicator]) -> list[Indicator]:
    """The rows, with a fall as negative growth if another report tells of growth of the same thing."""
    grown: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in (row for row in rows if row.change):
        grown[indicator_name(row), row.unit].add(row.report)
    return [_turned(row, grown) if row.change and falls(row) else row for row in rows]


def _turned(row: Indicator, grown: dict[tuple[str, str], set[str]]) -> Indicator:
    turned = (row._replace(change=rise, action=row.action.removesuffix(row.change) + rise) for rise in _GROWN)
    alike = (each for each in turned if grown.get((indicator_name(each), row.unit), set()) - {row.report})
    return next((each._replace(value=-abs(row.value)) for each in alike), row)


Gathered = dict[tuple[str, str], dict[str, list[Indicator]]]  # name and unit → report → its figures, the best first


def gathered(rows: Iterable[Indicator], reports: Iterable[Report]) -> Gathered:
    """The figures of each indicator by report; the first is the first stated for its year, or for money the largest.

    Figures over several years get names of their own: 几年间… (五年来), 累计… if no span is stated. Left out are
    figures of other years and of a part of the year or of the place, plans, ratios, the first of 由…增加到… and what
    did not happen. A fall is negative growth if another report tells of growth. Indicators of most reports come first.
    """
    rows, known = list(rows), {r.name: r for r in reports}
    past = _of_last_year(rows)
    cells: Gathered = defaultdict(lambda: defaultdict(list))
    for row in _as_growth([r for r in rows if _result(r) and _comparable(r, known[r.report], r.report in past)]):
        name, together = indicator_name(row), summed_over(row)
        given = cells[name if name.startswith(together) else together + name, row.unit][row.report]
        given.insert(0 if given and _whole(given[0], row) is row else len(given), row)
    return {key: dict(cells[key]) for key in sorted(cells, key=lambda k: -len(cells[k]))}


def _comparable(row: Indicator, report: Report, past: bool) -> bool:
    """Whether a figure is of its report's body and year or of several together, a change one from the year before.

    One with no noun but a verb of money (投资1亿元,建成…) is of nothing that another report has.
    """
    told = row.change or "同口径" not in row.action  # as it would be had nothing been changed
    told = told and row.subject not in lexicon("money_verbs") and (of_year(row, report.year, past) or of_several(row))
    return told and not since(row, report.year) and not of_part(row, report)


def of_part(row: Indicator, report: Report) -> bool:
    """Whether a sentence opens with a zone of the body that reports: 高新区实现财政收入10亿元."""
    found = _PART.match(row.sentence)
    return bool(found) and found[1] not in (report.organ or "")


def _whole(known: Indicator | None, row: Indicator) -> Indicator:
    """Which of two rows of one name covers the whole body: the larger sum of money, else the first.

    The product of a development zone appears under the same name as that of its city.
    """
    money = row.unit == "元" and not (row.change or row.per)
    return row if known is None or (money and row.value > known.value) else known


def _of_last_year(rows: Iterable[Indicator]) -> set[str]:
    """The reports that call the year they report on 去年."""
    return {row.report for row in rows if speaks_of_past([row])}


def _result(row: Indicator) -> bool:
    """A single figure that was reached: no plan, no ratio, not the first of 由…增加到…, nothing that did not happen."""
    return not (row.plan or row.negated or isinstance(row.value, tuple) or opens_span(row))


def opens_span(row: Indicator) -> bool:
    """Whether a figure is the first of 由…增加到…."""
    return bool(_FROM.search(row.sentence[max(0, row.start - 20) : row.start]))


def wordings(rows: Iterable[Indicator]) -> dict[str, list[str]]:
    """Name → the wordings of `rows` that are compared under it, if there are several or a rule renames the only one."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        said = verb(row).removesuffix(row.subject) + row.subject
        if _result(row) and said not in found[name := _what(row)]:
            found[name].append(said)
    rules = set(_joined().values())
    return {name: said for name, said in found.items() if len(said) > 1 or (name in rules and said != [name])}


def only_one(rows: Iterable[Indicator], reports: Iterable[Report], n: int = 10) -> list[Indicator]:
    """What one report counts and no other: for each report the first `n` such rows; none that opens 由…减至….

    A noun that names a thing only with a word before it (问题, 活动) tells nothing by itself and is left out.
    """
    rows, bare = list(rows), lexicon("generic_nouns")
    where: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        where[indicator_name(row)].add(row.report)
    left, found = {r.name: n for r in reports}, []
    for row in rows:
        alone = len(where[indicator_name(row)]) == 1 and not (row.change or row.subject in bare or opens_span(row))
        if alone and left.get(row.report, 0):
            left[row.report] -= 1
            found.append(row)
    return found


def growths(rows: Iterable[Indicator], reports: Iterable[Report]) -> list[Growth]:
    """Indicators stated at two times, in one sentence or in two reports of one body, the largest change first."""
    rows = list(rows)
    found = [*_within(rows), *_between(rows, list(reports))]
    return sorted(found, key=lambda g: (-abs(g.change), g.second.report, g.indicator))


def _within(rows: list[Indicator]) -> list[Growth]:
    """从54万亿元增加到82.7万亿元."""
    pairs = ((a, b) for a, b in pairwise(rows) if opens_span(a) and are_levels(a, b) and not b.plan)
    what = attrgetter("report", "number", "subject", "unit")
    return [_growth(a.period, a, b.period if b.period != a.period else "", b) for a, b in pairs if what(a) == what(b)]


def _between(rows: list[Indicator], reports: list[Report]) -> list[Growth]:
    """The same indicator in two reports of one body on different years."""
    bodies, past = {r.name: (r.organ or "".join(r.place), r.year) for r in reports if r.year}, _of_last_year(rows)
    series: dict[tuple[str, str, str], dict[int, Indicator]] = defaultdict(dict)
    for row in rows:
        who, year = bodies.get(row.report, ("", None))
        if who and _result(row) and not row.change and of_year(row, year, row.report in past):
            told = series[who, indicator_name(row), row.unit]
            told[year] = _whole(told.get(year), row)
    pairs = (pair for years in series.values() for pair in pairwise(sorted(years.items())))
    return [_growth(str(then), first, str(now), second) for (then, first), (now, second) in pairs if first.value]


def are_levels(*rows: Indicator) -> bool:
    """Whether all are levels with one value, the first not 0."""
    return not any(isinstance(r.value, tuple) or r.change for r in rows) and bool(rows[0].value)


def _growth(earlier: str, first: Indicator, later: str, second: Indicator) -> Growth:
    return Growth(indicator_name(second), earlier, first, later, second, second.value / first.value - 1)


def stated_changes(rows: Iterable[Indicator], n: int = 20) -> list[Indicator]:
    """The rows that state a change in per cent (增长58.4%), largest first."""
    stated = [r for r in rows if r.change and r.unit == "%" and not isinstance(r.value, tuple) and not r.plan]
    once = {(r.report, r.subject, r.change, r.value): r for r in reversed(stated)}.values()
    return sorted(once, key=lambda r: (-abs(r.value), r.report, r.number, r.start))[:n]
