"""Reports that are the same report: twins word for word, or nearly, found in time that grows with the text."""

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
    """Each report that is another again, as index -> the index of the one that is kept.

    That is the one from the cleaner source – a document before a printed page, that before a picture – and of
    these the one with most text.
    """
    pieces = [_pieces(wording(report)) for report in reports]
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


def _pieces(text: str) -> np.ndarray:
    """The distinct shingles of a text, sorted; one that is too short for any is one itself."""
    return distinct(shingles(text, max(1, min(SHINGLE, len(text)))))


def _printed(report: Report) -> int:
    """How far a report is from its text: 0 a document, 1 pages of a printer, 2 recognised pictures."""
    recognised = any(note.startswith("recognised") for note in report.notes)
    return 2 if recognised else int(Path(report.path).suffix.lower() in {".pdf", ".ofd"})


def _least(a: Report, b: Report) -> float:
    """What two reports must share to be one: all but a few words where they say they are of other years or organs."""
    other = (a.year and b.year and a.year != b.year) or (a.organ and b.organ and a.organ != b.organ)
    return _EQUAL if other else _ALIKE


def _alike(a: np.ndarray, b: np.ndarray, least: float) -> bool:
    both = len(np.intersect1d(a, b, assume_unique=True))
    return both >= least * (len(a) + len(b) - both)
