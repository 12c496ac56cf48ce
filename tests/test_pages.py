"""Reports in, pages out: whole, linked, escaped, the same every time, and one bad notebook harms no other."""

import re
from itertools import pairwise
from urllib.parse import unquote

import nbformat
import pytest
from bs4 import BeautifulSoup
from hostile import BAD, GOOD, IMAGE, OTHER, SCRIPT, WRONG, make, notebook

from corpus_tools import pages
from corpus_tools.__main__ import main


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("工作 报告")
    (folder / "out").mkdir()
    (folder / "out" / "02_bad.html").write_text("an old page", encoding="utf-8")
    return make(folder, {"01_good": GOOD, "02_bad": BAD, "03_wrong": WRONG, "00_start": GOOD, "x_not": GOOD})


@pytest.fixture(scope="module")
def soups(made):
    _, out = made
    return {p.relative_to(out).as_posix(): BeautifulSoup(p.read_bytes(), "html.parser") for p in out.rglob("*.html")}


def test_every_notebook_of_the_set_has_a_page_and_every_report_a_reader(soups):
    whole = {name for name in soups if "/" not in name}
    assert whole == {"index.html", "01_good.html", "02_bad.html", "03_wrong.html"}
    assert sum(name.startswith("reader/") for name in soups) == 2


def test_a_failed_notebook_is_told_by_the_exit_code_and_on_its_page(made, soups):
    code, _ = made
    told = soups["02_bad.html"].select_one(".ct-error")
    assert code == 1
    assert "第 5 格" in told.get_text()
    assert f"ValueError: {SCRIPT}" in told.get_text()
    assert "\x1b" not in str(told)
    assert soups["02_bad.html"].find(string=re.compile("an old page")) is None


def test_a_kernel_that_dies_does_not_take_the_others_along(soups):
    told = soups["03_wrong.html"].select_one(".ct-error").get_text()
    assert "the kernel died" in told and "内核中断" in told
    assert soups["01_good.html"].select(".ct-figure img")


def test_the_parameters_reach_the_notebook(soups):
    assert "cs 2" in soups["01_good.html"].table.get_text()


def test_no_page_has_a_script_but_ours_and_the_payloads_are_text(soups):
    for name, soup in soups.items():
        assert len(soup.find_all("script")) == 1, name
        assert not [t for t in soup.find_all(True) if any(a.startswith("on") for a in t.attrs)], name
        assert all(img["src"].startswith("data:image/png") for img in soup.find_all("img")), name
    reader = next(s for n, s in soups.items() if "%E6" in n or "江北" in n)
    assert IMAGE in reader.get_text()


def test_all_links_and_anchors_lead_somewhere(made, soups):
    _, out = made
    for name, soup in soups.items():
        for link in soup.find_all("a", href=True):
            target, _, anchor = link["href"].partition("#")
            path = ((out / name).parent / unquote(target)).resolve() if target else (out / name).resolve()
            assert path.is_file(), f"{name}: {link['href']}"
            page = soups[path.relative_to(out.resolve()).as_posix()]
            assert not anchor or page.find(id=anchor), f"{name}: {link['href']}"


def test_a_quotation_stands_where_its_link_leads(made, soups):
    quotation = soups["01_good.html"].blockquote
    target, _, anchor = quotation.cite.a["href"].partition("#")
    paragraph = soups[unquote(target)].find(id=anchor)
    assert quotation.p.get_text() in paragraph.get_text()


def test_every_picture_has_words_and_every_id_is_there_once(soups):
    for name, soup in soups.items():
        assert all(img.get("alt") for img in soup.find_all("img")), name
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), name


def test_headings_go_down_one_level_at_a_time(soups):
    for name, soup in soups.items():
        levels = [int(h.name[1]) for h in soup.find_all(["h1", "h2", "h3", "h4"])]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(b - a <= 1 for a, b in pairwise(levels)), name


def test_the_reader_page_marks_what_was_found_and_says_what_was_left_out(soups):
    reader = next(s for n, s in soups.items() if "cs 2" in n)
    body = reader.select_one(".body")
    assert {n.get_text() for n in body.select(".num")} >= {"312件", "298件", "100%"}
    assert body.find("mark")
    assert reader.find(id="p0").get_text().endswith("提出意见建议56条。")


def test_the_start_page_names_what_was_read_and_what_was_not(soups):
    index = soups["index.html"]
    assert index.h1.get_text().startswith("2 份工作报告，20")
    assert index.find(string=re.compile("no text|空")).find_parent("td")
    assert [card.a["href"] for card in index.select(".cards h3")] == ["01_good.html", "02_bad.html", "03_wrong.html"]
    assert index.select(".cards img")


def test_no_local_path_is_told_but_by_a_page_that_failed(made, soups):
    folder = str(made[1].parent)
    assert all(folder not in str(soup) for name, soup in soups.items() if name.startswith(("reader/", "01", "index")))


