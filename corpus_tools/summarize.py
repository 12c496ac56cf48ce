"""Sentences → the chosen ones: whole sentences in source order within a number of characters, with the reason."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus_tools import tokenize
from corpus_tools.choose import best
from corpus_tools.concepts import figures
from corpus_tools.rank import greedy_gains, lengths, worth
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import ritual
from corpus_tools.screen import cut, fault, opening
from corpus_tools.script import script, simplified

LARGEST_SHARE = 0.4  # a sentence longer than this share of the budget is cut


class Chosen(NamedTuple):
    """A sentence chosen for a summary: a Sentence, its score, the reason in words, and whether it was cut."""

    text: str
    simplified: str
    report: str
    section: int
    paragraph: int
    number: int
    start: int
    run_in: bool = False
    score: float = 0.0
    reason: str = ""
    cut: bool = False  # `text` is a part of the printed sentence, whole clauses

    @property
    def shown(self) -> str:
        """The text with …… where something of the sentence was left out behind it."""
        return self.text + ("……" if self.cut and self.text[-1:] not in tuple("。！？!?”」』）)") else "")


def summarize(report_or_text: Report | str, max_chars: int = 300, query: str | None = None) -> list[Chosen]:
    """The sentences that tell best what was done, in source order, at most `max_chars` characters together.

    With a `query` (养老, 提案办理) only sentences on it. A text without a report: a paragraph a line.

    >>> [s.text for s in summarize("工作报告\\n同志们！\\n全年收到提案134件，立案127件，办复率100%。", max_chars=40)]
    ['全年收到提案134件，立案127件，办复率100%。']
    """
    found = candidates(sentences_of(report_or_text), max_chars)
    return chosen(found, max_chars)


def sentences_of(report_or_text: Report | str) -> tuple[Sentence, ...]:
    """The sentences of a report, or of a text: a paragraph a line, a short line without a stop opens a section."""
    if isinstance(report_or_text, Report):
        return report_or_text.sentences
    to_simplified = simplified if script(report_or_text) == "traditional" else str
    found, section, paragraph = [], 0, 0
    for line in filter(None, map(str.strip, report_or_text.splitlines())):
        if len(line) < 40 and line[-1] not in "。！？!?;；：:…”」）)":
            section += bool(found)
            continue
        at = 0
        for text in tokenize.sentences(line):
            at = line.index(text, at)
            found.append(Sentence(text, to_simplified(text), "", section, paragraph, len(found), at))
            at += len(text)
        paragraph += 1
    return tuple(found)


def candidates(sentences: Sequence[Sentence], max_chars: int) -> list[Chosen]:
    """The sentences that can stand alone in a summary of `max_chars`, without idle openings, overlong ones cut."""
    limit = max(60, int(LARGEST_SHARE * max_chars))
    quotable = [q for s in sentences if not s.run_in and (q := _quotable(s, min(limit, max_chars)))]
    return [
        q for q in quotable if not fault(q.simplified if q.text[-1:] in "。！？!?；;”」』）)" else q.simplified + "。")
    ]


def _quotable(sentence: Sentence, limit: int) -> Chosen | None:
    """The part of a sentence that may be quoted."""
    start = opening(sentence.text)
    end = len(sentence.text)
    if end - start > limit:
        a, b = cut(sentence.text[start:], limit)
        start, end = start + a, start + b
    text = sentence.text[start:end]
    if text == sentence.text:
        return Chosen(*sentence)
    if not text:
        return None
    plain = text if sentence.text == sentence.simplified else simplified(text)
    return Chosen(*sentence._replace(text=text, simplified=plain, start=sentence.start + start), cut=True)


def chosen(found: Sequence[Chosen], max_chars: int) -> list[Chosen]:
    """The best of `found` that fit, in source order, each with its score and reason."""
    if not found:
        return []
    value = worth(found, max_chars)
    scores = greedy_gains(value, lengths(found))
    taken = best(value, found, max_chars)
    return [found[i]._replace(score=round(float(scores[i]), 4), reason=reason(found, i)) for i in taken]


def reason(sentences: Sequence[Sentence], i: int) -> str:
    """Why a sentence was chosen, in words."""
    s, parts = sentences[i], []
    if i == 0 or sentences[i - 1].section != s.section:
        parts.append("本节首句")
    if n := len(figures(s.simplified)):
        parts.append(f"含{n}个数字")
    if ritual(s.simplified) < 0.1:
        parts.append("套话少")
    return "；".join(parts)
