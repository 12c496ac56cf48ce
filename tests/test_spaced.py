"""Blanks between characters: those of the layout go, those of the writer stay."""

import re

import pytest

from corpus_tools.parse import parse
from corpus_tools.reading.spaced import closed_up
from corpus_tools.reading.text import Text

SAID = "到2025年全市完成投资350亿元，增长9.4%，新增企业118家，惠及群众2万人。"
AROUND = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[\d%])(?=[\u4e00-\u9fff])")


def test_blanks_around_figures_go_where_nearly_all_have_them():
    lines = ["2025 年 政府工作报告", *[AROUND.sub(" ", SAID)] * 4]
    found = closed_up(Text(lines, bold={1: len("到 2025 年")}))
    assert found.lines == [lines[0], *[SAID] * 4]  # a title is no prose
    assert found.bold == {1: len("到2025年")}
    assert found.notes == ("去掉了字间的空格（36处）",)


@pytest.mark.parametrize("lines", [[AROUND.sub(" ", SAID), SAID, SAID], [AROUND.sub(" ", SAID)] * 2])
def test_few_blanks_around_figures_are_of_the_text(lines):
    assert closed_up(Text(lines)) == Text(lines)


def test_a_line_spread_to_the_edge_of_the_page_is_closed_up_and_others_are_not():
    lines = [
        "14.8% 、 12.4% 提 高 到 19.2% ， 固 定 资 产 投 资 达 到",
        "5720亿元，年均 增长19%。",
        "政 府 工 作 报 告",
    ]
    found = closed_up(Text(lines))
    assert found.lines == ["14.8%、12.4%提高到19.2%，固定资产投资达到", *lines[1:]]
    assert len(found.notes) == 1


def test_all_blanks_go_where_the_text_is_full_of_them():
    found = closed_up(Text([" ".join("工作报告"), *[" ".join(SAID)] * 3]))
    assert found.lines == ["工作报告", *[SAID] * 3]


def test_words_of_latin_letters_stay_apart():
    lines = [AROUND.sub(" ", SAID + "建成5G基站，推广 Open AI 模型3个。")] * 4
    assert closed_up(Text(lines)).lines == [SAID + "建成5G基站，推广 Open AI 模型3个。"] * 4


def test_blanks_that_the_width_of_wrapped_lines_counts_stay_so_that_these_go_on():
    whole = AROUND.sub(" ", SAID * 8)
    lines = [whole[at : at + 30] for at in range(0, len(whole), 30)]
    assert closed_up(Text(lines)) == Text(lines)
    report = parse(["某市政府工作报告", "各位代表：", *lines], "某市.txt")
    assert "".join(p.text for p in report.paragraphs).replace(" ", "") == SAID * 8
    assert len(report.paragraphs) == 1


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("全年新 增小微企业26家,新增制造 业单项冠军3家。", "全年新增小微企业26家,新增制造业单项冠军3家。"),
        ("全縣經 濟發展穩中向好,糧食連續十 五年豐收。", "全縣經濟發展穩中向好,糧食連續十五年豐收。"),
        ("重大产业 项目势头喜人,委员王明 张三参加座谈。", "重大产业 项目势头喜人,委员王明 张三参加座谈。"),
    ],
)
def test_a_blank_inside_a_word_of_a_sentence_goes_and_no_other(line, text):
    report = parse(
        ["某县人民政府2023年工作报告", line, "新建学校6所，改造县道四十公里，客车通到了每个村。"], "报告.txt"
    )
    assert report.paragraphs[0].text == text


def test_a_blank_between_a_heading_and_its_paragraph_stays_though_a_word_may_go_over_it():
    said = "一、去年工作回顾 过去一年，全市经济稳中有进，新 增企业12家，群众生活继续改善。"
    report = parse(["某市政府工作报告", said, "二、今年工作安排 今年，我们将继续改善民生。"])
    assert report.headings[0].text == "一、去年工作回顾"
    assert "新增企业12家" in report.paragraphs[0].text
