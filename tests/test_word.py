"""Facts about Word documents as offices make them: their parts, lists, what was put in and what is hidden."""

import io
import quopri
import zipfile

import pytest

from corpus_tools.files import read

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAGE = "<html><body><h1>工作报告</h1><p>一年来，征集提案775件。</p></body></html>"
MHT = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\
Content-Transfer-Encoding: quoted-printable\n\n{quopri.encodestring(PAGE.encode()).decode()}\n--b--\n"


def run(text, looks=""):
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(text, looks="", end=""):
    return f"<w:p><w:pPr>{looks}<w:rPr>{end}</w:rPr></w:pPr>{run(text)}</w:p>"


def item(text, number=None, level=None, style=None):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    level = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    number = f'<w:numPr>{level}<w:numId w:val="{number}"/></w:numPr>' if number is not None else ""
    return paragraph(text, style + number)


def document(body):
    return f'<w:document xmlns:w="w" xmlns:r="r"><w:body>{body}</w:body></w:document>'


def relations(*named):
    rows = (f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(named))
    return f"<Relationships>{''.join(rows)}</Relationships>"


@pytest.fixture
def packed(tmp_path):
    def read_from(parts):
        """What is read of a document that is made of these parts."""
        with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return read(tmp_path / "a.docx")

    return read_from


@pytest.fixture
def word(packed):
    """What is read of a document with this body, and with these parts beside it."""
    return lambda body, **parts: packed(
        {"word/document.xml": document(body), **{f"word/{name}.xml": part for name, part in parts.items()}}
    )


@pytest.mark.parametrize("main", ["word/document2.xml", "/word/document2.xml", "word/../word/document2.xml"])
def test_the_parts_of_a_document_are_those_it_names(packed, main):
    heading = '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    parts = {"_rels/.rels": relations(("officeDocument", main))}
    parts["word/document2.xml"] = document(item("提案", style="H"))
    parts["word/_rels/document2.xml.rels"] = relations(("styles", "styles2.xml"))
    parts["word/styles2.xml"] = f'<w:styles xmlns:w="w">{heading}</w:styles>'
    text = packed(parts)
    assert (text.lines, text.headings) == (["提案"], {0: 2})


@pytest.mark.parametrize("name", ["word\\document.xml", "Word/Document.xml"])
def test_the_names_of_parts_may_be_written_in_other_ways(packed, name):
    assert packed({"_rels/.rels": relations(), name: document(paragraph("提案"))}).lines == ["提案"]


@pytest.mark.parametrize("page", [PAGE, MHT])
def test_a_page_that_was_put_into_a_document_is_read_in_its_place(packed, page):
    rels = relations(("aFChunk", "chunk.dat"))
    text = packed(
        {
            "word/document.xml": document(paragraph("前") + '<w:altChunk r:id="r0"/>' + paragraph("后")),
            "word/_rels/document.xml.rels": rels,
            "word/chunk.dat": page,
        }
    )
    assert (text.lines, text.headings) == (["前", "工作报告", "一年来，征集提案775件。", "后"], {1: 0})


def test_what_was_put_in_and_cannot_be_read_is_told(word):
    text = word(paragraph("前") + '<w:altChunk r:id="r7"/>')
    assert (text.lines, text.notes) == (["前"], ("没有读插入的文件r7",))


def test_hidden_text_is_left_out_and_told(word):
    shown = run("办理", '<w:vanish w:val="0"/>')
    text = word(f"<w:p>{run('提案')}{run('请核实', '<w:vanish/>')}{shown}</w:p>")
    assert (text.lines, text.notes) == (["提案办理"], ("没有读隐藏的文字（1处）",))


def test_the_reading_of_a_character_is_no_part_of_the_text(word):
    ruby = f"<w:r><w:ruby><w:rt>{run('zhèng')}</w:rt><w:rubyBase>{run('政')}</w:rubyBase></w:ruby></w:r>"
    assert word(f"<w:p>{ruby}{run('协')}</w:p>").lines == ["政协"]


@pytest.mark.parametrize(
    ("looks", "end", "lines"),
    [
        ("", "<w:del/>", ["各位委员"]),
        ('<w:framePr w:dropCap="drop"/>', "", ["各位委员"]),
        ('<w:framePr w:dropCap="none"/>', "", ["各位", "委员"]),
        ("", "<w:ins/>", ["各位", "委员"]),
    ],
)
def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(word, looks, end, lines):
    assert word(paragraph("各位", looks, end) + paragraph("委员")).lines == lines


def test_the_last_end_that_was_deleted_changes_nothing(word):
    assert word(paragraph("各位", "", "<w:del/>") + "<w:sectPr/>").lines == ["各位"]


