"""Plans and their results: planted in two reports and found again."""

import pytest
from made import made

from corpus_tools.comparing.bodies import body, successive
from corpus_tools.comparing.clauses import clauses, figures, likeness, parts
from corpus_tools.comparing.plans import (
    BEHIND,
    NEW,
    NUMBERED,
    SILENT,
    TAKEN,
    UNDONE,
    UNSURE,
    outcomes,
    plan_results,
    plan_sentences,
    review_sentences,
)
from corpus_tools.comparing.stages import stage
from corpus_tools.counting.outlook import planned_sections
from corpus_tools.report import Report


def report(name: str, year: int | None, sections: list[tuple[str, int, list[str]]], organ="甲市人民政府") -> Report:
    """A report of a body on a year."""
    return made(name, sections, title=name, year=year, organ=organ)


EARLIER = report(
    "a",
    2023,
    [
        ("一、2023年工作回顾", 1, ["改造老旧小区31个。"]),
        ("二、2024年工作安排", 1, ["主要预期目标是:粮食产量120万吨;城镇新增就业5万人,失业率5.5%以内。"]),
        ("(一)办好民生实事", 2, ["新建农村公路300公里。", "开工建设城北污水处理厂。", "推进儿童医院迁建。"]),
    ],
)
LATER = report(
    "b",
    2024,
    [
        ("一、2024年工作回顾", 1, ["粮食产量达123万吨,增长2%。", "城镇新增就业5.3万人,失业率为5.1%。"]),
        ("(一)民生", 2, ["农村公路新建改建312公里。", "城北污水处理厂开工。", "引进马拉松赛事3场。"]),
        ("二、2025年工作安排", 1, ["推进儿童医院迁建。"]),
    ],
)


def test_without_plans_or_without_results_nothing_is_held_against_anything():
    only_done = report("c", 2023, [("一、2023年工作回顾", 1, ["改造老旧小区31个。"])])
    only_planned = report("d", 2024, [("一、2025年工作安排", 1, ["推进儿童医院迁建。"])])
    assert outcomes(only_done, LATER) == outcomes(EARLIER, only_planned) == []


def years(plans: list[str], told: list[str]) -> tuple[Report, Report]:
    """A report of 2023 that plans and the report of 2024 that tells."""
    earlier = report("a", 2023, [("一、2023年工作回顾", 1, ["修了路。"]), ("二、2024年工作安排", 1, plans)])
    return earlier, report("b", 2024, [("一、2024年工作回顾", 1, told), ("二、2025年工作安排", 1, ["修路。"])])


@pytest.mark.parametrize(
    ("plan", "announced"),
    [
        ("（三）推进教育项目建设。", False),  # the head of plans
        ("（三）新建中学教学楼3座。", True),
        ("用三到五年时间,建成城市公园群。", False),
        ("未来三年建成城市公园群。", False),
        ("本届政府任期内建成城市公园群。", False),
        ("推进工作。", False),
        ("粮食产量\t万吨\t123\t2.1", False),  # a row of a table
        ("改造农村公路。", True),
        ("建设3座。", False),  # of what is not said
        ("新建学校3所。", True),
        ("让我们紧密团结起来,改造农村公路。", False),
        ("2024年,县法院将围绕中心、服务大局。", False),  # who plans is no content
        ("2024年,县政协要突出做好以下工作:", False),
        ("2024年,县政协要改造农村公路。", True),
    ],
)
def test_a_plan_names_what_shall_be_done_within_the_year(plan, announced):
    assert [o.plan.text for o in outcomes(*years([plan], ["水稻丰收。", "城市更新完成。"])) if o.plan] == [
        plan
    ] * announced


def test_without_a_part_on_plans_the_last_third_announces():
    one = report("a", 2023, [("", 1, [f"我们将建设{n}号公路。" for n in "一二三四五六"])])
    assert [s.text[4:6] for s in plan_sentences(one)] == ["设五", "设六"]


