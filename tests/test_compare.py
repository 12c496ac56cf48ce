"""What a comparison must say of reports whose likeness, ritual and news are known."""

import dataclasses
import re

import numpy as np
import pytest
from made import made

from corpus_tools.compare import (
    alone,
    compare,
    contrasts,
    nearest,
    on_plane,
    ritual_shares,
    similarity,
    substance,
    tree,
)
from corpus_tools.comparing.bodies import by_body, by_year, labels, same_years, several_years
from corpus_tools.comparing.coinages import text_of
from corpus_tools.comparing.matters import matter
from corpus_tools.comparing.novelty import new_against, new_by_body, new_terms
from corpus_tools.comparing.trends import Series, extremes, figure_trends, term_trends
from corpus_tools.counting.ledger import indicator_name
from corpus_tools.indicators import indicators
from corpus_tools.report import Report
from corpus_tools.tables import address
from corpus_tools.views import change as change_views
from corpus_tools.views import compare as compare_views
from corpus_tools.views import promises, stories


def report(
    name: str, texts: list[str], organ: str | None = None, year: int | None = None, plans=(), place=()
) -> Report:
    """A report with a section of what was done and, if there are plans, one of what shall be done."""
    sections = [("一、工作回顾", 1, texts), *([("二、下一步工作安排", 1, plans)] if plans else [])]
    return made(name, sections, title=name, organ=organ, place=place, year=year)


CREED = "坚持以习近平新时代中国特色社会主义思想为指导,全面贯彻党的二十大精神,奋力谱写新篇章。"
FARM = ["推广水稻育秧技术,修建灌溉水渠。", "水稻亩产提高,农民种粮收入增加。"]
SCHOOL = ["新建中学教学楼,招聘乡村教师。", "教师工资提高,学生午餐改善。"]
FOUR = [
    report("a", [*FARM, "东山县水稻丰收。"], "东山县政府", 2023, place=("甲省", "东山县")),
    report("b", [*FARM, "西河县水稻丰收。"], "西河县政府", 2023, place=("甲省", "西河县")),
    report("c", [*SCHOOL, "东山县学生增多。"], "东山县政协", 2023, place=("甲省", "东山县")),
    report("d", [*SCHOOL, "西河县学生增多。"], "西河县政协", 2023, place=("甲省", "西河县")),
]


def test_reports_on_one_matter_are_alike_whatever_their_place():
    alike = similarity(FOUR)
    assert nearest(alike) == [1, 0, 3, 2]
    assert alike[0, 1] > 0.9
    assert alike[0, 2] < 0.2


def test_similarity_is_symmetric_and_one_with_itself():
    alike = similarity(FOUR)
    assert (alike == alike.T).all()
    assert (np.diag(alike) == 1).all()
    assert ((alike >= 0) & (alike <= 1)).all()


def test_the_tree_joins_the_alike_first_and_the_map_puts_them_together():
    alike = similarity(FOUR)
    assert {frozenset(map(int, row[:2])) for row in tree(alike)[:2]} == {frozenset({0, 1}), frozenset({2, 3})}
    xy = on_plane(1 - alike)
    assert np.linalg.norm(xy[0] - xy[1]) < np.linalg.norm(xy[0] - xy[2]) / 3


@pytest.mark.parametrize("names", [("东山", "西河"), ("长安", "南陵"), ("清水", "白云")])
def test_other_names_of_places_make_the_same_tree(names):
    renamed = []
    for one in FOUR:
        place = names["西河" in one.place[-1]] + "县"
        texts = [s.text.replace(one.place[-1], place) for s in one.sentences]
        organ = one.organ.replace(one.place[-1], place)
        renamed.append(report(one.name, texts, organ, one.year, place=("甲省", place)))
    assert np.allclose(similarity(renamed), similarity(FOUR))
    assert (tree(similarity(renamed)) == tree(similarity(FOUR))).all()


def test_a_report_says_more_of_its_own_matter_than_its_neighbour():
    two = [report("x", [*FARM, *SCHOOL, *SCHOOL]), report("y", FARM * 3)]
    more, less = contrasts(two, [(0, 1), (1, 0)], n=30)
    assert {"教师", "学生"} <= set(more)
    assert "水稻" not in more
    assert less == []


def test_a_call_at_the_end_is_not_the_plainest_sentence_of_its_part():
    call = "各位代表,我们将携手同心,为建设美丽云溪贡献我们全部的检察力量和智慧才干,不辱使命不负重托!"
    plain_one = "全年办结公益诉讼案件312件,督促清理河道57公里,恢复林地180亩。"
    for texts, least in (
        ([CREED * 2, plain_one, call], plain_one),
        ([call], call),
        ([call, "办结案件312件。"], "办结案件312件。"),
    ):
        assert ritual_shares([report("a", texts)])[0].least.text == least


def test_words_of_the_genre_and_of_counting_set_no_report_apart():
    worn = "教师采用教材,学生采用校服,余条两地。"
    (more,) = contrasts([report("x", [worn, worn]), report("y", FARM)], [(0, 1)], n=30)
    assert {"教师", "教材", "学生", "校服"} <= set(more) and not {"采用", "余条", "两地"} & set(more)


NUMBERS = ["余人次", "多亿元", "两地", "三大", "亿千瓦时", "百分之二十", "二十多万", "十年"]


@pytest.mark.parametrize("word", [*NUMBERS, "一带一路", "多元化", "三农", "三峡", "两山"])
def test_a_number_sets_no_report_apart_and_a_name_that_opens_with_one_does(word, monkeypatch):
    monkeypatch.setattr("corpus_tools.compare.substance", lambda r, names: [word] * 3 if r.name == "x" else ["水稻"])
    assert contrasts([report("x", []), report("y", [])], [(0, 1)]) == [[word] * (word not in NUMBERS)]


