"""Reports made of sentences, for tests that know beforehand what is in them."""

from collections.abc import Iterable, Sequence

from corpus_tools.report import Paragraph, Report, Section, Sentence


def made(name: str, sections: Iterable[tuple[str, int, Sequence[str]]], **facts) -> Report:
    """A report of sections (heading, level, sentences), each sentence a paragraph; `facts` are fields of it."""
    found, number = [], 0
    for s, (heading, level, texts) in enumerate(sections):
        paragraphs = []
        for text in texts:
            sentence = Sentence(text, text, name, s, number, number, 0)
            paragraphs.append(Paragraph(text, text, name, s, number, number + 1, (sentence,)))
            number += 1
        found.append(Section(heading, level, s, tuple(paragraphs)))
    nothing = dict.fromkeys(("title", "organ", "year", "published", "source", "kind"))
    empty = dict.fromkeys(("place", "authors", "headings", "removed"), ())
    known = {"name": name, "path": name, "script": "simplified", "sections": tuple(found)}
    return Report(**{**nothing, **empty, **known, **facts})
