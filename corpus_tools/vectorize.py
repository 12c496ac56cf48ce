"""Texts → document-term matrix, the same as scikit-learn makes, which takes longer to import than reports to read."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from numbers import Integral
from typing import NamedTuple

import numpy as np
from scipy import sparse

from corpus_tools.tokenize import words

B = 0.75  # how much BM25 weighs the length of a text
NOTHING = 10 * np.finfo(float).eps  # a row shorter than this is zeros and rounding


class DocTerm(NamedTuple):
    """A document-term matrix and the names of its columns."""

    matrix: sparse.csr_matrix  # one row a text, in the order of the texts
    terms: np.ndarray  # sorted


def doc_term(texts: Iterable[str], *, min_df=1, max_df=1.0, weight: str = "tfidf", analyzer=words) -> DocTerm:
    """The weight of each term in each text; `min_df` and `max_df` as in scikit-learn.

    `weight` is "count", "tfidf" (rows of length 1) or "bm25". Terms are the `words` of a text unless `analyzer`
    gives others. A text without a known term has an empty row; texts without any word at all have no columns.

    >>> doc_term(["提案提案", "调研"], weight="count").matrix.toarray().tolist()
    [[2, 0], [0, 1]]
    """
    if weight not in WEIGHTS:
        raise ValueError(f"weight is {weight!r}; it must be one of {', '.join(WEIGHTS)}")
    number: dict[str, int] = defaultdict(count().__next__)  # of each term, as they come up
    columns: list[int] = []
    ends = [0]
    for text in texts:
        columns += map(number.__getitem__, analyzer(text))
        ends.append(len(columns))
    counts = sparse.csr_matrix((np.ones(len(columns), int), columns, ends), (len(ends) - 1, len(number)))
    counts.sum_duplicates()
    low, high = (_texts(limit, len(ends) - 1) for limit in (min_df, max_df))
    df = _df(counts).tolist()
    terms = [term for term in sorted(number) if low <= df[number[term]] <= high]
    found = counts[:, [number[term] for term in terms]]
    return DocTerm(WEIGHTS[weight](found), np.array(terms, dtype=object))


def _texts(limit: float, n: int) -> float:
    """A number of texts, or a share of `n`, as a number."""
    if limit < 0:
        raise ValueError(f"min_df and max_df are numbers of texts or shares of them, not {limit}")
    return limit if isinstance(limit, Integral) else limit * n


def _df(counts: sparse.csr_matrix) -> np.ndarray:
    """In how many texts each term stands."""
    return np.bincount(sparse.csr_matrix(counts).indices, minlength=counts.shape[1])


def tfidf(counts) -> sparse.csr_matrix:
    """Counts with a logarithm, times inverse document frequency; rows of length 1."""
    matrix = sparse.csr_matrix(counts, dtype=float, copy=True)
    matrix.sort_indices()
    matrix.data = (np.log(matrix.data) + 1) * idf(matrix)[matrix.indices]
    return unit_rows(matrix)


def idf(counts) -> np.ndarray:
    """Inverse document frequency of each term, 1 for one that stands in every text, as if one more text had all."""
    return np.log((counts.shape[0] + 1) / (_df(counts) + 1)) + 1


def unit_rows(matrix):
    """The rows of a matrix, sparse or not, brought to length 1; a row of zeros stays."""
    return _over_sizes(matrix, 2)


def rows_to_one(matrix):
    """The rows of a matrix without negative numbers, sparse or not, brought to a sum of 1; one of zeros stays."""
    return _over_sizes(matrix, 1)


def _over_sizes(matrix, power: int):
    """The rows over their sizes, but for sizes that are nothing but rounding."""
    if not sparse.issparse(matrix):
        sums = matrix.sum(axis=1) if power == 1 else np.einsum("ij,ij->i", matrix, matrix)
        return matrix / _sizes(sums, power)[:, None]
    found = matrix.tocsr(copy=True)
    rows = _rows(found)
    found.data = found.data / _sizes(np.bincount(rows, found.data**power, found.shape[0]), power)[rows]
    return found


def _sizes(sums: np.ndarray, power: int) -> np.ndarray:
    sizes = np.sqrt(sums) if power == 2 else sums
    return np.where(sizes < NOTHING, 1, sizes)


def _rows(matrix: sparse.csr_matrix) -> np.ndarray:
    """The row of each number that a sparse matrix holds."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def bm25(counts, k1: float = 1.5, lengths=None) -> sparse.csr_matrix:
    """Okapi BM25 weights (Robertson and Zaragoza 2009), with the idf that is never negative.

    `lengths` are those of the texts, where the counts of only some terms are given.
    """
    matrix = sparse.csr_matrix(counts, dtype=float, copy=True)
    n, length = matrix.shape[0], np.asarray(matrix.sum(axis=1) if lengths is None else lengths).ravel()
    df = _df(matrix)
    idf = np.log1p((n - df + 0.5) / (df + 0.5))
    norm = k1 * (1 - B + B * length / max(length.mean() if n else 0.0, 1e-9))
    matrix.data = matrix.data * (k1 + 1) / (matrix.data + norm[_rows(matrix)]) * idf[matrix.indices]
    return matrix


WEIGHTS = {"count": sparse.csr_matrix, "tfidf": tfidf, "bm25": bm25}
