"""The gold of `gold_indicators.txt`, reports made of sentences, and how rows are judged against the gold."""

from pathlib import Path
from typing import NamedTuple

import pytest
from made import made

from corpus_tools.indicators import Indicator, indicators
from corpus_tools.report import Report

GOLD = Path(__file__).with_name("gold_indicators.txt")


class Row(NamedTuple):
    """An expected indicator."""

    value: float | tuple
    unit: str
    subject: str


class Case(NamedTuple):
    """A sentence, its indicators, those that are borderline."""

    kind: str
    year: int
    text: str
    rows: tuple[Row, ...]
    weak: tuple[Row, ...]


def report(*lines: str, year: int | None = None, heading: str = "") -> Report:
    """A report of one section whose paragraphs are `lines`."""
    return made("r", [(heading, 1, lines)], year=year)


def cases() -> list[Case]:
    """The cases of the gold file, in order."""
    blocks = ("\n" + GOLD.read_text(encoding="utf-8")).split("\n@")[1:]
    return [_case(block.strip().splitlines()) for block in blocks]


def _case(lines: list[str]) -> Case:
    kind, year = lines[0].split()
    rows = tuple(_gold(line) for line in lines[2:] if line[0] == "+")
    return Case(kind, int(year), lines[1], rows, tuple(_gold(line) for line in lines[2:] if line[0] == "?"))


def _gold(line: str) -> Row:
    _, value, unit, subject = line.split(" ", 3)
    parts = tuple(float(v) for v in value.replace("~", ":").split(":"))
    return Row(parts if len(parts) > 1 else parts[0], "" if unit == "-" else unit, subject)


def same(row: Row, found: Indicator) -> bool:
    """Whether value and unit agree."""
    return row.unit == found.unit and row.value == pytest.approx(found.value, rel=1e-6)


def judged(some: list[Case]) -> tuple[int, int, int, int, list[str]]:
    """Hits, rows found, rows wanted, subjects right, and what was missed or wrong, in words."""
    hits = found = wanted = right = 0
    notes = []
    for case in some:
        left = indicators(report(case.text, year=case.year))
        wanted += len(case.rows)
        for row in case.rows:
            hit = next((r for r in left if same(row, r)), None)
            if hit is None:
                notes.append(f"missed {row.value} {row.unit} {row.subject} | {case.text}")
                continue
            left.remove(hit)
            hits, found = hits + 1, found + 1
            good = bool(hit.subject) and (
                _bare(row.subject) in _bare(hit.subject) or _bare(hit.subject) in _bare(row.subject)
            )
            right += good
            notes += [] if good else [f"subject {hit.subject} for {row.subject} ({hit.raw}) | {case.text}"]
        for row in case.weak:
            hit = next((r for r in left if same(row, r)), None)
            if hit:
                left.remove(hit)
        found += len(left)
        notes += [f"wrong {r.raw} {r.value} {r.unit} | {case.text}" for r in left]
    return hits, found, wanted, right, notes


def _bare(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, "“”《》")))