def test_a_shortcoming_is_told_among_results_only_where_it_says_what_was_not_done():
    one = report("a", 2023, [("", 1, ["焚烧厂建设滞后,仍需加快。", "服务能力还不够强。", "修了路。"])])
    assert [s.text for s in review_sentences(one)] == ["修了路。"]
    assert [s.text for s in review_sentences(one, undone=True)] == ["焚烧厂建设滞后,仍需加快。", "修了路。"]


def test_of_two_projects_in_one_plan_each_has_its_own_outcome_and_none_has_two():
    told = outcomes(*years(["清水大桥、东山大桥建成通车。"], ["清水大桥建成通车。", "东山大桥加快建设。"]))
    assert [(o.outcome, o.result.text) for o in told] == [(TAKEN, "清水大桥建成通车。"), (BEHIND, "东山大桥加快建设。")]
    told = outcomes(*years(["市博物馆新馆10月开馆。"], ["市博物馆新馆布展工程有序推进。"]))
    assert [o.outcome for o in told] == [BEHIND]


def found() -> dict[str, tuple]:
    return {(o.plan or o.result).text: o for o in outcomes(EARLIER, LATER)}


@pytest.mark.parametrize(
    ("plan", "outcome", "told"),
    [
        ("粮食产量120万吨;", NUMBERED, ("123万吨", "2%")),
        ("城镇新增就业5万人,", NUMBERED, ("5.3万人",)),
        ("失业率5.5%以内。", NUMBERED, ("5.1%",)),
        ("新建农村公路300公里。", NUMBERED, ("312公里",)),
        ("开工建设城北污水处理厂。", TAKEN, ()),
        ("推进儿童医院迁建。", SILENT, ()),
    ],
)
def test_each_plan_meets_its_result(plan, outcome, told):
    row = found()[plan]
    assert (row.outcome, figures(row.result.simplified) if row.result else ()) == (outcome, told)
    assert (row.organ, row.year) == ("甲市政府", 2024)


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ("文化产业增加值占地区生产总值比重达到4%。", "地区生产总值达到1143亿元。"),
        ("当年完成投资880亿元。", "招引总投资10亿元以上重大产业项目49个。"),
        ("推进海洋牧场项目建设，促进渔业与旅游融合。", "推进970个项目建设。"),
        ("1号公路一期工程10月通车，启动二期工程。", "城北污水处理厂二期工程投资2亿元。"),
        ("单位生产总值能耗完成省定目标。", "全市生产总值完成2780亿元。"),
        ("安排重点项目200项左右，总投资3000亿元以上。", "签约合作项目280项、总投资1200亿元。"),
    ],
)
def test_a_plan_in_figures_is_not_met_by_a_figure_of_something_near_to_it(plan, told):
    earlier = report("a", 2023, [("一、回顾", 1, ["修了路。"]), ("二、2024年工作安排", 1, [plan])])
    later = report("b", 2024, [("一、2024年工作回顾", 1, [told, "粮食产量123万吨。"])])
    assert not any(o.result for o in outcomes(earlier, later) if o.plan)


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("儿童医院迁建进度滞后。", UNDONE),
        ("受征地影响,儿童医院迁建,尚未开工,路修好了。", UNDONE),
        ("儿童医院迁建未能完成,只投资3亿元。", UNDONE),
        ("存在儿童医院迁建滞后等问题。", UNDONE),
        ("儿童医院迁建完成,城南水厂尚未开工。", TAKEN),
        ("儿童医院迁建完成；尚未开工的是水厂。", TAKEN),
        ("水厂滞后,儿童医院迁建完成。", TAKEN),
        ("水厂滞后。", SILENT),
    ],
)
def test_what_is_told_as_late_or_not_done_is_not_taken_for_done(told, outcome):
    later = report("b", 2024, [("一、2024年工作回顾", 1, ["粮食产量达123万吨。", told])])
    assert {o.plan.text: o.outcome for o in outcomes(EARLIER, later) if o.plan}["推进儿童医院迁建。"] == outcome