def test_names_of_places_and_bodies_are_no_substance():
    assert not {"东山县", "西河县"} & set(substance(FOUR[0], frozenset({"东山县", "东山"})))


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_reports_break_nothing(n):
    found = compare(FOUR[:n])
    assert found.alike.shape == found.overlaps.shape == (n, n)
    assert on_plane(1 - found.alike).shape == (n, 2)
    assert len(tree(found.alike)) == max(0, n - 1)


def test_a_report_of_creed_has_the_greater_share_of_ritual():
    shares = {r.report: r.share for r in ritual_shares([report("creed", [CREED] * 3), report("farm", FARM)])}
    assert shares["creed"] > 0.8 > 0.4 > shares["farm"]


def test_shares_by_section_leave_out_the_very_short():
    rows = ritual_shares([report("a", [CREED] * 5, plans=FARM[:1])], by="section")
    assert [r.section for r in rows] == ["一、工作回顾"]


def test_labels_are_short_and_no_two_alike():
    names = labels([*FOUR, report("e", FARM), report("z", FARM, "东山县政府", 2023)])
    assert names[1:5] == ["西河县政府 2023", "东山县政协 2023", "西河县政协 2023", "e"]
    assert len(set(names)) == len(names)
    place = ("广西壮族自治区", "河池市")
    twice = [dataclasses.replace(report(n, FARM, "河池市政协", 2025), place=place) for n in "ab"]
    assert labels(twice) == ["河池市政协 2025（a）", "河池市政协 2025（b）"]


@pytest.mark.parametrize(
    ("organ", "name"),
    [
        ("东山县人民政府", "东山县政府"),
        ("东山县人民法院", "东山县法院"),
        ("东山县人民检察院", "东山县检察院"),
        ("南州市中级人民法院", "南州市中院"),
        ("南州省高级人民法院", "南州省高院"),
        ("东山县人民代表大会常务委员会", "东山县人大"),
    ],
)
def test_the_names_of_all_kinds_of_bodies_are_short(organ, name):
    assert labels([report("a", FARM, organ, 2023)]) == [f"{name} 2023"]


def test_a_title_or_file_that_names_a_year_gets_no_second_one():
    plain = [dataclasses.replace(report(name, FARM), year=2017) for name in ("齐河2018", "003_d2bf2002c7d")]
    titled = dataclasses.replace(plain[0], name="x", title="2018政府工作报告")
    assert labels([*plain, titled]) == ["齐河2018", "003_d2bf2002c7d 2017", "2018政府工作报告"]


OLD = [report("y1", ["水稻产量100万斤。", "推进“双联系”。"], "东山县政府", 2022, plans=["水稻产量达到120万斤。"])]
NEW = [
    report(
        "y2", ["水稻产量125万斤,增长25%。", "办好“委员讲堂”。", "发展低空经济。", "低空经济起步。"], "东山县政府", 2023
    )
]


def test_what_the_baseline_never_says_is_new():
    rows = {(r.kind, r.what) for r in new_against(OLD, NEW)}
    assert ("提法", "委员讲堂") in rows
    assert ("提法", "低空经济") in rows  # not in quotation marks, but it looks like a name
    assert not any("水稻" in what for _, what in rows)
    assert new_against([], NEW) == new_against(OLD, []) == new_against(NEW, NEW) == []


def test_without_a_baseline_a_body_is_held_against_its_own_past():
    assert {r.what for r in new_by_body([*OLD, *NEW])} >= {"委员讲堂", "低空经济"}
    assert new_by_body(NEW) == []


def test_a_measure_or_what_every_report_says_is_no_new_term():
    said = ["建成乡村书屋8家，增加值增长5%，吞吐量增长6%。", "乡村书屋的农产品增加值和吞吐量再增长，农产品畅销。"]
    assert [r.what for r in new_terms(text_of(OLD), [report("c", said)])] == ["乡村书屋"]


def test_new_terms_are_said_twice():
    once, again = "建设乡村书屋。", "管好乡村书屋。"
    assert new_terms(text_of(OLD), [report("c", [once])]) == []
    assert [r.what for r in new_terms(text_of(OLD), [report("c", [once, again])])] == ["乡村书屋"]


def test_another_wording_of_an_indicator_is_no_new_term():
    told = [f"一般公共预算收入达到{n}亿元。" for n in (8, 9)]
    assert new_terms("公共财政预算收入增长。", [report("c", told)]) == []
    assert [r.what for r in new_terms("税收增长。", [report("c", told)])] == ["一般公共预算收入"]
    told = [f"单位GDP能耗下降{n}%,低于全国平均水平。" for n in (2, 3)]
    assert new_terms("单位生产总值能耗下降4%。", [report("c", told)]) == []


@pytest.mark.parametrize("said", ["学校{}所。", "全市第三产业占生产总值的比重达{}%。"])
def test_only_a_rate_that_not_all_give_alike_has_a_highest(said):
    told = [report(n, [said.format(40 + i)], f"{n}市政府", 2023) for i, n in enumerate("甲乙丙")]
    alike = [report(n, ["地区生产总值增长6%。"], f"{n}市政府", 2023) for n in "甲乙丙"]
    assert extremes(told) == extremes(alike) == []


def test_of_sums_of_money_the_largest_of_other_figures_the_first_stands_for_a_year():
    told = "财政收入突破300亿元，财政收入达到303亿元。粮食产量30万吨，粮食产量40万吨。人均存款1万元，人均存款2万元。"
    years = [report(str(year), [told], "东山县政府", year) for year in (2022, 2023)]
    found = {s.subject: s.reached[2023] for s in figure_trends(years)}
    assert found == {"财政收入": 30_300_000_000, "粮食产量": 300_000, "人均存款": 10_000}


