"""Several reports → lines that tell what they share, what only one did, what is new against an earlier one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from corpus_tools.choosing.concepts import bigrams, figures
from corpus_tools.choosing.screen import slight
from corpus_tools.choosing.worth import OPENING, lengths, worth
from corpus_tools.keywords import Keyword, keywords
from corpus_tools.lexicon import lexicon
from corpus_tools.memory import remembered
from corpus_tools.report import Report
from corpus_tools.ritual import ritual
from corpus_tools.summarize import (
    Chosen,
    candidates,
    chosen,
    explaining_sections,
    lacking_sections,
    of_the_work,
    still_to_come,
)

N_TERMS = 60  # keywords of a report that may be a theme
LONGEST = 120  # characters of a line; what is longer is cut after a clause
MOST_LINES = 5  # of a theme, each of another report
SHORTEST_TERM = 3  # characters of a theme: 围绕, 中共 and 响应 are none
FORMULA = 0.5  # a more formulaic term is no theme: 凝聚共识
NEW = 2.0  # what a character of wholly new wording is worth more than one of known wording
EARLY = 0.3  # what a character of a line that opens with its theme is worth more
COUNTED = 0.3  # … of a line with a number
NOT_DONE = 3.0  # … of a plan, a shortcoming or a slight line is worth less
FRESH = 0.3  # a sentence with a smaller share of new wording is not new
_ORGANS = ("政府", "党委", "省委", "市委", "区委", "县委")


class Theme(NamedTuple):
    """A matter of several reports, and a line of each on what it did."""

    term: str
    reports: tuple[str, ...]
    lines: tuple[Chosen, ...]


class Only(NamedTuple):
    """A matter of one report alone, and its line."""

    report: str
    term: str
    count: int
    line: Chosen


Ranked = Sequence[Sequence[Keyword]]


def ranked_terms(reports: Sequence[Report]) -> list[list[Keyword]]:
    """The keywords of each report that may be a theme; the slow part of a digest, so do it once."""
    return keywords(reports, n=N_TERMS)


def shared_themes(reports: Sequence[Report], n: int = 8, ranked: Ranked | None = None) -> list[Theme]:
    """What most reports speak of, the most widely shared first, with the best line of at most `MOST_LINES` reports.

    A theme is a keyword of one report that stands in at least half of them, twice or more in each. One report shares
    nothing.
    """
    if len(reports) < 2:
        return []
    pools = {r.name: _pool(r) for r in reports}
    found = []
    for term, names in _shared_terms(reports, ranked or ranked_terms(reports)):
        lines = [line for name in names if (line := _line(pools[name], term))]
        if len(lines) > 1 and len(found) < n:
            most = sorted(lines, key=lambda s: -s.score)[:MOST_LINES]
            found.append(Theme(term, names, tuple(sorted(most, key=lambda s: s.report))))
    return found


def _shared_terms(reports: Sequence[Report], ranked: Ranked) -> list[tuple[str, tuple[str, ...]]]:
    """Keywords that stand twice or more in at least half of the reports, and in which; none inside another."""
    texts = {r.name: "\n".join(s.simplified for s in r.sentences) for r in reports}
    weights = defaultdict(float)
    for terms in ranked:
        for place, keyword in enumerate(terms):
            weights[keyword.term] += 1 / (10 + place)
    where = {term: tuple(name for name, text in texts.items() if text.count(term) > 1) for term in weights}
    least = max(2, (len(reports) + 1) // 2)
    kinds = tuple({r.organ[-2:] for r in reports if r.organ})  # 政协委员 is a theme of every 政协
    telling = (
        t
        for t in where
        if not _no_theme(t) and len(where[t]) >= least and ritual(t) < FORMULA and not t.startswith(kinds)
    )
    best_first = sorted(telling, key=lambda t: (-len(where[t]) * weights[t], t))
    return [(t, where[t]) for i, t in enumerate(best_first) if not any(t in o or o in t for o in best_first[:i])]


def only_one(reports: Sequence[Report], n: int = 3, ranked: Ranked | None = None) -> list[Only]:
    """What only one report speaks of: for each at most `n` of its keywords that no other has, with a line.

    The keyword stands there twice or more. One report alone is set apart from nothing.
    """
    if len(reports) < 2:
        return []
    texts = {r.name: "\n".join(s.simplified for s in r.sentences) for r in reports}
    found = []
    for report, terms in zip(reports, ranked or ranked_terms(reports), strict=True):
        others = "\n".join(text for name, text in texts.items() if name != report.name)
        own = [k for k in terms if k.count > 1 and k.term not in others and not _names(k.term, report)]
        found += _own_lines(report, own, n)
    return found


def _no_theme(term: str) -> bool:
    """Whether a term is too short to name a matter, a title (纲要（草案）), or a verb or an outcome alone (全覆盖)."""
    return len(term) < SHORTEST_TERM or term[-1] in "）)" or term in lexicon("deeds") or term in lexicon("outcomes")


def _names(term: str, report: Report) -> bool:
    """Whether a term does not tell what a body did: no theme, its name, its place, an organ (区政府)."""
    places = tuple(place[:2] for place in report.place)
    return term.endswith(_ORGANS) or term.startswith(places) or term in (report.organ or "") or _no_theme(term)


def _own_lines(report: Report, terms: Iterable, n: int) -> list[Only]:
    """A line for each term, from different paragraphs."""
    pool, found, seen = _pool(report), [], set()
    for keyword in terms:
        if (line := _line(pool, keyword.term)) and line.paragraph not in seen and len(found) < n:
            seen.add(line.paragraph)
            found.append(Only(report.name, keyword.term, keyword.count, line))
    return found


def news(report: Report, earlier: Sequence[Report], max_chars: int = 300) -> list[Chosen]:
    """The sentences of `report` that best tell what no earlier report says, in source order, within `max_chars`."""
    if not earlier:
        return []
    found, terms = candidates(report.sentences, max_chars), explaining_sections(report)
    found = of_the_work(found, still_to_come(found, report), max_chars)
    found = of_the_work(found, {s.number for s in found if s.section in terms or slight(s.simplified)}, max_chars)
    share = novelty([s.simplified for s in found], [s.simplified for r in earlier for s in r.sentences])
    fresh = {s.number: float(new) for s, new in zip(found, share, strict=True) if new >= FRESH}
    kept = [s for s in found if s.number in fresh]
    value, bonus = worth(kept, max_chars), NEW * np.array(list(fresh.values())) * lengths(kept)
    taken = ((s, fresh[s.number]) for s in chosen(kept, max_chars, value._replace(merit=value.merit + bonus)))
    return [s._replace(score=round(new, 3), reason=f"新的说法占{new:.0%}；{s.reason}") for s, new in taken]


def novelty(texts: Sequence[str], known: Sequence[str]) -> np.ndarray:
    """The share of each text's character bigrams that no known text has."""
    has = (bigrams((*texts, *known)) > 0).astype(float).tocsr()
    old = np.asarray(has[len(texts) :].sum(axis=0)).ravel() > 0
    total = np.asarray(has[: len(texts)].sum(axis=1)).ravel()
    return np.divide(has[: len(texts)] @ (~old).astype(float), total, out=np.zeros(len(texts)), where=total > 0)


@remembered
def _pool(report: Report) -> list[Chosen]:
    """The sentences of a report that can stand alone, with their worth per character, less for plans and the slight."""
    terms, lacking = explaining_sections(report), lacking_sections(report)
    found = [s for s in candidates(report.sentences, 300, longest=LONGEST) if s.section not in terms]
    if not found:
        return []
    planned = still_to_come(found, report)
    not_done = np.array([s.number in planned or s.section in lacking or slight(s.simplified) for s in found])
    rates = worth(found).gains([]) / lengths(found) - NOT_DONE * not_done
    return [s._replace(score=round(float(r), 3)) for s, r in zip(found, rates, strict=True)]


def _line(pool: Sequence[Chosen], term: str) -> Chosen | None:
    """The sentence that best tells about a term: preferably early in it, with figures and without formulas."""

    def telling(s: Chosen) -> float:
        early, counted = s.simplified.find(term) < OPENING, bool(figures(s.simplified))
        return s.score + EARLY * early + COUNTED * counted - ritual(s.simplified)

    return max((s for s in pool if term in s.simplified), key=telling, default=None)
