"""Texts → a graph of nearest neighbours → groups: spectral partitions, and how well each explains the graph.

Texts are neighbours if they share characters, pairs of characters and words (BM25). Pairs of characters do not depend
on the segmenter and found the classes of our labelled texts better than words alone; both together are better still.
Nothing starts at random: the same texts give the same groups, in any order.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import linalg, sparse
from scipy.cluster.hierarchy import fcluster, ward
from scipy.sparse.linalg import LinearOperator, eigsh
from scipy.special import rel_entr

from corpus_tools.grouping.grams import gram_counts
from corpus_tools.grouping.topic_words import words_and_phrases
from corpus_tools.vectorize import bm25, doc_term, unit_rows

N_NEIGHBORS = 10
MAX_DF = 0.3  # a feature in more texts than this tells nothing of their topic
MIN_TEXTS = 10  # … but with few texts a feature in this many is kept
BURST = 0.3  # power of how often a feature comes back in a text that has it: what a text is about comes back
HARDLY = 1e-6  # by at most so much a text is nearer than a later one that is as near: the same on any machine
BACKGROUND = 0.05  # weight of weak edges between all texts beside those of neighbours: they join separate islands
MOST_DENSE, MOST_TREE, ROWS = 200, 2000, 128  # so many rows of similarities stay in the processor's cache
COUNTS = (*range(2, 16), 18, 22, 26, 31, 37, 44, 53, 64, 77)  # of groups that are tried: all, then in steps of a fifth
COLUMNS = (15, 40, 80)  # of an embedding, that trees are made of
EXAMPLES = 3  # texts that are shown of a group
MOST_STEPS = 100  # of k-means
TOLERANCE = 1e-4  # of eigenvalues: where many are nearly alike a finer one takes ten times as long


class View(NamedTuple):
    """A representation of the texts as rows of length 1 (sparse), and its weight."""

    matrix: sparse.csr_matrix
    weight: float


class Partition(NamedTuple):
    """The group of each text, and its squared distance to the centre of each group."""

    labels: np.ndarray
    distances: np.ndarray


def views(texts: Sequence[str], signs: np.ndarray | None = None) -> list[View]:
    """Two views of the texts, characters with their pairs, and words; a third of `signs` (texts × signs) if given.

    A feature that recurs in the texts that have it weighs more (burstiness, Church and Gale 1995).
    """
    most = max(MIN_TEXTS, int(MAX_DF * len(texts)))
    characters = gram_counts(texts)
    characters = characters[:, np.bincount(characters.indices, minlength=characters.shape[1]) <= most]
    terms = doc_term(texts, analyzer=lambda text: words_and_phrases(text)[0], max_df=most).matrix
    found = [View(_weighted(characters), 2.0), View(_weighted(terms), 1.0)]
    if signs is not None:
        rare = np.log(len(texts) / np.maximum((signs > 0).sum(axis=0), 1))
        found.append(View(unit_rows(sparse.csr_matrix(signs * rare)), 4.0))
    return found


def _weighted(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """BM25 times a power of how often a feature occurs in the texts that have it, rows of length 1."""
    texts_with = np.bincount(counts.indices, minlength=counts.shape[1])
    often = np.asarray(counts.sum(axis=0)).ravel() / np.maximum(texts_with, 1)
    return unit_rows(bm25(counts, k1=2.0) @ sparse.diags(often**BURST))


def rows(all_views: Sequence[View], chosen) -> list[View]:
    """The views of some of the texts."""
    return [View(view.matrix[chosen], view.weight) for view in all_views]


def neighbors(matrix, others, n: int, own: np.ndarray | None = None, n_own: int = 0) -> sparse.csr_matrix:
    """The similarity of each row to the `n` rows of `others` nearest to it; ties go to the first.

    `own` holds for each row the indices of `others` from the same source, its own first: they do not count among the
    `n`, but the `n_own` nearest of them are added, except the row itself. Works in blocks of rows, so that memory grows
    with the number of texts and not with its square.
    """
    earlier = sparse.diags(-1 - HARDLY * np.linspace(1, 0, others.shape[0]))
    columns, kept = (earlier @ others).T.tocsr(), []
    for start in range(0, matrix.shape[0], ROWS):
        block = slice(start, start + ROWS)
        unlike, near = (matrix[block] @ columns).toarray(), 0
        if own is not None:
            np.put_along_axis(unlike, own[block, :1], 0, axis=1)
            near = _lowest(unlike, n_own, own[block])
            np.put_along_axis(unlike, own[block], 0, axis=1)
        kept.append(near + _lowest(unlike, n))
    return -sparse.vstack(kept, format="csr")


def _lowest(unlike: np.ndarray, n: int, places: np.ndarray | None = None) -> sparse.csr_matrix:
    """The indices of the `n` lowest non-zero values of each row, only among `places` if given."""
    some = unlike if places is None else np.take_along_axis(unlike, places, axis=1)
    lowest = np.argpartition(some, min(n, some.shape[1]) - 1, axis=1)[:, :n]
    columns = lowest if places is None else np.take_along_axis(places, lowest, axis=1)
    found, starts = np.take_along_axis(some, lowest, axis=1), np.arange(len(some) + 1) * lowest.shape[1]
    csr = sparse.csr_matrix((found.ravel(), columns.ravel(), starts), unlike.shape)
    csr.eliminate_zeros()
    csr.sort_indices()
    return csr


def nearest(all_views: Sequence[View], others: Sequence[View]) -> sparse.csr_matrix:
    """The similarity of each text to the `N_NEIGHBORS` of `others` nearest to it, summed over the views."""
    return sum(
        neighbors(v.matrix, w.matrix, N_NEIGHBORS) * v.weight for v, w in zip(all_views, others, strict=True)
    ).tocsr()


def graph(all_views: Sequence[View], sources: np.ndarray | None = None) -> sparse.csr_matrix:
    """The symmetric graph of nearest texts, summed over the views.

    With `sources` (the report of each passage) half of the neighbours of a passage come from other reports, so that
    groups follow the matter and not the style of one report.
    """
    n = all_views[0].matrix.shape[0]
    wanted = int(np.clip(round(n**0.5), 3, N_NEIGHBORS))
    several = sources is not None and len(set(sources)) > 1
    own, n_own = (_of_same(sources), wanted // 2) if several else (np.arange(n)[:, None], 0)
    near = (neighbors(view.matrix, view.matrix, wanted - n_own, own, n_own) for view in all_views)
    return sum(view.weight * _symmetric(found) for view, found in zip(all_views, near, strict=True)).tocsr()


def _of_same(sources: np.ndarray) -> np.ndarray:
    """For each place itself and the places of the same source, as many columns as the largest has; itself for none."""
    source, sizes = np.unique(sources, return_inverse=True, return_counts=True)[1:]
    found = np.repeat(np.arange(len(source))[:, None], sizes.max() + 1, axis=1)
    for number, size in enumerate(sizes):
        members = np.flatnonzero(source == number)
        found[members, 1 : size + 1] = members
    return found


def _symmetric(directed) -> sparse.csr_matrix:
    """Each edge weighted by the mean of both directions, relative to the nearest neighbour of either end."""
    largest = np.maximum(directed.max(axis=1).toarray().ravel(), 1e-9)
    scale = sparse.diags(largest**-0.5)
    scaled = scale @ directed @ scale
    return (scaled + scaled.T) / 2


def embedding(edges, n: int) -> np.ndarray:
    """Texts as points on a sphere: the first `n` eigenvectors of the graph, rows of length 1 (Ng et al. 2002)."""
    size = edges.shape[0]
    share = BACKGROUND / 2 * max(edges.sum(), 1.0) / size**2
    scale = np.maximum(edges @ np.ones(size) + 2 * share * size, 1e-12) ** -0.5
    both = sparse.diags(scale)
    near = both @ edges @ both + sparse.diags(share * size * scale**2)  # to itself too: texts without neighbours differ
    values, vectors = _largest(near.tocsr(), share**0.5 * scale, min(n, size))
    return unit_rows(vectors * np.maximum(values, 0))


def _largest(near, weak: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """The `n` largest eigenvalues of `near` plus `weak` times itself, largest first, and their vectors.

    For many texts the cube is used: it has the same eigenvectors, with eigenvalues further apart.
    """
    size = len(weak)
    if size <= MOST_DENSE or n > size // 3:
        whole = near.toarray() + np.outer(weak, weak)
        try:
            values, vectors = linalg.eigh(whole, subset_by_index=[size - n, size - 1])
        except linalg.LinAlgError:  # among texts that are all equally alike, some are not found but with all others
            values, vectors = linalg.eigh(whole)
    else:
        start = np.random.default_rng(0).standard_normal(size)  # always the same: a start, not a chance
        step = LinearOperator(near.shape, matvec=lambda x: near @ x + weak * (weak @ x), dtype=float)
        values, vectors = eigsh(step**3, k=n, which="LA", v0=start, tol=TOLERANCE)
        values = np.cbrt(values)
    order = np.argsort(-values, kind="stable")[:n]
    return values[order], vectors[:, order]


def partition(points: np.ndarray, middles: np.ndarray) -> Partition:
    """k-means in the first columns of an embedding, as many as groups, starting from the given `middles`.

    Groups are numbered by size, largest first; there are fewer groups than middles if points coincide.
    """
    n_groups = len(middles)
    if n_groups == len(points):
        return Partition(np.arange(n_groups), 1 - np.eye(n_groups))
    points = unit_rows(points[:, :n_groups])
    labels, middles = _settled(points, middles)
    some, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    number = np.zeros(n_groups, int)
    number[some[order]] = np.arange(len(some))
    return Partition(number[labels], distances(points, middles[some[order]]))


def _settled(points: np.ndarray, middles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The group of each point and the centres after convergence (Lloyd 1982); a group may lose all points."""
    labels = np.full(len(points), -1)
    for _ in range(MOST_STEPS):
        before, labels = labels, (points @ middles.T - (middles**2).sum(axis=1) / 2).argmax(axis=1)
        if (labels == before).all():
            break
        middles = _means(points, labels, middles)
    return labels, middles


