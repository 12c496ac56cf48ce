"""Topics keep their numbers from run to run, and a page says what changed."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus_tools.corpus import read_corpus
from corpus_tools.grouping.history import Known, Memory, Run, from_json, recalled, to_json
from corpus_tools.grouping.report_topics import report_topics
from corpus_tools.views.topic_history import Recalled, changes, recall

MATTERS = {
    "提案": "全年收到提案{0}件，立案{0}件，重点提案由主席领衔督办，承办单位办复率百分之{0}，提案者满意。",
    "养老": "组织委员视察社区养老服务中心{0}处，老年食堂、护理床位和医养结合服务得到老人欢迎，医疗照护进家庭。",
    "联谊": "走访民主党派、工商联和无党派人士{0}人次，接待港澳台侨来访团组{0}个，举办联谊交流活动，凝聚共识。",
    "产业": "围绕先进制造业产业集群调研企业{0}家，提出科技创新、数字经济和营商环境建议{0}条，推动项目落地。",
}


@pytest.fixture
def write(tmp_path):
    """Write a report of some matters, and read the folder again."""

    def written(place: str, year: int, matters: str):
        lines = [2 * MATTERS[m].format(year % 70 + 5 * i + len(place)) for m in matters.split() for i in range(3)]
        text = "\n".join([f"{place}政协{year}年工作报告", *lines])
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{place}{year}.txt").write_text(text, encoding="utf-8")
        return read_corpus(tmp_path / "in").reports

    return written


def numbers_of(model) -> dict[str, int]:
    """The number of the topic that most passages of each matter are in."""
    found = {}
    for matter, sentence in MATTERS.items():
        rows = [t for p, t in zip(model.passages, model.topics.labels, strict=True) if sentence[-6:] in p.simplified]
        if rows:
            found[matter] = model.numbers[int(np.bincount(rows).argmax())]
    return found


def test_topics_keep_their_numbers_when_a_report_is_added(write, tmp_path):
    path = str(tmp_path / "out" / "topics.json")
    write("江北区", 2021, "提案 养老 联谊")
    first, _ = recall(report_topics(write("渝北区", 2021, "提案 养老 联谊"), 3), path)
    later, past = recall(report_topics(write("长寿区", 2022, "提案 产业 产业"), 4), path)
    before, now = numbers_of(first), numbers_of(later)
    assert {matter: now[matter] for matter in before} == before
    assert now["产业"] == 4
    said = str(changes(past))
    assert "新出现" in said
    assert "多了 1 份（长寿区政协 2022）" in said


def test_the_same_reports_again_say_the_same(write, tmp_path):
    path = tmp_path / "topics.json"
    write("江北区", 2021, "提案 养老")
    recall(report_topics(write("渝北区", 2021, "提案 养老"), 2), str(path))
    added = report_topics(write("长寿区", 2022, "提案 产业"), 3)
    once, twice = (recall(added, str(path)) for _ in range(2))
    assert str(changes(once[1])) == str(changes(twice[1]))
    kept = path.read_bytes()
    recall(added, str(path))
    assert path.read_bytes() == kept


def test_a_first_run_says_that_there_is_nothing_to_compare(write):
    model, past = recall(report_topics(write("江北区", 2021, "提案 养老"), 2), "")
    assert model.numbers == (1, 2)
    assert "没有上一次的结果可比" in str(changes(past))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda text: text[: len(text) // 2], "已经损坏"),
        (lambda text: text.replace('"number": 1', '"number": 9'), "已经损坏"),
        (lambda text: text.replace('"before"', '"befor"'), "已经损坏"),
    ],
)
def test_a_damaged_file_is_not_believed_and_written_anew(write, tmp_path, damage, said):
    path = tmp_path / "topics.json"
    model = report_topics(write("江北区", 2021, "提案 养老"), 2)
    recall(model, str(path))
    whole = path.read_text(encoding="utf-8")
    path.write_text(damage(whole), encoding="utf-8")
    again, past = recall(model, str(path))
    assert said in str(changes(past))
    assert again.numbers == (1, 2)
    assert path.read_text(encoding="utf-8") == whole


@pytest.mark.parametrize("content", [b"my notes", b"[" * 9999, b"\xff\xfe", b"{}", b'{"made_by": "another"}', b""])
def test_a_file_that_is_not_ours_is_left_as_it_is(write, tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    _, past = recall(report_topics(write("江北区", 2021, "提案 养老"), 2), str(path))
    assert path.read_bytes() == content
    assert "不是本工具保存的" in str(changes(past))


def test_what_cannot_be_read_or_written_is_said(write, tmp_path):
    model = report_topics(write("江北区", 2021, "提案 养老"), 2)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for place in (tmp_path, tmp_path / "file" / "topics.json"):
        assert "上次的主题读不出来" in str(changes(recall(model, str(place))[1]))


def test_a_run_that_cannot_be_kept_is_said(write, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    model = report_topics(write("江北区", 2021, "提案 养老"), 2)
    monkeypatch.setattr(Path, "replace", full)
    assert "没有保存下来（No space left on device）" in str(changes(recall(model, str(tmp_path / "topics.json"))[1]))


def known(number: int, passages: str, terms: str = "") -> Known:
    return Known(number, str(number), len(passages) / 10, tuple(terms.split()), tuple(passages))


def test_a_topic_that_went_is_named_and_its_number_is_not_used_again(write):
    model = report_topics(write("江北区", 2021, "提案 养老"), 2)
    gone = Memory(Run((known(1, "xyz", "航天"), known(7, "uvw", "卫星")), ("旧报告",), 7))
    model, memory = recalled(model, ["新报告"], gone)
    assert model.numbers == (8, 9)
    assert memory.now.highest == 9
    assert [topic.number for topic in memory.before.topics] == [1, 7]
    said = str(changes(Recalled(memory)))
    assert "这次没有了的：1 1、7 7" in said
    assert "少了 1 份（旧报告）" in said


def test_shares_that_hardly_change_are_said_to_be_the_same():
    run = Run((known(1, "abcde"), known(2, "fghij")), ("甲",), 2)
    said = str(changes(Recalled(Memory(run, run._replace(reports=("甲", "乙"))))))
    assert "各主题所占的比例大致不变" in said


def test_without_a_common_passage_topics_are_matched_by_their_words(write):
    reports = write("江北区", 2021, "提案 养老 联谊")
    model = report_topics(reports, 3)
    order = [2, 0, 1]
    other = Run(tuple(known(n + 1, f"{n}", " ".join(model.topics.terms[t])) for n, t in enumerate(order)), (), 3)
    again, _ = recalled(model, ["x"], Memory(other))
    assert again.numbers == tuple(order.index(t) + 1 for t in range(3))


def test_json_gives_back_what_was_remembered():
    run = Run((known(1, "ab", "提案 立案"), known(2, "c")), ("甲", "乙"), 5)
    for memory in (Memory(run), Memory(run, run._replace(highest=2))):
        assert from_json(to_json(memory)) == memory
        assert json.loads(to_json(memory))["now"]["reports"] == ["甲", "乙"]
