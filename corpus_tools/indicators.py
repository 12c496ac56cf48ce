"""Sentence → indicators: subject, action, value, unit, change, period, with their address."""

import re
from bisect import bisect_right
from typing import NamedTuple

from corpus_tools.counting.named_numbers import counted, writes_digits
from corpus_tools.counting.numerals import DIGITS, folded, number
from corpus_tools.counting.quantities import Quantity, quantities
from corpus_tools.counting.subjects import Counted, counted_nouns
from corpus_tools.memory import remembered
from corpus_tools.report import Report, Section, Sentence
from corpus_tools.script import aligned, simplified

_FIGURE = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿两萬億兩]")
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})年?"
_PERIOD = re.compile(
    r"(?=[截到“\d一二三四五六七八九十过去近今明上前全目累本])(?:"  # what one opens with: most places are passed over
    rf"(?:截至|截止|到)?(?:{_YEAR}(?:[-–—~～至到]{_YEAR})|{_YEAR}(?:\d{{1,2}}(?:[-–—至到]\d{{1,2}})?月)?(?:底|末|上半年|下半年|[一二三四前]{{1,4}}季度)?)(?<=[年底末度月])"
    r"|[一二三四五六七八九十过去近\d]{1,9}年(?:来|间|以来|内)|过去[一二三四五六七八九十]{1,9}年|[去今明]年(?:上半年|下半年)?|上半年|前三季度|全年|截至目前|目前|累计"
    r"|到?“?[一二三四五六七八九十]{1,3}五”?(?:时期|期间|以来|末)|(?<!\d)1?\d[-–—至到]1?\d月份?|本世纪[末中]叶?)"
)
_PLAN_OF = re.compile(r"“?([一二三四五六七八九十]{1,3})五”?")  # the fourteenth five-year plan ended with 2025
PLANNED = re.compile(  # words of what shall be
    r"力争|争创|(?:预期|奋斗|主要|总体|发展)目标(?=[是为:：])|目标是|(?<!年度)目标(?=\d|到\d{4}年)|拟(?!定)|规划(?:到(?!位)|期)|明年"
    r"|今后|下一步|未来[一二两三四五六七八九十\d]+年|年底前|争取(?=[^,，。;；]{0,8}(?:完成|实现|达到|建成|突破|增长|新增))"
    r"|预期(?!寿命)(?=[^,，。;；]{0,12}(?:增长|达到|为|突破|完成))|(?:确保|推动)(?=[^,，。;；了]{0,14}(?:达到|稳定在|保持在|控制在|不低于))"
    r"|(?<!年)计划(?!生育)(?=[^,，。;；]{0,6}(?:新|建|完成|实|投|安排|到|达|开|规定|引进|改造|培育))|今年(?:要|将|计划|目标|安排|发展主要预期)"
    r"|将(?=继续|进一步|达|完成|实现|新增|新建|建成|投入|安排|开展|实施|增长|突破|布局|力争|组织|再|超)"
    r"|(?<![主重需首紧必摘纪概])要(?=达|实现|完成|确保|新增|力争|建成|在|使|让|把|争取|抓|办)"
)
_GOAL = re.compile(r"的?(?:奋斗|预期|年度|增长|发展)?目标")
_TO_COME = re.compile(
    r"(?<!育人)目标|打算|安排|(?<!根本)任务|(?<!提案)(?<!代表)建议(?!提案|办理)|展望|下一步|下步|今后|计划(?!生育)|(?<!决策)部署"
    r"|总体要求|总体思路|工作思路|工作要求|工作重点|重点工作|未来|明年|来年|新的一年|努力方向"
)
_DONE = re.compile(
    r"回顾|执行|情况|总结|成绩|成就|成效|过去|主要工作(?!安排|任务|打算|部署|目标|建议)|工作报告|不足|体会"
)
_SURELY_TO_COME = re.compile(  # below a heading that told which: 咬定目标抓产业 of a year that is over is no plan
    r"打算|展望|下一步|下步|今后|未来|明年|(?:工作|任务)安排|总体要求|总体思路|主要任务|目标任务|(?:预期|奋斗|发展)目标"
)
_SURELY_DONE = re.compile(r"回顾|总结|过去|成绩|成就|(?:执行|完成|工作)情况")
_NO_WORDS = re.compile(r"[\W\d一二三四五六七八九十第部分]*$")
_ADDED = re.compile(r"附|名\s*词|解\s*释|说\s*明|注\s*释")
_PLAN_NAMED = re.compile(r"(?<!第)([一二三四五六七八九十]{1,2})五(?=[”\"]|规划|计划|时期|期间)")
_CASES = frozenset("件起宗条篇份")  # units of what one paragraph counts again and again: 提案, 案件
_TASKS = re.compile(
    r"(?:今年|本年|明年|今后|当前|下一步)[^。]{0,16}(?:任务|打算|安排|工作|要求)(?:是|如下|有|[:：,，])"
)


