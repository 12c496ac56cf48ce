"""Goals in figures and their results: the verdict is known beforehand."""

import pytest
from made import made

from corpus_tools.comparing.verdicts import EXCEEDED, MET, MISSED, UNREPORTED, Goal, all_verdicts, goal, judge, verdicts
from corpus_tools.indicators import indicators
from corpus_tools.report import Report
from corpus_tools.views.promises import margin


def report(name: str, year: int, parts: list[tuple[str, list[str]]], organ: str = "甲市人民政府") -> Report:
    """A report of sections, each a heading and its sentences."""
    return made(name, [(heading, 1, texts) for heading, texts in parts], title=name, year=year, organ=organ)


def years(plan: str, result: str) -> tuple[Report, Report]:
    """A report of 2023 that plans and the report of 2024 that tells."""
    earlier = report("a", 2023, [("一、2023年工作回顾", ["修了路。"]), ("二、2024年工作安排", [plan])])
    return earlier, report("b", 2024, [("一、2024年工作回顾", [result]), ("二、2025年工作安排", ["修路。"])])


@pytest.mark.parametrize(
    ("plan", "result", "verdict"),
    [
        ("地区生产总值增长6%左右。", "地区生产总值增长5.2%。", MISSED),
        ("地区生产总值增长6%左右。", "全市生产总值达到500亿元,增长5.8%。", MET),
        ("地区生产总值增长6%左右。", "地区生产总值增长6.4%。", EXCEEDED),
        ("农村居民人均可支配收入增长7%左右。", "农村常住居民人均可支配收入增长7.2%。", MET),
        ("地区生产总值增长6%左右。", "地区生产总值下降0.5%。", MISSED),
        ("地区生产总值增长6%—6.5%。", "地区生产总值增长6.2%。", MET),
        ("地区生产总值增长6%—6.5%。", "地区生产总值增长5.9%。", MISSED),
        ("新增就业10万人。", "全年新增就业完成10.6万人。", EXCEEDED),
        ("城镇新增就业10万人以上。", "城镇新增就业10.1万人。", MET),
        ("城镇新增就业10万人以上。", "城镇新增就业9.9万人。", MISSED),
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率为5.1%。", MET),
        ("城镇调查失业率5.5%左右。", "城镇调查失业率平均为5.6%。", MET),
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率为5.6%。", MISSED),
        ("居民消费价格涨幅3%左右。", "居民消费价格上涨0.2%。", MET),
        ("城镇居民收入和农村居民收入分别增长8%、9%左右。", "城镇居民收入增长7.9%，农村居民收入增长9%。", MET),
        ("公共财政预算收入增长11%。", "一般公共预算收入增长8.5%。", MISSED),
        ("细颗粒物浓度下降4%。", "全市PM2.5平均浓度下降6%。", EXCEEDED),
        ("单位生产总值能耗降低3%。", "单位生产总值能耗降低2.4%。", MISSED),
        ("单位生产总值能耗降低3%。", "单位生产总值能耗降低3.6%。", EXCEEDED),
        ("单位生产总值能耗降低3%。", "单位生产总值能耗上升1%。", MISSED),
        ("地区生产总值增长7%左右。", "全县生产总值增长5.9%,低于预期目标1.1个百分点。", MISSED),
        ("规模工业企业新增60家。", "新增规上工业企业70家。", EXCEEDED),
        ("规上工业增加值增长8.5%以上。", "规模以上工业增加值增长9.2%,高于预期目标。", EXCEEDED),
        ("单位GDP能耗下降3%。", "单位地区生产总值能耗下降3.1%。", MET),
        ("农村居民人均可支配收入增长7.5%。", "农村常住居民人均可支配收入增长7%。", MISSED),
        ("PM2.5平均浓度控制在35微克/立方米以内。", "PM2.5平均浓度降至33.6微克/立方米。", MET),
        ("高新产值占规模以上工业产值比重达到44%。", "高新产值占规上工业产值比重提高到45%。", MET),
        ("高新技术企业达到2600家。", "高新技术企业数量增加到2794家。", EXCEEDED),
        ("空气优良天数比例达到85%。", "空气质量优良天数比例83%。", MISSED),
        ("接待游客900万人次。", "旅游接待量突破960万人次。", EXCEEDED),
        ("转移农村劳动力2万人。", "农村劳动力转移就业2.3万人。", EXCEEDED),
        ("市级重点建设项目完成投资160亿元。", "40个市级重点项目完成投资170亿元。", EXCEEDED),
        ("城市低保标准达到每月700元。", "城乡低保标准分别提高到每月690元、500元。", MISSED),
        ("市场主体总量突破13万户。", "市场主体总数达到14.6万户。", EXCEEDED),
        ("改造老旧小区100个。", "改造老旧小区100个。", MET),
        ("改造老旧小区75个。", "实施老旧小区改造75个、惠及居民1.2万户。", MET),
        ("新建农村公路85公里。", "完成农村公路建设80公里。", MISSED),
        ("新改建城市公厕40座。", "新改建公厕36座。", MISSED),
        ("新建停车泊位4000个。", "新增城区公共停车泊位4100个。", MET),
        ("引进亿元以上项目15个。", "引进投资亿元以上产业项目17个。", EXCEEDED),
        ("一般公共预算收入增长7.5%。", "一般公共预算收入39.8亿元，剔除留抵退税因素后增长7.8%。", UNREPORTED),
        ("新增公共租赁住房500套。", "新增租赁住房600套。", UNREPORTED),
        ("新建公园5个。", "新建口袋公园6个。", UNREPORTED),
        ("新增医疗床位500张。", "新增床位600张。", UNREPORTED),
        ("居民人均可支配收入增长8%左右。", "全体居民人均可支配收入增长5.9%。", MISSED),
        ("农产品加工业产值突破80亿元。", "农产品加工业总产值81.6亿元。", MET),
        ("居民人均可支配收入增长7%。", "城镇居民人均可支配收入增长6%。", UNREPORTED),
        (
            "社会消费品零售总额增长9%。",
            "投资增长7.4%，低于预期目标2.6个百分点；社会消费品零售总额增长11.2%。",
            EXCEEDED,
        ),
        ("新改建农村公路260公里。", "新改建农村公路248公里。全年新改建农村公路285公里。", UNREPORTED),
        ("新改建农村公路260公里。", "新改建农村公路265公里。全年新改建农村公路285公里。", MET),
        ("粮食总产量25万吨以上。", "粮食总产量24.8万吨，粮食总产量首次低于25万吨。", MISSED),
        ("改造老旧小区100个。", "举办招聘会100场。", UNREPORTED),
        ("改造老旧小区100个。", "改造老旧小区累计800个。", UNREPORTED),  # of all years
        ("一般公共预算收入可比增长9%。", "一般公共预算收入增长12%。", UNREPORTED),
        ("一般公共预算收入可比增长9%。", "一般公共预算收入同口径增长9.2%。", MET),
        ("城镇新增就业6万人。", "五年城镇新增就业26万人。", UNREPORTED),
        ("单位生产总值能耗降低3%。", "单位生产总值能耗比2019年降低16%。", UNREPORTED),  # since an earlier year
        ("单位生产总值能耗降低3%。", "单位生产总值能耗比2023年降低3.6%。", EXCEEDED),
        ("氨氮排放量削减3%。", "化学需氧量、氨氮排放量分别比2021年削减4.5%、4.6%。", UNREPORTED),
        ("地区生产总值增长6%。", '地区生产总值500亿元，比"十五"末增长74%。', UNREPORTED),
        ("地区生产总值增长6%。", "地区生产总值500亿元，比上年增长7%。", EXCEEDED),
        ("新增铁路里程20公里。", "铁路里程达到530公里，比2019年增加40公里。", UNREPORTED),
        ("城镇居民人均可支配收入达到4万元。", "城镇居民人均可支配收入由3.1万元提高到4.2万元。", MET),
        ("粮食产量120万吨。", "粮食产量连续五年稳定在120万吨。", MET),
        ("新建公园20个。", "全市公园达300个。", UNREPORTED),  # all that there are
        ("汽车产量20万辆。", "新能源汽车产量18万辆。", UNREPORTED),  # a part of them
        ("粮食产量120万吨。", "粮食产量增长2%。", UNREPORTED),  # a growth is no amount
        ("新建公园17座。", "新建公园14个。", MISSED),  # one word for things or another
        ("新建公路60公里。", "建成公路68公里。", EXCEEDED),
        ("新建公路60公里。", "改建公路68公里。", UNREPORTED),
        ("新改建公路60公里。", "建设公路68公里。", EXCEEDED),
        ("开工亿元以上项目30个。", "新开工亿元以上项目36个。", EXCEEDED),
        ("开工亿元以上项目30个。", "竣工亿元以上项目36个。", UNREPORTED),
        ("引进亿元以上项目30个。", "推进亿元以上项目36个。", UNREPORTED),
        ("新增养老床位300张。", "养老床位增加310张。", MET),
        ("新建粮仓5万套。", "新增粮仓5万套。", MET),
        ("开发住房5万套。", "拆除住房5万套。", UNREPORTED),
        ("工业投资80亿元。", "县域工业投资80亿元。", UNREPORTED),
        ("固定资产投资增长13%。", "固定资产投资以15%的速度快速增长。", EXCEEDED),
        ("改造老旧小区100个。", "尚有98个老旧小区没有改造。", UNREPORTED),  # what was not done
        ("整治河道50公里。", "整治河道50公里的任务尚未完成。", UNREPORTED),
        ("城乡居民人均可支配收入分别增长8%、8%。", "城乡居民人均可支配收入4万元和2万元，分别增长7%、7%。", MISSED),
        ("编报社情民意信息300条以上。", "收到社情民意信息1308条，编报356条。", EXCEEDED),  # not those received
        ("关停剩余58家企业。", "261家企业全部关停。", UNREPORTED),  # all of them, not the rest
        ("完成老旧小区改造60个。", "改造老旧小区65个。", EXCEEDED),  # the deed within the noun
        ("完成老旧小区改造60个。", "拆除老旧小区65个。", UNREPORTED),
        ("稳定粮食播种面积18万亩。", "完成粮食播种面积18.2万亩。", MET),
        ("围绕营商环境等开展专题协商8次。", "组织专题协商7次。", MISSED),
        ("地区生产总值增速控制在6%以上。", "地区生产总值增长7%。", EXCEEDED),  # a least, whatever is said before it
        ("机关用车控制在50辆以内。", "机关用车46辆。", MET),
        ("机关用车控制在50辆。", "机关用车46辆。", MET),
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率为5.5%。", MET),
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率为0.9%。", MET),  # a rate may be far from its goal
        ("粮食产量增加10万吨。", "粮食产量增加60万吨。", EXCEEDED),  # so may a change
        ("新增养老床位300张。", "新增养老床位5000张。", UNREPORTED),  # a count that far away counts all
        ("一般公共预算收入同口径完成50亿元。", "一般公共预算收入51亿元。", UNREPORTED),
        ("地区生产总值按可比价格增长6%。", "地区生产总值增长7%。", EXCEEDED),  # as it always is
        ("城市低保标准达到每月700元。", "城市低保标准达到每季2000元。", UNREPORTED),
        ("低保标准达到每人每月700元。", "低保标准达到每人每年3000元。", UNREPORTED),
        ("建设高标准农田10万亩。", "高标准农田12万亩。", EXCEEDED),
        ("新开工亿元以上项目30个。", "开工亿元以上项目36个。", EXCEEDED),
        ("养老床位达到300张。", "撤销养老床位310张。", UNREPORTED),
        ("建成公园10个。", "公园建成12个,新建公园15个。", EXCEEDED),
        ("新增公交线路3条。", "优化调整公交线路6条。", UNREPORTED),  # adds none
        ("新增养老床位300张。", "改造养老床位310张。", UNREPORTED),
        ("新增公交线路3条。", "新开公交线路6条。", EXCEEDED),
        ("建成“书香政协”示范点20个。", "建成“书香社区”示范点22个。", UNREPORTED),  # a kind of thing by other names
        ("建成“书香政协”示范点20个。", "建成“书香政协”示范点22个。", EXCEEDED),
        ("建成“有事好商量”协商议事室20个。", "建成协商议事室22个。", EXCEEDED),
    ],
)
def test_a_goal_and_its_result(plan, result, verdict):
    one, *others = verdicts(*years(plan, result))
    assert (one.verdict, one.organ, one.year) == (verdict, "甲市政府", 2024)
    assert one.plan.text == plan and {o.verdict for o in others} <= {verdict}
    assert (one.result is None) is (verdict == UNREPORTED)


