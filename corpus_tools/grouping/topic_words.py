"""The words and phrases of a topic: those its texts use more often than all others, and that occur together."""

import sys
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import filterfalse

import numpy as np

from corpus_tools.lexicon import lexicon
from corpus_tools.structure.places import completed, namesake
from corpus_tools.tokenize import background_idf, content_of, is_content, tags, words
from corpus_tools.vectorize import DocTerm, doc_term, sums_by
from corpus_tools.wording.contrast import g2
from corpus_tools.wording.units import SEAM

MOST_DF = 0.5  # a word in more than half of the texts marks no topic
POOL = 20  # the words highest in log-likelihood; of these, those that stand together come first
MOST = 16  # words or phrases of a topic
LONGEST_PHRASE = 8  # characters
WHOLE = (0.5, 0.5, 1.15, 1.4)  # weight of a phrase of 0, 1, 2, 3 characters; a longer one says more: 1.6
NOUNS, NAMES = ("n", "vn", "j", "l", "an"), ("nr", "nt")  # the segmenter's letters; not names of persons and bodies
FILLERS = ("genre_words", "abstractions", "generic_nouns", "measure_heads", "not_topics")  # they tell none
COUNTS = "一二两三四五六七八九十"  # open a piece of a name: 全面|两孩; with the word before it a name: 湘江七桥
BEFORE_NOUN = ("n", "vn", "a", "b", "j", "l")


def texts_with(doc_term, labels: np.ndarray) -> np.ndarray:
    """How many texts of each topic have each term, topics × terms."""
    return sums_by(labels, (doc_term > 0).astype(float)).toarray()


def log_likelihood(doc_term, labels: np.ndarray) -> np.ndarray:
    """G² of each term in each topic (Dunning 1993), topics × terms; 0 where a term is rarer than elsewhere.

    Counted in texts, not in places: a word repeated in one text is no evidence of a topic.
    """
    inside, sizes = texts_with(doc_term, labels), np.bincount(labels)
    n, df = len(labels), inside.sum(axis=0)
    more, found = np.nonzero(inside > sizes[:, None] / n * df), np.zeros(inside.shape)
    both, size, has = inside[more], sizes[more[0]], df[more[1]]
    observed = (both, size - both, has - both, n - size - has + both)
    expected = (size / n * has, size / n * (n - has), (n - size) / n * has, (n - size) / n * (n - has))
    found[more] = np.maximum(g2(observed, expected), 0)
    return found


def npmi(together: np.ndarray, n: int) -> np.ndarray:
    """Normalised pointwise mutual information of each pair of terms; -1 if never together.

    `together` says in how many of `n` texts two stand, its diagonal in how many one does.
    """
    df = together.diagonal()
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(together * n / np.outer(df, df)) / -np.log(together / n)
    return np.where(together == 0, -1.0, np.where(together >= n, 1.0, value))


def coherence(terms: Sequence[str], vocabulary: DocTerm) -> float:
    """The mean NPMI of all pairs of `terms` over the texts of `vocabulary`; 0 for fewer than two terms."""
    columns = [i for t in terms if (i := np.searchsorted(vocabulary.terms, t)) < len(vocabulary.terms)]
    return _company(_together(vocabulary.matrix[:, columns]), vocabulary.matrix.shape[0])


def mean_coherence(vocabulary: DocTerm, labels: np.ndarray, n: int) -> float:
    """The mean over the topics of the coherence of the `n` words highest in log-likelihood."""
    best = [_highest(scores, n) for scores in log_likelihood(vocabulary.matrix, labels)]
    columns = np.unique(np.concatenate(best))
    together, places = _together(vocabulary.matrix[:, columns]), [np.searchsorted(columns, some) for some in best]
    return float(np.mean([_company(together[np.ix_(some, some)], len(labels)) for some in places]))


def _highest(scores: np.ndarray, n: int) -> np.ndarray:
    """The places of the `n` highest scores above 0, the highest first."""
    some = np.flatnonzero(scores > 0)
    return some[np.argsort(-scores[some], kind="stable")[:n]]


def _together(present) -> np.ndarray:
    """The number of rows in which each two columns occur together."""
    return (present.T @ present).toarray()


def _company(together: np.ndarray, n: int) -> float:
    """The mean NPMI of the pairs of terms; 0 for fewer than two."""
    pairs = np.triu_indices(len(together), 1)
    return float(npmi(together, n)[pairs].mean()) if len(pairs[0]) else 0.0


@lru_cache(10_000)  # they are asked for more than once
def plain_words(text: str) -> tuple[str, ...]:
    """The content words of `text` as the segmenter cuts them, without keeping our own terms whole."""
    return tuple(map(sys.intern, words(text, ())))


@lru_cache(2)  # the numbers of topics that are tried, and then the topics, are worded by the same texts
def topic_vocabulary(texts: tuple[str, ...], analyzer=plain_words) -> DocTerm:
    """The words that can characterise a topic, as 0 and 1: in two texts or more (one if there are few), not in most.

    The matrix is stored by columns, because columns are selected from it again and again.
    """
    few = len(texts) < 20
    limits = {"min_df": 1 if few else 2, "max_df": 1.0 if few else MOST_DF}
    matrix, terms = doc_term(texts, analyzer=analyzer, **limits)
    if not len(terms):  # of texts that are all alike most have every word
        matrix, terms = doc_term(texts, analyzer=analyzer)
    return DocTerm((matrix > 0).astype(float).tocsc(), terms)


