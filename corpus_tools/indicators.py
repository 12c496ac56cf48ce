"""Sentence → indicators: subject, action, value, unit, change, period, with their address."""

import re
from typing import NamedTuple

from corpus_tools.named_numbers import counted, writes_digits
from corpus_tools.quantities import Quantity, folded, quantities
from corpus_tools.report import Report, Sentence
from corpus_tools.script import aligned
from corpus_tools.subjects import Counted, counted_nouns

_FIGURE = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿两萬億兩]")
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})年?"
_PERIOD = re.compile(
    rf"(?:截至|截止|到)?(?:{_YEAR}(?:[-–—~～至到]{_YEAR})|{_YEAR}(?:\d{{1,2}}月)?(?:底|末|上半年|下半年|[一二三四前]+季度)?)(?<=[年底末度月])"
    r"|[一二三四五六七八九十过去近\d]+年(?:来|间|以来|内)|过去[一二三四五六七八九十]+年|[去今明]年(?:上半年|下半年)?|上半年|前三季度|全年|截至目前|目前|累计"
    r"|“?[一二三四五六七八九十]+五”?(?:时期|期间|末)"
)
_THAN = re.compile(r"(?:比|较|[与同从由])$")
_PLANNED = re.compile(
    r"力争|预期目标|奋斗目标|主要目标|预计|计划(?!的)|拟(?!定)|争取|规划(?:到|期)|将(?!军|来)|要(?!求|素|闻|件|案|点)|今年(?:要|将|计划|目标|安排|发展主要预期)|明年|今后|下一步|目标是|预期"
)
_TO_COME = re.compile(r"目标|打算|安排|任务|建议|展望|下一步|下步|今后|计划|部署|总体要求|总体思路|工作要求|工作重点|重点工作|未来")
_DONE = re.compile(r"回顾|情况|总结|成绩|成就|过去|主要工作|工作报告")


class Indicator(NamedTuple):
    """A quantitative statement; `sentence` as printed, `raw` the characters from `start` to `end` of it.

    `value` is in base units (461万元 is 4610000 元), a pair for a range, more for a ratio. `change` is the word of a
    change (增长), empty for a level. `plan`: a goal, not a result.
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
    report: str
    section: int
    paragraph: int
    number: int


def indicators(report: Report) -> list[Indicator]:
    """Every quantitative statement of a report, in the order they stand."""
    read = [(s, text, quantities(text)) for s in report.sentences if _FIGURE.search(s.text) for text in [folded(s.simplified)]]
    strict = writes_digits([q for _, _, found in read for q in found])
    planned = _planned_sections(report)
    rows: list[Indicator] = []
    for sentence, text, found in read:
        kept = counted(text, found, strict)
        if kept:
            before = rows[-1].subject if rows and text.startswith(("其中", "这", "比上年", "同比")) else ""
            nouns = counted_nouns(text, kept, before)
            rows += [_row(report, sentence, text, q, noun, planned) for q, each in zip(kept, nouns, strict=True) for noun in each]
    return rows


def _row(report: Report, sentence: Sentence, text: str, q: Quantity, noun: Counted, planned: frozenset[int]) -> Indicator:
    start, end = _place(sentence, q)
    period = _period(text, q.start) or (str(report.year) if report.year else "")
    plan = bool(_PLANNED.search(text[: q.start])) if sentence.section not in planned else True
    return Indicator(
        noun.subject, noun.action, q.value, q.unit, q.approx, noun.change, period, sentence.text,
        sentence.text[start:end], start, end, noun.per, noun.share_of, plan,
        sentence.report, sentence.section, sentence.paragraph, sentence.number,
    )  # fmt: skip


def _place(sentence: Sentence, q: Quantity) -> tuple[int, int]:
    """Where a quantity stands in the sentence as printed."""
    if len(sentence.text) == len(sentence.simplified):
        return q.start, q.end
    return aligned(sentence.text).span(q.start, q.end)


def _period(text: str, at: int) -> str:
    """The last span of time named before a figure that it is not compared with."""
    found = [m for m in _PERIOD.finditer(text, 0, at) if not _THAN.search(text[: m.start()])]
    return found[-1].group().strip("“”") if found else ""


def _planned_sections(report: Report) -> frozenset[int]:
    """The sections whose heading, or the main heading they stand under, speaks of what is to come."""
    planned, coming = set(), False
    for section in report.sections:
        heading = section.heading or ""
        if section.level == 1 or _DONE.search(heading) or _TO_COME.search(heading):
            coming = bool(_TO_COME.search(heading)) and not _DONE.search(heading)
        if coming:
            planned.add(section.number)
    return frozenset(planned)
