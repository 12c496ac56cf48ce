"""Topics → readable names: a listed topic, or one or two typical phrases."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy import sparse

from corpus_tools.grouping.topic_words import log_likelihood, phrases, texts_with
from corpus_tools.vectorize import DocTerm

MARKS = 10.8  # G² that chance exceeds once in a thousand times
COMMON = 0.25  # of the texts of a topic are of a listed topic that may stand in its name, or have a good example
LEAST = 2  # of them have the phrase
LONGEST_PAIR = 10  # characters of a name of two phrases
THIN = 2  # characters of a phrase that is no name by itself
FEW, FEWEST = 6, 3  # words below which a topic is given other nouns, and any others
UNNAMED = "未名"


def common_phrases(vocabulary: DocTerm, labels: np.ndarray, phrases_of: Sequence[Sequence[str]]) -> tuple[list, list]:
    """The phrases of each topic that half of its texts use; and all of them, those that a quarter uses first."""
    inside, most, ranked = texts_with(vocabulary.matrix, labels), [], []
    at = {phrase: i for i, phrase in enumerate(vocabulary.terms)}
    for said, size, some in zip(inside, np.bincount(labels), phrases_of, strict=True):
        half, often = (
            [phrase for phrase in some if said[at[phrase]] >= min(size, max(LEAST, share * size))]
            for share in (0.5, COMMON)
        )
        most.append(half)
        ranked.append([*often, *some])
    return most, ranked


class Lead(NamedTuple):
    """The listed topics that may name a topic, best first, and whether the first covers most of its texts.

    If there is none: two as examples, provided half of its texts are mainly about listed topics.
    """

    names: Sequence[str] = ()
    tells_most: bool = False
    examples: Sequence[str] = ()


def leading(signs: np.ndarray, labels: np.ndarray, of: Sequence[str], enough: int) -> list[Lead]:
    """For each topic the listed topics (columns of `signs`, named in `of`) that are typical and common in it.

    A text is about a listed topic if it has `enough` of its words, and mainly about the one of which it has most. A
    topic too small for statistics is named by what half of its texts are mainly about.
    """
    sure = signs >= enough
    mainly = sparse.csr_matrix(sure & (signs == signs.max(axis=1, keepdims=True)))
    scores, sizes = log_likelihood(mainly, labels), np.bincount(labels)[:, None]
    sure = sparse.csr_matrix(sure)
    told, found = texts_with(mainly, labels), []
    marks = np.maximum(scores, log_likelihood(sure, labels)) >= MARKS
    marks |= (told >= np.maximum(LEAST, sizes / 2)) & (scores > 0)
    scores[~(marks & (texts_with(sure, labels) >= COMMON * sizes))] = -1
    for row, number, half in zip(scores, told, sizes[:, 0] / 2, strict=True):
        order = [i for i in np.argsort(-row, kind="stable") if row[i] >= 0]
        two = [] if order else [i for i in np.argsort(-number, kind="stable")[:2] if number[i]]
        two = two if len(two) == 2 and number[two].sum() >= half else []
        found.append(Lead([of[i] for i in order], any(number[order[:1]] > half), tuple(of[i] for i in two)))
    return found


def topic_names(
    most: Sequence[Sequence[str]],
    phrases_of: Sequence[Sequence[str]],
    terms: Sequence[Sequence[str]],
    leads: Sequence[Lead] | None = None,
) -> tuple[str, ...]:
    """A distinct name for each topic: its leads or the phrases that `most` of it uses, one or two: 提案·立案.

    A lead that covers most of one topic, and leads no other, is its whole name. A topic without a lead is named by its
    examples, if it has any: 教育、就业社保等; without such a phrase, or with only a short one, by two of many:
    提案、立案等; without any typical phrase, by its words in `terms`.
    """
    names: list[str] = []
    leads = leads or [Lead()] * len(terms)
    led = Counter(lead.names[0] for lead in leads if lead.names)
    for some, own, words_of, lead in zip(most, phrases_of, terms, leads, strict=True):
        spare = _nouns(words_of) or ([] if own else words_of)
        wanted = _wanted(lead, some, [*own, *spare], shared=led[lead.names[0]] > 1 if lead.names else False)
        name = next((name for name in wanted if name not in names), wanted[0])
        names.append(name if name not in names else f"{name}（{sum(n.startswith(name) for n in names) + 1}）")
    return tuple(names)


def _wanted(lead: Lead, some: Sequence[str], more: Sequence[str], shared: bool) -> list[str]:
    """The names that a topic could have, the best first: its lead alone if that tells most and is not `shared`."""
    if lead.examples:
        return _examples(lead.examples)
    stand, ranked = _distinct([*lead.names, *some]), _distinct([*lead.names, *some, *more])
    if not stand or (not lead.names and len(stand) == 1 < len(ranked) and len(stand[0]) <= THIN):
        return _examples(ranked)
    first = stand[0]
    if shared:
        return [f"{first}·{other}" for other in (*lead.names[1:], *some, *more) if set(other) - set(first)] + [first]
    says = lead.names or [other for other in stand if len(other) > THIN or len(first) <= THIN]  # not 工业产业·公司
    short = [f"{first}·{other}" for other in stand[1:] if other in says and len(first + other) <= LONGEST_PAIR]
    return [*([] if lead.tells_most else short), first, *(f"{first}·{other}" for other in ranked if other != first)]


def _examples(ranked: Sequence[str]) -> list[str]:
    """The first of `ranked` with each other that is short enough beside it, and alone, as examples of more."""
    if not ranked:
        return [UNNAMED]
    first, others = ranked[0], ranked[1:]
    return [*(f"{first}、{other}等" for other in others if len(first + other) <= LONGEST_PAIR), f"{first}等"]


def _distinct(ranked: Sequence[str]) -> list[str]:
    """The phrases of `ranked` without those that overlap a better one in two neighbouring characters."""
    kept: list[str] = []
    for phrase in ranked:
        pairs = set(map("".join, pairwise(phrase)))
        if not any(pairs & set(map("".join, pairwise(k))) or set(phrase) <= set(k) for k in kept):
            kept.append(phrase)
    return kept


def filled(best: Sequence[str], plain: Sequence[str]) -> tuple[str, ...]:
    """`best`, topped up with `plain` words that are not part of them: nouns first."""
    more = [word for word in plain if not any(word in phrase for phrase in best)]
    nouns = _nouns(more)
    found = (*best, *nouns[: max(0, FEW - len(best))])
    return (*found, *[word for word in more if word not in nouns][: max(0, FEWEST - len(found))])


def _nouns(some: Sequence[str]) -> list[str]:
    """The words that can name a topic by themselves."""
    return [word for word in some if word in phrases(word)]
