"""The pages in a real Chromium: quiet, whole at any width, usable, the same on paper."""

import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pypdfium2
import pytest

from corpus_tools.publishing.export import page
from corpus_tools.tables import Html, details, findings, note, paragraph_link, stack, table

pytestmark = pytest.mark.slow

OVERFLOWING = """[...document.querySelectorAll('main *')]
  .filter(e => !e.closest('.ct-scroll, pre') && e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.outerHTML.slice(0, 80))"""
OVERLAPPING = """(() => {
  const kinds = ['p', 'h1', 'h2', 'h3', 'figure', '.ct-scroll', 'dl', 'summary'].map(kind => 'main ' + kind).join();
  const boxes = [...document.querySelectorAll(kinds)].filter(e => e.checkVisibility() && !e.closest('td, .cards'))
    .map(e => [e, e.getBoundingClientRect()]);
  return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([b, q]) => !a.contains(b) && !b.contains(a)
    && p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1)
    .map(([b]) => a.outerHTML.slice(0, 60) + ' × ' + b.outerHTML.slice(0, 60)));
})()"""


@pytest.fixture(scope="module")
def every(hostile_pages):
    return sorted(hostile_pages.rglob("*.html"))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_a_page_asks_for_nothing_says_nothing_and_fits(browser, every, width, dark):
    for path in every:
        browser.open(path, width=width, dark=dark)
        assert browser.requests() == [], path.name
        assert browser.messages() == [], path.name
        for _ in ("folded", "unfolded"):
            assert browser.run("document.documentElement.scrollWidth") <= width, path.name
            assert browser.run(OVERFLOWING) == [], path.name
            browser.run("document.querySelectorAll('details').forEach(d => { d.open = true })")


def test_a_page_without_any_font_of_the_system_is_drawn_with_the_one_it_brings(browser, hostile_pages):
    browser.open(hostile_pages / "01_good.html")
    assert browser.run("document.fonts.load('16px Report', document.querySelector('h1').innerText).then(f => f.length)")
    browser.run("document.documentElement.style.setProperty('--sans', 'Report')")
    browser.call("DOM.enable")
    browser.call("CSS.enable")
    root = browser.call("DOM.getDocument")["root"]["nodeId"]
    heading = browser.call("DOM.querySelector", nodeId=root, selector="h1")["nodeId"]
    fonts = browser.call("CSS.getPlatformFontsForNode", nodeId=heading)["fonts"]
    assert [font["isCustomFont"] for font in fonts] == [True]


def test_the_recorder_sees_what_a_page_does(browser, tmp_path):
    page = tmp_path / "evil.html"
    page.write_text("<script>console.log(1); alert(2)</script><img src='http://127.0.0.1:9/x.png'>", encoding="utf-8")
    browser.open(page)
    assert browser.requests() == ["http://127.0.0.1:9/x.png"]
    assert any("dialog" in message for message in browser.messages())


def test_the_policy_stops_a_script_that_got_in(browser, hostile_pages, tmp_path):
    html = (
        (hostile_pages / "01_good.html")
        .read_text(encoding="utf-8")
        .replace("<main", "<script>window.got=1</script><main")
    )
    (tmp_path / "x.html").write_text(html, encoding="utf-8")
    browser.open(tmp_path / "x.html")
    assert browser.run("window.got === undefined")
    assert any("Content Security Policy" in message for message in browser.messages())


def test_every_link_of_the_contents_leads_to_its_heading(browser, hostile_pages):
    browser.open(hostile_pages / "01_good.html")
    assert browser.run("document.querySelectorAll('.toc a').length") == 3
    for number in range(3):
        browser.run(f"document.querySelectorAll('.toc a')[{number}].click()")
        heading = f"document.querySelector(document.querySelectorAll('.toc a')[{number}].hash)"
        top = f"{heading}.getBoundingClientRect().top"
        browser.wait(f"{top} > -1 && {top} < innerHeight")


def test_the_contents_show_the_part_that_is_read(browser, tmp_path):
    path = tmp_path / "parts.html"
    parts = Html("".join(f'<h2 id="{i}">{i}</h2><p style="height:2000px"></p>' for i in "甲乙丙"))
    path.write_text(page("篇", parts, toc=[(i, i, []) for i in "甲乙丙"]), encoding="utf-8")
    browser.open(path)
    for part in "乙丙甲":
        browser.run(f"document.getElementById('{part}').scrollIntoView({{behavior: 'instant'}})")
        browser.wait(f"document.querySelector('.toc [aria-current=true]').textContent === '{part}'")


