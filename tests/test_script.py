"""Facts about the conversion of traditional characters and the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.script import aligned, script, simplified

TERMS = ["網際網路", "資訊", "程式", "水準", "隨著", "沙烏地阿拉伯", "提案", "，", "\n", "工作", "😀", "a"]


@pytest.mark.parametrize("text", ["", "\n", "2023年，5%。", "信息化程序，网络质量", "乾隆年间著名的瞭望台"])
def test_text_without_traditional_characters_stays_as_it_is(text):
    assert simplified(text) == text


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ("隨著改革深入，堅毅與執著", "随着改革深入，坚毅与执着"),
        ("社情民意資訊259條，程式化", "社情民意信息259条，程序化"),
        ("標準化水準", "标准化水平"),
        ("水準儀", "水准仪"),
        ("網際網路和資訊網路", "互联网和信息网络"),
        ("群裏、屋裡、綫上、生産、羣眾、衞生", "群里、屋里、线上、生产、群众、卫生"),
        ("徵集提案，長征精神，特徵", "征集提案，长征精神，特征"),
        ("乾隆年間，餘姚，瀋陽，鍾山", "乾隆年间，余姚，沈阳，钟山"),
    ],
)
def test_traditional_text_is_read_in_simplified_characters_and_mainland_terms(original, expected):
    assert simplified(original) == expected


@pytest.mark.parametrize(
    "text", ["建立智慧政協", "以習近平同志為核心", "重要文件和檔案", "街鎮聯絡組", "提高效能", "支援災區"]
)
def test_words_that_the_mainland_uses_too_are_not_replaced(text):
    assert simplified(text) in {
        "建立智慧政协",
        "以习近平同志为核心",
        "重要文件和档案",
        "街镇联络组",
        "提高效能",
        "支援灾区",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "simplified"),
        ("2023", "simplified"),
        ("工作報告", "traditional"),
        ("政協", "traditional"),
        ("政协", "simplified"),
        ("中共中央大事年表", "simplified"),
        ("題詞“為人民服務”", "traditional"),
        ("委员为“後樂園”題词，开展调研，广纳良策，凝聚共识", "simplified"),
        ("國国", "simplified"),
        ("皇后在里面，長", "traditional"),
        ("委員關於“数字经济”專題調研報告的說明及辦理情況", "traditional"),
    ],
)
def test_the_greater_part_of_a_text_decides_its_script(text, expected):
    assert script(text) == expected


@given(st.text())
def test_any_text_can_be_converted_and_traced_back(text):
    found = aligned(text)
    assert found.simplified == simplified(text)
    assert len(found.offsets) == len(found.simplified) + 1
    assert found.offsets[0] == 0
    assert found.offsets[-1] == len(text)
    assert found.offsets == sorted(found.offsets)


@given(st.lists(st.sampled_from(TERMS)).map("".join), st.data())
def test_a_span_of_the_simplified_text_points_at_its_original(text, data):
    found = aligned(text)
    at = data.draw(st.integers(0, len(text)))
    # what stands before and after a place between two terms converts on its own
    if simplified(text[:at]) + simplified(text[at:]) == found.simplified and at in found.offsets:
        cut = found.offsets.index(at)
        assert found.simplified[:cut] == simplified(text[:at])
        assert found.span(cut, len(found.simplified)) == (at, len(text))


def test_a_term_that_shrinks_keeps_its_whole_span():
    found = aligned("用網際網路辦公")
    start = found.simplified.index("互联网")
    assert found.span(start, start + 3) == (1, 5)


@given(st.text(alphabet="隨著資訊化水準網際路政协工作報告，。a1"))
def test_conversion_twice_is_conversion_once(text):
    assert simplified(simplified(text)) == simplified(text)