def test_cells_in_content_controls_are_cells(word):
    cell = "<w:sdt><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt>".format
    row = f"<w:tr>{cell(paragraph('提案'))}{cell(paragraph('775件'))}</w:tr>"
    assert word(f"<w:tbl>{row}</w:tbl>").lines == ["提案\t775件"]


def level(at, pattern, style=""):
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:lvl w:ilvl="{at}">{styled}<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{pattern}"/></w:lvl>'


def numbering(abstracts, numbers):
    made = "".join(f'<w:abstractNum w:abstractNumId="{n}">{inner}</w:abstractNum>' for n, inner in abstracts.items())
    rows = (f'<w:num w:numId="{n}"><w:abstractNumId w:val="{a}"/>{more}</w:num>' for n, (a, more) in numbers.items())
    return f'<w:numbering xmlns:w="w">{made}{"".join(rows)}</w:numbering>'


TWO = level(0, "%1、") + level(1, "（%2）")
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
OWN = f'<w:lvlOverride w:ilvl="0">{level(0, "第%1章　")}</w:lvlOverride>'


@pytest.mark.parametrize(
    ("abstracts", "numbers", "items", "lines"),
    [
        ({0: TWO}, {1: (0, ""), 2: (0, "")}, [(1, 0), (2, 0), (2, 1), (1, 0)], ["一、", "二、", "（一）", "三、"]),
        ({0: TWO}, {1: (0, ""), 2: (0, ANEW)}, [(1, 0), (1, 0), (2, 0), (2, 0)], ["一、", "二、", "一、", "二、"]),
        ({0: TWO}, {1: (0, OWN)}, [(1, 0), (1, 1)], ["第一章　", "（一）"]),
        ({0: '<w:numStyleLink w:val="L"/>', 5: f'<w:styleLink w:val="L"/>{TWO}'}, {1: (0, "")}, [(1, 1)], ["（一）"]),
        ({0: TWO}, {1: (9, "")}, [(1, 0), (2, 0)], ["", ""]),
    ],
)
def test_lists_are_numbered_as_word_numbers_them(word, abstracts, numbers, items, lines):
    body = "".join(item("", *each).replace("<w:t>", "<w:t>工") for each in items)
    assert word(body, numbering=numbering(abstracts, numbers)).lines == [f"{line}工" for line in lines]


def test_a_level_may_belong_to_a_style(word):
    levels = level(0, "%1、", "A") + level(1, "（%2）", "B")
    own = '<w:style w:styleId="{}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'.format
    child = '<w:style w:styleId="C"><w:basedOn w:val="B"/></w:style>'
    styles = f'<w:styles xmlns:w="w">{own("A")}{own("B")}{child}</w:styles>'
    body = item("甲", style="A") + item("乙", style="B") + item("丙", style="C")
    text = word(body, styles=styles, numbering=numbering({0: levels}, {1: (0, "")}))
    assert text.lines == ["一、甲", "（一）乙", "（二）丙"]


def test_footnotes_and_endnotes_stand_at_the_end_under_a_heading_of_their_own(word):
    def notes(text):
        separator = '<w:footnote w:type="separator"><w:p/></w:footnote>'
        return f'<w:footnotes xmlns:w="w">{separator}<w:footnote>{paragraph(text)}</w:footnote></w:footnotes>'

    body = paragraph("工作报告") + paragraph("全年征集提案775件。")
    found = word(body, footnotes=notes("“六稳”：指稳就业等。"), endnotes=notes("“六保”：指保就业等。"))
    assert found.lines == ["工作报告", "全年征集提案775件。", "注释", "“六稳”：指稳就业等。", "“六保”：指保就业等。"]
    assert word(body).lines == ["工作报告", "全年征集提案775件。"]


def test_a_style_and_a_paragraph_tell_of_a_list_together(word):
    own = '<w:style w:styleId="{}">{}<w:pPr><w:numPr>{}</w:numPr></w:pPr></w:style>'.format
    second = own("B", '<w:basedOn w:val="A"/>', '<w:ilvl w:val="1"/>')
    second_level = '<w:numPr><w:ilvl w:val="1"/></w:numPr>'
    first = own("A", "", '<w:numId w:val="1"/>')
    styles = f'<w:styles xmlns:w="w">{first}{second}</w:styles>'
    body = (
        item("甲", style="A")
        + item("乙", style="B")
        + paragraph("丙", f'<w:pStyle w:val="A"/>{second_level}')
        + item("丁", 0, style="A")
    )
    text = word(body, styles=styles, numbering=numbering({0: TWO}, {1: (0, "")}))
    assert text.lines == ["一、甲", "（一）乙", "（二）丙", "丁"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimalEnclosedCircleChinese", "①②"),
        ("decimalEnclosedParen", "⑴⑵"),
        ("chineseLegalSimplified", "壹贰"),
        ("upperRoman", "ⅠⅡ"),
        ("chineseCountingThousand", "一二"),
        ("lowerLetter", "ab"),
    ],
)
def test_numbers_have_the_form_that_a_list_wants(word, form, numbers):
    made = numbering({0: level(0, "%1").replace("chineseCounting", form)}, {1: (0, "")})
    assert word(item("提案", 1) * 2, numbering=made).lines == [f"{number}提案" for number in numbers]


