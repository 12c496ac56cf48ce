"""The start page: findings that are computed, proved and linked, and reports by body and year."""

import base64
import io

import pytest
from bs4 import BeautifulSoup
from hostile import SCRIPT
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image

from corpus_tools.comparing.bodies import body_names
from corpus_tools.corpus import Corpus
from corpus_tools.indicators import indicators
from corpus_tools.pages import accepted
from corpus_tools.parse import parse
from corpus_tools.publishing.execute import Run
from corpus_tools.publishing.export import Frame
from corpus_tools.publishing.findings import Found, found, matters
from corpus_tools.publishing.highlights import highlights
from corpus_tools.publishing.index import CARD, by_year, card_of, first_picture, index_page
from corpus_tools.publishing.index import findings as findings_of
from corpus_tools.publishing.reader import reader_page
from corpus_tools.summarize import summarize
from corpus_tools.tables import Html, quote, table
from corpus_tools.tables import findings as found_list
from corpus_tools.wording.terms import NewTerm, write_review

TEXT = """江北区政协{year}年工作报告
一、履职工作
全年收到提案{n}件，立案298件，办复率100%。{more}
二、下一步安排
新的一年将围绕乡村振兴开展专题协商6次，组织委员培训4期，推动乡村振兴走在前列。
"""


def report(year, n, more=""):
    lines = TEXT.format(year=year, n=n, more=more).splitlines()
    return parse([line for line in lines if line], f"jb{year}.txt")


OTHER = parse(["长寿区政协2019年工作报告", "全年收到提案30件，走访群众40户，办好实事5件。"], "cs.txt")


@pytest.fixture(scope="module")
def reports():
    return [
        report(2021, 312, "大家为乡村振兴建言献策，提出了许多很好的意见，得到了各方面的肯定。" * 3),
        report(2022, 330),
    ]


def run_of(*cells):
    return Run("06_compare", new_notebook(cells=list(cells)), None, 1.0)


def shown(thing, **metadata):
    output = new_output("execute_result", {"text/html": thing._repr_html_()}, execution_count=1)
    return new_code_cell("x", outputs=[output], metadata=metadata)


def page(reports, *runs):
    links = [("总览", "index.html"), ("比较", "06_compare.html")]
    names = {r.name: [f"{r.name} · 第{p.number + 1}段" for p in r.paragraphs] for r in reports}
    frame = Frame(links=links, here="index.html", reports=names)
    html = index_page(Corpus(tuple(reports), ()), found(reports), [(run, card_of(run)) for run in runs], None, frame)
    return BeautifulSoup(html, "html.parser")


def findings(soup):
    return [(li.find(class_="label").get_text(), li.p) for li in soup.select(".main-findings > li")]


def lead(reports):
    return page(reports).select_one(".lead").get_text()


def test_a_report_that_names_no_body_is_counted_and_its_title_is_no_body(reports):
    nobody = parse(["不忘初心再出发", "我们始终坚持团结和民主两大主题，努力做好各项工作，取得了新的成绩。"], "a.txt")
    assert lead([*reports, nobody]).startswith("读了重庆市江北区政协的 2 份报告，还有 1 份没有写明单位。")
    assert lead([nobody]).startswith("读了 1 份报告，没有写明单位。")
    assert lead(reports).startswith("读了重庆市江北区政协的 2 份报告。")


def test_what_came_of_promises_stands_before_what_is_spoken_of():
    told = found_list([("主题", "分出 3 个主题。", ""), ("没有达到", "粮食产量目标9万吨，实际8万吨。", "")])
    shown = [new_output("display_data", {"text/html": told})]
    cell = new_code_cell("stories", metadata={"tags": ["findings"]}, outputs=shown)
    run = Run("06_compare", new_notebook(cells=[cell]), None, 0.0)
    listed = BeautifulSoup(highlights([run], ()), "html.parser").select(".main-findings > li")
    assert [li.find(class_="label").get_text() for li in listed] == ["没有达到", "主题"]


def test_the_terms_that_a_person_accepted_are_keywords_here_too(tmp_path):
    review, made = tmp_path / "新词.tsv", report(2021, 312)
    write_review([NewTerm("推动乡村振兴", 1, 1, "", "", "+")], review)
    assert "推动乡村振兴" not in matters(*found([made]))
    assert "推动乡村振兴" in matters(*found([made], terms=accepted(review)))
    review.write_text("no review", encoding="utf-8")
    assert accepted(review) == accepted(tmp_path / "none") == frozenset()


