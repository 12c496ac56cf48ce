"""The ledger of indicators: on sentences whose figures were listed beforehand, and rule by rule."""

from dataclasses import replace
from pathlib import Path

import pytest
from annotated import cases, judged, report

from corpus_tools.indicators import indicators
from corpus_tools.parse import parse

NO_INDICATORS = Path(__file__).with_name("no_indicators.txt")
CASES = cases()
SEALED = CASES[2::3]  # not looked at while the rules were made
SEEN = [case for i, case in enumerate(CASES) if i % 3 != 2]


def rows(*lines, year=2023, heading=""):
    return indicators(report(*lines, year=year, heading=heading))


def test_a_text_that_is_no_report_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match=r"parse\(lines\)"):
        indicators("全年新建学校12所。")


@pytest.mark.parametrize(("part", "rows", "subjects"), [(SEEN, 0, 3), (SEALED, 1, 10)], ids=["seen", "sealed"])
def test_of_the_figures_of_many_decades_no_more_are_wrong_than_are_known_to_be(part, rows, subjects):
    hits, found, wanted, right, notes = judged(part)
    assert (wanted - hits) + (found - hits) <= rows, "\n".join(notes)
    assert hits - right <= subjects, "\n".join(notes)


NAMES = [line for line in NO_INDICATORS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize("text", NAMES)
def test_numbers_that_name_or_rank_or_date_are_no_indicators(text):
    assert [row.raw for row in rows(text)] == []


def test_a_report_without_figures_has_no_rows():
    assert rows() == rows("我们坚持以人民为中心。") == rows("2023年,党的二十大精神深入人心。") == []


def test_a_row_says_where_it_was_read():
    first, second = rows("我们认真履职。收到提案134件,立案127件。")
    assert (first.report, first.section, first.paragraph, first.number) == ("r", 0, 0, 1)
    assert first.sentence[first.start : first.end] == first.raw == "134件"
    assert second.sentence[second.start : second.end] == "127件"


def test_a_ratio_may_be_written_in_words():
    (before, after) = rows("轻重工业之比由四十一比五十九变为四十三点六比五十六点四。", year=1979)
    assert (before.value, after.value) == ((41, 59), (43.6, 56.4))


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
        ("到2027年,高新技术企业达到500家。", "", True),
        ("到2023年底,高新技术企业达到500家。", "", False),
        ("到“十四五”末,森林覆盖率达到42%。", "", True),
        ("到“十三五”末,森林覆盖率达到42%。", "", False),
        ("到二〇三〇年,装机达到500万千瓦。", "", True),
        ("确保粮食产量稳定在20万吨以上。", "", True),
        ("确保了1.1亿人次按时领取养老金。", "", False),
        ("预期地区生产总值增长6%。", "", True),
        ("预计全年生产总值增长6%。", "", False),
        ("实现农民收入增长7%的目标。", "", True),
        ("完成年度目标的102%。", "", False),
        ("生产总值提前实现比2010年翻一番目标。", "", False),
        ("全年争取上级资金5亿元。", "", False),
        ("争取新增债券资金5亿元。", "", False),
        ("争取新增固定资产投资5亿元。", "", True),
        ("基本落实或计划落实的有24件。", "", False),
        ("全年成功争创试点20个。", "", False),
        ("争创试点20个。", "", True),
        ("未来三年,投入30亿元。", "", True),
        ("2024年,计划实施项目98个。", "", True),
        ("人均预期寿命达到73.96岁。", "", False),
        ("计划生育广泛开展,人口自然增长率下降到千分之十一。", "", False),
        ("在第一个五年计划规定新建的单位中,已经施工的有625个。", "", False),
        ("粮食产量达到500亿斤。", "二、关于国民经济计划的执行", False),
        ("工厂投产后可实现年产值6亿元。", "", True),
        ("争取年内开工项目10个。", "", True),
        ("新的一年建学校8所。", "", True),
        ("到本世纪末粮食产量达到20万吨。", "", True),
        ("公路里程目前已达430公里。", "三、今后五年的目标", False),
        ("确保年内20个项目建成投产。", "", True),
        ("确保产业产值突破500亿元。", "", True),
        ("确保完成投资30亿元。", "", True),
        ("确保新增就业2万人以上。", "", True),
        ("确保了3万名师生的饮食安全。", "", False),
        ("有效确保3万名师生的饮食安全。", "", False),
        ("预计全年生产总值将达到600亿元。", "", False),
        ("预计全市企业将突破300家,税收达到20亿元。", "", False),
        ("生产总值将达到600亿元。", "", True),
        ("预计今年,生产总值将达到600亿元。", "", False),
        ("预计到2027年生产总值将达到700亿元。", "", True),
        ("建成虚拟仿真实验室6个、模拟法庭2个。", "", False),
        ("拟新建学校4所。", "", True),
        ("按计划建成学校4所。", "", False),
        ("园区计划设立学院7个。", "", True),
        ("商城即将投入使用,完成投资4亿元。", "", False),
        ("到2025年,居民收入在2020年基础上翻一番,达到6万元。", "", True),
    ],
)
def test_a_plan_is_told_from_a_result(text, heading, plan):
    assert {r.plan for r in rows(text, heading=heading)} == {plan}


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("还有312户未脱贫。", [True]),
        ("全年未发生1起重特大事故。", [True]),
        ("收到提案134件,未立案7件。", [False, True]),
        ("因条件限制暂不能办理的建议15件。", [True]),
        ("确因条件限制暂时难以解决的16件。", [True]),
        ("12项指标中2项没有达标。", [False, True]),
        ("投入不少于3亿元。", [False]),
        ("投入不下二百万元。", [False]),
        ("起诉侵害未成年人犯罪127人。", [False]),
        ("未结案件2453件。", [False]),
        ("高出未适用案件28.6个百分点。", [False]),
        ("86件未按期办结的案件全部清理。", [False]),
        ("未来五年新建道路20公里。", [False]),
    ],
)
def test_what_did_not_happen_is_said_to_be_so(text, negated):
    assert [r.negated for r in rows(text)] == negated


