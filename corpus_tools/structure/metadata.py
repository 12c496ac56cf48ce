"""The facts a report states about itself (organ, place, year, date, source, authors, kind), each with its line."""

import re
from datetime import date
from typing import NamedTuple

from corpus_tools.structure import dates
from corpus_tools.structure.dates import Said
from corpus_tools.structure.head_lines import listed_names, person
from corpus_tools.structure.organs import BUREAU, KINDS, SPEAKS_FOR, Organ, Words, organ
from corpus_tools.structure.places import Place

_KINDS = [(name, re.compile(pattern)) for name, _, pattern in KINDS]
_SOURCE = re.compile(
    r"(?:信息|文章|稿件|内容|新闻)?(?:来源|稿源|出处)\s*[:\]]\s*([^\s|:,;()\[\]]{2,24}(?:\s[^\s|:]{2,12}(?![^\s|]))?)"
)
_LABELS = re.compile(
    r"(?:文章|更新|公布)?(作者|编辑|责任编辑|责编|发布(?=时间|日期|人|者|单位|机构)|时间|日期|字号|字体|浏览|阅读|点击|访问|打印|分享|记者|审核).*$"
)
_DATED = re.compile(r"(?:19|20)\d{2}\s?[年./-].*$")  # 来源:某某报 2025年8月21日 2版
_RUN_ON = re.compile(r"(?<=[\u4e00-\u9fff])(?=(?:责任编辑|编辑|责编|发布|来源|浏览|阅读|点击|审核)[^:]{0,3}:)")
_NAME = r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s[\u4e00-\u9fff](?![\u4e00-\u9fff]))"
_AUTHOR = re.compile(
    rf"(?:作者|记者|通讯员|撰稿|撰文|报告人\s?:(?:\s?\S{{2,16}}\s)?)\s*[:]?\s*((?:{_NAME}[\s、,]*){{1,6}})(?=[)\]|\s/]|$)"
)
_BYLINE = re.compile(
    r"[(\[]\s*(?:本报)?(?:记者|通讯员|作者|文|撰文|撰稿)?[:/\s]*((?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])(?:[\s、,](?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])){0,5})"
    r"\s*(?:/?\s*(?:文|图文|文/?图|摄影报道|整理|报道|供稿).{0,20})?\s*[)\]]$"
)
_PICTURED = re.compile(  # they have not written it, if it does not say who has: 张三 文 李四 摄
    r"^(?!.*(?:文[/、图]|图文|\b文\b|\S\s摄影记者)).*(?:(?:摄影?|\b图)\s*[)\]]?。?$|摄影记者)"
)
_PAPER = re.compile(
    r"^([\u4e00-\u9fff]{2,10}?(?:日报|晚报|早报|晨报|商报|时报|快报|政协报|都市报|青年报|报))(?:数字报纸?|电子报|数字报刊|数字版)?$"
)
_SPOKEN = frozenset("政府工作报告 政协常委会工作报告 人大常委会工作报告 法院工作报告 检察院工作报告".split())
_OF_YEAR = re.compile(r"年(度)?(工作|经营|法治|年度|施政)|法治政府|年度报告")  # 2023年工作报告: the work of that year
_OF_MEETING = re.compile(r"审查(情况|结果)")  # of what was handed in at the meeting, not the year before
_REPORTED = re.compile(
    r"(?:报告[^。]{0,12}?|(?:回顾|总结)了?)((?:19|20)\d{2})年(?![^。]{0,10}(?:任务|安排|思路|打算|计划|要点|部署))(?=[^。]{0,10}工作|[^。]{0,8}(?:法|检察)院)"
)
_TELLS = re.compile(r"(?<!\d)((?:19|20)\d{2})年,(?![^。]{0,24}(?:将|要|计划|打算))")
OF_FILE = "文件自身的信息"  # stands for the line of what the file says of itself
_EARLY = 400  # characters of the text in which it says which year it tells of


class Clues(NamedTuple):
    """The parts of a file that facts are read from, normalised for patterns (simplified, half-width)."""

    title: str
    meeting: str
    speaker: str | None
    speaker_line: str
    headings: tuple[str, ...]
    body: tuple[str, ...]  # paragraphs
    page: tuple[str, ...]  # furniture
    bylines: tuple[str, ...]
    published: str | None = None  # what the file itself says
    source: str | None = None
    year: int | None = None
    organ: str | None = None
    passed: str = ""  # (1992年10月9日…通过)
    gathered: bool = False  # speeches of several, who are not whose report it is


class Facts(NamedTuple):
    """The facts a report states about itself, and the line each came from."""

    organ: str | None
    place: Place
    year: int | None
    published: str | None
    source: str | None
    authors: tuple[str, ...]
    kind: str | None
    evidence: dict[str, str]


def facts(clues: Clues) -> Facts:
    """The facts that follow from the clues; None for what they do not say."""
    kind, shown = _kind(clues), [line for line in clues.page if line != clues.meeting]
    published = dates.published(shown) or Said(clues.published, OF_FILE)
    body = _organ(clues, kind.value)
    found = {
        "organ": Said(body.name, body.line),
        "place": Said(body.place, body.line),
        "year": _year(clues, kind.value, published.value),
        "published": published,
        "source": _source(clues),
        "authors": _authors(clues),
        "kind": kind,
    }
    values = {field: said.value for field, said in found.items()}
    return Facts(**values, evidence={field: words for field, (value, words) in found.items() if value and words})


