"""The benchmarks run, on little, and their arithmetic is right; what they measure is not tested."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from benchmarks import __main__ as command
from benchmarks import stages, topics
from benchmarks.corpora import LENGTH, write
from corpus_tools.corpus import read_corpus


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    return write(3, tmp_path_factory.mktemp("made"))


def test_made_reports_are_reports_each_its_own(paths):
    corpus = read_corpus(paths)
    assert len(corpus.reports) == 3 and not corpus.skipped
    assert all(r.organ and r.year and len(r.sections) > 1 for r in corpus.reports)
    assert all(0.8 * LENGTH < r.characters < 1.3 * LENGTH for r in corpus.reports)


def test_more_made_reports_begin_with_the_same(paths, tmp_path):
    again = write(4, tmp_path)
    assert [p.read_bytes() for p in again[:3]] == [p.read_bytes() for p in paths]


@pytest.mark.parametrize("name", sorted(set(stages.STAGES) - {"pages", "pages, one new", *stages.PEERS}))
def test_a_stage_does_its_work(name, paths):
    stages.STAGES[name](paths)()


def test_every_stage_is_in_the_command():
    assert set(command.NAMES) == set(stages.STAGES)


def test_of_several_runs_each_row_is_the_one_that_took_least():
    def run(peak, *seconds):
        return {"stage": "a", "rows": [{"reports": n, "seconds": s} for n, s in enumerate(seconds)], "peak_mb": peak}

    assert command.least([run(7, 3.0, 5.0), run(9, 4.0, 2.0)]) == run(9, 3.0, 2.0)


def test_growth_is_the_power_and_a_ratio_is_of_the_largest_that_both_have():
    def stage(*seconds):
        rows = [{"factor": f, "reports": 5 * f, "bytes": 1000, "seconds": s} for f, s in zip((1, 2, 4), seconds)]  # noqa: B905
        return {"stage": "x", "rows": rows, "peak_mb": 1}

    assert command.growth(stage(1, 2, 4)["rows"]) == pytest.approx(1)
    assert command.growth(stage(1, 4, 16)["rows"]) == pytest.approx(2)
    assert command.growth(stage(1)["rows"]) is None
    found = command.ratios({"equal work": stage(1, 2, 4), "tutorial keywords": stage(10, 30)})
    assert found == {"words and TF-IDF, equal work": 15.0}
    assert command.split({"equal work": stage(1)}) == {}
    assert sum(command.split({name: stage(1, 2) for name in command.NAMES}).values()) == pytest.approx(
        1000 * len(command.WHOLE) * 2 / 10
    )
    table = command.markdown({"x": stage(1, 2, 4)}, {"cores": 2})
    assert "| x | 0.00025 | 200 | 20 | 1.00 | 1 |" in table


def test_the_scores_of_a_sample_are_those_of_scikit_learn():
    truth, groups, sample = np.random.default_rng(1).integers([[5], [4], [60]], size=(3, 60))
    nmi, ari = topics.scores(truth, groups, sample)
    assert nmi == pytest.approx(normalized_mutual_info_score(truth[sample], groups[sample]))
    assert ari == pytest.approx(adjusted_rand_score(truth[sample], groups[sample]))


def test_a_difference_of_groups_has_an_interval_around_it(monkeypatch):
    monkeypatch.setattr(topics, "SAMPLES", 50)
    truth, noise = np.random.default_rng(2).integers(4, size=(2, 80))
    gain, low, high = topics.differences(["abcd"[t] for t in truth], [truth], [noise])
    assert (low > 0.5).all() and (high > low).all() and (gain > 0.5).all()
    assert not topics.differences(truth, [noise], [noise]).any()
