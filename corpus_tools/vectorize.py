"""Texts → document-term matrix and its weights: those of scikit-learn, without the half second of its import."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from scipy import sparse

from corpus_tools.tokenize import words

B = 0.75  # how much BM25 weighs the length of a text
NOTHING = 1e-15  # a row shorter than this is rounding error


class DocTerm(NamedTuple):
    """A document-term matrix and the names of its columns."""

    matrix: sparse.csr_matrix  # one row a text, in the order of the texts
    terms: np.ndarray  # sorted


def doc_term(texts: Iterable[str], *, min_df=1, max_df=1.0, analyzer=words) -> DocTerm:
    """How often each term stands in each text; `min_df` and `max_df` as in scikit-learn: shares of the texts if floats.

    Terms are the `words` of a text unless `analyzer` gives others. A text without a known term has an empty row; texts
    without any word at all have no columns.

    >>> doc_term(["提案提案", "调研"]).matrix.toarray().tolist()
    [[2, 0], [0, 1]]
    """
    number: defaultdict[str, int] = defaultdict()
    number.default_factory = number.__len__  # a new term gets the next number
    columns, data, ends = array("i"), array("q"), [0]
    for text in texts:
        counts = Counter(map(number.__getitem__, analyzer(text)))
        columns.extend(counts)
        data.extend(counts.values())
        ends.append(len(data))
    matrix = sparse.csr_matrix((data, columns, ends), (len(ends) - 1, len(number)))
    least, most = (limit * (len(ends) - 1) if isinstance(limit, float) else limit for limit in (min_df, max_df))
    texts_with = np.bincount(matrix.indices, minlength=len(number)).tolist()
    terms = sorted(term for term, i in number.items() if least <= texts_with[i] <= most)
    matrix.sort_indices()
    return DocTerm(matrix[:, [number[term] for term in terms]], np.array(terms, dtype=object))


def tfidf(counts) -> sparse.csr_matrix:
    """Counts with a logarithm, times inverse document frequency; rows of length 1."""
    matrix = sparse.csr_matrix(counts, dtype=float, copy=True)
    matrix.sort_indices()
    matrix.data = (np.log(matrix.data) + 1) * idf(matrix)[matrix.indices]
    return unit_rows(matrix)


def idf(counts) -> np.ndarray:
    """Inverse document frequency of each term, smoothed as if one more text had all terms; 1 at least."""
    texts_with = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.log((1 + counts.shape[0]) / (1 + texts_with)) + 1


def unit_rows(matrix):
    """The rows of a matrix, sparse or not, scaled to length 1; a row of zeros stays."""
    if not sparse.issparse(matrix):
        return _divided(matrix, np.sqrt(np.einsum("ij,ij->i", matrix, matrix)))
    squares = sparse.csr_matrix((matrix.data**2, matrix.indices, matrix.indptr), matrix.shape)
    return _divided(matrix, np.sqrt(squares @ np.ones(matrix.shape[1])))


def rows_to_one(matrix):
    """The rows of a non-negative matrix, sparse or not, scaled to a sum of 1; a row of zeros stays."""
    return _divided(matrix, matrix @ np.ones(matrix.shape[1]) if sparse.issparse(matrix) else matrix.sum(axis=1))


def _divided(matrix, sizes: np.ndarray):
    sizes = np.where(sizes < NOTHING, 1, sizes)
    if not sparse.issparse(matrix):
        return matrix / sizes[:, None]
    data = matrix.data / np.repeat(sizes, np.diff(matrix.indptr))
    return sparse.csr_matrix((data, matrix.indices, matrix.indptr), matrix.shape)


def sums_by(group, matrix, n: int | None = None):
    """The sums of the rows of each of `n` groups; `group` holds the group of each row.

    >>> sums_by([0, 1, 0], sparse.csr_matrix([[1, 0], [2, 2], [3, 0]])).toarray().tolist()
    [[4, 0], [2, 2]]
    """
    groups = np.max(group, initial=-1) + 1 if n is None else n
    one = np.ones(len(group), matrix.dtype)
    return sparse.csr_matrix((one, (group, np.arange(len(group)))), shape=(groups, len(group))) @ matrix


def bm25(counts, k1: float, lengths=None) -> sparse.csr_matrix:
    """Okapi BM25 weights (Robertson and Zaragoza 2009), with the idf that is never negative.

    `lengths` are those of the texts, where the counts of only some terms are given.
    """
    matrix = sparse.csr_matrix(counts, dtype=float, copy=True)
    n, length = matrix.shape[0], np.asarray(matrix.sum(axis=1) if lengths is None else lengths).ravel()
    df = np.bincount(matrix.indices, minlength=matrix.shape[1])
    idf = np.log1p((n - df + 0.5) / (df + 0.5))
    rows = np.repeat(np.arange(n), np.diff(matrix.indptr))
    norm = k1 * (1 - B + B * length / max(length.mean() if n else 0.0, 1e-9))
    matrix.data = matrix.data * (k1 + 1) / (matrix.data + norm[rows]) * idf[matrix.indices]
    return matrix
