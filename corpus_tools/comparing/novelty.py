"""What is new: in reports compared with a baseline, or in a body's year compared with the years before."""

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from corpus_tools.comparing.bodies import by_body, by_year, place_names
from corpus_tools.comparing.coinages import Coinage, coinages, first_with, occurrences, text_of
from corpus_tools.comparing.marked import unquoted
from corpus_tools.comparing.matters import matter
from corpus_tools.comparing.novel_topics import NewTopic, new_indicators, new_topics
from corpus_tools.counting.ledger import change_word, one_wording, wordings_like
from corpus_tools.lexicon import lexicon
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import ritual
from corpus_tools.tokenize import NAMES
from corpus_tools.wording.candidates import Candidate, Part, candidates, pieces

COINED, TERM, TOPIC, COUNTED = "提法", "词", "主题", "指标"
KINDS = (TOPIC, COINED, TERM, COUNTED)
FEW_BODIES = 3
_OF_ALL = ("not_topics", "common_terms")  # lists of what every report may say


class New(NamedTuple):
    """Something the new reports have and the baseline has not, of one of the four kinds above."""

    kind: str
    what: str
    count: int
    reports: tuple[str, ...]
    sentence: Sentence


def new_against(
    baseline: Sequence[Report],
    reports: Sequence[Report],
    *,
    n: int = 40,
    topics: bool = True,
    also: Sequence[Coinage] = (),
) -> list[New]:
    """What `reports` have and `baseline` does not, at most `n` of a kind; nothing without a baseline.

    Topics, coinages (`also` those of a larger set of reports), terms and indicators, those of most reports first.
    """
    if not baseline or not reports:
        return []
    known, names = text_of(baseline), place_names([*baseline, *reports])
    fresh = [row for row in _new_coinages(reports, also) if row.what not in known]
    topical = map(_topic_row, new_topics(baseline, reports) if topics else ())
    words = (r for r in new_terms(known, reports) if r.what not in names and not any(r.what in c.what for c in fresh))
    kinds = topical, fresh, words, _new_indicators(baseline, reports)
    return [row for rows in kinds for row in islice(rows, n)]


def new_by_body(reports: Sequence[Report], *, n: int = 40) -> list[New]:
    """What the last report of each body has that its earlier reports lack; the bodies take turns.

    New topics are only sought for up to three bodies, because each needs the topics of its past.
    """
    bodies = by_body(reports)
    everywhere = coinages(reports) if bodies else []
    found = []
    for own in bodies.values():
        past = [r for r in own if r.year != own[-1].year]
        found.append(new_against(past, own[len(past) :], n=n, topics=len(bodies) <= FEW_BODIES, also=everywhere))
    kinds = ([[row for row in rows if row.kind == kind] for rows in found] for kind in KINDS)
    return [row for kind in kinds for turn in zip_longest(*kind) for row in turn if row]


def _new_coinages(reports: Sequence[Report], also: Sequence[Coinage]) -> Iterator[New]:
    """The coinages of the reports, then those of `also` that occur in them, with count and first occurrence there."""
    own, ordered = coinages(reports), by_year(reports)
    yield from (New(COINED, c.term, c.count, c.reports, c.sentence) for c in own)
    counts = occurrences(ordered, [c.term for c in also])
    known = {c.term for c in own}
    for term, count in counts.items():
        having = [r for r, n in zip(ordered, count, strict=True) if n]
        if having and term not in known:
            yield New(COINED, term, sum(count), tuple(r.name for r in having), first_with(having[0], term))


def _topic_row(topic: NewTopic) -> New:
    """A new topic and the shortest of the sentences with most of its words."""
    reports = tuple(dict.fromkeys(p.report for p in topic.passages))
    told = [s for p in topic.passages for s in p.sentences]
    best = max(told, key=lambda s: (sum(w in s.simplified for w in topic.words), -len(s.text), s.report, -s.number))
    return New(TOPIC, "、".join(topic.words), len(topic.passages), reports, best)


def _new_indicators(baseline: Sequence[Report], reports: Sequence[Report]) -> Iterator[New]:
    where = {(s.report, s.number): s for r in reports for s in r.sentences}
    for name, rows in new_indicators(baseline, reports):
        rows, shall = [r for r in rows if not r.plan] or rows, "（计划）" * all(r.plan for r in rows)
        told = f"{name} {'、'.join(dict.fromkeys(change_word(r) * matter(r)[2] + r.raw for r in rows[:4]))}{shall}"
        names = tuple(dict.fromkeys(r.report for r in rows))
        yield New(COUNTED, told, len(rows), names, where[rows[0].report, rows[0].number])


def new_terms(known: str, reports: Sequence[Report]) -> list[New]:
    """Terms used twice or more that never occur in `known`; no names, no formulas, none contained in a longer one."""
    sentences = [s for r in by_year(reports) for s in r.sentences]
    found = candidates(Part(s.simplified, "body", i) for i, s in enumerate(sentences))
    fresh, known = {}, one_wording(known)
    for term, candidate in found.items():
        numbers = sorted({place[0] for place in candidate.places})
        bare = unquoted(term)
        said = any(one_wording(wording) in known for wording in (bare, *wordings_like(bare)))  # 单位GDP, 生产总值
        if len(numbers) > 1 and not said and _is_matter(candidate):
            fresh[bare] = [sentences[i] for i in numbers]
    inside = pieces(fresh)
    told = ((t, own) for t, own in fresh.items() if t not in inside)
    rows = [New(TERM, t, len(own), tuple(dict.fromkeys(s.report for s in own)), own[0]) for t, own in told]
    return sorted(rows, key=lambda r: (-len(r.reports), -r.count, r.what))


def _is_matter(candidate: Candidate) -> bool:
    """Whether a phrase of three characters or more is a matter: no measure, place or person, nor worn at either end."""
    term, first, last = candidate.term, candidate.units[0], candidate.units[-1]
    if last.text in lexicon("measure_heads") or any(term in lexicon(name) for name in _OF_ALL):
        return False
    if len(term) < 3 or term[0].isdigit() or first.text.endswith("于") or ritual(term) >= 0.5:
        return False
    worn = lexicon("ritual_soft") | lexicon("plan_words")
    named = any(u.pos in NAMES for u in candidate.units)
    return not (named or any(u.text in worn or u.pos[:1] in "mqt" for u in (first, last)))
