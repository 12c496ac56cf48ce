"""Whether a text reads like a work report; one that does not is read too, with a warning."""

from collections.abc import Sequence
from itertools import accumulate

from corpus_tools.lexicon import any_of
from corpus_tools.report import Paragraph

UNLIKE = "does not look like a work report; it was read anyway, remove it if it is not a report"
_SAMPLE = 3000  # characters that are asked
_LEAST = 0.05  # of the characters: words that every report has; the driest report known, a table of cases, has 0.07


def unlike(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a text has hardly a word of the genre, no complete sentence, or the articles of a law."""
    text = "\n".join(paragraph.simplified for paragraph in paragraphs)[:_SAMPLE]
    words = accumulate(len(word.group()) for word in any_of("genre_words").finditer(text))  # mostly a few are enough
    few = all(n < _LEAST * len(text) for n in words)
    articles = all(f"\n第{n}条 " in "\n" + text.replace("\u3000", " ") for n in "一二三")
    return few or articles or not any(mark in text for mark in "。；！.．;")
