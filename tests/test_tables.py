"""Tables and quotations: whatever comes in shows as text, in an order and a form a reader can use."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from corpus_tools.report import Paragraph, Report, Section, Sentence
from corpus_tools.tables import Html, details, esc, marked, note, number, quote, stack, table

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>',
    "<a href='javascript:alert(1)'>", "</table><h1>大</h1>", "&lt;b&gt;", "\x1b[31m红", "‮反", "</details>", "\ud800",
]  # fmt: skip


def soup(html):
    return BeautifulSoup(html, "html.parser")


def one_paragraph(section, number, *texts, simplified=None):
    """A paragraph of these sentences in the report jb."""
    starts = [sum(map(len, texts[:i])) for i in range(len(texts))]
    sentences = (
        Sentence(text, simplified or text, "jb", section, number, i, starts[i]) for i, text in enumerate(texts)
    )
    return Paragraph("".join(texts), simplified or "".join(texts), "jb", section, number, 3, tuple(sentences))


@pytest.fixture(scope="module")
def report():
    first = Section("一、履职工作", 1, 0, (one_paragraph(0, 0, "全年收到提案7件<b>。", "立案5件！", "<i>好"),))
    second = Section("", 1, 1, (one_paragraph(1, 1, "继续努力做好工作。"),))
    return Report("jb", "jb.txt", "江北区政协<工作>报告", None, (), None, None, None, (), None, "simplified", (),
                  (first, second), ())  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_text_wherever_it_stands(payload):
    frame = pd.DataFrame([[payload, 1]], columns=pd.Index([payload, "b"], dtype=object), dtype=object)
    whole = stack(
        table(frame, caption=payload), table([(payload,)], [payload]), details(payload, payload), note(payload), payload
    )
    page = soup(whole)
    assert {tag.name for tag in page.find_all(True)} <= {
        *("div", "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "details", "summary", "span")
    }
    assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    whole.encode("utf-8")
    if payload.isprintable():
        assert page.get_text().count(payload) >= 5


def test_what_cannot_be_seen_is_shown_or_left_out():
    assert esc("a\x07b\x9fc\u202ed\u200be\u2028f") == "a␇b\ufffdc\ufffdde\nf"


def test_html_of_ours_is_not_escaped_twice():
    link = Html('<a href="#p1">第1段</a>')
    assert soup(table([(link, "<b>")])).a["href"] == "#p1"
    assert esc(esc("<b>")) == "&lt;b&gt;"


@pytest.mark.parametrize(
    "rows",
    [
        [("提案", 7), ("立案", 5)],
        pd.DataFrame({"名": ["提案", "立案"], "数": [7, 5]}),
        iter([["提案", 7], ["立案", 5]]),
    ],
)
def test_rows_of_any_kind_make_the_same_table(rows):
    found = soup(table(rows, ["名", "数"], caption="甲"))
    assert [th.get_text() for th in found.find_all("th")] == ["名", "数"]
    assert [[td.get_text() for td in tr.find_all("td")] for tr in found.tbody.find_all("tr")] == [
        ["提案", "7"],
        ["立案", "5"],
    ]
    assert found.caption.get_text() == "甲"


def test_numbers_stand_to_the_right_and_their_heading_too():
    found = soup(table([("a", 1, None, 2.5), ("b", np.int64(12345), 3, np.nan)], list("wxyz")))
    assert [th.get("class") for th in found.find_all("th")] == [["s"], ["n"], ["n"], ["n"]]
    assert [td.get_text() for td in found.tbody.find_all("td")] == ["a", "1", "–", "2.5", "b", "12,345", "3", "–"]
    assert all(th["scope"] == "col" for th in found.find_all("th"))


@pytest.mark.parametrize(
    ("value", "text"), [(2023, "2023"), (10_000, "10,000"), (0.5, "0.5"), (1234.56, "1,234.6"), (-7, "−7")]
)
def test_numbers_are_written_for_readers(value, text):
    assert number(value) == text


def test_a_format_holds_for_its_column():
    found = soup(table(pd.DataFrame({"占比": [0.123], "数": [0.123]}), formats={"占比": ".1%"}))
    assert [td.get_text() for td in found.find_all("td")] == ["12.3%", "0.123"]


def test_of_a_long_table_the_rest_is_counted():
    found = soup(table([(i,) for i in range(1000)], ["数"], n=10))
    assert len(found.tbody.find_all("tr")) == 10
    assert "另有 990 行" in found.get_text()


def test_an_empty_table_says_so():
    assert "没有可列的内容" in table([], ["a", "b"])
    assert "没有可列的内容" in table(pd.DataFrame())


def test_a_header_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="3 names in the header for 2 columns"):
        table([(1, 2)], ["a", "b", "c"])


def test_a_quotation_has_its_text_address_and_language(report):
    found = soup(quote(report.sentences[0], report)).blockquote
    assert found.p.get_text() == report.sentences[0].text
    assert "一、履职工作 · 第1段" in found.cite.get_text()
    assert (found["data-report"], found["data-paragraph"], found["lang"]) == ("jb", "0", "zh-Hans")
    assert "jb · 第2段" in quote(report.paragraphs[1])


def test_an_address_tells_whose_report_it_is_and_of_which_year(report):
    first = report.sentences[0]
    assert "jb区政协 2023 · " in quote(first, replace(report, organ="jb区政协", year=2023))


def test_the_address_has_a_heading_without_the_stop_that_ends_it(report):
    first, *rest = report.sections
    cut = replace(report, sections=(first._replace(heading="（一）履职。"), *rest))
    assert "（一）履职 · 第1段" in quote(report.sentences[0], cut)


def test_a_quotation_in_traditional_characters_is_marked_so():
    assert 'lang="zh-Hant"' in quote(one_paragraph(0, 0, "開展學習。", simplified="开展学习。"))


def test_marked_sentences_leave_the_text_as_it_was(report):
    paragraph = report.paragraphs[0]
    found = soup(marked(paragraph, paragraph.sentences[1:]))
    assert found.p.get_text() == paragraph.text
    assert [m.get_text() for m in found.find_all("mark")] == [s.text for s in paragraph.sentences[1:]]
    assert not soup(marked(paragraph, [])).find("mark")


def test_a_table_of_one_long_cell_or_several_columns_of_text_becomes_a_list_on_a_telephone():
    middling = "全市地区生产总值比上年增长百分之五点五以上，高于全国平均水平"  # 25 to 36 characters
    assert "ct-long" in table([("甲", middling * 2)])
    assert "ct-long" in table([("甲", middling, middling)])
    assert "ct-long" not in table([("甲", middling, 5)])
    assert "ct-long" in table([("某某县人民政府",) * 3]) and "ct-long" not in table(
        [("某某县人民政府",) * 2 + (5, 6, 7)]
    )


def test_a_column_without_a_value_stands_where_numbers_stand():
    html = table([("提案", 134, None), ("视察", None, None)], header=["指标", "甲", "乙"])
    assert html.count('<td class="n">') == 4 and html.count('<th scope="col" class="n">') == 2


@pytest.mark.parametrize("missing", [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT])
def test_what_is_missing_is_shown_as_a_stroke_whatever_stands_for_it(missing):
    assert soup(table([("提案", missing)])).find_all("td")[1].get_text() == "–"


def test_a_series_and_a_frame_stand_in_a_stack_as_tables():
    counts = pd.Series([2, 1], index=pd.Index(["件", "次"], name="单位"), name="次数")
    assert stack(counts) == stack(counts.reset_index()) == table([("件", 2), ("次", 1)], ["单位", "次数"])


def test_a_column_of_lists_is_told_from_one_of_sentences():
    rows = [("制造业、养老服务；协商民主", "提案立案，办理、答复。"), ("养老服务、制造业", "视察、调研、协商。")]
    assert [td["class"] for td in BeautifulSoup(table(rows), "html.parser").find("tr")("td")] == [["m", "w"], ["m"]]
