"""What a file of any kind comes down to: lines of text, and what the file itself says of them."""

from typing import NamedTuple

from corpus_tools.report import Removed


class Text(NamedTuple):
    """The lines of one report as its file gives them; what the file does not say is None or empty.

    `headings` and `bold` are hints by index in `lines`: what the layout says, not what the words say.
    """

    lines: list[str]
    title: str | None = None  # of the file itself: html title or meta, docx properties, column of a table
    published: str | None = None  # ISO date
    source: str | None = None  # who published it: meta ContentSource, og:site_name
    year: int | None = None  # a column of a table says so
    headings: dict[int, int] = {}  # line -> level, 0 is the title: docx heading styles, html h1 to h6
    bold: dict[int, int] = {}  # line -> number of characters it opens with in bold; all of it: a bold line
    removed: tuple[Removed, ...] = ()  # page headers, page numbers; `line`: the line of `lines` it stood before, from 1
    notes: tuple[str, ...] = ()  # what a reader should be warned of: characters that could not be read
