"""The places a text names: province, city, district, by the gazetteer in `lexicon/places.txt`."""

import re
from collections import Counter
from functools import cache

from corpus_tools.lexicon import any_of, longest_of, rows

_SUFFIX = re.compile(r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|林区|新区|地区|省|市|盟|区|县|旗)$")
_PEOPLES = re.compile("(?:" + any_of("peoples").pattern + ")*(自治州|自治县|自治旗)$")
ISLANDS = frozenset(["香港特别行政区", "澳门特别行政区", "台湾省"])  # whose governments are called 政府
CITIES = frozenset(["北京市", "天津市", "上海市", "重庆市"])  # which have the rank of a province
_OTHERS = frozenset("县区旗市镇乡")  # a short name before one of these is that of another place
_TAIL = re.compile(  # 形|成县, 讲话,和|县: the end of a word, or a word and a rank
    r"(?![省市区州盟在为由对与和及受赴到从向给经])[\u4e00-\u9fff]..$|(?![省市州在赴到])[^\s]和县$"
)
_OWN = re.compile(r"(?![省市区州盟在为由对与和及受赴到从向给经议共协党团表])[\u4e00-\u9fff]$")  # 青|云县
_WORDS = frozenset(("合作", "东方"))  # which are cities too
_CALLED = 4  # times a text names its own city, where nothing else says whose it is
Place = tuple[str, ...]


@cache
def _listed() -> dict[Place, int]:
    """The places of the gazetteer in its order, that of official statistics; former names come last."""
    found: list[Place] = []
    for row in rows("places"):
        names = row.split("#")[0].split()
        province, city = names[0], names[1] if len(names) > 1 else "-"
        above = tuple(dict.fromkeys(n for n in (province, city) if n != "-"))
        found += [(province,), above, *((*above, district) for district in names[2:])]
    return {place: number for number, place in enumerate(dict.fromkeys(found))}


@cache
def _gazetteer() -> dict[str, tuple[Place, ...]]:
    """Each name, full or short, and the places it may mean."""
    found: dict[str, list[Place]] = {}
    for place in _listed():
        for name in _spellings(place[-1]):
            found.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


def listed(place: Place) -> tuple[tuple[int, str], ...]:
    """A key that sorts places as official statistics list them; unknown places come last, by name.

    >>> sorted([("江西省",), ("北京市", "海淀区"), ("北京市",), ("某省",)], key=listed)
    [('北京市',), ('北京市', '海淀区'), ('江西省',), ('某省',)]
    """
    numbers = _listed()
    return tuple((numbers.get(place[:i], len(numbers)), place[i - 1]) for i in range(1, len(place) + 1))


def _spellings(name: str) -> set[str]:
    """The ways a place is named: 延边朝鲜族自治州, 延边州, 延边."""
    return {name, short(name), short(name) + name[-1] * ("自治" in name and name[-1] != "区")}


def short(name: str) -> str:
    """A place's name without its type: 广东省 → 广东, 恩施土家族苗族自治州 → 恩施; at least two characters stay.

    >>> short("新疆维吾尔自治区"), short("广安区"), short("巴县")
    ('新疆', '广安', '巴县')
    """
    brief = _PEOPLES.sub("", name) if name.endswith(("自治州", "自治县", "自治旗")) else _SUFFIX.sub("", name)
    return brief if len(brief) >= 2 else name


def context(text: str) -> Counter:
    """How often a text names each province and city, by full or short name; used to tell namesakes apart."""
    called = (_gazetteer()[match.group()] for match in _context_names().finditer(text))
    return Counter(place for places in called for place in places if len(place) <= 2)


@cache
def _context_names() -> re.Pattern:
    return re.compile(longest_of(n for n, places in _gazetteer().items() if any(len(place) <= 2 for place in places)))


def most_called(text: str, rank: str) -> str | None:
    """The city or prefecture of a rank that a text names most: often, and twice as often as any other.

    >>> most_called("美丽青岛，青岛港，来青岛，海尔、济南、青岛啤酒", "市"), most_called("青岛港，青岛啤酒", "市")
    ('青岛市', None)
    """
    if rank not in "市州盟":  # the short names of counties and districts are words too: 新建, 通道
        return None
    (name, times), (_, next_times) = (Counter(_names_of(rank).findall(text)).most_common(2) + [("", 0)] * 2)[:2]
    if times < _CALLED or times <= 2 * next_times:
        return None
    return min((found for found in _gazetteer()[name] if found[-1][-1] == rank), key=len)[-1]


