"""Whose report it is: the body and its place, with the line that says so."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from corpus_tools.lexicon import lexicon, rows
from corpus_tools.structure.body_names import named, usual
from corpus_tools.structure.own_places import OWN_PLACE, SESSION, VERB, YEAR, named_place, own_place
from corpus_tools.structure.places import Place, context, namesake, place, short

KINDS = [row.split("\t") for row in rows("kinds")]  # of reports: name, body, pattern
_BODIES = {kind: body for kind, body, _ in KINDS if body != "-"}
_NATION = {
    "政协": "全国政协",
    "人大常委会": "全国人大常委会",
    "人民法院": "最高人民法院",
    "人民检察院": "最高人民检察院",
    "人民政府": "国务院",
    "委": "中国共产党中央委员会",
    "纪委": "中国共产党中央纪律检查委员会",
}
_NATIONAL = re.compile(
    r"(?=[全国最中])(?:(?<![省市县区州])全国人民代表大会|全国人大|全国委员会|国务院|最高人民|全国政协"
    r"|中国共产党(第.{1,4}次)?(全国代表大会|中央)|中共中央纪)"
)
SPEAKS_FOR = re.compile(r"(我(谨)?代表|受)[^。,]{2,40}(人民政府|政府|委员会|常委会|国务院|法院|检察院)|代表国务院")
BUREAU = re.compile(r"[局厅]长(?:\s|$)")  # reports for the government, but what the bureau did
_NAMED = ("政协", "人民政府", "人大常委会", "人民法院", "人民检察院")
_FULL = {"政府": "人民政府", "法院": "人民法院", "检察院": "人民检察院"}  # how a text calls them
_FORMER = re.compile(r"革命委员会|人民委员会|行政公署")  # governments of 1955 to 1980, and of prefectures
_SPECIAL = re.compile(r"特区政府|行政长官")
_BEGIN = re.compile(rf"(?:中国共产党|关于|{YEAR}|\s)*")
_AFTER = re.compile(
    rf"关于|{YEAR}|{SESSION}|年度|工作|述职|情况|法治政府|创建|争创|创办|荣获|获[得评]|召开|举[行办]|向(?!阳)|—|[“(:,|]|\s"
)
_AT = re.compile(  # the body a meeting is one of: 在|某某集团公司|四届三次职工代表大会上
    rf"在(?:中国共产党)?([^在,。]{{2,30}}?)(?:{SESSION}|{YEAR})"
)
_OFFICE = re.compile(r"(?:党(?:委|组|工委)书记|书记|主任|局长|厅长|院长|校长|副?总经理|董事长|[、兼代]){1,12}$")
_ALL = re.compile("^全(?=[省市县区州旗](?:政协|人大))")  # 全市政协工作综述
_NO_NAME = re.compile(
    r"(?:全国)?地方(?=政协|人大|政府)|各[级地省市州县区旗乡镇街部有]|人民(?:代表|(?:法院|检察院|政府)$)|常务|常委|[在为受以把让向与和]"
)
_RANKED = re.compile(
    rf"([省市县区州旗])(?:{SESSION})?(政协|人民政府|人大常委会|中级人民法院|人民法院|人民检察院|法院|检察院)"
)
_CONGRESS = re.compile(rf"{SESSION}(?:人民代表大会|人大|委员会|政协)")
_EARLY = 100  # characters of the text in which its own body is called by its rank
_NEWS = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[^,，。]{0,6}[,，]")
_LOCAL = re.compile(r"^[省市县区州旗镇乡](?=\S{2})")  # 市总工会: of a city that stands elsewhere
_BELOW = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道|[区县旗](?=第))(?!人大)")
_MET = re.compile(r"在[^,。在]{1,12}?(?:隆重|胜利|圆满|顺利)?(?:召开|举行|开幕|闭幕)")  # where, not whose
_TOWN, _LED = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:镇|乡|街道)"), re.compile("在([县市区旗])委")
_MEMBERS = (  # what stands before and after the place in the name of a congress, and the body
    ("(?:共青团|中国共产主义青年团)", "", "共青团{}委"),
    ("", "妇女", "{}妇女联合会"),
    ("", "工会", "{}总工会"),
    ("", "文学艺术界", "{}文学艺术界联合会"),
    ("", "归侨侨眷", "{}归国华侨联合会"),
)


class Words(NamedTuple):
    """The lines that may say whose report it is, as patterns read them."""

    title: str
    meeting: str
    spoken: str  # 我代表市人民政府
    office: str  # of who spoke, without the name
    signed: tuple[str, ...]  # short lines around the body
    body: tuple[str, ...]
    column: str = ""  # what a table says in its column


class Organ(NamedTuple):
    """The body, the place it belongs to, and the line that says so."""

    name: str | None
    place: Place
    line: str | None


def organ(words: Words, kind: str | None) -> Organ:
    """Whose report it is, by the most reliable line that says so; all None if there is none."""
    body = _body_of(kind, words)
    if words.column:
        return (_placed(words.column, words) or Organ(words.column, (), None))._replace(line="表格的单位列")
    found = (
        _of_members(words)
        or _stated(words, kind)
        or _of_place(words, body)
        or _signed(words)
        or _most_named(words, body)
        or _ranked(words, body)
        or _met(words)
    )
    return _township(found, words) if found else Organ(None, *_anywhere(words))


def _township(found: Organ, words: Words) -> Organ:
    """The body with the county that the page or the text names its township in: 桐乡市|石门镇."""
    town = None if found.place else _TOWN.match(found.name)
    if not town:
        return found
    page = tuple(line for line in words.signed if line not in words.body)
    lines = (words.title, words.meeting, *page, *words.body)
    ends = ((line, match.start()) for line in lines for match in re.finditer(town[0], line))
    above = next(filter(None, (namesake(*end) for end in ends)), None)
    led = _LED.search(" ".join(words.body))
    above = above or (led and own_place(f"{led[1]}委", words.meeting, page, words.body))
    told = {where for line in page if len(where := _where(line, words)) > 1}
    where = _where(above, words) if above else told.pop() if len(told) == 1 else ()
    return found._replace(name="".join(where) + found.name, place=where)


def _body_of(kind: str | None, words: Words) -> str | None:
    """The body that gives reports of this kind; a government under the name of its time: 革命委员会."""
    body = _BODIES.get(kind or "")
    said = " ".join((words.title, words.spoken, words.office))
    former = _FORMER.search(said) if body == "人民政府" else None
    return former.group() if former else body


def _stated(words: Words, kind: str | None) -> Organ | None:
    """The body named at the start of a title, as the owner of a meeting, or below the title of a plan."""
    for line in (*_parts(words.title), words.meeting):
        held = [_body_name(name) for name in _AT.findall(line) if not name.endswith(("政协", "人大"))]
        for name in (_opening(line), *held):
            if name and not _NATIONAL.search(name) and (full := _placed(_in_full(name, words), words)):
                return full._replace(line=line)
    return _signed(words) if kind == "计划预算报告" or BUREAU.search(words.office) else None


def _in_full(name: str, words: Words) -> str:
    """The full name of a body called by its place: 管委会 of a 经济技术开发区, 办事处 of a 街道, as on the page."""
    if not name.endswith(("区", "街道")):
        return name
    return max((line for line in words.signed if line.startswith(name) and _body_name(line)), key=len, default=name)


def _parts(title: str) -> list[str]:
    """The parts of a title, the subtitle first: 潮起东方春来早——政协丹阳市委员会工作纪实."""
    return [part for part in reversed(title.split("——")) if part.strip()]


def _opening(line: str) -> str | None:
    """The name of the body at the start of a title: 桐乡市教育局|2023年工作总结."""
    start = _BEGIN.match(line).end()
    found = _AFTER.search(line, start + 1)
    return _body_name(line[start : found.start()] if found else line[start:])


def _body_name(text: str) -> str | None:
    """`text` if it is the name of a body: it ends like one, and is more than that ending."""
    text = _ALL.sub("", text.strip(" ,。:、“”"))
    if not 3 <= len(text) <= 32 or not re.fullmatch(r"[\u4e00-\u9fff()]+", text):
        return None
    end = next((text[-n:] for n in range(min(8, len(text) - 1), 0, -1) if text[-n:] in lexicon("organ_ends")), None)
    return text if end and not _NO_NAME.match(text) and not VERB.search(text) else None


def _placed(name: str, words: Words) -> Organ | None:
    """A body by its full name: the place before it in full, its usual short name."""
    name = usual(name)
    if _LOCAL.match(name):
        return _local(name, words)
    where = _where(name, words)
    if not where:
        return Organ(name, (), None)
    above = "".join(f"(?:{full}|{short(full)})?" for full in where[:-1])  # 重庆|綦江区|政协
    spelled = re.match(above + where[-1], name)
    if not spelled:
        return Organ(name, where, None)
    rest = name[spelled.end() :]
    return Organ(named(where, rest) if rest in _NAMED else "".join(where) + rest, where, None)


def _local(name: str, words: Words) -> Organ | None:
    """The body that a title calls 市总工会, with its place, which is named elsewhere."""
    page = tuple(line for line in words.signed if line not in words.body)
    told = (where[-1] for line in (*_parts(words.title), words.meeting) if (where := _where(line, words)))
    full = own_place(name, words.meeting, page, words.body) or next((n for n in told if n.endswith(name[0])), None)
    return _placed(full + name[1:], words) if full else None


def _of_members(words: Words) -> Organ | None:
    """The body that a congress of members elects: 在共青团淳安县|第二次代表大会, 在芦山县妇女|第九次代表大会."""
    for line in (words.meeting, *_parts(words.title)):
        for before, after, body in _MEMBERS:
            if found := re.search(rf"{before}({OWN_PLACE.pattern}){after}{SESSION}(?:代表大会|团代会)", line):
                return _placed(body.format(found[1].removeprefix("在")), words)._replace(line=line)
    return None


def _of_place(words: Words, body: str | None) -> Organ | None:
    """The body of this kind in the place named by the meeting, the title, the opening or the speaker's office."""
    for line in (words.meeting, *_parts(words.title), words.spoken, words.office):
        if _NATIONAL.search(line) and not place(line):
            return Organ(_NATION.get(body or _body_in(line) or "", "国务院"), (), line)
        where = _where(_MET.sub("", line), words)
        own = named_place(line) or ""
        name = body or _body_in(words.title) or _body_in(" ".join(words.body[:3])[:1200])
        name = name or ("人民政府" if own.endswith(("镇", "乡")) else None)
        if name and (where or own):
            return Organ(_below(line, where, name) or named(where or (own,), name), where, line)
    return None


