"""A Word document → its paragraphs and tables in order, with numbers, heading levels and bold leads."""

import io
import re
import zipfile
from collections import defaultdict
from typing import NamedTuple

from lxml import etree

from corpus_tools.reading.encodings import clean
from corpus_tools.reading.text import Text

_LARGEST_PART = 64 << 20  # bytes of one part of a document, unpacked
_STYLE_LEVEL = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_DIGITS = "〇一二三四五六七八九"
_NOT_TEXT = ("{*}Fallback", "{*}del", "{*}moveFrom", "{*}instrText", "{*}delText")


class _Level(NamedTuple):
    """How one level of a list is numbered."""

    form: str  # decimal, chineseCounting, …
    pattern: str  # %1、
    start: int


def read_docx(data: bytes) -> Text:
    """The paragraphs of the body, a row of a table on one line, notes at the end; no page headers and footers."""
    parts = zipfile.ZipFile(io.BytesIO(data))
    damaged = []
    body = part(parts, "word/document.xml", damaged)
    if body is None:
        raise ValueError("no document in this Word file; open it in Word and save it again")
    for name in _NOT_TEXT:
        for element in list(body.iter(name)):
            _drop(element)
    styles, numbers = _Styles(part(parts, "word/styles.xml")), _Numbers(part(parts, "word/numbering.xml"))
    lines, headings, bold = [], {}, {}
    for block in _blocks(body):
        _add(block, (lines, headings, bold), styles, numbers)
    for note in ("word/footnotes.xml", "word/endnotes.xml"):
        lines += _notes(part(parts, note))
    if not any(line.strip() for line in lines):
        raise ValueError("no text in this Word file; if its pages are pictures, save it as PDF and have it recognised")
    title = part(parts, "docProps/core.xml")
    title = title.findtext("{http://purl.org/dc/elements/1.1/}title") if title is not None else None
    notes = tuple(f"{name} is damaged: text may be missing" for name in damaged)
    return Text(lines, title=(title or "").strip() or None, headings=headings, bold=bold, notes=notes)


