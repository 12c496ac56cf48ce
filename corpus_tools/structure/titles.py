"""The head of a report: its title, the meeting it was spoken at, who spoke."""

import re
from typing import NamedTuple

from corpus_tools.lexicon import CHINESE, any_of
from corpus_tools.structure import dates
from corpus_tools.structure.captions import caption_score, certain_caption
from corpus_tools.structure.furniture import salutation
from corpus_tools.structure.head_lines import (
    is_bare_meeting,
    is_day,
    is_meeting,
    is_office,
    names_meeting,
    reports,
    speaking,
    speaks,
    unspaced,
)
from corpus_tools.structure.headings import number, two_part
from corpus_tools.structure.lines import Line, plain

_NO_TITLE = re.compile(
    rf"^.{{2,8}}(省|市|县|区|州|盟|旗)$|^.{{1,3}}$|^{dates.WRITTEN}\s?年\s?.{{1,3}}\s?月$"
)  # a place, a month
_BRACKETED = re.compile(r"[(][^()]*[)]")  # (内蒙古)2022年某旗人民政府工作报告(全文) is not
_LABEL = re.compile(r"^(?:原标题|原標題|标题|標題|题目|名称|信息名称)\s*[:：]\s*|^[\[【](?:标题|標題|题名)[\]】]\s*")
_PASSED = re.compile(r"^[(\[].{4,60}(通过|批准|审议|发布|修订|摘要|节选)[)\]]?$")
_OF_NEWS = re.compile("(?:[开闭]幕|召开|举行)$")  # a headline of what a form may call a report
_SUBTITLE = re.compile(r"^\s*—+\s*\S")
_LEAGUE = "中国人民政治协商会议"  # alone on a line it begins a title
_ENDS = any_of("organ_ends").pattern
_ORGAN_LINE = re.compile(rf"^{_LEAGUE}$|^(?:{_LEAGUE}|政协).{{2,40}}会议$|(?:{_ENDS}|代表大会|政协|国务院)$")
_BARE_TITLE = re.compile(  # 2022年度法治政府建设情况报告, but 2022年政府工作报告 is whole
    r"^((常务委员会|常委会)?(\d{4}年度?)?工作(的)?报告|(?!.*政府工作报告)\d{4}年度?.{0,12}(报告|总结).{0,20}|关于.{4,60}报告)$"
)
_UNFINISHED = re.compile(
    r"关于$|会议上的$|[与和及暨]$|(?:计划|预算)执行情况$|^" + dates.YEAR.pattern + "度$"  # goes on below
)
_GOES_ON = re.compile(r"[与和及暨].{2,60}报告|的(?:工作)?报告")
_BODY = re.compile(
    "[省市县区州盟旗级]?人民(?:代表大会(?:常务委员会)?|政府|法院|检察院)|(?:常务)?委员会|常委会|政府|法院|检察院"
)
_YEAR_BELOW = re.compile(
    rf"^(?:[(\[]\s?(?:{dates.WRITTEN}\s?年?\s?[—~至-]\s?)?{dates.YEAR.pattern}\s?(?:度|[上下]半年|第?[一二三四1-4]\s?季度|\d{{1,2}}\s?—\s?\d{{1,2}}\s?月)?\s?[)\]]"
    rf"|{dates.YEAR.pattern}度)$"
)
# 工作报告(共6篇), 工作报告 篇一
_COLLECTED = re.compile(r"(?:篇[一二三四五六七八九十\d]{1,3}|[(]?共?\s?[一二三四五六七八九十\d]{1,3}\s?篇[)]?)$")
_BELOW = 8  # lines between a title and the salutation
_TOP = 20  # lines that a notice before a report may have
_SENT_ROUND = re.compile("(?:印发|转发|发)给?你们|现予以?(?:印发|转发|公布|发布)")
_NEAR = 150  # lines: what stands farther above the body is no title
_OF_PAGE = re.compile(r"[|>]|网$|[日早晚简专]报$|频道$|专题$|目录$|第\s?\d{1,4}\s?期$")
_SITE = re.compile(r"\s{0,9}(?:[_|]|\s[—-]\s|-{1,2}(?=[^-]{2,20}$)|_+)\s*")