@pytest.mark.parametrize("place", ["西山县", "保定市", "雨花台区"])
def test_the_place_of_a_report_is_no_new_term(place):
    new = report("b", [f"{place}脱贫。", f"{place}修路。"], place=(place,))
    assert place not in {r.what for r in new_against([report("a", FARM)], [new])}


def test_figures_of_a_body_over_years_with_their_goals():
    (series,) = [s for s in figure_trends([*NEW, *OLD]) if not s.change]
    assert (series.organ, series.reached) == ("东山县政府", {2022: 1_000_000, 2023: 1_250_000})
    assert series.goals == {2023: 1_200_000}
    assert change_views.figure_table([series]).iloc[0].tolist()[-2:] == ["100万", "125万（120万）"]


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("城镇新增就业9万人。", 90_000),
        ("五年城镇新增就业43万人。", None),
        ("城镇新增就业由7万人增加到9万人。", 90_000),
        ("城镇新增就业9万人,企业3家。", 90_000),
        ("过去五年，全县完成就业培训5万人，城镇新增就业43万人。", None),
    ],
)
def test_a_year_of_a_body_has_no_figure_of_several_and_none_from_which_another_rose(told, value):
    texts = {2022: "城镇新增就业8万人。", 2023: told, 2024: told}
    years = [report(str(year), [text], "东山县政府", year) for year, text in texts.items()]
    found = {s.subject: s.reached for s in figure_trends(years)}
    assert found.get("城镇新增就业", {}).get(2023) == value
    assert "企业" not in found  # of what, no one knows


def test_things_of_one_kind_by_other_names_are_two_figures():
    texts = {2022: "建成“书香政协”示范点20个。", 2023: "建成“书香社区”示范点22个。", 2024: "建成“书香政协”示范点25个。"}
    found = figure_trends([report(str(year), [text], "东山县政协", year) for year, text in texts.items()])
    assert [(s.subject, s.reached) for s in found] == [("书香政协示范点（建成）", {2022: 20, 2024: 25})]


def test_the_table_of_years_shows_the_last_seven_and_names_the_body_where_there_are_several():
    one = Series("东山县政府", "粮食产量", "吨", False, dict.fromkeys(range(2010, 2020), 5.0), {2020: 6.0})
    assert change_views.figure_table([one]).columns.tolist() == ["指标", *map(str, range(2014, 2021))]
    assert change_views.figure_table([one]).iloc[0].tolist() == ["粮食产量（吨）", *["5"] * 6, "（6）"]
    gone = one._replace(organ="西河县政府", reached={2001: 1.0, 2002: 2.0}, goals={})
    assert len(change_views.figure_table([one, gone])) == 1  # told in no year that is shown
    assert change_views.figure_table([one, one._replace(organ="西河县政府")])["单位"].tolist() == [
        "东山县政府",
        "西河县政府",
    ]


def test_years_of_different_bodies_are_no_trend():
    different = [report("a", FARM, "东山县政府", 2022), report("b", FARM, "西河县政府", 2023)]
    assert several_years(different) == figure_trends(different) == []
    assert term_trends(different, ["水稻"]).empty
    assert change_views.figure_table([]).empty


def test_only_bodies_with_the_same_years_make_a_trend():
    made = [("a", "东山县政府", 2022), ("b", "东山县政府", 2023), ("c", "西河县政府", 2022), ("d", "西河县政府", 2023)]
    even = [report(name, FARM, organ, year) for name, organ, year in made]
    uneven = [report(name, FARM, "南湖县政府", year) for name, year in (("e", 2023), ("f", 2024))]
    assert same_years([*even, *uneven]) == same_years(even) == by_year(even)
    assert same_years([*even[:2], *uneven]) == uneven and same_years([]) == []  # of as many reports the later ones
    assert term_trends([*even, *uneven], ["水稻"]).index.tolist() == [2022, 2023]


def test_a_line_alone_says_whose_growth_it_is():
    told = {"甲县政府": ["生产总值增长{}%。"], "乙县政府": ["出动警力{}人次。"]}
    every = [report(f"{o}{y}", [x.format(y % 10) for x in t], o, y) for o, t in told.items() for y in (2022, 2023)]
    assert "折线图：甲县政府：生产总值增幅年年看（%）" in change_views.figures_over_years(compare(every))


def test_terms_are_counted_in_ten_thousand_characters_of_a_year():
    counted = term_trends([*OLD, *NEW], ["水稻", "低空经济"])
    assert counted.index.tolist() == [2022, 2023]
    assert counted["低空经济"].tolist()[0] == 0 < counted["低空经济"].tolist()[1]
    made = [report("a", ["水稻增产。"], "东山县政府", 2022), report("b", ["水稻和水稻。"], "东山县政府", 2023)]
    size = [len("水稻增产。\n"), len("水稻和水稻。\n")]
    assert term_trends(made, ["水稻"])["水稻"].tolist() == [round(1e4 / size[0], 2), round(2e4 / size[1], 2)]


VIEWS = [
    *(getattr(compare_views, name) for name in ("overview", "likeness", "wording")),
    *(getattr(compare_views, name) for name in ("ritual_picture", "ritual_sections", "ritual_explained")),
    *(getattr(change_views, name) for name in ("news", "coinage_picture", "coinage_table")),
    lambda found: change_views.over_years(found, ["水稻"]),
    stories.stories,
    promises.goals_and_plans,
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.__name__)
@pytest.mark.parametrize("n", [0, 1, 2, 4])
def test_every_view_shows_something_for_any_number_of_reports(view, n):
    assert view(compare(FOUR[:n])).strip()


