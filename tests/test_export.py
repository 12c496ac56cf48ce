"""An executed notebook becomes a page that is whole, quiet and the same every time."""

import base64
import hashlib
import io
import re
from html import unescape

import nbformat
import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from corpus_tools.drawing.font import font_path
from corpus_tools.plots import ranked_bars
from corpus_tools.publishing.execute import Failure, with_parameters
from corpus_tools.publishing.export import Frame, ReportExporter, finished, plain, reader_address
from corpus_tools.report import Paragraph, Sentence
from corpus_tools.tables import findings, headline, note, quote, table

SENTENCE = Sentence("提案7件。", "提案7件。", "jb #1", 0, 1, 0, 0)
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTjyNwAAAABJRU5ErkJggg=="


def shown(*objects):
    """A code cell with what these objects show, as a kernel would send it."""
    cell = new_code_cell("show = 1 < 2  # <b>")
    for thing in objects:
        data = thing if isinstance(thing, dict) else {"text/html": thing._repr_html_(), "text/plain": "…"}
        cell.outputs.append(new_output("execute_result", data, execution_count=1))
    return cell


def stream(name, text):
    cell = new_code_cell("print()")
    cell.outputs.append(new_output("stream", name=name, text=text))
    return cell


def page_of(*cells, **frame):
    html, _ = ReportExporter().from_notebook_node(new_notebook(cells=list(cells)), {"frame": Frame(**frame)})
    return html


@pytest.fixture(scope="module")
def page():
    html = page_of(
        new_markdown_cell("# 报告说了什么？\n\n*What do they say?*\n\n**读法** 甲"),
        new_markdown_cell("## 图 `x`\n\n*A figure*\n\n正文 *着重* 的话"),
        shown(ranked_bars(["提案", "<b>"], [2, 1], "提案")),
        new_markdown_cell("## 表\n\n### 小节\n\n## 表"),
        shown(table([("甲", 1)], ["名", "数"]), quote(SENTENCE)),
        stream("stderr", "secret warning"),
        stream("stdout", "\x1b[31mred\x1b[0m <i>"),
        shown({"image/png": PIXEL, "text/plain": "…"}),
        links=[("总览", "index.html"), ("甲", "x.html")],
        here="x.html",
        reports={"jb #1": ["甲 · 第1段", "江北 · 第2段"]},
        about=[("输入", "<seeds>")],
    )
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (
            {"corpus_dir": ["/home/li/我的 报告"], "baseline_dir": ()},
            'corpus_dir = "我的 报告"\nbaseline_dir = ""\nn = 3',
        ),
        ({"corpus_dir": ["/x/seeds"]}, 'corpus_dir = "../seeds"\nbaseline_dir = ""\nn = 3'),
        (
            {"corpus_dir": ["/x/甲", "/y/乙\\1.txt"], "baseline_dir": ["/z/旧"]},
            'corpus_dir = ["甲", "乙\\\\1.txt"]\nbaseline_dir = "旧"\nn = 3',
        ),
        ({}, 'corpus_dir = "../seeds"\nbaseline_dir = ""\nn = 3'),
    ],
    ids=["a folder by its name", "the folder of the notebook", "several", "nothing given"],
)
def test_the_parameters_are_shown_as_the_run_had_them_without_the_way_to_the_folders(given, code):
    cell = new_code_cell('corpus_dir = "../seeds"\nbaseline_dir = ""\nn = 3', metadata={"tags": ["parameters"]})
    notebook = with_parameters(new_notebook(cells=[cell, new_code_cell("1")]), given)
    html, _ = ReportExporter().from_notebook_node(notebook, {"frame": Frame()})
    first, last = (tag.get_text() for tag in BeautifulSoup(html, "html.parser").select("pre.ct-code"))
    assert (first.strip(), last.strip()) == (code, "1")
    assert cell.source.startswith('corpus_dir = "../seeds"\n')


def test_a_page_ends_with_the_ways_to_the_one_before_and_the_next(page):
    assert [(a["rel"], a["href"]) for a in page.select(".onward a")] == [(["prev"], "index.html")]


def test_nothing_is_asked_of_a_network(page):
    asked = [tag.get("src") or tag.get("href") for tag in page.find_all(["img", "link", "script", "a", "iframe"])]
    assert [a for a in asked if a and not a.startswith(("data:", "#", "index.html", "x.html", "reader/"))] == []
    styles = "".join(style.string for style in page.find_all("style"))
    assert set(re.findall(r"url\((.{15})", styles)) == {"data:font/otf;b"}
    assert "@import" not in styles


