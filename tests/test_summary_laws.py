"""Laws of what a summary is made from: where its words stand, which section they are of, what is no sentence."""

import pytest

from corpus_tools.parse import parse
from corpus_tools.report import Sentence
from corpus_tools.summarize import Chosen, candidates, reasons, sentences_of, summarize, summarize_sections

A = "全年收到提案134件，立案127件，提案办复率100%。"
B = "组织委员视察养老服务，走访养老机构12家，推动建成社区食堂8个。"
C = "举办委员培训班3期，培训委员210人次，委员履职能力得到提升。"
D = "编报社情民意信息376期，被市政协采用137篇，推动解决问题58个。"
TEXT = f"一、提案办理\n{A}{B}\n二、队伍建设\n{C}\n{D}"


def test_in_a_text_a_short_line_without_a_stop_opens_a_section():
    found = sentences_of(TEXT)
    assert [(s.text, s.section, s.paragraph, s.number) for s in found] == [
        (A, 1, 1, 0), (B, 1, 1, 1), (C, 2, 3, 2), (D, 2, 4, 3),
    ]  # fmt: skip


def test_every_sentence_stands_in_its_line_where_it_says():
    lines = TEXT.splitlines()
    assert all(lines[s.paragraph].startswith(s.text, s.start) for s in sentences_of(TEXT))


@pytest.mark.parametrize("end", ["：", "，", "…"])
def test_a_short_line_that_goes_on_is_no_heading(end):
    assert [s.section for s in sentences_of(f"{A}\n一年来的工作{end}\n{B}")] == [0, 0, 0]


def test_lines_that_are_all_without_a_stop_are_no_headings():
    assert [s.text for s in sentences_of("收到提案134件\n立案127件")] == ["收到提案134件", "立案127件"]


def test_what_is_quoted_from_traditional_characters_stands_in_its_source():
    line = "此外，全市建成網際網路專線134條，智慧型手機用戶增加5676戶，智慧財產權案件審結312件，提案辦復率100%，"
    line += "新建養老機構12家，建成社區食堂8個，舉辦培訓班3期。"
    text = f"{line}\n{line.replace('134', '135').replace('全市', '全區')}"
    lines, found = text.splitlines(), summarize(text, 150)
    assert found and any(s.cut for s in found)
    assert all(lines[s.paragraph][s.start :].startswith(s.text) for s in found)


def test_the_rest_of_a_sentence_that_broke_off_is_none():
    broken = "围绕产业发展和乡村振兴，组织委员深入镇街和企业开展的专题协商和民主监督活动中所形成的"
    found = [s.text for s in candidates(sentences_of(f"{A}\n{broken}\n调研报告12篇，转化为政策措施8项。\n{B}"), 300)]
    assert "调研报告12篇，转化为政策措施8项。" not in found
    assert A in found and B in found


@pytest.mark.parametrize(("length", "whole"), [(24, True), (25, False)])
def test_a_line_without_a_stop_is_no_heading_but_broken_off_from_25_characters(length, whole):
    line = "围绕产业发展和乡村振兴开展的专题协商和民主监督活动中所形成的成果"[:length]
    found = [Sentence(text, text, "r", 0, n, n, 0) for n, text in enumerate((line, A, B))]
    assert (A in [s.text for s in candidates(found, 300)]) == whole


def test_no_sentence_is_empty_once_its_idle_opening_is_gone():
    assert all(s.text for text in ("此外，", "此外，。", "一是") for s in candidates(sentences_of(text), 300))


def test_the_reason_names_what_most_others_speak_of_too_but_not_what_a_third_speak_of():
    speak = {"养老": 4, "食堂": 3, "公园": 5, "桥梁": 2}
    lines = ["，".join(word for word, times in speak.items() if n < times) or "农田" for n in range(12)]
    found = [Chosen(text, text, "r", 0, 0, n, 9) for n, text in enumerate(lines)]
    assert reasons(found, [0, 11])[0].endswith("别处也常谈“养老”“食堂”")


def test_the_line_of_a_section_is_neither_the_shortest_nor_the_longest_but_the_densest():
    short, long = "开会3次。", "提案办理过程成为增进共识推动工作服务大局的过程，" * 3 + "开会3次。"
    told = parse(["江北区政协2023年工作报告", "一、提案办理", A, long, short, "二、队伍建设", C, B])
    assert [s.text for s in summarize_sections(told)[0].sentences] == [A]


@pytest.fixture(scope="module")
def report():
    return parse(
        [
            "江北区政协2023年工作报告",
            "一、提案办理",
            A,
            B,
            "二、队伍建设",
            C,
            "（一）信息",
            D,
            "三、今后打算",
            "谁来办？",
        ]
    )


@pytest.mark.parametrize("n", [1, 2, 3])
def test_the_lines_of_a_section_are_sentences_of_it_each_once_and_in_order(report, n):
    lines = summarize_sections(report, n)
    assert [(line.heading, line.level, line.section) for line in lines][:2] == [
        ("一、提案办理", 1, 0), ("二、队伍建设", 1, 1),
    ]  # fmt: skip
    for line in lines:
        own = [s.number for s in report.sentences if s.section == line.section]
        numbers = [s.number for s in line.sentences]
        assert numbers == sorted(set(numbers)) and set(numbers) <= set(own)
        assert 0 < len(numbers) <= n
    assert len(lines[0].sentences) == min(n, 2)


def test_a_section_whose_sentences_tell_nothing_has_no_line(report):
    assert "三、今后打算" not in [line.heading for line in summarize_sections(report)]


def test_no_room_for_a_sentence_is_no_summary_and_room_for_one_is_that_one():
    assert [s.text for s in summarize(A, len(A))] == [A]
    assert all(len(s.text) < len(A) for s in summarize(A, len(A) - 1))
