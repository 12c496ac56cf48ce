"""Reports → new terms for the lexicon: names that this corpus coins, for a person to accept or reject.

A review file is a table (TSV) that any spreadsheet opens. Write + or - into its last column; the next run keeps
accepted terms whole, and does not ask again about rejected ones.
"""

import csv
import io
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import reduce
from itertools import pairwise
from operator import and_
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus_tools.keywords import parts_of
from corpus_tools.lexicon import CHINESE, lexicon
from corpus_tools.output import write_whole
from corpus_tools.reading.encodings import decoded
from corpus_tools.report import Report
from corpus_tools.tokenize import background_idf
from corpus_tools.wording.candidates import Candidate, amounts, candidates, name_ends, pieces
from corpus_tools.wording.neighbours import sides
from corpus_tools.wording.persons import persons
from corpus_tools.wording.units import Unit

_QUOTED = re.compile(r"“([^“”，。；！？,;!?\s]{3,16})”|《([^《》\s]{4,30})》")
_DEFINED = re.compile(
    r"(?:简称|称为|叫做|命名为|冠名为)[“\"]([^”\"]{2,16})[”\"]|[“\"]([^”\"]{2,16})[”\"][,，]?(?:即|是指|指的是)"
)
_SPOKEN = re.compile("[‘’吗呢吧啊么]|怎样|哪些|不$|^(?:关于|来|有|要|把|被|让|使|我|你|他|这|那)|的.*的|了")
_SHORT_QUOTE = 6  # characters with the quotes: “3113”项目攻坚行动计划 is one name
_RULES = ("制度", "机制", "办法", "规则", "条例", "规程", "规范")  # named by what they rule: 沟通联系制度
_COLUMNS = ("新词", "次数", "报告数", "依据", "例句", "取舍")
_YES, _NO = (frozenset(said.split()) for said in ("+ y yes 1 是 要 对 √ ✓", "- n no 0 否 不要 错 ×"))
_FORMULA = ("=", "+", "-", "@", "\t")  # what a spreadsheet would compute; behind ' it does not


class NewTerm(NamedTuple):
    """A term that the lexicon lacks: how often and in how many reports it occurs, why it may be a term, and where."""

    term: str
    count: int
    reports: int
    evidence: str
    example: str
    accept: str = ""


class Review(NamedTuple):
    """The decisions of a person in a review file."""

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()


def new_terms(reports: Iterable[Report], review: Review | None = None) -> list[NewTerm]:
    """The terms of the reports that the lexicon lacks, the most certain first, without rejected ones.

    The signs: it is in quotes or 《》; it is defined (即, 简称, a glossary); its words belong together (NPMI) and its
    neighbours vary on both sides (entropy).
    """
    reports = list(reports)
    judged = review or Review()
    texts = [[part.text for part in parts_of(report)] for report in reports]
    evidence: dict[str, list[str]] = defaultdict(list)
    for report, parts in zip(reports, texts, strict=True):
        for term in report.glossary:
            evidence[term].append("词语解释")
        for sign, pattern in (("引号", _QUOTED), ("定义", _DEFINED)):
            for match in pattern.finditer("\n".join(parts)):
                evidence[next(filter(None, match.groups()))].append("书名号" if match.group()[0] == "《" else sign)
    for term, sign in _cohesive(reports):
        evidence[term].append(sign)
    known = lexicon("terms") | lexicon("genre_words") | lexicon("national_terms") | judged.rejected | judged.accepted
    formal = "\0".join(name for r in reports for name in (r.organ or "", (r.title or "").rpartition("工作报告")[0]))
    names = frozenset(name for parts in texts for name in persons("\n".join(parts)))
    wholes = ["\0".join(parts) for parts in texts]
    index = _by_pairs(wholes)
    known |= {term + deed for term in lexicon("terms") for deed in ("建设", "发展")}  # 生态文明建设 is no other term
    new = (term for term in evidence if term not in known and term not in background_idf())
    plain = ((t, t.removeprefix("代表").removesuffix("工作报告")) for t in new if _possible(t, names))
    possible = ((t, evidence[t]) for t, body in plain if body not in formal)
    rows = [_row(term, signs, texts, {i: wholes[i] for i in _holders(term, index)}) for term, signs in possible]
    return sorted(_not_torn([row for row in rows if row.count]), key=_surest_first)


