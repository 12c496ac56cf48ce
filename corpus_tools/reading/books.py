"""An electronic book (EPUB) → the lines of its chapters in their order."""

import posixpath
import zipfile
from contextlib import suppress
from urllib.parse import unquote

from corpus_tools.reading.archives import checked
from corpus_tools.reading.parts import content, part
from corpus_tools.reading.text import Text
from corpus_tools.reading.webpages import read_html


def read_epub(data: bytes) -> Text:
    """The text of a book whose chapters make one report."""
    parts = checked(data)
    lines, headings, bold = [], {}, {}
    title, chapters = _contents(parts)
    for chapter in chapters:
        with suppress(ValueError):  # a cover, without text
            text, at = read_html(content(parts, chapter) or b""), len(lines)
            headings.update({at + line: level for line, level in text.headings.items()})
            bold.update({at + line: lead for line, lead in text.bold.items()})
            lines += text.lines
    if not lines:
        raise ValueError("no text in this file; remove it or save it again with its text")
    return Text(lines, title=title, headings=headings, bold=bold)


def _contents(parts: zipfile.ZipFile) -> tuple[str | None, list[str]]:
    """The title of a book, and the names of the parts that are its chapters."""
    container = part(parts, "META-INF/container.xml")
    found = None if container is None else container.find(".//{*}rootfile")
    name = "" if found is None else found.get("full-path", "")
    book = part(parts, name) if name else None
    if book is None:
        raise ValueError("damaged, or no EPUB; save it again in the program it was made with, or as .txt")
    files = {item.get("id"): unquote(item.get("href", "")) for item in book.iterfind(".//{*}manifest/{*}item")}
    order = [files.get(item.get("idref"), "") for item in book.iterfind(".//{*}spine/{*}itemref")]
    title = (book.findtext(".//{http://purl.org/dc/elements/1.1/}title") or "").strip()
    return title or None, [posixpath.normpath(posixpath.join(posixpath.dirname(name), href)) for href in order]