@pytest.mark.parametrize(
    ("plan", "told", "outcome"),
    [
        ("全力复工停建楼盘。", "复工停建楼盘3个,保障住房交付500套。", NUMBERED),
        ("化解停滞项目遗留问题。", "化解停滞项目遗留问题12个。", NUMBERED),
        ("盘活搁置土地资源。", "盘活搁置土地300亩。", NUMBERED),
        ("推进停建楼盘交付。", "停建楼盘交付500套。", NUMBERED),
        ("推进儿童医院迁建。", "针对儿童医院迁建滞后,组织专班开工建设。", TAKEN),
        ("加快儿童医院迁建、西街小学迁建等民生工程建设。", "完成了西街小学迁建和城北中学改建等学校项目。", TAKEN),
        ("推进河道综合整治工程。", "河道综合整治工程进度滞后。", UNDONE),
        ("完成信访积案整改。", "信访积案整改未完成20件。", UNDONE),
        ("完成信访积案整改。", "信访积案整改滞后问题依然突出。", UNDONE),
        ("全力复工停建楼盘。", "停建楼盘3个尚未复工。", UNDONE),
        ("完成信访积案整改。", "信访积案整改未完成年度任务。", UNDONE),
        ("推进儿童医院迁建。", "针对儿童医院迁建滞后,尚未开工。", UNDONE),
    ],
)
def test_a_word_that_names_what_was_put_right_is_no_failure(plan, told, outcome):
    earlier = report("a", 2023, [("一、2023年工作回顾", 1, ["修路。"]), ("二、2024年工作安排", 1, [plan])])
    later = report("b", 2024, [("一、2024年工作回顾", 1, ["粮食产量达123万吨。", told])])
    assert {o.plan.text: o.outcome for o in outcomes(earlier, later) if o.plan}[plan] == outcome


@pytest.mark.parametrize(
    ("plan", "told", "outcome"),
    [
        ("着力推进民生改善。", "改善民生,建成广场。", UNSURE),
        ("着力推进民生改善。", "建成广场。", SILENT),
        ("外贸进出口总额增长5%。", "进出口总值完成29亿美元。", UNSURE),
        ("确保参合率稳定在90%以上。", "新农合参合率逐年提高。", UNSURE),
        ("开展技能培训4万人次。", "建成广场。", SILENT),
        ("东大街历史文化街区力争6月开街。", "东大街焕然一新。", UNSURE),
        ("认定国家级、省级示范企业30家。", "获批29个国家级试点。", UNSURE),
        ("2.1万贫困人口脱贫。", "2.4万人脱贫。", UNSURE),
        ("技术改造投资增长15%。", "技改投资增长18.2%。", UNSURE),
        ("实施棚户区改造3200套。", "棚改开工3216套。", UNSURE),
        ("放映公益电影300场。", "电子产品出口增长。", SILENT),
        ("开通至欧洲国际货运班列。", "甲欧快线开行班列72列。", UNSURE),
        ("启动城市轨道交通一号线前期工作。", "轨道交通产业产值达1150亿元。", UNSURE),  # only one word is the same
    ],
)
def test_only_what_is_surely_not_told_is_said_not_to_be(plan, told, outcome):
    earlier = report("a", 2023, [("一、2023年工作回顾", 1, ["修路。"]), ("二、2024年工作安排", 1, [plan])])
    later = report("b", 2024, [("一、2024年工作回顾", 1, ["粮食产量达123万吨。", told])])
    assert [o.outcome for o in outcomes(earlier, later) if o.plan] == [outcome]