def test_a_click_on_a_column_sorts_and_the_filter_filters(browser, hostile_pages):
    browser.open(hostile_pages / "01_good.html")
    browser.run("document.querySelector('.ct-details').open = true")
    button = "document.querySelectorAll('.ct-details th button')[1].click()"
    browser.run(button)
    assert browser.run("document.querySelector('.ct-details th[aria-sort]').getAttribute('aria-sort')") == "descending"
    squares = browser.run(
        "[...document.querySelectorAll('.ct-details td:last-child')].map(e => +e.textContent.replace(',', ''))"
    )
    assert squares == sorted(squares, reverse=True)
    browser.run(button)
    squares = browser.run(
        "[...document.querySelectorAll('.ct-details td:last-child')].map(e => +e.textContent.replace(',', ''))"
    )
    assert squares == sorted(squares)
    browser.run("""(f => { f.value = '39'; f.dispatchEvent(new Event('input')) })
        (document.querySelector('.ct-details input'))""")
    shown = browser.run("[...document.querySelectorAll('.ct-details tbody tr')].filter(r => !r.hidden).length")
    assert shown == 1


def test_code_is_shown_by_its_switch(browser, hostile_pages):
    browser.open(hostile_pages / "01_good.html")
    hidden = "getComputedStyle(document.querySelector('.ct-code')).display"
    assert browser.run(hidden) == "none"
    browser.run("document.getElementById('show-code').click()")
    assert browser.run(hidden) == "block"


def test_a_table_and_a_figure_can_be_downloaded(browser, hostile_pages, tmp_path):
    browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    browser.open(hostile_pages / "01_good.html")
    browser.run("document.querySelector('.tools button[aria-label]').click()")
    browser.run("[...document.querySelectorAll('figure .tools button')].find(b => b.textContent === 'PNG').click()")
    for _ in range(100):
        files = {path.suffix: path for path in tmp_path.iterdir()}
        if {".csv", ".png"} <= set(files):
            break
        browser.run("new Promise(r => setTimeout(r, 100))")
    assert files[".csv"].read_bytes().startswith(b"\xef\xbb\xbf")
    assert "报告" in files[".csv"].read_text(encoding="utf-8-sig").splitlines()[0]
    assert files[".png"].read_bytes().startswith(b"\x89PNG")


def test_the_data_of_a_figure_are_one_click_away_and_the_figure_can_be_copied(browser, hostile_pages, tmp_path):
    browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    browser.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    browser.call("Emulation.setFocusEmulationEnabled", enabled=True)
    browser.open(hostile_pages / "01_good.html")
    tools = "[...document.querySelectorAll('figure .tools button')]"
    assert browser.run(f"{tools}.map(b => b.textContent)") == ["复制", "PNG", "CSV"]
    browser.run(f"{tools}[2].click()")
    browser.run(f"{tools}[0].click()")
    browser.wait(f"{tools}[0].textContent === '已复制'")
    kinds = "navigator.clipboard.read().then(items => items.flatMap(item => item.types))"
    assert browser.run(kinds) == ["image/png"]
    for _ in range(100):
        if files := list(tmp_path.glob("*.csv")):
            break
        browser.run("new Promise(r => setTimeout(r, 100))")
    lines = files[0].read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == '"项","句"' and len(lines) == 3


