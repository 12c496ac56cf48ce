"""The ledger of indicators: on sentences whose figures were listed beforehand, and rule by rule."""

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


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("高职学生资助面由3%扩大到20%。", ["高职学生资助面"] * 2),  # the segmenter makes one word of 面由
        ("产品销售率为96.5%。", ["产品销售率"]),
        ("起诉职务侵占、挪用资金等案件54件。", ["案件"]),
        ("尚有未结案2453件。", ["未结案"]),
        ("交由177家承办单位办理。", ["承办单位"]),
        ("固定电话普及率达到每百人18.6部。", ["固定电话普及率"]),
        ("满意率由92.3%提升到96.8%;3所学校建成投用。", ["满意率", "满意率", "学校"]),
        ("农户50户(低收入农户12户)。", ["农户", "低收入农户"]),
        ("工业总产值(不包括手工业产值)达到58亿元。", ["工业总产值"]),
        ("工业按产值计算有99%,按职工人数计算有98%。", ["工业", "工业"]),
        ("粮食总产达11.19亿斤,比一九八○年7.5亿斤增长48%。", ["粮食总产"] * 3),
        ("居民收入增长高于经济增长1个百分点。", ["居民收入"]),
        ("国家公园里羚羊由上世纪80年代的2万只恢复到7万只。", ["羚羊", "羚羊"]),
        ("居民消费价格上涨0.2%。", ["居民消费价格"]),
        ("50项民生实事圆满完成。", ["民生实事"]),
        ("高技术制造业、装备制造业增加值分别增长8.9%、7.7%。", ["高技术制造业增加值", "装备制造业增加值"]),
        ("中央和地方财政共投入308亿元。", ["投入"]),
        ("获得1800万元救灾资金。", ["救灾资金"]),
        ("建成总投资21亿元的电池项目。", ["总投资"]),
        ("建成和美乡村示范村2个。", ["和美乡村示范村"]),
        ("减少投资3亿元。", ["投资"]),
        ("新打机井9眼。", ["机井"]),
        ("建成“两山”转化中心12个。", ["“两山”转化中心"]),
        ("新建矛盾化解中心5个。", ["矛盾化解中心"]),
        ("推进“一村一品”打造基地20个。", ["基地"]),
        ("县城建成区面积达到30平方公里。", ["县城建成区面积"]),
        ("审结破产案件20件。", ["破产案件"]),
        ("提案办理100件。", ["提案"]),
        ("为了3000名群众办好实事。", ["群众"]),
        ("办好实事10件。", ["实事"]),
        ("帮助500名学生找到工作。", ["学生"]),
        ("农村公路建设提升3300公里。", ["农村公路"]),
        ("燃气管网改造更新50公里。", ["燃气管网"]),
        ("教育投入提升3%。", ["教育投入"]),
        ("到“十四五”末覆盖率达到95%。", ["覆盖率"]),
        ("“十三五”规划期末森林覆盖率达到42%。", ["森林覆盖率"]),
        ("两次下调电价,降低企业成本3亿元。", ["电价", "企业成本"]),
        ("2次下调存款准备金率0.5个百分点。", ["存款准备金率"] * 2),
        ("2次蝉联冠军。", ["蝉联冠军"]),
        ("对内容空泛的提案予以退回修改,共退回31件。", ["提案"]),
    ],
)
def test_the_subject_is_a_whole_noun_and_no_fragment(text, subjects):
    assert [r.subject.removeprefix("国家公园里") for r in rows(text)] == subjects


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("收到提案134件,作为意见处理的5件。", ["提案", "提案"]),
        ("六百个建设单位中,已经施工的有三百个。", ["建设单位", "建设单位"]),
        ("收到提案134件,立案率96%。", ["提案", "提案立案率"]),
        ("实施重点项目75个,总投资101亿元。", ["重点项目", "重点项目总投资"]),
        ("引进科技成果21项,科技进步对经济增长的贡献率41%。", ["科技成果", "科技进步对经济增长的贡献率"]),
        ("全县有水田800亩,有170户。", ["水田", "户数"]),
        ("判处罪犯20人,赃款占三成。", ["罪犯", "赃款"]),
    ],
)
def test_a_figure_with_half_a_noun_takes_the_rest_from_the_figure_before(text, subjects):
    assert [r.subject for r in rows(text, year=1990)] == subjects


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("召开全体会议1次、常委会议4次。", ["召开", "召开"]),
        ("新增铁路3400公里。", ["新增"]),
        ("对重点项目建设情况等15项工作开展民主测评。", ["开展"]),
        ("提出扩大服务供给、加强规范管理等工作建议4条。", ["提出"]),
        ("老旧小区改造提升20个。", ["改造提升"]),
        ("为1200名老人安装扶手。", ["安装"]),
        ("覆盖率为95%。", ["为"]),
        ("10余个委员工作室的活动很多。", [""]),
        (
            "批准逮捕嫌疑人50人,起诉90人,同比分别上升6%和7%。",
            ["批准逮捕", "起诉", "批准逮捕同比分别上升", "起诉同比分别上升"],
        ),
    ],
)
def test_the_action_is_a_verb_and_no_particle(text, actions):
    assert [r.action for r in rows(text)] == actions


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
        ("全年争取上级资金5亿元。", "", False),
        ("未来三年,投入30亿元。", "", True),
        ("2024年,计划实施项目98个。", "", True),
        ("人均预期寿命达到73.96岁。", "", False),
        ("计划生育广泛开展,人口自然增长率下降到千分之十一。", "", False),
        ("在第一个五年计划规定新建的单位中,已经施工的有625个。", "", False),
        ("粮食产量达到500亿斤。", "二、关于国民经济计划的执行", False),
    ],
)
def test_a_plan_is_told_from_a_result(text, heading, plan):
    assert [r.plan for r in rows(text, heading=heading)] == [plan]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("还有312户未脱贫。", [True]),
        ("全年未发生1起重特大事故。", [True]),
        ("收到提案134件,未立案7件。", [False, True]),
        ("12项指标中2项没有达标。", [False, True]),
        ("投入不少于3亿元。", [False]),
        ("起诉侵害未成年人犯罪127人。", [False]),
        ("未结案件2453件。", [False]),
        ("高出未适用案件28.6个百分点。", [False]),
        ("86件未按期办结的案件全部清理。", [False]),
        ("未来五年新建道路20公里。", [False]),
    ],
)
def test_what_did_not_happen_is_said_to_be_so(text, negated):
    assert [r.negated for r in rows(text)] == negated


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年收到提案134件。", "2022年"),
        ("五年来建成公园20个。", "五年来"),
        ("2013—2017年新建公园20个。", "2013—2017年"),
        ("收入比2012年增长50%。", "2023"),
        ("2022年1—9月收到提案134件。", "2022年1—9月"),
        ("1-9月收到提案134件。", "1-9月"),
        ("“十三五”末覆盖率达到42%。", "“十三五”末"),
        ("收到提案134件。", "2023"),
        ("2024年一季度收到提案134件。", "2024年一季度"),
        ("到2027年建成公园20个。", "2027年"),
        ("到“十四五”末覆盖率达到42%。", "“十四五”末"),
        ("他说:“十三五时期全区新建公园20个,群众的生活环境明显改善。”", "十三五时期"),
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


