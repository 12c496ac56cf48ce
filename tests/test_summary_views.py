"""The page of summaries: what is shown, what is named as left out, what is said where there is nothing."""

import re

import pytest

from corpus_tools.choosing.digest import ranked_terms, shared_themes
from corpus_tools.parse import parse
from corpus_tools.views import summaries as views

DONE = ["全年新建养老服务中心{0}个，惠及老人{0}00人。", "养老服务中心开展活动{0}5场，服务老人{0}000人次。"]


def report(place, year, *lines):
    body = [line.format(len(place) + year % 10) for line in DONE]
    return parse([f"{place}人民政府{year}年工作报告", *body, *lines], f"{place}{year}.txt")


@pytest.fixture(scope="module")
def reports():
    ferry = ["开通海岛渡轮航线3条，海岛渡轮运送旅客20万人次。", "改造海岛渡轮码头5座，新增泊位12个。"]
    return [
        report("临海市", 2022),
        report("临海市", 2023, *ferry),
        parse(["安溪县人民政府2023年工作报告", "一、茶叶生产", "新建高山茶园12万亩，产值达到8亿元。"], "安溪县.txt"),
    ]


def test_the_table_of_what_was_read_has_a_row_a_report(reports):
    assert views.read(reports).count("<tr") == 1 + len(reports)


def test_a_report_without_a_sentence_is_said_to_have_no_summary(reports):
    assert "没有可以单独成句的内容" in views.summaries([[]], reports[:1])


def test_reports_beyond_the_number_shown_are_counted(reports):
    found = views.summaries_of(reports, 60)
    assert "共 3 份报告，这里只列前 1 份" in views.summaries(found, reports, 1)
    assert "只列前" not in views.summaries(found, reports, 3)
    assert "只列前 1 份。" in views.sections(reports, 1, 1)  # the page of a report has its summary only


def test_the_summaries_of_many_reports_are_folded_behind_the_first(reports):
    html = views.summaries(views.summaries_of(reports[:1], 60) * 8, [reports[0]] * 8)
    assert html.count("<summary><h3>") == 2 and html.count("<h3>") == 8


def test_the_picture_of_places_names_every_report(reports):
    picture = views.places(views.summaries_of(reports, 60), reports)
    assert len({row[0] for row in picture.rows}) == len(reports)


def test_each_section_has_its_heading_and_its_line(reports):
    shown = views.sections(reports)
    assert "一、茶叶生产" in shown and "新建高山茶园12万亩" in shown


def test_the_lines_of_sections_are_set_in_below_the_headings_they_stand_under():
    lines = [
        "一、工作回顾",
        f"（一）养老服务。{DONE[0].format(3)}",
        f"（二）茶园建设。{DONE[1].format(3)}",
        "二、空无一字",
        "三、致谢",
    ]
    shown = views.sections([parse(["临海市人民政府2023年工作报告", *lines], "临海市2023.txt")])
    cells = [cell for cell in re.findall(r"<td[^>]*>([^<]*)</td>", shown) if "、" in cell or "（" in cell[:3]]
    assert cells == ["一、工作回顾", "　（一）养老服务。", "　（二）茶园建设。"]


def test_reports_silent_on_a_question_are_named(reports):
    shown = views.answers(reports, "养老")
    assert "没有谈到“养老”的报告：安溪县政府 2023" in shown
    assert "新建养老服务中心" in shown
    assert "没有填要找的内容" in views.answers(reports, " ")


def test_a_report_that_mentions_what_is_asked_but_cannot_be_quoted_is_not_called_silent(reports):
    long = "，".join(f"督促{place}片区整改道路排水" for place in "甲乙丙丁戊己庚辛壬癸") + "，推动养老设施落地。"
    shown = views.answers([reports[0], parse(["江北区政协2023年工作报告", long], "江北区.txt")], "养老", 90)
    assert "没有能单独引用的一句的报告：江北区政协 2023" in shown
    assert "没有谈到" not in shown


