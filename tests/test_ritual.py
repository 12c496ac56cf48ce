"""What the measure of formula must say of sentences whose kind is known."""

import time

import pytest
from made import made

from corpus_tools.report import Report
from corpus_tools.ritual import COMMON, FACT, FORMULA, Common, common_wording, explain, formulas, is_ritual, ritual

CREED = (
    "坚持以习近平新时代中国特色社会主义思想为指导,全面贯彻党的二十大精神,深刻领悟“两个确立”的决定性意义,"
    "增强“四个意识”、坚定“四个自信”、做到“两个维护”"
)
FACTS = "收到提案134件,立案127件,提案办复率、满意率均为100%"


def report(name: str, text: str, organ: str | None = None) -> Report:
    """A report of one sentence."""
    return made(name, [("", 1, [text])], organ=organ)


@pytest.mark.parametrize("text", ["", "。", "“”", "、、、", "2023", "\n"])
def test_text_that_says_nothing_is_no_formula(text):
    assert ritual(text) == 0
    assert formulas(text) == []


@pytest.mark.parametrize(
    "text",
    [
        CREED,
        "让我们更加紧密地团结在以习近平同志为核心的党中央周围,踔厉奋发、勇毅前行!",
        "为全面建设社会主义现代化国家作出新的更大贡献。",
        "高举毛泽东思想伟大红旗,抓革命、促生产,鼓足干劲,力争上游。",
        "请予审议,并请列席人员提出意见。",
    ],
)
def test_creed_and_hinges_of_every_decade_are_formula(text):
    assert ritual(text) > 0.8


@pytest.mark.parametrize("text", ["", "。", CREED, FACTS, CREED + FACTS, *f"{CREED},{FACTS},加强建设".split(",")])
def test_a_share_is_exceeded_where_the_measure_is_higher(text):
    for share in (0, 0.3, 0.6, 0.99 * ritual(text), ritual(text), 1):
        assert is_ritual(text, share) is (ritual(text) > share)


@pytest.mark.parametrize(
    "text",
    [
        FACTS,
        "国内生产总值增长5%,城镇新增就业1256万人。",
        "组织50名委员在大学集中学习。",
        "全年召开全体会议1次、专题议政性常委会议4次。",
        "钢产量达到一千八百万吨,比上年增长百分之十二。",
    ],
)
def test_facts_are_no_formula(text):
    assert ritual(text) < 0.15


def test_a_character_of_a_number_counts_three_times_as_substance():
    formula = "做到两个维护"
    assert ritual(formula) == 1
    assert ritual(f"{formula}12%") == pytest.approx(6 / (6 + 3 * 3))


def test_a_fact_after_the_creed_lies_between():
    assert ritual(FACTS) < ritual("全面贯彻党的二十大精神," + FACTS) < ritual(CREED + "," + FACTS) < ritual(CREED)


def test_marks_and_their_width_do_not_matter():
    assert ritual(CREED) == ritual(CREED.replace(",", "，").replace("“", "").replace("”", ""))


def test_a_gap_may_count_with_the_formula_or_for_itself():
    assert ritual("在区委坚强领导下") == 1
    assert 0 < ritual("以水稻育秧为抓手") < 1


def test_a_gap_ends_with_the_sentence():
    assert formulas("以工代赈。为抓手") == []


def test_explanation_quotes_the_text_and_names_the_pattern():
    text = "在区委坚强领导下,新建“协商议事室”38个"
    traces = explain(text)
    assert all(text[t.start : t.end] == t.phrase for t in traces)
    assert (traces[0].phrase, traces[0].why) == ("在区委坚强领导下", f"{FORMULA}:在～领导下")
    assert (traces[-1].phrase, traces[-1].why) == ("38个", FACT)


def test_formulas_stand_where_they_say():
    assert formulas("今年,坚定“四个自信”。") == [("坚定“四个自信", 3)]


def test_wording_of_many_bodies_becomes_formula():
    said, own = "推动提案办理协商全覆盖常态长效", "修缮城南老茶馆的戏台"
    reports = [report(f"r{i}", said + (own if i == 0 else "")) for i in range(4)]
    shared = common_wording(reports)
    assert ritual(said, shared) == 1
    assert ritual(own, shared) == ritual(own) == 0
    assert any(t.why.startswith(COMMON) for t in explain(said, shared))


def test_common_wording_is_joined_with_common_wording_only():
    said = "收到提案134件办理工作全部办结"
    shared = Common({said[7:14]: 5, said[8:15]: 5}, 5)
    joined = [t for t in explain(said, shared) if t.why.startswith((FACT, COMMON))]
    assert [t.phrase for t in joined] == ["134件", "件办理工作全部办"]


def test_one_body_that_repeats_itself_shares_with_nobody():
    assert common_wording([report(f"r{i}", "推动提案办理协商全覆盖", "江北区政协") for i in range(6)]).grams == {}


@pytest.mark.parametrize(
    "text", ["以" * 20000, "以为抓手" * 5000, "坚持" * 10000, "1" * 20000, "《" * 20000, "a" * 20000]
)
def test_hostile_text_takes_linear_time(text):
    began = time.perf_counter()
    ritual(text)
    assert time.perf_counter() - began < 5
