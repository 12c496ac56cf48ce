"""A web page → the lines of its main text, its title, date and source."""

import email
import email.policy
import re
from collections import Counter
from contextlib import suppress
from typing import NamedTuple

from lxml import etree

from corpus_tools.reading.encodings import clean, decoded
from corpus_tools.reading.fields import iso_date
from corpus_tools.reading.scraped import is_markup
from corpus_tools.reading.text import Text
from corpus_tools.report import Removed

_NEVER = set("head script style noscript template iframe select button textarea svg math object".split())  # noqa: SIM905
_ASIDE = {"nav", "footer", "aside"}
_INLINE = set(  # every other element stands on lines of its own
    "a abbr b big bdi bdo cite code del em font i ins label mark q rp rt ruby s small span strong strike sub sup "  # noqa: SIM905
    "time tt u var o:p img input wbr".split()
)
_PARAGRAPHS = {"p", "li", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
_BOLD = frozenset(["b", "strong"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_FOLD = "\x1f"  # stands for a new line of the source code
_SPACES = re.compile(f"[ {_FOLD}]{{2,}}")
_WIDE = "[\u3000-\u9fff\uff00-\uffef“”‘’…—]"
_WIDE_FOLD = re.compile(f"(?<={_WIDE}){_FOLD}(?={_WIDE})")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_SAID = re.compile(
    r"(?:发布|發佈|发文|发表|更新|成文|公开)(?:时间|時間|日期)?\s*[:：]|日期\s*[:：]|[时時][间間]\s*[:：]"
)
_TAG_OR_END = re.compile(r"<[^<>]{0,2000}>|\n")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TOO_DEEP = {"ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR"}
_TITLES = ("articletitle", "og:title", "dc.title", "title")
_DATES = (
    "pubdate",
    "publishdate",
    "firstpublishedtime",
    "article:published_time",
    "publish_time",
    "dc.date",
    "dcterms.issued",
    "date",
)
_SOURCES = ("contentsource", "source", "mediaid", "dc.source", "og:site_name", "sitename")
_OUTSIDE = "outside the main text of the page"


class _Block(NamedTuple):
    """A line of a page: its text, the element it stands in, and what the layout says of it."""

    text: str
    element: object
    level: int | None  # of a heading
    bold: int
    linked: int  # characters in links
    aside: bool

    @property
    def is_prose(self) -> bool:
        return "。" in self.text and len(self.text) >= 30 and self.linked * 2 < len(self.text) and not self.aside


def read_html(data: bytes) -> Text:
    """The main text of a page; what stands around it is in `removed`."""
    declared = _CHARSET.search(data[:4096])
    found = decoded(data, declared and declared[1].decode())
    return _read(found.text, found.notes)


def read_markup(text: str) -> Text:
    """The main text of the body of a page as a database or a scraper gives it: the ends of its lines count too."""
    return _read(_TAG_OR_END.sub(lambda found: "<br>" if found[0] == "\n" else found[0], text))


def read_pasted(text: str) -> Text:
    """The text of a cell or a file of plain text, which may be the body of a page with its tags."""
    if is_markup(text):
        with suppress(ValueError):  # tags around nothing: then they are the text
            return read_markup(text)
    return Text(text.split("\n"))


def _read(source: str, notes: tuple[str, ...] = ()) -> Text:
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    source = _DECLARATION.sub("", source, count=1)
    tree = etree.fromstring(source, parser) if source.strip() else None
    if any(error.type_name in _TOO_DEEP for error in parser.error_log):
        return _without_structure(source, notes)
    blocks = [] if tree is None else _blocks(tree)
    if not blocks:
        raise ValueError("no text in this page; save it again from the browser with its text")
    return _main(tree, blocks)._replace(notes=notes)


def _without_structure(source: str, notes: tuple[str, ...]) -> Text:
    """The text between the tags of a page that is nested too deep to be understood."""
    lines = [line.strip() for line in re.sub(r"<[^<>]*>", "\n", source).split("\n")]
    return Text([line for line in lines if line], notes=(*notes, "nested too deep; read without its structure"))


def read_mht(data: bytes) -> Text:
    """The main text of a page saved as one file with its pictures."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    pages = [p.get_payload(decode=True) for p in message.walk() if p.get_content_type() == "text/html"]
    if not any(pages):
        raise ValueError("no page in this file; save it again from the browser as HTML")
    return read_html(max(filter(None, pages), key=len))


def _blocks(tree) -> list[_Block]:
    """The lines of a page in order, without what a reader never sees."""
    blocks, line = [], _Line(tree)
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            line.opened(element, blocks)
        else:
            line.closed(element, blocks)
    line.end(blocks)
    return blocks


class _Line:
    """The line that is being collected while the page is walked through."""

    def __init__(self, tree):
        self.element, self.level, self.parts = tree, None, []  # parts: (text, bold, linked)
        self.inside = Counter()  # in how many elements of a kind we are
        self.rows = []  # for each row of a table that is open: how many blocks there were before it, its cells

    def opened(self, element, blocks) -> None:
        self.inside.update(_kinds(element))
        if element.tag not in _INLINE:
            self.end(blocks)
            self.element, self.level = element, _level(element.tag)
        if element.tag == "tr":
            self.rows.append([len(blocks), 0])
        elif element.tag in {"td", "th"} and self.rows:
            self.rows[-1][1] += 1
        self.add(element.text)

    def closed(self, element, blocks) -> None:
        if element.tag not in _INLINE:
            self.end(blocks)
            self.element, self.level = element.getparent(), None
        if element.tag == "tr" and self.rows:
            _join_row(blocks, *self.rows.pop())
        self.inside.subtract(_kinds(element))
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if text and not self.inside["never"]:
            text = text if self.inside["pre"] else _SPACE.sub(lambda m: _FOLD if "\n" in m[0] else " ", text)
            self.parts.append((text, self.inside["bold"] > 0, self.inside["a"] > 0))

    def end(self, blocks) -> None:
        text = "".join(text for text, *_ in self.parts)
        if text and not text.isspace():
            bold, aside = _bold_lead(self.parts), self.inside["aside"] > 0
            linked = sum(len(t.strip()) for t, _, linked in self.parts if linked)
            for words in filter(None, map(_tidy, text.split("\n"))):
                blocks.append(_Block(words, self.element, self.level, min(bold, len(words)), linked, aside))
        self.parts = []


def _join_row(blocks: list[_Block], start: int, cells: int) -> None:
    """Put the cells of a row that belongs to a table of data on one line, a tab between them."""
    row = blocks[start:]
    if 2 <= len(row) <= cells and all(len(b.text) <= 60 for b in row):
        line = "\t".join(b.text for b in row)
        blocks[start:] = [row[0]._replace(text=line, linked=sum(b.linked for b in row), bold=0, level=None)]


def _kinds(element) -> list[str]:
    """What an element means for the text in it."""
    tag, style = element.tag, element.get("style", "")
    kinds = [tag] if tag in {"a", "pre"} else []
    aside = tag in _ASIDE or element.get("title") in {"header", "footer"}  # of a page that an office program made
    kinds += ["aside"] * aside + ["bold"] * (tag in _BOLD or bool(_BOLD_STYLE.search(style)))
    never = tag in _NEVER or "hidden" in element.attrib or _HIDDEN.search(style)
    return kinds + ["never"] * bool(never)


def _level(tag: str) -> int | None:
    return int(tag[1]) - 1 if re.fullmatch(r"h[1-6]", tag) else None


def _bold_lead(parts) -> int:
    """How many characters the line opens with in bold."""
    lead = ""
    for text, bold, _ in parts:
        if text.strip() and not bold:
            break
        lead += text
    return len(_tidy(lead))


def _tidy(text: str) -> str:
    """`text` with its folds undone: a new line in the source code is a space, but not between Chinese characters."""
    text = _SPACES.sub(lambda m: _FOLD if _FOLD in m[0] else m[0], text)
    return clean(_WIDE_FOLD.sub("", text).replace(_FOLD, " "))[0].strip()


def _main(tree, blocks: list[_Block]) -> Text:
    """The blocks of the main text, with what the page says of itself."""
    first, last = _extent(blocks)
    title = _meta(tree, _TITLES) or _title(tree)
    first = _with_title(blocks, first, title)
    kept, lines, removed = [], [], []
    for at, block in enumerate(blocks):
        if first <= at < last and not block.aside:
            kept.append(block)
        else:
            removed.append(Removed(block.text, _OUTSIDE, len(kept) + 1))
    lines = [b.text for b in kept]
    return Text(
        lines,
        title=title,
        published=_date(tree, lines + [r.text for r in removed]),
        source=_meta(tree, _SOURCES),
        headings={i: b.level for i, b in enumerate(kept) if b.level is not None},
        bold={i: b.bold for i, b in enumerate(kept) if b.bold},
        removed=tuple(removed),
    )


def _extent(blocks: list[_Block]) -> tuple[int, int]:
    """The first and last block of the smallest element that holds (nearly) all prose of the page."""
    total = sum(len(b.text) for b in blocks if b.is_prose)
    if not total:
        return 0, len(blocks)
    inside = {}  # element -> [prose, first block, last block + 1]
    for at, block in enumerate(blocks):
        element, prose = block.element, len(block.text) * block.is_prose
        while element is not None:
            share = inside.setdefault(element, [0, at, at])
            share[0], share[2] = share[0] + prose, at + 1
            element = element.getparent()
    holds_all = [element for element, share in inside.items() if share[0] >= 0.97 * total]
    main = min(holds_all, key=lambda e: (inside[e][2] - inside[e][1], inside[e][1]))
    while main.tag in _PARAGRAPHS and main.getparent() is not None:  # its neighbours are paragraphs too
        main = main.getparent()
    return inside[main][1], inside[main][2]


def _with_title(blocks: list[_Block], first: int, title: str | None) -> int:
    """Where the main text begins if the title printed over it is counted in: the last place before `first`."""
    for at in range(first - 1, max(first - 40, -1), -1):
        text = re.sub(r"\s", "", blocks[at].text)
        named = title and len(text) >= 6 and not blocks[at].aside and text in re.sub(r"\s", "", title)
        if blocks[at].level == 0 or (named and not blocks[at].linked):
            return at
    return first


def _meta(tree, names: tuple[str, ...]) -> str | None:
    """What the first of these names in the head of the page says."""
    said = {(m.get("name") or m.get("property") or "").lower(): m.get("content") for m in tree.iter("meta")}
    return next((_tidy(said[name]) for name in names if said.get(name) and said[name].strip()), None)


def _title(tree) -> str | None:
    """The title of the page without the names of site and column that follow it."""
    text = _tidy(next((e.text or "" for e in tree.iter("title")), "")[:500])
    return re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+|--+", text)[0].strip() or None


def _date(tree, lines: list[str]) -> str | None:
    """The date of publication: in the head of the page, or on a line that says so."""
    said = [_meta(tree, (name,)) or "" for name in _DATES]
    short = [line for line in lines if len(line) < 200]
    said += [line[m.end() : m.end() + 20] for line in short for m in [_SAID.search(line)] if m]
    said += [line for line in short if re.search(r"[来來]源\s*[:：]", line)]
    return next(filter(None, map(iso_date, said)), None)
