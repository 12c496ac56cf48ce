"""Facts about documents of every kind: their text in order, and what their layout says."""

import json
import os
import quopri
import re
import shutil
import time
import zipfile
from importlib.util import find_spec
from pathlib import Path

import docx
import matplotlib
import openpyxl
import pypdfium2
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from pylopdf_fonts_zh_cn import __file__ as fonts

from corpus_tools.corpus import read_corpus
from corpus_tools.files import contents, folder, read
from corpus_tools.reading import opened, printed
from corpus_tools.reading.columns import Page, Piece
from corpus_tools.reading.layout import paragraphs

BODY = "现在，我代表市政协常委会报告工作。一年来，征集提案775件，立案433件，办复率达到百分之百。"
PROSE = "坚持党的领导，召开协商会议{}次，提出意见建议{}条，推动解决群众急难愁盼问题，获得市委主要领导批示，转化为政策。"
FONT = str(Path(fonts).with_name("NotoSansSC-Regular.otf"))
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def written(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def packed(path, parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


# web pages


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (f"<p>　　{BODY}</p><p>&nbsp;&nbsp;二、安排</p>", [BODY, "二、安排"]),
        (f"{BODY}<br>　　二、安排<br/><br>{BODY}", [BODY, "二、安排", BODY]),
        (f"<div>{BODY[:9]}\n    {BODY[9:]}</div>", [BODY]),
        (f"<div>{BODY}<div>二、安排</div>尾句</div>", [BODY, "二、安排", "尾句"]),
        ("<p>市长 张三</p><p>New\nYork</p>", ["市长 张三", "New York"]),
        (f"<p><span>{BODY[:5]}</span><font>{BODY[5:]}</font></p>", [BODY]),
        ("<table><tr><td>指标</td><td>数值</td></tr><tr><td><p>收入</p></td><td>5亿元</td></tr></table>",
         ["指标\t数值", "收入\t5亿元"]),
        (f"<table><tr><td><p>{BODY}</p><p>{BODY}</p></td></tr></table>", [BODY, BODY]),
        (f"<script>'<p>x</p>'</script><style>p{{}}</style><p hidden>x</p><p style='display: none'>x</p>{BODY}", [BODY]),
        ("<pre>第一行\n第二行</pre>", ["第一行", "第二行"]),
        ("<ul><li>一是学习</li><li>二是调研</li></ul>", ["一是学习", "二是调研"]),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", ["<script>alert(1)</script>"]),
        (f"<div>&lt;p&gt;{BODY}&lt;/p&gt;\n&lt;p&gt;二、安排&lt;/p&gt;</div>", [BODY, "二、安排"]),
        ("<div>&lt;p&gt;&lt;/p&gt;&lt;p&gt;</div>", ["<p></p><p>"]),
        ("<p>在<st1:chsdate Year='2022'>2022年</st1:chsdate><st1:City w:st='on'>重庆</st1:City>召开<o:p></o:p></p>",
         ["在2022年重庆召开"]),
        ("<p><ruby>政<rp>(</rp><rt>zhèng</rt><rp>)</rp></ruby>协</p>", ["政协"]),
        ("<div><span style='display: block'>一、回顾</span><span style='display:block'>二、安排</span></div>",
         ["一、回顾", "二、安排"]),
        (f"<div style='visibility: hidden; opacity: 0;'><p>{BODY}</p></div><p>微信扫一扫</p>", [BODY]),
        (f"<p>加载</p><textarea>&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;二、安排&lt;/p&gt;</textarea>", [BODY, "二、安排"]),
        (f"<p>甲<span style='display:none'>{BODY}</span>乙</p>", ["甲乙"]),
        ("<p>甲<span style='font-size:0'>x.cn</span>乙<span style='font-size:0.9em'>丙</span></p>", ["甲乙丙"]),
        (f"<div style='visibility: hidden'><p>{BODY}</p><p style='display:none'>编辑</p></div><i hidden>二维码</i>",
         [BODY]),
        ("<h1>某县工作报告<br><small>来源：县政府办</small></h1>", ["某县工作报告", "来源：县政府办"]),
        ("<h1>某县<br>工作报告</h1><h3>" + f"{BODY}<br>" * 3 + "</h3>", ["某县工作报告", BODY, BODY, BODY]),
        ("<p>“六稳”<sup>[<a>1</a>]</sup>、一网<a href='#_ftn2'>2</a>，12万m<sup>2</sup></p><p><sup>1</sup>稳就业</p>",
         ["“六稳”、一网，12万m2", "1稳就业"]),
    ],
)  # fmt: skip
def test_a_page_has_the_lines_that_a_reader_sees(tmp_path, body, lines):
    assert read(written(tmp_path / "a.html", page(body))).lines == lines


@pytest.fixture
def cms(tmp_path):
    head = (
        '<meta charset="gb2312"><meta name="PubDate" content="2023-01-18 09:00">'
        '<meta name="ContentSource" content="日报">'
        "<title>某市政协工作报告_某市政协</title>"
    )
    links = "".join(
        f"<li><a href='/{n}'>栏目{n}的新闻：会议召开。领导讲话。大家鼓掌。会议结束。散会了。</a></li>" for n in range(9)
    )
    prose = "".join(f"<p>　　{PROSE.format(n, n)}</p>" for n in range(8))
    body = (
        f"<div><ul>{links}</ul></div><div><h1>某市政协工作报告</h1><div>发布时间：2023-01-18 字号：大 中 小</div>"
        f"<div id=c><p><b>一、工作回顾</b></p><p><strong>加强学习。</strong>{BODY}</p>"
        f"{prose}<p>短的最后一段</p></div></div>"
        "<div>分享到：微信</div><footer>主办单位：某市政协。地址：某市中山路一号，邮编四零零零零零，电话一二三四五六。</footer>"
    )
    return read(written(tmp_path / "a.html", page(body, head), "gbk"))


def test_hidden_prose_that_is_said_nowhere_else_is_told(tmp_path):
    more = PROSE.format(3, 5)
    hidden = f"<div style='display:none'><p>{more}</p><p>{BODY}</p></div>"
    text = read(written(tmp_path / "a.html", page(f"<p>{BODY}</p>{hidden}")))
    assert (text.lines, text.notes) == ([BODY], ("没有读隐藏的文字（1处）",))
    assert [(row.text, row.reason) for row in text.removed] == [(more, "hidden by the page")]
    assert read(written(tmp_path / "b.html", page(f"<p>{BODY}</p>" * 20 + hidden))).notes == ()


def test_the_text_of_a_page_saved_without_its_tags_keeps_the_ends_of_its_lines(tmp_path):
    lines = ["某市政协工作报告", "一、回顾", BODY]
    assert read(written(tmp_path / "a.html", "\n".join(lines))).lines == lines


def test_the_main_text_of_a_page_is_whole(cms):
    assert cms.lines[0] == "某市政协工作报告"
    assert cms.lines[2:4] == ["一、工作回顾", "加强学习。" + BODY]
    assert cms.lines[4:] == [*(PROSE.format(n, n) for n in range(8)), "短的最后一段"]


def test_what_stands_around_the_main_text_is_listed(cms):
    assert len(cms.removed) == 11
    assert {r.reason for r in cms.removed} == {"outside the main text of the page"}
    assert [r.line for r in cms.removed] == [1] * 9 + [len(cms.lines) + 1] * 2


