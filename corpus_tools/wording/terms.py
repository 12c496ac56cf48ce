"""Reports → new terms for the lexicon: what this corpus calls by a name of its own, for a person to accept or reject.

A review file is a table (TSV) that any spreadsheet opens. Write + or - into its last column; the next run keeps
whole what was accepted, and asks no more about what was rejected.
"""

import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from corpus_tools.keywords import parts_of
from corpus_tools.report import Report
from corpus_tools.tokenize import lexicon
from corpus_tools.wording.candidates import Candidate, candidates
from corpus_tools.wording.persons import persons
from corpus_tools.wording.phrase_scores import entropy

_QUOTED = re.compile(r"“([^“”，。；！？,;!?\s]{3,16})”|《([^《》\s]{4,30})》")
_DEFINED = re.compile(
    r"(?:简称|称为|叫做|命名为|冠名为)[“\"]([^”\"]{2,16})[”\"]|[“\"]([^”\"]{2,16})[”\"][,，]?(?:即|是指|指的是)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_COLUMNS = ("term", "count", "reports", "evidence", "example", "accept")
_YES, _NO = (
    frozenset({"+", "y", "yes", "1", "是", "要", "对", "√", "✓"}),
    frozenset({"-", "n", "no", "0", "否", "不要", "错", "×"}),
)
_FORMULA = ("=", "+", "-", "@", "\t")


class NewTerm(NamedTuple):
    """A term that the lexicon does not have: how often, in how many reports, why it looks like one, and where."""

    term: str
    count: int
    reports: int
    evidence: str
    example: str
    accept: str = ""


class Review(NamedTuple):
    """What a person said to the terms of a review file."""

    accepted: frozenset[str]
    rejected: frozenset[str]


def new_terms(reports: Iterable[Report], review: Review | None = None, min_count: int = 2) -> list[NewTerm]:
    """The terms of the reports that are not in the lexicon, the surest first; without those that were rejected.

    The signs: it stands in quotes or 《》; it is defined (即, 简称, a glossary); its words hold together (NPMI) and
    its neighbours vary on both sides (entropy).
    """
    reports = list(reports)
    judged = review or Review(frozenset(), frozenset())
    texts = [[part.text for part in parts_of(report)] for report in reports]
    evidence: dict[str, list[str]] = defaultdict(list)
    for report, parts in zip(reports, texts, strict=True):
        for term in report.glossary:
            evidence[term].append("词语解释")
        for sign, pattern in (("引号", _QUOTED), ("定义", _DEFINED)):
            for match in pattern.finditer("\n".join(parts)):
                evidence[next(filter(None, match.groups()))].append("书名号" if match.group()[0] == "《" else sign)
    for term, sign in _cohesive(reports, min_count):
        evidence[term].append(sign)
    known = lexicon("terms") | judged.rejected | judged.accepted
    names = frozenset(name for parts in texts for name in persons("\n".join(parts)))
    rows = [
        _row(term, signs, texts) for term, signs in evidence.items() if term not in known and _possible(term, names)
    ]
    return sorted((r for r in rows if r.count), key=lambda r: (-len(r.evidence.split("；")), -r.count, r.term))


def _possible(term: str, names: frozenset[str]) -> bool:
    return len(term) > 2 and len(_HAN.findall(term)) > 1 and not any(name in term for name in names)


def _row(term: str, signs: list[str], texts: list[list[str]]) -> NewTerm:
    counts = [sum(sentence.count(term) for sentence in parts) for parts in texts]
    example = next((s for parts in texts for s in parts if term in s), "")
    evidence = "；".join(f"{sign}×{n}" if n > 1 else sign for sign, n in sorted(Counter(signs).items()))
    return NewTerm(term, sum(counts), sum(n > 0 for n in counts), evidence, example)


def _cohesive(reports: list[Report], min_count: int) -> list[tuple[str, str]]:
    """Phrases that end like a name, or whose words hold together while their neighbours vary; with the sign."""
    found: dict[str, Candidate] = {}
    words, total = Counter(), 0
    for report in reports:
        for term, candidate in candidates(parts_of(report)).items():
            places = candidate.places
            if len(candidate.units) == 1:
                words[term] += len(places)
                total += len(places)
            else:
                found.setdefault(term, candidate._replace(places=[])).places.extend(places)
    rows = []
    for term, candidate in found.items():
        count = len(candidate.places)
        if len(term) > 3 and _ends_like_a_name(candidate):
            rows.append((term, "名称结尾"))
        if count >= min_count and len(term) > 3:
            npmi, variety = _npmi(candidate, count, words, total), _boundary(candidate)
            if npmi > 0.3 and variety > 0.5:
                rows.append((term, f"凝固度{npmi:.2f}，边界熵{variety:.1f}"))
    return rows


def _ends_like_a_name(candidate: Candidate) -> bool:
    free = any(place.free for place in candidate.places)
    return free and candidate.units[-1].text in lexicon("name_heads") and candidate.units[0].pos[0] not in "vmad"


def _npmi(candidate: Candidate, count: int, words: Counter, total: int) -> float:
    """Normalised pointwise mutual information of the words of a phrase, 0 (chance) to 1."""
    together = math.log(count / total)
    alone = sum(math.log(max(words[u.text], count) / total) for u in candidate.units)
    return (together - alone) / (-(len(candidate.units) - 1) * together) if together else 0.0


def _boundary(candidate: Candidate) -> float:
    """The smaller entropy of the neighbours on the two sides; an end is a neighbour of its own."""
    places = candidate.places
    return min(entropy([place.left for place in places]), entropy([place.right for place in places]))


def write_review(rows: Iterable[NewTerm], path: str | Path) -> None:
    """Write a review file; what a person wrote into an older one of that name stays."""
    old = _rows(path) if Path(path).exists() else []
    kept = [row for row in old if row.accept.strip()]
    seen = {row.term for row in kept}
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(_COLUMNS)
        table.writerows([_safe(cell) for cell in row] for row in [*kept, *(r for r in rows if r.term not in seen)])


def _safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) and cell not in ("+", "-") else cell


def read_review(path: str | Path) -> Review:
    """What was accepted and rejected in a review file. ValueError that names file and line if it is none."""
    said = [(row.term, row.accept.strip().lower()) for row in _rows(path)]
    return Review(frozenset(t for t, a in said if a in _YES), frozenset(t for t, a in said if a in _NO))


def _rows(path: str | Path) -> list[NewTerm]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t"))
    if not lines or tuple(lines[0]) != _COLUMNS:
        raise ValueError(f"{path}: the first line is not {' '.join(_COLUMNS)}; write the file anew with write_review")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(_COLUMNS):
            raise ValueError(f"{path}: line {number} has {len(line)} cells instead of {len(_COLUMNS)}")
        rows.append(NewTerm(line[0].removeprefix("'"), int(line[1]), int(line[2]), line[3], line[4], line[5]))
    return rows
