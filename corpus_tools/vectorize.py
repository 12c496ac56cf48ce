"""Texts → document-term matrix, the same as with scikit-learn's vectorizers, in less time."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
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
    counts, terms = _counted(map(analyzer, texts))
    low, high = (_number(limit, counts.shape[0]) for limit in (min_df, max_df))
    df = np.bincount(counts.indices, minlength=len(terms))
    kept = np.flatnonzero((df >= low) & (df <= high))
    kept = kept[np.argsort(terms[kept])]
    counts, terms = counts[:, kept], terms[kept]
    return DocTerm(WEIGHTS[weight](counts) if len(terms) else counts, terms)


def _counted(texts: Iterable[Iterable[str]]) -> DocTerm:
    """How often each term stands in each text of terms; the terms in the order they come up."""
    number: dict[str, int] = defaultdict()
    number.default_factory = number.__len__
    columns, ends = array("i"), [0]
    for terms in texts:
        columns.extend(map(number.__getitem__, terms))
        ends.append(len(columns))
    shape = len(ends) - 1, len(number)
    counts = sparse.csr_matrix((np.ones(len(columns), int), columns, ends), shape)
    counts.sum_duplicates()
    return DocTerm(counts, np.array(list(number), dtype=object))


def _number(limit: float, n: int) -> float:
    """A number of texts, or a share of `n`, as a number."""
    if limit < 0:
        raise ValueError(f"min_df and max_df are numbers of texts or shares of them, not {limit}")
    return limit if isinstance(limit, Integral) else limit * n


def tfidf(counts) -> sparse.csr_matrix:
    """Counts with a logarithm, times inverse document frequency; rows of length 1."""
    matrix = sparse.csr_matrix(counts, dtype=float, copy=True)
    matrix.data = (np.log(matrix.data) + 1) * idf(counts)[matrix.indices]
    return unit_rows(matrix)


def idf(counts) -> np.ndarray:
    """Inverse document frequency of each term, 1 for one that stands in every text, as if one more text had all."""
    df = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.log((counts.shape[0] + 1) / (df + 1)) + 1


def unit_rows(matrix):
    """The rows of a matrix, sparse (CSR) or not, brought to length 1; a row of zeros stays."""
    if sparse.issparse(matrix):
        return _divided(matrix, np.sqrt(np.bincount(_rows(matrix), matrix.data**2, matrix.shape[0])))
    return _divided(matrix, np.sqrt(np.einsum("ij,ij->i", matrix, matrix)))


def rows_to_one(matrix):
    """The rows of a matrix without negative numbers, sparse (CSR) or not, brought to a sum of 1; one of zeros stays."""
    if sparse.issparse(matrix):
        return _divided(matrix, np.bincount(_rows(matrix), matrix.data, matrix.shape[0]))
    return _divided(matrix, matrix.sum(axis=1))


def _divided(matrix, sizes: np.ndarray):
    """The rows over their sizes, but for sizes that are nothing but rounding."""
    sizes = np.where(sizes < NOTHING, 1, sizes)
    if not sparse.issparse(matrix):
        return matrix / sizes[:, None]
    found = matrix.copy()
    found.data = matrix.data / sizes[_rows(matrix)]
    return found


def _rows(matrix) -> np.ndarray:
    """The row of each number that a sparse matrix holds."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def bm25(counts, k1: float = 1.5, lengths=None) -> sparse.csr_matrix:
    """Okapi BM25 weights (Robertson and Zaragoza 2009), with the idf that is never negative.

    `lengths` are those of the texts, where the counts of only some terms are given.
    """
    matrix = sparse.csr_matrix(counts, dtype=float, copy=True)
    n, length = matrix.shape[0], np.asarray(matrix.sum(axis=1) if lengths is None else lengths).ravel()
    df = np.bincount(matrix.indices, minlength=matrix.shape[1])
    idf = np.log1p((n - df + 0.5) / (df + 0.5))
    norm = k1 * (1 - B + B * length / max(length.mean() if n else 0.0, 1e-9))
    matrix.data = matrix.data * (k1 + 1) / (matrix.data + norm[_rows(matrix)]) * idf[matrix.indices]
    return matrix


WEIGHTS = {"count": sparse.csr_matrix, "tfidf": tfidf, "bm25": bm25}
