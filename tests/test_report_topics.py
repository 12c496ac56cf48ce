"""Topics of reports: ritual is set apart, lists are followed, names and shares are right."""

from pathlib import Path

import numpy as np
import pytest

from corpus_tools.corpus import read_corpus
from corpus_tools.grouping.passages import passages
from corpus_tools.grouping.report_topics import examples, list_for, report_topics, shares_by, topic_table
from corpus_tools.topics import parents
from corpus_tools.views import topics as topic_views
from corpus_tools.views.topic_map import positions, topic_map

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
LINES = [
    "全年收到提案一百二十件，立案一百件，承办单位按期办复，重点提案由主席领衔督办。",
    "组织委员走进医院和养老机构视察，就医疗服务和养老服务提出建议，推动办好民生实事。",
]


@pytest.fixture(scope="module")
def reports():
    return read_corpus(SEEDS).reports


@pytest.fixture(scope="module")
def model(reports):
    return report_topics(reports)


def written(tmp_path, *lines: str):
    path = tmp_path / "a.txt"
    path.write_text("\n".join(["江北区政协2023年工作报告", *lines]), encoding="utf-8")
    return read_corpus(path).reports


def test_no_passage_is_lost(model, reports):
    assert len(model.passages) + len(model.set_apart) == len(passages(reports))
    assert len(model.topics.labels) == len(model.passages)


def test_the_shares_of_a_report_sum_to_one(model, reports):
    shares = shares_by(model, "report")
    assert set(shares.columns) == {report.name for report in reports}
    assert np.allclose(shares.sum(), 1)


@pytest.mark.parametrize("what", ["year", "place", "kind"])
def test_shares_by_what_reports_say_of_themselves(model, what):
    assert np.allclose(shares_by(model, what).sum(), 1)


def test_a_heading_counts_as_a_word_of_its_matter_in_each_passage_of_its_section(tmp_path):
    told = "{}的{}里添了{}间屋子，换了{}扇窗，漏雨的屋顶翻修一新，门前的小路也铺平了，夜里有灯，冬天有暖气。"
    places, counts = ("城东", "城南", "城西", "城北"), "三五七九"
    rooms = [[told.format(p, of, c, c) for p, c in zip(places, counts, strict=True)] for of in ("校园", "诊疗室")]
    named = report_topics(written(tmp_path, "一、教育", *rooms[0], "二、医疗卫生", *rooms[1]), 2)
    other = report_topics(written(tmp_path, "一、上半年", *rooms[0], "二、下半年", *rooms[1]), 2)
    assert set(named.topics.names) == {"教育", "医疗卫生"} and not set(other.topics.names) & set(named.topics.names)


def test_the_order_of_the_reports_does_not_matter(model, reports):
    again = report_topics(reports[::-1])
    assert again.topics.names == model.topics.names
    assert (again.topics.labels == model.topics.labels).all()


def test_the_names_of_the_files_do_not_matter(model, tmp_path):
    for number, path in enumerate(SEEDS[::-1]):
        (tmp_path / f"{number}.txt").write_bytes(path.read_bytes())
    again = report_topics(read_corpus(tmp_path).reports)
    assert again.topics.names == model.topics.names
    assert sorted(again.topics.sizes) == sorted(model.topics.sizes)
    assert np.allclose(again.topics.stability, model.topics.stability)


def test_reports_stand_in_the_order_in_which_they_are_given(model, reports):
    assert list(shares_by(model).columns) == [report.name for report in reports]


def test_topics_are_not_named_after_the_place_of_a_report(model, reports):
    places = {part for report in reports for part in report.place}
    assert not [name for name in model.topics.names for place in places if place in name]


def test_a_table_has_a_row_a_topic_and_its_shares_are_all_the_text(model):
    rows = topic_table(model)
    assert list(rows["名称"]) == list(model.topics.names)
    assert rows["占全文"].sum() == pytest.approx(1, abs=5e-5 * len(rows))  # each is rounded to four places
    assert rows["段落"].sum() == len(model.passages)


def test_examples_are_passages_of_the_topic(model):
    for topic in range(len(model.topics.names)):
        assert all(model.topics.labels[p_at] == topic for p_at in map(model.passages.index, examples(model, topic)))


def test_points_of_a_map_do_not_lie_upon_each_other(model):
    xy = positions(model.topics)
    apart = np.linalg.norm(xy[:, None] - xy[None], axis=2) + np.eye(len(xy))
    assert apart.min() > 0.05