def test_links_in_a_list_inside_the_main_text_are_no_part_of_it(tmp_path):
    links = "<div><b>相关阅读</b><ul><li><a href='1'>市领导走访慰问老委员</a></li></ul></div>"
    text = read(written(tmp_path / "a.html", page(f"<p>{BODY}</p>{links}<ul><li>{BODY}</li><li>短的一点</li></ul>")))
    assert text.lines == [BODY, "相关阅读", BODY, "短的一点"]
    assert [row.text for row in text.removed] == ["市领导走访慰问老委员"]
    assert read(written(tmp_path / "b.html", page(f"<ul><li><a href='1'>{BODY}</a></li></ul>"))).lines == [BODY]


@pytest.mark.parametrize(
    ("sheet", "seen"),
    [
        (".tip{display:none}", False),
        ("/* 提示 */ p.tip , #x { color: red; display : none !important }", False),
        (".wrap .tip{visibility:hidden}", False),
        ("@media print{.a{color:red} .tip{display:none}} .b{display:none}", True),
        (".other .tip{display:none}", True),
        (".tip{display:none} @media screen{.tip{display:block}}", False),
        (".tip{display:none} .wrap .tip{display:block}", True),
        (".tip:hover{display:none} p{display:none}", True),
        (".tip{display:none} .tip.no{display:block}", False),
        (".tip{display:none} p.tip.on{display:block}", True),
        (".tip{display:none", False),
    ],
)
def test_what_the_style_sheet_of_a_page_hides_is_not_read_but_listed(tmp_path, sheet, seen):
    tip = PROSE.format(7, 7)
    head = f"<style>{sheet}</style>"
    text = read(
        written(tmp_path / "a.html", page(f"<div class='wrap'><p class='tip on'>{tip}</p><p>{BODY}</p></div>", head))
    )
    assert text.lines == [tip] * seen + [BODY]
    assert [row.text for row in text.removed] == [tip] * (not seen)


def test_links_below_the_word_for_related_news_are_left_out_where_a_paragraph_follows(tmp_path):
    links = "<p>相关阅读：</p><p><a href='1'>一图读懂报告</a></p><p><a href='2'>市两会闭幕</a></p>"
    text = read(written(tmp_path / "a.html", page(f"<p>{BODY}</p>{links}<p>二、工作安排</p><p>{BODY}</p>")))
    assert text.lines == [BODY, "相关阅读：", "二、工作安排", BODY]
    assert [row.text for row in text.removed] == ["一图读懂报告", "市两会闭幕"]


def test_the_table_above_a_document_names_it_and_not_the_column_of_the_site(tmp_path):
    rows = "<tr><td>标　　题：</td><td>某镇2021年要情通报</td></tr><tr><td>发文日期：</td><td>2022-01-20</td></tr>"
    body = f"<table>{rows}</table><div>某镇2021年要情通报</div><div><p>{BODY}</p><p>{PROSE}</p></div>"
    text = read(written(tmp_path / "a.html", page(body, "<title>政府信息公开</title>")))
    assert (text.title, text.lines[0]) == ("某镇2021年要情通报", "某镇2021年要情通报")


def test_what_a_newspaper_says_of_an_article_names_it_and_not_the_paper(tmp_path):
    said = "<!--enpproperty <articleid>1</articleid><date>2024-02-01</date><title>一心为民</title>/enpproperty-->"
    assert (
        read(written(tmp_path / "a.html", page(f"<p>{BODY}</p>", f"{said}<title>某某日报</title>"))).title == "一心为民"
    )


def test_a_page_says_its_title_date_and_source(cms):
    assert (cms.title, cms.published, cms.source) == ("某市政协工作报告", "2023-01-18", "日报")
    assert cms.headings == {0: 0}
    assert cms.bold == {2: 6, 3: 5}


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("<p>发布时间：2023年1月8日</p>", "2023-01-08"),
        ("<p>2022-12-31 10:00 来源：某市日报</p>", "2022-12-31"),
        ("<p>發佈時間: 2023/01/11 13:47</p>", "2023-01-11"),
        ("<p>2023年1月5日在会议上</p>", None),
        ("<p>发布时间：2023-13-40</p>", None),
    ],
)
def test_the_date_of_a_page_is_what_it_says_and_never_guessed(tmp_path, body, published):
    assert read(written(tmp_path / "a.html", page(body + BODY))).published == published


@pytest.mark.parametrize("name", ["a.html", "a.doc", "a.docx", "a.pdf", "a.txt", "a"])
def test_a_page_is_known_by_what_it_holds(tmp_path, name):
    assert read(written(tmp_path / name, page(f"<p>{BODY}</p>"), "gbk")).lines == [BODY]


def test_a_page_saved_with_its_pictures_is_read(tmp_path):
    mht = (
        'From: <Saved by Browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{page(BODY)}\n--b--\n"
    )
    assert read(written(tmp_path / "a.mht", mht)).lines == [BODY]


def test_a_page_saved_without_its_pictures_as_mail_is_read(tmp_path):
    head = "From: <Saved by WebKit>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
    body = quopri.encodestring(page(f"<p>{BODY}</p>").encode()).decode()
    path = written(tmp_path / "a.mht", f"{head}Content-Transfer-Encoding: quoted-printable\n\n{body}")
    assert read(path).lines == [BODY]


def test_of_the_frames_of_a_saved_page_the_one_with_most_text_is_read(tmp_path):
    part = "--x\nContent-Type: text/html; charset=utf-8\n\n{}\n"
    frames = "<html><frameset><frame src=a></frameset><!-- " + "x" * 9000 + " --></html>"
    body = "".join(part.format(text) for text in (frames, page(f"<p>{BODY}</p>"), page("<p>栏目</p>")))
    text = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n{body}--x--\n'
    assert read(written(tmp_path / "a.mht", text)).lines == [BODY]


def test_a_page_of_short_sentences_is_read_though_a_frame_stands_beside_them(tmp_path):
    said = ["各位代表：", "经济稳步增长。", "民生持续改善。", "社会保持稳定。"]
    text = read(written(tmp_path / "a.html", page("<br>".join(said) + "<iframe src=a></iframe>")))
    assert text.lines == said


def test_a_page_nested_beyond_sense_keeps_its_text(tmp_path):
    text = read(written(tmp_path / "a.html", page("<div>" * 100_000 + BODY)))
    assert text.lines == [BODY]
    assert text.notes == ("nested too deeply; read without its structure",)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.html", page("<p> &nbsp;</p><script>1</script>"), "a.html: no text in this page"),
        (
            "a.html",
            "<html><frameset><frame src=a><frame src=b></frameset></html>",
            "in a frame; open the frame by itself",
        ),
        (
            "a.html",
            page("<h1>某县政府工作报告</h1><iframe src=a></iframe>"),
            "in a frame; open the frame by itself",
        ),
        ("a.csv", "甲,乙\n1,2\n", "no column of this table holds long Chinese texts"),
        ("a.json", f'{{"content": "{BODY}", "x": {"[" * 900}{"]" * 900}}}', "not JSON"),
    ],
)
def test_a_file_without_a_text_says_why(tmp_path, name, text, why):
    with pytest.raises(ValueError, match=why):
        contents(written(tmp_path / name, text))


