"""Numerals, units and approximations → quantities: what is counted in a sentence, in base units."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from corpus_tools.counting.numerals import VAGUE, Numeral, folded, number, numerals, plain, tenths, value_of
from corpus_tools.lexicon import lexicon

_BEFORE = re.compile(
    r"(?:约|近|超|超过|超出|突破|逾|接近|不低于|不少于|不下于?|不到|不足|不超过|不高于|至少|最多|高于|低于|大于|小于)"
    r"(?:了|为)? ?$"
)
_AFTER = re.compile(  # 15% 以上, 14‰o以内
    r"(?:(?<=‰)[oO])? ?(?:及?以[上下]|以内|左右|上下|之多|有余|开外)"
    r"|多(?![种样元个])|余(?![额款粮热])|内(?=[,。;、，；]|$)"
)
_VAGUE_AFTER = re.compile(r" ?[余多来几]? ?")
_OVER = re.compile(
    r"(?:/(?:平方公里|平方米|立方米|公顷|公斤|公吨|工作日|千瓦时|小时|[日天月年时秒人户亩吨斤])(?![均次份度底末初口间产]))?"
)
_EACH = re.compile(r"每(升|亩|立方米|平方公里|千瓦时)[^,，。;；、]{0,16}$")
_OF_EACH = re.compile(r"(?<=[克斤人])每(?=(?:升|亩|立方米|平方公里|千瓦时)(?![\u4e00-\u9fff]))")  # 26微克每立方米
_RANGE = re.compile(r" ?(?:[-–—─~～至到]|——) ?")
_RATIO = re.compile(r"(?<![\d.:])\d+(?:\.\d+)?(?: ?: ?\d+(?:\.\d+)?)+(?![\d:])")
_OF_PARTS = re.compile("比|结构|构成|调整为|差距")  # 10:20:04 is a time unless one of these stands before it
_SPOKEN = "[一二三四五六七八九十百点〇零]{1,8}"
_SPOKEN_RATIO = re.compile(rf"(?<=[为由是从到])(?<![一二三四五六七八九十百]){_SPOKEN}(?:比{_SPOKEN})+")
_INDEX = re.compile(r"(?:指数|系数|倍差|满意度得分|得分|倍数|比值|收入比|评分)[^,，。;；、\d]{0,6}$")
_COUNTED_BEFORE = re.compile(
    r"(?:人口|人数|人次|劳动力|人才|员额|职工|学生|党员|农民|官兵|干部)(?=[^,，。;；、]{0,6}$)"
)
_SUM = re.compile(  # 财政收入任务174万,完成198万; not 投资项目吸纳务工12万
    r"(?:收入|支出|预算|税收|资金|投资|[总产]值)(?:任务|计划|目标)?数?(?:[\d.]+[万亿]元?,)?"
    "(?:共|已|仅|为|达到?|完成|实现|突破|超过?|近|约|增加|减少|安排|调整)*$"
)
_TAIL_END = re.compile("[,，。;；、)）]|$")
_TAIL = re.compile(r"[\u4e00-\u9fff](?=[,，。;；、!！?？)）]|$)")
LISTED = re.compile(r" ?(?:[、和与及]|以及) ?")
_FROM, _RISE = ("由", "从"), re.compile(r" ?[\u4e00-\u9fff]{0,4}[到至为] ?")
_POWER, _POWERS = re.compile(r"(?<![百千万亿])[百千万亿]+$"), re.compile("[十百千万亿]")
_NO_PART = (Decimal(0), 0)
_COINS = re.compile(r"([一二三四五六七八九])角(?:([一二三四五六七八九])分)?")
_NAMES = frozenset("年月日号届级强大时点位版世代型线类层余多以左上下内人名的是为和与及至到等后前中周")
_LESSER = re.compile("次[级要区生中干]")  # 3个次级中心
_PEOPLE = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:人口|农民|学生|群众|职工|干部|居民|劳动力|移民|人员|老人|老年人|残疾人|长者|儿童|村民|工人|官兵|军人|牧民|党员|人民"
    r"|同胞|患者|教师|青年|妇女|员工|市民|游客|消费者|劳动者|毕业生|从业者|网民|教职工|学员|战士)"
)
_COUNTING = re.compile("(?!十[一二三四五六]五$)(?:[余多零〇一二三四五六七八九十两几百万亿点]|千(?!瓦)|分之)+")
_HOUSES = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:主体|农户|住户|个体工商户|家庭)")


class Quantity(NamedTuple):
    """A number with its unit and its position: `text[start:end]`, including what makes it approximate."""

    value: float | int | tuple
    unit: str
    approx: bool
    start: int
    end: int
    chinese: bool  # written in Chinese numerals
    numeral: str


@cache
def _units() -> dict[str, tuple[str, ...]]:
    """First character → units that open with it, longest first."""
    units: dict[str, list[str]] = {}
    counted = lexicon("classifiers")
    times = {f"{unit}次" for unit in counted if unit[-1] != "次"}  # 户次, 处次
    for unit in sorted(lexicon("measures") | counted | times, key=lambda u: (-len(u), u)):
        units.setdefault(unit[0], []).append(unit)
    return {first: tuple(rest) for first, rest in units.items()}


@cache
def _not_units() -> frozenset[str]:
    """Words that open like a unit: 部门 and 部分 of the line 部: 门 分; a line without a colon is one word."""
    lines = (line.partition(":") for line in lexicon("not_units"))
    return frozenset(first + rest for first, _, follow in lines for rest in follow.split() or [""])


def unit_at(text: str, start: int) -> str:
    """The longest unit that opens at `start`, or nothing.

    >>> unit_at("80余场次", 3), unit_at("8部门", 1), unit_at("3个次级中心", 1)
    ('场次', '', '个')
    """
    for unit in _units().get(text[start : start + 1], ()):
        end = start + len(unit)
        named = any(text[start : start + n] in _not_units() for n in (2, 3, 4))
        if text.startswith(unit, start) and not (named or (unit[1:] and _LESSER.match(text, end - 1))):
            return unit + _OVER.match(text, end).group()  # /日 of 吨/日
    return ""


def is_count(word: str) -> bool:
    """Whether a word is only (the rest of) a number with its classifier: 余人次, 两地, 百分之五.

    >>> [word for word in ("余人次", "两地", "百分之五", "三农", "一体化", "十四五") if is_count(word)]
    ['余人次', '两地', '百分之五']
    """
    found = _COUNTING.match(word)
    if not found:
        return False
    rest = word[found.end() :]
    return rest in ("", "大", "级", "地", "周年") or unit_at(rest, 0) == rest


def quantities(text: str) -> list[Quantity]:
    """The numbers of `text` (simplified) that have a unit, in order; a range or a ratio is one.

    >>> [(q.value, q.unit, q.approx) for q in quantities("提案20余件,增长百分之八点一,3—5个,465.2万元")]
    [(20, '件', True), (8.1, '%', False), ((3, 5), '个', True), (4652000, '元', False)]
    """
    text = _OF_EACH.sub("/", folded(text))
    ratios = _RATIO.finditer(text) if ":" in text else ()
    ratios = [m for m in ratios if _OF_PARTS.search(text, max(0, m.start() - 40), m.start())]
    ratios += _SPOKEN_RATIO.finditer(text) if "比" in text else []
    taken = [range(m.start(), m.end()) for m in ratios]
    kept = [n for n in numerals(text) if not any(n.start in span for span in taken)]
    found = [_ratio(m) for m in ratios] + _joined(text, kept)
    return sorted(found, key=lambda q: q.start)


def _ratio(match: re.Match) -> Quantity:
    value = tuple(number(part.strip()) or 0 for part in re.split("[:比]", match.group()))
    return Quantity(value, "", False, match.start(), match.end(), False, match.group())


def _joined(text: str, some: list[Numeral]) -> list[Quantity]:
    """The quantities of numerals: ranges joined, and a unit written once given to all numbers before it."""
    found: list[Quantity] = []
    waiting: list[Numeral] = []
    read, taken = [(n, _with_unit(text, n)) for n in some], 0
    for i, (numeral, quantity) in enumerate(read):
        following = read[i + 1] if i + 1 < len(read) else None
        if i < taken:
            continue
        if following and (both := _range(text, numeral, quantity, *following)):
            found.append(both)
            waiting, taken = [], i + 2
        elif quantity:
            found += [*_shared(text, waiting, quantity), quantity]
            waiting = []
        else:
            waiting = [*waiting[-12:], numeral] if following and _linked(text, numeral, following[0]) else []
    for i in range(len(found) - 2, -1, -1):  # 5万、3万和2万人, 8.8个和4.8个百分点
        bare, last = found[i : i + 2]
        unsaid = (bare.numeral[-1:] in "万亿" and not bare.unit) or (bare.unit, last.unit) == ("个", "个百分点")
        if unsaid and LISTED.fullmatch(text, bare.end, last.start):
            found[i] = bare._replace(unit=last.unit)
    return found


def _linked(text: str, numeral: Numeral, following: Numeral) -> bool:
    """Whether a number takes its unit from the next: 分别为80、16家, 由12.4增加到22.4万户; not 12345接通率达到98%."""
    between = _RISE if text.endswith(_FROM, 0, numeral.start) else LISTED
    return bool(between.fullmatch(text, numeral.end, following.start))


def _shared(text: str, waiting: list[Numeral], last: Quantity) -> list[Quantity]:
    """The numbers before the one that has the unit: 分别为80、16家, 由12.4增加到22.4万户."""
    if waiting and text.endswith(_FROM, 0, waiting[-1].start):
        return [_quantity(text, _in_power_of(last.numeral, waiting[-1]), last.unit, waiting[-1].end)]
    told = waiting and "分别" in text[max(0, waiting[0].start - 30) : waiting[0].start]
    shared = told or last.unit in ("%", "个百分点", "倍")
    return [_quantity(text, n, last.unit, n.end) for n in waiting if not n.unit] if shared else []


def _in_power_of(high: str, low: Numeral) -> Numeral:
    """The lower number in the 万 that is written only after the higher one: 1000—2000万元, 由12.4增加到22.4万户."""
    power = _POWER.search(high)
    if not power or _POWERS.search(low.text) or isinstance(low.value, tuple):
        return low
    whole = low.value > 10 * (number(high[: power.start()]) or 0)  # 由9000增加到2万家
    return low if whole else low._replace(value=low.value * value_of(power.group()))


def _range(text: str, low: Numeral, first: Quantity | None, high: Numeral, second: Quantity | None) -> Quantity | None:
    """3至5个, 6%—7%, 1000—2000万元 as one quantity with a pair; 从3%到5% stays two."""
    between = text[first.end if first else low.end : high.start]
    if isinstance(low.value, tuple) or isinstance(high.value, tuple) or not _RANGE.fullmatch(between):
        return None
    unit = second.unit if second else low.unit
    if not unit or (first and first.unit not in ("", unit)):
        return None
    low = low if first and first.unit else _in_power_of(high.text, low)
    value = plain(low.value), plain(high.value)
    if value[0] >= value[1]:
        return None
    end = second.end if second else high.end
    return Quantity(value, unit, True, low.start, end, low.chinese, text[low.start : high.end])


def _with_unit(text: str, numeral: Numeral) -> Quantity | None:
    """The quantity of a numeral, or None if no unit follows and none can be told."""
    if text[max(0, numeral.start - 1) : numeral.start] == "×":  # 2×35万千瓦机组 says what is built and not how much
        return None
    at = numeral.end + len(_VAGUE_AFTER.match(text, numeral.end).group())
    if numeral.unit:
        return _quantity(text, numeral, numeral.unit.replace("1", ""), numeral.end)
    unit = unit_at(text, at)
    if unit and numeral.text == "一" and unit not in ("个百分点", "百分点", "倍", "番", "成"):
        return None
    unit = unit or _told_unit(text, numeral, at)
    if unit is None:
        return None
    end = at + len(unit) if text.startswith(unit, at) else at
    each = _EACH.search(text, max(0, numeral.start - 24), numeral.start)  # 每立方米26微克 are 26微克/立方米
    over = f"{unit}/{each[1]}" if each else ""
    return _quantity(text, numeral, over if over in lexicon("measures") else unit, end)


def _told_unit(text: str, numeral: Numeral, at: int) -> str | None:
    """The implied unit of a number without a listed one: people, houses, none (指数), a rare word before a comma."""
    before = text[max(0, numeral.start - 16) : numeral.start]
    if numeral.text.rstrip("余多来")[-1:] in ("万", "亿"):
        if counted := _COUNTED_BEFORE.search(before):
            return "人次" if counted.group() == "人次" else "人"
        sum_of_money = text.startswith("大关", at) or (_SUM.search(before) and _TAIL_END.match(text, at))
        return "人" if _PEOPLE.match(text, at) else "户" if _HOUSES.match(text, at) else "元" if sum_of_money else ""
    if text.startswith("点", at) and ("." in numeral.text or _INDEX.search(before)):
        return "点"
    if _INDEX.search(before) and not re.match(r"[\u4e00-\u9fffA-Za-z]", text[at : at + 1]):
        return ""
    tail = None if numeral.chinese or "." in numeral.text else _TAIL.match(text, at)
    known = not tail or tail.group() in _NAMES or tail.group() in lexicon("figure_verbs")
    return None if known or not re.match(r"[\u4e00-\u9fff]", text[numeral.start - 1 : numeral.start]) else tail.group()


def _quantity(text: str, numeral: Numeral, unit: str, end: int) -> Quantity:
    unit = "元" if unit == "元人民币" else unit
    part, length = _part(text, end, unit) if isinstance(numeral.value, Decimal) else _NO_PART
    after = _AFTER.match(text, end + length)
    vague = bool(VAGUE.search(text[numeral.end : end])) if end - numeral.end > len(unit) else False
    before = _BEFORE.search(text, max(0, numeral.start - 6), numeral.start)
    value = numeral.value + part if length else numeral.value
    approx = numeral.approx or vague or bool(after or before) or isinstance(value, tuple)
    end = after.end() if after else end + length
    return Quantity(plain(value), unit, approx, numeral.start, end, numeral.chinese, numeral.text)


def _part(text: str, end: int, unit: str) -> tuple[Decimal, int]:
    """What follows the unit and adds to the number, and its length: 三倍半, 二成九, 五元四角."""
    if unit == "元" and (coins := _COINS.match(text, end)):
        tenth, hundredth = (tenths(str(digit or "")) for digit in coins.groups())
        return tenth + hundredth / 10, len(coins.group())
    sign = text[end : end + 1]
    if sign == "半" and unit in ("倍", "番", "成", "小时", "天", "个月", "斤", "亩"):
        return Decimal("0.5"), 1
    part = tenths(sign) if unit == "成" else Decimal(0)
    return part, int(bool(part))