def test_what_a_heading_of_the_next_report_tells_is_not_said_to_be_untold():
    sections = [("一、2024年工作回顾", 1, ["粮食产量达123万吨。"]), ("(一)民生得到改善", 2, ["建成广场。"])]
    plans = ("二、2024年工作安排", 1, ["着力推进民生改善。"])
    earlier = report("a", 2023, [("一、2023年工作回顾", 1, ["修路。"]), plans])
    assert outcomes(earlier, report("b", 2024, sections))[0].outcome == UNSURE


@pytest.mark.parametrize(
    ("plan", "told", "outcome"),
    [
        ("市博物馆新馆10月开馆。", "市博物馆新馆布展工程有序推进。", BEHIND),
        ("城北大桥、城南大桥建成通车。", "城北大桥通车，城南大桥全线合龙。", BEHIND),
        ("城东大桥年内建成通车。", "城东大桥加快建设，完成总工程量的85%。", BEHIND),
        ("编辑出版《甲市政协志》。", "《甲市政协志》完成初稿。", BEHIND),
        ("开工建设城北自来水厂。", "城北自来水厂前期工作加快推进。", BEHIND),
        ("完成审判综合楼建设。", "审判综合楼主体完工。", BEHIND),
        ("城北大桥主体完工。", "城北大桥主体完工。", TAKEN),
        ("完成城北小学主体工程。", "城北小学主体封顶。", TAKEN),
        ("1号公路一期工程建成通车，启动二期。", "1号公路一期基本成形，启动二期。", UNSURE),
        ("城北大桥建成通车。", "城北大桥全线贯通。", TAKEN),
        ("启动城北大桥前期工作。", "城北大桥前期工作有序推进。", TAKEN),
        ("加快推进城北大桥建设。", "城北大桥加快建设。", TAKEN),
        ("城北大桥建成通车。", "城北大桥二期加快建设。", TAKEN),
        ("建成城北污水处理厂。", "城南污水处理厂加快建设，城北污水处理厂投入运行。", TAKEN),
        ("城北大桥建成通车。", "加快推进城北大桥建设，城北大桥9月通车。", TAKEN),
    ],
)
def test_what_was_to_be_done_and_is_told_to_be_under_way_is_not_called_done(plan, told, outcome):
    earlier = report("a", 2023, [("一、2023年工作回顾", 1, ["修路。"]), ("二、2024年工作安排", 1, [plan])])
    later = report("b", 2024, [("一、2024年工作回顾", 1, ["粮食产量达123万吨。", told])])
    assert outcome in {o.outcome for o in outcomes(earlier, later) if o.plan}
    assert (outcome == BEHIND) == any(o.outcome == BEHIND for o in outcomes(earlier, later))


@pytest.mark.parametrize(
    "text",
    [
        "展开工作",
        "扩大对外开放",
        "线上线下融合",
        "推动建设现代农业",
        "公开建议",
        "劳动工资",
        "交通水利",
        "建成区绿化",
        "召开园区会",
    ],
)
def test_words_that_only_look_like_steps_of_a_project_are_none(text):
    assert stage(text) == 0


@pytest.mark.parametrize(
    "lead",
    [
        "今年政府工作总的指导思想是:",
        "以新民居示范工程为抓手,",
        "前不久召开的全会提出要推进城西水厂建设。",
        "这对稳定粮食生产具有十分重要的意义。",
        "今年是医院建设承上启下的关键一年。",
        "2024年是新中国成立75周年，也是医院建院70周年。",
        "(三)大力培育市场主体,激发民营经济活力。",
    ],
)
def test_what_leads_in_a_plan_or_says_why_is_none(lead):
    plans = ("二、2024年工作安排", 1, [lead, "推进儿童医院迁建。"])
    earlier = report("a", 2023, [("一、2023年工作回顾", 1, ["改造小区31个。"]), plans])
    assert [o.plan.text for o in outcomes(earlier, LATER) if o.outcome != NEW] == ["推进儿童医院迁建。"]