def test_a_thing_of_a_kind_is_told_by_its_own_name():
    (one,) = verdicts(*years("建成“书香政协”示范点20个。", "建成“书香政协”示范点22个。"))
    assert one.indicator == "书香政协示范点（建成）"


def test_of_two_figures_of_one_name_that_with_the_deed_of_the_goal_is_its_result():
    told = "收到社情民意信息1308条，编报356条。", "收到建议90条，编报社情民意信息356条，反映社情民意信息1308条。"
    for result in told:
        (one,) = verdicts(*years("编报社情民意信息300条以上。", result))
        assert (one.reached, one.verdict) == ("356条", EXCEEDED)


@pytest.mark.parametrize("rest", ["；减排完成省下达的目标任务。", "，确保完成全年目标任务。", "，减排量达到省控目标。"])
def test_a_goal_beside_another_that_shall_be_reached_is_a_goal(rest):
    (one,) = verdicts(*years(f"主要目标是：生产总值增长7%{rest}", "生产总值增长8%。"))
    assert (one.planned, one.reached, one.verdict) == ("7%", "8%", EXCEEDED)


@pytest.mark.parametrize(
    ("heading", "told", "verdict"),
    [
        ("一、“十三五”时期的成就", "新增铁路里程26公里。", UNREPORTED),
        ("一、“十三五”时期的成就", "2024年新增铁路里程26公里。", EXCEEDED),
        ("一、“十三五”时期的成就", "铁路里程达到530公里。", UNREPORTED),
        ("一、2024年工作回顾", "新增铁路里程26公里。", EXCEEDED),
    ],
)
def test_a_count_in_a_part_on_several_years_is_of_the_last_only_where_that_is_said(heading, told, verdict):
    earlier, _ = years("新增铁路里程20公里。", "修路。")
    later = report("b", 2024, [(heading, ["2024年是收官之年。", told]), ("二、2025年工作安排", ["修路。"])])
    assert verdicts(earlier, later)[0].verdict == verdict