def test_names_on_a_map_do_not_overlap(model):
    for shown in (model, topic_views.finer(model)):
        figure = topic_views.passages_map(shown).figure
        axes = figure.axes[0]
        figure.canvas.draw()
        boxes = [text.get_window_extent() for text in axes.texts]
        assert len(boxes) == len(shown.topics.names)
        assert not [1 for i, box in enumerate(boxes) if box.count_overlaps(boxes[:i])]


def test_names_on_a_map_cover_hardly_a_point(model):
    figure = topic_views.passages_map(model).figure
    axes = figure.axes[0]
    figure.canvas.draw()
    points = axes.transData.transform(np.vstack([dots.get_offsets() for dots in axes.collections]))
    boxes = [text.get_window_extent() for text in axes.texts if not text.get_text().isdigit()]
    assert boxes and max(sum(box.contains(*point) for point in points) for box in boxes) < 2


def test_the_map_says_what_it_shows(model):
    assert all(name in topic_map(model.topics, "图").alt for name in model.topics.names[:8])


@pytest.mark.parametrize("n", [1, 2])
def test_one_or_two_paragraphs_are_one_topic(tmp_path, n):
    found = report_topics(written(tmp_path, *LINES[:n]))
    assert len(found.topics.names) == 1
    assert shares_by(found).to_numpy().tolist() == [[1.0]]
    assert positions(found.topics).shape[0] == len(found.passages)
    assert ("画不成图" in str(topic_views.passages_map(found))) == (len(found.passages) < 2)


def test_as_many_topics_as_passages_can_be_asked_for(tmp_path):
    found = report_topics(written(tmp_path, *[line * 2 for line in LINES]), 2)
    assert sorted(found.topics.labels) == [0, 1]
    assert topic_views.reason(found) == "共 2 个主题：个数是指定的。"


@pytest.mark.parametrize(
    ("lines", "asked", "said"),
    [
        (LINES, 50, "要求 50 个主题，而内容不同的段落有 1 段，分不成；"),
        (LINES, 0, "要求 0 个主题，而内容不同的段落有 "),
        ([LINES[0] * 2] * 9, 5, "内容不同的段落有 1 段"),
    ],
)
def test_a_number_of_topics_that_cannot_be_is_not_followed_and_the_page_says_why(tmp_path, lines, asked, said):
    found = report_topics(written(tmp_path, *lines), asked)
    assert len(found.topics.names) == 1
    assert said in str(topic_views.choice(found))


def test_more_topics_than_passages_leaves_the_number_to_the_texts(model, reports):
    found = report_topics(reports, len(model.passages) + 1)
    assert found.topics.names == model.topics.names
    assert f"有 {len(model.passages)} 段，分不成" in topic_views.reason(found)


def test_a_report_of_ritual_alone_still_has_a_topic(tmp_path):
    creed = "高举中国特色社会主义伟大旗帜，增强“四个意识”、坚定“四个自信”、做到“两个维护”。"
    assert len(report_topics(written(tmp_path, creed)).passages) == 1


def test_no_reports_is_an_error_with_a_remedy():
    with pytest.raises(ValueError, match="no topics: the reports have no paragraphs"):
        report_topics([])


def test_a_list_of_topics_is_followed(reports):
    found = topic_views.guided(report_topics(reports, 2), "topics_cppcc")
    assert "社情民意" in found.topics.names
    told = [p.simplified for p, t in zip(found.passages, found.topics.labels, strict=True)
            if found.topics.names[t] == "社情民意"]  # fmt: skip
    assert told
    assert sum("社情民意" in text for text in told) > len(told) / 2


def test_a_page_of_several_reports_says_how_many_topics_and_why(model, reports):
    said = str(topic_views.choice(model))
    assert f"的取主题少的）是 {len(model.topics.names)} 个主题；" in said
    assert "<img" in said
    assert str(topic_views.overview(reports)).count("<tr") == len(reports) + 1
    assert "按年份、按地方看，都不比按报告看多说什么" in str(topic_views.years_and_places(model))


def test_of_one_report_the_shares_are_bars(tmp_path):
    (tmp_path / "a.txt").write_text(
        "\n".join(["江北区政协2023年工作报告", *(line * 2 for line in LINES)]), encoding="utf-8"
    )
    one = report_topics(read_corpus(tmp_path).reports, 2)
    assert topic_views.by_report(one).alt.startswith("条形图：各主题占比（%），共2项")


def of_years(tmp_path, *years: int):
    """A report a year with two passages, each year's different."""
    for number, year in enumerate(years):
        lines = [f"{line}{'很好' * number}" * 2 for line in LINES]
        text = "\n".join([f"江北区政协{year}年工作报告", *lines])
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    return report_topics(read_corpus(tmp_path).reports, 2)


