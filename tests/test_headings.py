"""Headings: numbered, plain, run-in; their levels; and what only looks like one."""

import pytest

from corpus_tools.parse import parse
from corpus_tools.reading.text import Text
from corpus_tools.structure.body import Item
from corpus_tools.structure.headings import number, own_line_number, plain_heading, two_part
from corpus_tools.structure.lines import lines_of
from corpus_tools.structure.outline import levels

OPENING = "现在，我代表县人民政府向大会报告工作，请予审议，并请各位委员提出意见。"
ROADS = "改造县道四十公里，解决了山区群众多年来行路难的问题，客车通到了每一个村。"
SCHOOLS = "新建学校六所，扩建幼儿园九所，义务教育的大班额在年底前全部得到化解。"
CARE = "建成养老服务站点，为独居老人提供助餐和上门照料，群众满意率明显提高。"
DETAIL = "全年安排资金3000万元，新建改建道路12条，惠及群众2万余人，各项任务如期完成。"


def spoken(*lines):
    return parse(["政府工作报告", "各位代表：", OPENING, *lines], "报告.txt")


def headings(*lines):
    return [(h.text, h.level) for h in spoken(*lines).headings]


def line(text):
    return lines_of([text])[0]


def depths(*texts):
    return levels([Item(line(text), "heading", number(line(text).plain)) for text in texts])


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
    ("text", "yes"),
    [
        ("一、2023年工作回顾", True),
        ("（一）助推国家战略深入实施", True),
        ("（一）坚定不移抓项目，全力扩大投资。", True),
        ("二、主要任务：", True),
        ("（一）", True),
        ("（一）保持社会总需求和总供给的基本平衡；", False),
        ("1、新建改扩建公办幼儿园和中小学校共30所，新增学位2万个，覆盖全县。", False),
        ("一、坚持党的领导。全年召开会议12次。", False),
        ("1、加强领导、", False),
        ("一是加强领导", False),
    ],
)
def test_a_short_numbered_line_is_a_heading_and_an_item_of_a_list_is_none(text, yes):
    assert bool(own_line_number(line(text))) is yes


@pytest.mark.parametrize("text", ["第一、二、三产业增加值分别为1亿元、2亿元、3亿元", "第三、四季度投资回升"])
def test_parts_that_are_counted_together_are_no_number(text):
    assert number(text) is None and number("第二,三农工作稳步推进") and number("第三、四个方面协同")


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("过去五年的回顾", True),
        ("聚焦中心大局,发挥优势履职尽责", True),
        ("聚焦中心抓好“8件大事”彰显成效", True),
        ("2024年为民办10件实事", True),
        ("县里要办的12项民生实事", True),
        ("主要预期目标是：", False),
        ("新增学位2000个", False),
        ("举办各类活动120余场", False),
        ("1月12日", False),
        ("政协委员王一平、李二宝、张三江、赵四海、钱五湖", False),
    ],
)
def test_a_plain_heading_has_neither_marks_nor_figures_but_such_as_name_something(text, yes):
    assert plain_heading(line(text)) is yes


def test_a_pair_of_phrases_is_told_from_one():
    assert two_part("党建聚魂 力量在党旗下汇聚")
    assert not any(map(two_part, ("聚焦重点强履职", "工作 回顾", "党建聚魂 力量 在党旗下汇聚")))


def test_levels_follow_the_numbers_of_the_document():
    assert depths("第一部分 甲", "一、乙", "（一）丙", "二、丁", "第二部分 戊") == [1, 2, 3, 2, 1]
    assert depths("（一）甲乙", "1.乙丙") == [1, 2]
    assert depths("甲乙丙", "丁戊己") == [1, 1]
    assert depths("（二）残篇", "三、全篇") == [2, 1]


def test_a_form_stands_one_below_what_it_stands_in():
    assert depths("一、甲", "（一）乙", "1.丙", "二、丁", "1.戊", "2.己", "三、庚") == [1, 2, 3, 1, 2, 2, 1]


