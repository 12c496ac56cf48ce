"""Wording two reports share: planted, measured and found again."""

import tracemalloc

import numpy as np
import pytest
from made import made

from corpus_tools.comparing import shared_wording
from corpus_tools.comparing.shared_wording import (
    highlights,
    marked_pair,
    nearest_pairs,
    overlaps,
    shared_passages,
    taken_over,
)
from corpus_tools.publishing import data_tables
from corpus_tools.report import Report


def report(name: str, *texts: str) -> Report:
    """A report of one section; each text is a paragraph of one sentence."""
    return made(name, [("", 1, texts)])


def sentence(first: int, length: int = 30) -> str:
    """Characters that no other sentence of another `first` has: wording of its own."""
    return "".join(chr(0x4E00 + first * 100 + i * 3) for i in range(length)) + "。"


OWN = [sentence(i) for i in range(7)]
TAKEN = [sentence(i) for i in range(20, 23)]


def test_three_of_ten_sentences_taken_over_are_thirty_percent():
    earlier = report("a", *TAKEN, *(sentence(i) for i in range(40, 47)))
    later = report("b", *OWN[:4], *TAKEN, *OWN[4:])
    assert taken_over(later, earlier) == overlaps([later, earlier])[0, 1] == pytest.approx(0.3)
    assert [p.sentence.text for p in shared_passages(later, earlier)] == TAKEN


def test_a_report_is_all_its_own_wording_and_strangers_share_none():
    a, b = report("a", *OWN), report("b", *TAKEN)
    assert taken_over(a, a) == 1
    assert taken_over(a, b) == 0
    assert overlaps([a, b]).tolist() == [[1, 0], [0, 1]]


def test_other_numbers_and_other_punctuation_are_the_same_wording():
    a = report("a", "全年征集提案775件,立案433件,办复率达到100%。")
    b = report("b", "全年征集提案802件，立案460件，办复率达到99.5%。")
    (passage,) = shared_passages(a, b)
    assert overlaps([a, b])[0, 1] == 1
    assert taken_over(a, b) < 0.2
    assert passage.figures
    assert passage.share == 1


@pytest.mark.parametrize(
    ("text", "other", "changed"),
    [
        ("新建学校3所,新增学位1250个。", "新建学校2所,新增学位900个。", True),
        ("新增学位1250个,新建学校3所。", "新建学校3所,新增学位900个。", True),
        ("新建学校2所,养老服务中心投入使用。", "就业2735人,新建学校2所,养老服务中心投入使用。", False),
        ("开发区规划面积达到25平方公里以上,企业180家。", "开发区规划面积达到25平方公里以上。", False),
    ],
)
def test_figures_changed_where_the_same_wording_has_another_number(text, other, changed):
    (passage,) = shared_passages(report("a", text), report("b", other))
    assert passage.figures == changed


def test_clauses_in_another_order_are_found():
    a = report("a", "组织委员走访企业,召开养老服务座谈会,视察老旧小区加装电梯。")
    b = report("b", "视察老旧小区加装电梯,组织委员走访企业,召开养老服务座谈会。")
    (passage,) = shared_passages(a, b)
    assert passage.share > 0.85


def test_a_sentence_with_a_few_words_in_common_is_not_shared():
    a = report("a", "组织委员走访民营企业,帮助解决融资难题。")
    b = report("b", "召开民营企业座谈会,听取对税费政策的意见。")
    assert shared_passages(a, b) == []


def test_highlights_are_the_stretches_in_common():
    text, other = "今年新建改造农村公路三千公里", "去年新建改造农村公路二千公里"
    assert [text[a:b] for a, b in highlights(text, other)] == ["年新建改造农村公路"]


def test_numbers_are_marked_whole_or_not_at_all():
    text, other = "审结商事案件18642件,标的额62.7亿元", "审结商事案件702件,标的额62.7亿元"
    assert [text[a:b] for a, b in highlights(text, other)] == ["审结商事案件", "件,标的额62.7亿元"]


def test_both_printed_sentences_are_marked():
    a, b = report("a", "启动乡村建设行动,修建村道四十里。"), report("b", "修建村道四十里,启动乡村建设行动。")
    (passage,) = shared_passages(a, b)
    left, right = marked_pair(passage)
    one, other = passage.sentence.text, passage.other_sentence.text
    assert {one[x:y] for x, y in left} == {other[x:y] for x, y in right}


