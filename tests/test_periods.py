"""Of which time a figure is, and whether that is to come: by the sentence, the paragraph, the headings."""

import pytest
from annotated import report
from made import made

from corpus_tools.counting.outlook import planned_sections
from corpus_tools.counting.times import of_several, of_year
from corpus_tools.indicators import indicators
from corpus_tools.parse import parse

BODY = "我们坚持稳中求进,推动各项事业向前发展,群众的获得感不断增强。"


def rows(*lines, year=2020, heading=""):
    return indicators(report(*lines, year=year, heading=heading))


def outline(*headings, title="某县政府2020年工作报告"):
    lines = [line for heading in headings for line in (heading, BODY)]
    found = parse([title, *lines])
    planned = planned_sections(found)
    return {section.heading: section.number in planned for section in found.sections if section.heading}


@pytest.mark.parametrize(
    ("heading", "plan"),
    [
        ("二、2021年主要工作", True),
        ("二、2021年的主要工作", True),
        ("二、今年主要工作", True),
        ("二、今年的工作", True),
        ("二、今年以来的主要工作", False),
        ("二、2020年主要工作", False),
        ("二、2021年工作任务完成情况", False),
        ("二、2021年预算安排情况", True),
    ],
)
def test_a_heading_of_the_year_that_comes_is_a_plan_whatever_work_it_names(heading, plan):
    assert outline("一、2020年工作回顾", heading)[heading] is plan


@pytest.mark.parametrize(
    ("title", "plan"),
    [
        ("某市养老服务“十四五”规划", True),
        ("关于推进医疗工作的实施意见（2021—2023年）", True),
        ("某县2023年工作报告", False),
    ],
)
def test_a_paper_that_is_a_plan_tells_what_shall_be_except_where_it_looks_back(title, plan):
    parts = [("发展回顾", 1, ["建成床位3万张。"]), ("服务体系", 1, ["到2022年，建成床位5万张。"])]
    found = indicators(made("r", parts, title=title, year=2023))
    assert [row.plan for row in found] == [False, plan]


def test_what_opens_a_report_with_this_year_is_no_plan():
    assert outline("一、今年主要工作", "二、明年工作安排") == {"一、今年主要工作": False, "二、明年工作安排": True}