def _means(points: np.ndarray, labels: np.ndarray, otherwise: np.ndarray) -> np.ndarray:
    """The mean of each group; `otherwise` where it is empty."""
    sizes = np.bincount(labels, minlength=len(otherwise))[:, None]
    member = sparse.csc_matrix(
        (np.ones(len(labels)), labels, np.arange(len(labels) + 1)), (len(otherwise), len(labels))
    )
    return np.where(sizes > 0, (member @ points) / np.maximum(sizes, 1), otherwise)


def columns(n_groups: int) -> int:
    """How many columns of an embedding to use for a tree that is cut into this many groups."""
    return next((n for n in COLUMNS if n >= n_groups), n_groups)


def tree_middles(points: np.ndarray, counts: Sequence[int]) -> list[np.ndarray]:
    """For each number of groups their centres in Ward's tree, built on at most `MOST_TREE` of the points."""
    some = points[np.unique(np.linspace(0, len(points) - 1, min(len(points), MOST_TREE)).round().astype(int))]
    trees = {n: ward(unit_rows(some[:, :n])) for n in {columns(n) for n in counts}}
    found = []
    for n in counts:
        here = unit_rows(some[:, :n])
        found.append(_means(here, fcluster(trees[columns(n)], n, "maxclust") - 1, here[:n]))
    return found