def test_a_legal_number_has_digits_throughout(word):
    made = numbering(
        {0: level(0, "%1、") + level(1, "%1.%2、").replace("<w:numFmt", "<w:isLgl/><w:numFmt")}, {1: (0, "")}
    )
    assert word(item("甲", 1, 0) + item("乙", 1, 1), numbering=made).lines == ["一、甲", "1.1、乙"]


@pytest.mark.parametrize(("pattern", "lines"), [("%1.", ["1. 5个项目", "2.提案"]), ("%1", ["1 5个项目", "2 提案"])])
def test_a_number_and_the_figure_that_follows_are_two(word, pattern, lines):
    made = numbering({0: level(0, pattern).replace("chineseCounting", "decimal")}, {1: (0, "")})
    assert word(item("5个项目", 1) + item("提案", 1), numbering=made).lines == lines


def test_a_document_that_was_put_into_another_is_read_in_its_place(packed):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as inner:
        inner.writestr("word/document.xml", document(paragraph("一、回顾") + '<w:altChunk r:id="r0"/>'))
        inner.writestr("word/_rels/document.xml.rels", relations(("aFChunk", "a.txt")))
        inner.writestr("word/a.txt", "太深")
    parts = {"word/document.xml": document('<w:altChunk r:id="r0"/>' + paragraph("后") + '<w:altChunk r:id="r1"/>')}
    parts["word/_rels/document.xml.rels"] = relations(("aFChunk", "a.docx"), ("aFChunk", "b.txt"))
    text = packed({**parts, "word/a.docx": data.getvalue(), "word/b.txt": "二、打算\n三、建设".encode("gbk")})
    assert text.lines == ["一、回顾", "后", "二、打算", "三、建设"]


def test_what_a_style_hides_and_what_waits_to_be_filled_in_is_no_text(word):
    hides = '<w:style w:styleId="z"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="y"><w:basedOn w:val="z"/>'
    asks = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('单击此处')}</w:sdtContent></w:sdt>"
    body = paragraph("提案") + paragraph("窗体顶端", '<w:pStyle w:val="y"/>') + asks
    body += f"<w:p>{run('办理')}" + run("口径", '<w:rStyle w:val="z"/>') + "</w:p>"
    text = word(body, styles=f'<w:styles xmlns:w="w">{hides}</w:style></w:styles>')
    assert [line for line in text.lines if line] == ["提案", "办理"]
    assert text.notes == ("没有读隐藏的文字（2处）",)


def test_signs_of_fonts_are_characters_unless_they_are_pictures(word):
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'.format
    assert word(
        f"<w:p>{sign('Wingdings', 'F06C')}{run('增长5')}{sign('仿宋', '0025')}{sign('x', 'D800')}</w:p>"
    ).lines == ["增长5%"]


def test_raised_numbers_of_notes_go_and_exponents_stay(word):
    up = '<w:vertAlign w:val="superscript"/>'
    said = [("“六稳”", ""), ("[", up), ("1]", up), ("，12万m", ""), ("2", up), ("，一网", ""), ("3", up)]
    body = f"<w:p>{''.join(run(*each) for each in said)}</w:p>"
    note = f"<w:p>{run('[1]', up)}{run('六稳：指稳就业等。')}</w:p>"
    assert word(body + note).lines == ["“六稳”，12万m2，一网", "[1]六稳：指稳就业等。"]


def test_a_title_on_several_lines_is_one(word):
    title = '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    body = f'<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>{run("某县")}<w:r><w:br/></w:r>{run("工作报告")}</w:p>'
    text = word(
        body + f"<w:p>{run('甲')}<w:r><w:br/></w:r>{run('乙')}</w:p>",
        styles=f'<w:styles xmlns:w="w">{title}</w:styles>',
    )
    assert (text.lines, text.headings) == (["某县工作报告", "甲", "乙"], {0: 0})
