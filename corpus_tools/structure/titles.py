"""The head of a report: its title, the meeting it was spoken at, who spoke."""

import re
from typing import NamedTuple

from corpus_tools.lexicon import lexicon
from corpus_tools.structure import dates
from corpus_tools.structure.captions import caption_score, certain_caption
from corpus_tools.structure.furniture import salutation
from corpus_tools.structure.headings import number, two_part
from corpus_tools.structure.lines import Line, plain
from corpus_tools.structure.places import namesake

_REPORT = re.compile(
    r"(工作|政府|计划|决算|预算|执行|情况|发展|问题|建设|方针|任务).{0,12}报告|报告([(].*[)])?$|报告[—(]|纪实|综述|工作总结|述评|巡礼|履职"
)
_MEETING = re.compile(r"在.{2,60}(会议?|大会)(第.{1,6}次会议|全体会议)?(上的?)?(报告|讲话|(审议|表决)?通过)?[)\]]?$")
_MEETING_DATE = re.compile(
    r"^[(—\s-]*(?:(?:中华)?民国\s?.{2,3}|[12]\d{3}|[一二][〇零○一二三四五六七八九O]{3})\s?年\s?.{1,3}\s?月\s?.{1,3}\s?日\s*[)]?"
)
_ASSEMBLY = re.compile(r"第.{1,4}届.{2,40}(会议|大会)(上|(审议|表决)?通过)?[)\]]?$")  # after the day, without 在
_PASSED = re.compile(r"^[(\[].{4,60}(通过|批准|审议|发布|修订|摘要|节选)[)\]]?$")
_OFFICE = (
    r"((代|副|常务副)?(省长|市长|县长|区长|州长|盟长|旗长|主席|总理|院长|检察长|主任|书记|行政公署专员|专员|乡长|镇长|局长|厅长|校长|党委书记|总经理|董事长)|报告人|人民政府|"
    r"委员会|常务委员会)"
)
_NAME = (
    r"[\u4e00-\u9fff]\s{0,4}[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff](?:\s{1,4}[\u4e00-\u9fff]){2}"
    r"|[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff·]{1,12}|[\u4e00-\u9fff]{2,4}"
)
_SPEAKER = re.compile(
    rf"^[(\[]?\s*(?:(?P<office>[^\s,。:;(]{{0,26}}{_OFFICE})\s*)?(?::\s*)?(?P<name>{_NAME})\s*[)\]]?$"
)
_PLACE_ONLY = re.compile(r"^.{2,8}(省|市|县|区|州|盟|旗)$|^.{1,3}$")
_COLUMN = re.compile(r"(网|报|要闻|新闻|动态|频道|之窗|专栏|专题|政协|公开|资讯|在线|头条|快讯)$")
_LABEL = re.compile(r"^(原标题|标题|题目|名称|信息名称)\s*:\s*")
_SUBTITLE = re.compile(r"^\s*—+\s*\S")
_ORGAN_LINE = re.compile(r"^中国人民政治协商会议$|(委员会|人民政府|人民法院|人民检察院|代表大会|政协|国务院)$")
_BARE_TITLE = re.compile(r"^((常务委员会|常委会)?(\d{4}年)?(度)?工作(的)?报告|关于.{4,60}报告)$")
_GOES_ON = re.compile(r"[与和及暨]\s?(?:\d{4}|[一二][〇零○一二三四五六七八九]{3})年.{2,60}报告|的(?:工作)?报告")
_SPACED = re.compile(r"^(\S\s+)+\S$")  # 政 府 工 作 报 告
_NO_NAMES = frozenset("全文 全文如下 文件 公报 文稿 全体 平台 国务院 经济 常委 成员".split())  # noqa: SIM905
_NO_NAME = re.compile(r"(厅|室|网|站|处|局|委|文件|公报|报告|会|令|函|通知|决定|公告|组|部|语录)$")
_BELOW = 8  # lines between a title and the salutation
_NEAR = 150  # lines: what stands farther above the body is no title
_SITE = re.compile(r"\s{0,9}(?:[_|]|\s[—-]\s|-{1,2}(?=[^-]{2,20}$)|_+)\s*")


