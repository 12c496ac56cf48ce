"""Paths → a Corpus of reports, sorted, without doubles, and what was skipped."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from corpus_tools.files import SUFFIXES, read_lines
from corpus_tools.parse import parse
from corpus_tools.report import Report


class Skipped(NamedTuple):
    """A file that was not read, and why."""

    path: str
    reason: str


class Corpus(NamedTuple):
    """The reports that were read, and the files that were not."""

    reports: tuple[Report, ...]
    skipped: tuple[Skipped, ...]


def read_report(path: str | Path) -> Report:
    """The report in a file. ValueError, naming file and remedy, if there is no text in it."""
    return parse(read_lines(path), str(path))


def read_corpus(source: str | Path | Iterable[str | Path]) -> Corpus:
    """The reports in a folder, a file, or a list of either."""
    sources = [source] if isinstance(source, str | Path) else source
    paths = sorted(f for s in map(Path, sources) for f in (s.rglob("*") if s.is_dir() else [s]) if f.suffix in SUFFIXES)
    reports, skipped = [], []
    for path in paths:
        try:
            reports.append(read_report(path))
        except ValueError as error:
            skipped.append(Skipped(str(path), str(error)))
    return Corpus(tuple(reports), tuple(skipped))
