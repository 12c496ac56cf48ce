"""Lines → Report: furniture out (listed), title, organ, place, year, headings, paragraphs."""

from collections.abc import Callable
from pathlib import Path

from corpus_tools import tokenize
from corpus_tools.reading.encodings import familiar
from corpus_tools.reading.text import Text
from corpus_tools.report import Heading, Paragraph, Removed, Report, Section, Sentence
from corpus_tools.script import script, simplified
from corpus_tools.structure.anatomy import Anatomy, anatomy, lines_in
from corpus_tools.structure.body import Item
from corpus_tools.structure.furniture import salutation
from corpus_tools.structure.glossary import definition
from corpus_tools.structure.headings import counted_through, lead, levels, number, refrains, run_in_blocks
from corpus_tools.structure.lines import lines_of, plain
from corpus_tools.structure.metadata import Clues, Facts, facts
from corpus_tools.structure.titles import Head, pasted
from corpus_tools.structure.torn import torn

_FEWEST = 30  # characters of a body; a shorter one is a report only if it says whose or of which year
_LETTERS = 8  # of so many letters one at least is a common Chinese character: nine of ten are in a report
_SAMPLE = 2000  # characters that tell whether a body is Chinese; the whole is asked only if they do not
_PASTED = "第{}行像是另一份报告的开头：一个文件里有几份报告，请拆开"
_WHOLE = "give the whole text"
_TORN = {"start": "第{}行的段落像是从句子中间开始", "end": "第{}行的段落没有句末标点"}


def parse(source: list[str] | Text, path: str = "", name: str | None = None) -> Report:
    """The report that stands in the lines of a file. ValueError, naming file and remedy, if there is no text."""
    text = source if isinstance(source, Text) else Text(list(source))
    written = script("\n".join(text.lines))
    lines = lines_in(text, written == "traditional")
    name = name or Path(path).stem
    if not lines:
        raise ValueError(f"{path or name}: no text in this file; remove it or save it again with its text")
    parts = anatomy(lines, text)
    if not any(item.part == "paragraph" for item in parts.items):
        raise ValueError(f"{path or name}: no text but page furniture; save the page again with its article")
    sections, headings = _sections(parts.items, text, name, written)
    clues = _clues(parts, text)
    found = facts(clues)
    _check("".join(item.line.text for item in parts.items), found, path or name)
    return Report(
        name=name,
        path=str(path),
        title=parts.head.title,
        headings=headings,
        sections=sections,
        removed=_removed(parts),
        script=written,
        glossary=_glossary(parts.items),
        notes=(*text.notes, *(_PASTED.format(n) for n in pasted(lines)), *_notes(sections)),
        **_described(found, parts.head, {line.plain: line.text for line in lines}),
    )


def _check(body: str, found: Facts, name: str) -> None:
    """ValueError if a body is none of a report: it holds no Chinese prose but noise, or next to nothing."""
    if not _is_chinese(body[:_SAMPLE]) and not _is_chinese(body):
        raise ValueError(f"{name}: no report: no Chinese prose; {_WHOLE}")
    if len(body) < _FEWEST and not found.organ and not found.year:
        raise ValueError(f"{name}: no report: {len(body)} characters, and neither whose nor of which year; {_WHOLE}")


def _is_chinese(text: str) -> bool:
    known = familiar(text)
    return known > 0 and known * _LETTERS >= sum(map(str.isalpha, text))


def _described(found: Facts, top: Head, printed: dict[str, str]) -> dict:
    fields = found._asdict()
    said = {"title": top.title_line, **found.evidence} if top.title_line else found.evidence
    fields["evidence"] = {field: printed.get(words, words) for field, words in said.items()}
    return fields


def _clues(parts: Anatomy, text: Text) -> Clues:
    top, page = parts.head, [line.plain for line, why in parts.left_out if why not in ("标题", "称呼", "作者")]
    speaker_line = next((line.plain for line, why in parts.removed if why == "作者"), "")
    return Clues(
        title=_plain_title(top),
        meeting=top.meeting,
        speaker=top.speaker and simplified(top.speaker),
        speaker_line=speaker_line if top.speaker else "",
        headings=tuple(item.line.plain for item in parts.items if item.part == "heading"),
        body=tuple(item.line.plain for item in parts.items if item.part == "paragraph" and item.zone == "body"),
        page=tuple(page),
        bylines=tuple(line.plain for line, why in parts.left_out if why in ("作者", "责任者")),
        published=text.published,
        source=text.source,
        year=text.year,
        organ=text.organ and plain(text.organ, True),
    )


def _plain_title(top: Head) -> str:
    return lines_of([top.title], True)[0].plain if top.title and lines_of([top.title]) else ""


