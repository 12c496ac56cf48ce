"""Reports side by side: how much is ritual, how alike they are where place names do not decide."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from corpus_tools.comparing.bodies import place_names, short_names
from corpus_tools.comparing.coinages import Coinage, coinages, text_of
from corpus_tools.comparing.novelty import New, new_against, new_by_body
from corpus_tools.comparing.plans import Outcome, plan_results
from corpus_tools.comparing.shared_wording import overlaps, plain
from corpus_tools.comparing.verdicts import Verdict, all_verdicts
from corpus_tools.corpus import named_apart
from corpus_tools.counting.quantities import is_count
from corpus_tools.lexicon import lexicon
from corpus_tools.memory import remembered
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import common_wording, ritual, rituals
from corpus_tools.tokenize import NAMES, is_content, tagged
from corpus_tools.vectorize import doc_term, tfidf
from corpus_tools.wording.candidates import pieces

_WORN = ("genre_words", "ritual_soft", "plan_words", "not_topics")
_of_word = lru_cache(100_000)(ritual)  # reports share most of their words


class RitualShare(NamedTuple):
    """How much of a report, or of a section of it, is formula; characters are those of its sentences."""

    report: str
    section: str
    share: float
    characters: int
    least: Sentence  # the least formulaic of its longer sentences, no call


class Comparison(NamedTuple):
    """A set of reports and the results of comparing them, each computed once, in the order of the reports."""

    reports: tuple[Report, ...]
    baseline: tuple[Report, ...]
    names: dict[str, str]  # Report.name → short name to show
    ritual: list[RitualShare]
    coinages: list[Coinage]
    alike: np.ndarray
    overlaps: np.ndarray
    outcomes: list[Outcome]
    verdicts: list[Verdict]
    news: list[New]


def compare(reports: Iterable[Report], baseline: Iterable[Report] = ()) -> Comparison:
    """Compare the reports with each other; `baseline` holds earlier ones, for their goals and for what is new."""
    reports = tuple(reports)
    baseline = named_apart(tuple(baseline), reports)
    names = short_names(reports)
    alike = ritual_shares(reports), coinages(reports, baseline), similarity(reports), overlaps(reports)
    promised = plan_results(reports, baseline), all_verdicts(reports, baseline)
    news = new_against(baseline, reports) if baseline else new_by_body(reports)
    return Comparison(reports, baseline, names, *alike, *promised, news)


def alone(found: Comparison, coinages: Iterable[Coinage]) -> Iterator[Coinage]:
    """The coinages that one report has and no other report, nor the baseline."""
    known = text_of(found.baseline)
    return (c for c in coinages if len(c.reports) == 1 and c.term not in known)


def ritual_shares(reports: Sequence[Report], *, by: str = "report") -> list[RitualShare]:
    """The share of formula in each report, or (`by="section"`) in each section of 100 characters or more.

    Wording that many bodies share counts as formula where four bodies or more are read.
    """
    shared, rows = common_wording(reports), []
    for report in reports:
        scored = list(zip(report.sentences, rituals(report, shared), strict=True))
        parts = [("", scored)]
        if by == "section":
            parts = [(s.heading, [row for row in scored if row[0].section == s.number]) for s in report.sections]
        rows += [row for heading, part in parts if (row := _ritual_share(report.name, heading, part))]
    return [row for row in rows if by == "report" or row.characters >= 100]


def _ritual_share(name: str, heading: str, scored: Sequence[tuple[Sentence, float]]) -> RitualShare | None:
    sentences, scores = [s for s, _ in scored], np.array([score for _, score in scored])
    lengths = np.array([len(plain(s.simplified)) for s in sentences])
    if not lengths.sum():
        return None
    stated = np.array([not s.text.endswith(("！", "!")) for s in sentences])
    stated = stated if (lengths * stated).any() else np.ones_like(stated)
    longer = np.where(stated & (lengths >= min(25, lengths[stated].max())), scores, np.nan)
    least = sentences[int(np.nanargmin(longer))]
    return RitualShare(name, heading, float(scores @ lengths / lengths.sum()), int(lengths.sum()), least)


def substance(report: Report, names: frozenset[str] = frozenset()) -> list[str]:
    """The content words of a report's less formulaic sentences, without names of places, persons and bodies."""
    counts = _substance(report).items()
    return [word for word, n in counts if names.isdisjoint((word, *pieces([word]))) for _ in range(n)]