def shared_columns(vocabulary: DocTerm, sources: Sequence[str]) -> DocTerm:
    """The vocabulary without words that only one of `sources` (the report of each text) uses."""
    found, where = np.unique(np.asarray(sources), return_inverse=True)
    said_by = (sums_by(where, vocabulary.matrix) > 0).sum(axis=0).A1
    columns = np.flatnonzero(said_by > 1) if len(found) > 1 else slice(None)
    return DocTerm(vocabulary.matrix[:, columns], vocabulary.terms[columns])


def topic_terms(vocabulary: DocTerm, labels: np.ndarray) -> tuple[tuple[str, ...], ...]:
    """At most `MOST` words of each topic, best first: high in log-likelihood and occurring in the same texts."""
    if not len(vocabulary.terms):
        return tuple(() for _ in range(labels.max() + 1))
    one, found = labels.max() == 0, []
    for scores in (class_tfidf if one else log_likelihood)(vocabulary.matrix, labels):
        pool = _highest(scores, POOL)
        best = pool[_coherent(vocabulary.matrix[:, pool], scores[pool])[:MOST]]
        found.append(tuple(vocabulary.terms[best]))
    return tuple(found)


def _coherent(present, scores: np.ndarray) -> np.ndarray:
    """The order of columns in which each is better, by score and mean NPMI with those before it, than the later ones.

    It is built from the end: the worst of all goes last, then the worst of the rest.
    """
    near, left, order = npmi(_together(present), present.shape[0]), list(range(len(scores))), []
    np.fill_diagonal(near, 0)
    strength = np.sqrt(scores / max(scores.max(initial=0), 1e-12))
    together = near.sum(axis=1)
    while left:
        worth = strength[left] + together[left] / max(len(left) - 1, 1)
        order.append(left.pop(len(left) - 1 - int(worth[::-1].argmin())))  # of two alike the later
        together -= near[order[-1]]
    return np.array(order[::-1], int)


def phrases(text: str) -> tuple[str, ...]:
    """What can name a topic: nouns of `text`, and a word with the noun after it, at most `LONGEST_PHRASE` long.

    >>> phrases("开展提案办理协商，建设智慧养老平台。")
    ('提案办理协商', '智慧养老', '智慧养老平台')
    """
    return words_and_phrases(text)[1]


@lru_cache(10_000)
def words_and_phrases(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The `words` of `text` and its `phrases`, segmented once for both."""
    pairs = tags(text)
    found, before, counted = [], "", False
    for token, pos in pairs:
        noun, leads = (False, False) if counted else _part(token, pos)
        if noun:
            found += [token] if token in background_idf() or len(token) > 2 or token[0] not in COUNTS else []
            if before and len(before) + len(token) <= LONGEST_PHRASE:
                found.append(before + token)
        before, counted = token if leads else "", pos == "m"  # 30 个省
    told = filterfalse(fillers().__contains__, found)
    return tuple(map(sys.intern, content_of(token for token, _ in pairs))), tuple(map(sys.intern, told))


@lru_cache(100_000)
def _part(token: str, pos: str) -> tuple[bool, bool]:
    """Whether a token is a noun, and whether it may stand before one in a phrase; a place is neither."""
    if not is_content(token) or (pos == "ns" and (completed(token) or namesake(token, len(token)) == token)):
        return False, False
    guessed = token not in background_idf() and SEAM.search(token)  # 微信|群里
    noun = pos.startswith(NOUNS) and not (pos.startswith(NAMES) or guessed or token in lexicon("phrase_closers"))
    person = pos == "nr" and token not in background_idf()  # 李小明 + 同志; but 智慧 + 平台
    return noun, pos.startswith(BEFORE_NOUN) and not person and token not in lexicon("genre_words")


def class_tfidf(present, labels: np.ndarray) -> np.ndarray:
    """Class-based TF-IDF (Grootendorst 2022) counted in texts, topics × terms.

    The share of a topic's texts that say a term, times log(1 + texts / texts that say it); 0 where the share is no
    higher than in all texts, or only one text of several says it.
    """
    inside, sizes = texts_with(present, labels), np.bincount(labels)[:, None]
    df = inside.sum(axis=0)
    marks = (inside / sizes > df / len(labels)) if len(sizes) > 1 else inside > 0
    return np.where(marks & (inside > (sizes > 3)), inside / sizes * np.log1p(len(labels) / df), 0)


def topic_phrases(vocabulary: DocTerm, labels: np.ndarray) -> tuple[tuple[str, ...], ...]:
    """At most `MOST` phrases of each topic, best first, none a part of another.

    The order is that of class-based TF-IDF, times the root of the share of the texts with the phrase that are its own.
    """
    if not len(vocabulary.terms):
        return tuple(() for _ in range(labels.max() + 1))
    whole = np.array([WHOLE[len(t)] if len(t) < len(WHOLE) else 1.6 for t in vocabulary.terms])
    inside = texts_with(vocabulary.matrix, labels)
    own = np.sqrt(inside / np.maximum(inside.sum(axis=0), 1))
    found = []
    for row in class_tfidf(vocabulary.matrix, labels) * whole * own:
        kept: list[str] = []
        for phrase in vocabulary.terms[np.argsort(-row, kind="stable")[: np.count_nonzero(row)]]:
            if len(kept) < MOST and not any(phrase in k or k in phrase for k in kept):
                kept.append(phrase)
        found.append(tuple(kept))
    return tuple(found)


@cache
def fillers() -> frozenset[str]:
    """Words that tell no topic: of the genre, of form and degree."""
    return frozenset().union(*map(lexicon, FILLERS))