def test_what_shall_be_on_the_ground_of_last_year_is_no_result():
    found = rows("我们要在去年基础上办好18件实事。", heading="二、2021年工作安排")
    assert [(row.plan, row.period) for row in found] == [(True, "2021年")]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("五年累计投入资金60亿元。", ["五年"]),
        ("五年新增就业5万人。", ["五年"]),
        ("五年共建成公园12个。", ["五年"]),
        ("三年改造老旧小区40个。", ["三年"]),
        ("连续五年新增就业5万人。", ["2020"]),
        ("实施三年行动计划,新建公园12个。", ["2020"]),
        ("提前三年完成投资5亿元。", ["2020"] * 2),
        ("判处五年以上有期徒刑12人。", ["2020"]),
        ("全年累计接待游客30万人次。", ["全年"]),
        ("截至2020年底,累计建成公园12个。", ["累计"]),
        ("五年来累计减贫2万人。", ["五年来"]),
        ("森林覆盖率由2015年的31%提高到38%。", ["2015年", "2020"]),
        ("调解撤诉率由上年的41.6%提高到46.2%,比上年提高4.6个百分点。", ["上年", "2020", "2020"]),
        ("到11月底,出口额3亿元。", ["11月底"]),
        ("2020年,出口额由2015年末的3亿元增加到5亿元。", ["2015年末", "2020年"]),
        ("从2016年到2020年,建成公园12个、广场6个。", ["2016年到2020年"] * 2),
        ("企业数量在2015年基础上翻一番。", ["2020"]),
        ("案件10年来首次回落;存案83件。", ["2020"]),
        ("累计拆除锅炉200台;改造小区30个。", ["累计", "2020"]),
        ("新建学校34所,三年建成70所;资助学生9万人。", ["2020", "三年", "2020"]),
        ("空气好,1—8月优良天数210天;拥有耕地8万亩。", ["1—8月", "2020"]),
        ("2020年上半年,产值8亿元;税收2亿元。", ["2020年上半年"] * 2),
        ("全年产值8亿元;税收2亿元。", ["全年"] * 2),
        ("会议确定今年的主要目标:产值增长8%;税收增长6%。", ["今年"] * 2),
        ("2022年收到提案134件,2021年收到提案150件。", ["2022年", "2021年"]),
        ("2022年收到提案134件。", ["2022年"]),
        ("五年来建成公园20个。", ["五年来"]),
        ("2013—2017年新建公园20个。", ["2013—2017年"]),
        ("2010年1月-2012年6月围垦滩涂5万亩。", ["2010年1月-2012年6月"]),
        ("收入比2012年增长50%。", ["2020"]),
        ("增速高于上年同期2个百分点,低于2018年3个百分点。", ["2020", "2020"]),
        ("收入9亿元,是2012年3亿元的3倍。", ["2020", "2012年", "2020"]),
        ("信访举报430件,比上年同期298件上升了132件。", ["2020", "上年同期", "2020"]),
        ("人口为2012年的2倍。", ["2020"]),
        ("收案430件(去年同期120件),增长166%。", ["2020", "去年同期", "2020"]),
        ("上年同期收案120件、结案110件。", ["上年同期"] * 2),
        ("2022年1—9月收到提案134件。", ["2022年1—9月"]),
        ("1-9月收到提案134件。", ["1-9月"]),
        ("“十三五”末覆盖率达到42%。", ["“十三五”末"]),
        ("收到提案134件。", ["2020"]),
        ("2024年一季度收到提案134件。", ["2024年一季度"]),
        ("到2027年建成公园20个。", ["2027年"]),
        ("到“十四五”末覆盖率达到42%。", ["“十四五”末"]),
        ("他说:“十三五时期全区新建公园20个,群众的生活环境明显改善。”", ["十三五时期"]),
    ],
)
def test_the_time_a_sentence_names(text, periods):
    assert [row.period for row in rows(text)] == periods


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("一、五年政府工作回顾", "五年"),
        ("一、五年工作回顾", "五年"),
        ("一、过去五年的回顾", "过去五年"),
        ("一、“十三五”发展成就", "“十三五”"),
        ("一、本届政府工作回顾", "本届政府"),
        ("一、2020年和过去五年工作回顾", "2020年"),
        ("一、“十三五”规划顺利完成", "2020"),
        ("一、过去一年工作的回顾", "2020"),
        ("二、今后五年的奋斗目标", "今后五年"),
        ("一、2022年工作回顾", "2022年"),
        ("一、过去五年的工作", "过去五年"),
        ("二、下一步工作打算", ""),
        ("一、工作成绩", "2020"),
    ],
)
def test_a_heading_lends_its_figures_the_time_it_names(heading, period):
    assert [row.period for row in rows("新建学校12所。", heading=heading)] == [period]


@pytest.mark.parametrize(
    ("opening", "period"),
    [
        ("过去五年,是砥砺奋进的五年。", "过去五年"),
        ("——这五年,是城市变样的时期。", "这五年"),
        ("各位代表!回顾过去的五年,我们深有体会。", "过去的五年"),
        ("“十三五”期间,我们攻坚克难。", "“十三五”"),
        ("五年来,我们攻坚克难。", "五年"),
        ("五年规划顺利完成。", "2020"),
        ("近三年,我们攻坚克难。", "2020"),
    ],
)
def test_a_paragraph_that_opens_with_several_years_lends_them_to_its_sentences_and_the_next(opening, period):
    found = rows(f"{opening}新建学校12所。", "新建公园3个。2019年新建广场1个。")
    assert [row.period for row in found] == [period, period, "2019年"]


