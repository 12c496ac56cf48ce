"""Reports made of paragraphs, for tests that know beforehand what is in them."""

from collections.abc import Iterable, Sequence

from corpus_tools.report import Paragraph, Report, Section, Sentence
from corpus_tools.tokenize import sentences


def made(name: str, sections: Iterable[tuple[str, int, Sequence[str]]], **facts) -> Report:
    """A report of sections (heading, level, paragraphs); `facts` are fields of it."""
    found, paragraphs, number = [], [], 0
    for s, (heading, level, texts) in enumerate(sections):
        first = len(paragraphs)
        for text in texts:
            told = sentences(text)
            at = (name, s, len(paragraphs))
            row = tuple(Sentence(t, t, *at, number + i, text.find(t)) for i, t in enumerate(told))
            paragraphs.append(Paragraph(text, text, *at, len(paragraphs) + 1, row))
            number += len(told)
        found.append(Section(heading, level, s, tuple(paragraphs[first:])))
    nothing = dict.fromkeys(("title", "organ", "year", "published", "source", "kind"))
    empty = dict.fromkeys(("place", "authors", "headings", "removed"), ())
    known = {"name": name, "path": name, "script": "simplified", "sections": tuple(found)}
    return Report(**{**nothing, **empty, **known, **facts})
