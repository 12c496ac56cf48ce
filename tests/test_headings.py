"""Headings: numbered, plain, run-in; their levels; and what only looks like one."""

import pytest

from corpus_tools.parse import parse
from corpus_tools.structure.headings import levels, number, own_line_number, plain_heading, two_part
from corpus_tools.structure.lines import lines_of

OPENING = "现在，我代表县人民政府向大会报告工作，请予审议，并请各位委员提出意见。"
DETAIL = "全年安排资金3000万元，新建改建道路12条，惠及群众2万余人，各项任务如期完成。"


def headings(*lines):
    return [(h.text, h.level) for h in parse(["政府工作报告", "各位代表：", OPENING, *lines], "报告.txt").headings]


def line(text):
    return lines_of([text])[0]


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("第一部分 回顾", "part", 1),
        ("第十二章  保障", "part", 12),
        ("第三节 财政", "article", 3),
        ("一、2023年工作", "cn", 1),
        ("二十一．其他", "cn", 21),
        ("一  国民经济的成就", "cn", 1),
        ("（十二）改善民生", "cn_bracket", 12),
        ("(三)改善民生", "cn_bracket", 3),
        ("1．加强领导", "arabic", 1),
        ("12、加强领导", "arabic", 12),
        ("（3）加强领导", "arabic_bracket", 3),
        ("②加强领导", "circle", 2),
        ("二是加强领导", "is", 2),
        ("三要夯实基础", "is", 3),
        ("第一，加强领导", "is", 1),
        ("——加强领导", "dash", 0),
    ],
)
def test_every_form_of_number_is_known(text, form, value):
    found = number(line(text).plain)
    assert (found.form, found.value) == (form, value)


@pytest.mark.parametrize(
    "text", ["1.5倍的增长", "2023年工作", "一年来，", "一些问题", "三农工作", "十四五规划", "二〇二三年"]
)
def test_what_is_no_number_of_a_heading(text):
    assert number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "一、2023年工作回顾",
        "（一）助推国家战略深入实施",
        "（一）坚定不移抓项目，全力扩大投资。",
        "二、主要任务：",
        "（一）",
    ],
)
def test_a_short_numbered_line_is_a_heading(text):
    assert own_line_number(line(text))


@pytest.mark.parametrize(
    "text",
    [
        "（一）保持社会总需求和总供给的基本平衡；",
        "1、新建改扩建公办幼儿园和中小学校共30所，新增学位2万个，覆盖全县。",
        "一、坚持党的领导。全年召开会议12次。",
        "一是加强领导",
    ],
)
def test_an_item_of_a_list_is_none(text):
    assert not own_line_number(line(text))


def test_a_plain_heading_has_neither_marks_nor_figures():
    assert plain_heading(line("过去五年的回顾")) and plain_heading(line("聚焦中心大局,发挥优势履职尽责"))
    assert not plain_heading(line("主要预期目标是：")) and not plain_heading(line("新增学位2000个"))


def test_a_pair_of_phrases_is_told_from_one():
    assert two_part("党建聚魂 力量在党旗下汇聚") and not two_part("聚焦重点强履职")


def test_levels_follow_the_numbers_of_the_document():
    forms = ["第一部分 甲", "一、乙", "（一）丙", "二、丁", "第二部分 戊"]
    assert levels([number(line(text).plain) for text in forms]) == [1, 2, 3, 2, 1]
    assert levels([number("(一)甲"), number("1.乙")]) == [1, 2]
    assert levels([None, None]) == [1, 1]


def test_plain_headings_over_numbers_that_begin_again_are_above_them():
    forms = ["去年工作", "一、甲", "二、乙", "今年工作", "一、丙", "二、丁"]
    assert levels([number(text) for text in forms]) == [1, 2, 2, 1, 2, 2]


def test_numbered_sentences_that_open_paragraphs_are_run_in_headings():
    found = headings("一、今年工作", f"（一）坚持项目为王。{DETAIL}", f"（二）持续改善民生。{DETAIL}")
    assert found == [("一、今年工作", 1), ("（一）坚持项目为王。", 3), ("（二）持续改善民生。", 3)]


def test_leads_are_believed_where_their_siblings_have_them():
    lines = [f"{lead}{DETAIL}" for lead in ("把准工作方向。", "夯实思想根基。", "协商体系持续完善。")]
    assert headings("一、去年工作", *lines)[1:] == [
        ("把准工作方向。", 3),
        ("夯实思想根基。", 3),
        ("协商体系持续完善。", 3),
    ]