class Head(NamedTuple):
    """What the lines before the body say: title, meeting, speaker, and which lines said so (index -> reason)."""

    title: str | None
    title_line: str
    meeting: str  # the line with the day and the meeting, plain
    speaker: str | None
    reasons: dict[int, str]


def head(lines: list[Line], reasons: list[str | None], hint: str | None, titled: set[int]) -> Head:
    """The head that stands in the lines before the body; `hint` is what the file calls itself."""
    first = max(0, len(lines) - _NEAR)
    free = [i for i in range(first, len(lines)) if not reasons[i] and not certain_caption(lines[i])]
    main = _main(lines, free, reasons, hint, titled)
    if main is None:
        return _untitled(lines, clean(hint))
    found, parts = {main: "标题"}, [main]
    _join_before(lines, main, free, found, parts)
    after = _without_publication(lines, _after(lines, main, lines[main].plain, found), found)
    meeting = _meeting(lines, after)
    if not meeting:
        own = lines[main].plain
        meeting = own if _is_meeting(own) else own[len(_without_meeting(own)) :].strip()
    speaker = _speaker(lines, after, found)
    title = _titled(lines, parts, [i for i in after if found.get(i) == "标题"])
    return Head(title, lines[main].text, meeting, speaker, found)


def _untitled(lines: list[Line], title: str | None) -> Head:
    """The head of a file that has its title in no line, but in what it says of itself."""
    found: dict[int, str] = {}
    after = _without_publication(lines, _after(lines, -1, title or "", found), found)
    return Head(title, "", _meeting(lines, after), _speaker(lines, after, found), found)


def _meeting(lines: list[Line], after: list[int]) -> str:
    return " ".join(lines[i].plain for i in after if _is_meeting(lines[i].plain))


def _main(lines: list[Line], free: list[int], reasons: list, hint: str | None, titled: set[int]) -> int | None:
    wanted = _squeezed(hint or "")
    scores = {i: _score(lines, i, reasons, wanted) + 3 * (i in titled) for i in free if _may_be_title(lines[i])}
    return max(scores, key=lambda i: (scores[i], i)) if scores else None


def _may_be_title(line: Line) -> bool:
    text = line.plain
    return (
        4 <= len(text) <= 120
        and not _PLACE_ONLY.match(text)
        and not _SUBTITLE.match(text)
        and not (_is_meeting(text) and not _reports(text))
        and not _PASSED.match(text)
        and text[-1] not in "。,;、"
        and not (_speaks(text) and (len(text) < 5 or _speaking(text)["office"]))
    )


def _score(lines: list[Line], i: int, reasons: list, wanted: str) -> float:
    text, after = lines[i].plain, lines[i + 1].plain if i + 1 < len(lines) else ""
    score = 5 * bool(_reports(text)) + 4 * (bool(_SUBTITLE.match(after)) or _is_meeting(after))
    score += 3 * (i + 1 < len(lines) and reasons[i + 1] in ("发布信息", "责任者")) + 2 * (i == len(lines) - 1)
    score += 3 * bool(wanted and _squeezed(text) in wanted and len(text) > 5) + 2 * ("——" in text)
    score += 2 * bool(_speaks(after) and len(after) < 24)
    score -= 2 * max(0, caption_score(lines[i])) if not _reports(text) else 0
    return score - 3 * bool(_ORGAN_LINE.search(text)) - 4 * bool(re.search(r"[|>]|网$|频道$|专题$|目录$", text))


def _reports(text: str) -> bool:
    return bool(_REPORT.search(re.sub(r"\s+", "", text) if _SPACED.match(text) else text))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s_—|-]", "", text)


