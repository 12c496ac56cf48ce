"""A Word document → its paragraphs and tables in order, with numbers, heading levels and bold leads."""

import io
import re
import zipfile
from typing import NamedTuple

from lxml import etree

from corpus_tools.reading.encodings import clean, decoded
from corpus_tools.reading.footnotes import HEADING, raised, without_raised
from corpus_tools.reading.kinds import kind
from corpus_tools.reading.numbering import Numbers
from corpus_tools.reading.parts import attribute, content, part, related, value
from corpus_tools.reading.text import Text
from corpus_tools.reading.webpages import read_html, read_mht

_STYLE_LEVEL = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_NOT_TEXT = ("{*}Fallback", "{*}del", "{*}moveFrom", "{*}instrText", "{*}delText", "{*}rt")
_OFF = {"0", "false", "off"}
_DAMAGED = "{} is damaged: text may be missing"
_HIDDEN, _CHUNK = "没有读隐藏的文字（{}处）", "没有读插入的文件{}"
_SIGN = re.compile("[0-9A-CEF][0-9A-F]{3}")
_BEFORE_DIGIT = re.compile(r"\d[.．]?")  # the number 1. and 5个项目 are no 1.5个项目


class _Body(NamedTuple):
    """What has been read of a document so far."""

    lines: list[str]
    headings: dict[int, int]
    bold: dict[int, int]
    notes: list[str]


class _Look(NamedTuple):
    """The formatting of a document's paragraphs, and the pages embedded in it, by id."""

    styles: "_Styles"
    numbers: Numbers
    chunks: dict[str, bytes | None]


def read_docx(data: bytes, whole: bool = True) -> Text:
    """The paragraphs of the body, a row of a table on one line, notes at the end; no page headers and footers.

    Embedded documents are read too if this is the `whole` document and not embedded itself, so that nesting ends.
    """
    parts = zipfile.ZipFile(io.BytesIO(data))
    damaged = []
    main = related(parts).get("officeDocument", "word/document.xml")
    root = part(parts, main, damaged)
    if root is None:
        raise ValueError("no document in this Word file; open it in Word and save it again")
    named = related(parts, main)
    styles, numbering = (part(parts, named.get(name, f"word/{name}.xml")) for name in ("styles", "numbering"))
    chunks = [attribute(chunk, "id") for chunk in root.iter("{*}altChunk") if whole]
    look = _Look(_Styles(styles), Numbers(numbering), {id: content(parts, named.get(id, "")) for id in chunks})
    hidden = _prepare(root, look.styles)
    body = _Body([], {}, {}, [_DAMAGED.format(name) for name in damaged] + [_HIDDEN.format(hidden)] * bool(hidden))
    for block in _blocks(root):
        _add(block, body, look)
    notes = [_notes(part(parts, named.get(name, f"word/{name}.xml"))) for name in ("footnotes", "endnotes")]
    body.lines.extend([HEADING] * any(notes) + [*notes[0], *notes[1]])
    if not any(line.strip() for line in body.lines):
        raise ValueError("no text in this Word file; if its pages are pictures, save it as PDF and have it recognised")
    title = part(parts, "docProps/core.xml")
    title = title.findtext("{http://purl.org/dc/elements/1.1/}title") if title is not None else None
    return Text(
        body.lines, (title or "").strip() or None, headings=body.headings, bold=body.bold, notes=tuple(body.notes)
    )