def test_one_short_sentence_at_the_begin_of_a_paragraph_is_no_heading():
    lines = [f"民生冷暖总关情。{DETAIL}", DETAIL, DETAIL.replace("道路", "水渠"), "这只是一个缩影。" + DETAIL]
    assert headings("一、去年工作", *lines) == [("一、去年工作", 1)]


@pytest.mark.parametrize("lead", ["一年来成效显著。", "今年增长5%。", "我们深知责任重大。", "这是历史性的跨越。"])
def test_a_lead_with_figures_or_a_subject_of_its_own_is_none(lead):
    assert headings("一、去年工作", *[lead + DETAIL] * 3)[1:] == []


def test_dashes_open_headings_where_there_are_more_of_them():
    lines = ["——综合实力更强。" + DETAIL, "——发展后劲更足。" + DETAIL]
    assert headings("一、去年工作", *lines)[1:] == [("——综合实力更强。", 3), ("——发展后劲更足。", 3)]
    assert headings("一、去年工作", lines[0], DETAIL)[1:] == []


def test_points_that_run_on_in_one_paragraph_are_no_headings():
    assert headings("一、去年工作", "第一，要依靠群众。第二，要加强团结。第三，要改进作风。")[1:] == []


def test_a_heading_that_a_space_glues_to_its_paragraph_is_cut_off():
    text = f"（一）推动工业提质增效 {DETAIL}"
    report = parse(["政府工作报告", "各位代表：", OPENING, text], "粘连.txt")
    assert [h.text for h in report.headings] == ["（一）推动工业提质增效"]
    assert report.paragraphs[-1].text == DETAIL


def test_numbered_lines_without_text_between_them_are_a_list():
    lines = ["民生实事是：", "1.新建幼儿园", "2.改造老旧小区", "3.建设口袋公园", DETAIL]
    assert headings("一、今年工作", *lines) == [("一、今年工作", 1)]


def test_the_salutation_is_no_heading():
    assert headings(DETAIL, "各位代表！", DETAIL.replace("道路", "水渠")) == []


def test_the_closing_words_after_a_salutation_are_no_heading():
    leads = ["加强高质量教育体系建设。" + DETAIL, "全方位培养用好人才。" + DETAIL]
    assert len(headings("一、今年工作", *leads, "各位代表！", "奋斗创造历史，实干成就未来。" + DETAIL)) == 3


def test_a_number_alone_over_its_paragraphs_is_a_heading_of_its_own():
    text = "工业生产面向农业。去年生产小农具一百三十二万件，修理农业机械四千八百台。"
    assert headings("（一）", DETAIL, "（二）", text) == [("（一）", 1), ("（二）", 1)]
    assert headings("（一）", "加强市场供应", DETAIL)[0] == ("（一）加强市场供应", 1)


def test_in_an_article_of_paired_headings_what_is_no_pair_may_be_a_caption():
    paired = [
        "旗帜领航 举旗定向铸忠诚",
        DETAIL,
        "专题询问会现场",
        "问效问需 监督利剑更锋利",
        DETAIL.replace("12", "15"),
    ]
    report = parse(["履职尽责绘新卷——昌宁县人大常委会2023年工作综述", OPENING, *paired], "综述.txt")
    assert [h.text for h in report.headings] == [paired[0], paired[3]]
    assert ("专题询问会现场", "图片说明") in {(row.text, row.reason) for row in report.removed}


def test_openings_with_one_refrain_are_headings_each():
    told = ("综合实力显著提升。", "城乡面貌明显改观。", "人民生活更加殷实。")
    assert [h for h, _ in headings(*(f"过去五年，{each}{DETAIL}" for each in told))] == [f"过去五年，{t}" for t in told]
    assert headings(*(f"过去五年，{each}{DETAIL}" for each in told[:2])) == []


def test_paragraphs_counted_through_the_whole_address_are_no_headings():
    lines = ["引言"]
    for n in range(1, 13):
        lines += [f"第{n // 3}章 民生"] * (n % 3 == 0) + [f"{n}. 我们会推展第{n}期计划。惠及2 100个住户。{DETAIL}"]
    assert [h for h, _ in headings(*lines)] == ["引言", "第1章 民生", "第2章 民生", "第3章 民生", "第4章 民生"]


def test_a_number_with_a_space_in_it_ends_no_heading():
    assert headings(f"4. 未来五年公营房屋建屋量约为100 800个单位，{DETAIL}") == []