@remembered
def _substance(report: Report) -> dict[str, int]:
    """How often each content word stands in the less formulaic sentences, sorted."""
    scored = zip(report.sentences, rituals(report), strict=True)
    text = "\n".join(s.simplified for s, score in scored if score < 0.5)
    words = Counter(t.text for t in tagged(text) if t.pos not in NAMES)
    return {word: words[word] for word in sorted(words) if is_content(word) and _of_word(word) < 1}


def similarity(reports: Sequence[Report]) -> np.ndarray:
    """How alike each two reports are in what they speak of: cosine of their words' weights, 0 to 1.

    Names of places, persons and bodies do not count, nor do the ritual sentences.
    """
    if not reports:
        return np.empty((0, 0))
    names = place_names(reports)
    counts = doc_term((substance(r, names) for r in reports), analyzer=lambda ws: ws).matrix
    weights = tfidf(counts) if counts.shape[1] else counts
    alike = np.clip(np.asarray((weights @ weights.T).todense(), dtype=float), 0, 1)
    np.fill_diagonal(alike, 1)
    return alike


def on_plane(apart: np.ndarray) -> np.ndarray:
    """A place on the plane for each row of a matrix of distances (classical scaling, Torgerson 1952)."""
    n = len(apart)
    if n < 2:
        return np.zeros((n, 2))
    centring = np.eye(n) - 1 / n
    gram = -centring @ apart**2 @ centring / 2
    values, vectors = np.linalg.eigh((gram + gram.T) / 2)
    values, vectors = values[::-1][:2], vectors[:, ::-1][:, :2]
    signs = np.where(vectors[np.abs(vectors).argmax(axis=0), range(vectors.shape[1])] < 0, -1, 1)
    return vectors * signs * np.sqrt(np.clip(values, 0, None))


def tree(alike: np.ndarray) -> np.ndarray:
    """The linkage (scipy's) of a similarity matrix: which reports join first, by average distance."""
    if len(alike) < 2:
        return np.empty((0, 4))
    distance = np.clip(1 - (alike + alike.T) / 2, 0, None)
    np.fill_diagonal(distance, 0)
    return linkage(squareform(distance, checks=False), method="average")


def nearest(alike: np.ndarray) -> list[int | None]:
    """For each row of a similarity matrix the other row most like it; None where there is no other."""
    others = np.where(np.eye(len(alike), dtype=bool), -1, alike)
    return [int(row.argmax()) for row in others] if len(alike) > 1 else [None] * len(alike)


def contrasts(reports: Sequence[Report], pairs: Sequence[tuple[int, int]], n: int = 6) -> list[list[str]]:
    """For each pair of reports, by their numbers, the words that the first uses more than the second.

    Such a word occurs at least twice and three times as often, and is no word of the genre, of degree or of counting.
    Words that few of all the reports use come first.
    """
    names = place_names(reports)
    counts = [Counter(substance(r, names)) for r in reports]
    spread = Counter(word for own in counts for word in own)
    return [_excess(counts[i], counts[j], spread, len(reports))[:n] for i, j in pairs]


def _excess(own: Counter[str], other: Counter[str], spread: Counter[str], reports: int) -> list[str]:
    scale = max(1, own.total()) / max(1, other.total())
    more = (w for w, k in own.items() if k > 1 and k >= 3 * other[w] * scale)
    chosen = [w for w in more if not any(w in lexicon(name) for name in _WORN) and not is_count(w)]
    excess = {w: own[w] * math.log((reports + 0.5) / spread[w]) for w in chosen}
    return sorted(chosen, key=lambda w: (-excess[w], w))
