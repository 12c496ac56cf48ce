"""What a page shows of a corpus: every fact with its line, every removed line with its reason, text as text."""

from dataclasses import replace

import pytest

from corpus_tools.corpus import Corpus, Skipped
from corpus_tools.parse import parse
from corpus_tools.reading.text import Text
from corpus_tools.views import corpus as views

A = "全年安排资金3000万元，新建改建道路12条，惠及群众2万余人，各项任务如期完成。"
B = "围绕产业发展开展调研15次，提出意见建议50余条，得到区委主要领导的肯定性批示。"


@pytest.fixture(scope="module")
def reports():
    page = ["首页 > 要闻", "广安区政协2023年工作综述", "2024-01-25 来源：某某日报"]
    one = parse(
        [*page, A, "坚持守正创新 搭建平台", "把准方向。" + B, "夯实根基。" + A.replace("道路", "水渠"), A], "甲.txt"
    )
    two = parse(
        ["渝北区政协2022年工作综述<script>", B, "提案办理协商取得实效，委员满意率达到98%，群众拍手叫好。"], "乙.txt"
    )
    return [one, two]


def test_the_overview_has_a_row_a_report_and_a_dash_for_what_is_not_said(reports):
    shown = views.overview(reports)
    assert "四川省广安市广安区政协" in shown and "2024-01-25" in shown and "–" in shown and "—" not in shown


def test_the_text_of_a_report_is_shown_as_text(reports):
    assert "<script>" not in views.overview(reports) + views.each(reports)


def test_every_removed_line_stands_with_its_reason(reports):
    shown = views.each(reports)
    assert all(row.reason in shown for report in reports for row in report.removed)
    assert "与第4行重复" in shown and "移出正文的共 5 行" in shown and "重复的段落 1" in shown
    assert "没有移出任何一行" in views.each([])


def test_the_outline_marks_headings_that_open_a_paragraph(reports):
    assert "▸ 把准方向。" in views.each(reports)
    assert "没有标题" in views.each(reports)


def test_the_lengths_of_several_reports_are_drawn_too(reports):
    assert "ct-figure" in views.sizes(reports) and "ct-figure" not in views.sizes(reports[:1])


def test_the_finding_counts_what_was_read_and_what_was_not(reports):
    told = views.finding(Corpus(tuple(reports), (Skipped("空.txt", "空.txt: no text"),)))
    assert f"读到 {len(reports)} 份报告" in told and "1 个文件没有读" in told


@pytest.mark.parametrize("folder", ["/home/li/报告/", "报告/", ""])
def test_skipped_files_are_named_from_their_folder_on(reports, folder):
    kept = f"{folder}县/报告.txt"
    rows = (
        Skipped(f"{folder}空.txt", "no text"),
        Skipped(f"{folder}二.txt", f"the same report as {kept}, which is kept"),
    )
    shown = views.skipped(Corpus((replace(reports[0], path=kept),), rows))
    assert ">空.txt<" in shown and "the same report as 县/报告.txt, which is kept" in shown
    assert "/" in views.skipped(Corpus((), (Skipped("/a/b.txt", "no text"), Skipped("/c/d.txt", "no text"))))


def test_skipped_files_are_named_with_the_reason():
    assert "空.txt" in views.skipped(Corpus((), (Skipped("空.txt", "空.txt: no text"),)))
    assert "都读到了" in views.skipped(Corpus((), ()))
    assert "1个" in (shown := views.skipped(Corpus((), (), (".藏.txt",)))) and "都读到了" in shown


@pytest.mark.parametrize(
    ("source", "site", "shown"),
    [
        (
            "https://www.example.org/a/<b>.html",
            "www.example.org",
            "https:/<wbr>/<wbr>www.example.org/<wbr>a/<wbr>&lt;b&gt;.html",
        ),
        ("http://[", "http://[", "http:/<wbr>/<wbr>["),
        ("某某日报", "某某日报", "某某日报"),
    ],
)
def test_an_address_is_its_site_in_the_overview_and_may_be_broken_where_it_is_whole(source, site, shown):
    lines = ["江北区政协2023年工作综述", "一年来，征集提案775件，立案433件，办复率100%，委员们表示满意。"]
    report = parse(Text(lines, source=source), "综述.txt")
    assert f">{site}<" in views.overview([report])
    assert f">{shown}<" in views.each([report])
