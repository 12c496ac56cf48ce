"""The place of a body that its own pages call only by its rank: 市政协, 区法院."""

import re
from collections import Counter

from corpus_tools.structure.dates import WRITTEN
from corpus_tools.structure.places import most_called, namesake, place

YEAR = rf"{WRITTEN}\s?(?:[—~-]\s?{WRITTEN}\s?)?年(?:度)?"
SESSION = r"第?[一二三四五六七八九十\d]{1,4}[届次]"
_COMMITTEE = re.compile(  # 政协荆州市荆州区第六届委员会, 中共綦江区委
    rf"(?:政协|政治协商会议|中共|中国共产党)(?:{SESSION})?"
    rf"((?:(?!中共|政协|中国)[\u4e00-\u9fff]){{2,14}}?[省市县区州旗])(?={SESSION}委员会|委)"
)
_PAPER = re.compile(r"([\u4e00-\u9fff]{2,6}?)(?:日报|晚报|早报|晨报|发布|新闻网|政协网|融媒)")
VERB = re.compile(r"听取|审议|视察|调研|见证|支持|推进")  # no part of a name
OWN_PLACE = re.compile(r"[\u4e00-\u9fff]{1,9}?(?:自治州|自治县|自治旗|新区|街道|[省市县区州盟旗镇乡])")


def own_place(body: str, meeting: str, page: tuple[str, ...], text: tuple[str, ...]) -> str | None:
    """The full place of a body called by its rank, from meeting, page or text; None if none says it.

    The most reliable comes first: before the name of the body, of its committee or party committee, of its newspaper;
    then the city that the text names most.

    >>> own_place("区政协", "", (), ("区政协在中共荆州区委的领导下履职尽责。",))
    '荆州区'
    >>> own_place("市政协", "", ("来源:沧州日报",), ())
    '沧州市'
    """
    lines = (meeting, *page, *text)
    found = Counter(name for line in lines for name in _before(re.escape(body), line))
    found = found or Counter(name for line in lines for name in _of_committees(body[0], line))
    found = found or Counter(name for line in page for name in _before(rf"{body[0]}(?={SESSION}人民代表大会)", line))
    found = found or Counter(name for line in page for name in _of_papers(body[0], line))
    found = found or Counter(name for line in text for name in _before(rf"{body[0]}(?={SESSION}人民代表大会)", line))
    if not found:
        return most_called(" ".join(text), body[0])
    return max(found, key=lambda name: (found[name], name))


def _before(pattern: str, line: str) -> list[str]:
    """The places of the gazetteer that stand before the name of a body in a line, which opens with their rank."""
    return [name for match in re.finditer(pattern, line) if (name := namesake(line, match.start() + 1))]


def _of_committees(rank: str, line: str) -> list[str]:
    return [name for name in _COMMITTEE.findall(line) if name[-1] == rank and (place(name) or ("",))[-1][-1:] == rank]


def _of_papers(rank: str, line: str) -> list[str]:
    """The cities and counties that the newspapers in a line are of: 沧州日报 → 沧州市."""
    return [where[-1] for name in _PAPER.findall(line) if (where := place(name)) and where[-1][-1] == rank]


def named_place(line: str) -> str | None:
    """The place of a meeting that no gazetteer has: 在|石门镇|第十九届人民代表大会."""
    line = re.sub(r"^(我谨?代表|受)", "", line)
    behind = rf"\s?{SESSION}|\s?{YEAR}|委员会|人民|政协|政府|人大"
    found = re.search(rf"(?:在|政协|会议|^)(?![全本我各])({OWN_PLACE.pattern})(?={behind})", line)
    return re.sub(r"^(政协|中共|中国共产党)", "", found[1]) if found and not VERB.search(found[1]) else None