@cache
def _names_of(rank: str) -> re.Pattern:
    found = {name for name, places in _gazetteer().items() if any(place[-1][-1] == rank for place in places)}
    return re.compile(longest_of(found - _WORDS))


def place(text: str, around: Counter | None = None) -> Place:
    """The place a short text names, from province to district; () if it names none.

    Namesakes (江北区 of 重庆 and of 宁波) are told apart by the places `around`.

    >>> place("四川省广安市广安区政协"), place("在新疆维吾尔自治区第十四届人民代表大会上")
    (('四川省', '广安市', '广安区'), ('新疆维吾尔自治区',))
    """
    chain: Place = ()
    at = 0
    while at < len(text):
        found = _longest(text, at, chain)
        name, places = found or (text[at], ())
        at += len(name)
        if not places:
            if chain:
                break
            continue
        chain = _best(places, chain, around)
    return chain


def completed(name: str) -> str | None:
    """The full name of the only place that `name` is short for; None if there is none or several.

    >>> completed("大名"), completed("郑州"), completed("广安"), completed("大名县")
    ('大名县', '郑州市', None, None)
    """
    places = _gazetteer().get(name, ())
    return places[0][-1] if len(places) == 1 and places[0][-1] != name else None


def levels(place: Place) -> tuple[str | None, str | None, str | None]:
    """The province, the city and the district or county of a place; None for those it lacks.

    >>> levels(("重庆市", "江北区")), levels(("清河区",)), levels(("江苏省", "淮安市"))
    (('重庆市', None, '江北区'), (None, None, '清河区'), ('江苏省', '淮安市', None))
    """
    rest = list(place)
    province = rest.pop(0) if rest and any(len(p) == 1 for p in _gazetteer().get(rest[0], ())) else None
    city = rest.pop(0) if rest and (len(rest) > 1 or rest[0].endswith(("市", "州", "盟", "地区"))) else None
    return province, city, rest[0] if rest else None


def namesake(text: str, end: int) -> str | None:
    """The place name that ends right before `end`: 一年来渝北区|政协 → 渝北区."""
    known = _gazetteer()
    for size in range(min(12, end), 1, -1):
        name = text[end - size : end]
        if (places := known.get(name)) and any(len(place) == 1 or place[-1] == name for place in places):
            return None if size == 2 and _TAIL.search(text[max(0, end - 3) : end]) else name
    return None


@cache
def long_names() -> frozenset[str]:
    """The names of three characters or more that a text may give places: full ones, short ones only of provinces."""
    return frozenset(name for name in _gazetteer() if len(name) > 2 and namesake(name, len(name)) == name)


def _longest(text: str, at: int, chain: Place) -> tuple[str, tuple[Place, ...]] | None:
    known = _gazetteer()
    for size in range(min(15, len(text) - at), 1, -1):
        name = text[at : at + size]
        places = known.get(name)
        if places and text[at + size : at + size + 1] in _OTHERS and not any(name == p[-1] for p in places):
            return text[at : at + size + 1], ()  # 六安县 is not 六安市, nor 安县
        if places and size == 2 and name[-1] in _OTHERS and _OWN.search(text[:at]):
            return name, ()
        if places and (inside := tuple(p for p in places if _fits(p, name, chain))):
            return name, inside
    return None


def _fits(place: Place, name: str, chain: Place) -> bool:
    """Whether a name may mean a place here: below the chain so far; a short name only of a province or city."""
    below = not chain or (len(place) > len(chain) and place[: len(chain)] == chain)
    loose = not chain or (len(place) > len(chain) and chain[0] == place[0])
    known = len(place) <= 2 and (chain or place[0] not in CITIES)  # 河西 alone is not 天津市河西区
    return (below or loose) and (len(place) == 1 or known or name[-1] == place[-1][-1])


def _best(places: tuple[Place, ...], chain: Place, around: Counter | None) -> Place:
    def named(candidate: Place) -> int:
        return sum(around[candidate[:n]] for n in (1, 2) if len(candidate) >= n) if around else 0

    moved = around is not None and len({place[0] for place in places}) == 1  # the present place comes first
    if len(places) > 1 and not moved and not any(map(named, places)) and not chain and len(places[0]) == 3:
        return (places[0][-1],)  # namesakes, and nothing tells which
    return max(places, key=lambda place: (place[: len(chain)] == chain, named(place), -len(place)))