def test_a_wide_table_scrolls_in_its_own_box_by_keyboard(browser, hostile_pages):
    browser.open(hostile_pages / "01_good.html", width=390)
    browser.run("document.querySelector('.ct-scroll table').style.minWidth = '900px'")
    browser.wait("document.querySelector('.ct-scroll').tabIndex === 0")
    browser.run("document.querySelector('.ct-scroll').focus()")
    for kind in ("keyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key="ArrowRight", code="ArrowRight", windowsVirtualKeyCode=39)
    browser.wait("document.querySelector('.ct-scroll').scrollLeft > 0")
    assert browser.run("document.documentElement.scrollWidth") == 390


def test_on_a_telephone_the_words_of_a_cell_follow_each_other_beside_its_name(browser, tmp_path):
    cell = Html("甲县：<data>8%</data>；乙县：<data>9%</data>；" + "丙县：<data>10%</data>；" * 9)
    path = tmp_path / "cells.html"
    shown = table([("社会消费品零售总额增长", 3, cell)], ["指标", "报告数", "各报告的数"])
    path.write_text(page("格", shown), encoding="utf-8")
    browser.open(path, width=390)
    tops = browser.run("[...document.querySelectorAll('data')].slice(0, 2).map(e => e.getBoundingClientRect().top)")
    assert tops[0] == tops[1]
    lefts = browser.run("""[...document.querySelectorAll('td:not(:first-child)')].map(td => {
        const range = document.createRange(); range.selectNodeContents(td); return range.getClientRects()[0].left })""")
    assert max(lefts) - min(lefts) < 1


def test_on_a_telephone_a_number_that_comes_first_stays_whole(browser, tmp_path):
    path = tmp_path / "number.html"
    words = ["先进制造业、数字经济、现代化产业体系、重点专题协商、成渝地区双城经济圈、国际消费中心城市"]
    path.write_text(page("数", table([(11, "经济", *words)], ["主题", "名称", "代表词"])), encoding="utf-8")
    browser.open(path, width=390)
    assert browser.run("document.querySelector('td').getBoundingClientRect().height") < 40


def test_half_width_signs_between_chinese_stand_at_the_word_before_them_and_the_text_stays(browser, tmp_path):
    text = "工作,交办提案1,181件,编发8期:“双周”;好,用APP,办"
    shown = text.replace("8期", "<b>8期</b>")
    (tmp_path / "p.html").write_text(page("甲", Html(f"<p>{shown}</p>")), encoding="utf-8")
    browser.open(tmp_path / "p.html")
    assert browser.run("document.querySelector('main p').textContent") == text
    assert browser.run("[...document.querySelectorAll('.half')].map(e => e.textContent).join('')") == ",,:;,,"


def test_no_line_of_a_finding_or_a_note_ends_between_a_figure_and_its_unit_and_quotations_stay(browser, tmp_path):
    said, path = "读了 3 份，占5%的字，2021–2022 年“政治·提案”", tmp_path / "figures.html"
    quoted = Html(f"<blockquote><p>{said}</p></blockquote>")
    path.write_text(
        page("数", stack(note(said), findings([("甲", "", quoted)]), Html(f"<p>{said}</p>"))), encoding="utf-8"
    )
    browser.open(path)
    texts = browser.run("[...document.querySelectorAll('.ct-note, blockquote p, main > p')].map(e => e.textContent)")
    whole = "读了~3~份，占5%^的字，2021^–^2022~年“政治^·提案”".replace("~", "\xa0").replace("^", "\u2060")
    assert texts == [whole, said, said]


def test_a_line_end_tears_no_word_of_a_list(browser, tmp_path):
    path, words = tmp_path / "words.html", ["双城经济圈（其余 2）", "消费中心 7", "“机器换人，空间换地、提质”"] * 9
    rows = [("甲县", "、".join(words)), ("乙县", Html("；".join(f"提案（件） <b>{n}</b>" for n in range(99))))]
    path.write_text(page("词", table(rows, ["报告", "词"])), encoding="utf-8")
    browser.open(path)
    cells = "[...document.querySelectorAll('td + td')]"
    assert browser.run(f"{cells}[0].textContent") == rows[0][1]
    lines = browser.run(
        f"{cells}.map(cell => [...cell.children].map(e => e.getClientRects().length && e.offsetHeight))"
    )
    assert list(map(len, lines)) == [len(words), 99]  # an item is a box
    assert len({*lines[0], *lines[1]}) == 1  # of one line


def test_a_long_address_does_not_widen_the_page_of_a_telephone(browser, tmp_path):
    path = tmp_path / "address.html"
    where = paragraph_link("甲", 0, f"甲县政府 2023 · （一）{'持续优化营商环境，' * 9} · 第1段")
    path.write_text(page("址", where), encoding="utf-8")
    browser.open(path, width=390)
    assert browser.run("document.documentElement.scrollWidth") == 390


def test_a_link_into_folded_text_opens_it(browser, hostile_pages):
    reader = next(path for path in (hostile_pages / "reader").glob("cs*.html"))
    browser.open(reader.resolve().as_uri() + "#p1")
    assert browser.run("document.querySelector(':target').id") == "p1"


def test_who_comes_back_from_a_source_finds_unfolded_what_was_unfolded(browser, tmp_path):
    text = Html("".join(details(name, Html("<p>全年收到提案7件。</p>" * 40)) for name in "甲乙"))
    for name in "ab":
        (tmp_path / f"{name}.html").write_text(page(name, text), encoding="utf-8")
    browser.open(tmp_path / "a.html")
    browser.run("document.querySelectorAll('details')[1].open = true")
    browser.wait("history.state")
    browser.run("scrollTo({top: 500, behavior: 'instant'})")
    browser.open(tmp_path / "b.html")
    browser.run("setTimeout(() => history.back())")
    browser.wait("document.title === 'a' && document.readyState === 'complete' && scrollY === 500")
    assert browser.run("[...document.querySelectorAll('details')].map(d => d.open)") == [False, True]


def test_the_head_of_a_table_that_fits_stays_in_sight(browser, tmp_path):
    (tmp_path / "a.html").write_text(
        page("甲", table([(n, "全年收到提案。" * 60) for n in range(20)], ["序", "文"])), "utf-8"
    )
    browser.open(tmp_path / "a.html")
    browser.wait("getComputedStyle(document.querySelector('.ct-scroll')).overflowX === 'visible'")
    browser.run("scrollTo({top: 700, behavior: 'instant'})")
    assert browser.run("document.querySelector('thead th').getBoundingClientRect().top") == 0


def test_the_number_of_a_paragraph_stands_beside_its_text(browser, hostile_pages):
    browser.open(next((hostile_pages / "reader").glob("cs*.html")))
    number, text = (f"document.querySelector('{place}').getBoundingClientRect()" for place in (".at", ".body p"))
    assert browser.run(f"{number}.left > {text}.right")


def test_on_paper_a_quotation_is_smaller_than_what_it_proves(browser, tmp_path):
    told = findings([("看点", "收到提案7件。", Html('<blockquote class="ct-quote"><p>提案7件</p></blockquote>'))])
    (tmp_path / "a.html").write_text(page("甲", told), encoding="utf-8")
    browser.open(tmp_path / "a.html", media="print")
    sizes = browser.run(
        "[...document.querySelectorAll('main li p')].map(p => parseFloat(getComputedStyle(p).fontSize))"
    )
    assert sizes == sorted(sizes, reverse=True) and sizes[0] > sizes[1]


def test_no_text_stands_on_other_text(browser, every):
    for path in every:
        for width, media in ((390, "screen"), (1280, "screen"), (700, "print")):
            browser.open(path, width=width, media=media)
            assert browser.run(OVERLAPPING) == [], f"{path.name} at {width}"


def test_on_paper_no_page_is_empty_and_no_figure_is_cut(browser, every):
    for path in every:
        browser.open(path, width=1280)
        with pypdfium2.PdfDocument(browser.pdf()) as paper:
            for number, page in enumerate(paper, 1):
                width, height = page.get_size()
                assert width == pytest.approx(595, abs=2)
                assert len(page.get_textpage().get_text_bounded().strip()) > 20, f"{path.name}: page {number}"
                for image in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
                    _, bottom, _, top = image.get_bounds()
                    assert bottom >= 0 and top <= height


def test_on_paper_a_figure_stands_on_the_page_of_its_heading(browser, tmp_path):
    path = tmp_path / "figure.html"
    prose = '<p style="height:110mm">先</p><section class="prose"><h2>标题</h2><p>读法</p></section>'
    figure = '<div class="ct-output"><figure class="ct-figure" style="height:170mm">图</figure></div>'
    path.write_text(page("图", Html(prose + figure)), encoding="utf-8")
    browser.open(path)
    with pypdfium2.PdfDocument(browser.pdf()) as paper:
        assert ["标题" in sheet.get_textpage().get_text_bounded() for sheet in paper] == [False, True]


def test_on_paper_a_long_table_ends_after_forty_rows(browser, tmp_path):
    path = tmp_path / "long.html"
    path.write_text(page("长表", table([(n,) for n in range(60)], ["数"])), encoding="utf-8")
    for media, rows in (("print", 40), ("screen", 60)):
        browser.open(path, media=media)
        assert browser.run("[...document.querySelectorAll('tbody tr')].filter(r => r.checkVisibility()).length") == rows


def test_on_paper_names_of_what_is_folded_share_a_line_and_pages_are_numbered(browser, tmp_path):
    path = tmp_path / "many.html"
    path.write_text(page("折", Html("".join(details(f"第{n}份", "长" * 400) for n in range(200)))), encoding="utf-8")
    browser.open(path)
    with pypdfium2.PdfDocument(browser.pdf()) as paper:
        assert ["1 / 1" in sheet.get_textpage().get_text_bounded() for sheet in paper] == [True]


def test_on_a_telephone_the_contents_stay_in_sight_name_the_part_and_fold_behind_a_choice(browser, tmp_path):
    path = tmp_path / "contents.html"
    parts = Html("".join(f"<h2 id='{i}'>{i}</h2><h3 id='{i}1'>{i}1</h3>" + "<p>字</p>" * 60 for i in "甲乙丙"))
    toc = [(i, i, [(f"{i}1", f"{i}1", [])]) for i in "甲乙丙"]
    path.write_text(page("篇", parts, toc=toc), encoding="utf-8")
    browser.open(path, width=390)
    assert browser.run("document.querySelector('.toc details').open") is False
    browser.run("document.querySelector('.toc details').open = true")
    shown = "[...document.querySelectorAll('.toc a')].filter(a => a.checkVisibility()).map(a => a.textContent).join('')"
    browser.run("[...document.querySelectorAll('.toc a')].find(a => a.textContent === '乙').click()")
    browser.wait("document.querySelector('.toc summary').dataset.here.startsWith('乙')")
    assert browser.run("document.querySelector('.toc details').open") is False
    assert browser.run("document.querySelector('.toc').getBoundingClientRect().top") == 0
    below = "document.getElementById('乙').getBoundingClientRect().top"
    browser.wait(f"{below} >= document.querySelector('.toc').getBoundingClientRect().bottom && {below} < 300")
    browser.run("document.querySelector('.toc details').open = true")
    assert browser.run(shown) == "甲乙乙1丙"


def test_on_paper_what_is_short_stands_unfolded_and_of_the_rest_it_says_where_it_is(browser, tmp_path):
    path = tmp_path / "folds.html"
    short, long = details("甲", "短的话"), "".join(details(name, "长" * 1000) for name in "乙丙")
    path.write_text(page("折", Html(f"<div>{short}</div><div>{long}</div>")), encoding="utf-8")
    browser.open(path)
    with pypdfium2.PdfDocument(browser.pdf()) as paper:
        text = "".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
    assert (
        "短的话" in text and "长" not in text and "乙、丙（折叠，见网页）" in text.replace(" ", "").replace("\r\n", "")
    )
    assert browser.run("[...document.querySelectorAll('details')].some(d => d.open)") is False


def test_in_dark_mode_paper_stays_white(browser, hostile_pages):
    browser.open(hostile_pages / "01_good.html", dark=True, media="print")
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    browser.open(hostile_pages / "01_good.html", dark=True)
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(20, 20, 20)"


def test_the_pages_work_from_a_web_server_too(browser, hostile_pages):
    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(hostile_pages))

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        browser.open(f"http://127.0.0.1:{server.server_port}/01_good.html")
        browser.run("document.querySelector('blockquote cite a').click()")
        browser.wait("location.pathname.startsWith('/reader/') && document.readyState === 'complete'")
        assert browser.run("document.querySelector(':target').tagName") == "P"
        assert [m for m in browser.messages() if "favicon" not in m] == []
    finally:
        server.shutdown()
        server.server_close()


def test_the_keyboard_reaches_everything(browser, hostile_pages):
    browser.open(hostile_pages / "01_good.html")
    focusable = "document.querySelectorAll('a[href], button, input, summary, [tabindex=\"0\"]').length"
    seen = set()
    for _ in range(browser.run(focusable)):
        for kind in ("keyDown", "keyUp"):
            browser.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        seen.add(browser.run("document.activeElement.outerHTML.slice(0, 200)"))
    assert any("skip" in tag for tag in seen)
    assert any("show-code" in tag for tag in seen)
    assert any(tag.startswith("<summary") for tag in seen)
    assert any("CSV" in tag for tag in seen)
