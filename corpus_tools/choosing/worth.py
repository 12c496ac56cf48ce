"""Sentences → what each is worth in a summary: wording covered once, figures, its place, little ritual."""

import heapq
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from corpus_tools.choosing.concepts import bigrams, figures, mentions, repeated, tfidf
from corpus_tools.report import Sentence
from corpus_tools.ritual import ritual

# What a character of a sentence is worth beyond the wording it covers. Found by ablation: benchmarks/summaries.py.
WEIGHTS = {
    "centroid": 0.8,
    "opens_section": 0.3,
    "opens_paragraph": 0.3,
    "deeds": 0.05,
    "idle": -0.6,
    "sums_up": 0.1,
    "scene": -0.3,
    "ritual": -0.25,
}
OPENING = 25  # characters of an opening sentence that count for its place
COVERAGE = 1.75  # a character that covers as much repeated wording as the best
FIGURE = 10.0  # a number, until there are enough
CHARS_A_FIGURE = 80  # one number for so many characters of the summary is enough
RUN_IN = 25  # characters that may stand before the sentence that opens a paragraph
SCENE = re.compile(
    r"(?:\d{4}年|去年|今年)?(?:\d+月)?\d+日|(?:\d{4}年|去年|今年)\d+月[,，]|前不久|近日|日前|一天|有一次|走进|现场|视频中|镜头|“|「"
)


class Worth(NamedTuple):
    """What sentences are worth: the wording they cover, once however often it is said, and their own merit."""

    covers: sparse.csr_matrix  # sentence x concept: the weight of the concept if the sentence has it
    merit: np.ndarray  # a number a sentence
    figures: np.ndarray  # how many numbers a sentence has
    wanted: float = 0.0  # more numbers than these add nothing
    figure: float = 0.0  # what a number adds until then

    def gains(self, taken: Sequence[int]) -> np.ndarray:
        """What each sentence would add to a summary that has the sentences `taken`."""
        fresh = np.ones(self.covers.shape[1])
        for i in taken:
            fresh[self.covers.indices[self.covers.indptr[i] : self.covers.indptr[i + 1]]] = 0
        room = max(0.0, self.wanted - self.figures[list(taken)].sum())
        return self.covers @ fresh + self.merit + self.figure * np.minimum(self.figures, room)

    def total(self, taken: Sequence[int]) -> float:
        """What the sentences `taken` are worth together."""
        rows, covered = list(taken), np.zeros(self.covers.shape[1])
        for i in rows:
            row = slice(self.covers.indptr[i], self.covers.indptr[i + 1])
            covered[self.covers.indices[row]] = self.covers.data[row]
        return float(covered.sum() + self.merit[rows].sum() + self.figure * min(self.wanted, self.figures[rows].sum()))


def lengths(sentences: Sequence[Sentence]) -> np.ndarray:
    """The characters of each sentence, at least 1."""
    return np.array([max(1, len(s.text)) for s in sentences], dtype=float)


def greedy_gains(worth: Worth, costs: np.ndarray) -> np.ndarray:
    """What each sentence adds for its cost when always the best is taken; a later one never scores higher.

    Gains only shrink while sentences are taken, so a stale one is looked at again only when it comes up first.
    """
    fresh, room, taken = np.ones(worth.covers.shape[1]), worth.wanted, 0
    scores = worth.gains([]) / costs
    queue = [(-score, i, 0) for i, score in enumerate(scores)]
    heapq.heapify(queue)
    while queue:
        _, i, seen = heapq.heappop(queue)
        row = slice(worth.covers.indptr[i], worth.covers.indptr[i + 1])
        if seen < taken:
            figures_left = worth.figure * min(worth.figures[i], room)
            gain = worth.covers.data[row] @ fresh[worth.covers.indices[row]] + worth.merit[i] + figures_left
            scores[i] = gain / costs[i]
            heapq.heappush(queue, (-scores[i], i, taken))
            continue
        fresh[worth.covers.indices[row]] = 0
        room, taken = max(0.0, room - worth.figures[i]), taken + 1
    return scores


def features(sentences: Sequence[Sentence]) -> dict[str, np.ndarray]:
    """What speaks for or against each sentence, each a number from 0 to 1; the names are those of WEIGHTS."""
    texts = [s.simplified for s in sentences]
    vectors = tfidf(bigrams(texts)[0])
    brief = np.minimum(1, OPENING / lengths(sentences))  # a long opening gains no more than a short one
    return {
        "centroid": _to_one(vectors @ np.asarray(vectors.sum(axis=0)).ravel()),
        "opens_section": opens(sentences, [s.section for s in sentences]) * brief,
        "opens_paragraph": opens(sentences, [s.paragraph for s in sentences]) * brief,
        "deeds": np.array([min(len(mentions("deeds", t)), 3) / 3 for t in texts]),
        "idle": np.array([float(not figures(t) and not mentions("deeds", t)) for t in texts]),
        "sums_up": np.array([float(bool(figures(t)) and bool(mentions("aggregates", t))) for t in texts]),
        "scene": np.array([float(bool(SCENE.match(t))) for t in texts]),
        "ritual": np.array([ritual(t) for t in texts]),
    }


def worth(sentences: Sequence[Sentence], max_chars: int = 300) -> Worth:
    """What each sentence is worth in a summary of `max_chars`: wording covered once, numbers, merit a character."""
    covers, size = repeated(bigrams([s.simplified for s in sentences])[0]), lengths(sentences)
    densest = (np.asarray(covers.sum(axis=1)).ravel() / size).max(initial=0) or 1.0
    merit = sum(WEIGHTS[name] * values for name, values in features(sentences).items()) * size
    numbers = np.array([len(figures(s.simplified)) for s in sentences], dtype=float)
    return Worth((covers * (COVERAGE / densest)).tocsr(), merit, numbers, max_chars / CHARS_A_FIGURE, FIGURE)


def opens(sentences: Sequence[Sentence], places: Sequence[int]) -> np.ndarray:
    """1 for a sentence that opens its place (a section, a paragraph), or stands there behind a run-in heading."""
    first = [i == 0 or place != places[i - 1] for i, place in enumerate(places)]
    return np.array([float(f and s.start < RUN_IN) for f, s in zip(first, sentences, strict=True)])


def _to_one(values: np.ndarray) -> np.ndarray:
    return values / (values.max(initial=0) or 1.0)
