"""Text → units: its tokens, each with its possible roles in a phrase; a quoted or joined name is one unit."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from corpus_tools.lexicon import CHINESE, lexicon
from corpus_tools.tokenize import background_idf, is_content, tags

MAX_CHARS = 14
_SAID = r"[^“”‘’「」『』，。；：！？、,;:!?\s]"
_MOTTO = "|".join(rf"(?:{_SAID}{{{n}}}[，、,]){{1,2}}{_SAID}{{{n}}}" for n in range(3, 9))  # 机器换人、空间换地
_QUOTED = re.compile(rf"[“‘「『](?:{_SAID}{{2,18}}|{_MOTTO})[”’」』]|[《〈][^《》〈〉\s]{{2,18}}[》〉]")
_LISTED = re.compile(rf"[“‘「『](?:{_SAID}{{2,8}}[，、,]){{1,3}}{_SAID}{{2,8}}[”’」』]")  # “马上就办、真抓实干”
_MARKS = "“”‘’「」『』《》〈〉"
_JOINTS = frozenset("-·—‧•/")  # between two parts of one name: MIMO-OFDM, 四川·广安
_GRAMMAR = frozenset("updcrmqyeo")  # tags (by first letter) of words that end a phrase
_NO_MATTER = ("v", "vd", "a", "ad", "d", "t", "s", "b")  # tags of words that are none by themselves: 受理, 境内
_NO_NUMBERS = frozenset(("多元", "多重", "少年", "双向"))  # tagged like numbers: 多元支柱产业
_SUFFIX = frozenset(
    "性率度量法式型化器机仪剂素酶力学论值区组界层级类系员家者业品物体部站所馆院室会团队线网术症炎病癌菌"
)
_BOUND = frozenset("性率度式型化者级类界")  # of these, those that open no word of their own: 议政|性|常委会
_LATIN = re.compile(r"(?=.{0,60}[A-Za-zα-ωΑ-Ω])[A-Za-z0-9α-ωΑ-Ω+.#_-]+")
_OPENING = re.compile(r"[“‘「『《〈]")
_JOINABLE = re.compile(r"[A-Za-z0-9α-ωΑ-Ω·‧•/—-]")
_DIGITS = re.compile(r"[\d\W]+")
PREFIXES = frozenset("非无异聚反超亚晚早春夏冬自多双单半预抗微准泛环去脱逆")  # before a noun: 异紫堇二酮, 晚新生代
SEAM = re.compile(
    r"^[在对从把被向与和及其到为以并将][^\x00-\x7f]|^[个百千万亿].$|[^\x00-\x7f][里上中下内及和与的了居第]$"
)  # guessed over a seam
_COUNT = re.compile(  # 千分之, 八年 of 二〇一八年, 四次会议, 五中全会, 全县, 日晚 of 8日晚, III, 4GW; but 百年, 千年
    r"[一二三四五六七八九十百千万]{1,9}分之|(?![百千]年)[一二三四五六七八九十百千万]{1,9}年|[IVX]{2,}"
    r"|[一二三四五六七八九十]{1,3}(?:次(?:全体)?会议|(?:届[一二三四五六七])?中全会)|日晚"
    r"|第?[一二三四]季度|全[市区县省州镇乡旗党](?:各地)?|[二三四五六七]中|\d[\d.]{0,9}(?:[kMG]Wh?|[km]?[mgVt])"
)
Pair = tuple[str, str]  # a token and its tag
END_OF_TEXT = ("", "")


class Unit(NamedTuple):
    """A token, or several that are one name, with its possible roles in a phrase, and the terms it is by itself."""

    text: str
    pos: str
    opens: bool
    closes: bool
    inside: bool
    quoted: bool
    names: bool = False  # it stands before names: 打造, 成立
    terms: tuple[str, ...] = ()
    idf: float = math.nan  # in general Chinese; not a number where its list does not have the word


END = Unit("", "", False, False, False, False)  # what cannot stand in a phrase, and either end of a text


@dataclass(frozen=True, eq=False)
class Row:
    """A text as a row of units; an end replaces each one that cannot be in a phrase, and marks both sides."""

    kinds: list[Unit]  # each kind of unit once, an end first
    codes: np.ndarray  # which of them stands where
    starts: np.ndarray  # where each begins in `text`, and where the last one ends
    lines: np.ndarray  # the number of the line each stands in
    text: str

    @cached_property
    def columns(self) -> dict[str, tuple]:
        """The fields of each distinct unit, by name."""
        return dict(zip(Unit._fields, zip(*self.kinds, strict=True), strict=True))

    @cached_property
    def facts(self) -> dict[str, np.ndarray]:
        """The boolean fields of each unit of the row (whether it opens, closes and so on), by name."""
        return {name: np.array(self.columns[name], bool)[self.codes] for name in Unit._fields[2:7]}

    def tagged(self, tag: str) -> np.ndarray:
        """Whether each unit of the row has this tag."""
        return np.array([pos == tag for pos in self.columns["pos"]])[self.codes]


def row(text: str, terms: Iterable[str] | None = None) -> Row:
    """The units of `text`; `terms` are kept whole."""
    tokens = [END_OF_TEXT, *tags(text, terms), END_OF_TEXT]
    index: dict[Pair, int] = {}
    numbers = [index.setdefault(pair, len(index)) for pair in tokens]
    if _OPENING.search(text):
        numbers = _quoted(numbers, index, text)
    if _JOINABLE.search(text):
        numbers = _joined(numbers, index)
    codes, breaks = np.array(numbers), np.array([token == "\n" for token, _ in index])
    kinds = [unit if (unit := _unit(*pair)).inside else END for pair in index]
    texts = [unit.text for unit in kinds]
    sizes, breaks = np.array(list(map(len, texts)))[codes], breaks[codes]
    starts = np.concatenate([[0], sizes.cumsum()])
    return Row(kinds, codes, starts, breaks.cumsum() - breaks, "".join([texts[code] for code in numbers]))


def _quoted(numbers: list[int], index: dict[Pair, int], text: str) -> list[int]:
    """The indices of the tokens, with everything in quotes or 《》 as one, which is added to `index`."""
    ends, kept, at = np.array([len(token) for token, _ in index])[numbers].cumsum(), [], 0
    listed = list(_LISTED.finditer(text))
    often = Counter(match.group() for match in listed)
    again = [match for match in listed if often[match.group()] > 1]
    matches = sorted([*_QUOTED.finditer(text), *again], key=re.Match.start)
    begin = np.searchsorted(ends, [match.start() for match in matches], "right").tolist()
    after = (np.searchsorted(ends, [match.end() for match in matches]) + 1).tolist()
    for match, first, last in zip(matches, begin, after, strict=True):
        if first >= at:
            start, end = match.span()
            led = text[max(0, start - 1) : start] == "以" and text[end : end + 1] in ("为", "作")
            name = match.group(), "nqz" if led else "nq"
            kept += [*numbers[at:first], index.setdefault(name, len(index))]
        at = last
    return kept + numbers[at:]


def _joined(numbers: list[int], index: dict[Pair, int]) -> list[int]:
    """The indices of the tokens, with adjacent or hyphenated Latin letters and digits as one."""
    pairs, sticky = list(index), np.array([_sticky(token) for token, _ in index])[numbers]
    starts, ends = np.flatnonzero(sticky[1:] > sticky[:-1]) + 1, np.flatnonzero(sticky[1:] < sticky[:-1]) + 1
    joined, at, several = [], 0, ends - starts > 1
    for start, end in zip(starts[several].tolist(), ends[several].tolist(), strict=True):
        if one := _merged([pairs[number] for number in numbers[start:end]]):
            joined += [*numbers[at:start], index.setdefault(one, len(index))]
            at = end
    return joined + numbers[at:]


@lru_cache(maxsize=100_000)
def _sticky(text: str) -> bool:
    return text in _JOINTS or text == "型" or text.isdigit() or bool(_LATIN.fullmatch(text))


def _merged(held: list[Pair]) -> Pair | None:
    """What some tokens are together; nothing if they are a number or something broken off."""
    text = "".join([token for token, _ in held])
    if text[0] in _JOINTS or text[-1] in _JOINTS or _DIGITS.fullmatch(text):
        return None
    return text, "b" if text[-1] == "型" else "eng"


@lru_cache(maxsize=100_000)
def _unit(text: str, pos: str) -> Unit:
    """A token as a unit."""
    return _may(text, pos)._replace(idf=background_idf().get(text, math.nan))


def _may(text: str, pos: str) -> Unit:
    """The possible roles of a token in a phrase, by its tag, its length and the lists of openers and closers."""
    if pos in ("nq", "nqz"):
        terms = _names(text.strip(_MARKS))
        return Unit(text, pos, opens=True, closes=True, inside=True, quoted=True, terms=terms)
    if text in PREFIXES and pos != "p":
        return Unit(text, "h", opens=True, closes=False, inside=True, quoted=False, terms=_alone(text))
    single, tag, names = len(text) == 1, pos[:1], text in lexicon("naming_verbs")
    if not _may_stand_inside(text, pos):
        return Unit(text, pos, opens=False, closes=False, inside=False, quoted=False, names=names)
    opens = not (_governs(text) or text in _BOUND) and not (single and tag not in "nabjhgeN")
    closes = text not in lexicon("phrase_closers") and pos not in ("ad", "h", "b")
    closes = closes and not (single and tag not in "ngkx" and text not in _SUFFIX)
    terms = () if (pos in _NO_MATTER and len(text) < 3) or (len(text) == 4 and _governs(text)) else _alone(text)
    return Unit(text, pos, opens, closes, inside=True, quoted=False, names=names, terms=terms)


def _may_stand_inside(text: str, pos: str) -> bool:
    """Whether a token can be part of a phrase at all."""
    return (
        bool(CHINESE.search(text) or _LATIN.fullmatch(text))
        and text not in lexicon("stop_words")
        and (pos[:1] not in _GRAMMAR or pos == "eng" or text in _NO_NUMBERS)
        and not (len(text) == 1 and pos == "f")
        and (pos != "zg" or text in _SUFFIX)
        and not _COUNT.fullmatch(text)
        and (text in background_idf() or not SEAM.search(text))
    )


def _governs(text: str) -> bool:
    """Whether a word is a verb that governs what follows and so cannot open a phrase: 落实, 全面落实."""
    verbs = lexicon("phrase_openers")
    return text in verbs or (len(text) == 4 and text[:2] in lexicon("ritual_soft") and text[2:] in verbs)


def _alone(text: str) -> tuple[str, ...]:
    """A word as a term."""
    return (text,) if 1 < len(text) <= MAX_CHARS and is_content(text) else ()


def _names(name: str) -> tuple[str, ...]:
    """A quoted name as a term, and the two halves of “甲·乙” too."""
    return tuple(t for t in (name, *halves(name)) if len(t) <= MAX_CHARS + 4) if CHINESE.search(name) else ()


def halves(name: str) -> list[str]:
    """The two parts of a joined name: 有事来协商·广事好商量; not those of a year: 山水之城·2019."""
    return [half for half in re.split("[·—]+", name) if 2 < len(half) < len(name) and CHINESE.search(half)]


def cited(term: str) -> str:
    """A term as shown in a list: in quotes if it contains 、 itself."""
    return term if {"、", "，", ","}.isdisjoint(term) else f"“{term}”"
