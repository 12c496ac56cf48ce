"""Words, times and sections of a report that speak of the future, and sections that only explain terms."""

import re

from corpus_tools.counting.numerals import DIGITS, folded, number
from corpus_tools.counting.periods import YEAR
from corpus_tools.report import Report, Section
from corpus_tools.script import simplified

_PLAN_OF = re.compile(r"“?([一二三四五六七八九十]{1,3})五”?")  # the fourteenth five-year plan ended with 2025
PLANNED = re.compile(  # words of what shall be
    r"(?=[力争预奋主总发目拟规明今下未年推确计将要有新到建投达完竣])(?:"  # most places are passed over at once
    r"力争|(?<!成功)争创|(?:预期|奋斗|主要|总体|发展)目标(?=[是为:：])|目标是|(?<!年度)目标(?=\d|到\d{4}年)|(?<![虚模比草])拟(?!定)|规划(?:到(?!位)|期)|明年"
    r"|今后|下一步|未来[一二两三四五六七八九十\d]+年|年底前|争取(?=[^,，。;；]{0,8}(?:完成|实现|达到|建成|突破|增长|新增(?![^,，。;；]{0,8}(?:债|资金))|年内|开工|投产))"
    r"|有望|新的一年|到本世纪|(?:建成|投产|达产|投用|完工|竣工)后(?=[^。;；]{0,8}(?:可|将|预计))"
    r"|预期(?!寿命)(?=[^,，。;；]{0,12}(?:增长|达到|为|突破|完成))|推动(?=[^,，。;；了]{0,14}(?:达到|稳定在|保持在|控制在|不低于))"
    r"|确保(?=[^,，。;；了]{0,14}(?:达到|稳定在|保持在|控制在|不低于)|[^,，。;；、了]{0,10}(?:完成|突破|新增|增长)|[^,，。;；、了]{0,10}\d[^,，。;；]{0,16}?(?:建成|竣工|投产|投用|开工|完工|通车|完成|落地|脱贫|以上))"
    r"|(?<![年按动炬])计划(?!生育|总投资|[^,，。;；]{2,4}的有?\d)(?=[^,，。;；]{0,6}(?:新|建|完成|实|投|安排|到|达|开|规定|引进|改造|培育|设))|今年(?:要|将|计划|目标|安排|发展主要预期)"
    r"|(?<!即)将(?=继续|进一步|达|完成|实现|新增|新建|建成|投入|安排|开展|实施|增长|突破|布局|力争|组织|再|超)"
    r"|(?<![主重需首紧必摘纪概])要(?=达|实现|完成|确保|新增|力争|建成|在|使|让|把|争取|抓|办))"
)
_TO_COME = re.compile(
    r"(?<!育人)目标|打算|安排|(?<!根本)(?<!首要)(?<!中心)(?<!政治)(?<!重大)任务|(?<!提案)(?<!代表)建议(?!提案|办理)|展望|下一步|下步|今后|计划(?!生育)|(?<!决策)部署"
    r"|总体要求|总体思路|工作思路|工作要求|工作重点|重点工作|未来|明年|来年|新的一年|努力方向"
)
_DONE = re.compile(r"回顾|执行|(?<!安排)情况|总结|成绩|成就|成效|过去|工作报告|不足|体会")
_THIS_YEAR = re.compile(r"[今本]年(?!以来|[上前])")  # after a review of the year before
_ESTIMATED = re.compile(
    r"预计(?!(?:到|至)?(?:20|[一二][〇零]|“|明年))(?:(?:到?年底|[今全]年)[,，])?[^,，。;；]{0,20}$"
)  # 预计全年将达到: of the year that is ending
_SURELY_TO_COME = re.compile(  # below a heading that told which: 咬定目标抓产业 of a year that is over is no plan
    r"打算|展望|下一步|下步|今后|(?<![谋创赢向启引])未来|明年|(?:工作|任务)安排|总体要求|总体思路|主要任务|目标任务|(?:预期|奋斗|发展)目标"
)
_SURELY_DONE = re.compile(r"回顾|总结|过去|成绩|成就|(?:执行|完成|工作)情况")
_HELD = re.compile(r"(?:[高低好快]于|超(?:过|出|额完成)?)[^,，。;；]{0,8}$")  # 低于预期目标2.6个百分点
_PLANS = re.compile(r"(?:规划|纲要|实施意见|行动计划|实施方案|工作要点)(?:[(（][^()（）]*[)）])?[》”]?$")
_NO_WORDS = re.compile(r"[\W\d一二三四五六七八九十第部分]*$")
_EXPLAINS = re.compile(
    r"(?:名\s*词|用\s*语|词\s*语|术\s*语|词\s*汇|新\s*词)\s*(?:解\s*释|说\s*明|注\s*释|释\s*义)"
    r"|^\W{0,2}(?:附\W?)?注\s*释\W{0,2}$"
)
_PLAN_NAMED = re.compile(r"(?<!第)([一二三四五六七八九十]{1,2})五(?=[”\"]|规划|计划|时期|期间)")
_TASKS = re.compile(
    r"(?:今年|本年|明年|今后|当前|下一步)[^。]{0,16}(?:任务|打算|安排|工作|要求)(?:是|如下|有|[:：,，])"
)