@pytest.mark.parametrize("part", ["万", "1", "1,111", "一二", "“", "第", "每", "1个", "(1件", "到2027年1个", "东经1度"])
def test_every_row_of_hostile_text_says_where_it_was_read(part):
    text = part * (8000 // len(part))
    some = rows(text)
    assert all(r.raw == text[r.start : r.end] for r in some)
    assert [r.start for r in some] == sorted({r.start for r in some})


def test_each_figure_is_of_the_time_named_before_it():
    assert [r.period for r in rows("2022年收到提案134件,2021年收到提案150件。")] == ["2022年", "2021年"]


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


@pytest.mark.parametrize(("year", "plan"), [(2024, True), (2025, False), (2026, False)])
def test_a_five_year_plan_is_to_come_until_its_last_year(year, plan):
    assert [r.plan for r in rows("到“十四五”末覆盖率达到42%。", year=year)] == [plan]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("财政收入96亿元。同比增长5%。", ["财政收入", "财政收入"]),
        ("收到提案134件。其中重点12件。", ["提案", "提案"]),
        ("财政收入96亿元。比上年增长5%。", ["财政收入", "财政收入"]),
        ("财政收入96亿元。增长5%。", ["财政收入", ""]),
        ("同比增长5%。", [""]),
    ],
)
def test_a_figure_without_a_noun_takes_that_of_the_sentence_before_where_it_refers_to_it(text, subjects):
    assert [r.subject for r in rows(text)] == subjects


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("原煤产量八千万吨,超过国家计划六百万吨。", ["原煤产量", "原煤产量"]),
        ("基金收入32170万元,为预算的64.3%。", ["基金收入", "基金收入"]),
        ("拖拉机由现在的一万六千台增加到三万台。", ["拖拉机", "拖拉机"]),
        ("财政收入是“九五”期末的3.4倍。", ["财政收入"]),
        ("批准逮捕126人,不批捕58人；提起公诉371人。", ["批准逮捕", "不批捕", "提起公诉"]),
        ("兼并企业411户,破产82户。", ["企业", "企业"]),
        ("发现问题34个,已整改33个。", ["问题", "问题"]),
        ("列入计划逐步解决的（B类）提案46件。", ["提案"]),
        ("市生态环境局宁远分局完成34个行政村污水治理。", ["行政村污水治理"]),
        ("10. 新增1 000张服务券,总数增至7 000张。", ["服务券", "服务券"]),
        ("给予处分2389人,移送检察机关198人。", ["处分", "移送检察机关"]),
        ("医卫界委员开展义诊26场。", ["义诊"]),
        ("劳动生产率达到年人均1350吨。", ["劳动生产率"]),
        ("工业方面,国营工业完成了计划的103.6%。", ["国营工业"]),
        ("收到提案238件,其中集体提案37件。经审查,立案196件。", ["提案", "集体提案", "提案"]),
        ("收到提案134件,其中经济建设方面60件、民生方面47件、其他方面27件。", ["提案", "经济建设", "民生", "提案"]),
        ("收到提案134件。其中经济建设类60件,其他方面74件。", ["提案", "经济建设类", "提案"]),
        ("立案提案中,经济建设类60件,其余74件。", ["经济建设类", "提案"]),
        ("新建住宅32栋,投资3亿元,其中高层12栋、其余20栋。", ["住宅", "住宅投资", "高层", "住宅"]),
        ("走访社区32个,其中城区12个、其余20个乡镇。", ["社区", "城区", "乡镇"]),
        ("投资3亿元,其中高层12栋、其余20栋。", ["投资", "高层", "高层"]),
        ("收到提案134件,立案127件,其余7件转为意见。", ["提案", "提案", "提案"]),
        ("受理案件71283件。州中院受理5826件,审结5603件。", ["案件", "案件", "案件"]),
    ],
)
def test_the_noun_of_a_figure(text, subjects):
    assert [r.subject for r in rows(text)] == subjects


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
        ("这样的研讨长寿区政协开展了12次。", [("研讨", 12, "次")]),
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
