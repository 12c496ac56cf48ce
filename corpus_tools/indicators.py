"""Sentence → indicators: subject, action, value, unit, change, period, with their address."""

import re
from typing import NamedTuple

from corpus_tools.counting.clauses import cut_up
from corpus_tools.counting.named_numbers import counted, writes_digits
from corpus_tools.counting.numerals import folded
from corpus_tools.counting.outlook import explains, is_ahead, is_over, plan_begins, planned_sections, year_told
from corpus_tools.counting.periods import SEVERAL, named, paragraph_periods, plain_name
from corpus_tools.counting.quantities import Quantity, quantities
from corpus_tools.counting.subjects import Counted, counted_nouns
from corpus_tools.memory import remembered
from corpus_tools.report import Report, Sentence
from corpus_tools.script import aligned

_FIGURE = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿两萬億兩]")
_GOAL = re.compile(r"的?(?:奋斗|预期|年度|增长|发展)?目标")
_MET = re.compile(r"(?:提前|如期|超额|已经?|顺利|圆满)[^,，。;；]{0,4}(?:实现|完成)[^,，。;；]{0,24}$")
_ALREADY = re.compile(  # 计划投资12亿元, 已完成8亿元, 占计划的66.7%
    r"计划投资[^,，。;；]{1,12}[,，](?:累计)?完成投资(?!目标)(?:(?!计划投|预计|力争)[^。;；]){0,32}$|目前已?[达有为][^,，。;；]{0,6}$|[,，;；](?:截至)?(?:目前|现)?(?:已经?[完建开投实落改新签引培竣到支拨]|实际[完建])[^,，。;；]{0,16}(?:[,，]占[^,，。;；]{0,8})?$"
)
_CASES = frozenset("件起宗条篇份")  # units of what one paragraph counts again and again: 提案, 案件
_NO = r"(?:没有|(?<![有无出于比])未(?![来成结检央名必曾]|遂)(?!知)|尚未|从未|未能|[尚暂时]不能|无法|难以|不再)"
_NOT_BEFORE = re.compile(rf"{_NO}[^,，。;；、:：\d]{{0,12}}$")  # 未发生2起, 还有312户未脱贫; not 未成年人, 不少于
_NOT_AFTER = re.compile(rf"[^,，。;；、:：\d的]{{0,14}}?{_NO}(?![^,，。;；]{{0,12}}的)")


class Indicator(NamedTuple):
    """A quantitative statement; `sentence` as printed, `raw` the characters from `start` to `end` of it.

    The other words are in simplified characters, so that reports in both scripts can be held against each other.
    `value` is in base units (461万元 is 4610000 元), a pair for a range, more for a ratio. `change` is the word of a
    change (增长), empty for a level. `plan`: a goal, not a result. `negated`: it did not happen (未脱贫, 没有通电).
    `period` is the time that the sentence names, else that with which its paragraph or one before it opens (过去五年),
    else its section's heading, else the year of the report.
    """

    subject: str
    action: str
    value: float | int | tuple
    unit: str
    approx: bool
    change: str
    period: str
    sentence: str
    raw: str
    start: int
    end: int
    per: str
    share_of: str
    plan: bool
    negated: bool
    report: str
    section: int
    paragraph: int
    number: int


class _Read(NamedTuple):
    """A sentence with figures: folded, the time named before each, and where a plan begins (or its end)."""

    sentence: Sentence
    text: str
    quantities: list[Quantity]
    periods: dict[int, str]  # by where the figure stands
    plan: int


@remembered
def indicators(report: Report) -> list[Indicator]:
    """Every quantitative statement of a report, in source order; a glossary (名词解释) has none."""
    if not isinstance(report, Report):
        raise ValueError("indicators() takes one Report: read_report(path), or parse(lines) for a text in memory")
    telling = {s.number for s in report.sections if not explains(s)}
    with_figures = (s for s in report.sentences if s.section in telling and _FIGURE.search(s.text))
    read = [one for one in map(_read, with_figures) if one]
    strict = writes_digits([q for one in read for q in one.quantities])
    planned, year = planned_sections(report), year_told(report)
    periods, own = paragraph_periods(report, planned), _own_place(report)
    rows: list[Indicator] = []
    most: dict[str, tuple[float, str]] = {}  # what the paragraph counted most in each unit: parts are of that
    figures = (counted(one.text, one.quantities, strict and writes_digits(one.quantities)) for one in read)
    counting = [(one, kept) for one, kept in zip(read, figures, strict=True) if kept]
    for (one, kept), cut in zip(counting, cut_up([one.text for one, _ in counting]), strict=True):
        goes_on = bool(rows) and rows[-1].paragraph == one.sentence.paragraph
        most = most if goes_on else {}
        before = rows[-1].subject if rows and one.text.startswith(("其中", "这", "比上年", "同比")) else ""
        nouns = counted_nouns(cut, kept, before, {unit: subject for unit, (_, subject) in most.items()})
        nouns = [[noun._replace(subject=own.sub("", noun.subject)) for noun in each] for each in nouns]
        if one.sentence.section in planned or (goes_on and rows[-1].plan and one.text.startswith("其中")):
            one = one._replace(plan=0)
        default = periods[one.sentence.paragraph]
        for q, each in zip(kept, nouns, strict=True):
            rows += [_row(one, q, noun, default, year) for noun in each]
            if q.unit in _CASES and not isinstance(q.value, tuple) and q.value > most.get(q.unit, (0, ""))[0]:
                most[q.unit] = q.value, each[0].subject
    return rows


def _read(sentence: Sentence) -> _Read | None:
    text = folded(sentence.simplified)
    if not (found := quantities(text)):
        return None
    periods = dict(zip((q.start for q in found), named(text, [q.start for q in found]), strict=True))
    return _Read(sentence, text, found, periods, plan_begins(text))


def _own_place(report: Report) -> re.Pattern[str]:
    """The place of a report, not a part of it, before a noun: 威宁自治县 of 威宁自治县常住人口, not 威宁开发区."""
    if not report.place:
        return re.compile("(?!)")
    name = report.place[-1]
    return re.compile(rf"^{name[:-1][:2]}[^省市县区州旗]{{0,10}}{name[-1]}(?=[^区域民场政委直级属内城][\u4e00-\u9fff])")


def _row(read: _Read, q: Quantity, noun: Counted, default: str, year: int) -> Indicator:
    """A row of what a quantity counts; `default` is the time of its paragraph."""
    sentence, start, end = read.sentence, q.start, q.end
    if len(sentence.text) != len(sentence.simplified):  # where it stands in the sentence as printed
        start, end = aligned(sentence.text).span(q.start, q.end)
    time = read.periods[q.start]
    by_section = read.plan == 0 and is_over(time, year)
    goal = _GOAL.match(read.text, q.end) and not _MET.search(read.text, max(0, q.start - 32), q.start)
    met = by_section or _ALREADY.search(read.text, max(0, q.start - 64), q.start)
    plan = is_ahead(time, year) or (read.plan <= q.start and not met) or bool(goal)
    negated = _NOT_BEFORE.search(read.text, max(0, q.start - 24), q.start) or _NOT_AFTER.match(read.text, q.end)
    period = plain_name(time) if time and not (time == "累计" and SEVERAL.search(default)) else default
    return Indicator(
        noun.subject, noun.action, q.value, q.unit, q.approx, noun.change, period, sentence.text,
        sentence.text[start:end], start, end, noun.per, noun.share_of, plan, bool(negated),
        sentence.report, sentence.section, sentence.paragraph, sentence.number,
    )  # fmt: skip
