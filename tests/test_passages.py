"""Passages: which sentences they hold, and which names are left out of them."""

import pytest

from corpus_tools.grouping.passages import LONG, SHORT, own_names, passages, substance

SENTENCE = "全年征集提案一百二十件，立案一百件，全部按期办复，委员满意率保持在高位。"


def written(tmp_path, *lines: str, name="a.txt"):
    from corpus_tools.corpus import read_report

    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_report(path)


@pytest.fixture
def report(tmp_path):
    return written(
        tmp_path,
        "江北区政协2023年工作报告",
        "一、提案工作",
        SENTENCE * 20,
        "二、协商工作",
        "召开协商会议三次，形成建议十二条，报送区委、区政府，均获得重视和采纳，推动了问题的解决。" * 2,
        "开展视察。",
        "组织委员走进社区听取意见，围绕养老服务、老旧小区改造提出建议，推动有关部门认真研究办理。" * 2,
    )


def test_every_sentence_is_in_exactly_one_passage(report):
    told = [s for p in passages([report]) for s in p.sentences]
    assert told == list(report.sentences)


def test_a_list_of_terms_is_no_passage_of_a_report_that_has_others(tmp_path):
    terms = ["名词解释", "1.“两不愁三保障”：指不愁吃、不愁穿，义务教育、基本医疗、住房安全有保障。" * 3]
    of_work = written(tmp_path, "江北区2023年政府工作报告", "一、工作回顾", SENTENCE * 3, *terms)
    assert [p.simplified for p in passages([of_work])] == [SENTENCE * 3]
    assert len(passages([written(tmp_path, "江北区2023年政府工作报告", *terms, name="b.txt")])) == 1


def test_passages_are_neither_long_nor_short(report):
    lengths = [len(p.text) for p in passages([report])]
    assert max(lengths) <= LONG
    assert min(lengths) >= SHORT


def test_a_short_paragraph_is_joined_to_the_next_of_its_section(report):
    assert any("开展视察。\n组织委员" in p.text for p in passages([report]))


def test_passages_do_not_cross_sections(report):
    assert all(len({s.section for s in p.sentences}) == 1 for p in passages([report]))


def test_numbers_are_places_in_the_list(report):
    assert [p.number for p in passages([report, report])] == list(range(2 * len(passages([report]))))


def test_the_place_and_the_body_of_a_report_are_its_own_names(report):
    if report.place:
        assert set(report.place) <= set(own_names([report], passages([report])))


def test_a_river_that_is_called_like_a_thing_is_a_name_of_the_report(tmp_path):
    report = written(
        tmp_path, "某县政府工作报告", "一、工作回顾", "治理桃花河，修复桃花河两岸。种植桃花三百亩。" + SENTENCE * 3
    )
    assert "桃花河" in own_names([report], passages([report]))


def test_the_name_of_a_place_of_a_people_is_known_by_its_first_part_and_not_by_a_stump(tmp_path):
    report = written(tmp_path, "新疆维吾尔自治区若羌县政府工作报告", "一、工作回顾", SENTENCE * 3)
    names = own_names([report], passages([report]))
    assert {"新疆维吾尔自治区", "新疆"} <= set(names) and not [name for name in names if name.endswith("自治")]


def test_counties_and_towns_are_names_and_supermarkets_are_not(tmp_path):
    line = "改造老城区三处，新开大型超市两家，跻身全国百强县，同里镇的道路通车，永春县来访。"
    names = own_names([], passages([written(tmp_path, "某县政府工作报告", line * 2)]))
    assert set(names) == {"同里镇", "永春县"}


def test_a_name_is_found_in_whatever_sentence_it_stands(tmp_path):
    names = ("同里镇", "永春县", "阿坝藏族羌族自治州", "广西")
    lines = [f"{SENTENCE}{name}的干部前来学习。{SENTENCE}" for name in names]
    found = own_names([], passages([written(tmp_path, "某县政府工作报告", *lines)]))
    assert set(found) == {"同里镇", "永春县", "阿坝藏族羌族自治州"}


def test_names_are_cut_out_and_their_neighbours_stay_apart():
    assert substance("在江北区政协开展", ["江北区"]) == "在\n政协开展"


def test_a_report_without_paragraphs_has_no_passages():
    assert passages([]) == []
