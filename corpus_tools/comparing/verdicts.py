"""Goals and results: whether a goal announced in figures was met, by one stated rule."""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from corpus_tools.comparing.bodies import body, successive
from corpus_tools.comparing.clauses import Clause, clauses, whole
from corpus_tools.comparing.matters import ADDED, called, deedless, matter, reached
from corpus_tools.comparing.plans import LONGER, plan_sentences, review_sentences
from corpus_tools.counting.ledger import change_word, falls, opens_span, signed
from corpus_tools.counting.times import planned_for
from corpus_tools.indicators import Indicator, indicators
from corpus_tools.lexicon import any_of
from corpus_tools.report import Report, Sentence

EXCEEDED, MET, MISSED, UNREPORTED = "超额", "完成", "未达到", "没有认准可比的数"
POINTS = frozenset(("%", "百分点", "个百分点", "‰"))
SLACK = 0.05  # of the goal: so much may lack where it says 左右; by more than so much it is exceeded
RULE = (
    "判断只看数字：达到定数为“完成”，比定数多5%以上为“超额”；定数写“左右”“约”的，少不到5%也算完成。"
    "写“以内”“控制在”的，以及失业率、物价、能耗、浓度等越低越好的，不高于定数为完成。定下降多少的，比降幅。"
    "次年报告里没有同一指标、同一单位（个、座、家等不分）的当年数，或前后两处的数一个达到、一个没有，"
    "为“没有认准可比的数”，不等于没有做到。"
    "定新建多少、次年写建成多少的，如上一年已写建成较少的数，说不清是当年数还是累计数，也归这一项。"
)
_LEAST = re.compile(r"以上|不[低少小]于|超过|突破|高于|至少")
_MOST = re.compile(r"以[内下]|控制在|不[超高多]过?|低于|不突破|[降减][至到]")
_ABOUT = re.compile(r"左右|上下|约")
_LISTED = re.compile(r"(?:[、和][\d.]+[%％])*")
_COUNTS = frozenset("个座所家户处条")  # 公园14个, 公园14座
_LIKE_FOR_LIKE = re.compile("(?:可比|同口径|[剔扣]除)[^，,。；;]{0,16}$")  # 可比增长9%: as if no tax had changed
_RATIO = re.compile(r"[:：比]")
_LOOSE = frozenset("工进发开投展推新")  # what deeds share that are two: 开工 and 竣工, 引进 and 推进
_AGAIN = frozenset("改扩")
_OF_OLD = re.compile("^(?!.*新).*(?:[改拆撤关减]|优化|调整|整治|维修|修缮|修复|治理|提升|更新)")  # adds nothing
_HELD = frozenset(("开展", "组织", "举办", "举行", "召开", "围绕"))  # one deed: 开展协商8次, 组织协商7次
_REST = re.compile("(?:剩余|其余|余下|剩下)的?$")  # 关停剩余58家: all 261 are no result of that
_WIDE = re.compile(  # says where things are, or nothing, and not which: 城市公厕, 标准化厂房, 国家高新技术企业
    "中心城区|主城区|城[市区镇]|市区|县城|公共(?!租赁)|各类|优质|投资(?=亿)|国家(?=高新)|(?<=标准)化|(?:产业|工业)(?=项目)"
)
_RATED = POINTS | {"元", "人"}  # 城镇居民收入 is not 居民收入
_FAR = 5  # times: a count that much larger or smaller counts something else (all that there are, not the new ones)


class Goal(NamedTuple):
    """What a planned figure demands: `low` to `high`, equal unless it is a range; for a fall its size."""

    low: float
    high: float
    ceiling: bool
    about: bool
    fall: bool


class Verdict(NamedTuple):
    """A goal in figures, and what the next report says of the same indicator in the same unit."""

    organ: str
    year: int  # planned
    indicator: str
    unit: str
    verdict: str
    planned: str  # as printed: 6%左右
    reached: str  # as printed, behind the change if that goes the other way: 下降0.8%; empty where nothing is told
    margin: float | None  # result less goal: percentage points where the unit is of these, else a share of the goal
    plan: Clause
    result: Clause | None
    ceiling: bool = False  # not to be exceeded: 5.5%以内, or less is better


def goal(row: Indicator) -> Goal | None:
    """The goal that a planned figure sets; None for a ratio."""
    ends = row.value if isinstance(row.value, tuple | list) else (row.value, row.value)
    if _RATIO.search(row.raw):
        return None
    listed = _LISTED.match(row.sentence, row.end).end()  # 分别增长8%、8.5%左右
    near = row.sentence[max(0, row.start - 6) : row.start] + row.raw + row.sentence[listed : listed + 3]
    fall, least = falls(row), bool(_LEAST.search(near))
    less = not fall and any_of("less_is_better").search(row.subject) is not None
    return Goal(*map(float, ends), not least and (less or bool(_MOST.search(near))), bool(_ABOUT.search(near)), fall)


def judge(asked: Goal, reached: float) -> str:
    """The verdict on a result (a fall is negative) by `RULE`.

    >>> judge(Goal(6, 6, False, True, False), 5.2), judge(Goal(5, 5, False, True, False), 5.2)
    ('未达到', '完成')
    """
    value = -reached if asked.fall else reached
    lacking = SLACK * asked.about
    if asked.ceiling:
        return MET if value <= asked.high + lacking * abs(asked.high) + 1e-9 else MISSED
    if value < asked.low - lacking * abs(asked.low) - 1e-9:
        return MISSED
    return EXCEEDED if value > asked.high + SLACK * abs(asked.high) + 1e-9 else MET