def _is_meeting(text: str) -> bool:
    dated = _MEETING_DATE.match(text)
    return len(text) <= 90 and bool(
        _MEETING.search(text) or _MEETING_DATE.fullmatch(text) or (dated and _ASSEMBLY.search(text, dated.end()))
    )


def _speaks(text: str) -> bool:
    found = _speaking(text) if len(text) <= 40 and not _reports(text) else None
    if not found or _NO_NAME.search(found["name"]):
        return False
    return bool(found["office"]) or person(found["name"])


def _speaking(text: str) -> re.Match | None:
    """Office and name in a line of who spoke: 县长 王小明, 县 长 王 小 明."""
    return _SPEAKER.match(_squeezed(text) if _SPACED.match(text) and len(text) > 8 else text)


def person(name: str) -> bool:
    """Whether a word can be the name of a person: it begins with a surname, or has the dot of a name in two parts.

    >>> person("王 忠林"), person("雪克来提·扎克尔"), person("办公厅"), person("江西")
    (True, True, False, False)
    """
    name = re.sub(r"\s+", "", name)
    known = lexicon("surnames")
    if name in _NO_NAMES or namesake(name, len(name)) == name:  # a province, a place named in full
        return False
    return "·" in name or name[:1] in known or name[:2] in known


def _join_before(lines: list[Line], main: int, free: list[int], found: dict, parts: list[int]) -> None:
    """A title that is set on two lines: the organ above 常务委员会工作报告; a pair of phrases above another."""
    for above in (main - 1, main - 2):
        below = lines[above + 1]
        if above not in free or below.gap >= 3:
            return
        text = lines[above].plain
        organ = (_BARE_TITLE.match(below.plain) or _ORGAN_LINE.search(below.plain)) and _ORGAN_LINE.search(text)
        pair = above == main - 1 and _pair(lines[above], below)
        begun = below.gap <= 1 and _GOES_ON.match(below.plain) and len(text) >= 6 and not lines[above].ends
        if not (organ or begun or (pair and below.gap <= 1 and not _SUBTITLE.match(below.plain))):
            return
        parts.insert(0, above)
        found[above] = "标题"


def _pair(first: Line, second: Line) -> bool:
    """Whether two lines are the two phrases of one title: of one measure, or the first itself a pair."""
    a, b = first.plain, second.plain
    phrase = not _reports(a) and not _reports(b) and not _PLACE_ONLY.match(a) and not _COLUMN.search(a)
    phrase = phrase and not first.ends
    alike = 6 <= len(a) <= 24 and (abs(len(a) - len(b)) <= 8 or two_part(a))
    return phrase and alike and caption_score(first) <= 0 and "——" not in a


def _after(lines: list[Line], main: int, title: str, found: dict[int, str]) -> list[int]:
    """The lines below the title that belong to it: subtitle, meeting, what was passed when; the speaker also above."""
    after, title = [], _squeezed(title)
    for i in range(max(0, main - _NEAR), len(lines)):
        text = lines[i].plain
        if i < main and not _belongs(text, main - i):
            continue
        if i == main or i in found:
            continue
        if _is_meeting(text) or (_SUBTITLE.match(text) and len(text) <= 90):
            found[i] = "标题"
            after.append(i)
        elif _PASSED.match(text) or _LABEL.match(text) or (_squeezed(text) and _squeezed(text) in title):
            found[i] = "标题"
        elif _speaks(text):
            found[i] = "作者"
            after.append(i)
    return after


def _without_publication(lines: list[Line], after: list[int], found: dict[int, str]) -> list[int]:
    """What belongs to the title, but for a day that stands alone and is not the day of the meeting."""
    kept = []
    for at, i in enumerate(after):
        text = lines[i].plain
        if _MEETING_DATE.fullmatch(text) and text[0] != "(":
            others = [lines[j].plain for j in after if j != i and _MEETING.search(lines[j].plain)]
            speaks = any(found[j] == "作者" for j in after[at + 1 :])
            dated = [dates.days(other) for other in others if dates.days(other)]
            if dates.days(text) not in dated if dated else not (others or speaks):
                del found[i]
                continue
        kept.append(i)
    return kept