PLANS = [
    "地区生产总值增长7%左右,城镇新增就业5000人以上,粮食产量40万吨以上,城镇登记失业率控制在4%以内。",
    "新建垃圾焚烧厂2座。推进云溪大道北延工程。启动县医院二期建设。办好“云上帮办”。",
]
DONE = [
    "地区生产总值增长5.9%。城镇新增就业5600人。粮食产量40万吨。城镇登记失业率3.8%。",
    "县医院二期主体封顶。云溪大道北延工程完成投资3亿元。推广新能源重卡310辆。",
    "办好“委员讲堂”,发展低空经济,低空经济起步。数字乡村新经济壮大,数字乡村新经济见效。",
]
BEFORE = ["地区生产总值增长6.1%。城镇登记失业率3.9%。办好“板凳会议”,数字乡村经济起步,数字乡村经济见效。"]


def split(texts: list[str]) -> list[str]:
    return [f"{part}。" for text in texts for part in text.split("。") if part]


COUNTY = [
    report("n1", split(BEFORE), "云溪县人民政府", 2023, split(PLANS)),
    report("n2", split(DONE), "云溪县政府", 2024, ["地区生产总值增长6%。"]),
]


OTHER = [
    report("m1", ["修了路。"], "西河县政府", 2023, ["改造老旧小区100个。"]),
    report("m2", ["改造老旧小区100个。"], "西河县政府", 2024),
]


def test_where_no_plan_is_left_no_table_of_zeros_tells_of_it():
    plans, done = ["改造老旧小区100个。"], ["改造老旧小区100个。", "新建跨江桥梁3座，方便群众过江。"]
    pair = [report("u1", ["修了路。"], "西河县政府", 2023, plans), report("u2", done, "西河县政府", 2024)]
    shown = promises.goals_and_plans(compare(pair))
    assert "带数的目标（项）" in shown and "其余计划（项）" not in shown


def test_goals_go_by_the_short_name_of_their_body_and_an_equal_share_is_told_once():
    body, place = "甲省乙市云溪县政府", ("甲省", "乙市", "云溪县")
    found = compare(
        [report("v1", split(BEFORE), body, 2023, split(PLANS), place), report("v2", split(DONE), body, 2024, (), place)]
    )
    told = stories.stories(found)
    assert "云溪县政府为2024年定下带数的目标" in told and "乙市云溪县政府" not in told
    copied = compare([report("w1", FARM, "东山县政府", 2022), report("w2", FARM, "东山县政府", 2023)])
    assert "的具体内容有100%与上一年一字不差（惯用表述不算）。" in stories.stories(copied)


@pytest.mark.parametrize("more", [[], OTHER], ids=["one body", "several"])
def test_all_that_two_years_of_a_body_tell_is_shown(more):
    found = compare([*COUNTY, *more])
    told, shown = stories.stories(found), promises.goals_and_plans(found)
    assert "云溪县政府 2024：生产总值增长目标7%左右，实际5.9%，低1.1个百分点" in told
    assert "定下带数的目标5项：超额1项、完成2项、未达到1项，1项没有在次年报告里认准可比的数" in told
    assert "2024年定的“新建垃圾焚烧厂2座”，次年报告里没有读到" in told
    assert "新提法" in told
    said = "多12% 低1.1个百分点 持平 云溪大道北延工程完成投资3亿元 推广新能源重卡310辆 没有认准可比的数（1项）"
    assert not [words for words in said.split(" ") if words not in shown]
    assert ("（云溪县政府 2024）</td>" in shown) is bool(more)
    over = change_views.over_years(found, ["低空经济", "医院"])
    assert "5.9（7）" in over
    assert "每万字次数" in over
    new = change_views.news(found)
    assert "委员讲堂" in new
    assert "新的指标" in new
    assert "数字乡村新经济" in change_views.coinage_table(found)
    assert "改了说法的提法" in change_views.coinage_table(found)


def test_the_coinage_that_most_bodies_have_is_told_but_nothing_that_the_whole_country_says():
    said = ["推进“放管服”改革,建设“国家卫生城市”。", "办好“乡里议事厅”。"]
    bench = ["开设“板凳会议”,落实“放管服”要求。", "板凳会议开了9场。"]
    some = [report(n, said, f"{n}市政府", 2023) for n in "甲乙丙"]
    told = stories.stories(compare([*some, report("丁", bench, "丁市政府", 2023)]))
    assert "“乡里议事厅”：3份报告都提，丙市政府 2023、" in told
    assert "丁市政府 2023：“板凳会议”" in told
    assert "“放管服”：" not in told


def test_the_goals_of_a_baseline_are_held_against_the_next_report():
    whole, split_up = compare(COUNTY), compare(COUNTY[1:], COUNTY[:1])
    assert (split_up.verdicts, split_up.outcomes) == (whole.verdicts, whole.outcomes)
    assert split_up.verdicts
    shown = promises.goals_and_plans(split_up)
    assert "低1.1个百分点" in shown
    assert all(f'<cite lang="zh-CN">{address(v.plan.sentence)}</cite>' in shown for v in split_up.verdicts)
    assert "n1 · 第" in shown
    assert "目标7%左右，实际5.9%" in stories.stories(split_up)


def test_a_coinage_of_several_bodies_is_new_for_each_of_them_though_it_says_it_once():
    old = report("y1", ["修路。"], "甲县政府", 2023)
    new = report("y2", ["修路。加快发展新质生产力。"], "甲县政府", 2024)
    other = report("x", ["推动新质生产力成长。"], "乙县政府", 2024)
    fates = {c.term: c.fate for c in compare([old, new, other]).coinages}
    assert fates == {"新质生产力": "新出现"}
    [row] = [row for row in new_by_body([old, new, other]) if row.what == "新质生产力"]
    assert (row.kind, row.count, row.reports, row.sentence) == ("提法", 1, ("y2",), new.sentences[1])
    assert [row.what for row in new_by_body([old, new])] == []
    before = report("z", ["推动新质生产力成长。"], "乙县政府", 2023)
    assert [row.what for row in new_by_body([before, other, new])] == []


