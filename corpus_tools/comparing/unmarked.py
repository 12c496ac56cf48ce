"""Coinages without quotation marks or numbers: compounds that look like a name and that not everyone says."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from corpus_tools.comparing.bodies import body, by_year
from corpus_tools.lexicon import any_of, lexicon
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import ritual
from corpus_tools.tokenize import NAMES, background_idf
from corpus_tools.wording.candidates import Candidate, Part, candidates

LEAST = 2  # times said: what is said once may be an accident
LENGTHS = range(4, 11)  # characters
_HAN = re.compile(r"[\u3400-\u9fff]+")


def unmarked(reports: Sequence[Report]) -> dict[str, Sentence]:
    """The terms of `reports` that look coined though they are not marked so, and the sentence where each stands first.

    A compound of four to ten characters that ends like a name (经济, 行动, 工作室), that the general dictionary does
    not know, and that is said twice or more; none of which more than half of four or more bodies speak, and none
    that every one of several years says: that is the common language.
    """
    ordered = by_year(reports)
    sentences = [s for r in ordered for s in r.sentences]
    repeated = _repeated([s.simplified for s in sentences])
    common, own = _common(ordered), _stems(ordered)
    sources = {r.name: (body(r) or r.name, r.year) for r in ordered}
    found = {
        term: repeated[term]
        for term, one in candidates(_runs(repeated, sentences)).items()
        if term in repeated and _is_coined(one) and not any(name in term for name in own)
    }
    kept = {t: n for t, n in found.items() if not common({sources[sentences[i].report] for i in n})}
    inside = pieces(kept)
    return {t: sentences[n[0]] for t, n in sorted(kept.items(), key=lambda k: (k[1][0], k[0])) if t not in inside}


def pieces(terms: Iterable[str]) -> set[str]:
    """What stands inside of terms: every two neighbouring characters or more of one, but not the whole of it."""
    return {t[i:j] for t in terms for i in range(len(t)) for j in range(i + 2, len(t) + 1) if j - i < len(t)}


def _repeated(texts: Sequence[str]) -> dict[str, list[int]]:
    """The strings that end with a head and stand twice or more, and in which texts; in time linear in the text."""
    found, heads = defaultdict(list), any_of("coinage_heads")
    for i, text in enumerate(texts):
        for run in _HAN.finditer(text):
            for head in heads.finditer(text, run.start() + 1, run.end()):
                for start in range(max(run.start(), head.end() - LENGTHS[-1]), head.end() - LENGTHS[0] + 1):
                    found[text[start : head.end()]].append(i)
    return {string: where for string, where in found.items() if len(where) >= LEAST}


def _runs(repeated: dict[str, list[int]], sentences: Sequence[Sentence]) -> list[Part]:
    """The runs of Chinese characters that repeated strings stand in first, each once."""
    runs = {}
    for string, where in repeated.items():
        text = sentences[where[0]].simplified
        at = text.find(string)
        run = next(r for r in _HAN.finditer(text) if r.start() <= at < r.end())
        runs.setdefault(run.group(), len(runs))
    return [Part(run, "body", i) for run, i in runs.items()]


def _is_coined(candidate: Candidate) -> bool:
    """Whether a phrase has the look of a coined name: nothing worn, known or foreign in it."""
    term, first = candidate.term, candidate.units[0]
    if f"!{term}" in lexicon("coinage_heads") or term in background_idf() or ritual(term) >= 0.5:
        return False
    worn = lexicon("ritual_soft") | lexicon("plan_words") | lexicon("genre_words") | lexicon("classifiers")
    if first.text in worn or first.pos[:1] in "mqtuvp":
        return False
    return not any(u.pos in NAMES for u in candidate.units)


def _stems(reports: Sequence[Report]) -> set[str]:
    """The places of the reports without 省, 市, 区, 县."""
    return {stem for r in reports for p in r.place if len(stem := p.rstrip("省市区县州盟旗")) > 1}


def _common(reports: Sequence[Report]) -> Callable[[set[tuple]], bool]:
    """Whether terms of some (body, year) belong to all: most of the bodies, or all years of each body with several."""
    years = defaultdict(set)
    for report in reports:
        years[body(report) or report.name].add(report.year)

    def common(told: set[tuple]) -> bool:
        own = {b for b, _ in told}
        always = all(len(years[b]) > 2 and years[b] == {y for o, y in told if o == b} for b in own)
        return always or (len(years) > 3 and 2 * len(own) > len(years))

    return common