def _prepare(root, styles: "_Styles") -> int:
    """Remove what is not read from a document and join divided paragraphs; return how many hidden runs are gone."""
    for mark in root.findall(".//{*}sdt/{*}sdtPr/{*}showingPlcHdr"):  # 单击此处输入文字
        _drop(mark.getparent().getparent())
    for mark in [*root.iterfind(".//{*}pPr/{*}rPr/{*}del"), *root.iterfind(".//{*}pPr/{*}framePr")]:
        if etree.QName(mark).localname == "del" or attribute(mark, "dropCap") not in {None, "none"}:
            _join_to_next(next(mark.iterancestors("{*}p")))
    for name in _NOT_TEXT:
        for element in list(root.iter(name)):
            _drop(element)
    for mark in root.iterfind(".//{*}r/{*}rPr/{*}vertAlign"):
        for text in mark.getparent().getparent().iterfind("{*}t") if attribute(mark, "val") == "superscript" else ():
            text.text = raised(text.text or "")
    marks = [m for m in root.iterfind(".//{*}r/{*}rPr/{*}vanish") if attribute(m, "val") not in _OFF]
    marks += [
        m for name in ("r", "p") for m in root.iter(f"{{*}}{name}Style") if styles.has(attribute(m, "val"), "vanish")
    ]
    runs = [run for mark in marks if (run := mark.getparent().getparent()).find(".//{*}t") is not None]
    for run in runs:
        _drop(run)
    return len(runs)


def _join_to_next(paragraph) -> None:
    """Join a paragraph whose end mark was deleted, or which is a drop cap, to the next one."""
    after = paragraph.getnext()
    if after is None or etree.QName(after).localname != "p":
        return
    start = int(after.find("{*}pPr") is not None)
    for element in reversed([child for child in paragraph if etree.QName(child).localname != "pPr"]):
        after.insert(start, element)
    _drop(paragraph)


