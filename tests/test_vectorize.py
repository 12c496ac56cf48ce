"""Document-term matrices and their weights, beside what scikit-learn gives."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from corpus_tools.tokenize import words
from corpus_tools.vectorize import bm25, doc_term, rows_to_one, tfidf, unit_rows

FARMING = ["粮食增产，农民增收。", "农民种粮，粮食丰收。"]
SCIENCE = ["科技创新引领产业。", "产业升级靠科技。"]
TEXTS = [*FARMING, *SCIENCE]


@pytest.mark.parametrize("texts", [[], [""], ["，。"], ["的了和"]])
def test_texts_without_words_have_rows_but_no_columns(texts):
    matrix, terms = doc_term(texts)
    assert matrix.shape == (len(texts), 0)
    assert len(terms) == 0


def test_nothing_left_by_the_limits_is_an_empty_matrix():
    assert doc_term(TEXTS, min_df=5).matrix.shape == (4, 0)
    assert doc_term(["提案"], min_df=3).matrix.shape == (1, 0)


def test_a_limit_of_the_wrong_kind_is_scikit_learns_error():
    with pytest.raises(ValueError, match="max_df"):
        doc_term(TEXTS, max_df=-2.0)


def test_terms_are_sorted_words_and_counts_are_their_numbers():
    matrix, terms = doc_term(TEXTS)
    assert list(terms) == sorted({w for t in TEXTS for w in words(t)})
    assert matrix.sum() == sum(len(words(t)) for t in TEXTS)
    assert matrix[1, list(terms).index("粮食")] == words(TEXTS[1]).count("粮食")


def test_tfidf_is_what_scikit_learn_says():
    matrix, terms = doc_term(TEXTS)
    reference = TfidfVectorizer(analyzer=words, sublinear_tf=True)
    np.testing.assert_allclose(tfidf(matrix).toarray(), reference.fit_transform(TEXTS).toarray())
    assert list(terms) == list(reference.get_feature_names_out())


def test_bm25_is_what_its_formula_says():
    counts, terms = doc_term(["提案提案调研", "提案", "养老"])
    matrix = bm25(counts, k1=1.5)
    column = list(terms).index("提案")
    idf = np.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    assert matrix[0, column] == pytest.approx(2 * 2.5 / (2 + 1.5 * (0.25 + 0.75 * 3 / (5 / 3))) * idf)
    assert matrix[2, column] == 0


WEIGHTS = pytest.mark.parametrize("weigh", [tfidf, partial(bm25, k1=1.5)], ids=["tfidf", "bm25"])


@WEIGHTS
@pytest.mark.parametrize("form", [sparse.csc_matrix, sparse.coo_matrix, sparse.csr_matrix.toarray])
def test_counts_in_any_form_are_weighed_alike(weigh, form):
    counts = doc_term(TEXTS).matrix
    assert np.array_equal(weigh(form(counts)).toarray(), weigh(counts).toarray())


@given(st.permutations(TEXTS))
def test_the_order_of_the_texts_is_the_order_of_the_rows_and_nothing_else(texts):
    expected, terms = doc_term(TEXTS)
    matrix, same = doc_term(texts)
    assert list(terms) == list(same)
    assert np.array_equal(matrix.toarray(), expected.toarray()[[TEXTS.index(t) for t in texts]])


@WEIGHTS
def test_texts_on_one_theme_are_nearer_than_texts_on_two(weigh):
    matrix = weigh(doc_term(TEXTS).matrix).toarray()
    alike = matrix @ matrix.T
    assert min(alike[0, 1], alike[2, 3]) > alike[:2, 2:].max()


@pytest.mark.parametrize("form", [np.array, sparse.csr_matrix])
def test_rows_are_divided_by_their_size_and_rows_of_zeros_stay(form):
    rows = form(np.array([[3.0, 0, 4], [0, 0, 0], [2, 2, 0]]))
    squares = unit_rows(rows) ** 2 if form is np.array else unit_rows(rows).power(2)
    assert np.allclose(np.ravel(squares.sum(axis=1)), [1, 0, 1])
    assert np.allclose(np.ravel(rows_to_one(rows).sum(axis=1)), [1, 0, 1])


@pytest.mark.parametrize("form", [np.array, sparse.csr_matrix])
def test_a_matrix_without_columns_has_nothing_to_divide(form):
    assert unit_rows(form(np.zeros((3, 0)))).shape == rows_to_one(form(np.zeros((3, 0)))).shape == (3, 0)
