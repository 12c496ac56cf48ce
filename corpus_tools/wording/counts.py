"""A report → its words: how often each stands in it, and which nouns in which paragraph."""

from collections import Counter

from corpus_tools.lexicon import lexicon
from corpus_tools.memory import remembered
from corpus_tools.report import Report
from corpus_tools.tokenize import is_content, tags, words


@remembered
def word_counts(report: Report) -> dict[str, int]:
    """How often each content word occurs in the paragraphs of a report, in the order of first occurrence."""
    return dict(Counter(words(report.simplified)))


@remembered
def nouns(report: Report) -> list[list[str]]:
    """The distinct nouns of each paragraph, including terms, except those every text of the genre has."""
    genre = lexicon("genre_words")
    return [
        sorted({t for t, pos in tags(p.simplified) if pos[0] in "njl" and is_content(t) and t not in genre})
        for p in report.paragraphs
    ]
