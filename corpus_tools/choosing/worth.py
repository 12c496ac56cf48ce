"""Sentences → their worth in a summary: new wording, figures, position, little ritual."""

import heapq
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from scipy import sparse

from corpus_tools.choosing.concepts import bigrams, counts, figures, shared, tfidf
from corpus_tools.counting.outlook import plan_begins
from corpus_tools.lexicon import any_of, lexicon
from corpus_tools.report import Sentence

# What a character of a sentence is worth. Found by ablation: benchmarks/summaries.py.
WEIGHTS = {
    "coverage": 1.0,  # covers as much shared wording as the best
    "centroid": 0.4,
    "opens_paragraph": 0.19,  # times the root of how much shorter the summary is than what it is chosen from
    "outcomes": 0.4,
}
OPENING = 20  # characters of an opening sentence that count for its place
OUTCOMES = 3  # different ones that a sentence is given credit for
FIGURE, CHARS_A_FIGURE = 12.0, 30  # a number, until there are enough: one for so many characters of the summary,
DENSER = 1.5  # … or so many times as many as in as many characters of what may be quoted
HEADLINE = 70.0  # the first sentence with the figure that its kind of body is asked for first
FIELD = 10.0  # … the first with a number of each field of its work
PASSAGE = 4  # sentences: a longer paragraph is several passages
RUN_IN = 25  # characters that may stand before the sentence that opens a paragraph
SCENE = re.compile(
    r"(?:\d{4}年|去年|今年)?(?:\d{1,2}月)?\d{1,4}日|(?:\d{4}年|去年|今年)\d{1,2}月[,，]|前不久|近日|日前|次日|(?:清晨|早上|上午|中午|下午|傍晚|晚上|凌晨)\d|一天|有一次|走进|现场|视频中|镜头|[“「](?![^“”「」，,。；;]{1,12}[”」])"
)

_SHARE = re.compile(
    "(?:占|相当于|单位|万元|人均|海洋|旅游|林业|县域|新区|高新区|开发区|园区)[^，,。；;]{0,8}(?:生产总值|GDP)"
)
_WHOLE = re.compile("(?:全[国省市州盟县区旗镇乡]|地区|国内)[^，,。；;]{0,6}(?:生产总值|GDP)")
_BEHIND = re.compile(r"[^\d,，。;；]{0,6}(?P<n>\d{1,12}(?:\.\d+)?)(?P<many>万)?[余多]?[件人项个]")
_PRODUCT = re.compile(r"(?<!人均)(?:生产总值|GDP)[^，,。；;\d]{0,12}(\d+(?:\.\d+)?) ?(万?)亿")


class Worth(NamedTuple):
    """What sentences are worth: what they cover, which counts once, their numbers till enough are told, their merit."""

    covers: sparse.csr_matrix  # sentence x concept: the weight of the concept if the sentence has it
    merit: np.ndarray  # a number a sentence
    numbers: np.ndarray  # how many numbers each sentence tells
    enough: float = 0.0  # so many numbers are paid for

    def paid(self, numbers):
        """What so many numbers are worth; an array of them may be asked for."""
        return FIGURE * np.minimum(numbers, self.enough)

    def gains(self, taken: Sequence[int]) -> np.ndarray:
        """What each sentence would add to a summary that has the sentences `taken`."""
        fresh = np.ones(self.covers.shape[1])
        for i in taken:
            fresh[self.concepts(i)] = 0
        had = self.numbers[list(taken)].sum()
        return self.covers @ fresh + self.merit + self.paid(had + self.numbers) - self.paid(had)

    def concepts(self, i: int) -> np.ndarray:
        """The places of the concepts that sentence `i` covers."""
        return self.covers.indices[self.covers.indptr[i] : self.covers.indptr[i + 1]]

    def weights(self, i: int) -> np.ndarray:
        """The weights of these concepts."""
        return self.covers.data[self.covers.indptr[i] : self.covers.indptr[i + 1]]


def lengths(sentences: Sequence[Sentence]) -> np.ndarray:
    """The length of each sentence, at least 1."""
    return np.array([max(1, len(s.text)) for s in sentences], dtype=float)


def greedy_gains(worth: Worth, costs: np.ndarray, wanted: Iterable[int] | None = None) -> np.ndarray:
    """What each sentence adds per unit of cost if the best is always taken next; scores never rise along the way.

    Gains only shrink while sentences are taken, so an outdated gain is recomputed only when it comes up first. If some
    are `wanted`, the gains of the others are not computed after the last of these.
    """
    left = set(range(len(costs)) if wanted is None else wanted)
    scores, costs, merit = (worth.gains([]) / costs).tolist(), costs.tolist(), worth.merit.tolist()  # as plain numbers
    fresh, taken, room, numbers = np.ones(worth.covers.shape[1]), 0, worth.enough, worth.numbers.tolist()
    queue = [(-score, i, 0) for i, score in enumerate(scores)]
    heapq.heapify(queue)
    while left:
        _, i, seen = heapq.heappop(queue)
        if seen < taken:
            paid = FIGURE * min(numbers[i], room)
            scores[i] = (float(worth.weights(i) @ fresh[worth.concepts(i)]) + merit[i] + paid) / costs[i]
            heapq.heappush(queue, (-scores[i], i, taken))
            continue
        fresh[worth.concepts(i)] = 0
        left.discard(i)
        room, taken = max(0.0, room - numbers[i]), taken + 1
    return np.array(scores)