def test_what_is_said_to_be_new_in_a_report_is_said_there():
    new = {"甲县政府": "新质生产力", "乙县政府": "低空经济"}
    years = [report(f"{body}1", ["修路。"], body, 2023) for body in new]
    years += [report(f"{body}2", [f"推动{what}发展。", f"发展{what}。"], body, 2024) for body, what in new.items()]
    told = stories.stories(compare(years))
    assert any(f"{body} 2024里有、往年报告里没有读到：{what}。" in told for body, what in new.items())


def test_bodies_stand_in_the_order_of_official_statistics():
    of = {"上海市": "n1", "北京市": "n2", "某市": "n0"}
    told = ["粮食产量100万吨。"]
    some = [report(f"{n}-{y}", told, f"{p}政府", y, place=(p,)) for p, n in of.items() for y in (2022, 2023)]
    assert list(by_body(some)) == [s.organ for s in figure_trends(some)] == ["北京市政府", "上海市政府", "某市政府"]
    assert [r.place[-1] for r in by_year(some)] == ["北京市", "上海市", "某市"] * 2


def test_years_old_wording_and_the_fate_of_coinages_go_back_to_the_baseline():
    whole, split_up = compare(COUNTY), compare(COUNTY[1:], [*COUNTY[:1], *OTHER])
    assert change_views.over_years(split_up, ["低空经济"]) == change_views.over_years(whole, ["低空经济"])
    assert "5.9（7）" in change_views.over_years(split_up, [])
    first, second = (report(f"w{year}", FARM, "东山县政府", year) for year in (2022, 2023))
    assert stories.stories(compare([second], [first])).count("与上一年一字不差") == 1
    fates = {c.term: c.fate for c in split_up.coinages}
    assert fates["委员讲堂"] == "新出现"
    assert fates.items() <= {c.term: c.fate for c in whole.coinages}.items()
    again = report("n3", split(DONE), "云溪县政府", 2025)
    assert {c.fate for c in compare([again], COUNTY).coinages if c.term == "委员讲堂"} == {"新出现"}
    assert {c.fate for c in compare([again], COUNTY[1:]).coinages if c.term == "委员讲堂"} == {"沿用"}


def test_a_baseline_is_judged_by_the_reports_and_never_the_other_way():
    assert compare(OTHER, COUNTY).verdicts == compare(OTHER).verdicts
    assert compare(COUNTY, COUNTY).verdicts == compare(COUNTY).verdicts
    assert not compare(COUNTY[:1], COUNTY[1:]).verdicts


def test_a_baseline_report_of_the_same_name_has_an_address_of_its_own():
    old = report("same", split(BEFORE), "云溪县人民政府", 2023, split(PLANS))
    new = report("same", split(DONE), "云溪县政府", 2024)
    found = compare([new], [old])
    assert {v.plan.sentence.report for v in found.verdicts} == {"same-2"}
    assert {v.result.sentence.report for v in found.verdicts if v.result} == {"same"}


def test_alone_says_a_coinage_who_says_it_twice_and_whose_baseline_has_not_said_it():
    bench, cloud = ["办好“板凳会议”。", "板凳会议开了9场。"], ["办好“云上帮办”。", "云上帮办2万件。"]
    new = [report("a", bench, "甲县政府", 2024), report("b", cloud, "乙县政府", 2024)]
    old = [report("c", ["办好板凳会议。"], "甲县政府", 2023)]
    told = "甲县政府 2024：“板凳会议”", "乙县政府 2024：“云上帮办”"
    assert [one in stories.stories(compare(new)) for one in told] == [True, True]
    assert [one in stories.stories(compare(new, old)) for one in told] == [False, True]
    assert [c.term for c in alone(compare(new, old), compare(new).coinages)] == ["云上帮办"]
    brief = [new[0], report("b", cloud[:1], "乙县政府", 2024)]
    assert [one in stories.stories(compare(brief)) for one in told] == [True, False]


def test_the_table_of_coinages_has_no_column_that_says_nothing_and_names_the_report_it_quotes():
    one, other = report("a", ["建好“板凳会议”。"], "甲县政府", 2024), report("b", ["板凳会议好。"], "乙县政府", 2024)
    shown = change_views.coinage_table(compare([one, other]))
    assert "去向" not in shown and "报告自己的解释" not in shown
    assert 'data-report="a"' in shown
    assert "去向" in change_views.coinage_table(compare(COUNTY))


def test_a_report_without_a_body_goes_by_the_beginning_of_its_title():
    long = dataclasses.replace(report("a", FARM), title="不忘初心担使命 传承博雅谱新篇 奋力开创新局面——在大会上的讲话")
    short = dataclasses.replace(report("b", FARM), title="在大会上的讲话")
    assert labels([long, short, report("c", FARM)]) == ["不忘初心担使命 传承博雅谱新篇 奋力…", "在大会上的讲话", "c"]
    assert len(set(labels([long, dataclasses.replace(long, name="d")]))) == 2


def test_a_topic_of_one_passage_is_folded_away():
    from corpus_tools.comparing.novelty import New

    found = compare(NEW, OLD)
    topics = [New("主题", f"词{n}", n, (NEW[0].name,), NEW[0].sentences[0]) for n in (3, 1)]
    shown = change_views.news(found._replace(news=topics))
    assert shown.index("词3") < shown.index("其余（1）") < shown.index("词1")
    assert change_views.news(found._replace(news=topics[1:])).startswith("<details")
    assert "新的主题（1）" in change_views.news(found._replace(news=topics[1:]))


