"""Figures of one report that contradict each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from corpus_tools.counting.ledger import are_levels, indicator_name, opens_span, verb
from corpus_tools.indicators import Indicator
from corpus_tools.lexicon import lexicon

_WHOLE = re.compile(r"全年|年来|(?<!公)共(?![同享建])|累计|总[计数]")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_OF_THESE = re.compile(r"[^，,；;。）)]{0,10}[，,；;：:（(]?其中")


class Contradiction(NamedTuple):
    """Two figures of one report that cannot both be right, or count different things under one name."""

    kind: str
    first: Indicator
    second: Indicator


def contradictions(rows: Iterable[Indicator]) -> list[Contradiction]:
    """Parts larger than their whole, and one indicator with two figures."""
    by_report: dict[str, list[Indicator]] = defaultdict(list)
    for row in rows:
        by_report[row.report].append(row)
    return [c for some in by_report.values() for c in (*_parts(some), *_twice(some))]


def _parts(rows: list[Indicator]) -> list[Contradiction]:
    """A figure followed by 其中 and a larger one."""
    alike = ((a, b) for a, b in pairwise(rows) if (a.number, a.unit) == (b.number, b.unit) and are_levels(a, b))
    of_these = ((a, b) for a, b in alike if not a.per and _OF_THESE.match(b.sentence[a.end : b.start]))
    return [Contradiction("部分大于整体", whole, part) for whole, part in of_these if part.value > whole.value]


def _twice(rows: list[Indicator]) -> list[Contradiction]:
    """The same name, unit and period with two exact figures, one of the whole (全年, 共, 累计).

    The other is too, or of a deed in the year that the report mostly speaks of. Three or more must be of several
    things: 中共界别共有委员20名, 工会界别共有委员19名.
    """
    stated: dict[tuple[str, str, str], list[Indicator]] = defaultdict(list)
    years = Counter(row.period for row in rows if not row.plan and _YEAR.fullmatch(row.period))
    own = {"全年", *(year for year, _ in years.most_common(1))}
    for row in rows:
        vague = row.approx or row.plan or row.negated or row.change or row.per or isinstance(row.value, tuple)
        vague = vague or row.subject in lexicon("generic_nouns")
        if not (vague or opens_span(row)) and (_is_whole(row) or (verb(row) and row.period in own)):
            stated[indicator_name(row), row.unit, "" if row.period in own else row.period].append(row)
    two = (same for same in stated.values() if len({row.value for row in same}) == 2 and any(map(_is_whole, same)))
    pairs = ((same[0], row) for same in two for row in same)
    differ = ((a, b) for a, b in pairs if a.sentence != b.sentence and a.value != b.value)
    return [Contradiction("同一指标两个数", *pair) for pair in differ]


def _is_whole(row: Indicator) -> bool:
    return bool(_WHOLE.search(row.sentence, max(0, row.start - 24), row.start))