def features(sentences: Sequence[Sentence]) -> dict[str, np.ndarray]:
    """The merits of each sentence by itself, each a number from 0 to 1, named as in WEIGHTS."""
    texts = [s.simplified for s in sentences]
    vectors = tfidf(bigrams(tuple(texts)))
    central = vectors @ np.asarray(vectors.sum(axis=0)).ravel()
    brief = np.minimum(1, OPENING / lengths(sentences))  # a long opening gains no more than a short one
    outcomes = np.array([len(set(any_of("outcomes").findall(t))) for t in texts])
    return {
        "centroid": central / (central.max(initial=0) or 1.0),
        "opens_paragraph": opens(sentences, [s.paragraph for s in sentences]) * brief,
        "outcomes": np.minimum(1, outcomes / OUTCOMES),
    }


def worth(sentences: Sequence[Sentence], max_chars: int = 300, whole: Sequence[Sentence] = ()) -> Worth:
    """What each sentence is worth in a summary of `max_chars`: wording covered once, numbers, merit per character.

    Wording counts as the `whole` text shares it, not only what may be quoted of it, the `sentences`. The shorter the
    summary compared with the text, the more the openings of paragraphs count: they say what is what.
    """
    texts, size = [s.simplified for s in sentences], lengths(sentences)
    said = (*(s.simplified for s in whole), *texts)
    covers = shared(bigrams(said), passages(whole or sentences))[len(whole) :]
    densest = (np.asarray(covers.sum(axis=1)).ravel() / size).max(initial=0) or 1.0
    weights = WEIGHTS | {"opens_paragraph": WEIGHTS["opens_paragraph"] * np.sqrt(size.sum() / max_chars)}
    merit = sum(weights[name] * values for name, values in features(sentences).items()) * size
    numbers = np.array([counts(t) for t in texts], float)
    named = np.array([[field in t for field in sorted(lexicon("fields"))] for t in texts]) * (numbers > 0)[:, None]
    asked = sparse.csr_matrix(np.hstack([FIELD * named, HEADLINE * headlines(texts)[:, None]]))
    covers = sparse.hstack([covers * (weights["coverage"] / densest), asked], "csr")
    dense = DENSER * numbers.sum() / max(1, size.sum())
    return Worth(covers, merit, numbers, max_chars * max(1 / CHARS_A_FIGURE, dense))


def headlines(texts: Sequence[str]) -> np.ndarray:
    """1 for each text with the figure that bodies of its kind are asked for first.

    Of several products or counts the largest wins, for a smaller one is a part, and one nearly as large counts less; of
    rates one of the whole; if none was reached, planned ones count.
    """
    told = np.array([headline(t) for t in texts], float)
    if not told.any():
        return np.array([gives(t) for t in texts], float)
    sums = told * np.array([product(t) for t in texts])
    whole = told * np.array([bool(_WHOLE.search(t)) for t in texts])
    if whole.any() and not sums.any():
        return whole
    sums = sums if sums.any() else told * np.array([count(t) for t in texts])
    return told * (sums > sums.max() / 2) * sums / sums.max() if sums.any() else told


def headline(text: str) -> bool:
    """Whether `text` (simplified) gives what its kind of body is asked for first, and not a share or a part of it."""
    return gives(text) and plan_begins(text) == len(text)


def gives(text: str) -> bool:
    """Whether `text` (simplified) gives what its kind of body is asked for first, reached or planned."""
    return bool(figures(text) and any_of("headlines").search(_SHARE.sub("", text)))


def product(text: str) -> float:
    """The largest product (生产总值) that `text` (simplified) gives, in 亿; 0 if it gives none."""
    return max((float(n) * (10_000 if many else 1) for n, many in _PRODUCT.findall(text)), default=0.0)


def count(text: str) -> float:
    """The largest number that `text` (simplified) gives right after a word of what is asked for first; 0 if none.

    >>> count("收到委员提案36件，会后又收到提案1.2万件，立案98件。")
    12000.0
    """
    asked = any_of("headlines").finditer(text)
    found = (_BEHIND.match(text, word.end()) for word in asked)
    return max((float(n["n"]) * (10_000 if n["many"] else 1) for n in found if n), default=0.0)


def passages(sentences: Sequence[Sentence]) -> np.ndarray:
    """The number of the passage of each sentence: a paragraph, or every few sentences of a long one."""
    paragraphs = (len(list(group)) for _, group in groupby(sentences, key=lambda s: (s.report, s.paragraph)))
    sizes = [min(PASSAGE, n - k) for n in paragraphs for k in range(0, n, PASSAGE)]
    return np.repeat(np.arange(len(sizes)), sizes)


def opens(sentences: Sequence[Sentence], places: Sequence[int]) -> np.ndarray:
    """1 for a sentence that opens its place (a section, a paragraph), or comes right after a run-in heading."""
    first = [i == 0 or place != places[i - 1] for i, place in enumerate(places)]
    return np.array([float(f and s.start < RUN_IN) for f, s in zip(first, sentences, strict=True)])
