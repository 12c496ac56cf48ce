"""Facts about finding the encoding of a file."""

import codecs
import os
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus_tools.reading.encodings import clean, decoded, without_entities

SIMPLE = "各位委员：现在我向大会报告工作。一年来，征集提案775件，立案433件，办复率100%。\n二、2024年工作安排"
COMPLEX = "各位委員：現在我向大會報告工作。一年來，徵集提案775件，立案433件，辦復率100%。\n二、2024年工作安排"
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(SIMPLE, e) for e in ("utf-8", "utf-8-sig", "gbk", "gb2312", "gb18030", "utf-16", "utf-32")]
    + [(SIMPLE, e) for e in ("utf-16-le", "utf-16-be")]
    + [(COMPLEX, e) for e in ("utf-8", "gbk", "gb18030", "big5", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")]
    + [
        ("全縣畀你喺香港嘅報告", "big5hkscs"),
        ("工作报告", "gbk"),
        ("工作報告", "big5"),
        ("政协", "gbk"),
        ("联通", "gbk"),
    ]
    + [("会议", "utf-8"), ("2023", "utf-16-le"), ("plain words", "ascii"), ("", "utf-8"), ("1", "utf-8")],
)
def test_text_is_read_in_the_encoding_it_was_written_in(text, encoding):
    assert decoded(text.encode(encoding)).text == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE, codecs.BOM_UTF8])
def test_a_mark_decides_and_does_not_become_text(mark):
    encoding = {2: "utf-16-be", 4: "utf-32-be", 3: "utf-8"}[len(mark)]
    assert decoded(mark + "工".encode(encoding)).text == "工"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16", "utf-32"])
def test_a_text_cut_inside_a_character_loses_that_character_only(encoding):
    found = decoded(SIMPLE.encode(encoding)[:-1])
    assert found.text.rstrip("\ufffd") == SIMPLE[:-1]
    assert "could not be read" in found.notes[0]


@pytest.mark.parametrize(("text", "encoding"), [(SIMPLE, "utf-8"), (SIMPLE, "gb18030"), (COMPLEX, "cp950")])
def test_a_few_broken_bytes_do_not_change_the_encoding(text, encoding):
    data = bytearray(text.encode(encoding) * 3)
    data[len(data) // 2] = 0xFF
    found = decoded(bytes(data))
    assert found.encoding == encoding
    assert sum(a != b for a, b in zip(found.text, text * 3, strict=False)) < len(text) * 2
    assert text.split("\n")[0] in found.text


def test_a_line_pasted_from_a_file_in_another_encoding_is_read():
    data = SIMPLE.encode("utf-8") + b"\n" + SIMPLE.encode("gbk")
    assert decoded(data).text == f"{SIMPLE}\n{SIMPLE}"


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "big5", "nonsense", None, ""])
def test_a_false_declaration_is_not_believed(declared):
    assert decoded(SIMPLE.encode("gb18030"), declared).text == SIMPLE


def test_noise_is_left_out_and_counted():
    found = decoded("工\x00作\x07报告\ufeff\u200b".encode())
    assert found.text == "工作报告"
    assert found.notes == ("2 control characters were left out",)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_one(end):
    assert clean(f"一{end}二")[0] == "一\n二"


def test_radicals_and_compatibility_forms_become_characters():
    assert clean("⼯作⽣产，⼀年\uf9e1\xa0末")[0] == "工作生产，一年李 末"


def test_marks_of_vertical_lines_and_signs_of_symbol_fonts_become_what_they_stand_for():
    assert (
        clean("一︑提案︵775件︶︒﹁好﹖﹂\ue5e5\ue5e5\uf06c50﹪﹒5")[0]
        == "一、提案（775件）。「好？」\u3000\u300050％.5"
    )


@pytest.mark.parametrize("before", ["utf-8", "gb18030"])
@pytest.mark.parametrize("believed", ["latin-1", "cp1252"])
def test_a_text_that_was_saved_in_a_wrong_encoding_is_read_in_the_one_before(before, believed):
    text = "各位委员：现在我报告工作，全年征集提案775件。\n" * 9
    wrong = "".join(bytes([b]).decode(believed, "ignore") or chr(b) for b in text.encode(before))
    found = decoded(wrong.encode())
    assert (found.text, found.encoding) == (text, before)
    assert found.notes == ("was saved in a wrong encoding; read in the original one",)