def part(parts: zipfile.ZipFile, name: str, damaged: list[str] | None = None):
    """The root of an XML part, or None if there is none; entities stay unresolved, and its size is limited.

    What can be saved of a damaged part comes back, and its name is added to `damaged`.
    """
    if name not in parts.namelist():
        return None
    if parts.getinfo(name).file_size > _LARGEST_PART:
        raise ValueError(f"{name} would unpack to more than {_LARGEST_PART >> 20} MB; save the text in a smaller file")
    with parts.open(name) as file:
        data = file.read(_LARGEST_PART + 1)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
        raise ValueError("defines XML entities, which no office program does; save it again from Word")
    try:
        return etree.fromstring(data, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError:
        if damaged is not None:
            damaged.append(name)
        return etree.fromstring(data.decode("utf-8", "replace").encode(), etree.XMLParser(**_SAFE, recover=True))


def _drop(element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _blocks(body):
    """The paragraphs outside tables and the rows of tables, in order."""
    for element in body.iter("{*}p", "{*}tr"):
        name = etree.QName(element).localname
        in_row = next(element.iterancestors("{*}tr"), None) is not None
        in_paragraph = next(element.iterancestors("{*}p"), None) is not None
        if not in_row and (name == "tr" or not in_paragraph):
            yield element
        elif in_paragraph and not in_row and name == "p":
            yield element  # a text box stands in a paragraph


def _add(block, into: tuple[list, dict, dict], styles: "_Styles", numbers: "_Numbers") -> None:
    lines, headings, bold = into
    if etree.QName(block).localname == "tr":
        cells = ["".join(_text(p) for p in cell.iter("{*}p")).strip() for cell in block.iterchildren("{*}tc")]
        long = any(len(p) > 60 for cell in block.iterchildren("{*}tc") for p in map(_text, cell.iter("{*}p")))
        if not long:
            lines += ["\t".join(cells)] if any(cells) else []
            return
        for paragraph in block.iter("{*}p"):  # the table is there for the layout: its cells hold the text
            _add(paragraph, into, styles, numbers)
        return
    style = _value(block, "{*}pPr/{*}pStyle")
    text, level = _text(block), styles.level(block, style)
    number = numbers.next(block, styles.numbered(style)) if text.strip() else ""
    for line in (number + text).split("\n"):
        if level is not None and line.strip():
            headings[len(lines)] = level
        if lead := _bold_lead(block, styles.bold(style)):
            bold[len(lines)] = min(lead + len(number), len(line))
        lines.append(line)


def _text(paragraph) -> str:
    """The characters of a paragraph; those of a text box in it are a paragraph of their own."""
    pieces = []
    for element in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen"):
        if next(element.iterancestors("{*}p"), None) is not paragraph or element.getparent() is None:
            continue
        name = etree.QName(element).localname
        if name == "tab" and etree.QName(element.getparent()).localname == "tabs":
            continue
        pieces.append({"t": element.text or "", "tab": "\t", "noBreakHyphen": "-"}.get(name, "\n"))
    return clean("".join(pieces))[0]


def _bold_lead(paragraph, style_is_bold: bool) -> int:
    """How many characters the paragraph opens with in bold."""
    lead = 0
    for run in paragraph.iter("{*}r"):
        text = "".join(t.text or "" for t in run.iterchildren("{*}t"))
        mark = run.find("{*}rPr/{*}b")
        is_bold = style_is_bold if mark is None else _attribute(mark, "val") not in {"0", "false", "off"}
        if text.strip() and not is_bold:
            break
        lead += len(text)
    return lead


def _notes(root) -> list[str]:
    notes = [] if root is None else [n for n in root if _attribute(n, "type") is None]
    return [text for n in notes if (text := "".join(_text(p) for p in n.iter("{*}p")).strip())]


def _attribute(element, name: str) -> str | None:
    return next((v for k, v in element.attrib.items() if etree.QName(k).localname == name), None)


def _value(element, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else _attribute(found, "val")


class _Styles:
    """What the styles of a document say of a paragraph, with what they inherit."""

    def __init__(self, root):
        styles = [] if root is None else root.iterfind("{*}style")
        self.styles = {_attribute(s, "styleId"): s for s in styles}

    def chain(self, style: str | None):
        for _ in range(12):  # a style may name itself as its parent
            if style not in self.styles:
                return
            yield self.styles[style]
            style = _value(self.styles[style], "{*}basedOn")

    def level(self, paragraph, style: str | None) -> int | None:
        """The level of a heading, 0 the title; None for a paragraph of text."""
        outline = _value(paragraph, "{*}pPr/{*}outlineLvl")
        for s in self.chain(style):
            name = (_value(s, "{*}name") or "").strip()
            if name.lower() in {"title", "标题"}:
                return 0
            if match := _STYLE_LEVEL.match(name):
                return int(match[1])
            outline = outline or _value(s, "{*}pPr/{*}outlineLvl")
        return int(outline) + 1 if outline and outline in "012345678" else None

    def bold(self, style: str | None) -> bool:
        marks = (s.find("{*}rPr/{*}b") for s in self.chain(style))
        mark = next((m for m in marks if m is not None), None)
        return mark is not None and _attribute(mark, "val") not in {"0", "false", "off"}

    def numbered(self, style: str | None):
        return next((n for s in self.chain(style) if (n := s.find("{*}pPr/{*}numPr")) is not None), None)


class _Numbers:
    """The automatic numbers of paragraphs, which are not part of their text."""

    def __init__(self, root):
        self.levels, self.counts = {}, defaultdict(dict)
        if root is None:
            return
        lists = {_attribute(a, "abstractNumId"): a for a in root.iterfind("{*}abstractNum")}
        for number in root.iterfind("{*}num"):
            abstract = lists.get(_value(number, "{*}abstractNumId"))
            for level in [] if abstract is None else abstract.iterfind("{*}lvl"):
                start = _value(level, "{*}start") or "1"
                known = _Level(_value(level, "{*}numFmt") or "", _value(level, "{*}lvlText") or "", _whole(start))
                self.levels[_attribute(number, "numId"), _attribute(level, "ilvl")] = known

    def next(self, paragraph, of_style) -> str:
        """The number that stands before the text of this paragraph."""
        numbered = paragraph.find("{*}pPr/{*}numPr")
        numbered = of_style if numbered is None else numbered
        if numbered is None:
            return ""
        number, at = _value(numbered, "{*}numId"), _value(numbered, "{*}ilvl") or "0"
        level = self.levels.get((number, at))
        if level is None or level.form in {"bullet", "none"}:
            return ""
        counts, depth = self.counts[number], _whole(at)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]

        def shown(match) -> str:
            above = int(match[1]) - 1
            return _number(counts.get(above, 1), self.levels.get((number, str(above)), level).form)

        return re.sub(r"%([1-9])", shown, level.pattern)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _number(n: int, form: str) -> str:
    """`n` as the list wants it: 12 or 十二 or ⑫."""
    if "hinese" in form or "japanese" in form or "ideographDigital" in form or form == "taiwaneseCounting":
        tens, ones = divmod(n, 10)
        if n >= 100:
            return str(n)
        return ("" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十") + (
            _DIGITS[ones] if ones or not n else ""
        )
    if "EnclosedCircle" in form and 1 <= n <= 20:
        return chr(0x2460 + n - 1)
    letters = {"upperLetter": "A", "lowerLetter": "a"}
    return chr(ord(letters[form]) + (n - 1) % 26) if form in letters else str(n)
