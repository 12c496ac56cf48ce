"""The times that a sentence, a paragraph, a heading names → the time of each figure."""

import re
from collections.abc import Iterable, Iterator

from corpus_tools.counting.numerals import folded
from corpus_tools.report import Report
from corpus_tools.script import simplified

YEAR = r"(?:(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})年?"
_N = "[两二三四五六七八九十]"
_SPAN = rf"{YEAR}(?:\d{{1,2}}月)?[-–—~～至到]{YEAR}(?:\d{{1,2}}月)?"
_TIMES = re.compile(
    r"(?=[截到“\d一两二三四五六七八九十过去近今明上下前全目累本])(?:"  # what one opens with: most places are passed
    rf"(?:截至|截止|到)?(?:{_SPAN}|{YEAR}(?:\d{{1,2}}(?:[-–—至到]\d{{1,2}})?月)?(?:底|末|上半年|下半年|[一二三四前]{{1,4}}季度)?)(?<=[年底末度月])"
    r"|[一两二三四五六七八九十过去近\d]{1,9}年(?:来|间|以来|内)|过去的?(?!一年)[一二三四五六七八九十]{1,9}年"
    rf"|(?<![一二三四五六七八九十百〇零续前第每满后用需隔上“\d.])近?(?:{_N}|[2-9])年(?=[累合]计|总共|共(?![享同]|建(?!成))|(?:[投新完实建改减转解发申引培增翻][^展计了]|制[定订]))"
    r"|[去上]年同期|[去今明]年(?:上半年|下半年)?|(?<=[由从])上年(?=的|\d)|[上下]半年|前?[一二三四]季度|全年|截[至止](?:目前|1?\d月[底末]?)|到1?\d月[底末](?=[,，])|目前|累计"
    r"|到?“?[一二三四五六七八九十]{1,3}五”?(?:时期|期间|以来|末)|(?<!\d)1?\d[-–—至到]1?\d月份?|本世纪[末中]叶?)"
)
# 比2012年 is no time of the figure behind it, but of the one beside it: 比2012年的3万吨
_COMPARED = (*"比较与同是为", *(how + "于" for how in "高低快慢多少好优"), "超过")
_BESIDE = re.compile(r"的?[\d.,]+(?![\d.,%倍]|个百分点)")
_BASE = re.compile(r"的?基础|[^,，。;；]{0,6}(?:首次|首个|新[高低]|最[高低好多])")  # nor 在2011年基础上, 十年来最好
# 由2012年的3万吨增加到5万吨, 去年同期为3万吨: the time of the first alone
_FIRST, _ALONE = ("由", "从", *_COMPARED), re.compile(r"的|[为是]?\d")
_LONG = ("时期", "期间", "以来", "年来")
_CLAUSE, _CLOSE = re.compile("[,，;；。]"), re.compile("[;；。]")
_OPENS = re.compile(r"[,，]|[^,，;；。\d]{0,24}[:：]")  # 今年, and 今年发展的预期目标:
_TERM = re.compile(  # several years of which a part of a report is, by its heading or its first words
    rf"(?:过去的?|今后|未来|这){_N}年|(?<![第百〇零]){_N}{{1,3}}年(?=来|间|里|以来|政府工作|工作|发展)|{_SPAN}|本届政府"
    r"|“?[一二三四五六七八九十]{1,3}五”?(?=时期|期间|以来|成就|成绩|工作|回顾|发展成|发展回)"
)
_ONE_YEAR = re.compile(
    rf"过去的?一年|这一年|一年来|[今去]年(?![上下])|(?:过去的?)?(?P<year>{YEAR}(?<=年))(?![底末初以上下前一二三四\d至到—-])"
)
_BEFORE_IT = re.compile(
    r"(?:各位(?:代表|委员)|同志们|回顾|刚刚|第?[一二三四五六七八九十\d]{1,3}[是、.]|[—,!:、(（)） ]){0,8}"
)
SEVERAL = re.compile(rf"(?<!一)年[来间内]|以来|期间|累计|时期|{_N}年|[近几]年|(?<!\d)\d年|本届|五”?$|{_SPAN}")


def named(text: str, places: Iterable[int]) -> list[str]:
    """For each of some positions in `text` (folded, simplified), in order, the time named before it, or "".

    >>> text = "2022年由2012年的30人增加到50人"
    >>> named(text, [text.find("30"), text.find("50")])
    ['2012年', '2022年']
    """
    some, found = _times(text), []
    coming, lasting, near, until, first = next(some, None), "", "", None, ""
    for place in places:
        while coming and coming.end() <= place:
            of_one = text.endswith(_FIRST, 0, coming.start()) or coming.group().endswith("同期")
            if of_one and _ALONE.match(text, coming.end()):
                first = coming.group()
            elif _is_lasting(text, coming):
                lasting, near, first = coming.group(), "", ""
            elif coming.group() != "累计" or (near or lasting or "底")[-1] in "底末月前":
                near, until, first = coming.group(), _CLOSE.search(text, coming.end()), ""
            coming = next(some, None)
        near = "" if until and until.end() <= place else near
        found.append(first or near or lasting)
        first = ""
    return found


def _is_lasting(text: str, time: re.Match) -> bool:
    """Whether a time applies to all that follows: it opens a sentence or is set off by a comma; never 累计."""
    opens = _OPENS.match(text, time.end()) or not _CLAUSE.search(text, 0, time.start())
    return time.group() != "累计" and (opens or time.group().startswith("到") or time.group().endswith(_LONG))


def _times(text: str) -> Iterator[re.Match]:
    """The times that figures of a text may belong to; not 比2012年增长, 在2012年基础上, 十年来首次."""
    for found in _TIMES.finditer(text):
        compared = text.endswith(_COMPARED, 0, found.start()) and not _BESIDE.match(text, found.end())
        if not (compared or _BASE.match(text, found.end())):
            yield found


def plain_name(period: str) -> str:
    """The name of a time: 到“十四五”末 → “十四五”末, 到2027年 → 2027年."""
    name = period.removeprefix("到")
    return name if "”" in name and "“" in name else name.strip("“”")


def paragraph_periods(report: Report, planned: frozenset[int]) -> dict[int, str]:
    """The time each paragraph speaks of: the one it, or an earlier one in its section, opens with, else the section's.

    Paragraphs from 过去五年 on are about five years, those from 刚刚过去的2022年 on about that year; so are the
    sections below. Any other paragraph is about the report's year, except in plans, whose year is not stated.
    """
    found, above = {}, [(0, "")]
    for section in report.sections:
        above = [(level, time) for level, time in above if level < section.level]
        year = "" if section.number in planned else str(report.year or "")
        now = _heading_period(section.heading) or above[-1][1] or year
        for paragraph in section.paragraphs:
            found[paragraph.number] = told = _opening_period(paragraph.simplified, now, year)
            now = now if year and told.startswith(("未来", "今后")) else told  # in a review that paragraph alone
        above.append((section.level, "" if now == year else now))
    return found


def _opening_period(paragraph: str, now: str, year: str) -> str:
    """The time from a paragraph on, by what it opens with: several years, or one after several; else as `now`."""
    text = folded(paragraph[:48])
    at = _BEFORE_IT.match(text).end()
    if term := _TERM.match(text, at):
        return term.group()
    one = _ONE_YEAR.match(text, at) if SEVERAL.search(now) else None
    return one["year"] or year if one else now


def _heading_period(heading: str) -> str:
    text = folded(simplified(heading))
    own = min((m for m in (_TERM.search(text), _TIMES.search(text)) if m), key=re.Match.start, default=None)
    return own.group() if own else ""