def _not_torn(rows: list[NewTerm]) -> list[NewTerm]:
    """The terms but those that stand only inside a longer one: 涉众型经济 of 涉众型经济犯罪."""
    count = {row.term: row.count for row in rows}
    torn = {part for term, n in count.items() for part in pieces([term]) if count.get(part, math.inf) <= n}
    return [row for row in rows if row.term not in torn or "号" in row.evidence or "定义" in row.evidence]


def _surest_first(row: NewTerm) -> tuple:
    """A sort key: terms that are named explicitly and recur first, then by the number of signs and of occurrences."""
    named = row.count > 1 and any(sign in row.evidence for sign in ("引号", "定义", "词语解释"))
    return (not named, -len(row.evidence.split("；")), -row.count, row.term)


def _possible(term: str, names: frozenset[str]) -> bool:
    """Whether something quoted, defined or cohesive may be a term: no person, task or speech."""
    worn = term in lexicon("quoted_commonly") or term[:2] in lexicon("phrase_openers") or any(n in term for n in names)
    return not worn and len(term) > 2 and len(CHINESE.findall(term)) > 1 and not _SPOKEN.search(term)


def _by_pairs(texts: list[str]) -> dict[str, int]:
    """For each pair of neighbouring characters the texts that have it, as the bits of a number."""
    found: dict[str, int] = defaultdict(int)
    for number, text in enumerate(texts):
        for pair in {first + second for first, second in pairwise(text)}:
            found[pair] |= 1 << number
    return found


def _holders(term: str, index: dict[str, int]) -> list[int]:
    """The indices of the texts that may contain a term of two or more characters; all others can be skipped."""
    bits = reduce(and_, (index.get(first + second, 0) for first, second in pairwise(term)))
    return [number for number in range(bits.bit_length()) if bits >> number & 1]


def _row(term: str, signs: list[str], texts: list[list[str]], wholes: dict[int, str]) -> NewTerm:
    counts = {number: n for number, whole in wholes.items() if (n := whole.count(term))}
    example = next((s for s in texts[min(counts)] if term in s), "") if counts else ""
    evidence = "；".join(f"{sign}×{n}" if n > 1 else sign for sign, n in sorted(Counter(signs).items()))
    return NewTerm(term, sum(counts.values()), len(counts), evidence, example)


def _cohesive(reports: list[Report]) -> list[tuple[str, str]]:
    """Phrases that end like a name, or whose words belong together while their neighbours vary; with the sign."""
    found: dict[str, Candidate] = {}
    words: Counter[str] = Counter()
    for report in reports:
        for term, candidate in candidates(parts_of(report)).items():
            if len(candidate.units) == 1:
                words[term] += len(candidate.places)
            else:
                found.setdefault(term, candidate._replace(places=[])).places.extend(candidate.places)
    found = {t: c for t, c in found.items() if not any(map(_says_it, c.units))}
    rows, total = [(term, "名称结尾") for term, one in found.items() if _ends_like_a_name(one)], words.total()
    often = [c for c in found.values() if len(c.places) > 1 and len(c.term) > 3 and not c.term.endswith(amounts())]
    own = [c for c in often if any(u.text not in lexicon("genre_words") for u in c.units)]  # not 政协事业发展
    often = [c for c in own if c.units[0].pos != "v" or all(u.pos == "v" for u in c.units)]  # not 审结|刑事案件
    for candidate, variety in zip(often, _boundaries(often), strict=True):
        npmi = _npmi(candidate, len(candidate.places), words, total)
        if npmi > 0.3 and variety > 0.5:
            rows.append((candidate.term, "结合紧密、左右多变"))
    return rows


def _says_it(unit: Unit) -> bool:
    """Whether a quoted name in a phrase says it alone, or is no one's own: “渝事好商量”协商, “三严三实”专题教育."""
    return unit.quoted and (len(unit.text) > _SHORT_QUOTE or not lexicon("national_terms").isdisjoint(unit.terms))