def _drop(element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _blocks(body):
    """The paragraphs outside tables, the rows of tables and the embedded pages, in order."""
    for element in body.iter("{*}p", "{*}tr", "{*}altChunk"):
        in_row = next(element.iterancestors("{*}tr"), None) is not None
        in_paragraph = next(element.iterancestors("{*}p"), None) is not None
        is_row = etree.QName(element).localname == "tr"
        if not in_row and (not in_paragraph or not is_row):  # a text box stands in a paragraph
            yield element


def _add(block, body: _Body, look: _Look) -> None:
    name = etree.QName(block).localname
    if name == "tr":
        _add_row(block, body, look)
    elif name == "altChunk":
        _add_chunk(attribute(block, "id"), body, look)
    else:
        _add_paragraph(block, body, look)


def _add_paragraph(paragraph, body: _Body, look: _Look) -> None:
    style = value(paragraph, "{*}pPr/{*}pStyle")
    text, level = _text(paragraph), look.styles.level(paragraph, style)
    text = text.replace("\n", "") if level == 0 else text  # a title is set on several lines for its looks
    number = look.numbers.next(*look.styles.numbered(paragraph, style)) if text.strip() else ""
    if _BEFORE_DIGIT.fullmatch(number[-2:]) and (text[0].isdigit() or number[-1].isdigit()):
        number += " "
    for line in (number + text).split("\n"):
        if level is not None and line.strip():
            body.headings[len(body.lines)] = level
        if lead := _bold_lead(paragraph, look.styles.has(style, "b")):
            body.bold[len(body.lines)] = min(lead + len(number), len(line))
        body.lines.append(line)


def _add_row(row, body: _Body, look: _Look) -> None:
    cells = [cell for cell in row.iter("{*}tc") if next(cell.iterancestors("{*}tr")) is row]
    texts = [[_text(p) for p in cell.iter("{*}p")] for cell in cells]
    if any(len(text) > 60 for cell in texts for text in cell):  # a table for the layout: its cells hold the text
        for paragraph in row.iter("{*}p"):
            _add_paragraph(paragraph, body, look)
    elif any(words := ["".join(cell).strip() for cell in texts]):
        body.lines.append("\t".join(words))


def _add_chunk(name: str, body: _Body, look: _Look) -> None:
    """Add the lines of an embedded page."""
    data = look.chunks.get(name)
    read = _CHUNKS.get(kind(data, "")) if data else None
    if read is None:
        body.notes.append(_CHUNK.format(name))
        return
    text, at = read(data), len(body.lines)
    body.headings.update({at + line: level for line, level in text.headings.items()})
    body.bold.update({at + line: lead for line, lead in text.bold.items()})
    body.lines.extend(text.lines)


def _text(paragraph) -> str:
    """The characters of a paragraph; those of a text box in it are a paragraph of their own."""
    pieces = []
    for element in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen", "{*}sym"):
        if next(element.iterancestors("{*}p"), None) is not paragraph or element.getparent() is None:
            continue
        name = etree.QName(element).localname
        if name == "tab" and etree.QName(element.getparent()).localname == "tabs":
            continue
        sign = _SIGN.fullmatch(attribute(element, "char") or "") if name == "sym" else None
        sign = chr(int(sign[0], 16)) if sign else ""
        pieces.append({"t": element.text or "", "tab": "\t", "noBreakHyphen": "-", "sym": sign}.get(name, "\n"))
    return clean(without_raised("".join(pieces)))[0]


def _bold_lead(paragraph, style_is_bold: bool) -> int:
    """How many characters the paragraph opens with in bold."""
    lead = 0
    for run in paragraph.iter("{*}r"):
        text = "".join(t.text or "" for t in run.iterchildren("{*}t"))
        mark = run.find("{*}rPr/{*}b")
        is_bold = style_is_bold if mark is None else attribute(mark, "val") not in _OFF
        if text.strip() and not is_bold:
            break
        lead += len(text)
    return lead


def _notes(root) -> list[str]:
    notes = [] if root is None else [n for n in root if attribute(n, "type") is None]
    return [text for n in notes if (text := "".join(_text(p) for p in n.iter("{*}p")).strip())]


class _Styles:
    """What the styles of a document say of a paragraph, with what they inherit."""

    def __init__(self, root):
        styles = [] if root is None else root.iterfind("{*}style")
        self.styles = {attribute(s, "styleId"): s for s in styles}

    def chain(self, style: str | None):
        for _ in range(12):  # a style may name itself as its parent
            if style not in self.styles:
                return
            yield self.styles[style]
            style = value(self.styles[style], "{*}basedOn")

    def level(self, paragraph, style: str | None) -> int | None:
        """The level of a heading, 0 the title; None for a paragraph of text."""
        outline = value(paragraph, "{*}pPr/{*}outlineLvl")
        for s in self.chain(style):
            name = (value(s, "{*}name") or "").strip()
            if name.lower() in {"title", "标题"}:
                return 0
            if match := _STYLE_LEVEL.match(name):
                return int(match[1])
            outline = outline or value(s, "{*}pPr/{*}outlineLvl")
        return int(outline) + 1 if outline and outline in "012345678" else None

    def has(self, style: str | None, name: str) -> bool:
        """Whether text in a style is bold ("b"), or not shown ("vanish": 窗体顶端, left from a copied web page)."""
        marks = (s.find(f"{{*}}rPr/{{*}}{name}") for s in self.chain(style))
        mark = next((m for m in marks if m is not None), None)
        return mark is not None and attribute(mark, "val") not in _OFF

    def numbered(self, paragraph, style: str | None) -> tuple[str | None, str | None, str | None]:
        """The list a paragraph is in, its level, and the style that says so; each None if unknown."""
        found = [(paragraph, style), *((s, attribute(s, "styleId")) for s in self.chain(style))]
        lists = ((own, at) for element, at in found if (own := value(element, "{*}pPr/{*}numPr/{*}numId")))
        levels = (value(element, "{*}pPr/{*}numPr/{*}ilvl") for element, _ in found)
        number, said = next(lists, (None, None))
        return number, next(filter(None, levels), None), said


_CHUNKS = {  # kinds of file that are read where they were put into a document
    "docx": lambda data: read_docx(data, whole=False),
    "html": read_html,
    "mht": read_mht,
    "txt": lambda data: Text(decoded(data).text.split("\n")),
}