def test_chinese_numerals_count_little_where_a_report_writes_digits():
    assert [r.raw for r in rows("抓好三项工程,投资120亿元,建成公园20个。")] == ["120亿元", "20个"]
    old = rows("全县建成三个水电站,装机容量一千二百千瓦,灌溉农田三万亩。")
    assert [r.value for r in old] == [3, 1200, 30000]


@pytest.mark.parametrize("part", ["万", "1", "1,111", "一二", "“", "第", "每", "1个", "(1件", "到2027年1个", "东经1度"])
def test_every_row_of_hostile_text_says_where_it_was_read(part):
    text = part * (8000 // len(part))
    some = rows(text)
    assert all(r.raw == text[r.start : r.end] for r in some)
    assert [r.start for r in some] == sorted({r.start for r in some})


def test_a_report_without_a_year_leaves_the_time_open():
    assert [r.period for r in rows("收到提案134件。", year=None)] == [""]


def test_a_section_takes_time_and_intent_from_the_main_heading_it_stands_under():
    body = "我们坚持稳中求进,推动各项事业向前发展,群众的获得感不断增强。"
    found = indicators(parse([
        "江北区政府2023年工作报告",
        "一、2021年工作回顾", "(一)提案", f"收到提案134件。{body}",
        "二、城市建设", f"新建公园20个。{body}",
        "三、今后的任务", "(一)公园", f"再建成公园30个。{body}",
        "四、自身建设", f"培训委员40人次。{body}",
    ]))  # fmt: skip
    times = [("134件", "2021年", False), ("20个", "2021", False), ("30个", "", True), ("40人次", "", True)]
    assert [(r.raw, r.period, r.plan) for r in found] == times


@pytest.mark.parametrize(
    ("heading", "plan"),
    [
        ("奋斗目标", True),
        ("面向未来", True),
        ("目标任务回顾", False),
        ("计划执行情况", False),
        ("城市建设", False),
        ("二、主要工作安排", True),
        ("一、主要工作", False),
        ("携手奋进“十五五”，共同绘就新蓝图", True),
        ("“十四五”规划稳步实施", False),
        ("五育并举落实育人目标", False),
        ("落实立德树人根本任务", False),
        ("认真办理代表建议", False),
        ("建议提案办理", False),
        ("计划生育工作", False),
        ("对政府工作的建议", True),
        ("二、对今年政府工作的建议", True),
        ("下一步工作打算", True),
        ("2024年主要任务", True),
        ("今后五年的奋斗目标", True),
        ("三、2023年工作任务完成情况", False),
        ("一、过去五年工作回顾", False),
        ("聚焦重点强履职", False),
        ("聚焦首要任务彰显担当", False),
        ("服务中心任务", False),
        ("认真落实重大任务", False),
    ],
)
def test_a_heading_says_whether_its_figures_are_to_come(heading, plan):
    assert [r.plan for r in rows("15次协商活动已经安排。", heading=heading)] == [plan]


OUTLINE = """
某县政府2023年工作报告
一、2023年工作回顾
（一）咬定目标抓产业
新建厂房20座。{body}
（二）决策部署落地见效
改造道路30条。{body}
二、2024年预算草案
（一）收入
安排投资40万元。2023年争取资金50万元。{body}
三、加强自身建设
培训干部60人次。{body}
"""


def test_what_is_to_come_is_told_by_the_outline_of_the_report():
    body = "我们坚持稳中求进,推动各项事业向前发展,群众的获得感不断增强。"
    found = indicators(parse(OUTLINE.format(body=body).strip().split("\n")))
    told = {"20座": False, "30条": False, "40万元": True, "50万元": False, "60人次": True}
    assert {r.raw: r.plan for r in found} == told


def test_a_section_without_a_name_is_of_what_its_first_sentence_says():
    done = "全省粮食总产量达到六十亿斤,比上年增加三亿斤,农民的生产积极性空前高涨。"
    aims = "一九五六年是关键的一年。粮食总产量要求达到七十亿斤,兴修水田四十万亩,打井五万眼。"
    lines = ["关于一九五五年工作的报告", "各位代表：", "一", done, "二", aims]
    assert [r.plan for r in indicators(parse(lines))] == [False, False, True, True, True]


def test_what_was_done_of_a_plan_is_no_plan():
    found = rows("计划投资10亿元,已完成投资8亿元,占计划的80%,力争再投资3亿元。实际到位资金5亿元。")
    assert [r.plan for r in found] == [True, False, False, True, False]
    found = rows("计划投资10亿元,完成投资8亿元,占年度计划的80%,高于序时进度5个百分点。今年计划投资9亿元,新建学校5所。")
    assert [r.plan for r in found] == [True, False, False, False, True, True]
    found = rows("计划投资10亿元,完成投资8亿元,今后计划投资3亿元。")
    assert [r.plan for r in found] == [True, False, True]


def test_a_share_that_was_reached_is_no_growth():
    assert [r.change for r in rows("工业投资占比实现45%。生产总值实现4.5%。")] == ["", "增长"]


def test_the_parts_of_a_plan_are_planned():
    found = rows("今年计划投资10亿元。其中,水库投资4亿元。已加固水库3座。")
    assert [r.plan for r in found] == [True, True, False]


@pytest.mark.parametrize(("year", "plan"), [(2024, True), (2025, False), (2026, False)])
def test_a_five_year_plan_is_to_come_until_its_last_year(year, plan):
    assert [r.plan for r in rows("到“十四五”末覆盖率达到42%。", year=year)] == [plan]


def test_a_sentence_whose_numbers_only_name_does_not_end_the_ledger():
    assert [r.raw for r in rows("第3次会议审议了5号文件。收到提案134件。")] == ["134件"]
    assert [r.raw for r in rows("三个一批。收到提案134件。")] == ["134件"]


@pytest.mark.parametrize("resolved", ["确保", "力争", "争取", ""])
def test_the_deed_is_what_is_done_not_that_it_is_resolved(resolved):
    (row,) = rows(f"{resolved}改造老旧小区100个。")
    assert (row.action, row.subject) == ("改造", "老旧小区")


def test_a_row_of_a_report_in_traditional_characters_stands_where_the_report_says_it():
    line = "江北區建成網際網路專線134條,智慧型手機用戶增加5676戶。"
    found = indicators(parse(["江北區政府2023年工作報告", line, line.replace("江北", "江南")]))
    assert [r.raw for r in found] == ["134條", "5676戶"] * 2
    assert all(r.sentence[r.start : r.end] == r.raw for r in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全国有10亿人口。", [("人口", 10**9, "人")]),
        ("印发《关于办好10件实事的意见》,收到提案134件。", [("提案", 134, "件")]),
        ("人均预期寿命提高到80岁以上。", [("人均预期寿命", 80, "岁")]),
        ("出口、进口分别提高1.2、2.3个百分点。", [("出口", 1.2, "个百分点"), ("进口", 2.3, "个百分点")]),
        ("10万吨级码头建成2座,吞吐量达到300万吨。", [("10万吨级码头", 2, "座"), ("吞吐量", 3_000_000, "吨")]),
        ("办理时间由15天压缩到3天。", [("办理时间", 15, "天"), ("办理时间", 3, "天")]),
        ("提出建议20余条,其中12条被采纳。", [("建议", 20, "条"), ("建议", 12, "条")]),
        ("全市机关、企业、学校共捐款350万元。", [("机关、企业、学校", 3_500_000, "元")]),
        ("每万人拥有医生32名。", [("医生", 32, "名")]),
        ("“四好农村路”建成120公里。", [("四好农村路", 120, "公里")]),
        ("“四好农村路建成120公里。", [("四好农村路", 120, "公里")]),
    ],
)
def test_what_is_counted_how_much_of_it_and_in_what(text, found):
    assert [(r.subject, r.value, r.unit) for r in rows(text)] == found


@pytest.mark.parametrize("heading", ["名词解释", "相关用语说明", "附件2 名 词 解 释", "注释"])
def test_what_only_explains_a_term_counts_nothing_of_the_year(heading):
    terms = "两地一城:到2030年建成100个园区的规划。", "一网通办:95%的事项在网上办理。"
    assert not rows(*terms, heading=heading) and len(rows(*terms, heading="二、工作回顾")) == 2


def test_the_place_of_the_report_before_a_noun_names_no_other_indicator():
    text = "威宁自治县常住人口128万人，威宁县城人口9万人，毕节市生产总值9亿元。"
    own = replace(report(text, year=2022), place=("贵州省", "毕节市", "威宁彝族回族苗族自治县"))
    assert [row.subject for row in indicators(own)] == ["常住人口", "威宁县城人口", "毕节市生产总值"]
    assert indicators(report(text, year=2022))[0].subject == "威宁自治县常住人口"
    parts = "株洲市生产总值90亿元，株洲高新区生产总值9亿元，株洲县生产总值5亿元。"
    own = replace(report(parts, year=2022), place=("湖南省", "株洲市"))
    assert [row.subject for row in indicators(own)] == ["生产总值", "株洲高新区生产总值", "株洲县生产总值"]
