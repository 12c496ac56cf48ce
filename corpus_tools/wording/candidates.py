"""Tokens → candidate phrases: what could be a keyword, how often it stands there and between which neighbours."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from corpus_tools.tokenize import Token, background_idf, is_content, lexicon, tagged

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
_HAN = re.compile(r"[\u3400-\u9fff]")


class Part(NamedTuple):
    """A stretch of a text with one role: "title", "heading" or "body"; the number of its sentence, or -1."""

    text: str
    role: str
    number: int


class Unit(NamedTuple):
    """A token, or several that are one name, and what it may do in a phrase."""

    text: str
    pos: str
    opens: bool
    closes: bool
    inside: bool
    quoted: bool
    names: bool = False  # it stands before names: 打造, 成立


_END = Unit("", "", False, False, False, False)  # beside a phrase at the end of a run


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


def candidates(parts: Iterable[Part], terms: Iterable[str] | None = None) -> dict[str, Candidate]:
    """All phrases of one to five units that could be keywords, in the order they are first met."""
    found: dict[str, Candidate] = {}
    for number, run in _runs(units("\n".join(part.text.replace("\n", " ") for part in parts), terms)):
        texts = [unit.text for unit in run]
        for i, j in _spans(run):
            for term in ("".join(texts[i:j]),) if j - i > 1 else _names(run[i]):
                if len(term) <= MAX_CHARS or (len(term) <= MAX_CHARS + 4 and any(u.quoted for u in run[i:j])):
                    if term not in found:
                        found[term] = Candidate(term, run[i:j], [])
                    found[term].places.append(_place(number, run, i, j))
    return found


def _names(unit: Unit) -> tuple[str, ...]:
    """A unit as a term: a quoted name without its quotes, and the two halves of “甲·乙” too."""
    if not unit.quoted:
        return (unit.text,) if len(unit.text) > 1 else ()
    name = unit.text.strip(_MARKS)
    return (name, *halves(name))


def halves(name: str) -> list[str]:
    """The parts of a name that is two in one: 有事来协商·广事好商量."""
    return [half for half in re.split("[·—]+", name) if 2 < len(half) < len(name)]


def _place(number: int, run: tuple[Unit, ...], i: int, j: int) -> Place:
    left, right = run[i - 1] if i else _END, run[j] if j < len(run) else _END
    free = (not left.opens or left.pos == "v") and (not right.closes or right.pos == "v")
    named = left.names or (j - i == 1 and run[i].quoted and _called(run, j))
    return Place(number, left.text, right.text, free, named)


def _called(run: tuple[Unit, ...], j: int) -> bool:
    """Whether what stands behind a quotation says of what it is the name: “双联系”机制."""
    return run[j - 1].pos == "nqz" or any(unit.text in lexicon("name_heads") for unit in run[j:])


def units(text: str, terms: Iterable[str] | None = None) -> list[Unit]:
    """The tokens of `text` as units; quoted names and names with joints are one unit."""
    found = tagged(text, terms)
    if _OPENING.search(text):
        found = _quoted(found, text)
    if _JOINABLE.search(text):
        found = _joined(found)
    return [_unit(token.text, token.pos) for token in found]


def _quoted(found: list[Token], text: str) -> Iterator[Token]:
    """The tokens, but what stands in quotes or 《》 is one."""
    names = [(m.start(), m.end(), m.group()) for m in _QUOTED.finditer(text)]
    for token in found:
        while names and token.start >= names[0][1]:
            names.pop(0)
        if names and token.start + len(token.text) > names[0][0] and token.start < names[0][1]:
            if token.start <= names[0][0]:
                start, end, name = names[0]
                led = text[max(0, start - 1) : start] == "以" and text[end : end + 1] in ("为", "作")
                yield Token(name, "nqz" if led else "nq", token.start)
        else:
            yield token


def _joined(found: Iterable[Token]) -> Iterator[Token]:
    """The tokens, but Latin and digits that touch, or are joined by a hyphen or a point, are one."""
    for sticky, group in groupby(found, key=lambda token: _sticky(token.text)):
        held = list(group)
        yield from _merged(held) if sticky else held


@lru_cache(maxsize=100_000)
def _sticky(text: str) -> bool:
    return text in _JOINTS or text == "型" or text.isdigit() or bool(_LATIN.fullmatch(text))


def _merged(held: list[Token]) -> Iterable[Token]:
    text = "".join(t.text for t in held)
    if len(held) == 1 or text[0] in _JOINTS or text[-1] in _JOINTS or _DIGITS.fullmatch(text):
        return held
    return [Token(text, "b" if text[-1] == "型" else "eng", held[0].start)]


@lru_cache(maxsize=100_000)
def _unit(text: str, pos: str) -> Unit:
    """What a token may do in a phrase, by its tag, its length and the lists of openers and closers."""
    if pos in ("nq", "nqz"):
        return Unit(text, pos, True, True, True, True)
    if text in lexicon("technical_terms") and text not in lexicon("genre_words"):
        return Unit(text, pos, True, True, True, False)
    if text in PREFIXES and pos != "p":
        return Unit(text, "h", True, False, True, False)
    single, tag = len(text) == 1, pos[:1]
    inside = (
        bool(_HAN.search(text) or _LATIN.fullmatch(text))
        and text not in lexicon("stop_words")
        and (tag not in _GRAMMAR or pos == "eng")
        and not (single and pos == "f")
        and (pos != "zg" or text in _SUFFIX)
    )
    inside = inside and (text in background_idf() or not _SEAM.search(text))
    opens = inside and text not in lexicon("phrase_openers") and not (single and tag not in "nabjhgeN")
    closes = inside and text not in lexicon("phrase_closers") and pos not in ("ad", "h", "b")
    closes = closes and not (single and tag not in "ngk" and text not in _SUFFIX)
    return Unit(text, pos, opens, closes, inside, False, text in lexicon("naming_verbs"))


def _runs(found: list[Unit]) -> Iterator[tuple[int, tuple[Unit, ...]]]:
    """The stretches of units that may stand inside a phrase, and the number of the line each stands in."""
    run: list[Unit] = []
    line = 0
    for unit in found:
        if unit.inside:
            run.append(unit)
            continue
        if run:
            yield line, tuple(run)
            run = []
        line += unit.text == "\n"
    if run:
        yield line, tuple(run)


def _spans(run: tuple[Unit, ...]) -> Iterator[tuple[int, int]]:
    for i, first in enumerate(run):
        for j in range(i + 1, min(i + MAX_TOKENS, len(run)) + 1):
            if j - i == 1:
                if _HAN.search(first.text) if first.quoted else is_content(first.text):
                    yield i, j
            elif first.opens and run[j - 1].closes:
                yield i, j
