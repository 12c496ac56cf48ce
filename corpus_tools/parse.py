"""Lines → Report: furniture out (listed), title, organ, place, year, headings, paragraphs."""

from pathlib import Path

from corpus_tools import tokenize
from corpus_tools.report import Heading, Paragraph, Report, Section, Sentence
from corpus_tools.script import script, simplified


def parse(lines: list[str], path: str = "") -> Report:
    """The report that stands in the lines of a file."""
    name, written = Path(path).stem, script("\n".join(lines))
    to_simplified = simplified if written == "traditional" else str
    title = next((line.strip() for line in lines if line.strip()), None)
    blocks = [("", [])]
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and len(text) < 30 and text[-1] not in "。！？!?,;:，；：”)":
            blocks.append((text, []))
        elif text:
            blocks[-1][1].append((number, text))
    sections, p, s = [], 0, 0
    for i, (heading, body) in enumerate(b for b in blocks if b[1]):
        paragraphs = []
        for line, text in body:
            found, at = [], 0
            for sentence in tokenize.sentences(text):
                at = text.index(sentence, at)
                found.append(Sentence(sentence, to_simplified(sentence), name, i, p, s, at))
                at, s = at + len(sentence), s + 1
            paragraphs.append(Paragraph(text, to_simplified(text), name, i, p, line, tuple(found)))
            p += 1
        sections.append(Section(heading, 1, i, tuple(paragraphs)))
    headings = tuple(Heading(s.heading, 1, False, s.number, 0) for s in sections if s.heading)
    return Report(name=name, path=str(path), title=title, organ=None, place=(), year=None, published=None, source=None,
                  authors=(), kind=None, script=written, headings=headings, sections=tuple(sections), removed=())