def test_the_own_name_of_a_body_is_no_matter_of_its_report(reports):
    own = "江北区政协走访民营企业，江北区政协服务民营企业，江北区政协为民营企业解难。"
    some = found([report(year, 312, own) for year in (2021, 2022)])
    assert any(row.term == "江北区政协" for f in some for row in f.keywords)
    some = found([f.report for f in some], body_names([f.report for f in some]))
    assert all("民营企业" in matters(f) and "江北区政协" not in matters(f) for f in some)
    assert not any("<span>江北区政协</span>" in reader_page(f, Frame()) for f in some)


@pytest.mark.parametrize("size", [(672, 180), (672, 1400)])
def test_the_picture_of_a_card_is_as_high_as_the_card_and_whole_in_width(size):
    file = io.BytesIO()
    Image.new("RGB", size, "red").save(file, "png")
    output = new_output("display_data", {"image/png": base64.b64encode(file.getvalue()).decode("ascii")})
    small = first_picture(new_notebook(cells=[new_code_cell("x", outputs=[output])]))[0]
    image = Image.open(io.BytesIO(base64.b64decode(small))).convert("RGB")
    assert image.height == round(CARD * image.width)
    assert image.getpixel((image.width - 1, 10)) == (255, 0, 0)


def test_a_single_report_is_told_without_a_comparison(reports):
    rows = [("提法", "板凳会议。", quote(reports[0].sentences[0]))]
    soup = page(reports[:1], run_of(shown(found_list(rows), tags=["findings"])))
    assert soup.h1.get_text() == soup.title.get_text() == "江北区政协 2021"
    assert [h.get_text() for h in soup.find_all("h2")][:2] == ["做了什么", "看点"]
    assert "乡村振兴" not in soup.select_one(".main-findings p").get_text()


def test_the_reader_page_shows_where_a_sentence_of_the_summary_was_cut(reports):
    whole, *_ = summarize(reports[0], max_chars=300)
    parts = [whole._replace(text=whole.text[:6], cut=True), whole]
    soup = BeautifulSoup(reader_page(Found(reports[0], (), parts, ()), Frame()), "html.parser")
    assert [li.get_text().split(" 第")[0] for li in soup.select("ol.summary li")] == [f"{whole.text[:6]}……", whole.text]


def test_a_reader_page_ends_with_the_way_back_to_the_start_page(reports):
    frame = Frame(links=[("总览", "../index.html"), ("摘要", "../04_summaries.html")])
    soup = BeautifulSoup(reader_page(*found(reports[:1]), frame), "html.parser")
    assert [a["href"] for a in soup.select(".onward a")] == ["../index.html"]


def test_the_figures_of_a_reader_page_are_numbers_and_its_own_year_is_not_told(reports):
    soup = BeautifulSoup(reader_page(Found(reports[0], (), (), indicators(reports[0])), Frame()), "html.parser")
    rows = [[td.get_text() for td in row.find_all("td")] for row in soup.select_one(".ct-details tbody").find_all("tr")]
    assert rows[0] == ["提案", "收到", "312件", "", "第1段"] and rows[-1][3] == "计划"
    assert soup.select_one(".ct-details td.n data")["value"] == "312"


def test_reports_of_one_title_go_by_their_bodies():
    title = "政府工作报告\n{}人民政府县长\n各位代表:\n我代表县人民政府作报告。\n2018年新建道路30公里。"
    two = [parse(title.format(place).splitlines(), f"{n}.txt") for n, place in enumerate(("宿松县", "舒城县"))]
    links = [a.get_text() for a in page(two).select("#reports td a")]
    assert links == ["宿松县政府 2018", "舒城县政府 2018"]
    for one, name in zip(two, links, strict=True):
        soup = BeautifulSoup(reader_page(Found(one, (), (), ()), Frame()), "html.parser")
        assert soup.title.get_text() == f"{name}，政府工作报告"
        assert [e.get_text() for e in soup.select(".name, h1")] == [name, "政府工作报告"]


def test_a_report_is_told_by_what_was_done_and_not_by_its_goals(reports):
    done, goal = summarize(reports[1], max_chars=300)[0], reports[1].sentences[-1]
    goal = done._replace(
        **{f: getattr(goal, f) for f in ("text", "section", "paragraph", "number")}, score=done.score + 1
    )
    figures = [row for row in indicators(reports[1]) if row.number == goal.number]
    (told,) = findings_of([Found(reports[1], (), [done, goal], figures)], ["甲"])
    assert done.text in told and goal.text not in told