def test_letters_of_europe_are_no_wrong_encoding():
    assert decoded(("Ängström, Événement: große Straße\n" * 20).encode()).text.startswith("Ängström")
    assert decoded(("é" * 99 + "Ω").encode()).notes == ()


@pytest.mark.parametrize("encodings", [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_lines_in_another_encoding_are_read_where_both_would_do(encodings):
    lines = ["各位代表:", "（三）坚定不移实施项目带动战略，全力扩大有效投资", "全年征集提案775件。", "二、工作安排"] * 5
    data = b"\n".join(line.encode(encodings[n % 2]) for n, line in enumerate(lines + lines[:1] + lines))
    assert decoded(data).text.split("\n") == lines + lines[:1] + lines


@pytest.mark.parametrize("size", [40, 1000, 100_000])
def test_bytes_of_a_picture_are_no_text(size):
    with pytest.raises(ValueError, match="no text in any known encoding"):
        decoded(random.Random(size).randbytes(size))


@given(st.text(alphabet=COMMON, min_size=6), st.sampled_from(["utf-8", "gbk", "gb18030", "utf-16", "utf-16-le"]))
def test_common_characters_survive_every_encoding(text, encoding):
    data = text.encode(encoding)
    assume(encoding != "utf-16-le" or (len(set(text)) > 5 and not data.isascii()))  # without BOM 一一一 is also NNN
    assert decoded(data).text == text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        text = decoded(data).text
    except ValueError as error:
        assert "no text" in str(error)
    else:
        assert clean(text) == (text, 0)


@given(st.text())
def test_cleaning_leaves_nothing_to_clean(text):
    cleaned, _ = clean(text)
    assert clean(cleaned) == (cleaned, 0)


def test_a_file_of_one_character_repeated_is_read_quickly():
    assert len(decoded("工".encode("gb18030") * 2_000_000).text) == 2_000_000
    assert decoded(b"a" * 4_000_000 + os.linesep.encode()).encoding == "utf-8"


def test_entities_that_a_scraper_left_are_characters_and_marks_of_html_stay_as_written():
    assert without_entities("6&permil;&nbsp;&#8212;&#x2014;&QUOT;AT&T;&bogus;") == '6‰ ——"AT&T;&bogus;'
    assert without_entities("&lt;b&gt;&#60;&#062;&#x3C;&amp;lt;") == "&lt;b&gt;&#60;&#062;&#x3C;&lt;"
    assert without_entities("甲&#10;乙&#8203;丙&#0;&#1114112;") == "甲\n乙丙��"


def test_blanks_of_all_widths_are_blanks_and_variants_of_a_character_the_character():
    assert clean("达\u2009198\u202f亿\u2003\u2003元，会\ufe00议") == ("达 198 亿\u3000\u3000元，会议", 0)


def test_text_of_seven_bits_is_read():
    data = "\n".join([SIMPLE] * 3).encode("hz")
    assert (decoded(data).text, decoded(data).encoding) == ("\n".join([SIMPLE] * 3), "hz")
    assert decoded(b"a ~{ b ~} c").text == "a ~{ b ~} c"


@pytest.mark.parametrize("at", [0, 1, 10, 5000])
@pytest.mark.parametrize(("encoding", "left"), [("utf-8", 3000), ("gb18030", 3000), ("utf-16-le", 1500)])
def test_noughts_that_a_disk_left_in_or_behind_a_text_do_not_hide_it(encoding, left, at):
    found = decoded(SIMPLE[:at].encode(encoding) + b"\0" * 3000 + SIMPLE[at:].encode(encoding))
    assert (found.text, found.notes) == (SIMPLE, (f"{left} control characters were left out",))


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
@pytest.mark.parametrize("broken", [b"", b"\xff"])
def test_a_lost_byte_costs_its_character_and_puts_no_others_out_of_step(encoding, broken):
    said = ("全區代表提出建議四十二件" if encoding == "big5" else "全区代表提出建议四十二件") * 20 + "。"
    data = said.encode(encoding)
    found = decoded(b"\n".join([data, data[:20] + broken + data[21:], data]))
    whole, read, other = found.text.split("\n")
    assert whole == other == said and len(read) <= len(said) + 1
    assert read.startswith(said[:10]) and read.endswith(said[11:])