def plan_begins(text: str) -> int:
    """The position of the first word in `text` (simplified, folded) that announces something; its end if there is none.

    >>> plan_begins("力争达到50万吨"), plan_begins("预计全年将达到50万吨")
    (0, 11)
    """
    told = {"将": _ESTIMATED, "目": _HELD}  # by what stands before, it announces nothing
    marks = ((m.start(), told.get(m[0][:1])) for m in PLANNED.finditer(text))
    return next((at for at, of in marks if not (of and of.search(text, max(0, at - 24), at))), len(text))


def is_ahead(period: str, year: int) -> bool:
    """Whether a deadline lies after the year reported on: 到2027年, 到“十五五”末."""
    if not period.startswith("到"):
        return False
    if plan := _PLAN_OF.search(period):
        return 1955 + 5 * (number(plan[1]) or 0) > year
    found = re.findall(r"(?:19|20)\d\d", period.translate(DIGITS))
    return bool(found) and int(found[-1]) > year


def is_over(period: str, year: int) -> bool:
    """Whether a time is past: 去年, 2023年底 in a report on 2023; in a section of plans it marks a result."""
    found = re.findall(r"(?:19|20)\d\d", period.translate(DIGITS))
    return period.startswith("去年") or bool(found and year < 9999 and int(found[-1]) <= year)


def explains(section: Section) -> bool:
    """Whether the heading of a section announces a glossary: 名词解释, 注释."""
    return bool(_EXPLAINS.search(simplified(section.heading)))


def year_told(report: Report) -> int:
    """The year reported on; a year after all others if unknown or if the document is a plan: 实施意见."""
    return report.year if report.year and not _is_plan(report) else 9999


def _is_plan(report: Report) -> bool:
    return bool(_PLANS.search(simplified(report.title or "")))


def planned_sections(report: Report) -> frozenset[int]:
    """The sections whose heading, or a heading above it, speaks of the future.

    A main heading that does not say continues the previous one: reports end with the future. In a plan it counts as
    future.
    """
    planned, above, coming, plan, year = set(), [], None, _is_plan(report), year_told(report)
    for section in report.sections:
        while above and above[-1][0] >= section.level:
            _, coming = above.pop()
        outer = above[-1][1] if above else None
        told = _to_come(section, year, outer is not None, coming is False)
        if told is None:
            told = outer if above else plan or coming
        above.append((section.level, told))
        if told:
            planned.add(section.number)
    return frozenset(planned)


def _to_come(section: Section, year: int, told: bool, over: bool) -> bool | None:
    """Whether a section is of what is to come, by its heading, else where that has no words by what opens it.

    None where neither says so; where a heading above has `told` it, only sure words count; 今年 is to come after
    what is `over`.
    """
    heading = folded(simplified(section.heading))
    if _NO_WORDS.match(heading) and section.paragraphs:
        opening = section.paragraphs[0].simplified[:80]
        return True if _TASKS.search(opening) or _years_ahead(opening[:8], year) else None
    if (_SURELY_DONE if told else _DONE).search(heading):
        return False
    if _years_ahead(heading, year) or (over and _THIS_YEAR.search(heading)):
        return True
    if told:
        return True if _SURELY_TO_COME.search(heading) else None
    five_years_ahead = any(1951 + 5 * (number(n) or 0) > year for n in _PLAN_NAMED.findall(heading))  # 奋进“十四五”
    return True if five_years_ahead or _TO_COME.search(heading) else None


def _years_ahead(text: str, year: int) -> bool:
    """Whether a text names years, and only such as come after the one reported on: 一九五六年是关键的一年."""
    named = re.findall(rf"{YEAR}(?<=年)(?!\d)", text)
    return min((int(each.rstrip("年").translate(DIGITS)) for each in named), default=0) > year