def quick_groups(points: np.ndarray, n_groups: int) -> np.ndarray:
    """The group of each point by k-means without a tree."""
    if n_groups == len(points):
        return np.arange(n_groups)
    points = unit_rows(points[:, :n_groups])
    return _settled(points, pivot_middles(points))[0]


def pivot_middles(points: np.ndarray) -> np.ndarray:
    """Centres of as many groups as columns, by pivoted QR factorisation (Damle, Minden and Ying 2019)."""
    first = np.linspace(1, 0.9, len(points))  # of points as far as each other, not the one that rounding makes farther
    pivots = points[linalg.qr(points.T * first, mode="r", pivoting=True, check_finite=False)[1][: points.shape[1]]]
    left, _, right = np.linalg.svd(pivots.T)
    return _means(points, np.abs(points @ (left @ right)).argmax(axis=1), pivots)


def distances(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The squared distance of each point to each centre."""
    squares = (points**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1)[None, :] - 2 * points @ centres.T
    return np.maximum(squares, 0)


def likelihood(edges, labels: np.ndarray, resolution: float = 1.0) -> float:
    """How much better than chance groups explain which texts are near: the log-likelihood of an edge (Newman 2016).

    It is that of the degree-corrected planted partition model at its maximum; negative if groups have fewer edges
    inside than by chance. A higher `resolution` (a factor of the expected edges) favours more, smaller groups.
    """
    of = np.repeat(labels, np.diff(edges.indptr))  # the group that each edge begins in
    total = max(edges.data.sum(), 1e-12)
    inside = min(edges.data[of == labels[edges.indices]].sum() / total, 1.0)
    chance = min(resolution * ((np.bincount(of, edges.data) / total) ** 2).sum(), 1.0)
    told = rel_entr([inside, 1 - inside], [chance, max(1 - chance, 1e-12)]).sum()
    return float(told if inside > chance else -told)


def candidate_counts(n_texts: int, each: float = 4) -> list[int]:
    """The numbers of groups worth trying: those with at least `each` texts a group."""
    return [k for k in COUNTS if k * each <= n_texts] or [1]


def typical(all_views: Sequence[View], labels: np.ndarray, shares: np.ndarray, sources: Sequence):
    """The `EXAMPLES` texts of each group most similar to it and to no other group; of different sources if possible."""
    found = []
    for group in range(labels.max() + 1):
        members = np.flatnonzero(labels == group)
        likeness = sum(v.weight * (v.matrix[members] @ v.matrix[members].sum(axis=0).T) for v in all_views)
        fitting = np.asarray(likeness).ravel() * shares[members, group] ** 2
        ranked = members[np.argsort(-fitting, kind="stable")[: 4 * EXAMPLES]]
        seen = [sum(sources[j] == sources[i] for j in ranked[:at]) for at, i in enumerate(ranked)]
        found.append(tuple(int(i) for i in ranked[np.argsort(seen, kind="stable")[:EXAMPLES]]))
    return tuple(found)
