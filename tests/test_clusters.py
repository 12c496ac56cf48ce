"""The graph of nearest texts and its groups: on points and texts whose groups are known."""

import numpy as np
import pytest
from scipy import sparse

from corpus_tools.grouping import clusters
from corpus_tools.grouping.clusters import (
    candidate_counts,
    embedding,
    graph,
    likelihood,
    neighbors,
    partition,
    pivot_middles,
    tree_middles,
    views,
)
from corpus_tools.grouping.grams import grams

STARTS = [lambda points, n: tree_middles(points, [n])[0], lambda points, n: pivot_middles(points)]
FARM = ["小麦丰收，农民增收", "农民种植小麦和水稻", "水稻种植面积扩大，农民增收", "小麦水稻丰收"]
COURT = ["法院审理案件", "法官依法审理案件", "法院依法判决案件", "法官判决，法院执行"]


def two_islands() -> sparse.csr_matrix:
    """Two groups of four, all joined inside a group and not between them."""
    block = np.ones((4, 4)) - np.eye(4)
    return sparse.csr_matrix(np.kron(np.eye(2), block))


def test_grams_do_not_cross_punctuation():
    assert grams("提案。办理") == ["提", "案", "提案", "办", "理", "办理"]


@pytest.mark.parametrize("text", ["", "……", "2023 12", "🙂"])
def test_a_text_without_words_has_no_grams(text):
    assert grams(text) == []


def test_rows_of_a_view_have_length_one_or_none():
    for view in views([*FARM, *COURT, ""]):
        lengths = np.linalg.norm(view.matrix.toarray(), axis=1)
        assert np.allclose(lengths[:-1], 1)
        assert lengths[-1] == 0


def test_neighbors_are_those_of_the_full_similarity():
    rows = views([*FARM, *COURT])[0].matrix
    full = (rows @ rows.T).toarray() * (1 - np.eye(8))
    found = neighbors(rows, rows, 2, np.arange(8)[:, None]).toarray()
    for similar, kept in zip(full, found, strict=True):
        assert set(np.flatnonzero(kept)) <= set(np.argsort(-similar, kind="stable")[:2])


def test_blocks_give_the_same_neighbors(monkeypatch):
    rows = views([*FARM, *COURT])[0].matrix
    whole = neighbors(rows, rows, 3).toarray()
    monkeypatch.setattr(clusters, "ROWS", 3)
    assert (neighbors(rows, rows, 3).toarray() == whole).all()


def test_the_graph_is_symmetric_without_loops():
    edges = graph(views([*FARM, *COURT])).toarray()
    assert np.allclose(edges, edges.T)
    assert not edges.diagonal().any()


def test_with_sources_a_passage_has_neighbors_in_other_reports():
    texts = [f"{name}{text}" for name in ("甲县人民政府", "乙市人民政府") for text in (*FARM, *COURT)]
    sources = np.repeat(["甲", "乙"], 8)
    edges = graph(views(texts), sources).toarray()
    assert (edges[:8, 8:] > 0).any(axis=1).all()


@pytest.mark.parametrize("size", [4, 20, 80])
def test_texts_that_are_all_equally_alike_have_an_embedding(size):
    points = embedding(sparse.csr_matrix(np.ones((size, size)) - np.eye(size)), min(size, 12))
    assert np.allclose(np.linalg.norm(points, axis=1), 1)


def test_an_embedding_lies_on_a_sphere_and_parts_the_themes():
    all_views = views([*FARM, *COURT])
    points = embedding(graph(all_views), 2)
    assert np.allclose(np.linalg.norm(points, axis=1), 1)
    labels = partition(points, tree_middles(points, [2])[0]).labels
    assert len(set(labels[:4])) == len(set(labels[4:])) == 1
    assert labels[0] != labels[4]


def test_the_sparse_solver_agrees_with_the_dense_one(monkeypatch):
    texts = [f"{a}{b}" for a in [*FARM, *COURT] for b in ("", "今年", "去年", "会议", "调研", "考察")]
    all_views = views(texts)
    edges = graph(all_views)
    dense = embedding(edges, 3)
    monkeypatch.setattr(clusters, "MOST_DENSE", 10)
    sparse_one = embedding(edges, 3)
    assert np.allclose(dense @ dense.T, sparse_one @ sparse_one.T, atol=1e-4)


def test_likelihood_of_two_islands_is_that_of_two_fair_sides():
    edges, labels = two_islands(), np.repeat([0, 1], 4)
    assert likelihood(edges, labels) == pytest.approx(np.log(2))
    assert likelihood(edges, np.zeros(8, int)) == 0
    assert likelihood(edges, labels, resolution=2) == 0
    assert likelihood(edges, np.arange(8)) < 0