def test_plain_headings_over_numbers_that_begin_again_are_above_them():
    assert depths("去年概况", "一、甲", "二、乙", "来年概况", "一、丙", "二、丁") == [1, 2, 2, 1, 2, 2]
    assert depths("全县要办的事", "（一）甲乙", "（二）丙丁") == [1, 2, 2]


@pytest.mark.parametrize(
    ("texts", "told"),
    [("总体情况 一、甲乙 二、丙丁", [1, 1, 1]),  # numbers do not begin again
     ("去年概况 一、甲乙 二、丙丁 一、戊己", [1, 1, 1, 1]),  # nor all of them below such a heading
     ("开篇之语 2023年工作回顾 一、甲乙 二、丙丁 2024年工作打算", [1, 1, 1, 1, 2]),  # the first names no year
     ("2023年工作回顾 一、甲乙 二、丙丁 下步打算", [1, 1, 1, 2]),  # only one does
     ("一、甲乙 名词解释 补充说明", [1, 1, 1])],  # what comes after the notes is of no part
)  # fmt: skip
def test_what_does_not_put_plain_headings_above_the_others(texts, told):
    assert depths(*texts.split()) == told


def test_headings_that_name_a_year_are_above_those_that_do_not():
    assert depths("2023年工作回顾", "一、甲", "二、乙", "2024年工作打算") == [1, 2, 2, 1]
    assert depths("过去五年的工作", "党建引领", "协商为民", "今后五年的任务", "再开新局") == [1, 2, 2, 1, 2]
    assert depths("一、2023年工作", "（一）甲", "2024年重点工作清单", "2025年重点工作清单")[:2] == [1, 2]


def test_a_heading_without_a_number_stands_below_the_last_numbered_one_on_its_own_line():
    items = [Item(line(text), part, number(line(text).plain)) for text, part in (
        ("一、甲", "heading"), ("（一）乙。", "lead"), ("建设法治政府", "heading"), ("名 词 解 释", "heading"),
    )]  # fmt: skip
    assert levels(items) == [1, 2, 2, 1]


def test_numbered_sentences_that_open_paragraphs_are_run_in_headings():
    found = headings("一、今年工作", f"（一）坚持项目为王。{DETAIL}", f"（二）持续改善民生。{DETAIL}")
    assert found == [("一、今年工作", 1), ("（一）坚持项目为王。", 2), ("（二）持续改善民生。", 2)]


def test_a_numbered_heading_that_opens_a_paragraph_opens_a_section_with_the_rest_of_it():
    lines = ["一、今年工作", f"（一）坚持项目为王。{DETAIL}", ROADS, f"（二）改善民生。　{DETAIL}"]
    lines += [f"1.办好学校。{SCHOOLS}", f"2.照料老人。{CARE}"]
    report = spoken(*lines)
    assert [(s.heading, s.level, [p.text for p in s.paragraphs]) for s in report.sections[1:]] == [
        ("一、今年工作", 1, []),
        ("（一）坚持项目为王。", 2, [DETAIL, ROADS]),
        ("（二）改善民生。", 2, [DETAIL]),
        ("1.办好学校。", 3, [SCHOOLS]),
        ("2.照料老人。", 3, [CARE]),
    ]
    assert [p.line for p in report.paragraphs] == [3, 5, 6, 7, 8, 9]
    assert not any(h.run_in for h in report.headings) and [h.section for h in report.headings] == [1, 2, 3, 4, 5]


def test_a_number_that_comes_once_opens_no_section():
    report = spoken("一、今年工作", f"（三）坚持项目为王。{DETAIL}", ROADS)
    _, *found = [(h.text, h.level, h.run_in, h.section) for h in report.headings]
    assert found == [("（三）坚持项目为王。", 2, True, 1)]
    assert report.paragraphs[-2].text == f"（三）坚持项目为王。{DETAIL}"