def test_only_our_script_may_run(page):
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    scripts = page.find_all("script")
    digest = base64.b64encode(hashlib.sha256(scripts[0].string.encode()).digest()).decode()
    assert len(scripts) == 1
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy
    assert "unsafe-eval" not in policy


def test_the_page_says_its_language_title_and_width(page):
    assert page.html["lang"] == "zh-CN"
    assert page.title.string == "报告说了什么？"
    assert page.find("meta", attrs={"name": "viewport"})


def test_an_english_line_below_a_heading_is_marked_and_emphasis_is_not(page):
    assert [p.get_text() for p in page.select("p.en[lang=en]")][:2] == ["What do they say?", "A figure"]
    assert page.find("em").get_text() == "着重"


def test_the_contents_lead_to_headings_that_exist(page):
    links = page.select(".toc a")
    assert [a.get_text() for a in links] == ["图 x", "表", "小节", "表"]
    assert all(page.find(id=a["href"][1:]).get_text() == a.get_text() for a in links)
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_every_picture_says_what_it_shows(page):
    alts = [img["alt"] for img in page.find_all("img")]
    assert alts[0].startswith("条形图：提案")
    assert alts[1] == "图：表"


def test_what_programmes_grumble_is_not_printed_and_colours_of_terminals_go(page):
    assert "secret warning" not in str(page)
    assert page.select_one(".ct-text").get_text().strip() == "red <i>"


def test_code_is_there_for_those_who_want_it(page):
    assert "show = 1 < 2  # <b>" in page.select_one("pre.ct-code").get_text()
    assert page.find(id="show-code")["type"] == "checkbox"


def test_how_to_run_again_and_a_part_without_a_result_go_with_the_code_and_a_list_tells_of_the_part():
    html = page_of(
        new_markdown_cell("# 甲\n\n*A*\n\n**读法** 乙\n\n**重跑** 丙"),
        new_markdown_cell("## 空\n\n*Empty*\n\n这里会说的话"),
        shown(note("没有。")),
        new_markdown_cell("## 无\n\n*None*"),
        shown(note("没有。")),
        new_markdown_cell("## 满\n\n*Full*\n\n怎样读"),
        shown(note("共一行。")),
        shown(table([("甲", 1)], ["名", "数"])),
        new_markdown_cell("## 末\n\n*Last*\n\n信多少\n\n**接着试** 丁"),
    )
    soup = BeautifulSoup(html, "html.parser")
    assert [p.get_text() for p in soup.select("main p.how:not(.en)")] == ["重跑 丙", "这里会说的话", "接着试 丁"]
    assert [h.get_text() for h in soup.select("main h2:not(.how)")] == ["满", "末", "没有列出的部分"]
    assert [a.get_text() for a in soup.select(".toc a")] == ["满", "末", "没有列出的部分"]
    assert [li.get_text() for li in soup.select("main section:last-of-type li")] == ["空、无：没有。"]


def test_what_was_found_stands_before_the_manner_of_reading_and_parts_that_are_tagged_are_folded():
    last = new_markdown_cell("## 折\n\n*Fold*\n\n说明", metadata={"tags": ["folded"]})
    html = page_of(
        new_markdown_cell("# 甲\n\n*A*\n\n**读法** 乙"),
        shown(headline("三份。", "Three.")),
        last,
        shown(table([("甲", 1)], ["名", "数"])),
        new_markdown_cell("## 末\n\n*Last*"),
    )
    main = BeautifulSoup(html, "html.parser").main
    words = main.get_text("|", strip=True)
    assert words.replace("show = 1 < 2  # <b>|", "").startswith("甲|A|三份。|Three.|怎样读这一页|乙|折|Fold|说明")
    assert main.select_one("details.ct-part > summary > h2").get_text() == "折"
    assert main.select_one("details.ct-part table") and "末" not in main.select_one("details.ct-part").get_text()


def test_what_only_jupyterlab_needs_is_not_on_the_page(page):
    assert "mathjax_ignore" in table([("$1$",)])._repr_html_()
    assert "mathjax" not in str(page) and "ct-lab" not in str(page)


def test_a_quotation_leads_to_its_paragraph(page):
    link = page.select_one("blockquote cite a")
    assert link["href"] == "reader/jb%20%231.html#p1"
    assert link.get_text() == "江北 · 第2段"
    assert reader_address("jb #1", 1) == link["href"]


def test_in_a_table_a_quotation_names_its_report_and_paragraph_only():
    soup, where = (
        BeautifulSoup(table([(quote(SENTENCE),)], ["原句"]), "html.parser"),
        "江北区政协 2023 · （一）提案 · 第2段",
    )
    finished(soup, {"jb #1": ["", where], "other": []})
    assert soup.cite.a.get_text() == "江北区政协 2023 · 第2段" and soup.cite.a["title"] == where