def test_a_result_with_a_word_of_planning_is_no_goal():
    one = report("a", ["三年行动计划落地实施,粮食产量增长88%。"], "甲县政府", 2024, ["粮食产量增长5%左右。"])
    told = stories.stories(compare([one]))
    assert "定下的目标</span><div><p>粮食产量增长5%左右。</p>" in told
    deeds = report("b", ["项目开复工1819个、落地828个,分别增长12.8%和37.8%。"], "甲县政府", 2024)
    assert "项目（落地）增长37.8%。" in stories.stories(compare([deeds]))


def test_coinages_are_drawn_where_two_reports_have_one():
    one = [report("a", ["办好“板凳会议”。"], "甲县政府", 2024), report("b", ["办好“云上帮办”。"], "乙县政府", 2024)]
    assert "没有两份报告都提的" in change_views.coinage_picture(compare(one))
    both = [*one, report("c", ["办好“云上帮办”。"], "丙县政府", 2024)]
    drawn = change_views.coinage_picture(compare(both))
    assert "ct-figure" in drawn and "云上帮办" in drawn and "板凳会议" not in drawn
    assert "见下表" in change_views.coinage_picture(compare(one[:1]))


def test_an_indicator_has_one_name_on_all_pages():
    (row,) = indicators(report("a", ["新增规模工业企业87家。"], "甲县政府", 2024))
    assert indicator_name(row) == matter(row)[0] == "规模以上工业企业（新增）"
    (row,) = indicators(report("a", ["万元GDP能耗下降3%。"], "甲县政府", 2024))
    assert indicator_name(row).removesuffix("下降") == matter(row)[0]


def test_no_list_of_plans_is_offered_that_is_empty():
    shown = promises.goals_and_plans(compare(COUNTY))
    assert "说没有做成</td>" not in shown and "（0项）" not in shown
    late = report("n2", [*split(DONE), "垃圾焚烧厂建设进度滞后。"], "云溪县政府", 2024)
    earlier = report("n1", split(BEFORE), "云溪县政府", 2023, ["推进垃圾焚烧厂建设。"])
    found = compare([earlier, late])
    assert "自己说没有做成</td>" in promises.goals_and_plans(found)
    assert "上年计划“推进垃圾焚烧厂建设”，当年写“垃圾焚烧厂建设进度滞后”" in stories.stories(found)


def test_what_is_no_longer_mentioned_begins_with_what_is_missed_most():
    plans = ["落实巡游演艺55项。", "推广“田园通”。", "歌剧院建成开放。", "改造燃气立管300公里。", "培训月嫂80人。"]
    first = report("y1", FARM, "东山县政府", 2022, plans=plans)
    told = stories.stories(compare([first, report("y2", SCHOOL, "东山县政府", 2023)]))
    said = re.findall("东山县政府为2023年定的“(.*?)”", told)
    assert said == ["改造燃气立管300公里", "培训月嫂80人", "落实巡游演艺55项"]


def test_what_is_not_yet_done_is_a_finding():
    first = report("y1", FARM, "东山县政府", 2022, plans=["东山大桥、县“三馆”年内建成开放。"])
    second = report("y2", [*SCHOOL, "东山大桥加快建设。"], "东山县政府", 2023)
    found = compare([first, second])
    said = "东山县政府 2023：上年计划“东山大桥、县‘三馆’年内建成开放”，当年写“东山大桥加快建设”"
    assert said in stories.stories(found) and "还没到那一步</td>" in promises.goals_and_plans(found)


def test_growths_and_shares_are_not_drawn_on_one_scale():
    text = ["生产总值增长{}%。", "固定资产投资增长{}%。", "空气质量优良率达到9{}%。"]
    two = [report(f"{y}", [line.format(y % 10) for line in text], "甲县政府", y) for y in (2022, 2023)]
    shown = change_views.figures_over_years(compare(two))
    assert "折线图：几项增幅年年看" in shown and "空气质量优良率最高处" not in shown


def test_what_is_told_of_a_single_report_is_its_own():
    told = stories.stories(compare(COUNTY[:1]))
    assert told.count("定下的目标") == 1 and "生产总值增长7%左右，" in told
    assert "板凳会议" in told and "变化最大" in told


def test_without_a_report_on_the_next_year_the_goals_are_listed_as_they_were_set():
    shown = promises.goals_and_plans(compare([*COUNTY[:1], OTHER[0]]))
    assert "为下一年定的数" in shown and "相连两年" in shown
    assert "7%左右" in shown and "100个" in shown
    assert "云溪县政府 2023</td>" in shown and "西河县政府 2023</td>" in shown
    assert "为下一年定的数" not in promises.goals_and_plans(compare(COUNTY))
    assert "为下一年定的数" not in promises.goals_and_plans(compare(FOUR))


def test_formulas_are_no_shared_wording():
    opening = "现在,我代表县人民政府向大会报告工作,请予审议。"
    one, two = report("a", [opening, FARM[0]], "东山县政府", 2023), report("b", [opening, FARM[0]], "西河县政府", 2023)
    shown = compare_views.wording_table(compare([one, two]))
    assert "水稻育秧" in shown and "请予审议" not in shown
    one, two = report("a", [opening, FARM[0]], "东山县政府", 2023), report("b", [opening], "西河县政府", 2023)
    assert "没有近乎相同的句子" in compare_views.wording_table(compare([one, two]))


