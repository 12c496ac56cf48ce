"""Rows of several reports side by side, with reports whose figures are known."""

from dataclasses import replace

import pandas as pd
import pytest
from annotated import report

from corpus_tools.counting.contradictions import contradictions
from corpus_tools.counting.ledger import (
    gathered,
    growths,
    indicator_name,
    only_one,
    signed,
    since,
    stated_changes,
    wordings,
    wordings_like,
)
from corpus_tools.indicators import indicators


def rows(*lines, year=2023):
    return indicators(report(*lines, year=year))


def named(name, organ, year, *lines):
    """A report of `organ` on `year` with rows that carry its name."""
    made = replace(report(*lines, year=year), name=name, organ=organ)
    return made, [r._replace(report=name) for r in indicators(made)]


def across(rows, reports):
    """A line an indicator and a column a report, which holds the best figure that it gives."""
    lines = [
        {"指标": name, "单位": unit, "报告数": len(cells)} | {who: own[0].value for who, own in cells.items()}
        for (name, unit), cells in gathered(rows, reports).items()
    ]
    return pd.DataFrame(lines, columns=["指标", "单位", "报告数", *(r.name for r in reports)])


def test_money_of_which_only_the_verb_is_told_is_not_compared():
    first, own = named("a", "甲县政府", 2023, "投资2亿元,建成水厂。")
    second, others = named("b", "乙县政府", 2023, "投资3亿元,修好公路。")
    assert not gathered([*own, *others], [first, second])


def test_received_and_collected_motions_are_one_indicator_and_assigned_ones_another():
    received, collected, assigned = rows("收到提案134件。", "征集提案775件。", "交办提案1181件。")
    assert indicator_name(received) == indicator_name(collected) != indicator_name(assigned)


def test_a_level_is_named_by_its_noun_and_a_change_by_noun_and_change():
    level, change = rows("国内生产总值达到126万亿元,增长5.2%。")
    assert (indicator_name(level), indicator_name(change)) == ("生产总值", "生产总值增长")


def test_reports_stand_in_columns_and_what_most_of_them_give_comes_first():
    a, first = named("a", "甲区政协", 2022, "收到提案100件,走访企业12家。")
    b, second = named("b", "乙区政协", 2022, "开展视察9次。", "征集提案120件。")
    table = across(first + second, [a, b])
    assert table.loc[0, ["指标", "a", "b"]].tolist() == ["收到提案", 100, 120]
    assert table["报告数"].tolist() == [2, 1, 1]
    assert {row.value for row in only_one(first + second, [a, b])} == {12, 9}


def test_two_reports_of_one_body_and_year_have_two_columns():
    a, first = named("a", "甲区政协", 2022, "收到提案100件。")
    b, second = named("b", "甲区政协", 2022, "收到提案120件。")
    (line,) = across(first + second, [a, b]).to_dict("records")
    assert line == {"指标": "收到提案", "单位": "件", "报告数": 2, "a": 100, "b": 120}


@pytest.mark.parametrize(
    ("organ", "lines", "compared"),
    [
        # figures of the year; those of several years, and of all before, stand apart
        ("甲县政府", ["五年来新增就业50000人,森林覆盖率达到36%。", "全年新增就业9000人。", "2021年立案提案70件。"],
         {"几年间城镇新增就业": 50000, "森林覆盖率": 36, "城镇新增就业": 9000}),
        ("甲县政府", ["过去的五年，是民生改善的五年。五年城镇新增就业45万人，失业率4%。"],
         {"几年间城镇新增就业": 450_000, "失业率": 4}),
        ("甲市政府", ["累计建成公园12个。", "五年来,累计建成图书馆3座。"],
         {"累计公园（建成）": 12, "几年间图书馆（建成）": 3}),
        # what a zone of the body tells is not the body's, but a zone's
        ("甲市政府", ["城南高新区财政收入10亿元。", "全市税收收入30亿元。"], {"税收收入": 3_000_000_000}),
        ("城南高新区管委会", ["高新区财政收入10亿元。"], {"高新区财政收入": 1_000_000_000}),
        # what happened, and the first of two
        ("甲县政府", ["还有12个村没有通电。", "建成图书馆3个。"], {"图书馆（建成）": 3}),
        ("甲市政府", ["建成公园3个。", "城南建成公园5个。"], {"公园（建成）": 3}),
        # a fall keeps its name where only its own report tells a growth
        ("甲市政府", ["出口额增长5%。", "出口额下降2%。"], {"出口额增长": 5, "出口额下降": 2}),
    ],
)  # fmt: skip
def test_what_a_report_is_compared_by(organ, lines, compared):
    one, its = named("a", organ, 2022, *lines)
    assert across(its, [one]).set_index("指标")["a"].to_dict() == compared