def test_points_counted_off_open_no_section():
    report = spoken("一、今年工作", *(f"{n}是加强学习。{n}{DETAIL}" for n in "一二三"))
    assert len(report.sections) == 2 and [h.level for h in report.headings] == [1, 3, 3, 3]


def test_leads_inside_a_section_that_a_lead_opened_stand_below_it():
    leads = ("加快项目建设。", "扩大有效投资。", "优化营商环境。")
    lines = [f"（{n}）办好大事。{n}{DETAIL}" for n in "一二"] + [
        f"1.办好学校。{SCHOOLS}",
        *(f"{lead}{lead}{ROADS}" for lead in leads),
        f"2.照料老人。{CARE}",
    ]
    assert headings("一、今年工作", *lines)[3:-1] == [("1.办好学校。", 3), *((lead, 4) for lead in leads)]


def test_leads_are_believed_where_their_siblings_have_them():
    leads = ("把准工作方向。", "夯实思想根基。", "协商体系持续完善。")
    assert headings("一、去年工作", *(lead + DETAIL for lead in leads))[1:] == [(lead, 3) for lead in leads]


def test_dashes_open_headings_where_there_are_more_of_them():
    lines = ["——综合实力更强。" + DETAIL, "——发展后劲更足。" + DETAIL]
    assert headings("一、去年工作", *lines)[1:] == [("——综合实力更强。", 2), ("——发展后劲更足。", 2)]
    assert headings("一、去年工作", lines[0], DETAIL)[1:] == []


SPANS = [
    "——过去五年，是产业链条不断拉长，经济实力显著增强的五年。",
    "——过去五年，是城乡面貌大变的五年。",
    "——过去五年，是百姓得实惠的五年。",
]


LEADS = (
    "一年来成效显著。",
    "今年增长5%。",
    "我们深知责任重大。",
    "这是历史性的跨越。",
)  # with a figure, with a subject


@pytest.mark.parametrize(
    "lines",
    [
        *([lead + DETAIL] * 3 for lead in LEADS),
        [f"民生冷暖总关情。{DETAIL}", DETAIL, DETAIL.replace("道路", "水渠"), "这只是一个缩影。" + DETAIL],
        ["第一，要依靠群众。第二，要加强团结。第三，要改进作风。"],
        ["民生实事是：", "1.新建幼儿园", "2.改造老旧小区", "3.建设口袋公园", DETAIL],
        ["今年目标是：", "——坚持以人为本。", "——坚持改革创新。", "——坚持开放合作。", DETAIL],
        [DETAIL, SPANS[0], ROADS],
        [DETAIL, "——古人诗一首", ROADS, "——乡贤寄语", SCHOOLS],
    ],
)
def test_leads_points_lists_and_dashes_that_only_look_like_headings(lines):
    assert headings("一、去年工作", *lines) == [("一、去年工作", 1)]


@pytest.mark.parametrize(
    "form",
    [
        "{}是坚持{}，工作取得明显成效。",
        "过去五年，我们坚持{1}，工作取得明显成效。",
        "——五年来，我们坚持{1}，在服务大局上主动作为",
    ],
)
def test_sentences_of_one_kind_that_each_stand_over_a_paragraph_open_sections(form):
    said = [form.format(n, what) for n, what in zip("一二三", ("创新驱动", "绿色发展", "人民至上"), strict=True)]
    lines = [text for one in zip(said, (DETAIL, ROADS, SCHOOLS), strict=True) for text in (*one, CARE + one[1])]
    report = spoken("一、过去五年", *lines, "二、今年工作", DETAIL)
    assert [(s.heading, s.level) for s in report.sections[1:]] == [
        ("一、过去五年", 1),
        *((text, 2) for text in said),
        ("二、今年工作", 1),
    ]
    listed = spoken("一、过去五年", *said, DETAIL, "二、今年工作", *said, CARE)
    assert [s.heading for s in listed.sections[1:]] == ["一、过去五年", "二、今年工作"]


