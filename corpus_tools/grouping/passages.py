"""Reports → passages: stretches of a section long enough to have a topic and short enough to have only one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np

from corpus_tools.counting.outlook import explains
from corpus_tools.lexicon.openings import Openings, may_begin
from corpus_tools.report import Paragraph, Report, Section, Sentence
from corpus_tools.ritual import formulas
from corpus_tools.structure.places import long_names, short
from corpus_tools.tokenize import tags

SHORT, GOOD, LONG = 60, 150, 300  # characters: joined with the next, long enough for itself, divided
LEFT = 12  # characters without which nothing is left of a passage
UNLISTED = ("镇", "乡", "河", "湖", "溪")  # places of these kinds are not in our gazetteer
PLAIN = ("老城区", "新城区")  # what most cities have, though a district here or there is called so
_GAP = "\n"


class Passage(NamedTuple):
    """Sentences that stand together in a section, and the address of the first."""

    text: str
    simplified: str
    report: str
    section: int
    paragraph: int
    number: int  # index in the list of passages
    sentences: tuple[Sentence, ...]


def passages(reports: Iterable[Report]) -> list[Passage]:
    """The passages of the reports in source order; no sentence is in two of them.

    A paragraph is a passage; a long one is divided between sentences, short ones of a section are joined. A glossary
    (名词解释) is left out, unless the report has nothing else.
    """
    found: list[Passage] = []
    for report in reports:
        for section in [s for s in report.sections if not explains(s)] or report.sections:
            for group in _joined([part for p in section.paragraphs for part in _parts(p)]):
                found.append(_passage(group, report, section, len(found)))
    return found


def _passage(group: Sequence[Sentence], report: Report, section: Section, number: int) -> Passage:
    by_paragraph = [list(some) for _, some in groupby(group, key=lambda s: s.paragraph)]
    text, plain = (
        "\n".join("".join(getattr(s, script) for s in some) for some in by_paragraph)
        for script in ("text", "simplified")
    )
    return Passage(text, plain, report.name, section.number, group[0].paragraph, number, tuple(group))


def _parts(paragraph: Paragraph) -> list[list[Sentence]]:
    """The sentences of a paragraph in groups of about `GOOD` characters; all in one if they are at most `LONG`."""
    left = _length(paragraph.sentences)
    if left <= LONG:
        return [list(paragraph.sentences)] if paragraph.sentences else []
    groups: list[list[Sentence]] = [[]]
    for sentence in paragraph.sentences:
        groups[-1].append(sentence)
        left -= len(sentence.text)
        if _length(groups[-1]) >= GOOD and left >= GOOD // 2:
            groups.append([])
    return groups


def _joined(parts: Sequence[list[Sentence]]) -> list[list[Sentence]]:
    """The parts of a section, each short one joined to the next, a short last one to the one before."""
    found: list[list[Sentence]] = []
    for part in parts:
        if found and (_length(found[-1]) < SHORT or (part is parts[-1] and _length(part) < SHORT)):
            found[-1] = [*found[-1], *part]
        else:
            found.append(list(part))
    return found


def _length(sentences: Iterable[Sentence]) -> int:
    return sum(len(s.text) for s in sentences)


def own_names(reports: Sequence[Report], some: Sequence[Passage]) -> tuple[str, ...]:
    """The names that identify a report rather than its matter, longest first.

    They are its place and body, and other places that only this report names (with a single report: all).
    """
    texts, said = defaultdict(list), defaultdict(set)
    for passage in some:
        texts[passage.report] += [s.simplified for s in passage.sentences]
    for report, own in texts.items():
        pairs = tags("\n".join(_with_places(own)))
        names = {token for token, pos in pairs if pos == "ns"}  # and 桃花|河
        names |= {a + b for (a, noun), (b, pos) in pairwise(pairs) if pos == "ns" and len(b) == 1 and noun[0] == "n"}
        for name in names:
            if len(name) > 2 and name not in PLAIN and (name.endswith(UNLISTED) or name in long_names()):
                said[name].add(report)  # not 大型超市, which the segmenter takes for a place too
    whole = {name for report in reports for name in (*report.place, report.organ or "") if len(name) > 1}
    known = whole | {short(name) for name in whole}
    return tuple(sorted(known | {n for n, w in said.items() if len(w) == 1}, key=lambda name: (-len(name), name)))


def _with_places(sentences: Sequence[str]) -> list[str]:
    """The sentences in which such a name may occur: only these need to be segmented."""
    lines = [f"{sentence}\n" for sentence in sentences]
    places = may_begin("".join(lines), _openings())
    rows = set(np.searchsorted(np.cumsum([len(line) for line in lines]), places, "right").tolist())
    return [s for i, s in enumerate(sentences) if i in rows or any(kind in s for kind in UNLISTED)]


@cache
def _openings() -> Openings:
    return Openings(sorted(long_names()))


def substance(text: str, names: Iterable[str]) -> str:
    """`text` (simplified) without `names` and formulas (unless nothing else is left), with a gap where they were."""
    for name in names:
        text = text.replace(name, _GAP)
    rest = text
    for formula, _ in formulas(text):
        rest = rest.replace(formula, _GAP)
    return rest if sum(map(str.isalpha, rest)) >= LEFT else text
