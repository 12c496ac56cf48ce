"""Text wrapped at the width of a page → its paragraphs, over page numbers and running heads."""

import pytest

from corpus_tools.parse import parse
from corpus_tools.reading.text import Text

SAID = (
    "全县{}项重点工程完成投资{}亿元，新建改建农村公路120公里，惠及群众2万余人。各项任务如期完成，群众生活继续改善。",
    "第{}次会议听取专题报告，协商提案办理{}件。委员视察企业，走访群众，收集社情民意信息，逐条交有关部门研究办理。",
    "安排预算资金支持{}个村庄整治人居环境，改造厕所{}座。饮水安全得到巩固，垃圾集中处理，污水管网向乡镇延伸。",
)
PARAGRAPHS = [SAID[n % 3].format(n, 3 * n) * (2 + n % 3) for n in range(11, 23)]
TOLD = "全市工农业总产值完成一百四十二亿九千万元，比上年增长百分之七点九，亏损户由八十七户减少到三十一户。"
HEAD = ["某县人民政府工作报告", "各位代表："]


def wrapped(text, wide):
    """The lines of a text of so many characters, none of which begins with a mark that may not."""
    found = []
    while text:
        end = next(n for n in range(wide, wide + 4) if text[n : n + 1] not in set("。，、；"))
        found.append(text[:end])
        text = text[end:]
    return found


def paragraphs(lines):
    return [p.text for p in parse([*HEAD, *lines], "某县.txt").paragraphs]


@pytest.mark.parametrize("wide", [28, 33, 40])
def test_a_full_line_that_ends_a_sentence_goes_on_without_indents_too(wide):
    lines = [line for p in PARAGRAPHS for line in wrapped(p, wide)]
    assert any(line.endswith("。") and len(line) >= wide for line in lines)
    assert "".join(paragraphs(lines)) == "".join(PARAGRAPHS)
    whole = [p for p in PARAGRAPHS if len(wrapped(p, wide)[-1]) < wide - 3]  # others fill their last line
    assert len(whole) >= 8
    assert sum(p in whole for p in paragraphs(lines)) >= len(whole) - (len(PARAGRAPHS) - len(whole))


def test_what_a_page_says_of_its_publication_is_a_line_of_its_own_though_it_fills_the_page():
    lines = [line for p in PARAGRAPHS for line in wrapped(p, 33)]
    told = "发布时间：2024-01-16 09:12 来源：某县人民政府办公室网"
    report = parse([HEAD[0], told, *lines], "某县.txt")
    assert report.published == "2024-01-16" and report.paragraphs[0].text.startswith(PARAGRAPHS[0][:60])