@pytest.mark.parametrize(("years", "shown"), [((1998, 2020, 2021), False), ((2020, 2021, 2021), True)])
def test_a_figure_by_year_needs_a_year_of_two_reports(tmp_path, years, shown):
    assert ("各年份的主题占比（%）" in str(topic_views.years_and_places(of_years(tmp_path, *years)))) == shown


def test_only_lists_for_the_bodies_at_hand_name_topics(tmp_path):
    matters = (
        "引导民营经济和产业园区发展，优化营商环境，帮助企业办成项目，招商引资落地。",
        "医院和疾控中心加强公共卫生，医疗服务下沉，医保惠及居民，基层医疗改善。",
    )
    lines = [f"第{way}季度，{matter * 2}" for matter in matters for way in "一二三四"]
    for body, name in (("江北区人民政府", "政府"), ("政协江北区委员会", "政协")):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{body}2023年工作报告\n" + "\n".join(lines), encoding="utf-8")
        named = report_topics(read_corpus(path).reports, 2).topics.names
        assert any("服务发展" in n for n in named) == (name == "政协")


def test_what_reports_of_any_body_have_is_a_topic_of_its_own(tmp_path):
    lines = (
        "{}家工厂投产，工业园区扩建{}亩，制造业和产业链得到加强。",
        "大会开幕，应出席代表{}名，实际出席{}名，主席团在主席台就座。",
    )
    for number, place in enumerate(("江北区", "渝北区")):
        text = "\n".join(line.format(7 * number + n, n + 2) * 3 for line in lines for n in range(3, 7))
        (tmp_path / f"{number}.txt").write_text(f"{place}人民政府2023年政府工作报告\n{text}", encoding="utf-8")
    assert set(report_topics(read_corpus(tmp_path).reports, 2).topics.names) == {"工业产业", "大会议程"}


def test_all_texts_may_be_of_a_list(tmp_path):
    found = topic_views.guided(report_topics(written(tmp_path, *LINES)), "topics_cppcc")
    assert found.topics.names == ("提案",)  # the lines are short: one passage
    said = str(topic_views.unsupported(found))
    assert "1 段中有 0 段" in said and "自带的政协主题表有" in said


def test_a_list_for_the_kind_of_body_is_taken(tmp_path):
    path = tmp_path / "政府.txt"
    path.write_text("江北区人民政府2023年政府工作报告\n" + "\n".join([LINES[1], LINES[1][::-1]]), encoding="utf-8")
    found = topic_views.guided(report_topics(read_corpus(path).reports))
    assert "医疗卫生" in found.topics.names


def test_reports_of_several_kinds_are_held_against_the_lists_of_all(tmp_path):
    matters = {
        "江北区人民政府": "建成义务教育学校{}所，新增学位{}个。",
        "渝北区人民政府": "新建医院{}家，医疗卫生机构{}个，医保覆盖。",
        "江北区人民法院": "审结刑事案件{}件，判处罪犯{}人，严惩黑恶势力犯罪。",
    }
    for body, line in matters.items():
        text = "\n".join(line.format(7 * n, n + 2) * 3 for n in range(3, 7))
        (tmp_path / f"{body}.txt").write_text(f"{body}2023年工作报告\n{text}", encoding="utf-8")
    listed = topic_views.guided(report_topics(read_corpus(tmp_path).reports))
    assert {"教育", "医疗卫生", "刑事司法"} == set(listed.topics.names)
    assert "自带的政府、法院主题表" in str(topic_views.unsupported(listed))


def test_a_topic_of_a_government_is_not_named_by_the_list_of_a_conference(tmp_path):
    firms = "民营经济项目开工，企业扶持项目增多，民营经济企业座谈。\n{}家企业的民营经济项目落户，又有{}个企业项目签约。"
    for number, place in enumerate(("江北区", "渝北区", "南岸区")):
        text = "\n".join(firms.format(7 * number + n, n + 2) * 3 for n in range(4))
        (tmp_path / f"{number}.txt").write_text(f"{place}人民政府2023年政府工作报告\n{text}", encoding="utf-8")
    proposals = "\n".join(f"{LINES[0]}重点提案办复{n}件，提案办理质量提高{n}成，立案{n}件。" for n in range(2, 12))
    (tmp_path / "政协.txt").write_text(f"政协巴南区委员会2023年工作报告\n{proposals}", encoding="utf-8")
    names = report_topics(read_corpus(tmp_path).reports, 2).topics.names
    assert any(name.startswith("提案") for name in names)
    assert not any("服务发展" in name for name in names)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("江北区人民政府", "topics_government"),
        ("政协江北区委员会", "topics_cppcc"),
        ("江北区人民法院", "topics_justice"),
        ("江北区人民检察院", "topics_justice"),
        ("江北区人民代表大会常务委员会", "topics_congress"),
        ("中共江北区委", "topics_party"),
    ],
)
def test_each_kind_of_body_has_its_list(tmp_path, body, name):
    path = tmp_path / "a.txt"
    path.write_text(f"{body}2023年工作报告\n{LINES[0]}\n", encoding="utf-8")
    assert list_for(read_corpus(path).reports[0]) == name