def test_ritual_sentences_do_not_count_as_substance():
    creed = "以习近平新时代中国特色社会主义思想为指导,全面贯彻党的二十大精神。"
    one, other = report("a", creed, OWN[0]), report("b", creed, OWN[1])
    assert overlaps([one, other])[0, 1] > 0.4
    assert taken_over(one, other) == 0


def test_estimate_is_near_the_exact_share(monkeypatch):
    many = [report(f"r{i}", *(sentence(k, 200) for k in range(3 * i, 3 * i + 12))) for i in range(6)]
    exact = overlaps(many)
    monkeypatch.setattr(shared_wording, "_EXACT", 3)  # one shingle in four
    estimate = overlaps(many)
    assert 0.7 < exact[0, 1] < 0.8
    assert np.abs(exact - estimate).max() < 0.06
    assert (np.diag(estimate) == 1).all()
    assert (overlaps(many[::-1]) == estimate[::-1, ::-1]).all()


def test_order_of_reports_changes_nothing():
    a, b = report("a", *OWN, TAKEN[0]), report("b", TAKEN[0], TAKEN[1])
    assert overlaps([a, b]).tolist() == overlaps([b, a])[::-1, ::-1].tolist()


def test_of_too_many_reports_those_with_most_wording_in_common_are_looked_at(monkeypatch):
    a, b, c = report("a", *OWN[:3], *TAKEN[:2]), report("b", *OWN[3:], TAKEN[0]), report("c", *TAKEN, sentence(50))
    assert nearest_pairs(overlaps([a, b, c]), 2) == [(2, 0), (2, 1)]
    assert nearest_pairs(overlaps([a, b]), 2) == [(1, 0)]
    assert nearest_pairs(overlaps([a, report("d", sentence(60))]), 2) == []
    found = {few: _pairs_of_the_table(few, [a, b, c], monkeypatch) for few in (2, 3)}
    assert found == {2: [("a", "c")], 3: [("a", "b"), ("a", "c"), ("b", "c")]}


@pytest.mark.parametrize("most", [0, 1, 7, 40, 1000])
def test_of_pairs_alike_the_earlier_come_first(most):
    shares = np.random.default_rng(1).integers(0, 4, (30, 30)) / 4
    every = [(-max(shares[i, j], shares[j, i]), i, j) for i in range(30) for j in range(i)]
    assert nearest_pairs(shares, most) == [(i, j) for near, i, j in sorted(every) if near][:most]
    assert nearest_pairs(shares[:1, :1], most) == nearest_pairs(shares[:0, :0], most) == []


def test_the_shares_of_many_reports_are_held_once():
    many = [report(f"r{i}", "同样的一句话。" * 2, chr(0x4E00 + i) * 9) for i in range(600)]
    tracemalloc.start()
    shares = overlaps(many)
    assert tracemalloc.get_traced_memory()[1] < 2 * shares.nbytes
    tracemalloc.stop()
    assert shares[7].tolist() == [shares[7, 0] if i != 7 else 1 for i in range(600)]


def test_the_nearest_of_many_pairs_are_found_without_a_list_of_all():
    shares = np.random.default_rng(1).random((500, 500))
    tracemalloc.start()
    nearest_pairs(shares, 100)
    assert tracemalloc.get_traced_memory()[1] < 4 * shares.nbytes
    tracemalloc.stop()


def _pairs_of_the_table(few, reports, monkeypatch):
    monkeypatch.setattr(data_tables, "FEW", few)
    table = data_tables._shared(reports)
    return list(dict.fromkeys(zip(table["report"], table["other_report"], strict=True)))


@pytest.mark.parametrize("texts", [[], [""], ["。"], ["短。"]])
def test_a_report_without_wording_shares_nothing(texts):
    empty, full = report("a", *texts), report("b", *OWN)
    assert taken_over(empty, full) == 0
    assert shared_passages(empty, full) == shared_passages(full, empty) == []
    assert overlaps([empty, full])[0, 1] == 0
    assert overlaps([]).shape == (0, 0)


@pytest.mark.parametrize(("sentences", "compared"), [(25, 8 * 25), (400, 400)])
def test_a_sentence_is_compared_with_few_others_however_many_there_are(sentences, compared, monkeypatch):
    some = report("a", *(f"推进{chr(0x4E00 + i)}区的提案办理协商工作取得实效。" for i in range(sentences)))
    looks = []
    monkeypatch.setattr(shared_wording, "_alike", lambda a, b: looks.append((a, b)) or 0.0)
    shared_passages(some, some)
    assert len(looks) == compared
