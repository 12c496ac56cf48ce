"""Wording that two reports have in common: how much, and which sentences, aligned."""

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy import sparse

from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import ritual
from corpus_tools.structure.shingles import distinct, shingles

_PLAIN = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_DIGITS = re.compile(r"[0-9]+")
_EXACT = 1000  # reports: of more, a part of the shingles is counted
_BRIEF = 5  # characters of the pieces by which sentences that may be alike are found
LEAST, SHORTEST = 0.6, 12  # of the pairs of characters of a sentence that another says, characters that it has
PAIRS = 24  # of reports with most wording in common: so many are looked at sentence by sentence
_BLOCK = 64  # reports at a time: what all have in common is held once


class Passage(NamedTuple):
    """A sentence of one report and the sentence of another that says it in nearly the same words."""

    sentence: Sentence
    other_sentence: Sentence
    share: float  # of the shorter sentence's pairs of characters, how many stand in the other too
    length: int  # characters of the first sentence that stand in the other
    figures: bool  # the same wording with other numbers
    ritual: float


def plain(text: str) -> str:
    """`text` without punctuation and spaces, every number written 0: only the wording counts."""
    return _DIGITS.sub("0", _to_the_figure(text))


def _to_the_figure(text: str) -> str:
    """`text` without punctuation and spaces: who tells the same with other numbers does not say the same."""
    return _PLAIN.sub("", text)


def _wording(sentences: Sequence[Sentence], written: Callable[[str], str] = plain) -> np.ndarray:
    """The shingles of sentences, none across two sentences."""
    found = [shingles(written(s.simplified)) for s in sentences]
    return np.concatenate(found) if found else np.empty(0, dtype=np.uint64)


def taken_over(report: Report, other: Report) -> float:
    """The share of the wording (shingles) of a report's sentences, without the ritual ones, that `other` has.

    Unlike in `overlaps` changed numbers matter: who fills a form with this year's figures has taken over nothing.
    """
    own = distinct(_wording([s for s in report.sentences if ritual(s.simplified) < 0.4], _to_the_figure))
    return float(np.isin(own, _wording(other.sentences, _to_the_figure)).sum() / max(1, len(own)))


def is_copied(passage: Passage) -> bool:
    """Whether half of the wording (shingles) of the shorter sentence stands in the other, to the figure."""
    one, other = (distinct(_wording([s], _to_the_figure)) for s in (passage.sentence, passage.other_sentence))
    return 2 * len(np.intersect1d(one, other)) >= max(1, min(len(one), len(other)))


def overlaps(reports: Sequence[Report]) -> np.ndarray:
    """The share of each report's wording (distinct shingles; a row) that occurs in each other report (a column).

    Exact up to 1000 reports. For more, only shingles whose hash is 0 modulo m count, the same ones in all reports
    (Broder 1997, for containment); m grows with the square of the number of reports, so that the time is linear in the
    text.
    """
    if not reports:
        return np.empty((0, 0))
    every = math.ceil((len(reports) / _EXACT) ** 2)
    whole = (distinct(_wording(r.sentences)) for r in reports)
    wordings = [wording[(wording >> np.uint64(32)) % np.uint64(every) == 0] for wording in whole]
    shares = _common(wordings)
    shares /= np.array([[max(1, len(w))] for w in wordings])
    return shares


def nearest_pairs(shares: np.ndarray, most: int = PAIRS) -> list[tuple[int, int]]:
    """The `most` pairs i > j with the largest positive `overlaps`; ties in the order of i, then j."""
    rows = [np.maximum(shares[i, :i], shares[:i, i]) for i in range(len(shares))]
    common, starts = np.concatenate([[], *rows]), np.cumsum([0, *map(len, rows)])
    least = np.partition(common, -most)[-most] if 0 < most < len(common) else 0
    near = np.flatnonzero((common > 0) & (common >= least))
    best = near[np.argsort(-common[near], kind="stable")][:most]
    first = np.searchsorted(starts, best, side="right") - 1
    return list(zip(first.tolist(), (best - starts[first]).tolist(), strict=True))


def _common(wordings: Sequence[np.ndarray]) -> np.ndarray:
    """How many shingles each two have in common, counted."""
    known, columns = np.unique(np.concatenate(wordings), return_inverse=True)
    rows = np.repeat(np.arange(len(wordings)), [len(w) for w in wordings])
    shape = (len(wordings), max(1, len(known)))
    matrix = sparse.csr_matrix((np.ones(len(columns), dtype=np.float32), (rows, columns)), shape=shape)
    common = np.empty((len(wordings), len(wordings)))
    for at in range(0, len(common), _BLOCK):
        common[at : at + _BLOCK] = (matrix[at : at + _BLOCK] @ matrix.T).toarray()
    return common


