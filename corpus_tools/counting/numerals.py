"""Numerals in Arabic and Chinese digits → numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from corpus_tools.script import curled

_FOLD = dict(zip("０１２３４５６７８９．，％℅：﹪∶︰－−＋○Ｏ\u00a0\u3000", "0123456789.,%%:%::--+〇〇  ", strict=True))
_YEAR = "[一二][〇零一二三四五六七八九○OＯ0０]{3}(?=年)"  # 二O二〇年: its nought may be any round sign
_SLIP = (  # what old print, typists and recognition put for a sign: 4·6%, 126O亩, l2月1曰; not 8·26专项, O2O项目
    r"(?P<slip>·(?<=\d·)(?=\d+ ?(?:[%％‰万亿倍元亩吨]|个?百分点|公里))|曰(?<=月\d曰)|曰(?<=月\d\d曰)"
    r"|l(?<![A-Za-z\d].)(?=[\d.]+[%％‰万亿个件年月日])"
    r"|[lOＯ〇○](?<=(?<![A-Za-z])\d.)[lOＯ〇○]{0,3}"
    r"(?=\d*[%％‰余多万亿千百个件次条期户人项名家亩元吨公厘米年月日场张]))"
)
_SLIPS = str.maketrans("·曰lOＯ〇○", ".日10000")
_OPENS = f"(?=[一二·曰lOＯ〇○Ａ-Ｚａ-ｚ{''.join(_FOLD)}])"  # most places are passed over at once
_WIDE = re.compile(f"{_OPENS}(?:{_YEAR}|{_SLIP}|[Ａ-Ｚａ-ｚ]{{2,}}|[{''.join(_FOLD)}])")
_NOUGHTS = str.maketrans("○OＯ0０", "〇" * 5)
_HALF = 0xFEE0  # from a letter of full width to its half: ＧＤＰ
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")  # for years: 一九八二年
_POWERS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_PARTS = {"百": "%", "千": "‰", "万": "‱"}
_LONGEST = 40  # characters of a numeral
_MOST = 10**18  # no report counts as many: a longer row of digits is the number of something
_HAN = "一二三四五六七八九两"
# 千 and 百 open units (千瓦, 百分点) as well as multiply; 万 and 亿 always multiply.
_TIMES = r"(?:千(?![瓦伏克卡赫帕米])|百(?!分)|十(?=[万亿])|[万亿])"
_BEGUN = "|".join(rf"(?<=[\u4e00-\u9fff]{gap}\d{{{n}}}\. )" for gap in ("", " ") for n in (1, 2, 3, 4))
_APART = rf"\. (?:{_BEGUN})\d+(?= ?[万亿%‰倍元])"  # 达到2. 7亿元, but not the 2. that numbers a line
_PLACES = (  # 1,200 and 1 200
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?=[万亿]?[\u4e00-\u9fff%])|\d+)"
    rf"(?:\.\d+|{_APART})?"
)
_ARABIC = (
    rf"{_PLACES}(?: ?[余多来几]?{_TIMES})*(?:{_PLACES}(?:[余多]?{_TIMES})+)*"
    r"(?:(?<=\d万)(?:\d,\d{3}|\d{4})(?![\d年.,]))?"  # 2万4600
)
_CHINESE = (
    rf"(?:[{_HAN}十百千万亿]|[〇零](?=点))(?:[〇零{_HAN}十百万亿余多来几]|千(?![瓦伏克卡赫帕]))*"
    r"(?:点[〇零一二三四五六七八九]+[百千]?[多余]?[万亿]*)?"
)
_NUMBER = re.compile(
    rf"(?=[-\d〇零{_HAN}十百千万亿])"  # with what one opens: most places are passed over at once
    # nor a figure: the 一 of 进一步, which no other numeral and no unit of shares stands beside
    rf"(?!(?<![之至到和与及、~～—–由从-])一(?![〇零{_HAN}十百千万亿余多来几点分至到和与及以个倍番成])[\u4e00-\u9fff])"
    rf"(?:(?P<part>[百千万]分之) ?)?(?P<minus>(?<=[\u4e00-\u9fff、,])-)?"
    r"(?:(?P<fraction>[1-9]/(?<=[占的约近达到至过超国省市县]\d/)(?:[2-9]|1\d)(?![\d/.]))"
    rf"|(?<![\d.A-Za-z/])(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE}))(?P<over>分之(?=[{_HAN}十百]))?"
)
_PAIR = re.compile(r"([一二三四五六七八九])([一二三四五六七八九])(?=[十百千万亿]|$)")
VAGUE = re.compile(r"[余多来几]")
_BARE = re.compile(r"[百千万亿][百千万亿]*")
_OVER_BARE = re.compile(r"(?:近|超|超过|突破|逾|超出|不足|不到)(?:了)? ?$")


class Numeral(NamedTuple):
    """A numeral and where it stands; `unit` is that of 百分之, "1" for a fraction."""

    start: int
    end: int
    value: Decimal | tuple
    unit: str
    chinese: bool
    approx: bool
    text: str


def folded(text: str) -> str:
    """`text` with full-width digits, signs and letters made half-width, same length; the zeros of years become 〇.

    Ambiguous quotation marks become opening and closing ones.

    >>> folded("ＣＯＤ增长５．２％"), folded("增长15℅"), folded("二O二０年"), folded("l2月耕地126O亩")
    ('COD增长5.2%', '增长15%', '二〇二〇年', '12月耕地1260亩')
    """
    return _WIDE.sub(_meant, curled(text))


def _meant(sign: re.Match) -> str:
    run = sign[0]
    if sign["slip"]:
        return run.translate(_SLIPS)
    if run in _FOLD:
        return _FOLD[run]
    return run.translate(_NOUGHTS) if run[0] in "一二" else "".join(chr(ord(sign) - _HALF) for sign in run)


def number(text: str) -> int | float | None:
    """The value of a numeral in Arabic or Chinese digits or both; None if it is not one.

    >>> [number(n) for n in ("三亿零五百三十万", "1亿3千万", "八点一", "十点七", "1,181", "两万五")]
    [305300000, 130000000, 8.1, 10.7, 1181, 25000]
    """
    value = value_of(VAGUE.sub("", folded(text)).replace(",", "").replace(" ", ""))
    return None if value is None else plain(value)


def plain(value: Decimal | tuple) -> int | float | tuple:
    """A decimal as int if it is whole, else as float; for a tuple a tuple of these."""
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    return int(value) if value == value.to_integral_value() else float(value)


def numerals(text: str) -> Iterator[Numeral]:
    """The numerals of `text`: Arabic or Chinese, 百分之…, 三分之二, 占1/4, 二三十; only those with a value."""
    below = None  # the denominator of 三分之二 and where it ends
    for m in _NUMBER.finditer(text):
        part_of, minus, fraction, arabic, chinese, over = m.groups()
        if fraction:
            upper, lower = map(Decimal, fraction.split("/"))
            yield Numeral(m.start(), m.end(), upper / lower, "1", False, False, fraction)
            continue
        raw = arabic or chinese
        bare = part_of or _OVER_BARE.search(text, max(0, m.start() - 4), m.start())
        value = _spoken(raw, bool(bare))
        if over:
            below = (m.start(), m.end(), value) if value and isinstance(value, Decimal) else None
            continue
        if below and below[1] == m.start() and isinstance(value, Decimal):
            yield Numeral(below[0], m.end(), value / below[2], "1", True, False, text[below[0] : m.end()])
        elif value is not None and (value or arabic) and (value[-1] if isinstance(value, tuple) else value) < _MOST:
            value = -value if minus and isinstance(value, Decimal) else value
            part = _PARTS[part_of[0]] if part_of else ""
            yield Numeral(m.start(), m.end(), value, part, bool(chinese), bool(VAGUE.search(raw)), raw)
        below = None


@lru_cache(maxsize=10_000)
def _spoken(raw: str, bare: bool) -> Decimal | tuple | None:
    """The value of a numeral, two of them for 二三十; None for a bare 千 (千方百计) unless `bare`."""
    if raw.isascii():
        return Decimal(raw.replace(",", "").replace(" ", ""))
    clean = VAGUE.sub("", raw).replace(",", "").replace(" ", "")
    if _BARE.fullmatch(clean) and not bare and raw[1:2] not in ("余", "多"):
        return None
    pair = None if "点" in clean or "〇" in clean else _PAIR.search(clean)
    if pair and len(clean) <= _LONGEST and int(_DIGITS[pair[1]]) < int(_DIGITS[pair[2]]) <= _DIGITS[pair[1]] + 2:
        both = tuple(value_of(clean[: pair.start()] + d + clean[pair.end() :]) for d in pair.groups())
        return None if None in both else both
    return value_of(clean)


def value_of(text: str) -> Decimal | None:
    """The value of a numeral without commas and vague words; 三百二十万 is 320 times 万 and nothing more."""
    if len(text) > _LONGEST:
        return None
    for sign, power in _POWERS:
        if sign in text:
            left, right = text.rsplit(sign, 1)
            left, right = value_of(left) if left else Decimal(1), _below(right, power)
            return None if left is None or right is None else left * power + right
    return _digits(text)


def _below(text: str, power: int) -> Decimal | None:
    """The part after a power of ten: 两万五 is 25000, 两万零五 is 20005, 十点七 is 10.7."""
    if text.startswith("点"):
        return _digits(f"零{text}")
    if len(text) == 1 and text in _HAN and power >= 100:
        return Decimal(_DIGITS[text]) * power / 10
    text = text.lstrip("零〇")
    return value_of(text) if text else Decimal(0)


def _digits(text: str) -> Decimal | None:
    """Digits read one by one, with 点; not two alone, because 七七 is a name and 三四 a range."""
    whole, _, tail = text.partition("点")
    if len(whole) == 2 and not tail and not whole.isascii() and not set(whole) & set("零〇"):
        return None
    spelled = "".join(str(_DIGITS.get(c, c)) for c in (f"{whole}.{tail}" if tail else whole))
    return Decimal(spelled) if re.fullmatch(r"\d+(?:\.\d+)?", spelled, re.ASCII) else None


def tenths(digit: str) -> Decimal:
    """What a digit after 成 adds: the 九 of 二成九; 0 if there is none."""
    return Decimal(_DIGITS[digit]) / 10 if digit in _DIGITS and digit != "两" else Decimal(0)