def _sections(
    items: list[Item], text: Text, name: str, written: str
) -> tuple[tuple[Section, ...], tuple[Heading, ...]]:
    blocks: list[tuple[Item | None, list[Item]]] = [(None, [])]
    for item in items:
        if item.part == "heading":
            blocks.append((item, []))
        elif item.part == "paragraph":
            blocks[-1][1].append(item)
    blocks = [block for block in blocks if block[0] or block[1]]
    depth = iter(levels([opening.number for opening, _ in blocks if opening]))
    counted = counted_through([[number(item.line.plain) for item in paragraphs] for _, paragraphs in blocks])
    build = _Builder(name, simplified if written == "traditional" else str, counted)
    for opening, paragraphs in blocks:
        build.section(opening, next(depth) if opening else 1, paragraphs, text)
    return tuple(build.sections), tuple(build.headings)


class _Builder:
    """Counts sections, paragraphs and sentences while they are made; `counted`: paragraphs are numbered throughout."""

    def __init__(self, name: str, to_simplified: Callable[[str], str], counted: bool):
        self.name, self.to_simplified, self.counted = name, to_simplified, counted
        self.sections: list[Section] = []
        self.headings: list[Heading] = []
        self.paragraphs = self.sentences = 0

    def section(self, opening: Item | None, level: int, items: list[Item], text: Text) -> None:
        """Add a section: its heading and its paragraphs."""
        index = len(self.sections)
        if opening:
            self.headings.append(Heading(opening.line.text, level, False, index, opening.line.number))
        run_in = _run_in(items, text, self.counted)
        paragraphs = tuple(self._paragraph(item, index, flag) for item, flag in zip(items, run_in, strict=True))
        self.sections.append(Section(opening.line.text if opening else "", level, index, paragraphs))

    def _paragraph(self, item: Item, section: int, run_in: bool) -> Paragraph:
        line, found, at = item.line, [], 0
        for text in tokenize.sentences(line.text):
            at = line.text.index(text, at)
            opens = run_in and not found
            found.append(
                Sentence(text, self.to_simplified(text), self.name, section, self.paragraphs, self.sentences, at, opens)
            )
            at += len(text)
            self.sentences += 1
            if opens:
                self.headings.append(Heading(text, 3, True, section, line.number))
        number = self.paragraphs
        self.paragraphs += 1
        address = (self.name, section, number, line.number)
        broken = torn(line) if item.zone == "body" else ""
        return Paragraph(line.text, self.to_simplified(line.text), *address, tuple(found), broken)


def _run_in(items: list[Item], text: Text, counted: bool) -> list[bool]:
    """Which paragraphs of a section open with a heading; a number is none of one where all paragraphs are `counted`."""
    parted = [_opening(item) if item.zone == "body" else () for item in items]
    closing = [bool(i) and salutation(items[i - 1].line) for i in range(len(items))]  # 各位代表！奋斗创造历史。
    leads = [None if ends else lead(opening) for opening, ends in zip(parted, closing, strict=True)]
    if counted:
        leads = [None if found and found.form == "arabic" else found for found in leads]
    believed = run_in_blocks(leads, [opening[0] if opening else "" for opening in parted])
    again = refrains([opening[0] if len(opening) > 1 else "" for opening in parted])
    bold = [text.bold.get(item.line.number - 1, 0) for item in items]
    return [
        yes or same or (bool(found) and n >= len(opening[0]) - 1 > 2)
        for yes, same, found, opening, n in zip(believed, again, leads, parted, bold, strict=True)
    ]


def _opening(item: Item) -> tuple[str, ...]:
    """The first two sentences of a paragraph, plain."""
    plain = item.line.plain
    first = plain.find("。")
    if first < 0 or first > 60:
        return (plain,) if plain else ()
    return tuple(tokenize.sentences(plain[: first + 200])[:2])


def _removed(parts: Anatomy) -> tuple[Removed, ...]:
    found = [Removed(line.text, why, line.number) for line, why in parts.left_out]
    return tuple(sorted(found, key=lambda row: row.line))


def _glossary(items: list[Item]) -> dict[str, str]:
    rows = (
        definition(simplified(item.line.text)) for item in items if item.zone == "notes" and item.part == "paragraph"
    )
    return dict(row for row in rows if row)


def _notes(sections: tuple[Section, ...]) -> list[str]:
    """What a reader should be warned of: paragraphs that begin or end in mid-sentence."""
    paragraphs = [p for section in sections for p in section.paragraphs]
    return [_TORN[where].format(p.line) for where in _TORN for p in paragraphs if where in p.torn.split()]
