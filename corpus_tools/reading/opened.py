"""Documents and books in open formats (ODT, EPUB) → the page that their XML makes, and its lines."""

from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from corpus_tools.reading.archives import checked
from corpus_tools.reading.footnotes import HEADING
from corpus_tools.reading.parts import attribute, content, part
from corpus_tools.reading.text import Text
from corpus_tools.reading.webpages import read_source

LAYOUT = "没有装LibreOffice，.odt里自动编的号没有读"
_EMPTY = "no document in this file; save it again in the program it was made with, or as .txt"
_LOST = "书里缺{}章"
_TAGS = dict.fromkeys(("list", "list-item", "list-header", "section", "text-box", "text"), "div")
_TAGS |= {"p": "p", "table": "table", "table-row": "tr", "table-cell": "td", "line-break": "br"}
_BOLD = frozenset("bold 600 700 800 900".split())
_ASIDE = [f"{{*}}{name}" for name in ("annotation", "tracked-changes", "ruby-text", "forms", "note")]


def read_odt(data: bytes) -> Text:
    """The paragraphs of an OpenDocument text, a row of a table on one line, notes at the end; no page headers."""
    root = part(checked(data), "content.xml")
    body = None if root is None else root.find(".//{*}body/{*}text")
    if body is None:
        raise ValueError(_EMPTY)
    listed = body.find(".//{*}list") is not None
    notes = ["".join("".join(note.itertext()).split()) for note in body.iter("{*}note-body")]
    for element in list(body.iter(*_ASIDE)):
        element[:], element.text = [], None
    styles = root.iter("{*}text-properties")
    bold = {attribute(s.getparent(), "name") for s in styles if attribute(s, "font-weight") in _BOLD}
    for element in body.iter("*"):
        _become_html(element, bold)
    text = read_source(f"<html><body>{etree.tostring(body, encoding='unicode', method='html')}</body></html>")
    return text._replace(lines=text.lines + [HEADING] * bool(notes) + notes, notes=text.notes + (LAYOUT,) * listed)


def _become_html(element, bold: set[str | None]) -> None:
    """Turn an element of OpenDocument into that of HTML with the same meaning."""
    name, style = etree.QName(element).localname, attribute(element, "style-name")
    level, blanks = (
        int(said) if (said := attribute(element, n) or "").isdecimal() else 1 for n in ("outline-level", "c")
    )
    if name in {"s", "tab"}:
        element.text = " " * min(blanks, 99)
    tag = f"h{min(level + 1, 6)}" if name == "h" else _TAGS.get(name, "span")
    element.tag = "h1" if tag == "p" and style == "Title" else tag
    element.attrib.clear()
    if style in bold:
        element.set("style", "font-weight:bold")


def read_epub(data: bytes) -> Text:
    """The chapters of a book in their order as one text; those that are missing are noted."""
    archive = checked(data)
    container = part(archive, "META-INF/container.xml")
    root = None if container is None else container.find(".//{*}rootfile")
    package = None if root is None else part(archive, main := root.get("full-path", ""))
    if package is None:
        raise ValueError(_EMPTY)
    hrefs = {
        item.get("id"): item.get("href", "") for item in package.iter("{*}item") if item.get("properties") != "nav"
    }
    named = [hrefs[chapter.get("idref")] for chapter in package.iter("{*}itemref") if chapter.get("idref") in hrefs]
    pages = [content(archive, normpath(join(dirname(main), unquote(name)))) for name in named]
    trees = [etree.fromstring(page, etree.HTMLParser(no_network=True, encoding="utf-8")) for page in pages if page]
    bodies = [etree.tostring(body, encoding="unicode", method="html") for tree in trees for body in tree.iter("body")]
    text = read_source(f"<div>{''.join(bodies)}</div>")
    lost = (_LOST.format(len(pages) - len(trees)),) * (len(trees) < len(pages))
    return text._replace(title=package.findtext(".//{http://purl.org/dc/elements/1.1/}title"), notes=text.notes + lost)
