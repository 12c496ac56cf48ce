"""Several reports: what they share, what only one did, what is new."""

import pytest

from corpus_tools.choosing.digest import _no_theme, news, novelty, only_one, shared_themes
from corpus_tools.parse import parse

SHARED = [
    "全年办理民生实事{0}件，民生实事满意率达到9{0}%。",
    "推动民生实事落实，建成便民服务点1{0}个，民生实事惠及群众。",
]


def report(place, own, year=2023):
    lines = [f"{place}人民政府{year}年工作报告", *(line.format(len(place)) for line in SHARED), *own]
    return parse(lines, f"{place}{year}.txt")


@pytest.fixture(scope="module")
def reports():
    ferry = ["开通海岛渡轮航线3条，海岛渡轮运送旅客20万人次。", "改造海岛渡轮码头5座。"]
    tea = ["新建高山茶园12万亩，高山茶园产值达到8亿元。", "高山茶园带动农户3万户增收。"]
    return [report("临海市", ferry), report("安溪县", tea)]


def test_a_theme_of_all_reports_has_a_line_of_each(reports):
    themes = {t.term: t for t in shared_themes(reports)}
    assert "民生实事" in themes
    assert {line.report for line in themes["民生实事"].lines} == {r.name for r in reports}


def test_every_line_of_a_theme_speaks_of_it(reports):
    assert all(theme.term in line.simplified for theme in shared_themes(reports) for line in theme.lines)


def test_what_only_one_did_stands_in_no_other(reports):
    found = only_one(reports)
    assert found
    for row in found:
        others = [r for r in reports if r.name != row.report]
        assert not any(row.term in s.simplified for r in others for s in r.sentences)
        assert row.line.report == row.report


def test_the_kind_of_body_is_no_theme():
    lines = ["政协委员视察养老机构12家，政协委员走访企业30家。", "养老机构新增床位500张，政协委员提出建议20条。"]
    both = [parse([f"{place}政协2023年工作报告", *lines], f"{place}.txt") for place in ("渝北区", "江北区")]
    assert [t.term for t in shared_themes(both)] == ["养老机构"]


@pytest.mark.parametrize("heading", ["二、2024年工作安排", "二、存在的问题"])
def test_a_line_tells_what_was_done_where_the_report_has_it(heading):
    tea = ["一、2023年工作回顾", "新建高山茶园12万亩，投产5万亩。", heading, "高山茶园要达到20万亩，产值达到30亿元。"]
    lines = [o.line.text for o in only_one([report("临海市", []), report("安溪县", tea)]) if o.term == "高山茶园"]
    assert lines == ["新建高山茶园12万亩，投产5万亩。"]


def test_a_slight_line_tells_of_a_matter_only_where_there_is_no_other(reports):
    told = "组织技术人员深入村组，对海带养殖的规模、品种和销路逐户调查，反映海带养殖的难处，形成报告并得到采纳。"
    ours = report("霞浦县", ["海带养殖是重点，海带养殖服务不断优化。", told])
    assert {o.line.text for o in only_one([*reports, ours]) if o.term == "海带养殖"} == {told}


def test_a_list_of_terms_gives_no_line():
    terms = ["名词解释", "高山茶园：2019年县委提出建设高山茶园，面积达到20万亩，高山茶园实行挂牌管理。"]
    assert "高山茶园" not in {o.term for o in only_one([report("临海市", []), report("安溪县", terms)])}


def test_an_outcome_is_no_theme_nor_is_a_word_of_two_characters_one_of_its_own():
    own = ["养老机构实现全覆盖，养老机构增加到12家。", "养老机构床位实现全覆盖，启动二级响应，及时响应诉求。"]
    both = [
        parse([f"{place}2023年工作报告", *own[: 2 - n], own[0]], f"{n}.txt") for n, place in enumerate(("某市", "某县"))
    ]
    assert [t.term for t in shared_themes(both)] == ["养老机构"]
    assert "响应" not in {o.term for o in only_one(both)}


def test_an_organ_or_a_verb_is_no_term_of_its_own():
    own = ["区政府提交方案12个，区政府采纳建议3条。", "委员提交提案30件。"]
    assert not {"区政府", "提交"} & {o.term for o in only_one([report("临海市", own), report("安溪县", [])])}


def test_the_order_of_the_reports_changes_no_theme(reports):
    assert {t.term for t in shared_themes(reports)} == {t.term for t in shared_themes(reports[::-1])}


def test_one_report_shares_nothing(reports):
    assert shared_themes(reports[:1]) == []
    assert shared_themes([]) == []


def test_what_is_new_is_what_the_earlier_report_has_not():
    earlier = report("临海市", ["改造老旧小区12个，惠及居民3万户。"], 2022)
    later = report("临海市", ["改造老旧小区15个，惠及居民4万户。", "开通海岛渡轮航线3条，运送旅客20万人次。"], 2023)
    assert [s.text for s in news(later, [earlier])] == ["开通海岛渡轮航线3条，运送旅客20万人次。"]
    assert news(later, [later]) == []
    assert news(later, []) == []


def test_a_slight_line_is_news_only_where_there_is_little_else():
    told = ["开通海岛渡轮航线3条，运送旅客20万人次。", "新建医院4座，购置救护车15辆，培训医生300人。"]
    slight = ["机场扩建稳步推进。", "粮食仓库竣工2座。"]
    later = report("临海市", [slight[0], told[0], slight[1], told[1]], 2023)
    earlier = report("临海市", ["改造老旧小区12个，惠及居民3万户。"], 2022)
    assert [s.text for s in news(later, [earlier], 48)] == told
    assert slight[1] in [s.text for s in news(later, [earlier], 300)]


def test_a_plan_is_news_only_where_there_is_little_else():
    done, plan = "开通海岛渡轮航线3条，运送旅客20万人次。", "力争新建医院4座，培训医生300人。"
    later, earlier = report("临海市", [done, plan], 2023), report("临海市", ["改造老旧小区12个。"], 2022)
    assert [s.text for s in news(later, [earlier], 25)] == [done]
    assert [s.text for s in news(report("临海市", [plan], 2023), [earlier], 300)] == [plan]


def test_the_title_of_a_draft_is_no_theme():
    assert _no_theme("规划纲要（草案）") and _no_theme("规划纲要(草案)") and not _no_theme("PM2.5")


def test_novelty_is_a_share():
    assert list(novelty(["粮食增产", "航天发射", "123"], ["粮食增产增收"])) == [0, 1, 0]
