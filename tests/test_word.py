"""Facts about Word documents as offices make them: their parts, lists, what was put in and what is hidden."""

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
