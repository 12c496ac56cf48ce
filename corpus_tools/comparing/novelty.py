"""What is new: in a set of reports against a baseline, in a year of a body against the years before."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from corpus_tools.comparing.bodies import body, by_year
from corpus_tools.comparing.clauses import figures
from corpus_tools.comparing.coinages import coinages, unquoted
from corpus_tools.comparing.shared_wording import plain, shingles
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import ritual
from corpus_tools.tokenize import NAMES, lexicon
from corpus_tools.wording.candidates import Candidate, Part, candidates


class New(NamedTuple):
    """Something the new reports have and the baseline has not: a 提法, a term, a sentence with figures."""

    kind: str
    what: str
    count: int
    reports: tuple[str, ...]
    sentence: Sentence


def new_against(baseline: Sequence[Report], reports: Sequence[Report], *, n: int = 40) -> list[New]:
    """What `reports` have and `baseline` has not, at most `n` of a kind: coinages and terms, those of most reports
    first, and sentences with figures, those of the newest wording first. Without a baseline nothing is new.
    """
    if not baseline or not reports:
        return []
    known = text_of(baseline)
    fresh = [c for c in coinages(reports) if c.term not in known]
    rows = [New("提法", c.term, c.count, c.reports, c.sentence) for c in fresh]
    rows = rows[:n] + [r for r in new_terms(known, reports) if not any(r.what in c.term for c in fresh)][:n]
    return rows + _new_sentences(baseline, reports)[:n]


def new_by_body(reports: Sequence[Report], *, n: int = 40) -> list[New]:
    """What the last report of each body has that its earlier reports have not."""
    rows = []
    for name in sorted({body(r) for r in reports if body(r) and r.year is not None}):
        own = by_year(r for r in reports if body(r) == name and r.year is not None)
        last = [r for r in own if r.year == own[-1].year]
        rows += new_against([r for r in own if r.year != own[-1].year], last, n=n)
    return rows


def text_of(reports: Iterable[Report]) -> str:
    """All sentences of the reports, simplified, without quotation marks, one a line."""
    return unquoted("\n".join(s.simplified for r in reports for s in r.sentences))


def new_terms(known: str, reports: Sequence[Report], *, least: int = 2) -> list[New]:
    """Terms said `least` times or more that never stand in `known`; no names, no formulas, none inside a longer one."""
    sentences = [s for r in by_year(reports) for s in r.sentences]
    found = candidates(Part(s.simplified, "body", i) for i, s in enumerate(sentences))
    fresh = {}
    for term, candidate in found.items():
        numbers = sorted({place[0] for place in candidate.places})
        bare = unquoted(term)
        if len(numbers) >= least and bare not in known and _is_matter(candidate):
            fresh[bare] = [sentences[i] for i in numbers]
    longer = {t[i:j] for t in fresh for i in range(len(t)) for j in range(i + 2, len(t) + 1) if j - i < len(t)}
    rows = [New("词", t, len(s), _names(s), s[0]) for t, s in fresh.items() if t not in longer]
    return sorted(rows, key=lambda r: (-len(r.reports), -r.count, r.what))


def _is_matter(candidate: Candidate) -> bool:
    """Whether a phrase names a matter: three characters or more, no place or person, no stock word at its ends."""
    ends, worn = {candidate.units[0], candidate.units[-1]}, lexicon("ritual_soft") | lexicon("plan_words")
    if len(candidate.term) < 3 or any(u.pos in NAMES for u in candidate.units) or ritual(candidate.term) >= 0.5:
        return False
    return not any(u.text in worn or u.pos[:1] in "mqt" for u in ends) and not candidate.term[0].isdigit()


def _names(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.report for s in sentences))


def _new_sentences(baseline: Sequence[Report], reports: Sequence[Report]) -> list[New]:
    """Sentences with figures more than 60 % of whose wording the baseline does not have."""
    known = [shingles(plain(s.simplified), 4) for r in baseline for s in r.sentences]
    told = [(s, f) for r in by_year(reports) for s in r.sentences if (f := figures(s.simplified))]
    wordings = [shingles(plain(s.simplified), 4) for s, _ in told]
    if not known or not wordings:
        return []
    hits, at, rated = np.isin(np.concatenate(wordings), np.concatenate(known)), 0, []
    for (sentence, said), wording in zip(told, wordings, strict=True):
        if len(wording) >= 15:
            rated.append((1 - float(hits[at : at + len(wording)].mean()), said, sentence))
        at += len(wording)
    rated.sort(key=lambda r: -r[0])
    return [New("有数的句子", "、".join(told[:6]), len(told), (s.report,), s) for new, told, s in rated if new > 0.6]