class Head(NamedTuple):
    """What the lines before the body say: title, meeting, speaker, and which lines said so (index -> reason)."""

    title: str | None
    title_line: str
    meeting: str  # the line with the day and the meeting, plain
    speaker: str | None
    reasons: dict[int, str]
    passed: str = ""  # the line that says when a meeting passed it


def head(lines: list[Line], reasons: list[str | None], hint: str | None, titled: set[int]) -> Head:
    """The head found in the lines before the body; `hint` is the title the file gives itself."""
    first = max(0, len(lines) - _NEAR)
    news = any(_OF_NEWS.search(line.plain) for line in lines)
    own = [not reasons[i] or (_labelled(lines[i].plain, i == 0) and not news) for i in range(len(lines))]
    free = [i for i in range(first, len(lines)) if own[i] and not certain_caption(lines[i])]
    main = _main(lines, free, reasons, hint, titled)
    parts = [] if main is None else _title_lines(lines, main, free)
    found = dict.fromkeys(parts, "标题")
    known = "".join(lines[i].plain for i in parts) or clean(hint) or ""
    after = _without_publication(lines, _after(lines, -1 if main is None else main, known, found), found)
    met = [i for i in after if is_meeting(lines[i].plain)] or [i for i in parts if is_meeting(lines[i].plain)]
    title = _titled(lines, parts, [i for i in after if found.get(i) == "标题"], hint)
    passed = next((lines[i].plain for i in found if _PASSED.match(lines[i].plain)), "")
    line = "" if main is None else lines[main].text
    return Head(title, line, " ".join(lines[i].plain for i in met), _speaker(lines, after, found), found, passed)


def _main(lines: list[Line], free: list[int], reasons: list, hint: str | None, titled: set[int]) -> int | None:
    wanted = _squeezed(hint or "")
    scores = {i: _score(lines, i, reasons, wanted) + 3 * (i in titled) for i in free if _may_be_title(lines[i])}
    if not scores and not wanted:  # ——2024年1月9日在…会议上的报告, 在…会议上的讲话, and no title above
        return next((i for i in free if _entitles(lines[i].plain)), None)
    if not scores:
        return None
    best = max(scores, key=lambda i: (scores[i], i))
    broken = {_squeezed("".join(line.plain for line in lines[i : best + 1])) for i in range(max(0, best - 3), best)}
    whole = next((i for i in scores if _squeezed(lines[i].plain) in broken), best)  # above, and below it broken
    above = lines[whole - 1].plain if whole - 1 in scores else ""
    is_part = reports(above) and lines[whole].plain in above  # 2021年工作总结, below …2021年工作总结和2022年工作计划
    return whole - is_part


def _entitles(text: str) -> bool:
    """Whether the meeting is all the title there is: ——2024年1月9日在…会议上的报告, 县长在…会议上的讲话."""
    return bool(_SUBTITLE.match(text) and reports(text)) or (text.endswith("讲话") and is_meeting(text))


def _may_be_title(line: Line) -> bool:
    """Whether a line can be the title: no sentence, place, meeting, speaker, subtitle or remark."""
    text = line.plain
    return (
        len(text.replace(" ", "")) >= 4  # 周 建 华
        and len(text) <= 120
        and bool(CHINESE.search(text))  # 29.12.2017 03:28 has none, nor has a title in English
        and not _NO_TITLE.match(text)
        and not _SUBTITLE.match(text)
        and not (is_meeting(text) and not reports(text))
        and not _BRACKETED.fullmatch(text)
        and text[-1] not in "。,;、:"
        and not _in_office(text)
    )


def _in_office(text: str) -> bool:
    return speaks(text) and bool(speaking(text)["office"])


def _labelled(text: str, opens: bool) -> bool:
    """Whether a line is a form field with the title of a report, or opens the file: 标题:某县2021年政府工作报告."""
    return (opens or reports(text)) and bool(_LABEL.match(text))


def _score(lines: list[Line], i: int, reasons: list, wanted: str) -> int:
    """How much a line reads like the title: the sum of weighted signs for and against it."""
    text, below = lines[i].plain, lines[i + 1 :][:1]
    after, why = (below[0].plain, reasons[i + 1]) if below else ("", None)
    titled = reports(text)
    signs = (
        (5, titled),
        (4, _SUBTITLE.match(after) or is_meeting(after)),
        (3, why in ("发布信息", "责任者")),
        (3, wanted and _squeezed(text) in wanted and len(text) > 5),
        (2, not below),  # right above the body
        (-3, text.count(",") > 1),
        (-4, number(text)),
        (-4, _OF_PAGE.search(text)),
        (-6, _ORGAN_LINE.search(text)),
    )
    shown = 0 if titled else max(0, caption_score(lines[i]))
    return sum(weight for weight, sign in signs if sign) - 2 * shown