@pytest.mark.parametrize(
    ("beside", "told"),
    [("少了（江北区政协 2024）", "2023 · 第2段"), ("江北区政协 2023", "第2段"), ("少了", "江北区政协 2023 · 第2段")],
)
def test_a_quotation_does_not_say_again_whose_it_is_where_its_row_says_so(beside, told):
    soup = BeautifulSoup(table([(beside, quote(SENTENCE))], ["指标", "原句"]), "html.parser")
    finished(soup, {"jb #1": ["", "江北区政协 2023 · （一）提案 · 第2段"], "other": []})
    assert soup.cite.a.get_text() == told


def test_the_only_report_is_not_named_at_each_quotation():
    soup = BeautifulSoup(table([("提案", quote(SENTENCE))], ["提法", "原句"]), "html.parser")
    finished(soup, {"jb #1": ["", "江北区政协 2023 · （一）提案 · 第2段"]})
    assert soup.cite.a.get_text() == "第2段" and "江北区政协 2023" in soup.cite.a["title"]


def test_a_quotation_that_proves_a_finding_about_its_body_is_named_by_its_year():
    where = {"jb #1": ["", "江北区政协 2023 · （一）提案 · 第2段"], "other": []}
    for finding, told in (("江北区政协为2024年定的", "2023 · 第2段"), ("各家都说", "江北区政协 2023 · 第2段")):
        soup = BeautifulSoup(findings([("目标", finding, quote(SENTENCE))]), "html.parser")
        finished(soup, where)
        assert soup.cite.a.get_text() == told


def test_a_quotation_of_an_unknown_report_has_no_link():
    assert "<a href" not in page_of(shown(quote(SENTENCE))).split("<main")[1]


def test_the_place_of_a_page_among_the_others_is_marked(page):
    assert page.select_one("a[aria-current=page]").get_text() == "甲"
    assert "<seeds>" in page.select_one("footer.about").get_text()


def test_a_failure_is_told_with_its_cell(page):
    html = page_of(new_markdown_cell("# 甲"), failure=Failure(3, "1 / <0>", "ZeroDivisionError: <script>x</script>"))
    told = BeautifulSoup(html, "html.parser").select_one(".ct-error")
    assert "第 3 格" in told.get_text()
    assert "ZeroDivisionError: <script>x</script>" in told.get_text()
    assert told.pre.get_text() == "1 / <0>"
    assert not page.select(".ct-error")


def test_what_is_foreign_in_an_output_does_not_get_onto_the_page():
    evil = (
        "<script>x()</script><iframe></iframe><form><input></form><p onclick='x()'>甲</p>"
        "<base href='http://x/'><style>p{}</style><table><tr><td>1</td></tr></table>"
    )
    main = BeautifulSoup(page_of(shown({"text/html": evil})), "html.parser").main
    assert not main.find_all(["script", "iframe", "form", "base", "style"])
    assert not main.find_all(onclick=True)
    assert main.table["class"] == ["ct-table"]


@pytest.mark.parametrize("kind", ["text/plain", "text/markdown", "text/latex"])
def test_other_outputs_are_shown_as_text(kind):
    assert "&lt;img src=x onerror=y&gt;" in page_of(shown({kind: "<img src=x onerror=y>"}))


def test_the_same_notebook_is_the_same_bytes():
    cells = [new_markdown_cell("# 甲", id="a"), shown(ranked_bars(["乙"], [1], "丙"))]
    assert page_of(*cells) == page_of(*cells)


def test_the_style_sheet_is_small(page):
    assert len(page.style.string) < 17_500
    assert len(page.script.string) < 9_500


def test_a_page_brings_the_font_for_all_that_it_says(page):
    rule = page.find_all("style")[1].string
    data = base64.b64decode(re.search(r"base64,([^)]+)\)", rule)[1])
    carried, whole = (set(TTFont(file).getBestCmap()) for file in (io.BytesIO(data), font_path()))
    assert carried == set(map(ord, unescape(str(page)))) & whole
    assert ord("着") in carried
    assert ord("鼎") not in carried


def test_plain_nbconvert_finds_the_exporter(tmp_path):
    path = tmp_path / "甲.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# 乙")]), path)
    html, _ = ReportExporter().from_filename(str(path))
    assert re.search("<title>乙</title>", html)


def test_control_characters_go():
    assert plain("a\x1b[1;31mb\x1b[0m\x07\nc\x00") == "ab\nc"
    assert isinstance(quote(Paragraph("甲", "甲", "r", 0, 0, 1, ())), str)
