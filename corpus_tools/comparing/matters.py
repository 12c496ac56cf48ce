"""What a figure is about, in a form that lets figures of several reports be compared."""

import re

from corpus_tools.counting.carried import is_size
from corpus_tools.counting.ledger import indicator_name, of_part, opens_span, signed, since, verb
from corpus_tools.counting.periods import SEVERAL
from corpus_tools.counting.times import is_goal, of_several, of_year, speaks_of_past
from corpus_tools.indicators import Indicator, indicators
from corpus_tools.lexicon import lexicon
from corpus_tools.report import Report

_CALLED = re.compile("(?:“([^“”]{1,8})”(?=..))?")
_SCOPE = re.compile(
    r"^“[^“”]{1,8}”(?=..)|^(?:今年|全年|年内|全[国省市县区州]|全体(?=居民)|[我本][国省市县区州]|稳定(?=...))"
)
_MEANT = re.compile(r"^(?:全年|今年|预期|预计|计划|力争|争取|确保|安排|继续|再)+")
_SPAN = re.compile(  # 五年新增就业265万人, 能耗五年下降21%; no 三年行动, no 连续五年
    r"(?<!连续)(?<![一二三四五六七八九十百〇零第每前后满\d.])[两二三四五六七八九2-9]年"
    r"(?![级制期度]|[^,，;；。]{0,5}(?:行动|计划|规划|攻坚|变样))[^,，;；。：:]*$"
)
_TERM = re.compile("五.?(?:时期|期间|以来)|(?:过去|这|近)[两三四五几]年|[两三四五]年(?:来|工作)|本届")  # in a heading
_LEVEL = re.compile("(?:值|收入|[总余]额|标准|人口|里程)$")  # what has a level at the end of several years
_DEED = re.compile("(?<=..)(?:改造|整治|治理|修复|建设)$")  # 完成老旧小区改造60个: 改造老旧小区
_LIGHT = frozenset(("", "实施", "开展"))  # deeds that say nothing beside it
ADDED = frozenset(("新增", "增加"))
_RATES = ("%", "‰", "百分点", "倍", "番")


def matter(row: Indicator) -> tuple[str, str, bool]:
    """What a figure is about, its unit, and whether it is a change: 居民消费价格上涨0.2% is one of 居民消费价格.

    Words of scope, intention and level (全省, 力争, 达到) are left out; deeds (新建, 立案) are kept, also 新增 of
    countable things: 床位新增300张.
    """
    if row.change in ADDED and not row.unit.endswith(_RATES):
        row = row._replace(action=row.change, change="")
    action = "" if row.change else _MEANT.sub("", row.action)
    subject = _SCOPE.sub("", row.subject)
    done = _DEED.search(subject) if not row.change and verb(row) in _LIGHT else None
    if done:
        subject, action = subject[: done.start()], done.group()
    said = row._replace(subject=subject, action=action, change="")
    return indicator_name(said), row.unit, bool(row.change)


def called(row: Indicator) -> str:
    """The name in quotes before the kind of thing that a figure counts: 书香社区 of “书香社区”示范点; empty if none."""
    return _CALLED.match(row.subject)[1] or ""


def reached(report: Report) -> list[Indicator]:
    """The figures that tell what the whole body surely reached in the report's year.

    No goal, no first of 由…增加到…, no change from an earlier year (比2005年) and no sum of several, of which in a
    part on several years are all counts that are no level (收入, 达到).
    """
    rows = indicators(report)
    past = speaks_of_past(rows)
    own = (row for row in rows if of_year(row, report.year, past) and signed(row) is not None and not row.negated)
    told = (row for row in own if not (is_goal(row) or opens_span(row) or of_part(row, report)))
    return [row for row in told if not (summed(row, report) or since(row, report.year))]


def summed(row: Indicator, report: Report | None = None) -> bool:
    """Whether a figure is, or may be, of several years together: five years' new jobs, a count in a part on them.

    Of a part whose heading says so (“十一五”时期) only what names its year, or a paragraph that opens with it, is not.
    """
    if of_several(row) or _SPAN.search(row.sentence[: row.start]):
        return True
    level = row.unit in _RATES or row.action.endswith(("达", "到", "至", "突破", "超过")) or _LEVEL.search(row.subject)
    return (row.action in ADDED or not level) and bool(SEVERAL.search(row.period) or (report and _of_term(row, report)))


def _of_term(row: Indicator, report: Report) -> bool:
    said = report.paragraphs[row.paragraph].simplified[:24] + row.sentence
    term = _TERM.search(report.sections[row.section].heading)
    return bool(term) and row.period != "全年" and str(report.year) not in said


def is_bare(name: str) -> bool:
    """Whether a name may be of anything: the firms (企业) of one park in one year, of two parks in the next."""
    return is_size(deedless(name)) or deedless(name) in lexicon("generic_nouns")


def deedless(name: str) -> str:
    """What a figure is about without the deed: 和美乡村 of 和美乡村（建成）."""
    return name.partition("（")[0] or name