def test_a_form_filled_with_other_figures_is_neither_copied_nor_old_wording():
    told = "地区生产总值增长{}%,规模以上工业增加值增长{}%,社会消费品零售总额增长{}%,城镇居民人均可支配收入增长{}%。"
    here, there = (report(y, [told.format(*rates)], "东山县政府", int(y)) for y, rates in
                   (("2022", (6, 7.1, 8, 5.5)), ("2023", (5, 6.2, 9.3, 4))))  # fmt: skip
    other = dataclasses.replace(here, name="o", organ="西河县政府")
    brief = [report(y, [f"建成居家养老服务中心{n}家。"], "东山县政府", int(y)) for y, n in (("2022", 14), ("2023", 15))]
    for pair in ([here, there], [other, there], brief):
        shown = stories.stories(compare(pair))
        assert "一字不差" not in shown and "惯用表述" in shown
        assert "没有近乎相同的句子" in compare_views.wording_table(compare(pair))


def test_of_all_pairs_of_bodies_those_with_most_substance_in_common_are_told():
    creed = "在{}的坚强领导下,以习近平新时代中国特色社会主义思想为指导,深入贯彻党的二十大精神。"
    led = [creed.format(who) for who in ("省委", "市委", "区委")]
    said = {"甲": [*led, SCHOOL[0]], "乙": [*led, FARM[1]], "丙": [FARM[0], *SCHOOL], "丁": [FARM[0]]}
    shown = stories.stories(compare([report(n, own, f"{n}县政府", 2023) for n, own in said.items()]))
    assert "相同文字最多的是丁县政府 2023：具体内容的100%与丙县政府 2023一字不差。" in shown


def test_of_many_bodies_the_years_of_their_goals_are_told_once():
    plan, done = ["2023年生产总值增长7%。"], ["生产总值增长8%。"]
    every = []
    for place in ("甲", "乙", "丙", "丁"):
        every += [
            report(f"{place}1", [FARM[0]], f"{place}县政府", 2022, plan),
            report(f"{place}2", done, f"{place}县政府", 2023),
        ]
    assert "4个单位为2023年定下带数的目标4项" in stories.stories(compare(every))


def test_the_first_screen_begins_with_plan_and_result():
    shown = stories.stories(compare([*OLD, *NEW]))
    assert (
        shown.index("东山县政府为2023年定下带数的目标1项：完成1项")
        < shown.index(">新提法<")
        < shown.index(">惯用表述<")
    )


def test_what_was_missed_by_most_of_its_goal_is_told_first():
    plans = ["优良天数比例达到80%，生产总值增长8%，新建学校5所，城镇失业率控制在4%以内。"]
    done = ["优良天数比例78%，生产总值增长5.6%，新建学校2所，城镇失业率4.4%。"]
    found = compare([report("v1", ["修了路。"], "东山县政府", 2023, plans), report("v2", done, "东山县政府", 2024)])
    assert [round(promises.lacking(v), 3) for v in found.verdicts] == [0.025, 0.3, 0.6, 0.1]
    for shown in (stories.stories(found), promises.goals_table(found)):
        assert shown.index("新建学校2所") < shown.index("增长5.6%") < shown.index("失业率4.4%")


def test_what_was_missed_is_the_first_story_and_who_copies_whom_is_told_of_different_bodies():
    missed = dataclasses.replace(NEW[0], name="y3", sections=report("y3", ["水稻产量110万斤。", *SCHOOL]).sections)
    shown = stories.stories(compare([*OLD, missed, FOUR[2], FOUR[3]]))
    assert shown.index("带数的目标1项：未达到1项") < shown.index("目标120万斤，实际110万斤，少8.3%")
    assert "相同文字最多的是东山县" in shown


def test_of_reports_with_as_much_formula_none_is_said_to_have_most():
    two = [report(name, ["坚定不移深入贯彻落实。", "新建学校3所。"], f"{name}县政府", 2023) for name in "甲乙"]
    assert "每份报告都有" in stories.stories(compare(two))


@pytest.mark.parametrize(
    ("told", "owned"),
    [
        ("去年生产总值等5项指标,未实现预期目标。", True),
        ("承诺的20件民生实事,有3项没有完成。", True),
        ("受灾情影响,粮食产量没有达到计划。", True),
        (
            "各项目标,除出口总值等2项指标,因受外部需求不足、市场波动加剧和运输成本上升等因素的影响没有完成外,全部完成。",
            True,
        ),
        ("全年目标任务全部完成。", False),
        ("三座水库尚未完工,目标不变。", False),
    ],
)
def test_what_a_report_says_itself_was_not_done_is_told(told, owned):
    shown = stories.stories(compare([report("a", [*FARM, told], "东山县政府", 2023, plans=["未完成任务的要问责。"])]))
    assert ("自己说没有做到" in shown) is owned


@pytest.mark.parametrize(
    ("told", "quoted"),
    [
        (
            "我们也看到，生产总值等5项指标没有达到预期目标，城市管理还不够精细。",
            "生产总值等5项指标没有达到预期目标",
        ),
        ("招商引资到位资金52.4亿元，没有完成年初目标。", "招商引资到位资金52.4亿元，没有完成年初目标"),
    ],
)
def test_the_words_in_which_a_report_says_it_are_told(told, quoted):
    shown = stories.stories(compare([report("a", [*FARM, told], "东山县政府", 2023, plans=["修建水塔。"])]))
    assert f"东山县政府 2023自己说：“{quoted}”。" in shown


def test_little_wording_in_common_with_the_year_before_and_what_the_whole_country_says_is_no_story():
    old = report("y1", [*FARM, *SCHOOL], "东山县政府", 2022)
    new = report(
        "y2", ["深化“放管服”改革。", *(f"修建第{n}座水塔,安装路灯{n}盏。" for n in "二三四五六")], "东山县政府", 2023
    )
    shown = stories.stories(compare([old, new]))
    assert "沿用旧文" not in shown and "放管服" not in shown