@pytest.mark.parametrize(
    "span", ["今后五年,", "未来三年,", "三年内,", "“十四五”期间,", "本届政府任期内,", "今后五年的目标是:"]
)
def test_what_shall_be_reached_within_several_years_is_no_goal_of_the_next(span):
    assert not verdicts(*years(f"{span}高新技术企业达到100家,新建学校20所。", "高新技术企业80家,新建学校8所。"))
    assert verdicts(*years("2024年内高新技术企业达到100家。", "高新技术企业80家。"))[0].verdict == MISSED


def test_a_part_on_the_years_to_come_has_no_goal_of_the_next():
    parts = [("一、今后五年的奋斗目标", ["地区生产总值突破千亿元。"]), ("二、2024年工作安排", ["地区生产总值增长6%。"])]
    (one,) = verdicts(report("a", 2023, parts), years("", "地区生产总值900亿元,增长5%。")[1])
    assert (one.planned, one.reached) == ("6%", "5%")


@pytest.mark.parametrize(
    ("until", "verdict"),
    [("截至11月底,", UNREPORTED), ("截止10月,", UNREPORTED), ("截至12月底,", MISSED), ("截至年底,", MISSED)],
)
def test_what_was_reached_before_the_end_of_the_year_is_no_result_of_it(until, verdict):
    assert verdicts(*years("城镇新增就业5万人。", f"{until}城镇新增就业4.8万人。"))[0].verdict == verdict