def _anywhere(words: Words) -> tuple[Place, str | None]:
    """The place named by meeting or title, or of the congress the text is about, where no body is named."""
    opening = " ".join(words.body[:1])[:_EARLY]
    congress = _CONGRESS.search(opening)
    told = namesake(opening, congress.start()) if congress else None
    for line in (words.meeting, *_parts(words.title), told or ""):
        if where := _where(_MET.sub("", line), words):
            return where, line
    return (), None


def _below(line: str, where: Place, body: str) -> str | None:
    """The body of a township or district that the gazetteer lacks: 在三原县|鲁桥镇|第二十届人民代表大会."""
    at = line.find(where[-1]) if where else -1
    found = _BELOW.match(line, at + len(where[-1])) if at >= 0 else None
    return f"{''.join(where)}{found.group()}{body}" if found else None


def _where(text: str, words: Words) -> Place:
    """The place a line names; other words of the file decide between namesakes."""
    found = place(text)
    if len(found) == 1 and not found[0].endswith(("省", "自治区", "特别行政区")):
        around = " ".join((words.title, *words.signed, *words.body))
        return place(text, context(around[:60_000]))
    return found


def _body_in(text: str) -> str | None:
    found = re.search(r"政协|政治协商会议|人民政府|政府|人大常委会|人民代表大会常务委员会|人民法院|人民检察院", text)
    names = {"政治协商会议": "政协", "政府": "人民政府", "人民代表大会常务委员会": "人大常委会"}
    return names.get(found.group(), found.group()) if found else None


