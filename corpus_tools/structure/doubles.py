"""Reports that are (nearly) the same report, found in time that grows with the length of the texts."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus_tools.report import Report
from corpus_tools.structure.shingles import SHINGLE, distinct, shingles

_SKETCH = 256  # the smallest shingles of a report, by which twins are looked for
_ALIKE = 0.7  # of all shingles of two reports, how many both have: the same report from another page
_EQUAL = 0.95
_SIGNS = re.compile(r"[\W_]+")


def wording(report: Report) -> str:
    """The body of a report, simplified, letters and digits alone."""
    return _SIGNS.sub("", report.simplified)


def doubles(reports: Sequence[Report]) -> dict[int, int]:
    """Each report that duplicates another, as index -> index of the one that is kept.

    The one from the cleanest source is kept – a document before a PDF, that before recognised pictures – and of these
    the longest.
    """
    pieces = [distinct(shingles(text, max(1, min(SHINGLE, len(text))))) for text in map(wording, reports)]
    ranks = [(_printed(report), -len(piece)) for report, piece in zip(reports, pieces, strict=True)]
    order = sorted(range(len(reports)), key=lambda i: (*ranks[i], reports[i].name, reports[i].path))
    sketches: dict[int, list[int]] = defaultdict(list)
    found: dict[int, int] = {}
    for i in order:
        sketch = pieces[i][:_SKETCH].tolist()
        shared = Counter(j for number in sketch for j in sketches[number])
        near = [j for j, n in shared.items() if 2 * n >= _ALIKE * len(sketch)]
        twin = next((j for j in sorted(near) if _alike(pieces[i], pieces[j], _least(reports[i], reports[j]))), None)
        if twin is not None:
            found[i] = twin
            continue
        for number in sketch:
            sketches[number].append(i)
    return found


def _printed(report: Report) -> int:
    """How far a report is from its source text: 0 a document, 1 printed pages, 2 recognised pictures."""
    recognised = any(note.startswith("recognised") for note in report.notes)
    return 2 if recognised else int(Path(report.path).suffix.lower() in {".pdf", ".ofd"})


def _least(a: Report, b: Report) -> float:
    """The share of shingles two duplicates have in common: nearly all if their years or organs differ."""
    other = (a.year and b.year and a.year != b.year) or (a.organ and b.organ and a.organ != b.organ)
    return _EQUAL if other else _ALIKE


def _alike(a: np.ndarray, b: np.ndarray, least: float) -> bool:
    both = len(np.intersect1d(a, b, assume_unique=True))
    return both >= least * (len(a) + len(b) - both)
