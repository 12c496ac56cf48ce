"""What a file of any kind comes down to: lines of text, and what the file itself says of them."""

from typing import NamedTuple

from corpus_tools.report import Removed


class Text(NamedTuple):
    """The lines of one report as its file gives them; what the file does not say is None or empty.

    `headings` and `bold` are hints by index in `lines`: what the layout says, not what the words say.
    A line of `removed` stood before line `Removed.line` of `lines`, counted from 1.
    """

    lines: list[str]
    title: str | None = None  # html title or meta, docx properties, column of a table
    published: str | None = None  # ISO date
    source: str | None = None  # who published it: meta ContentSource, og:site_name
    year: int | None = None  # a column of a table says so
    organ: str | None = None  # likewise
    headings: dict[int, int] = {}  # noqa: RUF012 - level of a heading, 0 the title: docx styles, html h1 to h6
    bold: dict[int, int] = {}  # noqa: RUF012 - characters a line opens with in bold; as many as it has: all of it
    removed: tuple[Removed, ...] = ()  # repeated page headers, page numbers
    notes: tuple[str, ...] = ()  # what a reader should be warned of: characters that could not be read
