"""Reports side by side: share of ritual, likeness that place names do not decide, trends."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from corpus_tools.coinages import by_year
from corpus_tools.plans import body, successive
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import Shared, ritual, shared_wording
from corpus_tools.shared_wording import plain
from corpus_tools.tokenize import is_content, tagged
from corpus_tools.vectorize import doc_term, tfidf

_NAMES = ("ns", "nr", "nt", "nrt", "nrfg")  # parts of speech: places, persons, bodies


class RitualShare(NamedTuple):
    """How much of a report, or of a section of it, is formula; characters are those of its sentences."""

    report: str
    section: str
    share: float
    characters: int
    most: Sentence  # the most formulaic of its longer sentences
    least: Sentence  # the least formulaic


def labels(reports: Sequence[Report]) -> list[str]:
    """A short name for each report, no two alike: its body and year, else its title, else its file."""
    names = [f"{body(r) or r.title or r.name} {r.year or ''}".strip() for r in reports]
    twice = {name for name, n in Counter(names).items() if n > 1}
    return [f"{name}（{r.name}）" if name in twice else name for name, r in zip(names, reports, strict=True)]


def missing(reports: Sequence[Report], part: str) -> str:
    """One sentence that says what a part still needs, or nothing when these reports are enough for it."""
    if part == "years" and not successive(reports):
        return "这一部分需要同一单位相连两年的报告；本次没有，因此不列。"
    if part == "two" and len(reports) < 2:
        return "这一部分需要至少两份报告；本次只有一份，因此不列。"
    if part == "three" and len(reports) < 3:
        return f"这一部分需要至少三份报告；本次只有{len(reports)}份，因此不画。"
    return ""


def ritual_shares(reports: Sequence[Report], *, by: str = "report") -> list[RitualShare]:
    """The share of formula in each report, or (`by="section"`) in each section of 100 characters or more.

    Wording that many bodies share counts as formula where four bodies or more are read.
    """
    shared = shared_wording(reports)
    parts = [(r.name, "", r.sentences) for r in reports]
    if by == "section":
        parts = [
            (r.name, s.heading, [x for p in s.paragraphs for x in p.sentences]) for r in reports for s in r.sections
        ]
    return [row for part in parts if (row := _ritual_share(*part, shared))]


def _ritual_share(name: str, heading: str, sentences: Sequence[Sentence], shared: Shared) -> RitualShare | None:
    lengths = np.array([len(plain(s.simplified)) for s in sentences])
    if not lengths.sum() or (heading and lengths.sum() < 100):
        return None
    scores = np.array([ritual(s.simplified, shared) for s in sentences])
    longer = np.where(lengths >= min(20, lengths.max()), scores, np.nan)
    most, least = sentences[int(np.nanargmax(longer))], sentences[int(np.nanargmin(longer))]
    return RitualShare(name, heading, float(scores @ lengths / lengths.sum()), int(lengths.sum()), most, least)


def substance(report: Report, names: frozenset[str] = frozenset()) -> list[str]:
    """The content words of a report's less formulaic sentences, without names of places, persons and bodies."""
    text = "\n".join(s.simplified for s in report.sentences if ritual(s.simplified) < 0.5)
    return [
        t.text
        for t in tagged(text)
        if t.pos not in _NAMES and is_content(t.text) and not any(n in t.text for n in names) and ritual(t.text) < 1
    ]


def place_names(reports: Iterable[Report]) -> frozenset[str]:
    """The names of the places and bodies that report, with and without 省, 市, 区, 县."""
    whole = {p for r in reports for p in r.place} | {r.organ for r in reports if r.organ}
    stems = {p[:-1] for p in whole if len(p) > 2 and p[-1] in "省市区县州盟旗"}
    return frozenset(n for n in whole | stems if len(n) >= 2)


def similarity(reports: Sequence[Report]) -> np.ndarray:
    """How alike each two reports are in what they speak of: cosine of their words' weights, 0 to 1.

    Names of places, persons and bodies do not count, nor do the ritual sentences.
    """
    if not reports:
        return np.empty((0, 0))
    names = place_names(reports)
    counts = doc_term((substance(r, names) for r in reports), weight="count", analyzer=lambda ws: ws).matrix
    weights = tfidf(counts) if counts.shape[1] else counts
    alike = np.clip(np.asarray((weights @ weights.T).todense(), dtype=float), 0, 1)
    np.fill_diagonal(alike, 1)
    return alike


def map_of(alike: np.ndarray) -> np.ndarray:
    """A place on the plane for each row of a similarity matrix: the alike lie near (classical scaling)."""
    n = len(alike)
    if n < 2:
        return np.zeros((n, 2))
    centring = np.eye(n) - 1 / n
    gram = -centring @ (1 - alike) ** 2 @ centring / 2
    values, vectors = np.linalg.eigh((gram + gram.T) / 2)
    values, vectors = values[::-1][:2], vectors[:, ::-1][:, :2]
    signs = np.where(vectors[np.abs(vectors).argmax(axis=0), range(vectors.shape[1])] < 0, -1, 1)
    return vectors * signs * np.sqrt(np.clip(values, 0, None))


def tree(alike: np.ndarray) -> np.ndarray:
    """The linkage (scipy's) of a similarity matrix: which reports join first, by average distance."""
    distance = np.clip(1 - (alike + alike.T) / 2, 0, None)
    np.fill_diagonal(distance, 0)
    return linkage(squareform(distance, checks=False), method="average") if len(alike) > 1 else np.empty((0, 4))


def neighbours(reports: Sequence[Report], alike: np.ndarray) -> pd.DataFrame:
    """For each report the one most like it, how alike, and what only the first of the two speaks of."""
    names, counted = labels(reports), [Counter(substance(r, place_names(reports))) for r in reports]
    rows = []
    for i, own in enumerate(counted):
        others = np.where(np.arange(len(reports)) == i, -1, alike[i])
        j = int(others.argmax())
        if len(reports) > 1:
            only = sorted((w for w in own if w not in counted[j] and len(w) > 2), key=lambda w: (-own[w], w))
            rows.append((names[i], names[j], float(alike[i, j]), "、".join(only[:10])))
    return pd.DataFrame(rows, columns=["报告", "最相近的报告", "相近程度", "相比之下只有它讲的"])


def trends(reports: Sequence[Report], terms: Iterable[str]) -> pd.DataFrame:
    """How often each term stands in ten thousand characters of each year's reports: rows are years."""
    dated = [r for r in by_year(reports) if r.year is not None]
    text = defaultdict(str)
    for report in dated:
        text[report.year] += "\n".join(s.simplified for s in report.sentences)
    return pd.DataFrame({t: {y: 1e4 * x.count(t) / max(1, len(x)) for y, x in text.items()} for t in terms})