def _squeezed(text: str) -> str:
    return re.sub(r"[\s_—|-]", "", text)


def _title_lines(lines: list[Line], main: int, free: list[int]) -> list[int]:
    """The lines of a title, which may be set on three: the organ above 常务委员会工作报告, a pair of phrases."""
    league = next((i for i in range(main - 1, main - 4, -1) if i in free and lines[i].plain == _LEAGUE), main)
    if league < main:
        return [*range(league, main + 1)]
    first = main
    while first > main - 2 and first - 1 in free and _opens_title(lines[first - 1], lines[first], first == main):
        first -= 1
    return [*range(first, main + 1)]


def _opens_title(line: Line, below: Line, last: bool) -> bool:
    """Whether a title begins in the line above one of its lines; `last`: that is the last of them."""
    organ = _BARE_TITLE.match(unspaced(below.plain))
    if below.gap < 3 and ((organ and _ORGAN_LINE.search(line.plain)) or (last and _UNFINISHED.search(line.plain))):
        return True
    cut = len(line.plain) >= 6 and not line.ends
    goes_on = (cut and _GOES_ON.match(below.plain)) or _is_torn(line.plain, below.plain)
    return below.gap <= 1 and bool(goes_on or (last and _pair(line, below)))


def _is_torn(above: str, below: str) -> bool:
    """Whether a line ends within the name of the body whose report the next one names: …区人, 民检察院工作报告."""
    return reports(below) and any(m.start() < len(above) < m.end() for m in _BODY.finditer(above + below))


def _pair(first: Line, second: Line) -> bool:
    """Whether two lines are two phrases of one title: of equal length, or the first itself a pair."""
    a, b = first.plain, second.plain
    phrase = not (reports(a) or reports(b) or first.ends or dates.days(a) or _OF_PAGE.search(a))
    alike = a not in b and 6 <= len(a) <= 24 and (abs(len(a) - len(b)) <= 8 or two_part(a))
    return phrase and alike and caption_score(first) <= 0 and "——" not in a


def _after(lines: list[Line], main: int, title: str, found: dict[int, str]) -> list[int]:
    """The lines below the title that belong to it (subtitle, meeting, when it was passed); the speaker may be above."""
    after, title = [], _squeezed(title)
    below = {_squeezed(line.plain) for line in lines[max(0, main) :]}
    for i in range(max(0, main - _NEAR), len(lines)):
        text = lines[i].plain
        own = i > main or _in_office(text) or (main - i <= 2 and names_meeting(text))  # the meeting just above
        dated = i == main + 1 and _YEAR_BELOW.match(text) and not dates.years(title)
        if i == main or i in found:
            continue
        if own and (dated or is_meeting(text) or (_SUBTITLE.match(text) and len(text) <= 90)):
            found[i] = "标题"
            after.append(i)
        elif _LABEL.match(text) or (own and _PASSED.match(text)) or _again(text, title, below if i < main else None):
            found[i] = "标题"
        elif own and speaks(text):
            found[i] = "作者"
            after.append(i)
    return after


def _again(text: str, title: str, below: set[str] | None) -> bool:
    """Whether a line repeats part of the title; above it, a large part of it or a line `below`."""
    again = _squeezed(text)
    if below is None:
        return bool(again) and again in title
    return again in below or (len(again) > 6 and again in title)


def _without_publication(lines: list[Line], after: list[int], found: dict[int, str]) -> list[int]:
    """What belongs to the title, without a date that does not go with a meeting or a speaker."""
    kept = []
    for at, i in enumerate(after):
        text = lines[i].plain
        if is_day(text) and text[0] != "(":
            met = [t for j in after if j != i and names_meeting(t := lines[j].plain)]
            its_own = met or any(found[j] == "作者" for j in after[at + 1 :])
            if not its_own or any(map(dates.days, met)):
                del found[i]
                continue
        kept.append(i)
    return kept


