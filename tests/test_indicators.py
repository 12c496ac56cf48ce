"""The ledger of indicators: on sentences whose figures were listed beforehand, and rule by rule."""

import pytest
from annotated import cases, judged, report

from corpus_tools.indicators import indicators

CASES = cases()
SEALED = CASES[2::3]  # not looked at while the rules were made
SEEN = [case for i, case in enumerate(CASES) if i % 3 != 2]


def rows(*lines, year=2023, heading=""):
    return indicators(report(*lines, year=year, heading=heading))


@pytest.mark.parametrize(("part", "f1", "subjects"), [(SEEN, 0.98, 0.95), (SEALED, 0.95, 0.9)], ids=["seen", "sealed"])
def test_the_figures_of_many_decades_are_found_with_what_they_count(part, f1, subjects):
    hits, found, wanted, right, notes = judged(part)
    assert 2 * hits / (found + wanted) >= f1, "\n".join(notes)
    assert right / hits >= subjects, "\n".join(notes)


def test_a_report_without_figures_has_no_rows():
    assert rows() == rows("我们坚持以人民为中心。") == rows("2023年,党的二十大精神深入人心。") == []


def test_a_row_says_where_it_was_read():
    first, second = rows("我们认真履职。收到提案134件,立案127件。")
    assert (first.report, first.section, first.paragraph, first.number) == ("r", 0, 0, 1)
    assert first.sentence[first.start : first.end] == first.raw == "134件"
    assert second.sentence[second.start : second.end] == "127件"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到提案134件,立案127件。", [("提案", "收到"), ("提案", "立案")]),
        (
            "收集信息1233篇,编报376期,被市政协采用137篇。",
            [("信息", "收集"), ("信息", "编报"), ("信息", "被市政协采用")],
        ),
        ("组织16家委员企业投身工业。", [("委员企业", "组织")]),
        ("形成的5个调研报告均得到批示。", [("调研报告", "形成")]),
        ("各级政协委员参与300余人次。", [("各级政协委员", "参与")]),
        ("国内生产总值达到126万亿元,增长5.2%。", [("国内生产总值", "达到"), ("国内生产总值", "增长")]),
        ("提案办复率、满意率均为100%。", [("提案办复率", "均为"), ("提案满意率", "均为")]),
    ],
)
def test_the_subject_is_the_noun_counted_and_the_action_what_was_done(text, found):
    assert [(r.subject, r.action) for r in rows(text)] == found


def test_several_values_go_to_several_subjects():
    some = rows("城镇、农村居民人均可支配收入分别增长4.4%、5.9%。")
    assert [(r.subject, r.value) for r in some] == [("城镇居民人均可支配收入", 4.4), ("农村居民人均可支配收入", 5.9)]
    some = rows("新增专精特新企业、单项冠军企业80家、16家,累计分别达到1522家、103家。")
    assert [(r.subject, r.value) for r in some] == [
        ("专精特新企业", 80), ("单项冠军企业", 16), ("专精特新企业", 1522), ("单项冠军企业", 103),
    ]  # fmt: skip


def test_a_change_is_told_from_a_level():
    level, change, difference = rows("粮食产量5亿吨,比上年增长2%、增加1000万吨。")
    assert [r.change for r in (level, change, difference)] == ["", "增长", "增加"]


def test_what_a_share_is_of_and_per_what_a_figure_counts():
    assert rows("新能源汽车产量占全球比重超过60%。")[0].share_of == "全球"
    assert rows("每千人口拥有托位4.7个。")[0].per == "每千人口"
    assert rows("平均每亩增产粮食65斤。")[0].per == "平均每亩"


@pytest.mark.parametrize(
    ("text", "heading", "plan"),
    [
        ("收到提案134件。", "", False),
        ("收到提案134件。", "一、2023年工作回顾", False),
        ("城镇新增就业1200万人以上。", "三、2024年主要目标和重点工作", True),
        ("力争粮食产量达到1.3万亿斤。", "", True),
        ("今年发展主要预期目标是:国内生产总值增长5%左右。", "", True),
        ("区委主要领导批示12次。", "", False),
    ],
)
def test_a_plan_is_told_from_a_result(text, heading, plan):
    assert [r.plan for r in rows(text, heading=heading)] == [plan]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年收到提案134件。", "2022年"),
        ("五年来建成公园20个。", "五年来"),
        ("2013—2017年新建公园20个。", "2013—2017年"),
        ("收入比2012年增长50%。", "2023"),
        ("收到提案134件。", "2023"),
    ],
)
def test_the_period_is_the_sentence_s_own_or_the_report_s_year(text, period):
    assert [r.period for r in rows(text)] == [period]


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("一、2022年工作回顾", "2022年"),
        ("一、过去五年的工作", "过去五年"),
        ("二、下一步工作打算", ""),
        ("一、工作成绩", "2023"),
    ],
)
def test_a_section_s_heading_says_the_period_of_figures_without_one(heading, period):
    assert [r.period for r in rows("收到提案134件。", heading=heading)] == [period]


def test_chinese_numerals_count_little_where_a_report_writes_digits():
    assert [r.raw for r in rows("抓好三项工程,投资120亿元,建成公园20个。")] == ["120亿元", "20个"]
    old = rows("全县建成三个水电站,装机容量一千二百千瓦,灌溉农田三万亩。")
    assert [r.value for r in old] == [3, 1200, 30000]


def test_long_hostile_text_is_read_in_linear_time():
    for hostile in (
        "万" * 20000,
        "1" * 20000,
        "1,111" * 5000,
        "一二" * 10000,
        "“" * 20000,
        "第" * 20000,
        "每" * 20000,
        "1个" * 3000,
    ):
        assert isinstance(rows(hostile), list)
