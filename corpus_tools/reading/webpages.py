"""A web page → the lines of its main text, its title, date and source."""

import email
import email.policy
import re
from collections import Counter
from contextlib import suppress
from itertools import takewhile
from typing import NamedTuple

from lxml import etree

from corpus_tools.lexicon import CHINESE
from corpus_tools.reading.encodings import decoded
from corpus_tools.reading.footnotes import raised, without_raised
from corpus_tools.reading.page_facts import FOLD, SOURCES, TITLES, meta, page_title, published, tidy
from corpus_tools.reading.scraped import is_markup, spelled_out
from corpus_tools.reading.stylesheets import veiled
from corpus_tools.reading.text import Text
from corpus_tools.report import Removed

_NEVER = set("head script style iframe select button svg math object rp rt".split())
_UNSEEN = {"noscript", "template", "textarea"}
_ASIDE = {"nav", "footer", "aside"}
_INLINE = set(  # every other element stands on lines of its own
    "a abbr b big bdi bdo cite code del em font i ins label mark q rp rt ruby s small span strong strike sub sup "
    "time tt u var img input wbr".split()
)
_OFFICE = ("o:", "st1:", "st2:", "w:")  # Word marks dates and places in its pages: <st1:chsdate>
_PARAGRAPHS = {"p", "li", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
_BOLD = frozenset(["b", "strong"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_SIZE = re.compile(r"font-size\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE)
_OPENING = 30  # characters that tell whether something is said again
_REFERS = re.compile("#_?(?:ftn|edn|fn)", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"display\s*:\s*block", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_TAG_OR_END = re.compile(r"<[^<>]{0,2000}>|\n")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TOO_DEEP = {"ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR"}
_PAPER = re.compile(r"<!--enpproperty[^!]{0,900}?<title>([^<>]{4,200})</title>")  # what newspapers' pages say
_REPORT = re.compile(
    r"[^，。：:>》—]{0,40}(?:报告|報告|工作[总總][结結][^，。：:>》—]{0,20})"
)  # newspapers give their pages a name of their own
_NAMED = re.compile(r"(?:标\s*题|標\s*題|信息名称)\s*[:：]?\s*\t\s*([^\t]{6,})")  # in the table above a document
_PUBLISHED = re.compile(r"(?:[来來]源|[时時][间間]|日期|作者|[编編][辑輯]|次[数數])\s?[:：]")
_OTHERS = re.compile(
    r"[\[【]?(?:相关|相關|延伸|推荐|推薦|热门|更多|往期)(?:阅读|閱讀|链接|新闻|报道|文章|内容|推荐|回顾)[\]】]?[:：]?"
)
_OUTSIDE, _CURTAIN = "outside the main text of the page", "hidden by the page"
_UNREAD = "没有读隐藏的文字（{}处）"
_TITLE = 100  # characters of a heading that is set on several lines for its looks; more are a text


class _Block(NamedTuple):
    """A line of a page: its text, the element it stands in, and what the layout says of it."""

    text: str
    element: object
    level: int | None  # of a heading
    bold: int
    linked: int  # characters in links
    aside: bool
    hidden: bool  # a program of the page may show it

    @property
    def is_prose(self) -> bool:
        return "。" in self.text and len(self.text) >= 30 and self.linked * 2 < len(self.text) and not self.aside

    @property
    def leads_away(self) -> bool:
        """Whether it is a link in a list and no more: other news, a file to fetch."""
        listed = any(element.tag == "li" for element in (self.element, *self.element.iterancestors()))
        return listed and self.level is None and self.linked == len(self.text)


def read_html(data: bytes) -> Text:
    """The main text of a page; what stands around it is in `removed`."""
    found = source_of(data)
    text = read_source(found.text)
    return text._replace(notes=(*found.notes, *text.notes))


def source_of(data: bytes):
    """The source of a page, decoded as it declares, or as it looks."""
    declared = _CHARSET.search(data[:4096])
    return decoded(data, declared and declared[1].decode())


def read_fragment(data: bytes) -> Text:
    """The main text of an HTML body from a database or a scraper, whose line ends count too."""
    found = decoded(data)
    return _fragment(spelled_out(found.text))._replace(notes=found.notes)


def _fragment(text: str) -> Text:
    return read_source(_TAG_OR_END.sub(lambda found: "<br>" if found[0] == "\n" else found[0], text))


def read_pasted(text: str) -> Text:
    """The text of a cell or a file of plain text, which may be the body of a page with its tags."""
    if is_markup(text):
        with suppress(ValueError):  # tags around nothing: then they are the text
            return _fragment(text)
    return Text(text.split("\n"))


def parsed(source: str):
    """The tree of a page, None if it is empty, and the errors on the way."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    source = _DECLARATION.sub("", source, count=1)
    return etree.fromstring(source, parser) if source.strip() else None, parser.error_log


def read_source(source: str, escaped: bool = False) -> Text:
    """The main text of a page; if it shows tags as text, that of the page they make (then `escaped`)."""
    tree, errors = parsed(source)
    if any(error.type_name in _TOO_DEEP for error in errors):
        return _without_structure(source)
    blocks, hidden = ([], []) if tree is None else _shown(_blocks(tree))
    told = sum(3 if block.is_prose else "。" in block.text for block in blocks)  # a notice or two are no text
    if tree is not None and told < 3 and any(frame.get("src") for frame in tree.iter("frame", "iframe")):
        raise ValueError("its text is in a frame; open the frame by itself and save that")
    if not blocks:
        raise ValueError("no text in this page; save it again from the browser with its text")
    page = _main(tree, blocks, _PAPER.search(source))
    page = page._replace(
        removed=(*page.removed, *(Removed(block.text, _CURTAIN, len(page.lines) + 1) for block in hidden)),
        notes=(_UNREAD.format(len(hidden)),) * (10 * _size(hidden) > _size(blocks)),
    )
    if not escaped and is_markup(whole := "\n".join(page.lines)):
        with suppress(ValueError):  # tags around nothing: then they are the text
            inner = read_source(whole, True)
            return page._replace(lines=inner.lines, headings=inner.headings, bold=inner.bold, notes=inner.notes)
    return page


def _shown(blocks: list[_Block]) -> tuple[list[_Block], list[_Block]]:
    """The blocks that a reader sees, and the hidden prose that none of them contains.

    If a script would show all prose of the page, its largest hidden part counts as seen.
    """
    parts, sizes = [_curtain(block.element) if block.hidden else () for block in blocks], Counter()
    for block, part in zip(blocks, parts, strict=True):
        sizes[part] += len(block.text)
    waits = not any(b.is_prose and not b.hidden for b in blocks) and any(b.is_prose for b in blocks)
    shown = {(), max((part for part in sizes if part), key=sizes.__getitem__, default=())} if waits else {()}
    seen = [block for block, part in zip(blocks, parts, strict=True) if part in shown]
    said = "".join(CHINESE.findall("".join(block.text for block in seen)))
    hidden = [block for block, part in zip(blocks, parts, strict=True) if part not in shown and block.is_prose]
    return seen, [block for block in hidden if "".join(CHINESE.findall(block.text)[:_OPENING]) not in said]


def _curtain(element) -> tuple:
    """The hidden elements among an element and its ancestors."""
    return tuple(e for e in (element, *element.iterancestors()) if "hidden" in _kinds(e)) or (element,)


def _size(blocks: list[_Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _without_structure(source: str) -> Text:
    """The text between the tags of a page that is nested too deeply to be parsed."""
    lines = [line.strip() for line in re.sub(r"<[^<>]*>", "\n", source).split("\n")]
    return Text([line for line in lines if line], notes=("nested too deeply; read without its structure",))


def read_mht(data: bytes) -> Text:
    """The main text of a page saved as one file with its pictures."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    found = []
    for page in message.walk():
        if page.get_content_type() == "text/html":
            with suppress(ValueError):  # a frame of it without text
                found.append(read_html(page.get_payload(decode=True) or b""))
    if not found:
        raise ValueError("no page in this file; save it again from the browser as HTML")
    return max(found, key=lambda text: sum(map(len, text.lines)))


def _blocks(tree) -> list[_Block]:
    """The lines of a page in order, without what a reader never sees."""
    blocks, line = [], _Line(tree)
    for element in veiled(tree):
        element.set("hidden", "")
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
        self.element, self.level, self.parts = tree, None, []  # parts: (text, bold, linked, hidden)
        self.inside = Counter()  # in how many elements of a kind we are
        self.rows = []  # for each row of a table that is open: how many blocks there were before it, its cells

    def opened(self, element, blocks) -> None:
        self.inside.update(_kinds(element))
        if not _is_inline(element) and not _is_fold(element):
            self.end(blocks)
            self.element, self.level = element, _level(element.tag)
        if element.tag == "tr":
            self.rows.append([len(blocks), 0])
        elif element.tag in {"td", "th"} and self.rows:
            self.rows[-1][1] += 1
        self.add(element.text)

    def closed(self, element, blocks) -> None:
        if not _is_inline(element) and not _is_fold(element):
            self.end(blocks)
            self.element, self.level = element.getparent(), None
        if element.tag == "tr" and self.rows:
            _join_row(blocks, *self.rows.pop())
        self.inside.subtract(_kinds(element))
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if text and not self.inside["never"]:
            text = text if self.inside["pre"] else _SPACE.sub(lambda m: FOLD if "\n" in m[0] else " ", text)
            hidden = self.inside["hidden"] > 0
            text = raised(text) if self.inside["sup"] else text
            self.parts.append((text, self.inside["bold"] > 0, self.inside["a"] > 0, hidden))

    def end(self, blocks) -> None:
        hidden = all(hidden or text.isspace() for text, *_, hidden in self.parts)
        parts = self.parts if hidden else [part for part in self.parts if not part[-1]]
        text = without_raised("".join(text for text, *_ in parts))
        if text and not text.isspace():
            bold, aside = _bold_lead(parts), self.inside["aside"] > 0
            linked = sum(len(t.strip()) for t, _, linked, _ in parts if linked)
            for words in filter(None, map(tidy, text.split("\n"))):
                blocks.append(_Block(words, self.element, self.level, min(bold, len(words)), linked, aside, hidden))
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
    kinds += ["sup"] * (tag == "sup" or (tag == "a" and bool(_REFERS.match(element.get("href", "")))))
    hidden = tag in _UNSEEN or "hidden" in element.attrib or bool(_HIDDEN.search(style))
    hidden = hidden or (len(element) == 0 and bool(_NO_SIZE.search(style)))  # gaps between pictures have none either
    return kinds + ["never"] * (tag in _NEVER) + ["hidden"] * hidden


def _is_inline(element) -> bool:
    """Whether an element stands within a line."""
    if element.tag in _INLINE:
        return not _BLOCK_STYLE.search(element.get("style", ""))
    return element.tag.startswith(_OFFICE)


def _is_fold(element) -> bool:
    """Whether an element ends a line within a heading, for its looks."""
    above = element.getparent() if element.tag == "br" else None
    text = "".join(above.itertext()) if above is not None and _level(above.tag) is not None else ""
    return 0 < len(text) <= _TITLE and not _PUBLISHED.search(text)


def _level(tag: str) -> int | None:
    return int(tag[1]) - 1 if re.fullmatch(r"h[1-6]", tag) else None


def _bold_lead(parts) -> int:
    """How many characters the line opens with in bold."""
    lead = takewhile(lambda part: part[1] or not part[0].strip(), parts)
    return len(tidy("".join(text for text, *_ in lead)))


def _main(tree, blocks: list[_Block], paper: re.Match | None) -> Text:
    """The blocks of the main text, with what the page says of itself."""
    first, last = _extent(blocks)
    named = next(filter(None, (_NAMED.match(block.text) for block in blocks)), None)
    title = (paper and paper[1].strip()) or (named and named[1]) or meta(tree, TITLES) or page_title(tree)
    first = _with_title(blocks, first, title)
    kept, lines, removed = [], [], []
    told, away = any(block.is_prose for block in blocks), False
    for at, block in enumerate(blocks):
        away = away and block.linked == len(block.text)
        if first <= at < last and not block.aside and not (told and (away or block.leads_away)):
            kept.append(block)
        else:
            removed.append(Removed(block.text, _OUTSIDE, len(kept) + 1))
        away = away or bool(_OTHERS.fullmatch(block.text))
    lines = [b.text for b in kept]
    return Text(
        lines,
        title=title,
        published=published(tree, lines + [r.text for r in removed]),
        source=meta(tree, SOURCES),
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
    wanted, named = re.sub(r"\s", "", title or ""), first
    for at in range(first - 1, max(first - 40, -1), -1):
        text, free = re.sub(r"\s", "", blocks[at].text), not blocks[at].aside and not blocks[at].linked
        if blocks[at].level == 0 or (free and len(text) >= 6 and text in wanted):
            return at
        if named == first and free and _REPORT.fullmatch(text):
            named = at
    return named
