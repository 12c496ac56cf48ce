"""Sentences → a summary: whole sentences in source order, within a number of characters, each with its reason."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

import numpy as np

from corpus_tools import tokenize
from corpus_tools.choosing.choose import best
from corpus_tools.choosing.concepts import figures
from corpus_tools.choosing.cutting import cut, opening
from corpus_tools.choosing.query import RELATED, relevance, weighted_terms
from corpus_tools.choosing.reasons import OPENING, reasons
from corpus_tools.choosing.screen import BORNE, HOLLOW, LACKING, URGING, fault, plans, slight, tells
from corpus_tools.choosing.worth import SCENE, Worth, greedy_gains, lengths, opens, worth
from corpus_tools.counting.outlook import explains, planned_sections
from corpus_tools.lexicon import longest_of
from corpus_tools.memory import remembered
from corpus_tools.report import Report, Section, Sentence
from corpus_tools.script import aligned, script, simplified

LARGEST_SHARE, LONGEST = 0.45, 90  # a sentence longer than this share of the summary, or so many characters, is cut
ASKED = 3.0  # what a character of the sentence that answers a question best is worth more
OPENS = 6.0  # … that opens a section and tells what came of the work, where a section has one line
LED = "段首的小标题谈到"  # why a sentence answers that has no word of the question
A_LINE, FEW = 100, 15  # characters of a summary of a line or two, sentences of a short text
OF_USE = frozenset({LACKING, URGING})  # faults that are none in an answer, nor where a section has nothing else
PLANNED = -3.0  # what a character of a plan is worth less than one of a result, which it never outweighs
BROKEN = 25  # a line without any stop is no sentence broken off but a heading where it is shorter
_LACKS = re.compile(
    "(?:存在|主要|面临|突出|当前).{0,4}(?:问题|不足|困难|差距)|(?:问题|不足|困难)[和与](?:问题|不足|困难|差距)"
)
_CLOSED = tuple("。！？!?；;”」』）)")
_STOPPED = re.compile("[。！？!?；;][”」』）)]*$")


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
        """The text, with …… where the rest of the sentence was left out."""
        return self.text if not self.cut or _STOPPED.search(self.text) else f"{self.text}……"


class Line(NamedTuple):
    """The line or two that represent a section."""

    heading: str
    level: int
    section: int
    sentences: tuple[Chosen, ...]


@remembered
def summarize(report_or_text: Report | str, max_chars: int = 300, query: str | None = None) -> list[Chosen]:
    """The sentences that best tell what was done, in source order, at most `max_chars` characters in all.

    With a `query` (养老, 提案办理) only sentences about it; none if there are none. In a string each line is a
    paragraph. A sentence longer than about two fifths of the summary is cut after a clause and marked as cut.

    >>> [s.text for s in summarize("工作报告\\n同志们！\\n全年收到提案134件，立案127件，办复率100%。", max_chars=60)]
    ['全年收到提案134件，立案127件，办复率100%。']
    """
    if not isinstance(report_or_text, Report | str):
        raise ValueError("summarize() takes one report or text; for several, write [summarize(r) for r in reports]")
    if not isinstance(max_chars, int | float | np.number) or max_chars < 1:
        raise ValueError(f"max_chars is {max_chars!r}: a summary has at least one character; give a number")
    if not isinstance(query, str | None):
        raise ValueError(f"the query is {query!r}: give words as one text, or None")
    if query and query.strip():
        return answer(report_or_text, query, max_chars)
    whole, planned = sentences_of(report_or_text), frozenset()
    found = candidates(whole, max_chars)
    if isinstance(report_or_text, Report):
        planned = still_to_come(found, report_or_text)
        aside = lacking_sections(report_or_text) | explaining_sections(report_or_text)
        found = of_the_work(found, planned | {s.number for s in found if s.section in aside}, max_chars)
        # A report is weighed by what may be quoted of it alone: that is nearer to the abstracts people write.
        found = of_the_work(found, {s.number for s in found if _fault(s)}, max_chars / 2)
        whole, found = (), of_the_work(found, {s.number for s in found if slight(s.simplified)}, max_chars)
    return chosen(found, max_chars, results_first(worth(found, max_chars, whole), found, max_chars, planned))


def still_to_come(found: Sequence[Sentence], report: Report) -> frozenset[int]:
    """The numbers of the sentences that speak of the future, judged by their section or their own words."""
    sections, year = planned_sections(report), report.year or 9999
    return frozenset(s.number for s in found if s.section in sections or plans(s.simplified, year))


def lacking_sections(report: Report) -> frozenset[int]:
    """The sections whose heading announces problems."""
    return frozenset(s.number for s in report.sections if _LACKS.search(simplified(s.heading)))


def explaining_sections(report: Report) -> frozenset[int]:
    """The sections whose heading announces a glossary: 名词解释."""
    return frozenset(s.number for s in report.sections if explains(s))


def of_the_work(found: Sequence[Chosen], others: Set[int], max_chars: float) -> Sequence[Chosen]:
    """The sentences without the `others` (by number), if they are enough for a summary; else all."""
    of_work = [s for s in found if s.number not in others]
    return of_work if sum(len(s.text) for s in of_work) >= max_chars else found


def results_first(value: Worth, found: Sequence[Chosen], max_chars: int, planned: frozenset[int]) -> Worth:
    """Adjust `value`, what sentences are worth, so that results precede what is `planned` (by number).

    In a summary of a line or two of a short text the opening is worth most: it says what the text is about.
    """
    opening = OPENS * theme(found) if max_chars <= A_LINE and len(found) <= FEW else 0.0
    ahead = [s.number in planned for s in found]
    extra = np.where(ahead, PLANNED, opening) if not all(ahead) else opening
    return value._replace(merit=value.merit + extra * lengths(found))


def theme(found: Sequence[Chosen]) -> np.ndarray:
    """1 for the opening sentence if it says what the text is about, not if it sets a scene; 0 for all others."""
    return opens(found, [0] * len(found)) * [not SCENE.match(s.simplified) for s in found]


def answer(report_or_text: Report | str, query: str, max_chars: int) -> list[Chosen]:
    """The sentences that best answer a question, in source order, at most `max_chars` characters in all.

    Those on what was done precede those on what is lacking and, in a report, on plans.
    """
    sentences = sentences_of(report_or_text)
    weights = weighted_terms(query, sentences)
    asked = re.compile(longest_of(word for word, weight in weights.items() if weight > RELATED))
    everything = candidates(sentences, max_chars, OF_USE, asked=asked)
    about = relevance(everything, weights, sentences)
    found = [s for s, score in zip(everything, about, strict=True) if score > 0]
    if not found:
        return []
    planned = still_to_come(found, report_or_text) if isinstance(report_or_text, Report) else frozenset()
    undone = np.array([s.number in planned or _fault(s) == LACKING for s in found])
    value, extra = worth(found, max_chars), ASKED * about[about > 0] + PLANNED * (undone & ~undone.all())
    taken = chosen(found, max_chars, value._replace(merit=value.merit + extra * lengths(found)))
    return [s._replace(reason=f"{_asked(s, weights)}；{s.reason}") for s in taken]


@remembered
def summarize_sections(report: Report, n: int = 1, max_chars: int = 200) -> list[Line]:
    """For each section of a report with sentences of its own, the line or two (`n`) that stand for it."""
    planned = planned_sections(report)
    lines = (_line(section, n, max_chars, section.number in planned) for section in report.sections)
    return [line for line in lines if line.sentences]


def _line(section: Section, n: int, max_chars: int, planned: bool) -> Line:
    """The `n` sentences worth most, preferably the one that opens the section; none where nothing can be quoted.

    An opening without a number gives way to a sentence with one.
    """
    found = _telling(section, max_chars, planned)
    if not found:
        return Line(section.heading, section.level, section.number, ())
    value, bonus = worth(found, max_chars), OPENS if section.heading else 0.0
    first = next(s.number for p in section.paragraphs for s in p.sentences if not s.run_in)
    opening = np.maximum(theme(found), [s.number == first and not SCENE.match(s.simplified) for s in found])
    worths, sizes = value.gains([]), lengths(found) ** 0.7
    counted = np.array([bool(figures(s.simplified)) for s in found])
    opening *= counted | ~counted[(worths / sizes).argmax()]
    rates = (worths + bonus * opening * lengths(found)) / sizes
    taken = [int(rates.argmax())]
    while len(taken) < min(n, len(found)):
        gains = value.gains(taken) / lengths(found)
        gains[taken] = -np.inf
        taken.append(int(gains.argmax()))
    why = reasons(found, taken)
    why |= {i: why[i].replace(OPENING, "本节首句") for i in taken if found[i].number == first}
    picked = (found[i]._replace(score=round(float(rates[i]), 3), reason=why[i]) for i in sorted(taken))
    return Line(section.heading, section.level, section.number, tuple(picked))


def _telling(section: Section, max_chars: int, planned: bool) -> list[Chosen]:
    """The sentences that may stand for a section; what opens a report is scenery or creed, but for its numbers.

    A plan stands for no section of work that was done, if there is something else, nor a slight line or one that
    does not tell what came of the work.
    """
    if explains(section):
        return []
    every = candidates([s for p in section.paragraphs for s in p.sentences], max_chars)
    every = [s for s in every if planned or not plans(s.simplified)] or every
    faults = [_fault(s) for s in every]
    if not section.heading:
        return [s for s, why in zip(every, faults, strict=True) if why is None and figures(s.simplified)]
    kinds = ({None}, HOLLOW, OF_USE)
    found = next((f for kind in kinds if (f := [s for s, w in zip(every, faults, strict=True) if w in kind])), [])
    return [s for s in found if tells(s.simplified) and not slight(s.simplified)] or found


def sentences_of(report_or_text: Report | str) -> tuple[Sentence, ...]:
    """The sentences of a report, or of a text: a paragraph a line, a short line without a stop opens a section."""
    if isinstance(report_or_text, Report):
        return report_or_text.sentences
    to_simplified = simplified if script(report_or_text) == "traditional" else str
    lines = [line for line in map(str.strip, report_or_text.splitlines()) if line]
    bare = [len(line) < 40 and not line.endswith((*_CLOSED, "：", ":", "…", "，", ",")) for line in lines]
    found, section = [], 0
    for paragraph, (line, is_heading) in enumerate(zip(lines, bare, strict=True)):
        if is_heading and not all(bare):
            section += 1
            continue
        at = 0
        for text in tokenize.sentences(line):
            at = line.index(text, at)
            found.append(Sentence(text, to_simplified(text), "", section, paragraph, len(found), at))
            at += len(text)
    return tuple(found)


def candidates(
    sentences: Sequence[Sentence],
    max_chars: int,
    borne: frozenset[str] = frozenset(),
    longest: int = LONGEST,
    asked: re.Pattern | None = None,
) -> list[Chosen]:
    """The sentences that can stand alone in a summary of `max_chars`, without idle openings, overlong ones cut.

    Of these the part with what is `asked` for is left.
    Faults that are `borne` are none. Where the others leave little choice, hollow ones come too; where they do not fill
    half of it, those with a mild fault; where there are none, creeds, or any that fits.
    """
    limit = min(max_chars, max(60, int(LARGEST_SHARE * max_chars)), longest)
    whole = (
        s for s, before in zip(sentences, [None, *sentences], strict=False) if not s.run_in and not _torn(s, before)
    )
    parts = [part for s in whole if (part := _part(s, limit, asked))]
    faults = _faults(parts, Counter(s.paragraph for s in sentences))
    for more, enough in zip(BORNE, (2 * max_chars, max_chars / 2, 1, 1), strict=True):
        found = [s for s, why in zip(parts, faults, strict=True) if why is None or why in borne | more]
        if sum(len(s.text) for s in found) >= enough:
            return found
    return [s for s in parts if len(s.text) <= max_chars]


def _faults(parts: Sequence[Chosen], sizes: Counter) -> list[str | None]:
    """The fault of each, in paragraphs of so many sentences.

    What follows in its paragraph on a sentence that owns up to shortcomings does so too.
    """
    found, lacking = [], None
    for part in parts:
        why = _fault(part, sizes[part.paragraph] == 1)
        lacking = part.paragraph if why == LACKING else lacking
        found.append(why or (LACKING if part.paragraph == lacking else None))
    return found


def _fault(sentence: Chosen, alone: bool = False) -> str | None:
    """The fault of a sentence; one that was cut counts as closed."""
    stopped = not sentence.cut or _STOPPED.search(sentence.text)
    return fault(sentence.simplified if stopped else f"{sentence.simplified}。", alone)


def _torn(sentence: Sentence, before: Sentence | None) -> bool:
    """Whether a sentence is the rest of one that broke off at the end of the line before."""
    if before is None or sentence.start or before.paragraph == sentence.paragraph:
        return False
    no_heading = before.start or len(before.text) >= BROKEN
    broken_off = no_heading and not before.text.endswith((*_CLOSED, "：", ":", "…", "—"))
    return bool(broken_off) and before.section == sentence.section


def _part(sentence: Sentence, limit: int, asked: re.Pattern | None) -> Chosen | None:
    """A sentence from behind an idle opening, up to the end of a clause that is not beyond `limit` characters."""
    plain = sentence.simplified
    start, end = opening(plain), len(plain)
    if end <= limit and not plain.endswith(_CLOSED):
        start = 0  # a heading or a fragment, which is none the better for a shorter opening
    if end - start > limit:
        first, last = cut(plain[start:], limit, asked)
        start, end = start + first, start + last
    if start >= end:
        return None
    if (start, end) == (0, len(plain)):
        return Chosen(*sentence)
    a, b = (start, end) if len(sentence.text) == len(plain) else aligned(sentence.text).span(start, end)
    part = sentence._replace(text=sentence.text[a:b], simplified=plain[start:end], start=sentence.start + a)
    return Chosen(*part, cut=True)


def chosen(found: Sequence[Chosen], max_chars: int, value: Worth) -> list[Chosen]:
    """The best of `found` that fit together, in source order, each with its score and the reason."""
    if not found:
        return []
    taken = best(value, found, max_chars)
    scores, why = greedy_gains(value, lengths(found), taken), reasons(found, taken)
    return [found[i]._replace(score=round(float(scores[i]), 3), reason=why[i]) for i in taken]


def _asked(sentence: Chosen, weights: dict[str, float]) -> str:
    words = [word for word, weight in weights.items() if weight > RELATED and word in sentence.simplified]
    longest = [word for word in words if not any(word in other != word for other in words)]
    return f"谈到{''.join(f'“{word}”' for word in longest[:3])}" if longest else LED