_NO = r"(?:没有|(?<![有无出于比])未(?![来成结检央名必曾]|遂)(?!知)|尚未|从未|未能|不再)"
_NOT_BEFORE = re.compile(rf"{_NO}[^,，。;；、:：\d]{{0,12}}$")
_NOT_AFTER = re.compile(rf"[^,，。;；、:：\d的]{{0,14}}?{_NO}(?![^,，。;；]{{0,12}}的)")


class Indicator(NamedTuple):
    """A quantitative statement; `sentence` as printed, `raw` the characters from `start` to `end` of it.

    `value` is in base units (461万元 is 4610000 元), a pair for a range, more for a ratio. `change` is the word of a
    change (增长), empty for a level. `plan`: a goal, not a result. `negated`: it did not happen (未脱贫, 没有通电).
    `period` is the time that the sentence names, else
    its section's heading, else the year of the report.
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
    """A sentence with figures: folded, with its times (-1 past, 1 ahead) and where a plan begins (or its end)."""

    sentence: Sentence
    text: str
    quantities: list[Quantity]
    periods: list[tuple[int, str, int]]
    plan: int


@remembered
def indicators(report: Report) -> list[Indicator]:
    """Every quantitative statement of a report, in the order they stand."""
    read = [_read(sentence, report.year or 9999) for sentence in report.sentences if _FIGURE.search(sentence.text)]
    strict = writes_digits([q for one in read for q in one.quantities])
    planned = planned_sections(report)
    periods = _section_periods(report, planned)
    rows: list[Indicator] = []
    told: dict[str, str] = {}  # unit -> what the paragraph counted in it first
    for one in read:
        told = told if rows and rows[-1].paragraph == one.sentence.paragraph else {}
        kept = one.quantities and counted(one.text, one.quantities, strict and writes_digits(one.quantities))
        if not kept:
            continue
        before = rows[-1].subject if rows and one.text.startswith(("其中", "这", "比上年", "同比")) else ""
        nouns = counted_nouns(one.text, kept, before, told)
        one = one._replace(plan=0) if one.sentence.section in planned else one
        period = periods[one.sentence.section]
        rows += [_row(one, q, noun, period) for q, each in zip(kept, nouns, strict=True) for noun in each]
        for q, each in zip(kept, nouns, strict=True):
            if q.unit in _CASES:
                told.setdefault(q.unit, each[0].subject)
    return rows


def _read(sentence: Sentence, year: int) -> _Read:
    text = folded(sentence.simplified)
    found = quantities(text)
    if not found:
        return _Read(sentence, text, found, [], 0)
    times = [m for m in _PERIOD.finditer(text) if text[m.start() - 1 : m.start()] not in tuple("比较与同是为")]
    plan = PLANNED.search(text)
    periods = [(m.end(), _named(m.group()), _ahead(m.group(), year) - _over(m.group(), year)) for m in times]
    return _Read(sentence, text, found, periods, plan.start() if plan else len(text))


def _named(period: str) -> str:
    """The name of a time: 到“十四五”末 → “十四五”末, 到2027年 → 2027年."""
    name = period.removeprefix("到")
    return name if "”" in name and "“" in name else name.strip("“”")


def _ahead(period: str, year: int) -> bool:
    """Whether a time that something is to be reached by lies after the year reported on: 到2027年, 到“十五五”末."""
    if not period.startswith("到"):
        return False
    if plan := _PLAN_OF.search(period):
        return 1955 + 5 * (number(plan[1]) or 0) > year
    found = re.findall(r"(?:19|20)\d\d", period.translate(DIGITS))
    return bool(found) and int(found[-1]) > year


def _over(period: str, year: int) -> bool:
    """Whether a time is over: 去年, 2023年底 in a report on 2023; what a section of plans says of it is a result."""
    found = re.findall(r"(?:19|20)\d\d", period.translate(DIGITS))
    return period.startswith("去年") or bool(found and year < 9999 and int(found[-1]) <= year)


def _negated(text: str, q: Quantity) -> bool:
    """Whether the clause says that it did not happen: 未发生2起, 还有312户未脱贫; 未成年人 and 不少于 deny nothing."""
    return bool(_NOT_BEFORE.search(text, max(0, q.start - 24), q.start) or _NOT_AFTER.match(text, q.end))


def _row(read: _Read, q: Quantity, noun: Counted, default: str) -> Indicator:
    sentence, (start, end) = read.sentence, _place(read.sentence, q)
    before = bisect_right(read.periods, q.start, key=lambda period: period[0])
    period, ahead = read.periods[before - 1][1:] if before else (default, 0)
    by_section = read.plan == 0 and ahead < 0
    plan = ahead > 0 or (read.plan <= q.start and not by_section) or bool(_GOAL.match(read.text, q.end))
    return Indicator(
        noun.subject, noun.action, q.value, q.unit, q.approx, noun.change, period, sentence.text,
        sentence.text[start:end], start, end, noun.per, noun.share_of, plan, _negated(read.text, q),
        sentence.report, sentence.section, sentence.paragraph, sentence.number,
    )  # fmt: skip


def _section_periods(report: Report, planned: frozenset[int]) -> dict[int, str]:
    """The time each section speaks of: its heading's, else its main heading's, else the report's year.

    A section of plans without a time of its own is not of the report's year, and which year it is of is not said.
    """
    found, main = {}, ""
    for section in report.sections:
        named = _PERIOD.search(folded(simplified(section.heading)))
        own = named.group() if named else ""
        main = own if section.level == 1 else main
        found[section.number] = own or main or ("" if section.number in planned else str(report.year or ""))
    return found


def _place(sentence: Sentence, q: Quantity) -> tuple[int, int]:
    """Where a quantity stands in the sentence as printed."""
    if len(sentence.text) == len(sentence.simplified):
        return q.start, q.end
    return aligned(sentence.text).span(q.start, q.end)


def planned_sections(report: Report) -> frozenset[int]:
    """The sections whose heading, or a heading they stand under, speaks of what is to come.

    A main heading that does not say goes on with what the one before it spoke of: reports end with what is to come.
    """
    planned, above, coming = set(), [], None
    for section in report.sections:
        while above and above[-1][0] >= section.level:
            _, coming = above.pop()
        outer = above[-1][1] if above else None
        told = _to_come(section, report.year or 9999, outer is not None)
        if told is None:
            told = outer if above else coming and not _ADDED.search(section.heading)
        above.append((section.level, told))
        if told:
            planned.add(section.number)
    return frozenset(planned)


def _to_come(section: Section, year: int, told: bool) -> bool | None:
    """Whether a section is of what is to come, by its heading, else where that has no words by what opens it.

    None where neither says so; where a heading above has `told` it, only sure words count.
    """
    heading = folded(simplified(section.heading))
    if _NO_WORDS.match(heading) and section.paragraphs:
        opening = section.paragraphs[0].simplified[:80]
        return True if _TASKS.search(opening) or _years_ahead(opening[:5], year) else None
    if (_SURELY_DONE if told else _DONE).search(heading) or _years_over(heading, year):
        return False
    if told:
        ahead = _SURELY_TO_COME.search(heading) or _years_ahead(heading, year)
    else:
        ahead = _TO_COME.search(heading) or _years_ahead(heading, year) or _five_years_ahead(heading, year)
    return True if ahead else None


def _years_ahead(text: str, year: int) -> bool:
    """Whether a text names years, and only such as come after the one reported on: 一九五六年是关键的一年."""
    return min(_years_named(text), default=0) > year


def _years_over(text: str, year: int) -> bool:
    """Whether a text names years, and none after the one reported on: 2023年的不足."""
    return year < 9999 and 0 < max(_years_named(text), default=0) <= year


def _years_named(text: str) -> list[int]:
    return [int(each.rstrip("年").translate(DIGITS)) for each in re.findall(rf"{_YEAR}(?<=年)", text)]


def _five_years_ahead(heading: str, year: int) -> bool:
    """Whether a heading names a five-year plan that begins after the year reported on: 奋进“十四五” in 2020."""
    return any(1951 + 5 * (number(n) or 0) > year for n in _PLAN_NAMED.findall(heading))
