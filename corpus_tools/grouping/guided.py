"""Topics from a user's own list, as far as the texts support them; the rest forms free topics."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import sparse

from corpus_tools.grouping import clusters
from corpus_tools.grouping.clusters import View
from corpus_tools.grouping.grams import grams
from corpus_tools.lexicon.openings import Openings, may_begin
from corpus_tools.script import simplified
from corpus_tools.topics import MOST_FITTED, PART, ROUNDS, Context, Topics, described, named, topics_of
from corpus_tools.vectorize import rows_to_one

ENOUGH = 2  # different words of a topic in a text that make it sure
SPECIFIC = 4  # characters of a word that counts for two
FREE = "其他："  # opens the name of a topic that is not of the list
FEWEST = 12  # texts that are needed for free topics


def read_guide(source: str | Path) -> dict[str, tuple[str, ...]]:
    """The topics of a file: a line each, `name: word word …`; `#` opens a comment.

    A name without folder and ending is one of our own lists: "topics_cppcc", "topics_government" ….
    """
    path = Path(source)
    ours = files("corpus_tools") / "lexicon" / f"{source}.txt"
    if not path.suffix and not path.exists() and ours.is_file():
        lines = ours.read_text(encoding="utf-8").splitlines()
    elif path.is_file():
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    else:
        raise ValueError(f"{source}: no such list of topics; give a text file with lines like 提案: 提案 立案 办理")
    guide = dict(_entry(line, source) for line in lines if line.split("#")[0].strip())
    if not guide:
        raise ValueError(f"{source}: no topics in this file; write lines like 提案: 提案 立案 办理")
    return guide


def _entry(line: str, source: str | Path) -> tuple[str, tuple[str, ...]]:
    name, colon, words = line.split("#")[0].replace("：", ":").partition(":")
    if not colon or not name.strip() or not words.split():
        raise ValueError(f"{source}: {line.strip()!r} is not a topic; write a name, a colon and words: 提案: 提案 立案")
    return name.strip(), tuple(simplified(words).split())


def hits(texts: Sequence[str], guide: Mapping[str, Sequence[str]]) -> dict[str, np.ndarray]:
    """For each topic of `guide` which of its words (columns) occur in which texts (rows): 1, or 2 for a long word.

    The texts must be in simplified characters, like the words.
    """
    words = sorted({word for some in guide.values() for word in some})
    column, by_opening = {word: i for i, word in enumerate(words)}, defaultdict(list)
    for word in words:
        by_opening[word[:2]].append(word)
    texts = [f"{text}\n" for text in texts]
    whole, counts = "".join(texts), np.zeros((len(texts), len(words)), np.int8)
    places = may_begin(whole, Openings(words))
    rows = np.searchsorted(np.cumsum([len(text) for text in texts]), places, "right")
    for row, place in zip(rows.tolist(), places.tolist(), strict=True):
        for word in (*by_opening[whole[place]], *by_opening[whole[place : place + 2]]):
            if whole.startswith(word, place):
                counts[row, column[word]] = 1
    counts *= np.array([1 + (len(word) >= SPECIFIC) for word in words], np.int8)
    return {name: counts[:, [column[word] for word in some]] for name, some in guide.items()}


def guided_topics(
    texts: Sequence[str],
    found: Mapping[str, np.ndarray],
    n_free: int | None = None,
    random_state: int = 0,
    *,
    context: Context | None = None,
) -> Topics:
    """The listed topics that the texts support, in the order of the list, and free topics (`n_free`) of the rest.

    `found` are the `hits` of the list. A text with two words of a topic, or a long one, belongs to it; a text with one
    or none if most of its nearest texts do. If `n_free` is not given, the free topics are on average no smaller than
    those of the list.
    """
    context = context or Context([""] * len(texts))
    every = clusters.views(texts, context.signs)
    near = _near(every, texts, context.sources, random_state)
    votes = _votes([words.sum(axis=1) for words in found.values()], near)
    labels = _assigned(votes)
    supported = sorted(set(labels[labels >= 0]))
    kept = _kept(list(found.values()), near, labels, random_state)[supported]
    labels = np.array([supported.index(t) if t >= 0 else -1 for t in labels])
    free = np.flatnonzero(labels < 0)
    most = len(free) * len(supported) // max(1, len(texts) - len(free)) if supported else len(free)
    part = Context([context.sources[i] for i in free], None if context.signs is None else context.signs[free])
    rest = _free([texts[i] for i in free], part, n_free, most, random_state)
    names = [list(found)[t] for t in supported]
    labels, shares = _joined(labels, votes[:, supported], free, rest)
    own = named(described(texts, list(context.sources), every, labels, shares))
    n = len(names)
    return own._replace(
        names=(*names, *free_names(own.names[n:])),
        stability=np.concatenate([kept, rest.stability if rest else []]),
        agreement=float(np.mean(kept)) if n else rest.agreement,
        curve=rest.curve if rest else (),
    )


class _Near(NamedTuple):
    """The texts to compare with (their indices), and the similarity of each text to them; rows sum to 1."""

    asked: np.ndarray
    edges: object


def _near(every: Sequence[View], texts: Sequence[str], sources: Sequence[str], random_state: int) -> _Near:
    """Which texts are near which; of many texts only `MOST_FITTED` are compared with, so that time grows linearly.

    Which ones does not depend on the order of the texts.
    """
    n = len(texts)
    if n <= MOST_FITTED:
        return _Near(np.arange(n), rows_to_one(clusters.graph(every, np.array(sources))))
    drawn = np.random.default_rng(random_state).choice(n, MOST_FITTED, replace=False)
    asked = np.sort(np.array(sorted(range(n), key=texts.__getitem__))[drawn])
    edges = clusters.nearest(every, clusters.rows(every, asked))
    itself = sparse.csr_matrix((edges[asked, np.arange(len(asked))].A1, (asked, np.arange(len(asked)))), edges.shape)
    return _Near(asked, rows_to_one(edges - itself))


def _votes(counts: Sequence[np.ndarray], near: _Near) -> np.ndarray:
    """How much each text belongs to each topic: its own words of it, and the share of its nearest texts."""
    own = np.array(counts).T
    sure = np.where((own >= ENOUGH) & (own == own.max(axis=1, keepdims=True)), 1.0, 0.0)
    sure /= np.maximum(sure.sum(axis=1, keepdims=True), 1)
    return own + 0.999 * (near.edges @ sure[near.asked])


def _assigned(votes: np.ndarray) -> np.ndarray:
    """The topic of each text, or -1: two words of it, or one and a neighbour, or most neighbours."""
    hits = np.floor(votes)
    best = votes.argmax(axis=1)
    at = np.arange(len(votes))
    near = votes[at, best] - hits[at, best]
    joins = (hits[at, best] >= ENOUGH) | ((hits[at, best] == 1) & (near > 0.2)) | (near > 0.5)
    return np.where(joins, best, -1)


def _kept(found: Sequence[np.ndarray], near: _Near, labels: np.ndarray, random_state: int) -> np.ndarray:
    """How stable each topic is (Jaccard) if some of its words are left out, on average."""
    rng = np.random.default_rng(random_state)
    overlaps = np.zeros((ROUNDS, len(found)))
    for overlap in overlaps:
        drawn = [rng.choice(words.shape[1], max(1, round(PART * words.shape[1])), replace=False) for words in found]
        fewer = [words[:, some].sum(axis=1) for words, some in zip(found, drawn, strict=True)]
        again = _assigned(_votes(fewer, near))
        mine, theirs = (each == np.arange(len(found))[:, None] for each in (labels, again))
        overlap[:] = (mine & theirs).sum(axis=1) / np.maximum(1, (mine | theirs).sum(axis=1))
    return overlaps.mean(axis=0)


def free_names(names: Sequence[str]) -> list[str]:
    """What topics that are not of the list are called: one alone is whatever the list lacks, and has no name."""
    return [FREE + name for name in names] if len(names) > 1 else [FREE.rstrip("：")] * len(names)


def _free(texts: list[str], context: Context, n_free: int | None, most: int, random_state: int) -> Topics | None:
    """The topics, at most `most`, of the texts that belong to no listed topic; a single one if these are few."""
    if not any(grams(text) for text in texts):
        return None
    asked = n_free if n_free and n_free <= len(set(texts)) else None
    found = topics_of(texts, 1 if len(texts) < FEWEST else asked, random_state, context=context)
    few = asked or len(found.terms) <= max(1, most)
    return found if few else topics_of(texts, max(1, most), random_state, context=context)


def _joined(labels: np.ndarray, votes: np.ndarray, free: np.ndarray, rest: Topics | None):
    """The listed topics followed by the free ones, as one model: the topic and the shares of each text."""
    n, more, labels = votes.shape[1], len(rest.terms) if rest else 0, labels.copy()
    shares = np.hstack([votes, np.zeros((len(votes), more))])
    if rest:
        labels[free] = n + rest.labels
        shares[free] = np.hstack([np.zeros((len(free), n)), rest.shares])
    labels = np.maximum(labels, 0)
    shares[np.arange(len(labels)), labels] += 1
    return labels, rows_to_one(shares)