def _belongs(text: str, above: int) -> bool:
    """Whether a line above the title belongs to it: the speaker with the office, the meeting right above."""
    return (_speaks(text) and bool(_speaking(text)["office"])) or (above <= 2 and bool(_MEETING.search(text)))


def _speaker(lines: list[Line], after: list[int], found: dict[int, str]) -> str | None:
    for i in after:
        if found[i] == "作者":
            return re.sub(r"\s+", "", _speaking(lines[i].plain)["name"])
    return None


def _titled(lines: list[Line], parts: list[int], below: list[int]) -> str:
    """The title as a reader would cite it: the main title, two dashes, what stands below it."""
    whole = _ORGAN_LINE.search(lines[parts[0]].plain) or _GOES_ON.match(lines[parts[-1]].plain)
    joined = "".join if whole else " ".join
    texts = [re.sub(r"\s+", "", t) if _SPACED.match(t) else t for t in (lines[i].text for i in parts)]
    main = re.sub(r"(?<!\s)\s+(?=——)", "", _without_meeting(_without_label(joined(texts))))
    subtitles = [s for i in below if (s := re.sub(r"^[—\-–─－\s]+", "", lines[i].text).strip("()（）[]【】 "))]
    rest = [s for s in subtitles if _squeezed(s) not in _squeezed(main) and not re.fullmatch(r"[—\s]*", s)]
    cited = [_is_bare_meeting] * _reports(plain(main, True)) + [_MEETING_DATE.fullmatch]
    rest = [s for s in rest if not any(no_part(s) for no_part in cited)]
    return f"{main}——{rest[0]}" if rest and "——" not in main else main


def _is_bare_meeting(subtitle: str) -> bool:
    """Whether a subtitle says no more than where and when: 2024年1月23日在某县第十六届人民代表大会第三次会议上."""
    text = plain(subtitle, True)
    return _is_meeting(text) and not text.rstrip(")] ").endswith(("报告", "讲话"))


def _without_meeting(title: str) -> str:
    """A title without the day and the meeting in brackets, or behind dashes, that stand on its line."""
    found = re.search(r"(?<=报告)\s*(?=[（(【—])", title)
    return title[: found.start()] if found and _is_bare_meeting(title[found.end() :]) else title


def _without_label(text: str) -> str:
    return re.sub(r"^(原标题|原標題|标题|標題|题目)\s*[:：]\s*", "", text)


def pasted(lines: list[Line]) -> list[int]:
    """The numbers of the lines where a second report begins, and a third: a title with its meeting and salutation."""
    heads = [i for i, line in enumerate(lines) if _is_title(line) and _spoken_below(lines[i + 1 : i + 1 + _BELOW])]
    opening = next((i for i, line in enumerate(lines) if salutation(line)), 0)
    found = [i for i in heads if i > opening and any(salutation(line) for line in lines[:i])]
    return [lines[i].number for i in found]


def _is_title(line: Line) -> bool:
    return 4 <= len(line.plain) <= 60 and not line.ends and not number(line.plain) and _reports(line.plain)


def _spoken_below(lines: list[Line]) -> bool:
    """Whether a salutation stands within a few short lines, with a meeting or a speaker before it."""
    at = next((i for i, line in enumerate(lines) if salutation(line)), None)
    return at is not None and all(len(line.plain) <= 60 for line in lines[:at])


def clean(title: str | None) -> str | None:
    """A title of a file without the names of sites after it: 政府工作报告_某某网 → 政府工作报告."""
    if not title or not title.strip():
        return None
    parts = [part for part in _SITE.split(title.strip()) if part]
    best = [part for part in parts if _reports(part)]
    return (best or parts or [title.strip()])[0].strip()
