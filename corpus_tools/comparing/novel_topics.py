"""Topics of new reports that no topic of the baseline covers, and indicators that it lacks."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from corpus_tools.comparing.clauses import terms
from corpus_tools.comparing.coinages import text_of
from corpus_tools.comparing.matters import deedless, is_bare, matter
from corpus_tools.grouping.passages import Passage, own_names, passages, substance
from corpus_tools.grouping.report_topics import RITUAL, report_topics
from corpus_tools.indicators import Indicator, indicators
from corpus_tools.report import Report
from corpus_tools.ritual import is_ritual
from corpus_tools.tokenize import NAMES, background_idf, is_content, tagged, words
from corpus_tools.topics import fit_topics
from corpus_tools.vectorize import doc_term, sums_by, tfidf

COVERED = 0.1  # of the baseline's own passages, so many are as far from every topic as an uncovered one
UNKNOWN = 3  # different nouns that the baseline never says make a passage new
SHORTEST = 40  # characters of a passage that can be a topic by itself
MANY = 12  # passages: more are grouped as topics are, by all their words


class NewTopic(NamedTuple):
    """Passages about one matter, and their words that the baseline never uses, the most frequent first."""

    words: tuple[str, ...]
    passages: tuple[Passage, ...]


def new_topics(baseline: Sequence[Report], reports: Sequence[Report]) -> list[NewTopic]:
    """The topics of `reports` that the baseline lacks, those with most passages first.

    A passage is new if it is further from every topic of the baseline than nine tenths of the baseline's own passages,
    and has three or more nouns that the baseline never uses; all passages of a topic together have twice as many.
    """
    known = text_of(baseline)
    fresh = [(p, words) for p in _uncovered(baseline, reports) if len(words := _nouns(p, known)) >= UNKNOWN]
    if not fresh:
        return []
    groups = defaultdict(list)
    for one, group in zip(fresh, _groups(fresh), strict=True):
        groups[group].append(one)
    told = [own for own in groups.values() if sum(len(words) for _, words in own) >= 2 * UNKNOWN]
    found = [NewTopic(_leading(own), tuple(p for p, _ in own)) for own in told]
    return sorted(found, key=lambda t: (-len(t.passages), t.passages[0].report, t.passages[0].number))


def _nouns(passage: Passage, known: str) -> Counter[str]:
    """The nouns of a passage that never occur in `known`, without names of places, persons and bodies."""
    found = (t for t in tagged(passage.simplified) if t.pos[:1] == "n" or t.pos == "vn")
    return Counter(t.text for t in found if t.pos not in NAMES and is_content(t.text) and t.text not in known)


def _groups(fresh: Sequence[tuple[Passage, Counter[str]]]) -> np.ndarray:
    """A number for each passage, equal for those of one topic; a few passages are grouped by two shared new nouns."""
    if len(fresh) > MANY:
        return fit_topics([substance(p.simplified, ()) for p, _ in fresh], max(2, len(fresh) // 6)).labels
    has = doc_term([list(words) for _, words in fresh], analyzer=list).matrix
    return connected_components(csr_matrix((has @ has.T) > 1), directed=False)[1]


def _leading(own: Sequence[tuple[Passage, Counter[str]]]) -> tuple[str, ...]:
    """The new nouns of most passages, rarer ones first, without those contained in a better one."""
    spread, rare = Counter(word for _, words in own for word in words), background_idf()
    rarest = max(rare.values())
    score = {w: n * rare.get(w, rarest) ** 2 for w, n in spread.items()}
    ranked = sorted(score, key=lambda w: (-score[w], -len(w), w))
    return tuple([w for i, w in enumerate(ranked) if not any(w in other for other in ranked[:i])][:6])


def _uncovered(baseline: Sequence[Report], reports: Sequence[Report]) -> list[Passage]:
    """The passages of `reports` that are further from every topic of the baseline than most of its own."""
    if not any(r.paragraphs for r in baseline):
        return []
    # finer than topics are shown: what is to be told is whether anything near was said
    model = report_topics(baseline, max(1, math.isqrt(len(passages(baseline)))))
    told = [p for p in passages(reports) if len(p.simplified) >= SHORTEST and not is_ritual(p.simplified, RITUAL)]
    names = own_names([*baseline, *reports], [*model.passages, *told])
    texts = [substance(p.simplified, names) for p in (*model.passages, *told)]
    weights = tfidf(doc_term(texts, analyzer=terms).matrix)
    ours, theirs = weights[len(model.passages) :], weights[: len(model.passages)]
    sums = sums_by(model.topics.labels, theirs).tocsr()
    own, near = _nearest(theirs, sums, model.topics.labels), _nearest(ours, sums)
    limit = np.quantile(own, COVERED) if len(own) else 0.0
    return [p for p, score in zip(told, near, strict=True) if score < limit]


def _nearest(rows: csr_matrix, sums: csr_matrix, labels: np.ndarray | None = None) -> np.ndarray:
    """The cosine of each passage and its nearest topic, to which the passage itself does not contribute."""
    products, norms = (sums @ rows.T).toarray(), np.asarray(sums.multiply(sums).sum(axis=1))
    if labels is not None:
        own, size = (labels, np.arange(len(labels))), np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
        norms = np.repeat(norms, len(labels), axis=1)
        norms[own] -= 2 * products[own] - size
        products[own] -= size
    return (products / np.sqrt(np.maximum(norms, 1e-9))).max(axis=0)


def new_indicators(baseline: Sequence[Report], reports: Sequence[Report]) -> list[tuple[str, list[Indicator]]]:
    """The indicators (normalised subject and deed) that `reports` give and the baseline does not, with their figures.

    What the baseline counts or plans is known whatever is done with it (建设, then 建成), and so is a name all of whose
    words stand in one that is known: 港口吞吐量 in 港口货物吞吐量. Those of most reports come first, in source order.
    """
    known, having = {deedless(matter(row)[0]) for r in baseline for row in indicators(r)}, defaultdict(set)
    for name in known:
        for word in words(name):
            having[word].add(name)
    found: dict[str, list[Indicator]] = defaultdict(list)
    for report in reports:
        for row in indicators(report):
            name = matter(row)[0]
            if len(row.subject) > 1 and not is_bare(name) and deedless(name) not in known:
                found[name].append(row)
    with_each = {name: [having.get(word, set()) for word in words(deedless(name))] or [set()] for name in found}
    fresh = [(name, own) for name, own in found.items() if not set.intersection(*with_each[name])]
    return sorted(fresh, key=lambda f: (-len({r.report for r in f[1]}), -len(f[1])))