def test_an_answer_by_other_words_than_those_asked_for_says_so():
    homes = parse(["江北区政协2023年工作报告", "走访敬老院12家，慰问老人300人次。"])
    asked = parse(["江南区政协2023年工作报告", "走访养老机构12家，慰问老人300人次。"])
    shown = views.answers([homes, asked], "养老")
    assert shown.count("用的是相近的词") == 1
    assert shown.index("江北区政协") < shown.index("用的是相近的词") < shown.index("江南区政协")


def test_what_is_shared_and_what_only_one_did(reports):
    ranked = ranked_terms(reports)
    themes = shared_themes(reports, ranked=ranked)
    assert "养老服务" in views.shared(themes, reports)
    assert "半数以上的报告都谈到养老服务" in views.finding(views.summaries_of(reports, 60), reports, themes)
    assert "海岛渡轮" in views.only(reports, ranked)
    assert "没有一个题目" in views.shared(shared_themes(reports[1:], ranked=ranked[1:]), reports[1:])
    one = reports[:1], ranked[:1]
    assert "只有一份报告" in views.shared([], reports[:1]) and "只有一份报告" in views.only(*one)


def test_where_no_report_is_alone_with_a_matter_this_is_said_and_no_empty_table_is_shown(reports):
    same = [report("安溪县", year) for year in (2022, 2023)]
    none = views.only(same, ranked_terms(same))
    assert "没有一份报告" in none and "<table" not in none
    alone = views.only([*same, *reports], ranked_terms([*same, *reports]), n_reports=1)
    assert "<table" in alone  # of the first that have one, not of the first


def test_what_is_new_is_told_of_bodies_with_an_earlier_report(reports):
    shown = views.latest(reports)
    assert "2023 比 2022 年" in shown and "海岛渡轮" in shown and "茶园" not in shown
    assert "无从比较前后" in views.latest(reports[1:])
    same = [report("安溪县", year) for year in (2022, 2023)]
    assert "没有找到往年没有的说法" in views.latest(same)


def test_the_news_of_many_bodies_are_folded():
    ferry = "开通海岛渡轮航线3条，海岛渡轮运送旅客20万人次。"
    cities = ["临海市", "海宁市", "海门市", "海安市"]
    every = [report(city, year, *[ferry] * (year > 2022)) for city in cities for year in (2022, 2023)]
    assert views.latest(every).count("<details") == views.latest(every).count("海岛渡轮航线") == 4
    assert "<details" not in views.latest(every[:6])


def test_what_is_only_planned_is_marked_wherever_it_is_shown():
    plan = ["二、2024年工作安排", "开通海岛渡轮航线3条，海岛渡轮运送旅客20万人次。"]
    both = [report("安溪县", 2022), report("安溪县", 2023, *plan)]
    assert "（计划）开通海岛渡轮航线" in views.only(both, ranked_terms(both))
    assert "以下是报告对今后的计划" in views.latest(both).split("海岛渡轮")[0]
    assert "以下是报告对今后的计划" in views.answers(both, "渡轮").split("海岛渡轮")[0]


def test_the_line_of_a_section_says_that_it_is_a_plan_or_a_shortcoming():
    plan, lack = "新建养老服务中心20个，惠及群众5000人。", "养老服务的质量还不够高，有待提升。"
    lines = ["一、工作回顾", *(line.format(3) for line in DONE), "二、存在的问题", lack, "三、明年工作安排", plan]
    shown = views.sections([parse(["临海市人民政府2023年工作报告", *lines], "临海市2023.txt")])
    assert f"（计划）{plan}" in shown and f"（不足）{lack}" in shown
    assert shown.count("（计划）") == shown.count("（不足）") == 1


def test_an_answer_that_owns_up_to_a_shortcoming_is_set_apart():
    lack = "养老服务中心12个的改造尚未完工，居民意见较大。"
    report_of = parse(["临海市人民政府2023年工作报告", *(line.format(3) for line in DONE), lack], "临海市2023.txt")
    done, lacking = views.answers([report_of], "养老").split("以下是报告自己说的不足：")
    assert lack in lacking and lack not in done and "新建养老服务中心3个" in done