@pytest.mark.parametrize("when", ["一九八七年", "1987年", "截至1987年12月底", "一九八七年末", "全年"])
def test_a_year_is_known_however_it_is_written(when):
    a, first = named("a", "甲县政府", 1987, f"{when},建成图书馆3个。")
    assert across(first, [a])["指标"].tolist() == ["图书馆（建成）"]


@pytest.mark.parametrize("when", ["一九八六年", "上半年", "1987年3月", "截至1987年6月底", "到11月底", "去年"])
def test_another_year_and_a_part_of_the_year_are_not_compared(when):
    a, first = named("a", "甲县政府", 1987, f"{when},建成图书馆3个。")
    assert first and across(first, [a]).empty


def test_a_growth_since_another_year_is_not_compared_with_yearly_ones():
    a, first = named("a", "甲县政府", 2022, "粮食产量比2017年增长60%,比上年增长3%,年均增长10%。")
    assert across(first, [a])["a"].tolist() == [3]
    assert [since(row) for row in first] == ["比2017年", "", "年均"]
    assert since(rows("粮食产量比一九七六年增长60%。", year=1980)[0]) == "比一九七六年"
    assert since(*rows("粮食产量比一九七六年增长60%。", year=1977), 1977) == ""


def test_changes_of_two_deeds_have_two_names():
    some = rows("批准逮捕嫌疑人50人,起诉90人,同比分别上升6%和7%。")
    assert [indicator_name(r) for r in some][2:] == ["嫌疑人（批准逮捕）上升", "嫌疑人（起诉）上升"]
    assert [indicator_name(r) for r in rows("投资实现5%的增长,产值实现约4%。")] == ["投资增长", "产值增长"]


def test_a_share_is_named_with_what_it_is_of():
    (share,) = rows("民营经济占地区生产总值的56%。")
    assert indicator_name(share) == "民营经济占生产总值的比重"


def test_of_the_money_of_one_name_the_largest_is_the_body_s_own():
    a, first = named("a", "甲市政府", 2022, "高新区加快建设。预计生产总值60亿元。", "全市生产总值600亿元。")
    lines = "新区实现生产总值70亿元。", "全市生产总值700亿元,增长5%。", "生产总值80亿元。"
    b, second = named("b", "甲市政府", 2023, *lines)
    line = across(first + second, [a, b]).set_index("指标").loc["生产总值"]
    assert (line["a"], line["b"]) == (60_000_000_000, 70_000_000_000)
    assert [g.change for g in growths(first + second, [a, b])] == [pytest.approx(1 / 6)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("居民消费价格上涨2%。", "居民消费价格涨幅2%。"),
        ("城镇居民人均可支配收入2万元。", "城市居民人均可支配收入2万元。"),
        ("实际利用外资2亿美元。", "实际使用外资2亿美元。"),
        ("研发投入占GDP的比重2%。", "全社会研发投入占地区生产总值的比重2%。"),
        ("万元GDP能耗下降4%。", "单位生产总值能耗下降4%。"),
        ("力争政府性基金收入预算26亿元。", "政府性基金预算收入完成19亿元。"),
        ("一般公共预算支出安排7亿元。", "地方一般公共预算支出8亿元。"),
    ],
)
def test_wordings_of_one_indicator_have_one_name(one, other):
    assert [indicator_name(row) for row in rows(one)] == [indicator_name(row) for row in rows(other)]


@pytest.mark.parametrize("fall", ["下降", "压减", "压降", "缩减", "下浮"])
def test_what_falls_is_negative(fall):
    assert [signed(row) for row in rows(f"一般性支出{fall}30%。")] == [-30]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2万人脱贫。", "脱贫"),
        ("投资9亿元，户均增收500元。", "户均增收"),
        ("移送司法机关12人。", "移送司法机关"),
        ("农民收入翻了一番。", "农民收入翻番"),
        ("审批时间由22天压减到8天。", "审批时间"),
        ("审批事项由236项精简至98项。", "审批事项"),
    ],
)
def test_a_deed_is_named_once_and_a_level_not_at_all(text, name):
    assert indicator_name(rows(text)[-1]) == name