def _opening(clues: Clues) -> str:
    return " ".join(clues.body[:3])[:1200]


def _kind(clues: Clues) -> Said:
    spoken = None if BUREAU.search(clues.speaker_line) else SPEAKS_FOR.search(_opening(clues))
    titled = (f"{clues.title} {clues.meeting}", f"{clues.meeting} {clues.title}")
    for text in (*titled, clues.speaker_line, f"{spoken.group()}工作报告" if spoken else ""):
        for name, pattern in _KINDS:
            if text.strip() and pattern.search(text):
                return Said(name, text.strip())
    if clues.title.endswith("报告"):
        return Said("工作报告", clues.title)
    return Said("综述报道", "") if clues.page or "://" not in (clues.source or "://") else Said(None, "")


def _year(clues: Clues, kind: str | None, published: str | None) -> Said:
    known = [*([int(published[:4])] if published else []), *(day.year for day in dates.days(clues.meeting)[:1])]
    latest = min(known, default=None)
    for found in _years(clues, kind, published):
        if found.value and 1949 <= found.value <= 2100 and (latest is None or found.value <= latest):
            return found
    return Said(None, "")


def _years(clues: Clues, kind: str | None, published: str | None):
    """The years the clues point to, the surest first."""
    yield Said(clues.year, "表格的年份列")
    spoken = dates.days(clues.meeting) or dates.days(clues.passed)
    yield Said(dates.spanned(clues.title), clues.title)
    for text in (clues.title, *clues.headings):
        yield Said(dates.reviewed(text), text)
    for text in clues.headings:
        plan = dates.planned(text)
        yield Said(plan and plan - 1, text)
    if sentence := _REPORTED.search(_opening(clues)):
        yield Said(int(sentence.group(1)), sentence.group())
    if spoken := spoken or dates.months(clues.meeting):
        told = spoken[0].year if _OF_MEETING.search(clues.title) else dates.year_before(spoken[0])
        yield Said(told, clues.meeting or clues.passed)
    if named := dates.years(clues.title):
        early = re.match(rf"{named[0] + 1}-0[1-4]", published or "")  # when reports on the year before appear
        of_year = _OF_YEAR.search(clues.title) or early
        spoken_in = kind in _SPOKEN and not of_year  # 2024年政府工作报告
        yield Said(named[0] - spoken_in, clues.title)
    if told := _TELLS.search(_opening(clues)[:_EARLY]):  # 2020年,区政协及其常委会…
        yield Said(int(told.group(1)), told.group())
    yield _year_told(clues, kind, published)


def _year_told(clues: Clues, kind: str | None, published: str | None) -> Said:
    """The year an article is about: the one it names most; early in a year, the year before."""
    text = " ".join(clues.body)
    day = date.fromisoformat(published) if published else next(iter(dates.days(text[:_EARLY])), None)
    before = dates.year_before(day) if day and (day.month <= 4 or day.month >= 9) else None
    most = dates.most_named(text, day.year if day else None)
    if most is None:  # an annual report is of the year before, other news may be of any
        return Said(before if kind not in (None, "综述报道") else None, str(published))
    if before and abs(most - before) == 1 and f"{before}年" in text:
        return Said(before, published or day.isoformat())
    return Said(most, f"{most}年")


def _organ(clues: Clues, kind: str | None) -> Organ:
    spoken = SPEAKS_FOR.search(_opening(clues))
    body = () if clues.gathered else clues.body
    words = Words(
        clues.title,
        clues.meeting,
        spoken.group() if spoken else "",
        _office(clues),
        (*clues.page, *body[-2:]),
        body,
        clues.organ or "",
    )
    return organ(words, kind)


def _office(clues: Clues) -> str:
    """The line of who spoke without the name: 固原市财政局局长马建国."""
    name = r"\s*".join(map(re.escape, clues.speaker or ""))
    return re.sub(rf"\s*{name}\s*[)\]]?$", "", clues.speaker_line) if name else clues.speaker_line


def _source(clues: Clues) -> Said:
    for line in clues.page:
        found = _SOURCE.search(line)
        if found and (name := _DATED.sub("", _LABELS.sub("", found[1])).strip(" -_")):
            return Said(name, line)
    if clues.source:
        return Said(clues.source, OF_FILE)
    for line in clues.page:
        names = [line, *line.replace("|", " ").split()] if dates.days(line) else [line]  # 2022-01-27 | 湖北日报
        if found := next(filter(None, map(_PAPER.match, names)), None):
            return Said(found.group(1), line)
    return Said(None, "")


def _authors(clues: Clues) -> Said:
    if clues.speaker:
        return Said((clues.speaker,), clues.speaker_line)
    for pattern, lines in ((_BYLINE, clues.bylines), (_AUTHOR, (*clues.bylines, *clues.page))):
        for line in lines:
            found = None if _PICTURED.match(line) else pattern.search(_RUN_ON.sub(" ", line))
            listed = listed_names(found[1]) if found else ()
            if names := tuple(name for name in listed if 2 <= len(name) <= 4 and person(name)):
                return Said(names, line)
    return Said((), "")