@pytest.mark.parametrize("number", ["— {} —", "- {} -", "{}", "第 {} 页", "{}/9", "第{}页 共9页"])
@pytest.mark.parametrize("blank", [0, 1])
def test_a_paragraph_goes_on_behind_the_number_of_its_page(number, blank):
    lines = [line for p in PARAGRAPHS for line in wrapped("　　" + p, 30)]
    paged = []
    for at in range(0, len(lines), 11):
        paged += [*lines[at : at + 11], *[""] * blank, number.format(at // 11 + 1), *[""] * blank]
    report = parse([*HEAD, *paged], "某县.txt")
    assert [p.text for p in report.paragraphs] == PARAGRAPHS
    found = [row.text for row in report.removed if row.reason == "页码"]
    assert found == [number.format(n + 1) for n in range(-(-len(lines) // 11))]


def test_a_running_head_beside_the_page_numbers_parts_no_paragraph():
    lines = [line for p in PARAGRAPHS for line in wrapped("　　" + p, 30)]
    paged = []
    for at in range(0, len(lines), 11):
        paged += [*lines[at : at + 11], f"— {at // 11 + 1} —", "某县第十届人民代表大会会议文件（三）"]
    report = parse([*HEAD, *paged], "某县.txt")
    assert [p.text for p in report.paragraphs] == PARAGRAPHS
    assert {row.reason for row in report.removed[:-1]} == {"标题", "称呼", "页码", "页眉"}


def test_bare_numbers_that_do_not_count_on_are_no_page_numbers():
    said = "全年建成口袋公园和健身步道，新增公共停车泊位，方便群众就近出行，共改造老旧小区"
    assert paragraphs([said, "12", "个，惠及居民。"]) == [f"{said}12个，惠及居民。"]


def test_a_few_lines_of_one_width_are_put_together():
    lines = [line for p in PARAGRAPHS[:2] for line in wrapped(p, 32)]
    assert paragraphs(lines) == PARAGRAPHS[:2]


def test_a_line_that_a_comma_ends_goes_on_however_wide_it_is():
    said = ["全县整修农村公路，", "方便了沿线群众出行、", "带动了山货外销。", "（二）民生事业，", "新建卫生室12所。"]
    assert paragraphs([TOLD, *said])[:2] == [TOLD, "".join(said[:3])]


def test_a_short_text_of_one_width_is_put_together_below_an_address_that_is_wider():
    text = TOLD * 4
    assert paragraphs([("　　" + text)[i : i + 30] for i in range(0, len(text) + 2, 30)]) == [text]
    said = "因受条件限制一时难以解决的七件提案，承办单位都向委员作了说明，并列入了今后几年的工作计划，"
    said += "待条件成熟以后逐步加以落实，委员们表示理解和满意，没有一件提案被退回重新办理。"
    lines = [said[i : i + 22] for i in range(0, len(said), 22)]
    report = parse(["某县政协提案工作报告", f"https://example.org/{'a' * 60}.html", "各位委员：", *lines])
    assert len(lines) == 4 and [p.text for p in report.paragraphs] == [said]


def test_lines_of_their_own_that_are_equally_long_are_not_put_together():
    rows = [f"第{n}小学教学楼的改造工程已经在年内顺利完工" for n in "一二三四五六七"]
    report = parse([*HEAD, TOLD * 2, *rows])
    assert {*rows} <= {text.text for text in (*report.headings, *report.paragraphs, *report.removed)}


def test_the_indent_of_a_paragraph_counts_for_the_width_of_its_first_line():
    openings = ("工业方面，", "农业方面，", "商业方面，", "城建方面，", "民生方面，", "教育方面，")
    lines = [("    " + opening + TOLD * 2) for opening in openings]
    assert paragraphs([line[i : i + 38] for line in lines for i in range(0, len(line), 38)]) == [p[4:] for p in lines]


def test_lines_wrapped_at_a_number_of_columns_are_put_together():
    said = "全县完成地区生产总值105.36亿元,增长15.2%;财政总收入10.26亿元,比上年增加3.04亿元,人均可支配收入7015元。"
    openings = ("工业提速增效", "农业稳步发展", "商贸日益活跃", "民生持续改善", "城乡加快融合", "社会和谐稳定")
    lines = []
    for opening in openings:  # eighty columns, of which a character of half width takes one
        lines.append("")
        for character in f"  {opening},{said * 3}":
            if len((lines[-1] + character).encode("gbk")) > 80:
                lines.append("")
            lines[-1] += character
    assert paragraphs(lines) == [f"{opening},{said * 3}" for opening in openings]


def test_a_page_of_one_width_is_put_together_though_its_foot_is_wider():
    said = "全年批准逮捕各类犯罪嫌疑人二千余人，提起公诉四千余人，纠正漏捕三百余人，提出抗诉二百余件，同比下降31.5%。"
    leads = ["依法惩治犯罪。", "强化诉讼监督。", "用情办理信访。"]
    lines = ["　　" + lead + said * 3 for lead in leads]
    cut = [line[i : i + 40] for line in lines for i in range(0, len(line), 40)]
    foot = "主办单位：某省人民检察院　地址：某市中山路一号　邮编：000000　某ICP备00000000号　某公网安备000号"
    report = parse(["某省人民检察院工作报告", "一、2023年工作回顾", *cut, foot * 2])
    assert [h.text for h in report.headings if h.run_in] == leads
    assert report.paragraphs[0].text == leads[0] + said * 3
    assert not any(s.text.startswith("31.5%") for s in report.sentences)


def test_the_line_of_the_meeting_is_not_joined_to_that_of_the_speaker():
    told, meeting = TOLD * 8, "——2018年1月25日在云南省第十三届人民代表大会第一次会议上"
    lines = [told[i : i + len(meeting)] for i in range(0, len(told), len(meeting))]
    report = parse(["政府工作报告", meeting, "云南省人民政府省长 李成发", "各位代表：", *lines])
    assert (report.title, report.authors, report.year) == ("政府工作报告", ("李成发",), 2017)


def test_a_left_margin_is_no_indent():
    lines = [line for p in PARAGRAPHS for line in wrapped("　　" + p, 30)]
    assert paragraphs([" " * 6 + line for line in lines]) == PARAGRAPHS


def test_blank_lines_between_all_lines_part_no_paragraph():
    lines = [line for p in PARAGRAPHS for line in wrapped("　　" + p, 30)]
    assert paragraphs([each for line in lines for each in (line, "")]) == PARAGRAPHS


def test_a_heading_that_fills_no_line_stays_apart():
    lines = ["一、2023年工作回顾", *wrapped(PARAGRAPHS[0], 30), "（一）经济稳步增长", *wrapped(PARAGRAPHS[1], 30)]
    report = parse([*HEAD, *lines, "二、2024年工作安排", *wrapped(PARAGRAPHS[2], 30)], "某县.txt")
    assert [h.text for h in report.headings] == ["一、2023年工作回顾", "（一）经济稳步增长", "二、2024年工作安排"]
    assert [p.text for p in report.paragraphs] == PARAGRAPHS[:3]


@pytest.mark.parametrize("end", [("第四次", "会议上"), ("", "第四次会议上"), ("第", "四次会议上）")])
def test_a_meeting_on_two_lines_is_one(end):
    dash = "（" if end[1].endswith("）") else "——"
    first = f"{dash}2024年1月9日在某县第十八届人民代表大会{end[0]}"
    report = parse([HEAD[0], first, end[1], "县长　王小明", HEAD[1], *PARAGRAPHS[:3]], "某县.txt")
    assert (report.title, report.year) == (HEAD[0], 2023)
    assert [(r.text, r.reason) for r in report.removed][1] == (first + end[1], "标题")


def test_a_page_with_many_headings_and_few_broken_lines_is_joined():
    said = [
        f"全镇{n}个村的集体经济收入稳步增长带动{n}户农户在家门口实现就业增收并且不断壮大，新建仓库{n}座。"
        for n in range(12, 18)
    ]
    short = "各村集体经济收入全部达到10万元以上，农户稳定增收。"
    lines = []
    for n, text in enumerate(said):
        lines += [f"　　（{'一二三四五六'[n]}）重点工作扎实推进", *wrapped("　　" + text, 36), f"　　{short[n:]}"]
    assert [p for p in paragraphs(lines) if len(p) > 30] == said


def test_a_running_head_below_a_page_number_does_not_part_a_paragraph_though_it_comes_once():
    lines = [line for text in PARAGRAPHS for line in wrapped("　　" + text, 36)]
    at = next(n for n, line in enumerate(lines) if n > 8 and len(line) >= 36 and not line.endswith("。"))
    lines[at + 1 : at + 1] = ["- 1 -", "某县两会文件"]
    assert [p for p in paragraphs(lines) if len(p) > 20] == PARAGRAPHS


def test_a_subtitle_on_two_lines_is_one_though_no_day_is_in_it():
    lines = ["为建设新区而奋斗", "——在中国共产党某区第十一次代表大", "会上的报告", "同志们：", *PARAGRAPHS[:3]]
    assert parse(lines, "a.txt").title == "为建设新区而奋斗——在中国共产党某区第十一次代表大会上的报告"


def test_figures_on_lines_of_their_own_join_what_they_stand_between():
    lines = "2020/年某县人民政府工作报告/——/2019/年/12/月/30/日在某县第十六届人民代表大会第四次会议上/各位代表："
    lines += "/一、2019年工作回顾/2019/年，预计地区生产总值增长/8%;/财政收入增长/10%/。/17/个贫困村出列，/15250"
    lines += "/人脱贫，发放/R&D/补助/3.5/万元。/二、/2020/年工作安排/新建公路/36/公里，改造泵站/4/座。"
    report = parse(lines.split("/"), "某县.txt")
    assert (report.title, report.year) == ("2020年某县人民政府工作报告", 2019)
    assert [h.text for h in report.headings] == ["一、2019年工作回顾", "二、2020年工作安排"]
    assert [p.text for p in report.paragraphs] == [
        "2019年，预计地区生产总值增长8%;财政收入增长10%。",
        "17个贫困村出列，15250人脱贫，发放R&D补助3.5万元。",
        "新建公路36公里，改造泵站4座。",
    ]


def test_a_table_of_one_cell_a_line_is_not_joined():
    cells = ["指标", "单位", "数值", "地区生产总值", "亿元", "120", "财政收入", "亿元", "12", "新增就业", "人", "3600"]
    report = parse([*HEAD, PARAGRAPHS[0], *cells, PARAGRAPHS[1]], "某县.txt")
    found = [row.text for row in (*report.paragraphs, *report.headings, *report.removed)]
    assert sorted(found) == sorted([*HEAD, *PARAGRAPHS[:2], *cells])


def test_a_title_that_fills_a_line_does_not_go_on_in_a_line_that_is_none():
    title, said = "重庆某区政协：书写为民履职的全新答卷", "全县各项重点工程如期完成群众生活继续改善。"
    lines = [title, "原创", "某县发布", *[said[:18], said[18:]] * 9]
    assert parse(Text(lines, headings={0: 0})).title == title


@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_count_inside_a_paragraph_that_comes_to_stand_at_the_head_of_a_line_opens_none(indent):
    counted = [
        p[:50] + "主要做法：一是领导带头；二是全员参与；三是层层落实；四是一抓到底。" + p[50:] for p in PARAGRAPHS
    ]
    blank = [] if indent else [""]
    for wide in range(26, 40):
        lines = [line for p in counted for line in [*wrapped(indent + p, wide), *blank]]
        if any(line.startswith(("一是", "二是", "三是", "四是")) for line in lines):
            assert paragraphs(lines) == counted
