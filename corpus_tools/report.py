"""The data model: what a report is made of, from large to small, each part with its address."""

import hashlib
import json
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import NamedTuple


class Sentence(NamedTuple):
    """A sentence as printed, in simplified characters with paired quotes, and where it stands."""

    text: str
    simplified: str
    report: str  # Report.name
    section: int  # index in Report.sections
    paragraph: int  # index in Report.paragraphs
    number: int  # index in Report.sentences
    start: int  # offset of `text` in the text of its paragraph
    run_in: bool = False  # a heading that opens its paragraph: 把准工作方向。


class Paragraph(NamedTuple):
    """A paragraph of the body and its sentences."""

    text: str
    simplified: str
    report: str
    section: int
    number: int  # index in Report.paragraphs
    line: int  # line of the file, from 1
    sentences: tuple[Sentence, ...]
    torn: str = ""  # "start", "end" or "start end": where the text begins or breaks off in mid-sentence


class Heading(NamedTuple):
    """A heading: 1 main, 2 below it and so on.

    A run-in one is the first sentence of a paragraph and opens no section; without a number it is of level 3 at least.
    """

    text: str
    level: int
    run_in: bool  # it is still in its paragraph
    section: int  # index of the section it opens or stands in
    line: int


class Section(NamedTuple):
    """A heading and the paragraphs up to the next; the first section may have none.

    The heading stood on a line of its own, or was numbered and opened the first paragraph, which is the rest of it.
    """

    heading: str
    level: int
    number: int  # index in Report.sections
    paragraphs: tuple[Paragraph, ...]


class Removed(NamedTuple):
    """A line that is not part of the body, and why."""

    text: str
    reason: str
    line: int


@dataclass(frozen=True)
class Report:
    """A work report: what its text says of it, its body, and what was left out of the body.

    What the text does not say is None (or empty); `evidence` holds the line each field came from.
    """

    name: str  # file name without its ending; unique in a corpus
    path: str
    title: str | None
    organ: str | None  # 重庆市江北区政协
    place: tuple[str, ...]  # ("重庆市", "江北区"): province, city, district
    year: int | None  # the year of the work that is reported on
    published: str | None  # ISO date
    source: str | None
    authors: tuple[str, ...]
    kind: str | None
    script: str  # "simplified" or "traditional"
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    removed: tuple[Removed, ...]
    glossary: dict[str, str] = field(default_factory=dict)  # term -> definition, simplified
    evidence: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # what a reader should be warned of: broken order, a report cut short

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of all sections, in the order they stand."""
        return tuple(p for section in self.sections for p in section.paragraphs)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all paragraphs, in the order they stand; run-in headings are marked."""
        return tuple(s for p in self.paragraphs for s in p.sentences)

    @property
    def simplified(self) -> str:
        """The paragraphs in simplified characters, one a line."""
        return "\n".join(p.simplified for p in self.paragraphs)

    @property
    def characters(self) -> int:
        """How long the body is, punctuation included."""
        return sum(len(p.text) for p in self.paragraphs)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all fields of the report but the path of its file."""
        said = [getattr(self, field.name) for field in fields(self) if field.name != "path"]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
