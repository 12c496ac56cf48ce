"""Sentences → scores: the methods that ours is measured against, each `sentences -> scores`, higher is better."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer

from corpus_tools.choosing.choose import Alike
from corpus_tools.choosing.concepts import bigrams, tfidf
from corpus_tools.choosing.worth import Worth, greedy_gains, lengths, worth
from corpus_tools.report import Sentence
from corpus_tools.tokenize import words


def lead(sentences: Sequence[Sentence]) -> np.ndarray:
    """Score sentences by their place: the first is the best."""
    return -np.arange(len(sentences), dtype=float)


def random(sentences: Sequence[Sentence]) -> np.ndarray:
    """Score sentences by chance, always the same chance."""
    return np.random.default_rng(0).random(len(sentences))


def word_vectors(sentences: Sequence[Sentence]) -> sparse.csr_matrix:
    """The sentences as TF-IDF vectors of their words, of length 1 (or 0 without a word)."""
    analyzer = CountVectorizer(analyzer=words)
    try:
        return tfidf(analyzer.fit_transform([s.simplified for s in sentences]).astype(float).tocsr())
    except ValueError:  # no sentence has a word
        return sparse.csr_matrix((len(sentences), 1))


def pagerank(step, n: int, damping: float = 0.85) -> np.ndarray:
    """The scores that stay the same under `step` (how weight flows), they sum to 1; solved by repetition.

    A sentence that is like no other gives its weight to all alike.
    """
    scores = np.full(n, 1 / max(n, 1))
    if n == 0:
        return scores
    for _ in range(200):
        flow = step(scores)
        new = (1 - damping) / n + damping * (flow + (scores.sum() - flow.sum()) / n)
        if np.abs(new - scores).sum() < 1e-12:
            break
        scores = new
    return scores


def textrank(sentences: Sequence[Sentence]) -> np.ndarray:
    """Score sentences by PageRank over the cosine of their words (Mihalcea and Tarau 2004).

    The similarities are never written out, so that time grows with the text and not with its square.
    """
    x = word_vectors(sentences)
    own = np.asarray(x.multiply(x).sum(axis=1)).ravel()
    out = x @ (x.T @ np.ones(len(sentences))) - own
    share = np.divide(1, out, out=np.zeros_like(out), where=out > 1e-9)
    return pagerank(lambda v: x @ (x.T @ (v * share)) - own * v * share, len(sentences))


def lexrank(sentences: Sequence[Sentence], threshold: float = 0.1) -> np.ndarray:
    """Score sentences by PageRank over the pairs whose cosine is above `threshold` (Erkan and Radev 2004)."""
    x = word_vectors(sentences)
    blocks = [_above(x[i : i + 500] @ x.T, threshold) for i in range(0, len(sentences), 500)]
    alike = sparse.vstack(blocks).tocsr() if blocks else sparse.csr_matrix((0, 0))
    out = np.asarray(alike.sum(axis=1)).ravel()
    walk = (sparse.diags_array(np.divide(1, out, out=np.zeros_like(out), where=out > 0)) @ alike).T.tocsr()
    return pagerank(lambda v: walk @ v, len(sentences))


def _above(cosines: sparse.csr_matrix, threshold: float) -> sparse.csr_matrix:
    cosines.data = (cosines.data > threshold).astype(float)
    cosines.eliminate_zeros()
    return cosines


def lsa(sentences: Sequence[Sentence], n_topics: int = 10) -> np.ndarray:
    """Score sentences by their length in the space of the strongest latent topics (Steinberger and Ježek 2004)."""
    x = word_vectors(sentences)
    k = min(n_topics, *x.shape)
    if x.nnz == 0 or k < 2:
        return np.asarray(x.sum(axis=1)).ravel()
    svd = TruncatedSVD(n_components=k - 1 if k == x.shape[1] else k, random_state=0)
    return np.linalg.norm(svd.fit_transform(x) * svd.singular_values_, axis=1)


def repeated(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """The bigrams that two or more sentences share, as 0 and 1 times how often each stands in all."""
    often = np.asarray((counts > 0).sum(axis=0)).ravel() >= 2
    kept = counts[:, often]
    totals = np.asarray(kept.sum(axis=0)).ravel()
    return ((kept > 0).astype(float) @ sparse.diags_array(totals)).tocsr()


def coverage(sentences: Sequence[Sentence]) -> np.ndarray:
    """Score sentences by the repeated wording each adds, a character, when the best is taken first."""
    covers = repeated(bigrams(tuple(s.simplified for s in sentences)))
    return greedy_gains(Worth(covers, np.zeros(len(sentences)), np.zeros(len(sentences))), lengths(sentences))


def ours(sentences: Sequence[Sentence]) -> np.ndarray:
    """Score sentences by what each adds, a character: wording, deeds and figures, its place, little ritual."""
    return greedy_gains(worth(sentences), lengths(sentences))


def select(sentences: Sequence[Sentence], scores: np.ndarray, max_chars: int) -> list[int]:
    """The places of the best-scored sentences that fit into `max_chars` and say different things, in source order."""
    alike, left, taken = Alike(sentences), max_chars, []
    free = np.ones(len(sentences), bool)
    for i in np.argsort(-np.asarray(scores), kind="stable"):
        if free[i] and len(sentences[i].text) <= left:
            taken.append(int(i))
            left -= len(sentences[i].text)
            free &= ~alike.to(i)
    return sorted(taken)


METHODS = {
    "lead": lead,
    "random": random,
    "lexrank": lexrank,
    "textrank": textrank,
    "lsa": lsa,
    "coverage": coverage,
    "ours": ours,
}
