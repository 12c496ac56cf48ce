"""Scores of sentences: the laws they keep, and references computed in another way."""

import numpy as np
import pytest

from benchmarks.baselines import METHODS, select, textrank, word_vectors
from benchmarks.peers import _best_first, fitting
from corpus_tools.summarize import sentences_of

TEXT = """农民种粮积极性提高，粮食产量达到120万吨。
粮食生产稳定，农民种粮收入增加。
学校建成实验室12个，科技课程受学生欢迎。
学生在实验室做实验，科技竞赛获奖30项。
今年下了三场雪。"""


def sentences(text=TEXT):
    return sentences_of(text)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("text", ["", "。", "粮食增产。", "abc 123。", TEXT])
def test_every_method_gives_each_sentence_one_finite_score(method, text):
    scores = METHODS[method](sentences(text))
    assert scores.shape == (len(sentences(text)),)
    assert np.isfinite(scores).all()


@pytest.mark.parametrize("method", METHODS)
def test_every_method_gives_the_same_scores_again(method):
    assert (METHODS[method](sentences()) == METHODS[method](sentences())).all()


def test_textrank_by_repetition_is_the_solution_of_its_equation():
    vectors = word_vectors(sentences()).toarray()
    alike = vectors @ vectors.T
    np.fill_diagonal(alike, 0)
    n, out = len(alike), alike.sum(axis=1)
    walk = np.divide(alike, out[:, None], out=np.full_like(alike, 1 / n), where=out[:, None] > 1e-9)
    solved = np.linalg.solve(np.eye(n) - 0.85 * walk.T, np.full(n, 0.15 / n))
    assert textrank(sentences()) == pytest.approx(solved, abs=1e-9)


@pytest.mark.parametrize("method", ["textrank", "lexrank"])
def test_scores_of_a_random_walk_sum_to_one(method):
    assert METHODS[method](sentences()).sum() == pytest.approx(1)


def test_a_sentence_like_no_other_is_the_least_central():
    assert textrank(sentences()).argmin() == 4


def test_lead_prefers_what_stands_first():
    assert list(METHODS["lead"](sentences()).argsort()[::-1]) == [0, 1, 2, 3, 4]


def test_selection_fills_the_room_in_order_of_the_scores():
    found = sentences()
    assert select(found, np.array([5, 4, 3, 2, 1]), len(found[0].text) + len(found[4].text)) == [0, 4]


def test_peers_give_what_fits_in_the_order_of_their_rating():
    assert fitting(["甲" * 6, "乙" * 8, "丙" * 3], 10) == ["甲" * 6, "丙" * 3]
    assert _best_first(("甲", "乙"), 1, {"甲": 1, "乙": 2}) == ("乙", "甲")
    assert _best_first(("a", "b"), 1, ord) == ("b", "a")
