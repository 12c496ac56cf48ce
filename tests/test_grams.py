"""Characters and pairs of characters, counted as scikit-learn would count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from corpus_tools.grouping import grams
from corpus_tools.grouping.grams import gram_counts


@given(st.lists(st.text("提案办理aB9 ，\n\ud800𠀀", max_size=12), max_size=6))
def test_grams_are_counted_as_scikit_learn_counts_them(texts):
    texts.append("提案App")
    reference = CountVectorizer(analyzer=grams.grams).fit_transform(texts)
    assert gram_counts(texts).toarray().tolist() == reference.toarray().tolist()


@pytest.mark.parametrize("size", [1, 2, 3])
def test_counting_in_blocks_changes_nothing(monkeypatch, size):
    texts = ["提案办理", "", "办理App提案", "App", "理"]
    whole = gram_counts(texts).toarray().tolist()
    monkeypatch.setattr(grams, "BLOCK", size)
    assert gram_counts(texts).toarray().tolist() == whole


@pytest.mark.parametrize("texts", [[], [""], ["，。1"]])
def test_texts_without_grams_have_rows_but_no_columns(texts):
    assert gram_counts(texts).shape == (len(texts), 0)