def _ends_like_a_name(candidate: Candidate) -> bool:
    """Whether words form a name by start and end (…制度, …街道) and contain no deed: 石马河街道, 沟通联系制度."""
    first, *between, last = candidate.units
    if last.text not in lexicon("name_heads") and not last.text.endswith(name_ends()):
        return False
    verbs = lexicon("phrase_openers"), lexicon("naming_verbs")  # no name contains them
    begins = any(place.free or not place.left for place in candidate.places) and first.pos[0] not in "madil"
    deed = any(u.pos == "v" for u in between) or any(u.text in some for u in (first, *between) for some in verbs)
    governs = first.pos[0] == "v" and not (len(candidate.units) == 2 and last.text.endswith(_RULES))
    ranks = not between and first.text.endswith(("国家", "级"))  # 国家级|文化
    return begins and not (deed or governs or ranks)


def _npmi(candidate: Candidate, count: int, words: Counter, total: int) -> float:
    """Normalised pointwise mutual information of the words of a phrase, 0 (chance) to 1."""
    together = math.log(count / total)
    alone = sum(math.log(max(words[u.text], count) / total) for u in candidate.units)
    return (together - alone) / (-(len(candidate.units) - 1) * together) if together else 0.0


def _boundaries(found: list[Candidate]) -> np.ndarray:
    """The smaller entropy of the neighbours on either side of each phrase; every end is a different neighbour."""
    number = {"": 0}
    phrase = np.repeat(np.arange(len(found)), np.array([len(c.places) for c in found], int))
    left, right = (
        [number.setdefault(place[side], len(number)) for c in found for place in c.places] for side in (1, 2)
    )
    return np.minimum(*(sides(phrase, np.array(numbers, int)).entropy for numbers in (left, right)))


def write_review(rows: Iterable[NewTerm], path: str | Path) -> None:
    """Write a review file in one step; decisions in an older file of that name are kept."""
    old = _rows(path) if Path(path).exists() else []
    kept = [row for row in old if row.accept.strip()]
    seen = {row.term for row in kept}
    table = csv.writer(file := io.StringIO(), delimiter="\t", lineterminator="\n")
    table.writerow(_COLUMNS)
    for row in [*kept, *(r for r in rows if r.term not in seen)]:
        table.writerow(
            f"'{cell}" if str(cell).startswith(_FORMULA) and cell not in ("+", "-") else cell for cell in row
        )
    write_whole(Path(path), file.getvalue().encode("utf-8-sig", "replace"))


def read_review(path: str | Path) -> Review:
    """The accepted and rejected terms of a review file. ValueError that names file and line if it is not one."""
    said = [(row.term, row.accept.strip().lower()) for row in _rows(path)]
    return Review(frozenset(t for t, a in said if a in _YES), frozenset(t for t, a in said if a in _NO))


def _rows(path: str | Path) -> list[NewTerm]:
    """The rows of a review file, as written or as a spreadsheet saved it: in any encoding, with tabs or commas."""
    data = Path(path).read_bytes()
    head, *lines = csv.reader(io.StringIO(text := decoded(data).text), delimiter="\t" if "\t" in text else ",")
    if tuple(head) != _COLUMNS:
        raise ValueError(f"{path}: the first line is not {' '.join(_COLUMNS)}; remove it, it will be written anew")
    return [_read_row(line, f"{path}: line {number}") for number, line in enumerate(lines, 2) if any(line)]


def _read_row(line: list[str], where: str) -> NewTerm:
    cells = [*line, ""][: len(_COLUMNS)]  # some programs leave out a last cell that is empty
    if len(cells) < len(_COLUMNS) or len(line) > len(_COLUMNS):
        raise ValueError(f"{where} has {len(line)} cells instead of {len(_COLUMNS)}")
    if not (cells[1].isdecimal() and cells[2].isdecimal()):
        raise ValueError(f"{where} says {cells[1]!r} and {cells[2]!r} where counts should stand")
    return NewTerm(cells[0].removeprefix("'"), int(cells[1]), int(cells[2]), *cells[3:])
