"""Units → candidate phrases: what could be a keyword, how often it occurs and between which neighbours."""

import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from corpus_tools.lexicon import lexicon
from corpus_tools.wording.units import MAX_CHARS, Row, Unit, row

MAX_TOKENS = 5
_OFTEN = 4  # times that an epithet is given, on purpose then
_AMOUNTS = frozenset("入出值额量率数积幅速比重例度程")  # how a word for an amount ends


class Part(NamedTuple):
    """A stretch of a text with one role: "title", "heading" or "body"; the number of its sentence, or -1."""

    text: str
    role: str
    number: int


class Place(NamedTuple):
    """An occurrence of a phrase: its part, the neighbours ("" is an end), and whether neither could belong to it.

    `named` says that the context names things: “…”协商实践品牌, 打造…, 以“…”为….
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


class Phrases(NamedTuple):
    """The phrases of a text in the order of their first occurrence, with an entry for each occurrence."""

    row: Row
    terms: list[str]
    phrase: np.ndarray  # which of the terms it is
    begin: np.ndarray  # its first unit
    end: np.ndarray  # the one after its last

    @property
    def first(self) -> np.ndarray:
        """The first occurrence of each phrase."""
        places = np.empty(len(self.terms), int)
        places[self.phrase[::-1]] = np.arange(len(self.phrase))[::-1]
        return places

    def those(self, kept: Sequence[bool]) -> "Phrases":
        """Only the phrases for which `kept` is true."""
        kept = np.array(kept, bool)
        some, number = kept[self.phrase], kept.cumsum() - 1
        terms = [self.terms[i] for i in np.flatnonzero(kept).tolist()]
        return Phrases(self.row, terms, number[self.phrase[some]], self.begin[some], self.end[some])


class Places(NamedTuple):
    """The neighbours of each occurrence of a phrase, by number (0 is an end), with the flags of `Place`."""

    left: np.ndarray
    right: np.ndarray
    free: np.ndarray
    named: np.ndarray


def candidates(parts: Iterable[Part], terms: Iterable[str] | None = None) -> dict[str, Candidate]:
    """All phrases of one to five units that could be keywords, in the order of their first occurrence."""
    found = phrases(list(parts), terms)
    row, at, texts = found.row, places(found), _neighbours(found.row)[0]
    units, first = [row.kinds[code] for code in row.codes.tolist()], found.first
    spans = zip(found.begin[first].tolist(), found.end[first].tolist(), strict=True)
    every = [Candidate(term, tuple(units[slice(*span)]), []) for term, span in zip(found.terms, spans, strict=True)]
    columns = (found.phrase, row.lines[found.begin], at.left, at.right, at.free, at.named)
    for n, line, left, right, free, named in zip(*(column.tolist() for column in columns), strict=True):
        every[n].places.append(Place(line, texts[left], texts[right], free, named))
    return {candidate.term: candidate for candidate in every}


def phrases(parts: list[Part], terms: Iterable[str] | None = None, many: float = math.inf) -> Phrases:
    """All phrases of one to five units that could be keywords.

    If there are more than `many`, those that occur only once in the body are dropped, except names and what ends like
    one.
    """
    found = _all(row("\n".join(part.text.replace("\n", " ") for part in parts), terms))
    if len(found.terms) <= many:
        return found
    again, at = np.bincount(found.phrase) > 1, found.begin[found.first]
    body = np.array([part.role == "body" for part in parts])[found.row.lines[at]]
    one, name = found.end[found.first] - at == 1, found.row.facts["quoted"][at] | found.row.tagged("nz")[at]
    return found.those(again | ~body | np.where(one, name, headed(found.terms)))


def pieces(terms: Iterable[str]) -> set[str]:
    """All substrings of terms with at least two characters, except the terms themselves."""
    return {t[i:j] for t in terms for i in range(len(t)) for j in range(i + 2, len(t) + 1) if j - i < len(t)}


def headed(terms: Sequence[str]) -> np.ndarray:
    """Whether each ends like a name of several words; the last character alone rules out most."""
    ends, last = name_ends(), {end[-1] for end in name_ends()}
    return np.array([term[-1] in last and term.endswith(ends) for term in terms], bool)


@cache
def name_ends() -> tuple[str, ...]:
    """The words that end a name of several words: 示范区, 行动."""
    return tuple(sorted(head for head in lexicon("name_heads") if len(head) > 1))


@cache
def amounts() -> tuple[str, ...]:
    """What a phrase ends with that is a figure and no matter: 人均纯收入, 播种面积; but 能力 and 成本 may be one."""
    return tuple(sorted(head for head in lexicon("measure_heads") if len(head) > 1 and head[-1] in _AMOUNTS))


def _all(row: Row) -> Phrases:
    """All phrases of a row."""
    begin, more = np.argwhere(_fits(row)).T
    end, alone = begin + more + 1, row.columns["terms"]
    columns = (column.tolist() for column in (row.codes[begin], more, row.starts[begin], row.starts[end]))
    told = [(row.text[start:stop],) if n else alone[code] for code, n, start, stop in zip(*columns, strict=True)]
    said = list(chain.from_iterable(told))
    begin, end = np.repeat([begin, end], np.array(list(map(len, told)), int), axis=1)
    index = {term: number for number, term in enumerate(dict.fromkeys(said))}
    return Phrases(row, list(index), np.array(list(map(index.__getitem__, said)), int), begin, end)


def _fits(row: Row) -> np.ndarray:
    """For each unit, whether it is a phrase, and whether it is one with the next, the next two and so on."""
    opens, closes, inside, quoted = (row.facts[name] for name in ("opens", "closes", "inside", "quoted"))
    fits = np.zeros((len(row.codes), MAX_TOKENS), bool)
    fits[:, 0] = np.array(list(map(bool, row.columns["terms"])))[row.codes]
    size = np.diff(row.starts)
    deed = row.tagged("v") & ~closes & (size == 1)  # between two words it makes a clause: 会议期间|出|简报
    deed[1:-1] &= (size[:-2] > 1) & (size[2:] > 1)
    deed |= row.tagged("v") & np.append(quoted[1:], False)  # 编制|《山区规划》
    whole, inside, named = opens & ~deed, inside & ~deed, quoted
    for n in range(1, MAX_TOKENS):
        whole, named = whole[:-1] & inside[n:], named[:-1] | quoted[n:]
        short = row.starts[n + 1 :] - row.starts[: -n - 1] <= MAX_CHARS + 4 * named
        fits[:-n, n] = whole & closes[n:] & short
    return fits


def epithets(found: Phrases, places: Iterable[str]) -> frozenset[str]:
    """The phrases that repeatedly give one of some places an epithet: 现代化新重庆."""
    row, first, names = found.row, found.first, tuple(places)
    often = np.flatnonzero(np.bincount(found.phrase) >= _OFTEN).tolist()
    ending = [(found.terms[i], first[i]) for i in often if found.terms[i].endswith(names)]
    spans = [(term, row.codes[found.begin[at] : found.end[at] - 1].tolist()) for term, at in ending]
    return frozenset(term for term, codes in spans if _is_epithet([row.kinds[code] for code in codes]))


def _is_epithet(units: list[Unit]) -> bool:
    """Whether the words before a place are an epithet (现代化新) and no deed, address or word of the genre."""
    other = any(unit.pos in ("v", "i", "l", "nt") or unit.text == "中国" for unit in units)
    return not other and any(unit.text not in lexicon("genre_words") for unit in units)


def places(found: Phrases) -> Places:
    """What stands beside the phrases."""
    row, before, end = found.row, found.begin - 1, found.end
    verb, neighbour = row.tagged("v"), np.array(_neighbours(row)[1])[row.codes]
    free = (~row.facts["opens"] | verb)[before] & (~row.facts["closes"] | verb)[end]
    named = row.facts["names"][before]
    quoted, codes = np.flatnonzero(row.facts["quoted"][found.begin] & (end - before == 2)), row.codes.tolist()
    named[quoted] |= np.array([_called(row.kinds, codes, j) for j in end[quoted].tolist()], bool)
    return Places(neighbour[before], neighbour[end], free, named)


def _neighbours(row: Row) -> tuple[list[str], list[int]]:
    """The distinct texts of the units, an end first; and the index of each unit's text among them."""
    texts = row.columns["text"]
    index = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return list(index), [index[text] for text in texts]


def _called(kinds: list[Unit], codes: list[int], j: int) -> bool:
    """Whether the word after a quotation says what kind of thing it names: “双联系”机制."""
    if kinds[codes[j - 1]].pos == "nqz":
        return True
    while (unit := kinds[codes[j]]).inside:
        if unit.text in lexicon("name_heads"):
            return True
        j += 1
    return False