class _Indexed(NamedTuple):
    """The sentences of a report that are long enough, and what they are found and held to be alike by."""

    sentences: list[Sentence]
    pairs: list[Counter[str]]  # of the characters of each sentence
    pieces: np.ndarray  # of all sentences, as numbers that rise
    places: np.ndarray  # the sentence of each piece


@lru_cache(64)  # each report is held against all others
def _indexed(sentences: tuple[Sentence, ...]) -> _Indexed:
    told = [(s, text) for s in sentences if len(text := plain(s.simplified)) >= SHORTEST]
    found = [distinct(shingles(text, _BRIEF)) for _, text in told]
    pieces = np.concatenate([np.empty(0, np.uint64), *found])
    places, order = np.repeat(np.arange(len(found)), list(map(len, found))), pieces.argsort()
    pairs = [Counter(sys.intern(text[i : i + 2]) for i in range(len(text) - 1)) for _, text in told]
    return _Indexed([s for s, _ in told], pairs, pieces[order], places[order])


def _near(first: _Indexed, second: _Indexed) -> dict[int, list[int]]:
    """For each sentence the sentences of the other report with shared pieces, the most similar first.

    A piece that occurs in more than 30 sentences is ignored.
    """
    starts, stops = (np.searchsorted(second.pieces, first.pieces, side) for side in ("left", "right"))
    many = np.where(stops - starts > 30, 0, stops - starts)
    others = second.places[np.arange(many.sum()) + np.repeat(starts - many.cumsum() + many, many)]
    n, found = len(second.sentences), defaultdict(list)
    met, counts = np.unique(np.repeat(first.places, many) * n + others, return_counts=True)
    for number in met[np.lexsort((met, -counts, met // n))].tolist():
        found[number // n].append(number % n)
    return found


def shared_passages(report: Report, other: Report) -> list[Passage]:
    """The sentences of `report` that occur nearly verbatim in `other`, in source order, each with its best match.

    Two sentences match if a share of `LEAST` of the shorter one's character pairs occurs in the longer one, in any
    order; numbers do not matter. A sentence needs `SHORTEST` characters or more.
    """
    first, second, found = _indexed(report.sentences), _indexed(other.sentences), []
    for i, some in _near(first, second).items():
        share, j = max((_alike(first.pairs[i], second.pairs[j]), -j) for j in some[:8])
        if share >= LEAST:
            found.append(_passage(first.sentences[i], second.sentences[-j], share))
    return found


def weight(passage: Passage) -> tuple:
    """A sort key: how much of a shared sentence is not formula; the earlier."""
    return passage.length * (1 - passage.ritual), -passage.sentence.number


def _alike(a: Counter[str], b: Counter[str]) -> float:
    shorter = min(a.total(), b.total())
    longer = max(a.total(), b.total())
    # a short sentence inside one five times as long is a quotation, not the same sentence
    both = sum(min(n, b[pair]) for pair, n in a.items() if pair in b)
    return both / max(shorter, longer / 3, 1)


def _passage(a: Sentence, b: Sentence, share: float) -> Passage:
    marked = sum(end - start for start, end in highlights(a.simplified, b.simplified))
    one, other = _numbers(a.simplified), _numbers(b.simplified)
    changed = any(one[place].isdisjoint(other[place]) for place in one.keys() & other.keys())
    return Passage(a, b, share, marked, changed, ritual(a.simplified))


def _numbers(text: str) -> dict[tuple[str, str], set[str]]:
    """The numbers of a text by what stands before and after each: what is a number of the same matter."""
    found = defaultdict(set)
    for number in _DIGITS.finditer(text):
        before, after = text[max(0, number.start() - 16) : number.start()], text[number.end() : number.end() + 2]
        found[plain(before)[-4:], plain(after)[:1]].add(number.group())
    return found


def highlights(text: str, other: str) -> list[tuple[int, int]]:
    """The stretches of `text` that are pieces of four characters of `other`, in any order; numbers stay whole."""
    text, other, n = _DIGITS.sub(_as_one, text), _DIGITS.sub(_as_one, other), 4
    pieces = {other[i : i + n] for i in range(len(other) - n + 1)}
    spans: list[tuple[int, int]] = []
    for i in range(len(text) - n + 1):
        if text[i : i + n] in pieces:
            start = spans.pop()[0] if spans and i <= spans[-1][1] else i
            spans.append((start, i + n))
    return spans


def _as_one(number: re.Match) -> str:
    """A number as private characters, as many as it has digits, so that 96 and 86 have no 6 in common."""
    return chr(0xE000 + int(number.group()[:40]) % 6400) * len(number.group())


def marked_pair(passage: Passage) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The stretches that the two printed sentences have in common."""
    a, b = passage.sentence, passage.other_sentence
    left, right = highlights(a.simplified, b.simplified), highlights(b.simplified, a.simplified)
    # where the conversion of the script changed the number of characters, no stretch can be told
    return (left if len(a.text) == len(a.simplified) else [], right if len(b.text) == len(b.simplified) else [])
