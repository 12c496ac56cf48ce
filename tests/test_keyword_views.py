"""The page of keywords: what its tables and figures show of reports whose words are known."""

from pathlib import Path

import pytest

from corpus_tools.corpus import read_corpus
from corpus_tools.parse import parse
from corpus_tools.tables import note
from corpus_tools.views import keywords as views
from corpus_tools.wording.concordance import concordance
from corpus_tools.wording.terms import Review, new_terms, read_review

FIRST = [
    "长丰县政协2022年工作综述",
    "长丰县政协搭建“清风议事厅”。清风议事厅解决三件事，养老服务得到改善。",
    "养老服务进社区，居民满意养老服务。<script>alert(1)</script>清风议事厅再议养老服务。",
]
SECOND = [
    "肥东县政协2023年工作综述",
    "肥东县政协视察耕地保护。耕地保护到村，耕地保护有制度，养老服务有补助。",
    "智慧农业试点，智慧农业推广，农民欢迎智慧农业。",
]


@pytest.fixture(scope="module")
def reports():
    return [parse(FIRST, "a.txt"), parse(SECOND, "b.txt")]


@pytest.fixture(scope="module")
def found(reports):
    return views.reports_keywords(reports, 10)


@pytest.fixture(scope="module")
def seeds():
    return read_corpus(Path(__file__).parent.parent / "seeds").reports


def test_the_corpus_is_shown_with_the_length_of_each_report(reports):
    shown = views.overview(reports)
    assert all(str(r.characters) in shown for r in reports)


def test_each_keyword_leads_to_its_first_place_and_text_is_data(found, reports):
    shown = views.each(found, reports)
    assert "<mark>清风议事厅</mark>" in shown
    assert 'data-report="a" data-paragraph="0"' in shown
    assert "<script>" not in shown + views.places(found, reports, ["养老服务"])


def test_what_reports_share_is_told_with_all_that_say_it_not_only_those_that_put_it_first():
    told = [
        "乡村振兴走在前列，乡村振兴成效明显。",
        "围绕乡村振兴协商，推动乡村振兴。",
        "修建道路，养护道路。也说乡村振兴。",
    ]
    made = [parse([f"{who}县政协2023年工作报告", text], f"{who}.txt") for who, text in zip("甲乙丙", told, strict=True)]
    rows = views.reports_keywords(made)
    assert "每份报告共有的关键词：乡村振兴" in views.finding(rows[:2], made[:2])
    assert "几份报告共有的关键词：乡村振兴（3 份提到）" in views.finding([*rows[:2], []], made)
    assert "为首" in views.finding(rows[:1], made[:1]) and "没有两份" in views.finding([[], []], made[:2])


def test_every_report_has_one_vote_in_the_common_ranking(found):
    rows = views.combined(found, 5)
    assert rows[0][0] == "养老服务" and rows[0][2] == 2
    assert sorted(rows) == sorted(views.combined(found[::-1], 5))


def test_pictures_leave_out_the_bodies_and_say_what_they_show(found, reports):
    for picture in (views.heat(found, reports), views.corpus_bars(found, reports)):
        assert "养老服务" in picture.alt or "养老服务" in picture._repr_html_()
        assert not {"长丰县政协", "长丰县"} & {str(row[0]) for row in picture.rows}
    assert "词云" in (shown := views.together(found, reports)) and "长丰县" not in shown and "养老服务" in shown
    assert shown.count("<img") == 2 and views.together(found[:1], reports[:1]).count("<img") == 1


def test_the_bars_stand_in_the_order_of_their_lengths(found, reports):
    lengths = [row[1] for row in views.corpus_bars(found, reports).rows]
    assert lengths == sorted(lengths, reverse=True)


def test_the_bars_count_a_word_in_all_reports_as_the_list_of_its_places_does(reports):
    rows = dict(tuple(row)[:2] for row in views.corpus_bars(views.reports_keywords(reports, 3), reports).rows)
    assert "智慧农业" in rows and len(rows) < 7
    for term, count in rows.items():
        assert f"{term}（{count:.0f}处）" in views.places([], reports, [term])


def test_the_list_the_bars_and_the_places_count_alike(seeds):
    for row, report in zip(views.reports_keywords(seeds, 20), seeds, strict=True):
        bars = dict(tuple(bar)[:2] for bar in views.corpus_bars([row], [report]).rows)
        for keyword in row:
            lines = concordance(keyword.term, [report])
            assert not lines or keyword.count == len(lines) >= len({line.sentence for line in lines})
            assert {line.sentence for line in lines} == set(keyword.sentences)
            assert bars.get(keyword.term, keyword.count) == keyword.count