def goals(report: Report, year: int) -> Iterator[tuple[Indicator, Goal, Sentence]]:
    """The figures that a report plans for a year, with the goal and the sentence of each, in source order."""
    announced = {s.number: s for s in plan_sentences(report)}
    for row in indicators(report):
        asked = goal(row) if row.number in announced and planned_for(row, year) else None
        if asked and len(row.subject) > 1 and not opens_span(row) and not LONGER.search(row.sentence, 0, row.start):
            yield row, asked, announced[row.number]


def verdicts(earlier: Report, later: Report) -> list[Verdict]:
    """A verdict on each figure that `earlier` plans for the year of `later`, in the order of the plans."""
    review, judged = {s.number: s for s in review_sentences(later)}, {}
    results = [(_key(r), r) for r in reached(later) if r.number in review]
    planned = [(_key(one[0]), *one) for one in goals(earlier, later.year)]
    others = [pair for pair in results if all(pair[0] != key for key, *_ in planned)]
    for key, row, asked, sentence in planned:
        name, _, moved = matter(row)
        head = body(later), later.year, called(row) + name + change_word(row) * moved, row.unit
        verdict, near = (UNREPORTED, row.raw, "", None), [r for k, r in others if _wide(*k) == _wide(*key)]
        best = _best(row, asked, name, [r for k, r in results if k == key]) or _best(row, asked, name, near)
        best = None if best and "新" in name.partition("（")[2] and _goes_on(best, reached(earlier)) else best
        if best:
            told = change_word(best) * (bool(best.change) and falls(best) != asked.fall) + best.raw
            verdict = judge(asked, signed(best)), row.raw, told, _margin(asked, best)
        clauses_of_both = clause_at(sentence, row), best and clause_at(review[best.number], best)
        judged[*head, *verdict[:2]] = Verdict(*head, *verdict, *clauses_of_both, asked.ceiling)
    return list(judged.values())


def _key(row: Indicator) -> tuple[str, str, bool]:
    """What a figure is about without the deed, its unit (个 for equivalent classifiers), and whether it is a change."""
    name, unit, moved = matter(row)
    name = name.replace("总产值", "产值")
    if name.endswith("收入") and _LIKE_FOR_LIKE.search(row.sentence, 0, row.start):
        name += "可比"
    return deedless(name), "个" if unit in _COUNTS else unit, moved


def _wide(name: str, unit: str, moved: bool) -> tuple[str, str, bool]:
    """The key of a figure, of what is counted without words of scope: 公厕 of 城市公厕."""
    return name if moved or unit in _RATED else _WIDE.sub("", name), unit, moved


def _goes_on(result: Indicator, before: Iterable[Indicator]) -> bool:
    """Whether a count may be of all that there are, not only of the new ones: 建成22个 a year after 建成15个."""
    stocks = (r for r in (result, *before) if not (r.change or r.period == "全年" or set("新增改扩") & set(r.action)))
    alike = [r.value for r in stocks if _key(r) == _key(result)]
    return result.value in alike and result.value > min(alike)


def _best(row: Indicator, asked: Goal, name: str, results: Sequence[Indicator]) -> Indicator | None:
    """The figure with the same deed; else with 新增 or a similar one (建设, 建成); else if neither has a deed.

    None if an equally good one in another sentence says the contrary: 新改建农村公路248公里, later 285公里.
    """
    rated = []
    for result in () if _REST.search(row.sentence, 0, row.start) else results:
        its = matter(result)[0]
        deeds = [n.partition("（")[2].rstrip("）") for n in (name, its)]
        added = not ADDED.isdisjoint(deeds) and not any(map(_OF_OLD.match, deeds))
        unnamed = added if all(deeds) else "" in (row.action, result.action)
        same = 2 + (row.action == result.action) if name == its else int(unnamed or _alike(*deeds))
        one = called(row) == called(result) or not (called(row) and called(result))
        if same and one and (row.change or row.per == result.per) and _near(asked, result):
            rated.append((same, result))
    equal = [result for same, result in rated if same == max(rated, key=itemgetter(0))[0]]
    missed = [judge(asked, signed(r)) == MISSED for r in equal if r.number != equal[0].number or r is equal[0]]
    return equal[0] if len(set(missed)) == 1 else None


def _alike(deed: str, other: str) -> bool:
    """Whether two deeds may be the same: 新建 and 建成, 开工 and 新开工; not 开工 and 竣工, nor 新建 and 改建."""
    if deed in other or other in deed or {deed, other} <= _HELD:
        return bool(deed and other)
    new, other_new = [("新" in one) - (not _AGAIN.isdisjoint(one)) for one in (deed, other)]  # 改建: -1, 新改建: 0
    return new * other_new >= 0 and not (set(deed) - _LOOSE).isdisjoint(other)


def _near(asked: Goal, result: Indicator) -> bool:
    return result.unit in POINTS or bool(result.change) or asked.low / _FAR <= abs(result.value) <= asked.high * _FAR


def _margin(asked: Goal, result: Indicator) -> float:
    value = -signed(result) if asked.fall else signed(result)
    aim = asked.low if value < asked.low else max(asked.high, 0.0) if value > asked.high else value
    return round(value - aim if result.unit in POINTS else (value - aim) / abs(aim) if aim else 0.0, 4)


def clause_at(sentence: Sentence, row: Indicator) -> Clause:
    """The clause of a sentence that contains a figure."""
    at = 0
    for clause in clauses(sentence):
        at = max(at, sentence.text.find(clause.text, at)) + len(clause.text)
        if row.start < at:
            return clause
    return whole(sentence)


def all_verdicts(reports: Iterable[Report], baseline: Iterable[Report] = ()) -> list[Verdict]:
    """The verdicts on all goals in figures for which there is a report on the next year, baseline included."""
    return [v for earlier, later in successive(reports, baseline) for v in verdicts(earlier, later)]
