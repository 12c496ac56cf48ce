"""Tokens → candidate phrases: what could be a keyword, how often it stands there and between which neighbours."""

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, groupby, islice, takewhile
from typing import NamedTuple

from corpus_tools.tokenize import background_idf, is_content, lexicon, tags

MAX_TOKENS = 5
MAX_CHARS = 14
_QUOTED = re.compile(r"[“‘「『]([^“”‘’「」『』，。；：！？、,;:!?\s]{2,18})[”’」』]|[《〈]([^《》〈〉\s]{2,18})[》〉]")
_MARKS = "“”‘’「」『』《》〈〉"
_JOINTS = frozenset("-·—‧•/")  # between two parts of one name: MIMO-OFDM, 四川·广安
_GRAMMAR = frozenset("updcrmqyeo")  # tags (by first letter) of words that end a phrase
_SUFFIX = frozenset(
    "性率度量法式型化器机仪剂素酶力学论值区组界层级类系员家者业品物体部站所馆院室会团队线网术症炎病癌菌"
)
_LATIN = re.compile(r"(?=.{0,60}[A-Za-zα-ωΑ-Ω])[A-Za-z0-9α-ωΑ-Ω+.#_-]+")
_OPENING = re.compile(r"[“‘「『《〈]")
_JOINABLE = re.compile(r"[A-Za-z0-9α-ωΑ-Ω·‧•/—-]")
_DIGITS = re.compile(r"[\d\W]+")
PREFIXES = frozenset("非无异聚反超亚晚早春夏冬自多双单半预抗微准泛去脱逆")  # before a noun: 异紫堇二酮, 晚新生代
_SEAM = re.compile(
    r"^[在对从把被向与和及其到为以并将][^\x00-\x7f]|[^\x00-\x7f][里上中下内及和与的了]$"
)  # guessed over a seam
_COUNT = re.compile(  # 千分之, 八年 of 二〇一八年, III, 4GW; but 百年, 千年
    r"[一二三四五六七八九十百千万]{1,9}分之|(?![百千]年)[一二三四五六七八九十百千万]{1,9}年|[IVX]{2,}"
    r"|\d[\d.]{0,9}(?:[kMG]Wh?|[km]?[mgVt])"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
Pair = tuple[str, str]  # a token and its tag


class Part(NamedTuple):
    """A stretch of a text with one role: "title", "heading" or "body"; the number of its sentence, or -1."""

    text: str
    role: str
    number: int


class Unit(NamedTuple):
    """A token, or several that are one name, what it may do in a phrase, and the terms it is by itself."""

    text: str
    pos: str
    opens: bool
    closes: bool
    inside: bool
    quoted: bool
    names: bool = False  # it stands before names: 打造, 成立
    terms: tuple[str, ...] = ()


_END = Unit("", "", False, False, False, False)  # what cannot stand in a phrase, and either end of a text


class Place(NamedTuple):
    """Where a phrase stands: its part, the neighbours ("" is an end), and whether neither could belong to it.

    `named` says that names stand in such a place: “…”协商实践品牌, 打造…, 以“…”为….
    """

    part: int
    left: str
    right: str
    free: bool
    named: bool


class Candidate(NamedTuple):
    """A phrase, its units and its places."""

    term: str
    units: tuple[Unit, ...]
    places: list[Place]


def candidates(
    parts: Iterable[Part], terms: Iterable[str] | None = None, many: float = math.inf
) -> dict[str, Candidate]:
    """All phrases of one to five units that could be keywords, in the order they are first met.

    Of more than `many` those that stand only once in the body are left out, but for names.
    """
    parts = list(parts)
    roles = [part.role for part in parts]
    row, lines = _row(units("\n".join(part.text.replace("\n", " ") for part in parts), terms))
    found = _spans(row)
    if len(found) > many:
        found = {
            t: s for t, s in found.items() if len(s) > 1 or _named(t, *s[0], row) or roles[lines[s[0][0]]] != "body"
        }
    return {
        term: Candidate(term, tuple(row[slice(*spans[0])]), [_place(lines[i], row, i, j) for i, j in spans])
        for term, spans in found.items()
    }


def _row(found: list[Unit]) -> tuple[list[Unit], list[int]]:
    """The units with an end in place of each that cannot stand in a phrase, and the number of the line of each."""
    lines = accumulate((unit.text == "\n" for unit in found), initial=0)
    return [_END, *(unit if unit.inside else _END for unit in found), _END], [0, *lines]


def _spans(row: list[Unit]) -> dict[str, list[tuple[int, int]]]:
    """Where in the row each phrase stands: its first unit and the one after its last."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, first in enumerate(row):
        for term in first.terms:
            found[term].append((i, i + 1))
        if not first.opens:
            continue
        term, most = first.text, MAX_CHARS + 4 * first.quoted
        for j in range(i + 1, i + MAX_TOKENS):
            unit = row[j]
            if not unit.inside:
                break
            term += unit.text
            if unit.quoted:
                most = MAX_CHARS + 4
            if unit.closes and len(term) <= most:
                found[term].append((i, j + 1))
    return found


def _named(term: str, i: int, j: int, row: list[Unit]) -> bool:
    """Whether a phrase is a name or a term, so that it may be a keyword of a long text though it stands only once."""
    return j - i == 1 and (row[i].quoted or row[i].pos == "nz" or term in lexicon("technical_terms"))


def halves(name: str) -> list[str]:
    """The parts of a name that is two in one: 有事来协商·广事好商量."""
    return [half for half in re.split("[·—]+", name) if 2 < len(half) < len(name)]


def _place(line: int, row: list[Unit], i: int, j: int) -> Place:
    left, right = row[i - 1], row[j]
    free = (not left.opens or left.pos == "v") and (not right.closes or right.pos == "v")
    named = left.names or (j - i == 1 and row[i].quoted and _called(row, j))
    return Place(line, left.text, right.text, free, named)


def _called(row: list[Unit], j: int) -> bool:
    """Whether what stands behind a quotation says of what it is the name: “双联系”机制."""
    behind = takewhile(lambda unit: unit.inside, islice(row, j, None))
    return row[j - 1].pos == "nqz" or any(unit.text in lexicon("name_heads") for unit in behind)


def units(text: str, terms: Iterable[str] | None = None) -> list[Unit]:
    """The tokens of `text` as units; quoted names and names with joints are one unit."""
    found = tags(text, terms)
    if _OPENING.search(text):
        found = _quoted(found, text)
    if _JOINABLE.search(text):
        found = _joined(found)
    return [_unit(token, pos) for token, pos in found]


def _quoted(found: list[Pair], text: str) -> list[Pair]:
    """The tokens, but what stands in quotes or 《》 is one."""
    ends, kept, at = [*accumulate(len(token) for token, _ in found)], [], 0
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        first = bisect_right(ends, start)
        if first >= at:
            led = text[max(0, start - 1) : start] == "以" and text[end : end + 1] in ("为", "作")
            kept += [*found[at:first], (match.group(), "nqz" if led else "nq")]
        at = bisect_left(ends, end) + 1
    return kept + found[at:]


def _joined(found: list[Pair]) -> list[Pair]:
    """The tokens, but Latin and digits that touch, or are joined by a hyphen or a point, are one."""
    joined: list[Pair] = []
    for sticky, group in groupby(found, key=lambda pair: _sticky(pair[0])):
        held = list(group)
        joined += _merged(held) if sticky else held
    return joined


@lru_cache(maxsize=100_000)
def _sticky(text: str) -> bool:
    return text in _JOINTS or text == "型" or text.isdigit() or bool(_LATIN.fullmatch(text))


def _merged(held: list[Pair]) -> list[Pair]:
    text = "".join(token for token, _ in held)
    if len(held) == 1 or text[0] in _JOINTS or text[-1] in _JOINTS or _DIGITS.fullmatch(text):
        return held
    return [(text, "b" if text[-1] == "型" else "eng")]


@lru_cache(maxsize=100_000)
def _unit(text: str, pos: str) -> Unit:
    """What a token may do in a phrase, by its tag, its length and the lists of openers and closers."""
    if pos in ("nq", "nqz"):
        return Unit(text, pos, True, True, True, True, terms=_names(text.strip(_MARKS)))
    if text in lexicon("technical_terms") and text not in lexicon("genre_words"):
        return Unit(text, pos, True, True, True, False, terms=_alone(text))
    if text in PREFIXES and pos != "p":
        return Unit(text, "h", True, False, True, False, terms=_alone(text))
    single, tag = len(text) == 1, pos[:1]
    inside = (
        bool(_HAN.search(text) or _LATIN.fullmatch(text))
        and text not in lexicon("stop_words")
        and (tag not in _GRAMMAR or pos == "eng")
        and not (single and pos == "f")
        and (pos != "zg" or text in _SUFFIX)
        and not _COUNT.fullmatch(text)
    )
    inside = inside and (text in background_idf() or not _SEAM.search(text))
    opens = inside and text not in lexicon("phrase_openers") and not (single and tag not in "nabjhgeN")
    closes = inside and text not in lexicon("phrase_closers") and pos not in ("ad", "h", "b")
    closes = closes and not (single and tag not in "ngk" and text not in _SUFFIX)
    names = text in lexicon("naming_verbs")
    return Unit(text, pos, opens, closes, inside, False, names, _alone(text) if inside else ())


def _alone(text: str) -> tuple[str, ...]:
    """A word as a term."""
    return (text,) if 1 < len(text) <= MAX_CHARS and is_content(text) else ()


def _names(name: str) -> tuple[str, ...]:
    """A quoted name as a term, and the two halves of “甲·乙” too."""
    return tuple(t for t in (name, *halves(name)) if len(t) <= MAX_CHARS + 4) if _HAN.search(name) else ()
