"""Payloads in titles, file names, headings, sentences, cells and labels of figures: on the pages they are text."""

import json
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from browser import Browser
from bs4 import BeautifulSoup
from hostile import kernels, notebook

from corpus_tools import pages
from corpus_tools.corpus import read_corpus

pytestmark = pytest.mark.slow

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()
REPORT = """{p}江北区政协{n}年工作报告
来源: {p}日报 作者: {p}
一、过去一年的工作{p}
全年收到提案{n}件，立案433件{p}。开展“{p}”协商议政活动12次，形成调研报告23篇。
{other}
组织委员走访群众1200余人次，解决“急难愁盼”问题98个，{p}是委员反复提到的话。
"""
SHOWN = notebook(
    "# 都是文字\n\n*All of it is text*",
    'corpus_dir = ""',
    "from corpus_tools.corpus import read_corpus\n"
    "from corpus_tools.plots import curve, heat_map, ranked_bars, strip, use_house_style, word_cloud\n"
    "from corpus_tools.tables import details, esc, note, quote, stack, table\nuse_house_style()\n"
    f"payloads = {PAYLOADS!r}\nreports = read_corpus(corpus_dir).reports",
    "## 表\n\n*Table*",
    "table([(p, n) for n, p in enumerate(payloads)], header=payloads[:2], caption=payloads[0])",
    "## 文\n\n*Text*",
    "stack(*[quote(s, r) for r in reports for s in r.sentences], *[details(p, note(p)) for p in payloads], *payloads)",
    "## 图\n\n*Figures*",
    "stack(ranked_bars(payloads, range(len(payloads)), payloads[0], payloads[1]),\n"
    "      heat_map([[1, 2], [3, 4]], payloads[:2], payloads[2:4], payloads[4]),\n"
    "      curve([1, 2], dict.fromkeys(payloads[:3], [1, 2]), payloads[5], payloads[6], payloads[7]),\n"
    "      strip({p: [0.5] for p in payloads[:5]}, payloads[10]),\n"
    "      word_cloud({p: 9 for p in payloads[:9]}, payloads[11]))",
)  # fmt: skip
INJECTED = """[...document.querySelectorAll('iframe, object, embed, base, form, link, template, script ~ script,'
  + 'meta[http-equiv=refresh], img:not([src^="data:image/png"]), a[href^="javascript:"]')]
  .concat([...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))))
  .map(e => e.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("payloads")
    (folder / "reports").mkdir()
    for n, payload in enumerate(PAYLOADS):
        name = f"{n:02} {payload}".replace("/", "∕")
        text = REPORT.format(p=payload, n=1990 + n, other="".join(map(chr, range(20000 + 99 * n, 20099 + 99 * n))))
        (folder / "reports" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "notebooks").mkdir()
    nbformat.write(SHOWN, folder / "notebooks" / "01_shown.ipynb")
    asked = SimpleNamespace(input=[str(folder / "reports")], out=folder / "out", only=None, title=PAYLOADS[0],
                            json=False, debug=True, baseline=[])  # fmt: skip
    before, pages.NOTEBOOKS = pages.NOTEBOOKS, folder / "notebooks"
    try:
        assert pages.make_pages(read_corpus(folder / "reports"), asked, kernels()) in (0, 3)
    finally:
        pages.NOTEBOOKS = before
    return folder / "out"


def test_every_payload_is_told_as_text_on_every_kind_of_page(out):
    shown = BeautifulSoup((out / "01_shown.html").read_bytes(), "html.parser").main.get_text()
    index = BeautifulSoup((out / "index.html").read_bytes(), "html.parser")
    readers = [BeautifulSoup(path.read_bytes(), "html.parser").get_text() for path in (out / "reader").iterdir()]
    assert index.h1.get_text() == PAYLOADS[0]
    for payload in PAYLOADS:
        assert payload in shown
        assert any(payload in text for text in readers) or payload.startswith(("<meta", "<body")), payload  # web pages


@pytest.mark.parametrize("dark", [False, True])
def test_no_payload_does_anything(browser, out, dark):
    for path in sorted(out.rglob("*.html")):
        browser.open(path, dark=dark)
        browser.run("document.querySelectorAll('details').forEach(d => { d.open = true })")
        browser.run("document.querySelectorAll('th button').forEach(b => b.click())")
        assert browser.run("window.got === undefined"), path.name
        assert browser.run("location.protocol") == "file:", path.name
        assert browser.run(INJECTED) == [], path.name
        assert browser.requests() == [] and browser.messages() == [], path.name
        assert browser.run("document.documentElement.scrollWidth") <= 1280, path.name


def test_what_a_payload_would_do_is_seen(tmp_path):
    with Browser() as browser:
        page = tmp_path / "x.html"
        page.write_text("".join(PAYLOADS[:8]), encoding="utf-8")
        browser.open(page)
        browser.wait("window.got === 1")
        assert browser.run(INJECTED)
        assert json.dumps(browser.messages())