def test_the_parts_of_two_years_are_headings_though_the_title_names_them_too():
    parts = ["2021年工作总结", DETAIL, "一、主要做法", ROADS, "2022年工作计划", SCHOOLS, CARE]
    report = parse(["某县教育局2021年工作总结和2022年工作计划", *parts], "a.txt")
    told = [("2021年工作总结", 1), ("一、主要做法", 2), ("2022年工作计划", 1)]
    assert [(h.text, h.level) for h in report.headings] == told
    assert report.title == "某县教育局2021年工作总结和2022年工作计划"


@pytest.mark.parametrize("dash", ["——", "—"])
def test_lines_with_a_dash_that_each_stand_over_a_paragraph_are_headings_and_open_sections(dash):
    spans = [text.replace("——", dash) for text in SPANS]
    lines = [text for one in zip(spans, (DETAIL, ROADS, SCHOOLS), strict=True) for text in one]
    report = spoken("一、过去五年", *lines, "二、今年工作", CARE)
    assert [(s.heading, s.level) for s in report.sections[1:]] == [
        ("一、过去五年", 1),
        *((span, 2) for span in spans),
        ("二、今年工作", 1),
    ]


def test_a_dash_without_numbers_above_it_stands_below_the_plain_heading():
    lines = [text for one in zip(SPANS, (DETAIL, ROADS, SCHOOLS), strict=True) for text in one]
    assert [level for _, level in headings("过去五年的工作", *lines, "今后五年的工作", CARE)] == [1, 2, 2, 2, 1]


def test_a_heading_that_a_space_glues_to_its_paragraph_is_cut_off():
    report = spoken(f"（一）推动工业提质增效 {DETAIL}")
    assert [h.text for h in report.headings] == ["（一）推动工业提质增效"]
    assert report.paragraphs[-1].text == DETAIL


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
    paired = ["旗帜领航 举旗定向铸忠诚", DETAIL, "专题询问会现场", "问效问需 监督利剑更锋利"]
    paired += [DETAIL.replace("12", "15")]
    report = parse(["履职尽责绘新卷——昌宁县人大常委会2023年工作综述", OPENING, *paired], "综述.txt")
    assert [h.text for h in report.headings] == [paired[0], paired[3]]
    assert ("专题询问会现场", "图片说明") in {(row.text, row.reason) for row in report.removed}


def test_openings_with_one_refrain_are_headings_each():
    told = ("综合实力显著提升。", "城乡面貌明显改观。", "人民生活更加殷实。")
    assert [h for h, _ in headings(*(f"过去五年，{each}{DETAIL}" for each in told))] == [f"过去五年，{t}" for t in told]
    assert headings(*(f"过去五年，{each}{DETAIL}" for each in told[:2])) == []
    longer = [each.replace("，", "，我们着力攻坚克难，") for each in (f"过去五年，{each}" for each in told)]
    assert headings("一、回顾", *(each + DETAIL for each in longer))[1:] == [(each, 2) for each in longer]


def test_paragraphs_counted_through_the_whole_address_are_no_headings():
    lines = ["引言"]
    for n in range(1, 13):
        lines += [f"第{n // 3}章 民生"] * (n % 3 == 0) + [f"{n}. 我们会推展第{n}期计划。惠及2 100个住户。{DETAIL}"]
    assert [h for h, _ in headings(*lines)] == ["引言", "第1章 民生", "第2章 民生", "第3章 民生", "第4章 民生"]


def test_a_number_with_a_space_in_it_ends_no_heading():
    assert headings(f"4. 未来五年公营房屋建屋量约为100 800个单位，{DETAIL}") == []