def test_what_is_held_against_its_goal_is_no_goal():
    assert not verdicts(*years("生产总值增长7%，超过年度目标0.5个百分点。", "生产总值增长8%。"))


@pytest.mark.parametrize(
    ("plan", "result", "margin"),
    [
        ("地区生产总值增长6%左右。", "地区生产总值增长5.2%。", -0.8),
        ("新增就业10万人。", "新增就业10.6万人。", 0.06),
        ("单位生产总值能耗降低3%。", "单位生产总值能耗降低2.4%。", -0.6),
        ("地区生产总值增长6%—6.5%。", "地区生产总值增长6.2%。", 0),
        ("地区生产总值增长6%—6.5%。", "地区生产总值增长7%。", 0.5),
        ("改造老旧小区100个。", "举办招聘会100场。", None),
        ("工业增加值率提高2个百分点。", "工业增加值率提高1个百分点。", -1),
    ],
)
def test_how_far_a_result_is_from_its_goal(plan, result, margin):
    assert verdicts(*years(plan, result))[0].margin == margin


@pytest.mark.parametrize(
    ("plan", "result", "said"),
    [
        ("地区生产总值增长6%。", "地区生产总值增长5.2%。", "低0.8个百分点"),
        ("新增就业10万人。", "新增就业10.6万人。", "多6%"),
        ("财政收入25320万元。", "财政收入25313万元。", "少不到0.1%"),
        ("人口自然增长率控制在7.4‰以内。", "人口自然增长率为6.9‰。", "在定数之内（低0.5个千分点）"),
        ("城镇调查失业率5.5%左右。", "城镇调查失业率5.6%。", "在“左右”之内（高0.1个百分点）"),
        ("城镇调查失业率5.5%左右。", "城镇调查失业率5.1%。", "在定数之内（低0.4个百分点）"),
        ("地区生产总值增长6%左右。", "地区生产总值增长5.8%。", "在“左右”之内（低0.2个百分点）"),
        ("地区生产总值增长6%。", "地区生产总值增长6%。", "持平"),
        ("地区生产总值增长6%以上。", "预计地区生产总值增长6%左右。", "大致持平"),
    ],
)
def test_the_margin_is_told_in_words(plan, result, said):
    assert margin(verdicts(*years(plan, result))[0]) == said