def _signed(words: Words) -> Organ | None:
    """The body named on a line of its own around the text, or in the office of the speaker."""
    office = _OFFICE.sub("", words.office)
    for line in (*words.signed, office if office != words.office else ""):
        name = _body_name(line.removesuffix("文件"))  # the head of an official letter
        clear = name and (line == office if _LOCAL.match(name) else len(name) > 4)
        if clear and (full := _placed(name, words)):
            return full._replace(line=line)
    return None


def _most_named(words: Words, body: str | None) -> Organ | None:
    """The body a text names most; used if nothing else says whose report it is."""
    text = " ".join((*words.body, *words.signed))
    counts: Counter = Counter()
    for match in _bodies(body if body in _NAMED else None).finditer(text):
        if name := namesake(text, match.start()):
            counts[name, _FULL.get(match.group(), match.group())] += 1
    if region := None if counts else _SPECIAL.search(text):
        name = max(("香港", "澳门"), key=text.count) + "特别行政区"
        return Organ(f"{name}政府", (name,), region.group()) if name[:2] in text else None
    if not counts:
        return None
    name, found = max(counts, key=lambda key: (counts[key], key))
    where = _where(name, words)
    tied = {other for (other, _), times in counts.items() if times == counts[name, found]}
    if tied.difference((*where, name)):
        return None  # of several places, each as often
    return Organ(named(where, found), where, name + found)


def _ranked(words: Words, body: str | None) -> Organ | None:
    """The body that the first lines name only by rank, with its place named elsewhere: 区政协."""
    found = _RANKED.findall(f"{words.title} {words.spoken} {' '.join(words.body[:1])[:_EARLY]}")
    name = next((rank + name for rank, name in found if not body or name.endswith(body)), None)
    full = _local(name, words) if name else None
    return full and full._replace(line=name)


def _met(words: Words) -> Organ | None:
    """The body whose meeting opens the news: 3月5日,|某大学|第三届教职工代表大会第五次会议在…举行."""
    opening = " ".join(words.body[:1])[:_EARLY]
    day = _NEWS.match(opening)
    name = _opening(opening[day.end() :]) if day else None
    full = _placed(name, words) if name else None
    return full and full._replace(line=opening)


@cache
def _bodies(only: str | None) -> re.Pattern:
    names = [name for name in (*_NAMED, *_FULL) if only in (None, _FULL.get(name, name))]
    return re.compile(f"(?:{'|'.join(names)})(?!报|杂志|网)")  # 重庆政协报 is no body
