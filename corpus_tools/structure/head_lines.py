"""Lines before the body: the title of a report, the meeting it was given at, who gave it."""

import re

from corpus_tools.lexicon import lexicon
from corpus_tools.structure.dates import WRITTEN
from corpus_tools.structure.lines import plain
from corpus_tools.structure.places import namesake

_REPORT = re.compile(
    r"(工作|政府|计划|决算|预算|执行|情况|发展|问题|建设|方针|任务|常委会).{0,12}报告|报告([(].*[)])?$|报告[—(]|会议[纪记][录要]$|纪实|综述|工作总结|总结([(].*[)])?$|述评|巡礼|.{3}履职|履职.{5}"
)
_MEETING = re.compile(r"在.{2,60}(会议?|大会)(第.{1,6}次会议|全体会议)?(上的?)?(报告|讲话|(审议|表决)?通过)?[)\]]?$")
_MEETING_DATE = re.compile(
    rf"^[(—\s-]*(?:(?:中华)?民国\s?.{{2,3}}|{WRITTEN})\s?年\s?.{{1,3}}\s?月\s?.{{1,3}}\s?日\s*[)]?"
)
_DAY_BEHIND = re.compile(rf"\s?[(\[]{WRITTEN}\s?年[^()\[\]]{{3,8}}日[)\]]?$")  # 在…大会上(2022年2月20日)
_ASSEMBLY = re.compile(r"第.{1,4}届.{2,40}(会议|大会)(上|(审议|表决)?通过)?[)\]]?$")  # after the day, without 在
_OFFICE = (
    r"((代|副|常务副)?(省长|市长|县长|区长|州长|盟长|旗长|主席|总理|院长|检察长|主任|书记|行政公署专员|专员|乡长|镇长|局长|厅长|校长|党委书记|总经理|董事长)|报告人|人民政府|"
    r"委员会|常务委员会|[局厅](?=\s))"  # 区财政局 张三
)
_NAME = (
    r"[\u4e00-\u9fff]\s{0,4}[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff](?:\s{1,4}[\u4e00-\u9fff]){2}"
    r"|[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff·]{1,12}|[\u4e00-\u9fff]{2,4}"
)
_SPEAKER = re.compile(
    rf"^[(\[]?\s*(?:(?P<office>[^\s,。:;(]{{0,26}}{_OFFICE})\s*)?(?::\s*)?(?P<name>{_NAME})\s*[)\]]?$"
)
_SPACED = re.compile(r"^(\S\s+)+\S$")  # 政 府 工 作 报 告
_SET_APART = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_NO_NAMES = frozenset("全文 全文如下 文件 公报 文稿 全体 平台 国务院 经济 常委 成员".split())
_NO_NAME = re.compile(r"(厅|室|网|站|处|局|委|文件|报|报告|会|令|函|通知|决定|公告|组|部|语录)$")


def unspaced(text: str) -> str:
    """A line without the spaces between its characters: 政 府 工 作 报 告 → 政府工作报告."""
    return re.sub(r"\s+", "", text) if _SPACED.match(text) else text


def reports(text: str) -> bool:
    """Whether a line reads like the title of a report."""
    return bool(_REPORT.search(unspaced(text)))


def is_meeting(text: str) -> bool:
    """Whether a line says where or when a report was given: 2024年1月23日在某县第十六届人民代表大会第三次会议上."""
    dated = _MEETING_DATE.match(text)
    return len(text) <= 90 and bool(
        names_meeting(text) or _MEETING_DATE.fullmatch(text) or (dated and _ASSEMBLY.search(text, dated.end()))
    )


def names_meeting(text: str) -> bool:
    """Whether a line ends with the meeting a report was given at, whatever the day."""
    return bool(_MEETING.search(_DAY_BEHIND.sub("", text)))


def is_day(text: str) -> bool:
    """Whether a line is only a date."""
    return bool(_MEETING_DATE.fullmatch(text))


def speaks(text: str) -> bool:
    """Whether a line says who gave the report: a person's name, or an office and a name."""
    found = speaking(text) if len(text) <= 40 and not reports(text) else None
    if not found or _NO_NAME.search(found["name"]):
        return False
    return bool(found["office"] and found["office"][-1] not in "局厅") or person(found["name"])


def speaks_in_office(text: str) -> bool:
    """Whether a line is an office and, set off from it, the name of a person.

    >>> speaks_in_office("湖北省政协主席 徐立全"), speaks_in_office("关心下一代工作委员会 积极作为")
    (True, False)
    """
    found = speaking(text) if len(text) <= 30 else None
    if not found or not found["office"] or found["office"].endswith(("政府", "委员会")):
        return False
    name = re.sub(r"\s+", "", found["name"])
    brief = len(name) < 4 or "·" in name or name[:2] in lexicon("surnames")  # 政协主席 强化担当
    return text[: found.start("name")][-1:].isspace() and brief and person(name)


def is_office(word: str) -> bool:
    """Whether a word is an office: 县长, 常务副主任."""
    return bool(re.fullmatch(_OFFICE, word))


def speaking(text: str) -> re.Match | None:
    """Office and name in a line of who spoke: 县长 王小明, 县 长 王 小 明."""
    return _SPEAKER.match(unspaced(text) if len(text) > 8 else text)


def person(name: str) -> bool:
    """Whether a word can be the name of a person: it begins with a surname, or has the dot of a foreign name.

    >>> person("王 忠林"), person("雪克来提·扎克尔"), person("办公厅"), person("江西")
    (True, True, False, False)
    """
    name = re.sub(r"\s+", "", name)
    known = lexicon("surnames")
    if {name, name[:2]} & _NO_NAMES or namesake(name, len(name)) == name:  # a province, a place named in full
        return False
    return "·" in name or name[:1] in known or name[:2] in known


def listed_names(text: str) -> list[str]:
    """The words of a list of names, those whose characters are set apart closed up.

    >>> listed_names("王小明、李 红 张 伟")
    ['王小明', '李红', '张伟']
    """
    return re.findall(r"[^\s、,]+", _SET_APART.sub(r"\1\2", text))


def is_bare_meeting(subtitle: str) -> bool:
    """Whether a subtitle says no more than where and when: 2024年1月23日在某县第十六届人民代表大会第三次会议上."""
    text = plain(subtitle, True)
    return is_meeting(text) and not text.rstrip(")] ").endswith(("报告", "讲话"))