def test_what_is_followed_unasked_is_no_body_that_reports(found, reports):
    followed = views.followed(found, reports, ())
    assert len(followed) == 5 and not {"长丰县政协", "肥东县政协"} & set(followed)


def test_one_report_is_told_what_it_needs_for_a_comparison(found, reports):
    assert "只有一份报告" in views.distinctive(reports[:1])
    assert "没有可比的年份" in views.years(found[:1], reports[:1])
    assert views.heat(found[:1], reports[:1]).alt.startswith("条形图")
    assert "智慧农业" in views.distinctive(reports)


def test_reports_without_words_of_their_own_are_named_below_those_that_have_some(reports):
    plain = [parse([f"{who}县政协2023年工作综述", "养老服务得到改善。"], f"{who}.txt") for who in "甲乙丙"]
    assert views.distinctive(plain) == note("没有特有的词的报告：甲县政协 2023、乙县政协 2023、丙县政协 2023。")
    mixed = views.distinctive([*reports, plain[0]])
    assert "智慧农业" in mixed and mixed.endswith(note("没有特有的词的报告：甲县政协 2023。"))


def test_a_word_of_headings_alone_has_no_row_and_a_body_is_not_its_own_matter():
    lines = ["一、民生事业", "学校3所完工，学校4所开工。", "二、民生事业", "各学校的操场已经改好。"]
    made = [parse([f"{place}人民政府2023年工作报告", *lines], f"{place}.txt") for place in ("临海市", "安溪县")]
    found = views.reports_keywords(made)
    assert "民生事业" not in [row[0] for row in views.heat(found, made).rows]
    assert "民生事业" not in views.followed(found, made, []) and "学校" in views.followed(found, made, [])
    assert "临海市人民政府" not in views.leading(found, made) and "民生事业" in views.leading(found, made)


def test_a_motto_that_lists_things_stands_in_quotes_among_others():
    lines = ["马上就办", "践行“马上就办、真抓实干”作风，道路通车。", "弘扬“马上就办、真抓实干”作风，修好道路。"]
    made = [parse([f"{place}人民政府2023年工作报告", *lines], f"{place}.txt") for place in ("临海市", "安溪县")]
    assert "“马上就办、真抓实干”、" in views.leading(views.reports_keywords(made), made)


def test_years_are_compared_within_a_body_only(found, reports):
    other = parse([line.replace("2022", "2023") for line in FIRST] + ["养老服务到家。"], "c.txt")
    both = [reports[0], other]
    assert "没有可比的年份" in views.years(found, reports)
    every = [*both, reports[1]]
    picture = views.years(views.reports_keywords(every, 1), every)
    assert "清风议事厅" in picture.alt and "耕地保护" not in picture.alt
    assert f"关键词的历年变化（{reports[0].organ}）" in picture.alt


def test_no_reports_make_empty_tables_and_pictures():
    for part in (views.overview([]), views.leading([], []), views.each([], []), views.places([], [])):
        assert isinstance(part, str)
    assert views.heat([], []) is not None and views.corpus_bars([], []) is not None


def test_terms_that_are_asked_for_are_followed(found, reports):
    shown = views.places(found, reports, ["耕地保护"])
    assert "耕地保护（3处）" in shown
    assert shown.count("<mark>耕地保护</mark>") == shown.count("data-paragraph=") == 3


def test_new_terms_go_into_the_review_file_and_come_back_accepted(tmp_path, reports):
    path = tmp_path / "审词.tsv"
    shown = views.review(reports, str(path))
    assert "<mark>清风议事厅</mark>" in shown and "<script>" not in shown and "审词.tsv" in shown
    assert str(tmp_path) not in shown
    assert path.exists() and read_review(path).accepted == frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(s + "+" if s.startswith("清风议事厅\t") else s for s in lines) + "\n", encoding="utf-8")
    assert views.judged(str(path)).accepted == {"清风议事厅"}
    assert "已收下 1 个，不要 0 个" in views.review(reports, str(path))
    assert views.judged("") == views.judged(str(tmp_path / "没有.tsv")) == Review(frozenset(), frozenset())


def test_a_person_is_asked_about_the_surest_terms_alone_and_told_how_many_there_are(tmp_path, monkeypatch, reports):
    monkeypatch.setattr(views, "_REVIEWED", 1)
    shown = str(views.review(reports, str(tmp_path / "新词.tsv")))
    lines = (tmp_path / "新词.tsv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2 and lines[1].split("\t")[0] == new_terms(reports)[0].term
    assert f"最像的 1 个（共 {len(new_terms(reports))} 个）" in shown