def test_a_change_and_a_rank_tell_more_of_a_report_than_as_many_numbers():
    told = ["规划建设特色小镇22个，其中省级11个。", "外贸出口额年均增长25.2%，总量跃居全省第三。"]
    own = parse(["江北区2016年政府工作报告", *told], "jb.txt")
    both = [s._replace(score=score) for s, score in zip(summarize(own, max_chars=300), (2, 1), strict=True)]
    first, _ = findings_of([Found(own, (), both, indicators(own)), *found([OTHER])], ["甲", "乙"])
    assert told[1] in first and told[0] not in first


def test_what_each_body_did_stands_before_what_the_reports_have_in_common(reports):
    told = shown(Html("<p>九个主题</p>"), tags=["findings"])
    soup = page([*reports, OTHER], run_of(told))
    assert [h.get_text() for h in soup.find_all("h2")][:2] == ["各家做了什么", "合起来看"]
    assert soup.select_one(".findings li p cite a")["href"].startswith("reader/jb2022.html#p")


def test_lines_left_out_are_counted_where_a_page_lists_them():
    some = parse(["江北区政协2023年工作报告", "收到提案7件，立案5件，全部办结。", "责任编辑：甲"], "a.txt")
    assert some.removed
    run = Run("01_corpus", new_notebook(), None, 1.0)
    assert page([some], run).select_one("#reports + p a")["href"] == "01_corpus.html"
    assert page([some]).select_one("#reports + p") is None


def test_what_a_notebook_finds_is_listed_with_the_way_to_its_proof_and_of_promises_two_of_a_kind(reports):
    proof = quote(reports[0].sentences[0])
    rows = [
        ("没有达到", f"甲{SCRIPT}", proof),
        ("没有达到", "乙", ""),
        ("没有达到", "第三条", ""),
        ("惯用表述", "丙", ""),
        ("惯用表述", "丁", ""),
    ]
    soup = page(reports, run_of(shown(found_list(rows), tags=["findings"]),
                                shown(table([("a", "b", "c")], ["x", "y", "z"]))))  # fmt: skip
    told = findings(soup)
    assert [label for label, _ in told] == ["没有达到", "", "惯用表述"]
    assert told[0][1].get_text().startswith(f"甲{SCRIPT}") and told[1][1].a is None
    assert [a["href"] for a in told[0][1].find_all("a")] == ["reader/jb2021.html#p0", "06_compare.html"]
    assert soup.select_one(".main-findings blockquote") is None


def test_a_note_tagged_as_a_finding_is_told_under_the_name_of_its_page(reports):
    told = Html("<p>九个主题</p><p>Nine topics</p>")
    soup = page(reports, run_of(shown(told, tags=["findings"]), shown(Html(" "), tags=["findings"])))
    assert [(label, p.get_text().split()) for label, p in findings(soup)] == [("比较", ["九个主题", "详见"])]


def test_the_years_of_a_body_stand_side_by_side_and_lead_to_the_texts(reports):
    later = parse(["长寿区政协2021年工作报告", "全年收到提案30件，走访群众40户，办好实事5件。"], "cs2021.txt")
    soup = BeautifulSoup(by_year(found([OTHER, *reports, later])), "html.parser")
    assert [th.get_text() for th in soup.select("thead th")] == ["机构", "2019", "2021", "2022"]
    links = [a["href"] for a in soup.select("tbody a")]
    assert links == [f"reader/{name}.html" for name in ("jb2021", "jb2022", "cs", "cs2021")]
    assert by_year(found([*reports, OTHER])) == ""  # one body alone has its years in the list of the reports


def test_of_one_body_the_whole_summary_of_the_last_year_is_told_without_its_plans(reports):
    soup = page(reports)
    assert soup.h1.get_text() == "重庆市江北区政协，2021–2022 年" and soup.h2.get_text() == "做了什么"
    (told,) = soup.select(".findings > li")
    assert "立案298件" in told.ul.get_text() and "6次" not in told.ul.get_text()


def test_of_a_body_only_the_latest_report_is_told(reports):
    soup = page(reports)
    assert [a["href"] for a in soup.select(".findings > li > strong a")] == ["reader/jb2022.html"]
    assert "另有 1 份" in soup.select_one(".ct-more").get_text()
