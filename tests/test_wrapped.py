"""Text wrapped at the width of a page → its paragraphs, over page numbers and running heads."""

import pytest

from corpus_tools.parse import parse

SAID = (
    "全县{}项重点工程完成投资{}亿元，新建改建农村公路120公里，惠及群众2万余人。各项任务如期完成，群众生活继续改善。",
    "第{}次会议听取专题报告，协商提案办理{}件。委员视察企业，走访群众，收集社情民意信息，逐条交有关部门研究办理。",
    "安排预算资金支持{}个村庄整治人居环境，改造厕所{}座。饮水安全得到巩固，垃圾集中处理，污水管网向乡镇延伸。",
)
PARAGRAPHS = [SAID[n % 3].format(n, 3 * n) * (2 + n % 3) for n in range(11, 23)]
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


def test_figures_on_lines_of_their_own_join_what_they_stand_between():
    lines = [
        "2020",
        "年某县人民政府工作报告",
        "——",
        "2019",
        "年",
        "12",
        "月",
        "30",
        "日在某县第十六届人民代表大会第四次会议上",
    ]
    lines += [
        "各位代表：",
        "一、2019年工作回顾",
        "2019",
        "年，预计地区生产总值增长",
        "8%;",
        "财政收入增长",
        "10%",
        "。",
    ]
    lines += [
        "17",
        "个贫困村出列，",
        "15250",
        "人脱贫，发放",
        "R&D",
        "补助",
        "3.5",
        "万元。",
        "二、",
        "2020",
        "年工作安排",
    ]
    lines += ["新建公路", "36", "公里，改造泵站", "4", "座。"]
    report = parse(lines, "某县.txt")
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