@pytest.mark.parametrize(
    ("opening", "period"),
    [
        ("刚刚过去的2020年,是极不平凡的一年。", "2020年"),
        ("今年是本届政府的最后一年。", "2020"),
        ("过去一年,我们攻坚克难。", "2020"),
        ("2020年底,大桥合龙。", "五年"),
        ("今年上半年,大桥合龙。", "五年"),
    ],
)
def test_one_year_ends_what_five_years_lent(opening, period):
    found = rows("新建学校12所。", f"{opening}新建公园3个。", heading="一、五年工作回顾")
    assert [row.period for row in found] == ["五年", period]


def test_the_day_that_opens_a_report_makes_no_plans():
    found = rows("2021年1月9日,在第三次会议上。", "2020年,受理案件88件。结案80件。")
    assert [row.plan for row in found] == [False, False]


def test_in_five_years_what_something_was_done_to_adds_up_and_what_stands_does_not():
    found = rows("新建学校12所。", "低保标准500元。", "绿化覆盖率38%。", "出口增长60%。", heading="一、五年工作回顾")
    assert [of_several(row) for row in found] == [True, False, False, True]


@pytest.mark.parametrize(
    ("text", "several", "yearly"),
    [
        ("五年累计投入资金60亿元。", True, False),
        ("全年累计接待游客30万人次。", False, True),
        ("“十三五”末,森林覆盖率38%。", False, True),
        ("“十二五”末,森林覆盖率31%。", False, False),
        ("五年来,企业达到600家。", False, True),
        ("五年来,企业新增200家。", True, False),
        ("2016—2020年新建公园12个。", True, False),
        ("新建公园12个。", False, True),
        ("全年存款、贷款均增长8%。", False, True),
        ("存款年均增长8%。", False, False),
    ],
)
def test_a_figure_is_of_several_years_or_of_its_own(text, several, yearly):
    row, *_ = rows(text)
    assert (of_several(row), of_year(row, 2020)) == (several, yearly)


def test_the_time_a_section_ends_with_is_that_of_the_sections_below_it():
    told = "新建学校12所，改造公路30公里，群众的获得感不断增强。"
    lines = ["一、本届政府工作回顾", f"五年来，我们攻坚克难。{told}", f"刚刚过去的2020年，我们攻坚克难。{told}"]
    lines += [f"（一）农业稳步发展。{told}", f"（二）工业提质增效。{told}", "二、2021年工作安排", told]
    found = {row.section: row.period for row in indicators(parse(["某县政府2020年工作报告", BODY, *lines]))}
    assert found == {1: "2020年", 2: "2020年", 3: "2020年", 4: "2021年"}


def test_a_heading_of_the_review_that_looks_to_the_future_is_no_plan():
    plans = outline(
        "一、2020年工作回顾", "（一）夯基石、谋未来，创新活力增强", "（二）未来三年目标", "二、2021年工作安排"
    )
    assert list(plans.values()) == [False, False, True, True]


@pytest.mark.parametrize("year", ["二O二〇年", "二０二０年", "二○二0年", "二Ｏ二O年"])
def test_a_year_with_another_sign_for_its_nought_is_that_year(year):
    (row,) = rows("新建学校12所。", heading=f"一、{year}工作回顾")
    assert (row.period, of_several(row)) == ("二〇二〇年", False)


@pytest.mark.parametrize(("heading", "period"), [("第五年工作", "2020"), ("二十年发展历程", "二十年")])
def test_the_last_numeral_of_a_longer_one_is_no_number_of_years(heading, period):
    assert [row.period for row in rows("新建学校12所。", heading=heading)] == [period]


def test_years_to_come_that_a_review_names_are_of_that_paragraph_alone():
    found = rows("未来五年,新建公园3个。", "新建学校12所。", heading="一、2020年工作回顾")
    assert [row.period for row in found] == ["未来五年", "2020年"]
