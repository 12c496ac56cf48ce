"""Coinages (提法): quoted or numbered slogans, when they appear, spread, change wording and are dropped."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import pandas as pd

from corpus_tools.comparing.bodies import by_body, by_year, with_earlier
from corpus_tools.comparing.marked import NUMERAL, coined, definitions, quotations, unquoted, variants
from corpus_tools.comparing.unmarked import unmarked
from corpus_tools.lexicon import lexicon
from corpus_tools.lexicon.openings import Openings, may_begin
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import ritual
from corpus_tools.tokenize import background_idf

_NAMED = re.compile(
    r"(?:行动|工程|计划|战略|体系|模式|机制|品牌|平台|布局|格局|商量|协商|议事|清单|指数|讲堂|城|地|链|带|区|圈)$|\+"
)
_HONOUR = re.compile(
    r"(?:全国|国家|全[省市区]).{0,10}(?:城市|[市县区村镇]|单位|基地|试点|组织|集体|个人)|.{0,10}[百十]强.{0,3}"
)
_CREED = 0.9  # a term as formulaic as this is creed, not a coinage of the body
_KEPT = {(True, True): "沿用", (False, True): "新出现", (True, False): "不再提", (False, False): "一度提"}


class Coinage(NamedTuple):
    """A term that a report marks as its own (quoted, numbered, explained) or that looks coined, and where it occurs."""

    term: str
    count: int
    reports: tuple[str, ...]  # in the order of their years
    first_year: int | None
    last_year: int | None
    fate: str  # 新出现, 沿用, 不再提, 一度提 in its bodies; empty where years cannot tell
    variants: tuple[str, ...]
    definition: str
    sentence: Sentence  # where it stands first
    marked: int  # reports that quote, number or explain it; 0: it only looks like a name


class Change(NamedTuple):
    """A term of one year and the similar term that replaces it in a later report of the same body."""

    term: str
    year: int | None
    later_term: str
    later_year: int | None
    organ: str


def coinages(reports: Sequence[Report], baseline: Iterable[Report] = ()) -> list[Coinage]:
    """The coinages of the reports: the most marked and used first, those of the whole country (放管服) last.

    A term quoted once is counted everywhere, quoted or not, but a term that is mostly unquoted is no coinage. Terms
    that only look coined are included. What became of a term is judged by the reports of the `baseline` too.
    """
    ordered = by_year(reports)
    marked, marks = _marked(ordered)
    plain = {t: s for t, s in unmarked(ordered).items() if not any(t in term or term in t for term in marked)}
    first = {t: s for t, s in {**marked, **plain}.items() if ritual(t) < _CREED}
    counts, fates = occurrences(ordered, first), _fates(with_earlier(ordered, baseline), first)
    defined, near, dated = definitions(ordered, first), variants(first), {r.name: r.year for r in ordered}
    rows = []
    for term, sentence in first.items():
        own = {r.name: n for r, n in zip(ordered, counts[term], strict=True) if n}
        if own and not _is_word(term, marks[term].total(), sum(own.values())):
            years = [dated[name] for name in own]
            if years[0] != dated[sentence.report]:  # an earlier year has it unmarked
                sentence = first_with(next(r for r in ordered if r.name in own), term)
            known = [year for year in years if year is not None]
            span = (min(known, default=None), max(known, default=None))
            told = fates[term], near.get(term, ()), defined.get(term, ""), sentence, len(marks[term])
            rows.append(Coinage(term, sum(own.values()), tuple(own), *span, *told))
    return sorted(_merged(rows), key=_surest_first)


def _surest_first(coinage: Coinage) -> tuple:
    """A sort key: a report that marks a term counts four times one that only uses it, then other evidence.

    That is what tells a coinage from a word in quotes: it is numbered, named, explained, repeated.
    """
    said = 3 * coinage.marked + len(coinage.reports)
    numbered, named = re.search(rf"[0-9{NUMERAL}]", coinage.term), _NAMED.search(coinage.term)
    evidence = sum(map(bool, (numbered, named, coinage.definition, coinage.count > 1))) - (not coinage.marked)
    return is_national(coinage.term), -said, -evidence, -coinage.count, coinage.term


def is_national(term: str) -> bool:
    """Whether the whole country uses a term, or the state awards it as an honour."""
    return term in lexicon("national_terms") or bool(_HONOUR.fullmatch(term))


def _marked(ordered: Sequence[Report]) -> tuple[dict[str, Sentence], dict[str, Counter[str]]]:
    """The terms that reports mark or explain: the sentence of the first occurrence, and how often each is marked."""
    first: dict[str, Sentence] = {}
    marks: dict[str, Counter[str]] = defaultdict(Counter)
    for report in ordered:
        for sentence in report.sentences:
            for term in coined(sentence.simplified):
                first.setdefault(term, sentence)
                marks[term][report.name] += 1
        for term in map(unquoted, report.glossary):
            if 2 <= len(term) <= 16 and report.sentences:
                first.setdefault(term, first_with(report, term))
                marks[term][report.name] = sys.maxsize
    return first, marks


def _is_word(term: str, quoted: int, count: int) -> bool:
    """Whether a term is a word that is only sometimes quoted: in the dictionary, or of two characters."""
    any_two = len(term) == 2
    inside = any_two and not set(term) & set(NUMERAL)  # 中兴 of 集中兴建
    return 2 * quoted < count + inside and (any_two or term in background_idf())


def _merged(rows: Sequence[Coinage]) -> list[Coinage]:
    """The coinages without the longer of two equivalent terms: “3113”, not also 3113项目攻坚行动计划."""
    meaning = {c.term: c.definition.rstrip("。") for c in rows if c.definition}
    doubled = {t for t in meaning for o in meaning if o != t and o in t and meaning[o] == meaning[t]}
    return [c for c in rows if c.term not in doubled]


def first_with(report: Report, term: str) -> Sentence:
    """The first sentence of a report that has a term, quoted or not."""
    return next((s for s in report.sentences if term in unquoted(s.simplified)), report.sentences[0])


def text_of(reports: Iterable[Report]) -> str:
    """All sentences of the reports, simplified, without quotation marks, one a line."""
    return unquoted("\n".join(s.simplified for r in reports for s in r.sentences))


def _fates(reports: Sequence[Report], terms: Iterable[str]) -> dict[str, str]:
    """What became of each term in the bodies with reports of several years."""
    fates: dict[str, set[str]] = {term: set() for term in terms}
    for own in by_body(reports).values():
        for term, counts in occurrences(own, terms).items():
            years = {report.year for report, n in zip(own, counts, strict=True) if n}
            if years:
                fates[term].add(_KEPT[own[0].year in years, own[-1].year in years])
    return {term: "、".join(sorted(own)) for term, own in fates.items()}


def occurrences(reports: Sequence[Report], terms: Iterable[str]) -> dict[str, list[int]]:
    """How often each term occurs in each report, quoted or not (a number only quoted); in linear time."""
    counts = {term: [0] * len(reports) for term in terms}
    numbers = [term for term in counts if term.isdigit()]
    worded = sorted(counts.keys() - numbers)
    openings, by_head = Openings(worded), {head: [*some] for head, some in groupby(worded, lambda term: term[:2])}
    for column, report in enumerate(reports):
        marked = Counter(q for s in report.sentences for q in quotations(s.simplified)) if numbers else {}
        for term in numbers:
            counts[term][column] = marked[term]
        text = f"{text_of([report])}\n"
        for i in may_begin(text, openings).tolist():
            for term in by_head.get(text[i : i + 2], ()):
                counts[term][column] += text.startswith(term, i) and not _within(text, i, term)
    return counts


def _within(text: str, at: int, term: str) -> bool:
    """Whether a short numbered term is the end of a longer one there: 三定 of 三审三定."""
    return len(term) < 4 and term[0] in NUMERAL and text[at - 2 : at - 1] in tuple(NUMERAL) and text[at - 1] > "\u4e00"


def coinage_matrix(reports: Sequence[Report], rows: Sequence[Coinage]) -> pd.DataFrame:
    """How often each coinage of `rows` occurs in each report, with reports as columns in the order of the years."""
    ordered = by_year(reports)
    return pd.DataFrame(occurrences(ordered, [c.term for c in rows]), index=[r.name for r in ordered]).T


def changes(reports: Sequence[Report], rows: Sequence[Coinage]) -> list[Change]:
    """Terms whose wording changed: a body uses one in a year, and in its next report a similar one instead."""
    said: dict[str, set[str]] = defaultdict(set)
    for coinage in rows:
        for name in coinage.reports:
            said[name].add(coinage.term)
    found = []
    for organ, own in by_body(reports).items():
        for before, after in pairwise(own):
            old, new = said[before.name], said[after.name]
            near = variants(old | new)
            pairs = ((term, other) for term in sorted(old - new) for other in near.get(term, ()) if other in new - old)
            found += [Change(term, before.year, other, after.year, organ) for term, other in pairs]
    return found
