"""Documents and books in open formats (ODT, EPUB) → the page that their XML makes, and its lines."""

from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from corpus_tools.reading.archives import checked
from corpus_tools.reading.footnotes import HEADING
from corpus_tools.reading.parts import attribute, content, part
from corpus_tools.reading.text import Text
from corpus_tools.reading.webpages import parsed, read_source, source_of

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
    text = _page([body])
    return text._replace(lines=text.lines + [HEADING] * bool(notes) + notes, notes=text.notes + (LAYOUT,) * listed)


def _become_html(element, bold: set[str | None]) -> None:
    """Turn an element of OpenDocument into that of HTML with the same meaning."""
    name, style = etree.QName(element).localname, attribute(element, "style-name")
    said = (attribute(element, "c" if name == "s" else "outline-level") or "")[:2]
    count = int(said) if said.isdecimal() else 1
    if name in {"s", "tab"}:
        element.text = " " * count
    tag = f"h{min(count + 1, 6)}" if name == "h" else _TAGS.get(name, "span")
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
        item.get("id"): item.get("href") or "" for item in package.iter("{*}item") if item.get("properties") != "nav"
    }
    named = [hrefs[chapter.get("idref")] for chapter in package.iter("{*}itemref") if chapter.get("idref") in hrefs]
    paths = [normpath(join(dirname(main), unquote(name))) for name in dict.fromkeys(named)]
    pages = [page for path in paths if (page := content(archive, path))]
    trees = [tree for page in pages if (tree := parsed(source_of(page).text)[0]) is not None]
    text = _page([body for tree in trees for body in tree.iter("body")])
    lost = (_LOST.format(len(paths) - len(trees)),) * (len(trees) < len(paths))
    return text._replace(title=package.findtext(".//{http://purl.org/dc/elements/1.1/}title"), notes=text.notes + lost)


def _page(bodies: list) -> Text:
    """The text of a page that consists of these elements."""
    if not any(said.strip() for body in bodies for said in body.itertext()):
        raise ValueError("no text in this file; remove it or save it again with its text")
    whole = "".join(etree.tostring(body, encoding="unicode", method="html") for body in bodies)
    return read_source(f"<div>{whole}</div>")
