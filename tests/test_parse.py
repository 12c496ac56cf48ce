"""Lines → Report: nothing of the body is lost or moved, and every offset points at its text."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from corpus_tools.parse import parse
from corpus_tools.reading.text import Text
from corpus_tools.structure.anatomy import _FOREIGN
from corpus_tools.structure.glossary import definition
from corpus_tools.structure.head_lines import speaking
from corpus_tools.structure.lines import lines_of
from corpus_tools.structure.torn import torn

A = "全年安排资金3000万元，新建改建道路12条，惠及群众2万余人，各项任务如期完成。"
B = "围绕产业发展开展调研15次，提出意见建议50余条，得到区委主要领导的肯定性批示。"
PIECES = [A, B, "把准方向。" + A, "一是加强学习。" + B, "  "]
PIECES += [
    "一、去年工作",
    "（二）改善民生",
    "坚持守正创新 搭建平台",
    "各位代表：",
    "图为会议现场",
    "- 3 -",
    "首页 > 要闻",
]
PIECES += ["2024-01-02 10:11 来源：某报", "（王小明 李红）", "责任编辑：王小明", "名词解释：", "政府工作报告"]
PIECES += ["“两地一城”：即新材料高地、康养目的地和生命科学城。"]
PIECES += ["没有句末标点的一段文字，它在网页上被截断了，后面的内容不知去了哪里"]
PIECES += ["——2024年1月23日在某某县第十四届人民代表大会第二次会议上"]


def squeezed(text):
    return "".join(text.split())


def places(report):
    """Every piece of text of a report with its line: paragraphs, headings on their own lines, what was removed."""
    rows = [(p.line, p.text) for p in report.paragraphs]
    rows += [(h.line, h.text) for h in report.headings if not h.run_in]
    return rows + [(r.line, r.text) for r in report.removed]


def check(lines):
    try:
        report = parse(lines, "文.txt")
    except ValueError:
        return
    whole, found = squeezed("".join(lines)), [squeezed(text) for _, text in places(report)]
    assert sorted("".join(found)) == sorted(whole)
    if not any(row.reason == "页码" for row in report.removed):  # a paragraph goes on behind the number of its page
        assert all(text in whole for text in found)
    assert [p.line for p in report.paragraphs] == sorted(p.line for p in report.paragraphs)
    for paragraph in report.paragraphs:
        assert squeezed("".join(s.text for s in paragraph.sentences)) == squeezed(paragraph.text)
        for sentence in paragraph.sentences:
            assert paragraph.text[sentence.start : sentence.start + len(sentence.text)] == sentence.text


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_every_line_ends_in_one_place_and_no_character_is_lost(lines):
    check(lines)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.text(alphabet="一二是报告的。，：；！（）()——第章12 34、\u3000《》“”a年月日\ufeff", max_size=80), max_size=12
    )
)
def test_hostile_lines_lose_no_character(lines):
    check([line.replace("\ufeff", "") for line in lines])


def test_numbers_and_addresses_agree():
    report = parse(
        ["工作总结", "一、去年工作", "把准方向。" + A, "夯实根基。" + B, "二、今年工作", A.replace("全年", "今年")],
        "甲.txt",
    )
    assert [s.number for s in report.sentences] == list(range(len(report.sentences)))
    assert [p.number for p in report.paragraphs] == list(range(len(report.paragraphs)))
    for i, section in enumerate(report.sections):
        assert section.number == i and all(p.section == i for p in section.paragraphs)
    assert [s.text for s in report.sentences if s.run_in] == ["把准方向。", "夯实根基。"]
    assert {s.report for s in report.sentences} == {"甲"}


def test_a_text_is_read_as_its_lines():
    assert parse(f"工作综述\n{A}\n{B}", "综述.txt") == parse(["工作综述", A, B], "综述.txt")


def test_a_paragraph_that_comes_again_is_kept_once():
    report = parse(["工作综述", A, B, "坚持守正创新 搭建平台", A, B.replace("15", "16")], "重复.txt")
    assert [p.line for p in report.paragraphs] == [2, 3, 6]
    assert ("与第2行重复", 5) in [(r.reason, r.line) for r in report.removed]


def test_a_report_that_a_file_holds_twice_is_read_once():
    head = ["某县政府工作报告", "——2024年1月9日在某县第十八届人民代表大会第四次会议上", "县长 王小明", "各位代表："]
    lines = [*head, "一、回顾", A, A.replace("3", "4") + B, "二、打算", A.replace("3", "5") + B * 5]
    report = parse([*lines, "相关新闻", *lines], "两遍.txt")
    assert [(h.text, h.line) for h in report.headings] == [("一、回顾", 5), ("二、打算", 8)]
    assert [p.line for p in report.paragraphs] == [6, 7, 9]
    again = {(r.line, r.reason) for r in report.removed}
    assert again >= {(11 + n, f"与第{1 + n}行重复") for n in range(9)} and not report.notes


def test_a_level_that_paragraphs_have_too_makes_no_headings():
    lines = ["工作综述", A, A * 2, B * 2, B]
    assert not parse(Text(lines, headings=dict.fromkeys(range(1, 5), 1)), "甲.txt").headings
    assert [h.text for h in parse(Text([*lines, "调研", A * 3], headings={5: 1}), "甲.txt").headings] == ["调研"]


def test_a_heading_that_repeats_the_open_one_does_not_open_a_section_again():
    report = parse(
        ["工作综述", A, "坚持守正创新 搭建平台", B, "坚持守正创新 搭建平台", A.replace("道路", "水渠")], "重复.txt"
    )
    assert [h.line for h in report.headings] == [3]


def test_text_that_is_broken_is_reported_and_left_as_it_stands():
    torn_text = "界共识；邀请群众旁听会议，参与提案督办，听取各方面的意见。"
    body = [A, torn_text, "没有句末标点的一段文字，它被截断了，" * 3 + "后面的", B]
    report = parse(["工作综述", *body], "断.txt")
    assert [p.text for p in report.paragraphs] == body
    assert report.notes == ("第3行的段落像是从句子中间开始", "第4行的段落没有句末标点")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (A, ""),
        ("渠道和专门协商机构的作用，区政协对机构设置、工作体系进行了变革。" + A, "start"),
        ("改革创新”的要求，区政协对机构设置、工作体系进行了变革。" + A, "start"),
        (A + "区政协党组始终将遵守政治纪律挺在前面，通过民主程序将区委的主张转化为各", "end"),
        ("和谐稳定是发展的前提，全年化解矛盾1200件。" + A, ""),
        ("“两个维护”的自觉性不断增强，区政协召开党组会议12次。" + A, ""),
        ("教育和科技的作用得到发挥，全年安排经费3000万元。" + A, ""),
    ],
)
def test_a_paragraph_that_is_torn_says_where(text, where):
    report = parse(["江北区政协工作综述", B, text, B.replace("15", "16")], "断.txt")
    assert report.paragraphs[1].torn == where
    assert any("第3行" in note for note in report.notes) == bool(where)


def test_two_reports_in_one_file_are_told():
    head = ["政府工作报告", "——2023年2月10日在榆中县第十九届人民代表大会第三次会议上", "县长 王强", "各位代表："]
    second = ["榆中县人民法院工作报告", "院长 李红", "各位代表："]
    both = parse([*head, A, B, "各位代表！", "让我们团结奋斗。", *second, B.replace("15", "16")], "县.txt")
    assert [note for note in both.notes if "另一份报告" in note and "第9行" in note]
    one = parse([*head, A, "各位代表！", B, "附件：《政府工作报告》名词解释", "四上企业：指规模以上的企业。"], "县.txt")
    assert not one.notes


NEITHER = "characters, and neither a body nor a year; give the whole text$"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "no text in this file"),
        (["", "  "], "no text in this file"),
        (["首页 | 新闻", "版权所有"], "only page furniture, no text"),
        (["The government said on 12 January 2023 that work went on. " * 9], "only page furniture, no text"),
        (["Ø8O1NRaÆfˆö.ƒ°þ" * 9], "not a report: no Chinese prose"),
        (["7" * 99], "not a report: no Chinese prose"),
        (["今天天气很好我们出去玩了吧"], f"no report: 13 {NEITHER}"),
        (["请看图片"], f"no report: 4 {NEITHER}"),
        (["今天天气很好我们出去玩了吧" * 2 + "好的。"], f"no report: 29 {NEITHER}"),
    ],
)
def test_what_is_no_report_says_why(lines, why):
    with pytest.raises(ValueError, match=rf"^短\.txt: {why}"):
        parse(lines, "短.txt")


@pytest.mark.parametrize(
    "text", ["2023年，江北区政协立案提案433件。", A, "今天天气很好我们出去玩了吧" * 2 + "好的呀。"]
)
def test_a_short_text_that_says_whose_or_a_longer_one_is_a_report(text):
    assert parse([text], "短.txt").paragraphs


def test_what_stands_before_the_first_heading_is_a_section_without_one_and_headings_say_which_run_in():
    report = parse(
        ["江北区政协2023年工作报告", A, "一、工作回顾", "提案办理。" + A, B, "二、下步打算", B.replace("15", "16")]
    )
    assert [(s.heading, s.level, s.number) for s in report.sections] == [
        ("", 1, 0),
        ("一、工作回顾", 1, 1),
        ("二、下步打算", 1, 2),
    ]
    assert report.headings[0][:4] == ("一、工作回顾", 1, False, 1)
    assert not report.headings[-1].run_in


def test_the_line_of_the_speaker_says_whose_a_bare_title_is_and_the_notes_do_not():
    spoken = parse(["政府工作报告", "渝北区人民政府区长 王强", "各位代表：", A, B])
    assert (spoken.organ, spoken.place) == ("重庆市渝北区人民政府", ("重庆市", "渝北区"))
    noted = parse(["工作报告", A, B, "附件：名词解释", "两院：指渝北区人民法院和渝北区人民检察院，2021年合署办公。"])
    assert (noted.organ, noted.place, noted.year) == (None, (), None)


def test_the_line_of_the_title_is_its_evidence():
    assert parse(["首页 > 要闻", "江北区政协2023年工作报告", A, B]).evidence["title"] == "江北区政协2023年工作报告"


def test_a_glossary_is_kept_apart():
    notes = ["名词解释：", "“两地一城”：即新材料高地和科学城。", "1.四上企业：指规模以上的企业。"]
    report = parse(["工作综述", A, B, A.replace("道路", "水渠"), *notes], "名.txt")
    assert report.glossary == {"两地一城": "新材料高地和科学城。", "四上企业": "规模以上的企业。"}
    assert report.sections[-1].heading == "名词解释：" and len(report.sections[-1].paragraphs) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“放管服”：即简政放权、放管结合。", ("放管服", "简政放权、放管结合。")),
        ("[3] 双碳：指碳达峰与碳中和。", ("双碳", "碳达峰与碳中和。")),
        ("“五小”水利工程：指小水池、小水窖。", ("“五小”水利工程", "小水池、小水窖。")),
        ("全年完成投资。", None),
    ],
)
def test_a_term_and_its_meaning(text, found):
    assert definition(text) == found


def test_the_layout_of_a_file_names_headings_that_words_do_not():
    text = Text(["年度报告", A, "农业。", B, "工业", A.replace("道路", "水渠")], headings={2: 1, 4: 2})
    assert [h.text for h in parse(text, "样式.docx").headings] == ["农业。", "工业"]


def test_words_in_bold_that_open_a_paragraph_are_a_heading():
    text = Text(["年度报告", A, "深化协商。" + B, A.replace("道路", "水渠"), B.replace("15", "25")], bold={2: 5})
    assert [h.text for h in parse(text, "粗体.docx").headings] == ["深化协商。"]


TABLE = ["指标\t2023年", "地区生产总值\t198.7亿元", "粮食产量\t持平"]
FOOT = ["责任编辑：王小明", "打印本页\t关闭窗口", "联系电话：0371-1234567\t邮编：450000", "版权所有：某某县人民政府"]


@pytest.mark.parametrize("lead", [[], ["主要指标完成情况", "单位：亿元"]])
@pytest.mark.parametrize("foot", [[], FOOT])
def test_a_table_of_figures_at_the_end_is_of_the_report_and_the_foot_below_it_is_not(lead, foot):
    report = parse(["某某县2024年政府工作报告", "各位代表：", A, B, *lead, *TABLE, *foot], "报告.docx")
    assert [p.text for p in report.paragraphs][-3:] == TABLE
    assert [line.text for line in report.removed][2:] == foot
    assert [h.text for h in report.headings] == lead[:1]


def test_the_rows_of_a_table_are_neither_headings_nor_running_heads():
    table = TABLE[:2]
    lines = [A, *table, B, *table, A.replace("道路", "水渠"), *table, B.replace("15", "25")]
    report = parse(["某某县2024年政府工作报告", "各位代表：", *lines], "报告.docx")
    assert not report.headings
    assert [p.text for p in report.paragraphs].count(table[1]) == 3


@pytest.mark.parametrize(
    "foot",
    [
        ["某某会议召开\t2024-01-02", "某某活动举行\t2024-01-03"],
        ["1\t2\t3\t下一条", "首段\t末段"],
        ["某某县人民政府\t2024年"],
        ["电话\t1234567", "邮编\t450000"],
    ],
)
def test_what_stands_in_columns_below_a_report_without_figures_is_the_foot_of_the_page(foot):
    report = parse(["某某县2024年政府工作报告", "各位代表：", A, B, *foot], "报告.html")
    assert [p.text for p in report.paragraphs] == [A, B]


def test_the_hints_of_a_file_are_used_where_its_lines_do_not_say_so():
    text = Text(
        ["各位代表：", A, B], title="2023年政府工作报告_某某县人民政府网", published="2024-01-09", source="某某网"
    )
    report = parse(text, "页.html")
    assert (report.title, report.published, report.source) == ("2023年政府工作报告", "2024-01-09", "某某网")


def test_a_report_whose_sentences_end_with_a_point_has_its_sentences_and_headings():
    lines = ["江北区政协2023年工作综述", "建言资政出实招", A + B, "凝聚共识聚合力", B + A]
    report, pointed = parse(lines, "综述.txt"), parse([line.replace("。", ".") for line in lines], "综述.txt")
    assert [s.text.replace(".", "。") for s in pointed.sentences] == [s.text for s in report.sentences]
    assert pointed.headings == report.headings and len(report.headings) == 1 and pointed.notes == report.notes


def test_an_indent_inside_a_line_begins_a_paragraph():
    report = parse(["工作综述", A + "　　" + B], "一行.txt")
    assert [p.text for p in report.paragraphs] == [A, B]


def test_a_text_that_lost_the_ends_of_its_lines_has_its_paragraphs_where_they_were_set_in():
    title, rest = "江北区政协2023年工作综述", "发布时间：2024-01-16 来源：某某日报"
    report = parse(["　　".join([title, rest, A + B, "建言资政出实招", B + A])], "一行.txt")
    assert (report.title, report.published) == (title, "2024-01-16")
    assert [p.text for p in report.paragraphs] == [A + B, B + A]
    assert [h.text for h in report.headings] == ["建言资政出实招"]


SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
WIDE, NARROW = ",:;()!?", "，：；（）！？"


def shape(report):
    return (
        [(h.level, h.run_in, h.line) for h in report.headings],
        [(r.line, r.reason) for r in report.removed],
        (report.organ, report.place, report.year, report.published, report.kind),
        len(report.sentences),
    )


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_both_scripts_and_both_widths_give_the_same_structure(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    traditional = OpenCC("s2t").convert
    spellings = [
        [line.translate(str.maketrans(WIDE, NARROW)) for line in lines],
        [line.translate(str.maketrans(NARROW, WIDE)) for line in lines],
        [traditional(line) for line in lines],
    ]
    assert [shape(parse(spelling, "甲.txt")) for spelling in spellings] == [shape(parse(lines, "甲.txt"))] * 3


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_a_seed_loses_no_character(path):
    check(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("call", ["为实现我县的宏伟目标而团结奋斗！", "胜利一定属于我们英雄的全省人民！"])
def test_a_call_that_closes_the_report_stays_in_it(call):
    report = parse(["政府工作报告", "各位代表：", A, B, call, "责任编辑：张三"])
    assert report.paragraphs[-1].text == call
    assert [row.text for row in report.removed][-1] == "责任编辑：张三"


def quickest(work, text):
    """The shortest of seven runs, in seconds."""
    times = []
    for _ in range(7):
        began = time.perf_counter()
        work(text)
        times.append(time.perf_counter() - began)
    return min(times)


def is_foreign(text):
    return _FOREIGN.fullmatch(text.replace("☃", "中"))


@pytest.mark.parametrize("text", [" ☃", "县长 ", "甲乙: ", "甲乙 ", "、", "(", "甲乙:指,", "ab b"])
@pytest.mark.parametrize("work", [speaking, definition, lambda text: torn(lines_of([text])[0]), is_foreign])
def test_what_looks_at_a_line_takes_time_in_proportion_to_it(work, text):
    words, blank = text.rstrip() or text, text[-1]
    texts = [words + blank * n + "☃" for n in (4_000, 32_000)]
    # eight times as long; a square would be 64 times. A busy machine may disturb a try, not each of five
    tries = (tuple(quickest(work, text) for text in texts) for _ in range(5))
    assert any(long < 24 * short + 0.002 for short, long in tries)


def test_a_report_in_traditional_characters_keeps_them_and_is_read_in_simplified_ones():
    line = "全年收到提案134件,立案127件,辦復率100%,委員對辦理結果表示滿意。"
    report = parse(["江北區政協2023年工作報告", line, line.replace("134", "135")])
    assert report.script == "traditional"
    assert report.paragraphs[0].text == report.sentences[0].text == line
    assert report.paragraphs[0].simplified == report.sentences[0].simplified
    assert "委员对办理结果表示满意" in report.sentences[0].simplified


def test_what_the_body_explains_is_no_entry_of_the_glossary():
    body = [A, "四上企业：指规模以上的工业、建筑业、批零住餐和服务业企业。", B]
    notes = ["附件：《政府工作报告》名词解释", "三个一批：指开工一批、投产一批、达效一批。"]
    assert list(parse(["榆中县政府2023年工作报告", *body, *notes]).glossary) == ["三个一批"]


@pytest.mark.parametrize(("opening", "bold", "is_heading"), [("提案办理", 4, 1), ("提案办理", 3, 0), ("提案", 3, 0)])
def test_an_opening_in_bold_type_is_a_heading_if_all_of_it_is_bold_and_it_has_four_characters(
    opening, bold, is_heading
):
    line = f"{opening}。全年收到提案134件，立案127件，办复率100%，委员表示满意。"
    report = parse(Text(["江北区政协2023年工作报告", line, B], bold={1: bold}))
    assert [h.text for h in report.headings] == [f"{opening}。"] * is_heading


def test_a_salutation_that_says_more_is_removed_once():
    report = parse(
        ["某县政府工作报告", "同志们在某县第二次会议上来源：", "一年来，我们坚持深化改革，征集提案775件，办复率100%。"]
    )
    assert [row.line for row in report.removed] == [1, 2]


def test_straight_quotes_are_read_as_pairs_and_kept_as_printed():
    lines = ["某县人民政府工作报告", '实施"双百千"行动，推行"一业一策"。厂长说："要快。要好。"', '屏幕宽27"。']
    said = parse(lines).sentences
    assert "".join(s.text for s in said) == "".join(lines[1:])
    assert said[0].simplified == "实施“双百千”行动，推行“一业一策”。" and said[-1].simplified == '屏幕宽27"。'
    assert [s.simplified.count("”") for s in said] == [2, 0, 0, 1, 0]