def test_what_stands_in_brackets_is_not_torn_and_no_subject():
    sentence = EARLIER.sentences[0]._replace(
        text="总产值5万亿元、增长7%（不含新区，下同），新建学校3所（其中小学2所）。"
    )
    sentence = sentence._replace(simplified=sentence.text)
    assert [c.text for c in clauses(sentence)] == [
        "总产值5万亿元、增长7%（不含新区，下同），",
        "新建学校3所（其中小学2所）。",
    ]


def test_a_call_at_the_end_is_no_plan():
    calls = ["让我们携手办好儿童医院和城北污水处理厂!", "各位代表,让我们推进农村公路建设,办好实事。"]
    calls += ["我们一定紧密团结在党中央周围,建设农村公路。", "围绕城北水厂,重点抓好六方面工作:"]
    plans = ("二、2024年工作安排", 1, ["推进儿童医院迁建。", *calls])
    earlier = report("a", 2023, [("一、2023年工作回顾", 1, ["改造小区31个。"]), plans])
    assert [o.plan.text for o in outcomes(earlier, LATER) if o.outcome != NEW] == ["推进儿童医院迁建。"]


def test_a_slogan_between_an_address_and_a_call_is_no_plan():
    steps = [f"推进{where}医院迁建。" for where in ("东山", "南山", "西山", "北山", "中山")]
    for address, closing in (([], ["各位代表!", "征途漫漫,惟有奋斗。"]), (["各位代表!"], [])):
        plans = ("二、2024年工作安排", 1, [*address, *steps, *closing, "让我们携手前进!"])
        earlier = report("a", 2023, [("一、2023年工作回顾", 1, ["改造小区31个。"]), plans])
        assert [o.plan.text for o in outcomes(earlier, LATER) if o.outcome != NEW] == steps


def test_a_result_with_figures_that_nobody_planned_is_new():
    assert found()["引进马拉松赛事3场。"].outcome == NEW


def test_what_tells_more_of_a_thing_named_before_is_not_new_by_itself():
    told = outcomes(*years(["改造老旧小区60个。"], ["完成老旧小区改造60个，惠及2.3万户，举办马拉松赛事3场。"]))
    assert [o.result.text for o in told if o.outcome == NEW] == ["举办马拉松赛事3场。"]


def test_a_glossary_after_the_plans_announces_nothing_and_tells_nothing():
    explained = ("名词解释", 1, ["口袋公园：指面积在1万平方米以下的小型公园绿地，每个投资约80万元。"])
    parts = [("一、2023年工作回顾", 1, ["修了路。"]), ("二、2024年工作安排", 1, ["改造老旧小区60个。"]), explained]
    read = report("a", 2023, parts)
    assert [s.text for s in plan_sentences(read)] == ["改造老旧小区60个。"]
    assert [s.text for s in review_sentences(read)] == ["修了路。"]


def test_what_a_review_says_of_years_to_come_is_no_result():
    later = report("b", 2024, [("一、2024年工作回顾", 1, ["引进赛事3场。", "到2027年,农业总产值达到900亿元。"])])
    assert [o.result.text for o in outcomes(EARLIER, later) if o.outcome == NEW] == ["引进赛事3场。"]


def test_both_sentences_are_shown_with_their_place():
    row = found()["新建农村公路300公里。"]
    assert EARLIER.sentences[row.plan.sentence.number].text == row.plan.text
    assert row.result.text in LATER.sentences[row.result.sentence.number].text


def test_a_section_of_plans_ends_with_the_next_heading_of_its_level():
    assert planned_sections(EARLIER) == {1, 2}
    assert planned_sections(LATER) == {2}


def test_after_the_plans_a_section_without_a_word_of_time_is_plan_too():
    headings = ["一、2023年工作回顾", "二、2024年目标任务", "三、建设人民满意的政府", "四、2023年的不足"]
    assert planned_sections(report("a", 2023, [(h, 1, ["做事。"]) for h in headings])) == {1, 2}


