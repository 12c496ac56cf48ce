"""Texts → Topics: a topic number, shares, words, a name, how stable each topic is, and why there are so many."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from corpus_tools.grouping import clusters
from corpus_tools.grouping.agreement import agreement, overlaps
from corpus_tools.grouping.clusters import Partition, View
from corpus_tools.grouping.grams import grams
from corpus_tools.grouping.topic_names import common_phrases, topic_names
from corpus_tools.grouping.topic_words import (
    coherence,
    mean_coherence,
    phrases,
    topic_phrases,
    topic_terms,
    topic_vocabulary,
)
from corpus_tools.script import simplified
from corpus_tools.vectorize import rows_to_one, unit_rows

MOST_FITTED, BLOCK = 3000, 512  # of more texts, so many are fitted; the others join those nearest to them, in blocks
MOST_WORDED = 10_000  # of more texts, so many give the topics their words and names
LIKELY = 0.85  # of the best likelihood: with less a number of topics is not asked how stable they are
NEARLY = 0.02  # a difference between numbers of topics that is none
ROOM, MOST_READ = 1.2, 40  # times √n topics of n texts, and so many, are what a reader looks over
FEW_READ, SMALLEST = 6, 2.5  # √n, or so many, are the fewest of reports, of so many passages each
STEADY = 0.75  # mean agreement with which more topics of texts come back, or they are too many
ROUNDS, PART = 10, 0.8  # a topic is stable if it comes back in samples of the texts, from other starts
SOME = 5  # of the samples, by which numbers of topics are compared
STABLE = 0.6  # Hennig (2007): below, a cluster should not be trusted
FINER = 5.0  # times the resolution: the finer of two levels
FUZZINESS = 3  # how fast a share falls with distance (fuzzy c-means, m = 4/3)


class NoSuchNumber(ValueError):
    """A number of topics that the texts cannot be divided into."""


class Count(NamedTuple):
    """The evidence for a number of topics."""

    n_topics: int
    likelihood: float
    stability: float  # mean agreement (adjusted Rand) with the partitions of samples; nan if it was not asked for
    coherence: float  # mean NPMI of the ten words highest in G² of the topics; nan if it was not asked for


class Topics(NamedTuple):
    """The topics of texts, the largest first.

    The arrays have a row a text in the order given, `shares` a column a topic; its rows sum to 1.
    """

    labels: np.ndarray
    shares: np.ndarray
    terms: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    stability: np.ndarray  # a topic: mean overlap (Jaccard) with its nearest like in samples of the texts
    coherence: np.ndarray  # a topic: mean NPMI of ten words, of those highest in G²
    examples: tuple[tuple[int, ...], ...]  # a topic: the three texts most typical of it
    agreement: float  # the partition as a whole: mean adjusted Rand index with those of samples
    curve: tuple[Count, ...]  # the numbers of topics that were tried; empty if the number was given
    texts: tuple[str, ...]

    @property
    def stable(self) -> np.ndarray:
        """Which topics may be trusted, by their stability as it is shown, with two decimals."""
        return self.stability.round(2) >= STABLE

    @property
    def sizes(self) -> np.ndarray:
        """The number of texts of each topic."""
        return np.bincount(self.labels, minlength=len(self.terms))


class Context(NamedTuple):
    """What is known of texts beside their words, row by row: the report each is of, and signs of its matter.

    Topics then tend to join texts of different reports, and texts with the same signs.
    """

    sources: Sequence[str]
    signs: np.ndarray | None = None  # texts × signs: how many words of a list stand in the text


class _Fit(NamedTuple):
    """The texts that are fitted: how they look, who is near whom, and where they lie."""

    views: list[View]
    edges: object
    points: np.ndarray


def fit_topics(
    texts: Iterable[str],
    n_topics: int | None = None,
    random_state: int = 0,
    *,
    resolution: float = 1.0,
    context: Context | None = None,
) -> Topics:
    """The topics of `texts`: as many as the texts support, unless `n_topics` says how many.

    A higher `resolution` finds more and smaller topics. Identical texts are fitted once. A text that shares no word
    with any other is counted to the largest topic, with equal shares of all. The order of the texts does not matter,
    and nothing starts at random: `random_state` only draws the texts to fit when there are very many. NoSuchNumber (a
    ValueError) if there are fewer different texts than `n_topics`; ValueError if there is no text.
    """
    texts = _checked(texts)
    found = topics_of(list(map(simplified, texts)), n_topics, random_state, resolution=resolution, context=context)
    return named(found)._replace(texts=texts)


@threadpool_limits.wrap(limits=1)  # for matrices as small as these threads cost several times what they bring
def topics_of(texts: Sequence[str], n_topics=None, random_state=0, *, resolution=1.0, context=None) -> Topics:
    """As `fit_topics`, of texts in simplified characters; the topics have no names yet."""
    if resolution <= 0:
        raise ValueError(f"resolution is {resolution}: give a number above 0, 1 is usual")
    texts = _checked(texts)
    context = context or Context([""] * len(texts))
    signs = [()] * len(texts) if context.signs is None else list(map(tuple, context.signs.tolist()))
    keys = list(zip(texts, map(str, context.sources), signs, strict=True))
    distinct = sorted(set(keys))
    place = {key: i for i, key in enumerate(distinct)}
    known = Context([k[1] for k in distinct], None if context.signs is None else np.array([k[2] for k in distinct]))
    rng = np.random.default_rng(random_state)
    fitted = _fit_distinct([k[0] for k in distinct], known, n_topics, rng, resolution)
    return _spread(fitted, np.array([place[key] for key in keys]), texts)


def _checked(texts: Iterable[str]) -> tuple[str, ...]:
    if isinstance(texts, str):
        raise ValueError("fit_topics takes a list of texts, not one text: split it into paragraphs first")
    texts = tuple(texts)
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("fit_topics takes strings; reports go to grouping.report_topics")
    if not any(grams(text) for text in texts):
        raise ValueError("no topics: there is no text with words in it; give at least one paragraph of text")
    return texts


def _fit_distinct(texts: list[str], context: Context, n_topics, rng, resolution: float) -> Topics:
    """The topics of texts that are all different and in order."""
    all_views, sources = clusters.views(texts, context.signs), list(context.sources)
    known = np.flatnonzero(sum(view.matrix.getnnz(axis=1) for view in all_views))
    if n_topics is not None and not 1 <= n_topics <= (len(known) or 1):
        asked = f"n_topics is {n_topics}, and {len(known) or 1} texts differ in their words"
        raise NoSuchNumber(f"{asked}: ask for 1 to {len(known) or 1}, or leave it out and let the texts decide")
    if len(known) < 2 or n_topics == 1:
        return described(texts, sources, all_views, np.zeros(len(texts), int), np.ones((len(texts), 1)))
    fitted = known if len(known) <= MOST_FITTED else np.sort(rng.choice(known, MOST_FITTED, replace=False))
    tried = [n_topics] if n_topics else _tried(len(fitted), resolution, any(sources))
    some = clusters.rows(all_views, fitted)
    edges = clusters.graph(some, np.array(sources)[fitted])
    fit = _Fit(some, edges, clusters.embedding(edges, clusters.columns(max(tried))))
    middles = clusters.tree_middles(fit.points, tried)
    splits = {n: clusters.partition(fit.points, m) for n, m in zip(tried, middles, strict=True)}
    curve, samples = ((), []) if n_topics else _curve(fit, splits, [texts[i] for i in fitted], resolution)
    n_topics = n_topics or _chosen(curve).n_topics
    split = splits[n_topics]
    whole = _whole(all_views, fitted, fit, split, len(texts))
    shares = rows_to_one((whole.distances + 1e-9) ** -float(FUZZINESS))
    topics = described(texts, sources, all_views, whole.labels, shares)
    samples = [*samples, *_samples(fit, n_topics, range(len(samples), ROUNDS))]
    kept, agreed = _stability(split.labels, samples, n_topics)
    return topics._replace(stability=kept[: len(topics.terms)], agreement=agreed, curve=curve)


def _tried(size: int, resolution: float, of_reports: bool) -> list[int]:
    """The numbers of topics to try; for reports only those a reader wants, with a few passages a topic."""
    if not of_reports:
        return clusters.candidate_counts(size)
    most = _most(size, resolution)
    fewest = int(min(size**0.5, FEW_READ, most))
    return [n for n in clusters.candidate_counts(size, SMALLEST) if fewest <= n <= most] or [1]


def _most(size: int, resolution: float) -> int:
    """How many topics of so many texts a reader wants at most: some √n (Pal, Bezdek 1995), and `MOST_READ`."""
    return max(2, round(min(ROOM * size**0.5, MOST_READ) * resolution**0.5))


def _curve(fit: _Fit, tried: Mapping[int, Partition], texts: Sequence[str], resolution: float):
    """What speaks for each number of topics that is tried, if it is likely enough; the samples.

    More than a reader wants are not tried where those that would be chosen do not come back.
    """
    likely = [clusters.likelihood(fit.edges, split.labels, resolution) for split in tried.values()]
    hopeful = [each >= max(likely) - (1 - LIKELY) * abs(max(likely)) for each in likely]
    samples = _samples(fit, max(n for n, hope in zip(tried, hopeful, strict=True) if hope), range(SOME))
    vocabulary, curve = topic_vocabulary(tuple(texts)), []
    for (n, split), likelihood, hope in zip(tried.items(), likely, hopeful, strict=True):
        steady = _stability(split.labels, samples, n)[1] if hope and n > 1 else np.nan
        clear = mean_coherence(vocabulary, split.labels, 10) if hope else np.nan
        curve.append(Count(n, likelihood, float(steady), clear))
    few = {n: split for n, split in tried.items() if n <= _most(len(texts), resolution)}
    best = _chosen(curve)
    if best.n_topics in few or best.stability >= STEADY:
        return tuple(curve), samples
    return _curve(fit, few, texts, resolution)


def _chosen(curve: Sequence[Count]) -> Count:
    """The smallest number of topics that is nearly the best by stability plus relative likelihood.

    Only numbers whose stability was measured count; if none was, the first.
    """
    asked = [count for count in curve if np.isfinite(count.stability)] or curve
    best = max(count.likelihood for count in asked)
    worth = [count.stability + (count.likelihood - best) / (abs(best) or 1) for count in asked]
    return next(count for count, sum_of in zip(asked, worth, strict=True) if not sum_of < max(worth) - NEARLY)


def _samples(fit: _Fit, columns: int, numbers: Iterable[int]) -> list[tuple[np.ndarray, np.ndarray]]:
    """The samples of the texts of these numbers, each with where its texts lie, in so many columns, without the others.

    Always the same samples: how many topics there are must not depend on chance.
    """
    size, children = len(fit.points), np.random.default_rng(0).spawn(ROUNDS)
    drawn = [np.sort(children[n].choice(size, max(columns, round(PART * size)), replace=False)) for n in numbers]
    return [(chosen, clusters.embedding(fit.edges[chosen][:, chosen], columns)) for chosen in drawn]


def _stability(labels: np.ndarray, samples, n_topics: int) -> tuple[np.ndarray, float]:
    """For each topic its mean overlap with its best match in the samples; the mean agreement of the partitions."""
    kept, agreements = [], []
    for chosen, points in samples:
        pairs = labels[chosen] * n_topics + clusters.quick_groups(points, n_topics)
        both = np.bincount(pairs, minlength=n_topics**2).reshape(n_topics, n_topics)
        kept.append(overlaps(both).max(axis=1))
        agreements.append(agreement(both))
    return np.mean(kept, axis=0), float(np.mean(agreements))


def _whole(all_views: list[View], fitted: np.ndarray, fit: _Fit, split: Partition, n_texts: int) -> Partition:
    """The partition of the fitted texts spread to all: a text lies amid the fitted texts nearest to it."""
    n_topics = split.distances.shape[1]
    distances = np.full((n_texts, n_topics), 1.0)
    distances[fitted] = split.distances
    rest = np.setdiff1d(np.flatnonzero(sum(v.matrix.getnnz(axis=1) for v in all_views)), fitted)
    points = unit_rows(fit.points[:, :n_topics])
    member = np.eye(n_topics)[split.labels]
    centres = (member.T @ points) / np.maximum(member.sum(axis=0)[:, None], 1)
    for start in range(0, len(rest), BLOCK):
        block = rest[start : start + BLOCK]
        near = clusters.nearest(clusters.rows(all_views, block), fit.views)
        distances[block] = clusters.distances(unit_rows(near @ points), centres)
    return Partition(distances.argmin(axis=1), distances)


def described(texts: list[str], sources: list[str], all_views: list[View], labels: np.ndarray, shares) -> Topics:
    """Topics with words and examples, without names; as if stable, for the caller to say how much they are."""
    some = some_of_each(labels)
    vocabulary = topic_vocabulary(tuple(texts[i] for i in some))
    terms = topic_terms(vocabulary, labels[some])
    return Topics(
        labels=labels,
        shares=shares,
        terms=terms,
        names=(),
        stability=np.ones(len(terms)),
        coherence=np.array([coherence(t[:10], vocabulary) for t in terms]),
        examples=clusters.typical(all_views, labels, shares, sources),
        agreement=1.0,
        curve=(),
        texts=tuple(texts),
    )


def named(topics: Topics) -> Topics:
    """The topics with names, of phrases that mark them."""
    some = some_of_each(topics.labels)
    labels, vocabulary = topics.labels[some], topic_vocabulary(tuple(topics.texts[i] for i in some), phrases)
    marks = topic_phrases(vocabulary, labels)
    return topics._replace(names=topic_names(*common_phrases(vocabulary, labels, marks), topics.terms))


def some_of_each(labels: np.ndarray) -> np.ndarray:
    """The places of all texts, or evenly of at most `MOST_WORDED`, by which topics are given words and names."""
    if len(labels) <= MOST_WORDED:
        return np.arange(len(labels))
    by_topic, firsts = np.argsort(labels, kind="stable"), np.unique(labels, return_index=True)[1]
    return np.union1d(by_topic[np.linspace(0, len(labels) - 1, MOST_WORDED).astype(int)], firsts)


def _spread(fitted: Topics, place: np.ndarray, texts: tuple[str, ...]) -> Topics:
    """The topics of the distinct texts, for all texts in the order given."""
    first = {int(p): i for i, p in reversed(list(enumerate(place)))}
    examples = tuple(tuple(first[i] for i in typical) for typical in fitted.examples)
    labels, shares = fitted.labels[place], fitted.shares[place]
    return fitted._replace(labels=labels, shares=shares, examples=examples, texts=texts)


def parents(coarse: Topics, fine: Topics) -> list[int]:
    """For each topic of `fine` the topic of `coarse` in which most of its texts are; both of the same texts."""
    return [int(np.bincount(coarse.labels[fine.labels == topic]).argmax()) for topic in range(len(fine.terms))]