def test_an_income_as_if_nothing_had_changed_is_not_compared():
    made, own = named("a", "甲县政府", 2023, "财政收入3亿元，同口径完成4亿元。")
    assert across(own, [made])["a"].tolist() == [3e8]


def test_the_wordings_that_a_rule_joins_can_be_seen():
    assert wordings(rows("收到提案134件。", "征集提案775件。", "建成图书馆3个。")) == {
        "收到提案": ["收到提案", "征集提案"]
    }
    grown = rows("固定资产投资增长8%。", "全社会固定资产投资增长5%。", "新增就业3万人。")
    assert wordings(grown) == {"固定资产投资": ["固定资产投资", "全社会固定资产投资"], "城镇新增就业": ["新增就业"]}


def test_growth_without_the_rise_of_prices_is_compared_apart():
    first, second = rows("居民收入增长8%。", "居民收入实际增长5%。")
    assert (indicator_name(first), indicator_name(second)) == ("居民收入增长", "居民收入实际增长")


def test_growth_is_computed_where_one_sentence_states_both_ends():
    (growth,) = growths(rows("高速公路里程从10万公里增加到15万公里。"), [])
    assert (growth.first.value, growth.second.value, growth.change) == (100000, 150000, pytest.approx(0.5))


def test_the_year_of_a_report_may_be_called_last_year_where_it_plans_this_one():
    a, first = named("a", "甲县政府", 2021, "一年来收到提案100件。")
    b, second = named("b", "甲县政府", 2022, "去年收到提案120件。", "今年力争收到提案130件。")
    c, third = named("c", "甲县政府", 2022, "去年收到提案120件。")
    (growth,) = growths(first + second, [a, b])
    assert (growth.first.value, growth.second.value) == (100, 120)
    assert growths(first + third, [a, c]) == []


def test_what_shall_grow_has_not_grown():
    assert growths(rows("到2035年,高速公路里程力争从10万公里增加到15万公里。"), []) == []


def test_growth_is_computed_between_two_years_of_one_body_only():
    a, first = named("a", "甲区政协", 2021, "收到提案100件。")
    b, second = named("b", "甲区政协", 2022, "征集提案120件。")
    c, third = named("c", "乙区政协", 2023, "收到提案500件。")
    (growth,) = growths(first + second + third, [a, b, c])
    assert (growth.earlier, growth.later, growth.change) == ("2021", "2022", pytest.approx(0.2))


def test_the_largest_stated_changes_come_first_and_plans_are_left_out():
    some = rows("粮食产量增长2%,新能源汽车产量增长58.4%。", "力争出口增长90%。")
    assert [r.value for r in stated_changes(some)] == [58.4, 2]


def test_the_first_of_two_figures_is_not_of_the_year_of_the_report():
    a, first = named("a", "甲县政府", 2021, "粮食产量20万吨。")
    b, second = named("b", "甲县政府", 2022, "粮食产量由10万吨增加到30万吨。")
    assert [(g.earlier, g.first.value, g.second.value) for g in growths(first + second, [a, b])] == [
        ("2022", 100000, 300000),
        ("2021", 200000, 300000),
    ]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (("收到提案100件,其中集体提案120件。",), ["部分大于整体"]),
        (("收到提案100件,其中集体提案20件。",), []),
        (("法官人均办案312件,其中市中院收案6120件。",), []),
        (("全年收到提案134件。", "全年收到提案143件。"), ["同一指标两个数"]),
        (("全年收到提案134件。", "全年收到提案134件。"), []),
        (("2023年新建农村公路58公里。", "全年新建农村公路85公里。"), ["同一指标两个数"]),
        (("2023年新建农村公路58公里。", "2022年新建农村公路85公里。"), []),
        (("过去五年累计新建农村公路580公里。", "过去五年新建农村公路85公里。"), []),
        (("中共界别共有委员20名。", "工会界别共有委员19名。", "妇联界别共有委员17名。"), []),
        (("全年没有办结提案12件。", "全年办结提案122件。"), []),
        (("每百名学生有教师6人(标准1人),其中教练2人。",), []),
        (("录取保持在10人左右,进入了全国前列,其中2019年录取33人。",), []),
        (("收到提案100件(其中集体提案120件)。",), ["部分大于整体"]),
        (("全年社会消费品零售总额由32亿元增加到83亿元。", "全年社会消费品零售总额83亿元。"), []),
        (("社会消费品零售总额83亿元。", "社会消费品零售总额80亿元。"), []),
        (("一般公共预算收入83亿元。", "一般公共预算收入80亿元。"), []),
    ],
)
def test_contradictions_are_pointed_out(lines, kinds):
    assert [c.kind for c in contradictions(rows(*lines))] == kinds