def test_the_result_stands_in_its_own_clause_and_counts_of_the_same_deed_come_first():
    (one,) = verdicts(*years("立案提案400件。", "征集提案775件,立案提案433件,办复提案420件。"))
    assert (one.planned, one.reached, one.verdict) == ("400件", "433件", EXCEEDED)
    assert "433" in one.result.text


def test_a_goal_for_later_years_is_not_judged_yet():
    assert verdicts(*years("到2027年,高新技术企业达到500家。", "高新技术企业达到300家。")) == []
    assert verdicts(*years("我们要用三年时间,使高新技术企业达到500家。", "高新技术企业达到300家。")) == []


def test_a_body_that_calls_the_year_reported_on_last_year():
    earlier = report("a", 2023, [("一、去年工作回顾", ["修了路。"]), ("二、2024年工作安排", ["粮食产量120万吨。"])])
    later = report(
        "b", 2024, [("一、工作回顾", ["去年,粮食产量123万吨。"]), ("二、今年工作安排", ["今年要完成粮食产量125万吨。"])]
    )
    assert [v.verdict for v in verdicts(earlier, later)] == [MET]


def test_a_body_that_calls_the_year_planned_next_year():
    earlier, later = years("明年的主要目标是：生产总值增长7%，其中明年上半年粮食产量120万吨。", "生产总值增长6%。")
    assert [(v.planned, v.verdict) for v in verdicts(earlier, later)] == [("7%", MISSED)]