def test_without_such_a_heading_the_end_of_the_report_is_read():
    one = report("a", 2023, [("", 1, ["修了路。", "将来临的雨季。", "2024年,我们将修桥。", "修了桥。"])])
    assert [s.text for s in plan_sentences(one)] == ["2024年,我们将修桥。"]


def test_only_successive_years_of_one_body_are_paired():
    other = report("c", 2024, [("", 1, ["修路。"])], organ="乙市人民政府")
    gap = report("d", 2026, [("", 1, ["修路。"])])
    assert successive([gap, other, LATER, EARLIER]) == [(EARLIER, LATER)]
    assert plan_results([EARLIER, other, gap]) == []


@pytest.mark.parametrize(
    ("organ", "name"),
    [
        ("安徽省人民政府", "安徽省政府"),
        ("安徽省政府", "安徽省政府"),
        ("重庆市政协", "重庆市政协"),
        ("江苏省人民代表大会常务委员会", "江苏省人大"),
        ("中华人民共和国国务院", "国务院"),
        (None, ""),
    ],
)
def test_a_body_has_one_name(organ, name):
    assert body(report("a", 2023, [], organ=organ)) == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("国内生产总值增长5%左右", ("5%左右",)),
        ("2023年12月完成", ()),
        ("投资7500多亿元,PM2.5下降2.7%,5G基站3万个", ("7500多亿元", "2.7%", "3万个")),
        ("增长6%—6.5%", ("6%—6.5%",)),
        ("增长百分之八点一", ("百分之八点一",)),
        ("提高0.3个百分点", ("0.3个百分点",)),
        ("粮食产量六千六百四十二亿斤,修路十二公里", ("六千六百四十二亿斤", "十二公里")),
        ("产值1.37万亿元,建成地铁1、2号线", ("1.37万亿元",)),
        ("居全国第2位,实施“3113”计划", ()),
        ("", ()),
    ],
)
def test_figures_as_printed(text, told):
    assert figures(text) == told


def test_a_clause_without_a_subject_stays_with_the_one_before():
    sentence = EARLIER.sentences[0]._replace(text="粮食产量123万吨,增长2%,居全省第一;油料3万吨。")
    sentence = sentence._replace(simplified=sentence.text)
    assert [c.text for c in clauses(sentence)] == ["粮食产量123万吨,增长2%,居全省第一;", "油料3万吨。"]


def test_a_list_of_figures_is_cut_but_not_from_its_subject():
    sentence = EARLIER.sentences[0]._replace(text="总产值5万亿元、增长5.8%,就业72万人、失业率5%。")
    sentence = sentence._replace(simplified=sentence.text)
    assert [c.text for c in clauses(sentence)] == ["总产值5万亿元、增长5.8%,", "就业72万人、", "失业率5%。"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("新建学校3所,建成养老中心。", ["新建学校3所,", "建成养老中心。"]),
        ("建设机场,修好道路,引进企业5家,新建学校2所。", ["建设机场,修好道路,", "引进企业5家,", "新建学校2所。"]),
        ("推进城北水厂,达到10亿元。", ["推进城北水厂,达到10亿元。"]),
        ("抓好20个项目,完成投资10亿元,办好学校。", ["抓好20个项目,完成投资10亿元,", "办好学校。"]),
        ("建设机场,修好道路;办好学校。", ["建设机场,修好道路;", "办好学校。"]),
    ],
)
def test_what_is_planned_beside_figures_is_a_plan_of_its_own(text, told):
    sentence = EARLIER.sentences[0]._replace(text=text, simplified=text)
    assert [c.text for c in parts(sentence)] == told


def test_parts_lose_no_character():
    for sentence in (*EARLIER.sentences, *LATER.sentences):
        assert "".join(c.text for c in parts(sentence)) == sentence.text
        assert "".join(c.text for c in clauses(sentence)) == sentence.text


def test_likeness_of_nothing_is_empty():
    assert likeness([], ["修路"]).shape == (0, 1)
    assert likeness(["的"], ["了"]).tolist() == [[0]]