# Word documents


@pytest.fixture(scope="module")
def word(tmp_path_factory):
    document = docx.Document()
    document.core_properties.title = "某市政协常委会工作报告"
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_heading("某市政协常委会工作报告", 0)
    document.add_heading("一、工作回顾", 1)
    paragraph = document.add_paragraph()
    paragraph.add_run("加强学习。").bold = True
    paragraph.add_run(BODY)
    table = document.add_table(2, 2)
    for at, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = f"格{at}"
    document.add_heading("（一）提案", 2)
    for text in ("第一件", "第二件"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("最后一句没有句号")
    path = tmp_path_factory.mktemp("word") / "a.docx"
    document.save(path)
    return path


WORD = ["某市政协常委会工作报告", "一、工作回顾", "加强学习。" + BODY, "格0\t格1", "格2\t格3", "（一）提案"]
WORD += ["1.第一件", "2.第二件", "最后一句没有句号"]


def test_a_word_document_has_paragraphs_tables_and_numbers_in_order(word):
    assert read(word).lines == WORD


def test_styles_of_word_are_hints(word):
    text = read(word)
    assert text.headings == {0: 0, 1: 1, 5: 2}
    assert text.bold[2] == 5
    assert text.title == "某市政协常委会工作报告"


def word_of(path, body, **more):
    """A bare Word document of this body."""
    with zipfile.ZipFile(path, "w") as parts:
        for name, text in {"document": f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>', **more}.items():
            parts.writestr(f"word/{name}.xml", text)
    return path


def test_chinese_numbers_and_levels_of_lists_are_written_out(tmp_path):
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, form, text in [(0, "chineseCountingThousand", "%1、"), (1, "decimal", "%1.%2")]
    )
    numbering = f'<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    body = item.format(0, "甲") + item.format(1, "乙") + item.format(0, "丙") * 10 + item.format(1, "丁")
    lines = read(word_of(tmp_path / "a.docx", body, numbering=numbering)).lines
    assert [lines[0], lines[1], lines[2], lines[10], lines[12]] == ["一、甲", "一.1乙", "二、丙", "十、丙", "十一.1丁"]


def test_deleted_text_is_gone_and_inserted_text_and_text_boxes_are_there(tmp_path):
    run = "<w:r><w:t>{}</w:t></w:r>".format
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent></w:pict></w:r>"
    body = f"<w:p>{run('留')}<w:del>{run('删')}</w:del><w:ins>{run('增')}</w:ins>{box}</w:p>"
    body += f"<w:sdt><w:sdtContent><w:p>{run('控件')}</w:p></w:sdtContent></w:sdt>"
    assert read(word_of(tmp_path / "a.docx", body)).lines == ["留增", "框", "控件"]


def test_a_word_document_that_is_damaged_inside_is_read_and_noted(tmp_path):
    body = "".join(f"<w:p><w:r><w:t>第{n}段</w:t></w:r></w:p>" for n in range(3))
    data = f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'.encode().replace("第1".encode(), b"\xff1")
    text = read(word_of(tmp_path / "a.docx", "", document=data))
    assert text.lines == ["第0段", "\ufffd1段", "第2段"]
    assert text.notes == ("word/document.xml is damaged: text may be missing",)


@needs_office
@pytest.mark.parametrize(("kind", "name"), [("doc", "a.wps"), ("rtf", "a.doc"), ("odt", "a.odt")])
def test_other_office_documents_are_read_as_word_would(word, tmp_path, kind, name):
    from corpus_tools.reading.office import converted

    (tmp_path / name).write_bytes(converted(word.read_bytes(), "docx", kind))
    assert read(tmp_path / name).lines == WORD


def test_without_libreoffice_the_remedy_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    with pytest.raises(
        ValueError, match="xml needs LibreOffice, which is not installed; install it, or save the file as"
    ):
        read(written(tmp_path / "a.doc", "<?xml version='1.0'?><?mso-application progid='Word.Document'?><a/>"))


def in_rtf(text):
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


def test_rich_text_is_read_without_libreoffice(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    said = in_rtf("政府工作报告")
    source = (
        r"{\rtf1\ansi\ansicpg1252\uc2{\fonttbl{\f0 Times;}{\f13\fcharset134 "
        + in_rtf("宋体")
        + ";}}{\\info{\\title x}}"
        "{\\header\\pard "
        + in_rtf("页眉")
        + "\\par}\\pard\\outlinelevel0\\f0 "
        + said[:6]
        + "\r\n"
        + said[6:]
        + "\\par\r\n"
        r"\pard{\listtext " + in_rtf("一、") + r"\tab}" + in_rtf("回顾") + r"{\v " + in_rtf("暗") + "}\\par\r\n"
        r"2022\u24180??"
        + in_rtf("完成５件")
        + r"{\footnote\pard "
        + in_rtf("名词")
        + r"\par}, \u-10179??\u-8704 ??\{a\}\ldblquote b\rdblquote\par "
        r"\trowd " + in_rtf("指标") + r"\cell 5\cell\row}"
    )
    text = read(written(tmp_path / "a.rtf", source))
    assert text.lines == ["政府工作报告", "一、回顾", "2022年完成５件, 😀{a}“b”", "指标\t5", "", "注释", "名词"]
    assert text.headings == {0: 1}


RTF_CASES = (  # what follows the head of a file; the lines
    (in_rtf("工作报告") + "\\\n\\\r\n" + in_rtf("各位代表") + "\\\n", ["工作报告", "", "各位代表", ""]),  # TextEdit
    (r"\v " + in_rtf("暗") + r"\v0 " + in_rtf("明") + r"\v\plain " + in_rtf("亮"), ["明亮"]),
    (r"{\v " + in_rtf("暗") + r"{\v0 " + in_rtf("明") + "}}" + in_rtf("亮"), ["明亮"]),
    (r"{\deleted " + in_rtf("旧") + "}" + in_rtf("新"), ["新"]),
    (r"{\uc2\u24037}" + in_rtf("作"), ["工作"]),  # what stands for a character ends with its group
    (r"{\pict\bin5 {{}{{}" + in_rtf("图后"), ["图后"]),
    (r"\bin-9 " + in_rtf("甲") + r"\nestcell " + in_rtf("乙") + r"\nestcell{\*\nesttableprops\nestrow}", ["甲\t乙\t"]),
    (r"\'d6" + "\r\n" + r"\'d0", ["中"]),
)


@pytest.mark.parametrize(("source", "lines"), RTF_CASES)
@pytest.mark.parametrize("head", [r"\ansi\ansicpg936 ", r"\ansi "])
def test_rich_text_of_other_programs_is_read_whole(tmp_path, monkeypatch, source, lines, head):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert read(written(tmp_path / "a.rtf", r"{\rtf1" + head + source + "}")).lines == lines


def test_groups_of_rich_text_without_end_are_a_damage(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    with pytest.raises(ValueError, match=r"a.rtf: damaged, or not a .rtf file; save it again in the program"):
        read(written(tmp_path / "a.rtf", r"{\rtf1 " + "{" * 10**6 + in_rtf("正文")))


ODT = (
    '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:fo="f">'
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    "<office:body><office:text><text:tracked-changes><text:p>删去的</text:p></text:tracked-changes>"
    '<text:p text:style-name="Title">工作报告</text:p>'
    '<text:h text:outline-level="1">一、回顾</text:h><text:p><text:span text:style-name="T1">加强学习。</text:span>'
    '新建<text:s text:c="2"/>5'
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注一</text:p></text:note-body>"
    "</text:note>座。</text:p>"
    "<table:table><table:table-row><table:table-cell><text:p>指标</text:p></table:table-cell><table:table-cell><text:p>5"
    "</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>"
)


def test_an_open_document_is_read_without_libreoffice(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT}
    text = read(packed(tmp_path / "a.odt", parts))
    assert text.lines == ["工作报告", "一、回顾", "加强学习。新建 5座。", "指标\t5", "注释", "注一"]
    assert (text.headings, text.bold, text.notes) == ({0: 0, 1: 1}, {2: 5}, ())
    listed = ODT.replace(
        "<text:h", "<text:list><text:list-item><text:p>加强管理</text:p></text:list-item></text:list><text:h"
    )
    text = read(packed(tmp_path / "b.odt", {**parts, "content.xml": listed}))
    assert (text.lines[1], text.notes) == ("加强管理", (opened.LAYOUT,))


def test_the_chapters_of_a_book_are_one_text_in_its_own_order(tmp_path):
    chapter = "<?xml version='1.0'?><html xmlns='x'><head><title>章</title></head><body>{}</body></html>".format
    package = (
        "<package xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>某市工作报告</dc:title><manifest>"
        "<item id='n' href='n.xhtml' properties='nav'/>"
        "<item id='1' href='a%20b.xhtml'/><item id='2' href='../c.xhtml'/><item id='3' href='d.xhtml'/></manifest>"
        "<spine><itemref idref='n'/><itemref idref='2'/><itemref idref='1'/><itemref idref='3'/></spine></package>"
    )
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": "<c><rootfile full-path='O/p.opf'/></c>"}
    parts |= {
        "O/p.opf": package,
        "O/n.xhtml": chapter("<p>目录</p>"),
        "O/a b.xhtml": chapter(f"<h2>二、安排</h2><p>{BODY}</p>"),
    }
    text = read(packed(tmp_path / "a.epub", {**parts, "c.xhtml": chapter(f"<h2>一、回顾</h2><p>{BODY}</p>")}))
    assert text.lines == ["一、回顾", BODY, "二、安排", BODY]
    assert (text.title, text.notes) == ("某市工作报告", ("书里缺1章",))
    old = f"<?xml version='1.0' encoding='gbk'?><html><body><p>{BODY}</p></body></html>".encode("gbk")
    again = package.replace("</spine>", "<itemref idref='2'/>" * 99 + "</spine>")
    text = read(packed(tmp_path / "b.epub", {**parts, "O/p.opf": again, "c.xhtml": old, "O/d.xhtml": " "}))
    assert (text.lines, text.notes) == ([BODY, "二、安排", BODY], ("书里缺1章",))


@pytest.mark.parametrize("body", ["", "<text:h text:outline-level='9'> </text:h>"])
def test_an_open_document_without_text_is_named_so(tmp_path, monkeypatch, body):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    start, end = ODT.partition("<text:tracked")[0], "</office:text></office:body></office:document-content>"
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": start + body + end}
    with pytest.raises(ValueError, match=r"a.odt: no text in this file; remove it or save it again with its text"):
        read(packed(tmp_path / "a.odt", parts))


def test_a_long_page_with_many_rules_is_read_in_a_moment(tmp_path):
    rules = "".join(f".a .c{n}{{display:none}}" for n in range(200))
    lines = "".join(f"<p class='c{n % 300}'>{n}</p>" for n in range(9000))
    page = f"<style>{rules}</style><body><div class='a'>{lines}<p>{BODY}</p></div></body>"
    began = time.process_time()
    lines = read(written(tmp_path / "a.html", page)).lines
    assert (len(lines), lines[-1]) == (3001, BODY)
    assert time.process_time() - began < 5


# PDF and OFD


def wrapped(text, width):
    """`text` as typesetters break it: two characters in, no punctuation at the start of a line."""
    text, lines = "　　" + text, []
    while text:
        end = next(n for n in range(width, width + 9) if text[n : n + 1] not in set("。，、；"))
        lines.append(text[:end])
        text = text[end:]
    return lines


def pdf(path, pages, size=12):
    """A PDF with these (x, y, text) on its pages, in shares of the page from its lower left."""
    font = FontProperties(fname=FONT)
    with matplotlib.rc_context({"pdf.fonttype": 42}), PdfPages(path) as file:
        for page in pages:
            figure = Figure(figsize=(8.27, 11.69))
            for x, y, text, *larger in page:
                figure.text(x, y, text, fontproperties=font, size=larger[0] if larger else size)
            file.savefig(figure)
    return path


PARAGRAPHS = [PROSE.format(n, 3 * n) for n in range(24)]


def test_the_lines_of_a_pdf_become_paragraphs_again(tmp_path):
    lines = [line for p in PARAGRAPHS for line in wrapped(p, 30)]
    pages = []
    for number in range(0, len(lines), 25):
        page = [(0.3, 0.95, "某市政协第三次会议文件", 9), (0.45, 0.04, f"— {number // 25 + 1} —", 9)]
        pages.append(page + [(0.1, 0.9 - 0.03 * at, line) for at, line in enumerate(lines[number : number + 25])])
    text = read(pdf(tmp_path / "a.pdf", pages))
    assert [line.strip() for line in text.lines] == PARAGRAPHS
    assert [r.reason for r in text.removed] == ["page header", "page number"] * len(pages)


def test_columns_are_read_one_after_the_other(tmp_path):
    lines = [line for p in PARAGRAPHS[:12] for line in wrapped(p, 16)]
    half = -(-len(lines) // 2)
    placed = [(0.08 + 0.46 * (at // half), 0.9 - 0.016 * (at % half), line) for at, line in enumerate(lines)]
    text = read(pdf(tmp_path / "a.pdf", [[(0.3, 0.95, "工作报告", 22), *placed]], size=9))
    assert [line.strip() for line in text.lines] == ["工作报告", *PARAGRAPHS[:12]]
    assert text.headings == {0: 0}


def test_a_title_on_two_lines_is_one_and_a_number_does_not_end_a_paragraph(tmp_path):
    title = [(0.12, 0.9, "某市政协二〇二三年常务委员会工作", 22), (0.43, 0.86, "情况的报告", 22)]
    first, last = "　　" + PARAGRAPHS[0][:20] + "热线电话:", "023-61520695-0001-0002。"
    lines = [*wrapped(PARAGRAPHS[1], 30), *wrapped(PARAGRAPHS[2], 30), first, last, *wrapped(PARAGRAPHS[3], 30)]
    text = read(pdf(tmp_path / "a.pdf", [[*title, *((0.1, 0.8 - 0.03 * at, line) for at, line in enumerate(lines))]]))
    expected = [
        "某市政协二〇二三年常务委员会工作情况的报告",
        PARAGRAPHS[1],
        PARAGRAPHS[2],
        first.strip() + last,
        PARAGRAPHS[3],
    ]
    assert [line.strip() for line in text.lines] == expected
    assert text.headings == {0: 0}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_as_it_is_written(tmp_path, turn):
    lines = [line for p in PARAGRAPHS[:4] for line in wrapped(p, 26)]
    steps = [(0.1, 0.9 - 0.03 * at) for at in range(len(lines))]
    # the corner where a line begins, turned with the page
    corner = {
        0: lambda x, y: (x, y),
        90: lambda x, y: (1 - y, x),
        180: lambda x, y: (1 - x, 1 - y),
        270: lambda x, y: (y, 1 - x),
    }
    font = FontProperties(fname=FONT)
    figure = Figure(figsize=(9, 9))
    for (x, y), line in zip(steps, lines, strict=True):
        x, y = corner[turn](x, y)
        figure.text(x, y, line, fontproperties=font, size=12, rotation=turn, rotation_mode="anchor")
    figure.text(0.5, 0.5, "征求意见稿", fontproperties=font, size=60, rotation=45, alpha=0.1)
    with matplotlib.rc_context({"pdf.fonttype": 42}):
        figure.savefig(tmp_path / "a.pdf")
    assert [line.strip() for line in read(tmp_path / "a.pdf").lines] == PARAGRAPHS[:4]


@pytest.mark.parametrize("gap", [0.4, 0.9])
def test_spaced_out_characters_and_figures_are_no_words_of_their_own(gap):
    lines = [f"全年征集提案{n}件，立案4330件。" for n in range(1000, 1020)]
    width = 10 * (1 + gap)
    pieces = [
        Piece(c, 30 + at * width, 40 + at * width, 60 + 20 * row, 70 + 20 * row, 10)
        for row, line in enumerate(lines)
        for at, c in enumerate(line)
    ]
    assert "".join(paragraphs([Page(pieces, 600, 800)]).lines) == "".join(lines)


def test_a_pdf_whose_fonts_name_no_characters_or_that_runs_down_is_named(tmp_path):
    strange = "".join(map(chr, range(0xC0, 0x100))) * 3
    with pytest.raises(ValueError, match="its fonts do not say which characters they draw; install rapidocr"):
        read(pdf(tmp_path / "a.pdf", [[(0.05, 0.9, strange[:60], 9), (0.05, 0.8, BODY, 9)]]))
    down = [(0.8 - 0.05 * (n // 30), 0.9 - 0.02 * (n % 30), c) for n, c in enumerate(BODY * 3)]
    with pytest.raises(ValueError, match=r"its text is vertical; save its text as \.docx or \.txt"):
        read(pdf(tmp_path / "b.pdf", [down]))


def test_a_pdf_of_pictures_names_the_optional_recogniser(tmp_path):
    if find_spec("rapidocr"):
        pytest.skip("the recogniser is installed")
    with pytest.raises(ValueError, match=r"its pages are pictures.*rapidocr"):
        read(pdf(tmp_path / "a.pdf", [[], []]))


def test_a_page_with_a_few_characters_and_no_picture_is_read(tmp_path):
    pages = [[(0.4, 0.6, "工作报告")], [(0.1, 0.9 - 0.02 * n, PARAGRAPHS[0][:40]) for n in range(20)]]
    text = read(pdf(tmp_path / "a.pdf", pages))
    assert (text.lines[0], text.notes) == ("工作报告", ())


@pytest.mark.parametrize("kept", [b"stream\n" + b"x" * 40, b""], ids=["no page can be loaded", "nothing is on them"])
def test_a_pdf_whose_pages_are_broken_is_damaged_and_no_picture(tmp_path, kept):
    whole = pdf(tmp_path / "a.pdf", [[(0.1, 0.9, PARAGRAPHS[0])]]).read_bytes()
    if kept:
        broken = re.sub(rb"stream\r?\n.{40}", kept, whole, flags=re.DOTALL)
    else:
        broken = whole.replace(b"/Contents", b"/Contemps")
    (tmp_path / "a.pdf").write_bytes(broken)
    with pytest.raises(ValueError, match="damaged, or not a PDF; print or save it again as PDF"):
        read(tmp_path / "a.pdf")


def ofd(path, objects):
    document = '<o:Document xmlns:o="o"><o:Pages><o:Page ID="1" BaseLoc="Pages/0.xml"/></o:Pages></o:Document>'
    text = '<o:TextObject Boundary="{} {} 170 6" Size="4"><o:TextCode X="0" Y="4">{}</o:TextCode></o:TextObject>'
    with zipfile.ZipFile(path, "w") as parts:
        root = '<o:OFD xmlns:o="o"><o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody></o:OFD>'
        parts.writestr("OFD.xml", root)
        parts.writestr("Doc_0/Document.xml", document)
        body = "".join(text.format(*o) for o in objects)
        parts.writestr("Doc_0/Pages/0.xml", f'<o:Page xmlns:o="o"><o:Content>{body}</o:Content></o:Page>')
    return path


def test_an_ofd_is_read_in_the_order_of_its_page(tmp_path):
    path = ofd(tmp_path / "a.ofd", [(28, 60, "现在报告工作，" * 5), (20, 66, "请予审议。"), (20, 50, "工作报告")])
    assert read(path).lines == ["工作报告", "现在报告工作，" * 5 + "请予审议。"]


def test_an_ofd_without_text_is_named(tmp_path):
    with pytest.raises(ValueError, match="its pages are pictures without a text layer"):
        read(ofd(tmp_path / "a.ofd", []))


# tables with one report a row

ROWS = [["编号", "标题", "年份", "发布日期", "正文"], [1, "甲市报告", 2022, "2023-01-05", f"甲市报告\n{BODY}"]]
ROWS += [[2, "乙市报告", "2021年", "2022年2月3日", BODY * 3], [3, "空", "", "", ""]]


def sheets(path, tables):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def told(path):
    return [(name, t.title, t.year, t.published, len(t.lines)) for name, t in contents(path).texts]


EXPECTED = [("a_00002", "甲市报告", 2022, "2023-01-05", 2), ("a_00003", "乙市报告", 2021, "2022-02-03", 1)]


@pytest.mark.parametrize(("separator", "encoding"), [(",", "utf-8-sig"), ("\t", "gbk"), (";", "utf-16")])
def test_each_row_of_a_table_is_a_report(tmp_path, separator, encoding):
    lines = [separator.join(f'"{cell}"' for cell in row) for row in ROWS]
    assert told(written(tmp_path / "a.csv", "\n".join(lines), encoding)) == EXPECTED


def test_each_row_of_a_sheet_is_a_report(tmp_path):
    assert told(sheets(tmp_path / "a.xlsx", {"表": ROWS})) == EXPECTED


def test_lines_in_a_cell_end_as_any_program_ends_them(tmp_path):
    path = sheets(tmp_path / "a.xlsx", {"表": [["正文"], [f"{BODY}_x000D_\n{BODY}\r\n{BODY}"]]})
    assert contents(path).texts[0][1].lines == [BODY] * 3


NAMED = [{"title": "甲市报告", "year": 2022, "content": [f"甲市报告{BODY}", BODY], "url": None}, {"content": BODY}]


@pytest.mark.parametrize("whole", [True, False])
def test_each_object_of_json_is_a_report(tmp_path, whole):
    lines = json.dumps(NAMED) if whole else "\n".join(json.dumps(each, ensure_ascii=False) for each in NAMED)
    path = written(tmp_path / ("a.json" if whole else "a.jsonl"), lines)
    assert told(path) == [("a_00001", "甲市报告", 2022, None, 2), ("a_00002", None, None, None, 1)]


@pytest.mark.parametrize(
    ("value", "titles"),
    [
        ({"code": 0, "data": {"list": [{"title": t, "content": BODY} for t in "甲乙"]}}, ["甲", "乙"]),
        ({"data": {"title": "甲", "content": {"text": [BODY]}}}, ["甲"]),
        ({"title": "甲", "paragraphs": [{"text": BODY, "section": 0}], "n": 7}, ["甲"]),
        ({"title": "汇编", "list": [{"title": "甲", "content": BODY}]}, ["甲"]),
        ([{"title": t, key: BODY} for t, key in zip("甲乙丙", ("正文", "content", "html"), strict=True)], [*"甲乙丙"]),
    ],
)
def test_reports_are_found_inside_objects_of_json(tmp_path, value, titles):
    texts = [text for _, text in contents(written(tmp_path / "a.json", json.dumps(value))).texts]
    assert [text.title for text in texts] == titles and {*map(tuple, (text.lines for text in texts))} == {(BODY,)}


@pytest.mark.parametrize(
    "value",
    [
        {
            "title": "综述",
            "parts": [{"heading": "", "paragraphs": [BODY]}, {"heading": "一、提案", "paragraphs": [BODY]}],
        },
        {
            "title": "综述",
            "content": BODY,
            "children": [{"title": "一、提案", "content": "", "children": [{"content": BODY}]}],
        },
        {"title": "综述", "words_result": [{"words": text, "at": {"top": 7}} for text in (BODY, "一、提案", BODY)]},
        [{"page": n, "text": text} for n, text in enumerate((BODY, "一、提案", BODY), 1)],
    ],
)
def test_sections_lines_and_pages_of_an_object_are_of_one_report(tmp_path, value):
    found = contents(written(tmp_path / "a.json", json.dumps(value))).texts
    assert [text.lines for _, text in found] == [[BODY, "一、提案", BODY]]


PARTS = [["一、提案", BODY], ["一、提案", PROSE.format(7, 8)], ["二、调研", BODY]]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (["章节", "内容"], PARTS),
        (["标题", "内容"], [[head, ""] if n == 0 else ["", text] for head, text in PARTS[::2] for n in (0, 1)]),
        ([], [["某县工作报告", ""], *PARTS]),
    ],
)
def test_headings_and_paragraphs_in_columns_of_their_own_are_one_report(tmp_path, head, rows):
    path = tmp_path / "a.csv"
    written(path, "\n".join(",".join(row) for row in [head, *rows] if row).replace("，", "、"))
    (_, text), *others = contents(path).texts
    assert not others and text.lines.count("一、提案") == 1 and "二、调研" in text.lines


def test_pages_are_counted_anew_in_each_report(tmp_path):
    rows = "\n".join(f"{n},{BODY}".replace("，", "、") for n in (1, 2, 1, 2, 3))
    assert [len(text.lines) for _, text in contents(written(tmp_path / "a.csv", f"页码,正文\n{rows}\n4")).texts] == [
        2,
        3,
    ]


def test_strings_of_json_with_line_ends_of_all_kinds_and_half_characters_are_read(tmp_path):
    said = json.dumps({"title": "甲\ud800", "content": f"{BODY}\u2028{BODY}\x85{BODY}"}, ensure_ascii=False)
    path = tmp_path / "a.jsonl"
    path.write_bytes(f"{said}\n{said}".replace("\ud800", "\\ud800").encode())
    assert [(text.title, text.lines) for _, text in contents(path).texts] == [("甲?", [BODY] * 3)] * 2


def test_json_is_read_where_it_is_named_and_not_by_the_way(tmp_path):
    path = written(tmp_path / "a.json", json.dumps(NAMED[0]))
    found = folder(tmp_path)
    assert not found.paths
    assert found.skipped[0][1].endswith(
        "JSON in a folder may be of any program; name the file itself if it holds reports"
    )
    assert len(contents(path).texts) == 1


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "[]", "3", '{"a": {"b": 1}}', '{"正文": ""}'])
def test_json_without_reports_is_named(tmp_path, text):
    with pytest.raises(ValueError, match=r"JSON|table") as error:
        contents(written(tmp_path / "a.json", text))
    assert "\n" not in str(error.value)


def test_the_column_of_the_texts_is_found_by_its_length(tmp_path):
    rows = "\n".join(f"{n},名称{n},{BODY}" for n in range(3))
    assert [t.lines for _, t in contents(written(tmp_path / "a.csv", rows)).texts] == [[BODY]] * 3


@pytest.mark.parametrize(("organ", "source"), [("单位", "来源"), ("机构", "信息来源"), ("organ", "source")])
def test_the_columns_of_a_table_tell_body_year_day_and_source(tmp_path, organ, source):
    rows = [f"标题,{organ},年份,日期,{source},正文", f"履职纪实,重庆市江北区政协,2021,2022/1/5,某某日报,{BODY}"]
    report = read_corpus(written(tmp_path / "a.csv", "\n".join(rows))).reports[0]
    assert (report.title, report.organ, report.year) == ("履职纪实", "重庆市江北区政协", 2021)
    assert (report.published, report.source, report.place) == ("2022-01-05", "某某日报", ("重庆市", "江北区"))


PASTED = (
    "某区政协2023年工作综述\n"
    '<p>一年来，征集提案775件，立案433件，办复率100%。</p><p\nstyle="text-indent:2em">一、凝聚&ldquo;共识&rdquo;<br/>'
    "报送社情民意信息120条。</p><div>打印本页</div>"
)


@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_the_body_of_a_page_is_read_without_its_tags_where_a_scraper_left_them(tmp_path, name):
    text = PASTED if name == "a.txt" else '标题,正文\n综述,"' + PASTED.replace('"', '""') + '"'
    report = read_corpus(written(tmp_path / name, text)).reports[0]
    assert [h.text for h in report.headings] == ["一、凝聚“共识”"]
    assert [p.text for p in report.paragraphs] == [
        "一年来，征集提案775件，立案433件，办复率100%。",
        "报送社情民意信息120条。",
    ]
    assert {"打印本页"} <= {line.text for line in report.removed}
    assert report.year == 2023


LEFT = {
    "i.txt": "首页 > 要闻\n\\u4e00\\u3001\\u63d0\\u6848\n{}\n二、调研\n{}",
    "a.txt": "首页 > 要闻\n<strong>一、提案</strong>\n{}\n<span style='color:red'>二、调研</span>\n{}",
    "b.txt": '<meta content="text/html; charset=gb2312">\n首页 > 要闻\n<p>一、提案<br>{}</p>\n<p>二、调研<br>{}</p>',
    "c.txt": "首页 > 要闻\\n一、提案\\n{}\\n二、调研\\n{}",
    "d.csv": '标题,正文\n综述,"首页 > 要闻&lt;p&gt;一、提案&lt;/p&gt;{}&lt;p&gt;二、调研&lt;/p&gt;{}"',
    "e.md": "## 首页 > 要闻\n\n**一、提案**<br>{}<br/>\n<div>二、调研</div>\n{}",
    "f.json": '{{"title": "综述", "content": "<p>首页 > 要闻</p><p>一、提案</p>{}<p>二、调研</p>{}"}}',
    "h.txt": "首页 > 要闻&lt;p&gt;一、提案&lt;/p&gt;{}&lt;p&gt;二、调研&lt;/p&gt;{}",
}


@pytest.mark.parametrize("name", sorted(LEFT))
def test_what_scrapers_leave_in_texts_is_read_as_it_was_meant(tmp_path, name):
    first, second = (f"新增学校{n}所，群众满意率稳步提高。" for n in "六九")
    path = written(tmp_path / name, LEFT[name].format(first, second))
    lines = [line for line in contents(path).texts[0][1].lines if line]
    assert lines == ["首页 > 要闻", "一、提案", first, "二、调研", second]


@pytest.mark.parametrize("number", ["{:>3}\t", "{:03}: ", "[{}] "])
def test_the_numbers_that_an_editor_prints_before_all_lines_go_and_are_told(tmp_path, number):
    said = ["工作报告", "", *([BODY, "一、提案"] * 5)]
    counted = [number.format(n) + line for n, line in enumerate(said, 1)]
    text = contents(written(tmp_path / "a.txt", "\n".join(counted))).texts[0][1]
    assert (text.lines, text.notes) == (said, ("去掉了12行前的行号",))
    others = ["工作报告", *counted[1:]]
    assert contents(written(tmp_path / "b.txt", "\n".join(others))).texts[0][1].lines == others


def test_characters_of_a_font_of_its_own_are_told_where_they_stand_in_prose(tmp_path):
    text = contents(written(tmp_path / "a.txt", f"工作报告\n\ue600 分享\n征集提案\ue001\ue002件。\n{BODY}")).texts[0][1]
    assert text.notes == ("有2个字符是字体自造的，读不出是什么字：对照原件",)


def test_readings_that_a_site_put_behind_characters_go_and_are_told(tmp_path):
    page = [
        "溆(xù)浦縣(xiàn)政協(xié)工作報(bào)告",
        "各位委員：",
        "一年來，縣(xiàn)政協(xié)團(tuán)結(jié)各界（gè）委員，圍(wéi)繞(rào)中心(xin)履職,，辦(bàn)結(jié)提案120件,。",
    ]
    [report] = read_corpus(written(tmp_path / "網頁.txt", "\n".join(page))).reports
    assert (report.title, report.organ) == ("溆浦縣政協工作報告", "湖南省怀化市溆浦县政协")
    assert report.paragraphs[0].text == "一年來，縣政協團結各界委員，圍繞中心履職，辦結提案120件。"
    assert report.notes[0] == "去掉了写在汉字后面的拼音14处"
    few = ["鄞（yín）州区全面推开路长制(road)，", *["单位(km)、企业(GDP)、平台(app)" for _ in range(20)]]
    assert contents(written(tmp_path / "a.txt", "\n".join(few))).texts[0][1].lines == few


def test_tags_on_few_lines_are_of_the_text(tmp_path):
    said = f"{BODY}标签<p>与<br>是写法。"
    assert contents(written(tmp_path / "a.txt", said)).texts[0][1].lines == [said]


LINES = ["某市政协工作报告", "一、工作回顾", BODY * 3, "二、工作安排", "（一）加强学习", BODY * 2]


@pytest.mark.parametrize("names", [[], ["内容"], ["序号", "内容"]])
def test_a_table_whose_rows_are_the_lines_of_a_report_is_that_report(tmp_path, names):
    rows = [names] * bool(names) + [[str(n), line][-max(len(names), 1) :] for n, line in enumerate(LINES)]
    [(name, text)] = contents(written(tmp_path / "a.csv", "\n".join(map(",".join, rows)))).texts
    assert (name, text.lines) == ("a_00001", LINES)
    for value in (
        LINES,
        "\n".join(LINES),
        {"articleTitle": LINES[0], "pubTime": "2021-12-20", "articleContent": LINES},
    ):
        [(_, text)] = contents(written(tmp_path / "a.json", json.dumps(value))).texts
        assert text.lines == LINES
    assert (text.title, text.published) == (LINES[0], "2021-12-20")


@pytest.mark.parametrize("names", [[], ["序号", "内容"]])
def test_rows_too_short_for_reports_are_the_lines_of_one_without_numbers_too(tmp_path, names):
    lines = ["某市检察院工作报告", "检察长 王小明", "各位代表：", BODY, "强化监督", "服务大局", BODY]
    rows = [names] * bool(names) + [[str(n), line][-max(len(names), 1) :] for n, line in enumerate(lines)]
    [(_, text)] = contents(written(tmp_path / "a.csv", "\n".join(map(",".join, rows)))).texts
    assert text.lines == lines
    long = [[f"{line}{BODY * 60}"] for line in lines]
    assert len(contents(sheets(tmp_path / "b.xlsx", {"报告": long})).texts) == len(lines)


def test_all_sheets_of_a_workbook_are_read_and_one_without_reports_is_told(tmp_path):
    tables = {"说明": [["张三整理"]], "空": [], "甲": [["正文"], [BODY]], "乙": [["2023年汇总"], ["正文"], [BODY * 2]]}
    found = contents(sheets(tmp_path / "a.xlsx", tables)).texts
    assert [(name, text.lines) for name, text in found] == [("a_00002", [BODY]), ("a_4_00003", [BODY * 2])]
    assert {text.notes for _, text in found} == {("工作表“说明”里没有读到报告",)}
    with pytest.raises(ValueError, match="no column of this table holds long Chinese texts"):
        contents(sheets(tmp_path / "b.xlsx", {"说明": [["张三整理"]]}))


PARTS = [f"{start}{PROSE}" for start in ("回顾一年来的工作，", "展望新的一年，", "摘要：")]


@pytest.mark.parametrize(
    ("names", "cells", "lines", "notes"),
    [
        (["年份", "回顾", "安排"], ["2022", *PARTS[:2]], PARTS[:2], ()),
        (["回顾", "年份", "安排", "注"], [6 * PARTS[0], "2022", 6 * PARTS[1], "无"], [6 * PARTS[0], 6 * PARTS[1]], ()),
        (["正文", "摘要"], [PARTS[0], PARTS[2] * 3], PARTS[:1], ("栏“摘要”的文字没有读入正文",)),
        (["正文", "摘要"], [PARTS[0], PARTS[0][:60]], PARTS[:1], ()),
        (["a", "b"], [PARTS[0], f"<p>{PARTS[0]}</p>"], PARTS[:1], ()),
    ],
)
def test_columns_of_texts_are_joined_and_what_is_left_out_is_told(tmp_path, names, cells, lines, notes):
    [(_, of_table)] = contents(written(tmp_path / "a.csv", f"{','.join(names)}\n{','.join(cells)}")).texts
    [(_, of_json)] = contents(written(tmp_path / "a.json", json.dumps(dict(zip(names, cells, strict=True))))).texts
    assert (of_table.lines, of_table.notes) == (of_json.lines, of_json.notes) == (lines, notes)


def test_a_workbook_is_known_by_what_it_holds_and_not_by_its_name(tmp_path):
    path = sheets(tmp_path / "a.xlsx", {"表": [["正文"], [BODY]]}).rename(tmp_path / "a.txt")
    assert contents(path).texts[0][1].lines == [BODY]


@pytest.mark.parametrize("height", [1.5, 3.6])
def test_the_low_small_box_of_a_point_stays_in_its_line(height):
    line = [
        Piece(c, 50 + 10 * i, 60 + 10 * i, 100 - (height if c == "." else 12), 100, height if c == "." else 12)
        for i, c in enumerate("产值289.4亿元,增长5.2%。")
    ]
    assert paragraphs([Page(line, 600, 800)]).lines == ["产值289.4亿元,增长5.2%。"]


def test_the_size_of_a_character_is_that_of_its_font_and_not_of_its_box(tmp_path):
    placed = [(0.1, 0.8, "一丨人，。1.58%" * 3, 12), (0.1, 0.6, "工作报告", 22)]
    with pypdfium2.PdfDocument(pdf(tmp_path / "a.pdf", [placed])) as document:
        page = printed._pdf_page(document, 0)
    assert {round(piece.size, 1) for piece in page.pieces} == {12.0, 22.0}


RARE = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 48>>stream
BT /F 20 Tf 72 700 Td <%s> Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>endobj
6 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>
/DW 1000>>endobj
7 0 obj<</Length 112>>stream
1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <D86DDFDE> <0002> <6848> endbfchar
endstream endobj
trailer<</Root 1 0 R>>"""


def test_a_rare_character_that_takes_two_places_in_a_pdf_is_whole():
    with pypdfium2.PdfDocument(RARE % b"00020001000200010001") as document:
        assert "".join(piece.text for piece in printed._pdf_page(document, 0).pieces) == "案𫟞案𫟞𫟞"


def test_a_character_that_the_font_of_a_pdf_does_not_name_leaves_its_mark(tmp_path):
    with pypdfium2.PdfDocument(RARE % b"00020000000200020002") as document:
        assert "".join(piece.text for piece in printed._pdf_page(document, 0).pieces) == "案\ufffd案案案"


LENT = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length %d>>stream
BT %s ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[6 0 R]>>endobj
6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 7 0 R
/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>endobj
7 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/Ascent 880/Descent -120/FontBBox[0 -120 1000 880]>>endobj
8 0 obj<</Title<FEFF%s>>>endobj
trailer<</Root 1 0 R/Info 8 0 R>>"""


def lent(path, placed, title=""):
    """A PDF with these (x, y, size, text) that brings no font, each text as wide as if its size were 16."""
    line = b"/F %g Tf %g Tz 1 0 0 1 %g %g Tm <%s> Tj "
    page = b"".join(line % (size, 1600 / size, x, y, _hex(text)) for x, y, size, text in placed)
    path.write_bytes(LENT % (len(page), page, _hex(title)))
    return path


def _hex(text):
    return text.encode("utf-16-be").hex().encode()


def test_single_characters_of_a_pdf_without_fonts_are_read(tmp_path):
    each = [(50 + 16 * n, 600, 16, c) for n, c in enumerate("受理案件三千件。")]
    text = read(lent(tmp_path / "a.pdf", [(50, 700, 16, "某市中级人民法院工作报"), (50, 680, 16, "告"), *each] * 3))
    assert text.lines == ["某市中级人民法院工作报告", "受理案件三千件。"]


def test_sizes_that_recognition_measured_are_about_the_same(tmp_path):
    lines = [line for p in PARAGRAPHS[:4] for line in wrapped(p, 30)]
    placed = [(50, 760 - 26 * at, 15 + 0.17 * (at * 7 % 13), line) for at, line in enumerate(lines)]
    assert [line.strip() for line in read(lent(tmp_path / "a.pdf", placed)).lines] == PARAGRAPHS[:4]


def test_the_title_that_a_pdf_gives_itself_mends_the_one_on_its_page(tmp_path, monkeypatch):
    given = [(50, 760, 16, "某市法院工作报告"), (50, 720, 16, BODY[:30])]
    name, marks = printed._character, str.maketrans("院采", "\ufffd" * 2)
    monkeypatch.setattr(printed, "_character", lambda text, at: name(text, at).translate(marks))
    text = read(lent(tmp_path / "a.pdf", given, "某市法院工作报告"))
    assert text.lines == ["某市法院工作报告", BODY[:30].replace("采", "\ufffd")]
    assert read(lent(tmp_path / "b.pdf", given, "某县法院工作报告")).lines[0] == "某市法\ufffd工作报告"


def test_large_letters_that_lie_under_the_text_are_no_text():
    text = [Piece("字", 10 + 10 * n, 20 + 10 * n, 50, 60, 10) for n in range(20)]
    stamp, title = Piece("密", 30, 90, 20, 80, 60), Piece("题", 30, 60, 10, 40, 30)
    assert printed._without_stamp([title, *text, stamp]) == [title, *text]


def page_of(*said, body=""):
    """A page whose text stands in the data of its scripts."""
    scripts = "".join(f"<script>{text}</script>" for text in said)
    return f"<html><head><title>某市</title></head><body><div id=app>{body}</div>{scripts}</body></html>"


HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
STATE = {"user": {}, "article": {"title": "某市政府工作报告", "content": HTML, "pubDate": "2024-01-09"}}


@pytest.mark.parametrize("write", ["window.__STATE__ = {};", "var a={{b:1}};\nvar s={};function f(){{}}", " {} "])
def test_a_report_that_only_the_scripts_of_a_page_hold_is_read_and_told(tmp_path, write):
    data = write.format(json.dumps(STATE, ensure_ascii=False))
    text = read(written(tmp_path / "a.html", page_of("var x = 1", data, body="首页")))
    assert (text.title, text.published, text.lines) == ("某市政府工作报告", "2024-01-09", PARAGRAPHS)
    assert text.notes == ("正文取自网页脚本里的数据",)


def test_a_report_that_is_a_string_of_a_script_is_read(tmp_path):
    text = read(written(tmp_path / "a.html", page_of('var a = "x", body = ' + json.dumps(HTML) + ";")))
    assert (text.title, text.lines) == ("某市", PARAGRAPHS)


def test_data_of_scripts_is_left_alone_where_the_page_shows_its_text(tmp_path):
    shown = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:3])
    text = read(written(tmp_path / "a.html", page_of("s=" + json.dumps(STATE), body=shown)))
    assert (text.lines, text.notes) == (PARAGRAPHS[:3], ())
    short = {"title": "关于本站", "content": PARAGRAPHS[0]}
    assert read(written(tmp_path / "b.html", page_of("s=" + json.dumps(short), body="联系我们"))).lines == ["联系我们"]


def test_the_title_of_a_report_in_a_row_over_its_text_is_read_though_the_page_has_another(tmp_path):
    rows = ["要闻", "政府工作报告", "——2024年1月9日在某市人民代表大会上", f"<div>{HTML}</div>"]
    body = f"<table>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</table>"
    text = read(written(tmp_path / "a.html", f"<html><title>某某日报数字报</title><body>{body}</body></html>"))
    assert text.lines[:2] == rows[1:3]
    assert [row.text for row in text.removed] == ["要闻"]