def test_of_one_year_the_highest_and_the_lowest_are_told():
    rates = [("甲", "6.1%"), ("乙", "4.2%"), ("丙", "5%")]
    said = [report(n, [f"地区生产总值增长{rate}。", *FARM], f"{n}市政府", 2023) for n, rate in rates]
    (one,) = extremes(said)
    assert (one.subject, one.bodies) == ("生产总值变化", 3)
    assert [r.report for r in (*one.highest, *one.lowest)] == ["甲", "乙"]
    county = report("丁", ["地区生产总值增长9%。"], "丁县政府", 2023)
    cities = [dataclasses.replace(r, place=("安徽省", "合肥市")) for r in said]
    (one,) = extremes([*cities, dataclasses.replace(county, place=("安徽省", "安庆市", "太湖县"))])
    assert (one.rank, one.bodies, one.highest[0].report) == ("市级", 3, "甲")
    assert extremes(said[:2]) == []
    assert "甲市政府 2023最高，增长6.1%；乙市政府 2023最低，增长4.2%" in stories.stories(compare(said))
    equal = report("戊", ["地区生产总值增长6.1%。"], "戊市政府", 2023)
    assert "戊市政府 2023、甲市政府 2023最高，增长6.1%；乙市政府" in stories.stories(compare([*said, equal]))


@pytest.mark.parametrize(
    ("view", "given", "said"),
    [
        (stories.stories, [[]], "没有看点"),
        (promises.goals_and_plans, [FOUR], "两年"),
        (change_views.news, [FOUR], "baseline_dir"),
        (change_views.news, [FOUR[:1], FOUR[:1]], "没有新的"),
        (lambda found: change_views.over_years(found, ["水稻"]), [FOUR], "不同年份"),
        (lambda found: change_views.term_picture(found, ["火星"]), [COUNTY], "都没有出现"),
        (compare_views.likeness, [FOUR[:1]], "至少两份"),
        (compare_views.wording, [FOUR[:1]], "至少两份"),
    ],
)
def test_a_part_with_nothing_to_show_says_so_in_one_sentence(view, given, said):
    shown = view(compare(*given))
    assert said in shown and shown.count("<p") == 1


def test_the_text_of_a_report_is_data():
    shown = compare([report("x<b>", ["推进“<script>1”机制。", CREED], "<i>政协", 2023), report("y", FARM)])
    for view in VIEWS:
        assert "<script>1" not in view(shown)
        assert "<i>" not in view(shown)


def test_the_nearest_report_is_sought_among_other_bodies():
    two = [report(f"甲{y}", FARM, "甲市政府", y) for y in (2022, 2023)]
    assert "别的单位" not in compare_views.neighbours(compare(two))
    shown = compare_views.neighbours(compare([*two, report("乙", [*FARM, *SCHOOL], "乙市政府", 2023)]))
    assert "别的单位里最相近的报告" in shown and shown.count("乙市政府 2023") == 3


def test_groups_are_set_apart_by_kind_year_or_place():
    found = compare(
        [report("a", FARM * 3, year=2022), report("b", FARM * 3, year=2022), report("c", SCHOOL * 3, year=2023)]
    )
    shown = compare_views.distinctive(found, by="year")
    assert shown.index("2022") < shown.index("2023")
    assert "只有一组" in compare_views.distinctive(found, by="kind")
    with pytest.raises(ValueError, match="report, year, place, kind"):
        compare_views.distinctive(found, by="colour")


def test_of_two_sums_of_one_name_the_years_show_the_larger():
    told = ["地区生产总值突破500亿元，达到503.1亿元。"], ["地区生产总值530亿元，其中开发区地区生产总值80亿元。"]
    first, second = (report(f"y{y}", t, "东山县政府", y) for y, t in zip((2022, 2023), told, strict=True))
    (series,) = figure_trends([first, second])
    assert series.reached == {2022: 503.1e8, 2023: 530e8}


@pytest.mark.parametrize(
    ("told", "dropped"),
    [("200个县级重点项目开工。", False), ("新建中学教学楼3座。", True)],
)
def test_a_goal_is_called_dropped_only_where_nothing_like_it_is_told(told, dropped):
    first = report("y1", FARM, "东山县政府", 2022, plans=["抓好200个县级重点建设项目,修好道路。"])
    second = report("y2", [told, "农村公路通车,完成投资5亿元。"], "东山县政府", 2023)
    assert ("不再提起" in stories.stories(compare([first, second]))) == dropped


def test_a_result_that_repeats_its_plan_is_no_old_wording():
    plan, both = "开工建设东山大桥，建成西河污水处理厂。", "改造农村公路,修通东山至西河的县道。"
    first = report("y1", [*FARM, both], "东山县政府", 2022, plans=[plan])
    second = report("y2", [*SCHOOL, both, "东山大桥开工建设，西河污水处理厂建成。"], "东山县政府", 2023)
    shown = compare_views.wording_table(compare([first, second]))
    assert "修通东山至西河的县道" in shown and "污水处理厂" not in shown


def test_wording_is_held_against_the_baseline_too():
    road = "改造农村公路,修通东山至西河的县道。"
    old, new = (report(f"y{year}", [road, *own], "东山县政府", year) for year, own in ((2022, FARM), (2023, SCHOOL)))
    assert compare_views.wording(compare([new], [old])).count("修通东山至西河的县道") == 2
    assert "没有近乎相同的句子" in compare_views.wording(compare([FOUR[2]], [FOUR[1]]))


def test_what_more_than_two_reports_share_is_drawn_and_folded_where_they_are_many():
    many = [*FOUR, *(report(name, FARM, f"{name}县政府", 2023) for name in "甲乙丙")]
    two, four, seven = (compare_views.wording_map(compare(some)) for some in (FOUR[:2], FOUR, many))
    assert two == "" and "<img" in four and "<details" not in four.partition("<img")[0]
    assert seven.startswith("<details") and "7 份报告" in seven
