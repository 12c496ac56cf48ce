"""Markdown is read as the report it stands for: no mark is left, no word is lost, and what the marks say is used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.corpus import read_report
from corpus_tools.reading.markdown import is_markdown, read_markdown

BODY = "全年安排资金3000万元，新建改建道路12条，惠及群众2万余人，各项任务如期完成。"
REPORT = f"""---
source: https://example.org/2015.shtml
title: 2015年政府工作报告
date: 2015-02-20
---

——2015年2月13日在青岛市第十五届人民代表大会第四次会议上

**青岛市市长 王小明**

各位代表：

现在，我代表市人民政府向大会报告工作，请予审议。

**一、2014年工作回顾**

**发展动力更加强劲。**{BODY}

（一）**开放格局持续拓展**

进出口总额增长5.2%，新设外资企业320家，实际利用外资12亿美元。

---

## 二、2015年重点工作

[全年财政支出的八成用于民生，新增学位5000个，城乡居民人均可支配收入增长6%。](https://example.org/a_b)
"""


@pytest.mark.parametrize("name", ["2015.md", "2015.txt"])
def test_a_report_in_markdown_is_the_report_without_the_marks(tmp_path, name):
    (tmp_path / name).write_text(REPORT, encoding="utf-8")
    report = read_report(tmp_path / name)
    assert (report.title, report.organ, report.year) == ("2015年政府工作报告", "山东省青岛市人民政府", 2014)
    assert (report.published, report.source, report.authors) == (
        "2015-02-20",
        "https://example.org/2015.shtml",
        ("王小明",),
    )
    assert [(h.text, h.level) for h in report.headings] == [
        ("一、2014年工作回顾", 1),
        ("发展动力更加强劲。", 3),
        ("（一）开放格局持续拓展", 2),
        ("二、2015年重点工作", 1),
    ]
    assert not any(mark in p.text for p in report.paragraphs for mark in ("**", "##", "]("))
    assert report.paragraphs[-1].line == len(REPORT.splitlines())  # of the file as it is
    told = {row.text: row.reason for row in report.removed}
    assert told["title: 2015年政府工作报告"] == "文件自述"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**全部**", "全部"),
        ("***全部**", "全部"),
        ("甲***乙", "甲***乙"),
        ("一是**加快**发展，二是**深化**改革", "一是加快发展，二是深化改革"),
        ("3**4**5**", "345**"),  # the last has no partner
        ("2 ** 3", "2 ** 3"),
        (r"1\. 第一\_条", "1. 第一_条"),
        ("> 引文", "引文"),
        ("- 项目", "项目"),
        ("完成投资12亿元。[^1]", "完成投资12亿元。"),
        ("[^注]: 不含农户", " 不含农户"),
        ("-3.5%的降幅", "-3.5%的降幅"),
        ("- 12 -", "- 12 -"),  # the number of a page
        ("—— 破折号", "—— 破折号"),
        ("![图](a.png)合影", "图合影"),
        ("| 指标 | 数值 |", "指标\t数值"),
        ("|---|:--:|", ""),
        ("```", ""),
        ("<!-- 市长作报告 -->", ""),
        ("[2023]5号文件", "[2023]5号文件"),
        ("    首行缩进四格", "    首行缩进四格"),
    ],
)
def test_a_mark_goes_and_what_is_none_stays(line, text):
    assert read_markdown([line]).lines == [text]


def test_headings_have_levels_and_the_one_above_all_others_is_the_title():
    assert read_markdown(["# 报告", "", "## 一、回顾", "### 小节", "## 二、安排"]).headings == {0: 0, 2: 1, 3: 2, 4: 1}
    assert read_markdown(["##一、回顾", "##二、安排"]).headings == {0: 1, 1: 1}
    assert read_markdown(["##去年回顾", "##今年安排", "##图片##"]).headings == {0: 1, 1: 1}


def test_how_far_a_line_is_bold_is_told():
    text = read_markdown(["**一、回顾**", "**加快发展。**全年完成投资", "全年**完成**投资"])
    assert text.bold == {0: len("一、回顾"), 1: len("加快发展。")}


@pytest.mark.parametrize("mark", ["- ", "> ", "* "])
def test_points_and_quotations_are_markdown_too(mark):
    assert is_markdown([mark + "新建工会6家。", mark + "发展会员1280人。"])


def test_one_heading_at_its_head_makes_a_text_markdown():
    assert is_markdown(["", "# 某县法院工作报告", BODY]) and not is_markdown([BODY, "# 某县法院工作报告"])


@pytest.mark.parametrize(
    "lines",
    [
        ["各位代表：", BODY],
        ["- 1 -", BODY, "- 2 -"],
        ["**一条**", BODY],  # one line with stars is no layout
        ["---", "各位代表", "---", BODY],  # a line between two lines, no fields
        ["#1机组投产", "#2机组投产"],
        ["---"],
        [],
    ],
)
def test_a_text_of_another_kind_is_left_as_it_is(lines):
    assert not is_markdown(lines)


def test_words_between_two_lines_of_dashes_are_no_fields_and_stay():
    assert "各位代表" in read_markdown(["---", "各位代表", "---", "## 一、回顾", BODY]).lines


SIGNS = st.sampled_from(["一", "二。", "：", "a1", "**", "***", *":*#-|[]()!\\>`~ "])


@given(st.lists(st.lists(SIGNS, max_size=20).map("".join).filter(lambda t: "](" not in t), max_size=12))
def test_no_character_but_marks_is_lost_and_lines_keep_their_numbers(lines):
    found = read_markdown(lines)
    assert len(found.lines) == len(lines)
    kept = "".join([*found.lines, *(row.text for row in found.removed)])
    assert sorted(c for c in kept if c in "一二。a1：") == sorted(
        c for line in lines for c in line if c in "一二。a1："
    )
    assert all(0 < n <= len(found.lines[at].strip()) for at, n in found.bold.items())


def test_a_date_that_no_calendar_has_costs_no_report(tmp_path):
    (tmp_path / "a.md").write_text(REPORT.replace("2015-02-20", "2015-02-30"), encoding="utf-8")
    assert read_report(tmp_path / "a.md").published is None


def test_what_was_quoted_twice_or_wrapped_is_read_without_the_marks_and_keeps_its_indents():
    assert read_markdown([">> 各位委员：", "> 　　现在报告工作。", ">", "> 请审议。"]).lines == [
        "各位委员：",
        "　　现在报告工作。",
        "",
        "请审议。",
    ]


def test_names_of_headings_and_ends_of_lines_are_marks():
    found = read_markdown(["# 工作报告 {#a .unnumbered}", "## 一、回顾 {#sec-1}", "王小明\\", "各位代表："])
    assert (found.lines, found.headings) == (["工作报告", "一、回顾", "王小明", "各位代表："], {0: 0, 1: 1})


def test_a_table_of_contents_of_links_and_the_stars_around_stressed_words_are_marks():
    found = read_markdown(
        ["# 工作报告", "[TOC]", "- [一、回顾](#h1)", "  - [二、打算](#h2)", "*——2023年纪实*", "5*6*7"]
    )
    assert found.lines == ["工作报告", "", "", "", "——2023年纪实", "5*6*7"]
