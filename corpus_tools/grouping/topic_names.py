"""Topics → names that a reader understands: a listed topic or a phrase that marks it, and one that is as common."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy import sparse

from corpus_tools.grouping.topic_words import log_likelihood, phrases, texts_with
from corpus_tools.vectorize import DocTerm

MARKS = 10.8  # G² that chance exceeds once in a thousand times
COMMON = 0.25  # of the texts of a topic have a phrase, or are of a listed topic, that may stand in its name
LEAST = 2  # of them have the phrase
LONGEST_PAIR = 9  # characters of a name of two phrases
THIN = 2  # characters of a phrase that is no name by itself
FEW, FEWEST = 6, 3  # words below which a topic is given other nouns, and any others
UNNAMED = "未名"


def common_phrases(
    vocabulary: DocTerm, labels: np.ndarray, phrases_of: Sequence[Sequence[str]]
) -> tuple[tuple[str, ...], ...]:
    """Of the phrases of each topic those that enough of its texts say to stand for them."""
    inside, sizes = texts_with(vocabulary.matrix, labels), np.bincount(labels)
    wanted = np.minimum(sizes, np.maximum(LEAST, COMMON * sizes))
    at = {phrase: i for i, phrase in enumerate(vocabulary.terms)}
    return tuple(
        tuple(phrase for phrase in some if inside[topic, at[phrase]] >= wanted[topic])
        for topic, some in enumerate(phrases_of)
    )


def leading(signs: np.ndarray, labels: np.ndarray, of: Sequence[str], enough: int) -> list[list[str]]:
    """For each topic the columns of `signs`, by their names in `of`, that mark it and that enough of its texts are of.

    A text is of a listed topic if it has `enough` of its words.
    """
    some, sure = sparse.csr_matrix(signs), sparse.csr_matrix(signs * (signs >= enough))
    scores = log_likelihood(sure, labels)
    marks = np.maximum(scores, log_likelihood(some, labels)) >= MARKS
    common = texts_with(sure, labels) >= COMMON * np.bincount(labels)[:, None]
    scores[~(marks & common)] = -1
    return [[of[i] for i in np.argsort(-row, kind="stable") if row[i] >= 0] for row in scores]


def topic_names(
    common: Sequence[Sequence[str]],
    phrases_of: Sequence[Sequence[str]],
    terms: Sequence[Sequence[str]],
    leads: Sequence[Sequence[str]] | None = None,
) -> tuple[str, ...]:
    """A name for each topic, no two alike: its lead or a `common` phrase, and another beside it: 提案·立案.

    A topic without a lead or a phrase that is common in it, or with a short one alone, is named by two of many:
    提案、立案等; where no phrase marks it, by its words of `terms`.
    """
    names: list[str] = []
    for some, own, words_of, led in zip(common, phrases_of, terms, leads or [()] * len(terms), strict=True):
        first = [*led[:1], *some]
        spare = _nouns(words_of) or ([] if own else words_of)
        ranked, stand = _distinct([*first, *own, *spare]), _distinct([*first, *led[1:]])
        thin = not led and len(stand) == 1 < len(ranked) and len(stand[0]) <= THIN
        wanted = _pairs(stand, ranked) if first and not thin else _examples(ranked)
        name = next((name for name in wanted if name not in names), wanted[0])
        names.append(name if name not in names else f"{name}（{sum(n.startswith(name) for n in names) + 1}）")
    return tuple(names)


def _pairs(stand: Sequence[str], ranked: Sequence[str]) -> list[str]:
    """The first of `stand` with each other of them that is short enough beside it, alone, and with any other."""
    first = stand[0]
    short = [f"{first}·{other}" for other in stand[1:] if len(first + other) <= LONGEST_PAIR]
    return [*short, first, *(f"{first}·{other}" for other in (*stand, *ranked) if other != first)]


def _examples(ranked: Sequence[str]) -> list[str]:
    """The first of `ranked` with each other that is short enough beside it, and alone, as examples of more."""
    if not ranked:
        return [UNNAMED]
    first, others = ranked[0], ranked[1:]
    return [*(f"{first}、{other}等" for other in others if len(first + other) <= LONGEST_PAIR), f"{first}等"]


def _distinct(ranked: Sequence[str]) -> list[str]:
    """The phrases of `ranked` that share no two neighbouring characters with a better one, nor add none to the best."""
    kept: list[str] = []
    for phrase in ranked:
        pairs = set(map("".join, pairwise(phrase)))
        if not any(pairs & set(map("".join, pairwise(k))) or set(phrase) <= set(k) for k in kept):
            kept.append(phrase)
    return kept


def filled(best: Sequence[str], plain: Sequence[str]) -> tuple[str, ...]:
    """`best`, and where they are few `plain` words that are no part of them: nouns, others only for want of them."""
    more = [word for word in plain if not any(word in phrase for phrase in best)]
    nouns = _nouns(more)
    found = (*best, *nouns[: max(0, FEW - len(best))])
    return (*found, *[word for word in more if word not in nouns][: max(0, FEWEST - len(found))])


def _nouns(some: Sequence[str]) -> list[str]:
    """The words that can name a topic by themselves."""
    return [word for word in some if word in phrases(word)]
