"""Coinages without quotation marks or numbers: compounds that look like a name and that not everyone says."""

from collections.abc import Sequence

from corpus_tools.comparing.bodies import body, by_year
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import ritual
from corpus_tools.tokenize import NAMES, background_idf, lexicon
from corpus_tools.wording.candidates import Candidate, Part, candidates

LEAST = 2  # times said: what is said once may be an accident
LENGTHS = range(4, 11)  # characters


def unmarked(reports: Sequence[Report]) -> dict[str, Sentence]:
    """The terms of `reports` that look coined though they are not marked so, and the sentence where each stands first.

    A compound of four to ten characters that ends like a name (经济, 行动, 工作室), that the general dictionary does
    not know, and that is said twice or more; none of which more than half of four or more bodies speak, and none
    that every one of several years says: that is the common language.
    """
    ordered = by_year(reports)
    sentences = [s for r in ordered for s in r.sentences]
    found = candidates(Part(s.simplified, "body", i) for i, s in enumerate(sentences))
    places = {
        term: sorted({place.part for place in one.places})
        for term, one in found.items()
        if len(one.places) >= LEAST and _is_coined(one)
    }
    sources = {r.name: (body(r) or r.name, r.year) for r in ordered}
    common, own = _common(ordered), _stems(ordered)
    kept = {
        t: n
        for t, n in places.items()
        if not common({sources[sentences[i].report] for i in n}) and not any(name in t for name in own)
    }
    inside = {t[i:j] for t in kept for i in range(len(t)) for j in range(i + 2, len(t) + 1) if j - i < len(t)}
    return {t: sentences[n[0]] for t, n in kept.items() if t not in inside}


def _is_coined(candidate: Candidate) -> bool:
    """Whether a phrase has the look of a coined name: its length, its last word, nothing worn or foreign in it."""
    term, first = candidate.term, candidate.units[0]
    heads = lexicon("coinage_heads")
    if len(term) not in LENGTHS or not term[1:].endswith(tuple(heads)) or f"!{term}" in heads:
        return False
    worn = lexicon("ritual_soft") | lexicon("plan_words") | lexicon("genre_words")
    if term in background_idf() or first.text in worn or first.pos[:1] in "mqtuvp" or ritual(term) >= 0.5:
        return False
    return not any(u.pos in NAMES or u.quoted for u in candidate.units)


def _stems(reports: Sequence[Report]) -> set[str]:
    """The places of the reports without 省, 市, 区, 县."""
    return {stem for r in reports for p in r.place if len(stem := p.rstrip("省市区县州盟旗")) > 1}


def _common(reports: Sequence[Report]):
    """Whether terms of some (body, year) belong to all: most of the bodies, or all years of each body with several."""
    every = {(body(r) or r.name, r.year) for r in reports}
    bodies = {b for b, _ in every}
    many = {b for b in bodies if sum(b == other for other, _ in every) > 2}

    def common(told: set[tuple]) -> bool:
        own = {b for b, _ in told}
        always = all({y for b, y in told if b == o} == {y for b, y in every if b == o} for o in own) and own <= many
        return (len(bodies) > 3 and 2 * len(own) > len(bodies)) or always

    return common