def _speaker(lines: list[Line], after: list[int], found: dict[int, str]) -> str | None:
    """The name of the speaker; "" if a line has only an office: 县人民政府县长, with the name below."""
    names = [re.sub(r"\s+", "", speaking(lines[i].plain)["name"]) for i in after if found[i] == "作者"]
    return next((name for name in names if not is_office(name)), "" if names else None)


def _titled(lines: list[Line], parts: list[int], below: list[int], hint: str | None) -> str | None:
    """The title as a reader would cite it: the main title, two dashes, what stands below it."""
    main = _joined(lines, parts) if parts else clean(hint)
    if not main or not below:
        return main
    if _YEAR_BELOW.match(lines[below[0]].plain):
        main += lines[below[0]].text
    subtitles = [s for i in below if (s := re.sub(r"^[—\-–─－\s]+", "", lines[i].text).strip("()（）[]【】 "))]
    cited = [is_bare_meeting] * reports(plain(main, True)) + [is_day]
    rest = [s for s in subtitles if _squeezed(s) not in _squeezed(main) and not any(no_part(s) for no_part in cited)]
    return f"{main}——{rest[0]}" if rest and "——" not in main else main


def _joined(lines: list[Line], parts: list[int]) -> str:
    """The lines of a main title as one, without what a site puts around it."""
    first, last = lines[parts[0]].plain, lines[parts[-1]].plain
    whole = _UNFINISHED.search(first) or _ORGAN_LINE.search(first) or _GOES_ON.match(last) or _is_torn(first, last)
    joined = "".join if whole else " ".join
    main = joined(unspaced(lines[i].text) for i in parts)
    main = re.sub(r"(?<!\s)\s+(?=——)|^[—\-–─－\s]+(?:\d{1,3}[—\-–─－]+)?", "", _without_label(main))
    main = main.rstrip("|｜丨 ")
    collected = _COLLECTED.search(plain(main, True))
    return main[: collected.start()].rstrip() if collected else main


def _without_label(text: str) -> str:
    """A title without the words a site puts around it: 原标题：…, (内蒙古)…工作报告(全文), …报告(PDF档/5MB)."""
    text = re.sub(r"^新[华華][^月\s]{1,6}月\d{1,2}日[电電]\s*", "", _LABEL.sub("", text))
    text = re.sub(
        r"^(?:[(（][\u4e00-\u9fff]{2,4}[)）]|\d{4}年第\d{1,3}号(?:[(（]总第\d{1,4}号[)）])?\s*)(?=.*报告)", "", text
    )
    return re.sub(r"[(（](?:全文|[^()（）]{0,9}(?i:pdf|docx?))[^()（）]{0,9}[)）]$", "", text)


def pasted(lines: list[Line]) -> list[int]:
    """The numbers of the lines where further reports begin: a title with its meeting and salutation."""
    heads = [i for i, line in enumerate(lines) if _is_title(line) and _spoken_below(lines[i + 1 : i + 1 + _BELOW])]
    opening = next((i for i, line in enumerate(lines) if salutation(line)), 0)
    return [lines[i].number for i in heads if i > opening]


def notice(lines: list[Line]) -> int:
    """How many lines at the top only circulate the report (现将…印发给你们), up to its own title; mostly 0."""
    sent = next((i for i, line in enumerate(lines[:_TOP]) if _SENT_ROUND.search(line.plain)), len(lines))
    below = lines[: sent + _TOP]
    own = next((i for i in range(sent + 1, len(below)) if _is_title(below[i]) and below[i].plain[:2] != "附件"), 0)
    return own and 1 + max((i for i in range(sent, own) if is_day(lines[i].plain)), default=own - 1)


def _is_title(line: Line) -> bool:
    return 4 <= len(line.plain) <= 60 and not line.ends and not number(line.plain) and reports(line.plain)


def _spoken_below(lines: list[Line]) -> bool:
    """Whether a salutation stands within a few short lines, with a meeting or a speaker before it."""
    at = next((i for i, line in enumerate(lines) if salutation(line)), None)
    return at is not None and all(len(line.plain) <= 60 for line in lines[:at])


def clean(title: str | None) -> str | None:
    """A title of a file without the names of sites after it: 政府工作报告_某某网 → 政府工作报告."""
    if not title or not title.strip():
        return None
    parts = [part for part in _SITE.split(title.strip()) if part]
    best = [part for part in parts if reports(part)]
    return (best or parts or [title.strip()])[0].strip()