def test_a_heading_of_three_phrases_may_be_long():
    long = "一、坚持不懈用创新理论凝心铸魂，始终坚持党对各项工作的全面领导，推动思想政治引领更加坚强有力"
    assert len(long) > 40 and own_line_number(line(long + "更有成效更可持续"))


def test_what_comes_after_the_notes_is_no_part_of_them():
    assert depths("一、去年工作", "（一）甲乙", "相关用语说明", "2024年为民办10件实事", "1.修路") == [1, 2, 1, 1, 2]


def test_a_bold_line_that_goes_on_from_the_text_before_is_no_heading():
    text = Text(
        ["政府工作报告", "各位代表：", OPENING, "一、今年工作", DETAIL, "为此，要着重抓好三件大事。", ROADS],
        bold={5: 13},
    )
    assert [h.text for h in parse(text, "报告.docx").headings] == ["一、今年工作"]


def test_a_row_of_points_of_which_one_is_long_has_no_headings():
    long = "一是立足本地资源，调整种植结构，引导群众发展设施农业和乡村旅游，带动更多农户在家门口增收致富奔小康。"
    lines = [f"{long}{DETAIL}", f"二是加强学习。{ROADS}", f"三是改进作风。{CARE}"]
    again = [f"一是扩大投资。{SCHOOLS}", f"二是促进消费。{ROADS}全面铺开。"]
    assert headings("一、今年工作", *lines, *again)[1:] == [("一是扩大投资。", 3), ("二是促进消费。", 3)]


@pytest.mark.parametrize("below", ["1.城乡低保应保尽保。", "（一）城乡低保应保尽保。"])
def test_a_heading_that_lost_its_line_end_is_one_of_two(below):
    following = below.replace("1", "2").replace("一", "二").replace("低保应保尽保", "救灾及时有效")
    found = headings(f"一、社会救助扎实有力{below}{CARE}", f"{following}{ROADS}")
    assert [text for text, _ in found] == ["一、社会救助扎实有力", below, following]


def test_leads_of_two_clauses_are_headings():
    leads = (
        "高标准规划新城取得重大进展，高起点建设新城取得初步成效。",
        "经济总量不断扩大，优势产业稳步发展。",
        "体制创新步伐加快，招商引资成效明显。",
    )
    assert [text for text, _ in headings("一、工作回顾", *(lead + CARE for lead in leads))] == ["一、工作回顾", *leads]


REFRAINS = ("五年来，综合实力显著提升。", "五年来，民生福祉持续改善。", "五年来，社会大局保持稳定。")
LONG = "一、坚持稳中求进总基调完整准确全面贯彻新发展理念推动全县经济社会发展再上一个新的台阶"
BROKEN = "本县位于两省三县交界之处历来是商贾往来的通道也是革命老区和库区移民的集中安置之地和"


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ([REFRAINS[0], ROADS, REFRAINS[1], SCHOOLS], []),  # twice may be by chance
        ([REFRAINS[0], ROADS, REFRAINS[1], SCHOOLS, REFRAINS[2], CARE], [*REFRAINS]),
        ([ROADS, "主办单位\t承办单位\t完成时间", SCHOOLS], []),  # three cells are a row
        (["1.改造县道，通到每一个村；", "2.新建学校", SCHOOLS], []),  # the points of a list
        (["1.改造县道", "2.新建学校", SCHOOLS], []),
        (["1.改造县道。客车通到了每一个村。", "2.新建学校", SCHOOLS], ["1.改造县道。", "2.新建学校"]),
        ([LONG, "夯实农业基础", ROADS, "办好人民教育", SCHOOLS], [LONG, "夯实农业基础", "办好人民教育"]),
        ([BROKEN, "夯实农业基础", ROADS, "办好人民教育", SCHOOLS], ["办好人民教育"]),  # a line that goes on
    ],
)
def test_the_lines_beside_it_tell_a_heading_from_what_only_looks_like_one(lines, shown):
    assert [text for text, _ in headings(*lines)] == shown