def test_nothing_half_written_stays(made):
    assert [p.name for p in made[1].rglob("*") if p.is_file() and p.suffix != ".html"] == []
    assert not list((made[1].parent / "notebooks").glob("*.html"))


def test_the_same_input_makes_the_same_bytes_but_for_date_and_duration(tmp_path):
    first, second = (make(tmp_path, {"01_good": GOOD}) and _bytes(tmp_path / "out") for _ in range(2))
    assert first == second


def _bytes(out):
    changing = re.compile("<div><dt>(日期|用时)</dt><dd>[^<]*</dd></div>")
    return {p.name: changing.sub("", p.read_text(encoding="utf-8")) for p in sorted(out.rglob("*.html"))}


def test_only_and_its_mistakes(tmp_path, monkeypatch):
    code, out = make(tmp_path, {"01_good": GOOD, "02_bad": BAD}, only=["01_good"])
    assert code == 3  # the empty file was skipped
    assert not (out / "02_bad.html").exists()
    with pytest.raises(ValueError, match="--only 09: no such notebook; there are 01_good, 02_bad"):
        make(tmp_path, {}, only=["09"])
    monkeypatch.setattr(pages, "NOTEBOOKS", tmp_path / "none")
    with pytest.raises(FileNotFoundError, match="no notebooks here"):
        pages.notebooks()


def test_a_page_made_alone_leaves_the_others_linked_that_are_of_the_same_reports(tmp_path, capsys):
    books = {"01_good": GOOD, "02_other": GOOD, "03_bad": BAD}
    _, out = make(tmp_path, books)
    make(tmp_path, books, only=["01_good"])
    index, page = (BeautifulSoup((out / name).read_bytes(), "html.parser") for name in ("index.html", "01_good.html"))
    assert [a["href"] for a in page.nav.find_all("a")] == ["index.html", "01_good.html", "02_other.html"]
    assert [a["href"] for a in index.select(".cards h3 a")] == ["01_good.html", "02_other.html", "03_bad.html"]
    (tmp_path / "reports" / "new.txt").write_text(
        "另一份报告：收到提案12件，全部办结，委员都很满意。", encoding="utf-8"
    )
    make(tmp_path, books, only=["01_good"])
    index = BeautifulSoup((out / "index.html").read_bytes(), "html.parser")
    assert [a["href"] for a in index.nav.find_all("a")] == ["index.html", "01_good.html"]
    shown = capsys.readouterr()
    assert shown.err.count("not linked, of others or failed: 02_other.html, 03_bad.html;") == 1
    assert shown.err.splitlines()[-1] == "open in a browser（请用浏览器打开）"
    assert shown.out.splitlines()[-1] == str(out / "index.html")


def test_a_quotation_of_the_baseline_leads_to_its_place_under_the_name_of_its_body(tmp_path, monkeypatch):
    for year, text in ((2022, OTHER), (2023, OTHER.replace("2022", "2023"))):
        (tmp_path / str(year)).mkdir()
        (tmp_path / str(year) / "cs.txt").write_text(text, encoding="utf-8")
    quoting = notebook(
        "# 往年",
        'corpus_dir = ""\nbaseline_dir = ""',
        "from corpus_tools.corpus import named_apart, read_corpus\nfrom corpus_tools.tables import quote\n"
        "quote(named_apart(read_corpus(baseline_dir).reports, read_corpus(corpus_dir).reports)[0].sentences[2])",
    )
    (tmp_path / "notebooks").mkdir()
    nbformat.write(quoting, tmp_path / "notebooks" / "01_quoting.ipynb")
    monkeypatch.setattr(pages, "NOTEBOOKS", tmp_path / "notebooks")
    out = tmp_path / "out"
    assert main(["pages", str(tmp_path / "2023"), "--baseline", str(tmp_path / "2022"), "--out", str(out)]) == 0
    page = BeautifulSoup((out / "01_quoting.html").read_bytes(), "html.parser")
    link = page.blockquote.cite.a
    assert link.get_text() == "长寿区政协 2022 · 一、履职工作 · 第2段"
    assert "往年2022" in page.find("footer", "about").get_text("", strip=True)
    target, _, anchor = unquote(link["href"]).partition("#")
    reader = BeautifulSoup((out / target).read_bytes(), "html.parser")
    assert page.blockquote.p.get_text() in reader.find(id=anchor).get_text()
    assert {path.name for path in (out / "reader").iterdir()} == {"cs.html", "2022-cs.html"}


def test_reader_pages_of_an_earlier_corpus_go_and_other_files_stay(tmp_path):
    reader = tmp_path / "out" / "reader"
    reader.mkdir(parents=True)
    (reader / "old.html").write_text('<meta name="generator" content="corpus_tools">', encoding="utf-8")
    (reader / "mine.html").write_text("my own", encoding="utf-8")
    make(tmp_path, {"01_tiny": notebook("# 甲", "corpus_dir = 1")})
    assert not (reader / "old.html").exists()
    assert (reader / "mine.html").exists()
