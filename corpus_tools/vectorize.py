"""Texts → document-term matrix, with scikit-learn's vectorizers, which are imported late because it takes long."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from scipy import sparse

from corpus_tools.tokenize import words

B = 0.75  # how much BM25 weighs the length of a text


class DocTerm(NamedTuple):
    """A document-term matrix and the names of its columns."""

    matrix: sparse.csr_matrix  # one row a text, in the order of the texts
    terms: np.ndarray  # sorted


def doc_term(texts: Iterable[str], *, min_df=1, max_df=1.0, analyzer=words) -> DocTerm:
    """How often each term stands in each text; `min_df` and `max_df` as in scikit-learn.

    Terms are the `words` of a text unless `analyzer` gives others. A text without a known term has an empty row; texts
    without any word at all have no columns.

    >>> doc_term(["提案提案", "调研"]).matrix.toarray().tolist()
    [[2, 0], [0, 1]]
    """
    from sklearn.feature_extraction.text import CountVectorizer

    texts = list(texts)
    vectorizer = CountVectorizer(analyzer=analyzer, min_df=min_df, max_df=max_df)
    try:
        counts = vectorizer.fit_transform(texts)
    except ValueError as error:
        if not any(said in str(error) for said in ("empty vocabulary", "no terms remain", "max_df corresponds")):
            raise
        return DocTerm(sparse.csr_matrix((len(texts), 0)), np.array([], dtype=object))
    return DocTerm(counts, vectorizer.get_feature_names_out())


def tfidf(counts) -> sparse.csr_matrix:
    """Counts with a logarithm, times inverse document frequency; rows of length 1."""
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer(sublinear_tf=True).fit_transform(counts)


def idf(counts) -> np.ndarray:
    """Inverse document frequency of each term, smoothed as if one more text had all terms; 1 at least."""
    texts_with = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.log((1 + counts.shape[0]) / (1 + texts_with)) + 1


def unit_rows(matrix):
    """The rows of a matrix, sparse or not, scaled to length 1; a row of zeros stays."""
    return _normalized(matrix, "l2")


def rows_to_one(matrix):
    """The rows of a non-negative matrix, sparse or not, scaled to a sum of 1; a row of zeros stays."""
    return _normalized(matrix, "l1")


def _normalized(matrix, norm: str):
    from sklearn import config_context
    from sklearn.preprocessing import normalize

    with config_context(assume_finite=True, skip_parameter_validation=True):  # half the time of a small matrix
        return normalize(matrix, norm) if all(matrix.shape) else matrix


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
