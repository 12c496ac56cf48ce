"""Lines → Report: furniture out (listed), title, organ, place, year, headings, paragraphs."""

from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

from corpus_tools import tokenize
from corpus_tools.reading.encodings import familiar
from corpus_tools.reading.text import Text
from corpus_tools.report import Heading, Paragraph, Removed, Report, Section, Sentence
from corpus_tools.script import paired, script, simplified
from corpus_tools.structure.anatomy import Anatomy, anatomy, lines_in, repeated
from corpus_tools.structure.blocks import Block, blocks
from corpus_tools.structure.body import SPEAKER, Item
from corpus_tools.structure.glossary import definition
from corpus_tools.structure.lines import lines_of, plain
from corpus_tools.structure.metadata import OF_FILE, Clues, Facts, facts
from corpus_tools.structure.titles import Head, pasted
from corpus_tools.structure.torn import torn
from corpus_tools.structure.unlike import NEWS, UNLIKE, news, unlike

_FEWEST = 30  # characters of a body; a shorter one is a report only if it says whose or of which year
_LETTERS = 8  # of so many letters one at least is a common Chinese character: nine of ten are in a report
_SAMPLE = 2000  # characters that tell whether a body is Chinese; the whole is asked only if they do not
_PASTED = "第{}行像是另一份报告的开头：一个文件里有几份报告，请拆开"
_WHOLE = "give the whole text"
_TORN = {"start": "第{}行的段落像是从句子中间开始", "end": "第{}行的段落没有句末标点"}


def parse(source: str | list[str] | Text, path: str = "", name: str | None = None) -> Report:
    """The report in a text or its lines. ValueError, naming file and remedy, if they are not a report."""
    lines = source.splitlines() if isinstance(source, str) else source
    text = lines if isinstance(lines, Text) else Text(list(lines))
    written = script("\n".join(text.lines))
    lines = lines_in(text, written == "traditional")
    name = name or Path(path).stem
    if not lines:
        raise ValueError(f"{path or name}: no text in this file; remove it or save it again with its text")
    again = repeated(lines)
    lines = [line for line in lines if line not in again]
    parts = anatomy(lines, text)
    if not any(item.part == "paragraph" for item in parts.items):
        raise ValueError(f"{path or name}: only page furniture, no text; save the page again with its article")
    outline = _Outline(name, simplified if written == "traditional" else str)
    for block in blocks(parts.items, text.bold):
        outline.add(block)
    clues = _clues(parts, text)
    found = facts(clues)
    removed = [Removed(line.text, why, line.number) for line, why in parts.left_out]
    removed += [Removed(line.text, f"与第{n}行重复", line.number) for line, n in again.items()]
    _check("".join(item.line.text for item in parts.items), found, path or name)
    return Report(
        name=name,
        path=str(path),
        title=parts.head.title,
        headings=tuple(outline.headings),
        sections=tuple(outline.sections),
        removed=tuple(sorted(removed, key=attrgetter("line"))),
        script=written,
        glossary=_glossary(parts.items),
        notes=(*text.notes, *(_PASTED.format(n) for n in pasted(lines)), *_notes(outline.sections)),
        **found._replace(evidence=_evidence(found, parts.head, {line.plain: line.text for line in lines}))._asdict(),
    )


def _check(body: str, found: Facts, name: str) -> None:
    """ValueError if a body is not that of a report: no Chinese prose, or hardly any text."""
    if not _is_chinese(body[:_SAMPLE]) and not _is_chinese(body):
        raise ValueError(f"{name}: not a report: no Chinese prose; {_WHOLE}")
    if len(body) < _FEWEST and not found.organ and not found.year:
        raise ValueError(f"{name}: no report: {len(body)} characters, and neither a body nor a year; {_WHOLE}")


def _is_chinese(text: str) -> bool:
    known = familiar(text)
    return known > 0 and known * _LETTERS >= sum(map(str.isalpha, text))


def _evidence(found: Facts, top: Head, printed: dict[str, str]) -> dict[str, str]:
    """The line that each fact, and the title, came from, as printed."""
    said = {"title": top.title_line or OF_FILE, **found.evidence} if top.title else found.evidence
    return {field: printed.get(words, words) for field, words in said.items()}


def _clues(parts: Anatomy, text: Text) -> Clues:
    top, no_page = parts.head, ("标题", "称呼", "作者", "版式符号", SPEAKER)
    page = [line.plain for line, why in parts.left_out if why not in no_page]
    speaker_line = next((line.plain for line, why in parts.removed if why == "作者"), "")
    gathered = any(item.part == SPEAKER for item in parts.items)
    speaker = None if gathered else top.speaker
    return Clues(
        title=next((line.plain for line in lines_of([top.title or ""], True)), ""),
        meeting=top.meeting,
        passed=top.passed,
        gathered=gathered,
        speaker=speaker and simplified(speaker),
        speaker_line=speaker_line if speaker is not None else "",
        headings=tuple(item.line.plain for item in parts.items if item.part == "heading"),
        body=tuple(item.line.plain for item in parts.items if item.part == "paragraph" and item.zone == "body"),
        page=tuple(page),
        bylines=tuple(line.plain for line, why in parts.left_out if why in ("作者", "责任者")),
        published=text.published,
        source=text.source,
        year=text.year,
        organ=text.organ and plain(text.organ, True),
    )


class _Outline:
    """The sections and headings of a report, whose paragraphs and sentences are counted while they are made."""

    def __init__(self, name: str, to_simplified: Callable[[str], str]):
        self.name, self.to_simplified = name, to_simplified
        self.sections: list[Section] = []
        self.headings: list[Heading] = []
        self.paragraphs = self.sentences = 0

    def add(self, block: Block) -> None:
        """Add a section: its heading and its paragraphs."""
        line, index = block.opening and block.opening.line, len(self.sections)
        if line:
            self.headings.append(Heading(line.text, block.level, False, index, line.number))
        paragraphs = tuple(self._paragraph(item, index, lead) for item, lead in block.paragraphs)
        self.sections.append(Section(line.text if line else "", block.level, index, paragraphs))

    def _paragraph(self, item: Item, section: int, lead: int) -> Paragraph:
        """A paragraph; `lead` is the level of the heading it opens with, 0 if it opens with none."""
        line, said, found, at = item.line, paired(item.line.text), [], 0
        for text in tokenize.sentences(line.text):
            at = line.text.index(text, at)
            opens = lead > 0 and not found
            whose = self.name, section, self.paragraphs, self.sentences
            found.append(Sentence(text, self.to_simplified(said[at : at + len(text)]), *whose, at, opens))
            at += len(text)
            self.sentences += 1
            if opens:
                self.headings.append(Heading(text, lead, True, section, line.number))
        number = self.paragraphs
        self.paragraphs += 1
        address = (self.name, section, number, line.number)
        broken = torn(line) if item.zone == "body" else ""
        return Paragraph(line.text, self.to_simplified(said), *address, tuple(found), broken)


def _glossary(items: list[Item]) -> dict[str, str]:
    rows = (
        definition(simplified(item.line.text)) for item in items if item.zone == "notes" and item.part == "paragraph"
    )
    return dict(row for row in rows if row)


def _notes(sections: list[Section]) -> list[str]:
    """Warnings for the reader: not a work report, paragraphs that begin or break off in mid-sentence."""
    paragraphs = [p for section in sections for p in section.paragraphs]
    broken = [_TORN[where].format(p.line) for where in _TORN for p in paragraphs if where in p.torn.split()]
    return [UNLIKE] * unlike(paragraphs) + [NEWS] * news(paragraphs) + broken