def test_the_finding_names_the_largest_steady_topic_and_none_where_none_is_steady(model):
    rows = topic_table(model)
    best = rows[model.topics.stable].sort_values("占全文").iloc[-1]
    assert f"谈得最多的是“{best['名称']}”，占全文 {best['占全文']:.0%}" in str(topic_views.finding(model))
    shaky = model._replace(topics=model.topics._replace(stability=np.zeros(len(rows))))
    assert "其中 0 个稳定；都只能作阅读的线索" in str(topic_views.finding(shaky))


def test_the_finding_begins_with_no_topic_of_one_report_among_several(model):
    best = topic_table(model)[model.topics.stable]["占全文"].idxmax()
    of_one = zip(model.passages, model.topics.labels == best, strict=True)
    alone = tuple(p._replace(report=model.reports[0].name) if its_own else p for p, its_own in of_one)
    said = str(topic_views.finding(model._replace(passages=alone)))
    assert "谈得较多的是" in said and f"“{model.topics.names[best]}”" not in said


def test_of_one_report_the_table_tells_what_the_figure_does_and_the_finding_points_to_the_given_list(reports):
    one = report_topics(reports[4:])
    table, figure = topic_table(one)["占全文"], shares_by(one).iloc[:, 0]
    assert np.allclose(table, figure, rtol=0, atol=1e-6)  # of which both round
    assert "按给定的主题表" in str(topic_views.finding(one)) and "见于报告" not in str(topic_views.topics_table(one))


def test_the_finding_begins_with_no_topic_that_only_examples_name(model, reports):
    best = topic_table(model)[model.topics.stable].sort_values("占全文").iloc[-1]["名称"]
    names = tuple(f"{name}、林业等" if name == best else name for name in model.topics.names)
    said = str(topic_views.finding(model._replace(topics=model.topics._replace(names=names))))
    assert "谈得较多的是" in said and "林业" not in said


def test_one_topic_of_all_passages_is_told_with_its_reason_and_no_stability(reports):
    one = report_topics(reports, 1)
    assert "共 1 个主题：个数是指定的" in str(topic_views.finding(one))
    assert "稳定度没有意义" in str(topic_views.trust(one))


def test_topics_of_a_list_that_no_text_supports_are_named(reports, tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("提案: 提案 立案\n航天: 卫星 火箭\n", encoding="utf-8")
    listed = topic_views.guided(report_topics(reports, 2), path)
    said = str(topic_views.unsupported(listed, path))
    assert "没有哪一段主要讲的是：航天。" in said
    free = sum(n for n, name in zip(listed.topics.sizes, listed.topics.names, strict=True) if name != "提案")
    assert f"中有 {free} 段" in said


def test_finer_topics_of_three_passages_stand_beside_the_coarse_one_that_they_divide(model):
    fine = topic_views.finer(model)
    shown = str(topic_views.levels(model, fine))
    large, where = fine.topics.sizes > 2, np.array(parents(model.topics, fine.topics))
    told = [t for t in np.flatnonzero(large) if (where[large] == where[t]).sum() > 1]
    assert shown.count("<tr") == len(told) + 1 > 2
    assert all(fine.topics.names[t] in shown for t in told)
    whole = len(model.topics.names) - len({where[t] for t in told})
    assert (f"另有 {whole} 个主题没有再分。" in shown) == (whole > 0)


def test_a_finer_level_that_divides_no_topic_is_not_shown(model):
    shown = str(topic_views.levels(model, model))
    assert "没有一个主题能再分成两个 3 段以上的主题" in shown and "<table" not in shown


@pytest.mark.parametrize(
    "view", ["choice", "topics_table", "by_report", "years_and_places", "to_read", "trust", "set_apart", "unsupported"]
)
def test_views_show_one_short_report_too(tmp_path, view):
    shown = getattr(topic_views, view)(report_topics(written(tmp_path, *LINES)))
    assert getattr(shown, "alt", None) or str(shown)