def test_nothing_compared_is_an_empty_table():
    assert across([], []).empty and wordings([]) == {}
    assert growths([], []) == contradictions([]) == stated_changes([]) == only_one([], []) == []


def test_a_fall_is_a_negative_growth_where_another_report_tells_that_the_same_grew():
    a, first = named("a", "甲市政府", 2022, "固定资产投资增长5.1%,单位能耗下降3%。")
    b, second = named("b", "乙市政府", 2022, "固定资产投资同比下降21.9%,居民消费价格下降0.3%。")
    c, third = named("c", "丙市政府", 2022, "居民消费价格上涨1.5%。")
    table = across(first + second + third, [a, b, c]).set_index("指标")
    assert table.loc["固定资产投资增长", ["a", "b"]].tolist() == [5.1, -21.9]
    assert table.loc["居民消费价格上涨", ["b", "c"]].tolist() == [-0.3, 1.5]
    assert table.loc["单位能耗下降", "a"] == 3 and "固定资产投资下降" not in table.index


def test_what_was_cut_is_a_fall():
    assert [signed(row) for row in rows("审批事项精简62%,审批时间压缩30%,发证提速20%。")] == [-62, -30, 20]


def test_a_noun_that_names_nothing_alone_is_not_what_only_one_report_counts():
    a, told = named("a", "甲区政府", 2022, "帮助解决用水、用电等问题120件,建设口袋公园3个。")
    assert [row.subject for row in told] == ["问题", "口袋公园"]
    assert only_one(told, [a]) == told[1:]


def test_the_first_of_a_change_is_none_that_only_one_report_gives():
    a, first = named("a", "甲市政府", 2022, "乡镇由26个减至12个。", "学校由年初30所减至28所。")
    b, second = named("b", "乙市政府", 2022, "新建公园4个。")
    assert [row.value for row in only_one(first + second, [a, b])] == [12, 28, 4]


def test_what_a_rise_begins_with_is_no_result_where_it_is_less_than_said():
    of = replace(report("合作社由十年前的不足百个发展到1700个。", year=2023), name="r", organ="甲县政府")
    (cells,) = gathered([r._replace(report="r") for r in indicators(of)], [of]).values()
    assert [row.value for row in cells["r"]] == [1700]


def test_what_the_city_itself_takes_in_is_no_figure_of_the_whole_city():
    told = report("全市财政收入完成100亿元,其中市本级完成30亿元。", year=2022)
    assert [indicator_name(row) for row in indicators(told)] == ["财政收入", "市本级财政收入"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("报送社情民意信息120篇,采用38篇。", ["社情民意信息", "社情民意信息（采用）"]),
        ("举行常委会会议9次,召开主席会议8次。", ["常委会会议", "主席会议"]),
        ("安排一般公共预算收入9亿元。", ["一般公共预算收入"]),
    ],
)
def test_what_came_of_a_thing_is_no_other_wording_of_it(text, names):
    assert [indicator_name(row) for row in indicators(report(text, year=2022))] == names


def test_all_wordings_of_an_indicator_are_known_by_any_of_them():
    found = wordings_like("办结提案")
    assert {"办复提案", "办结提案"} <= set(found) == set(wordings_like("办复提案"))
    assert "收到提案" not in found and wordings_like("建成图书馆") == []


def test_only_a_fall_of_what_grows_elsewhere_is_negative_growth():
    first, own = named("a", "甲县政府", 2023, "粮食产量下降3%。", "财政支出压减5%。", "棉花面积增长4%。")
    second, others = named("b", "乙县政府", 2023, "粮食产量增长2%。", "棉花面积提高6%。")
    told = across([*own, *others], [first, second]).set_index("指标")
    assert told.loc["粮食产量增长", ["a", "b"]].tolist() == [-3, 2]
    assert told["a"].dropna().tolist()[1:] == [5, 4]


def test_a_value_below_nought_is_not_turned_round():
    (row,) = rows("一般性支出下降30%。")
    assert [signed(row._replace(value=value)) for value in (30, -30, 0)] == [-30, -30, 0]
    assert signed(row._replace(value=(3, 5))) is None