def test_what_answers_a_goal_by_its_own_name_answers_no_other():
    told = verdicts(*years("新建停车泊位500个，新建公共停车泊位300个。", "新建公共停车泊位310个。"))
    assert [v.verdict for v in told] == [UNREPORTED, MET]


def test_a_plan_by_its_name_is_no_goal():
    rows = indicators(report("a", 2023, [("一、2023年工作回顾", ["行动计划完成，新建医院12家，火炬计划企业8家。"])]))
    assert [row.plan for row in rows] == [False, False]


def test_what_a_rise_begins_with_is_no_goal():
    assert [v.planned for v in verdicts(*years("医院由40家增加到60家。", "医院达到61家。"))] == ["60家"]


def test_one_goal_said_twice_is_one():
    assert len(verdicts(*years("改造老旧小区100个,确保改造老旧小区100个。", "改造老旧小区90个。"))) == 1


def test_only_one_body_is_judged_by_itself_however_its_name_is_written():
    earlier, later = years("改造老旧小区100个。", "改造老旧小区90个。")
    other = report("c", 2024, [("工作回顾", ["改造老旧小区190个。"])], organ="乙市人民政府")
    shorter = report("b", 2024, [("一、2024年工作回顾", ["改造老旧小区90个。"])], organ="甲市政府")
    assert all_verdicts([earlier, other]) == []
    assert [v.verdict for v in all_verdicts([other, shorter, earlier])] == [MISSED]
    assert all_verdicts([later, earlier]) == all_verdicts([earlier, later])


def test_a_ratio_is_no_goal():
    rows = indicators(report("a", 2023, [("2024年工作安排", ["城乡居民收入比缩小到2:1。"])]))
    assert all(goal(row) is None for row in rows)


@pytest.mark.parametrize("reached", [-3.0, 0.0, 4.0, 5.0, 5.2, 80.0])
def test_what_is_met_about_is_met_exactly_or_more(reached):
    exact, about = (Goal(5, 5, False, a, False) for a in (False, True))
    if judge(exact, reached) != MISSED:
        assert judge(about, reached) == judge(exact, reached)


@pytest.mark.parametrize(
    ("plan", "result", "said"),
    [
        ("社会消费品零售总额增长7%。", "社会消费品零售总额50亿元，下降0.8%。", "下降0.8%"),
        ("单位生产总值能耗下降3%。", "单位生产总值能耗上升1%。", "上升1%"),
        ("单位生产总值能耗下降3%。", "单位生产总值能耗下降2%。", "2%"),
    ],
)
def test_a_change_that_goes_the_other_way_is_named(plan, result, said):
    (one,) = verdicts(*years(plan, result))
    assert (one.reached, one.verdict) == (said, MISSED)


@pytest.mark.parametrize(
    ("before", "plan", "result", "verdict"),
    [
        ("建成诉讼服务站8个。", "新建诉讼服务站5个。", "建成诉讼服务站12个。", UNREPORTED),  # 12 may be all there are
        ("新建诉讼服务站8个。", "新建诉讼服务站5个。", "建成诉讼服务站12个。", EXCEEDED),
        ("建成诉讼服务站8个。", "新建诉讼服务站5个。", "新建诉讼服务站12个。", EXCEEDED),
        ("建成诉讼服务站8个。", "新建诉讼服务站5个。", "全年建成诉讼服务站12个。", EXCEEDED),
        ("建成诉讼服务站8个。", "新建诉讼服务站5个。", "建成诉讼服务站6个。", EXCEEDED),
        ("国家高新技术企业23家。", "国家高新技术企业达到28家。", "国家高新技术企业达到31家。", EXCEEDED),
    ],
)
def test_what_may_be_all_that_there_are_is_no_result_of_a_goal_of_new_ones(before, plan, result, verdict):
    earlier, later = (
        report("a", 2023, [("一、2023年工作回顾", [before]), ("二、2024年工作安排", [plan])]),
        years("", result)[1],
    )
    assert verdicts(earlier, later)[0].verdict == verdict