def test_likelihood_is_that_of_the_planted_partition_for_each_edge_beyond_that_of_chance():
    edges, labels = np.random.default_rng(0).random((12, 12)), np.repeat([0, 1, 2], 4)
    same = labels[:, None] == labels
    edges = (edges + edges.T) * (1 + same)
    expected = np.outer(edges.sum(axis=1), edges.sum(axis=0)) / edges.sum()
    inside, outside = (edges[where].sum() / expected[where].sum() for where in (same, ~same))
    rate = np.where(same, inside, outside)
    told = (edges * np.log(rate * expected) - rate * expected).sum() - (edges * np.log(expected) - expected).sum()
    assert likelihood(sparse.csr_matrix(edges), labels) == pytest.approx(told / edges.sum())


def test_likelihood_sees_the_cliques_of_a_long_ring_where_modularity_sees_pairs_of_them():
    edges = np.kron(np.eye(30), 1 - np.eye(5))  # Fortunato and Barthélemy (2007)
    ends = np.arange(0, 150, 5)
    edges[ends, (ends + 6) % 150] = edges[(ends + 6) % 150, ends] = 1
    cliques, pairs = np.arange(150) // 5, np.arange(150) // 10
    expected = np.outer(edges.sum(axis=1), edges.sum(axis=0)) / edges.sum()
    modularity = [(edges - expected)[labels[:, None] == labels].sum() for labels in (cliques, pairs)]
    assert modularity[0] < modularity[1]
    assert likelihood(sparse.csr_matrix(edges), cliques) > likelihood(sparse.csr_matrix(edges), pairs)


def test_groups_are_numbered_by_size():
    points = np.array([[1.0, 0], [1, 0.1], [1, -0.1], [0, 1], [0.1, 1]])
    assert partition(points, tree_middles(points, [2])[0]).labels.tolist() == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(("n", "last"), [(0, 1), (3, 1), (7, 1), (8, 2), (40, 10), (100_000, 80)])
def test_no_more_groups_are_tried_than_a_quarter_of_the_texts(n, last):
    counts = candidate_counts(n)
    assert counts[0] in (1, 2)
    assert last - 20 < counts[-1] <= last


def test_what_comes_back_in_a_text_makes_texts_more_alike():
    texts = ["城市和鲥鱼", "城市和桑蚕", "蜀锦和鲥鱼", "城市，鲥鱼鲥鱼鲥鱼"]  # 城市 and 鲥鱼 stand in three texts each
    for view in clusters.views(texts):
        to_city, to_fish = (view.matrix[0] @ view.matrix[1:3].T).toarray()[0]
        assert to_fish > to_city > 0


@pytest.mark.parametrize("start", STARTS)
def test_the_middles_of_groups_are_the_means_of_their_points(start):
    points = embedding(graph(views([*FARM, *COURT])), 3)
    labels, apart = partition(points, start(points, 3))
    for group in range(3):
        middle = points[labels == group].mean(axis=0)
        assert np.allclose(apart[:, group], ((points - middle) ** 2).sum(axis=1))
    assert (apart.argmin(axis=1) == labels).all()


@pytest.mark.parametrize("start", STARTS)
def test_points_that_are_alike_make_fewer_groups(start):
    for points, groups in ((np.repeat(np.eye(3), [5, 4, 3], axis=0), {0, 1, 2}), (np.tile([1.0, 0, 0], (9, 1)), {0})):
        assert set(partition(points, start(points, 3)).labels) == groups


@pytest.mark.parametrize("start", STARTS)
def test_the_last_digits_of_points_move_no_label(start):
    points = embedding(graph(views([*FARM, *COURT])), 4)
    labels = partition(points, start(points, 4)).labels
    for seed in range(20):
        moved = points * (1 + 1e-14 * np.random.default_rng(seed).standard_normal(points.shape))
        assert (partition(moved, start(moved, 4)).labels == labels).all()


def test_of_rows_as_near_the_first_are_neighbors():
    found = neighbors(sparse.csr_matrix(np.ones((40, 1))), sparse.csr_matrix(np.ones((40, 1))), 3)
    assert (found.toarray().nonzero()[1].reshape(40, 3) == [0, 1, 2]).all()


def test_so_many_neighbors_are_of_the_same_source():
    near, texts = np.arange(12), sparse.csr_matrix(np.ones((12, 1)))
    own = np.column_stack([near, near // 4 * 4, near // 4 * 4 + 1, near // 4 * 4 + 2, near // 4 * 4 + 3])
    found = neighbors(texts, texts, 3, own, 2).toarray() > 0
    same = near[:, None] // 4 == near // 4
    assert not found.diagonal().any()
    assert ((found & same).sum(axis=1) == 2).all() and ((found & ~same).sum(axis=1) == 3).all()
