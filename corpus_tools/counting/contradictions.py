"""Figures of one report that do not agree with each other."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from corpus_tools.counting.ledger import indicator_name, opens_span, plain
from corpus_tools.indicators import Indicator
from corpus_tools.lexicon import lexicon

_WHOLE = re.compile(r"全年|年来|(?<!公)共(?![同享建])|累计|总[计数]")
_OF_THESE = re.compile(r"[^，,；;。）)]{0,10}[，,；;：:（(]?其中")
_EXCEEDED = re.compile(r"计划|预算|目标|任务|指标|标准|定额|上年|去年|同期|往年|[0-9〇一二三四五六七八九]年|平均|水平")
_GROWTH = frozenset(("增长", "增加", "下降", "减少"))
_ROUNDING = 0.02  # a stated growth may differ from the computed one by rounding


class Contradiction(NamedTuple):
    """Two figures of one report that cannot both be right, or count different things under one name."""

    report: str
    kind: str
    indicator: str
    unit: str
    first: float
    second: float
    sentence: str
    other: str


def contradictions(rows: Iterable[Indicator]) -> list[Contradiction]:
    """Parts larger than their whole, shares beyond all, one indicator with two figures, a growth its figures belie."""
    by_report: dict[str, list[Indicator]] = defaultdict(list)
    for row in rows:
        by_report[row.report].append(row)
    kinds = (_parts, _beyond_all, _twice, _belied)
    return [c for some in by_report.values() for kind in kinds for c in kind(some)]


def _parts(rows: list[Indicator]) -> list[Contradiction]:
    """A figure, right behind it 其中 and one that is larger."""
    return [
        _contradiction("部分大于整体", whole, part)
        for whole, part in pairwise(rows)
        if (whole.number, whole.unit) == (part.number, part.unit)
        and plain(whole, part)
        and _OF_THESE.match(part.sentence[whole.end : part.start])
        and part.value > whole.value
    ]


def _beyond_all(rows: list[Indicator]) -> list[Contradiction]:
    """A share of more than a hundred per cent of a whole; a plan or the year before may be exceeded."""
    return [
        _contradiction("占比超过 100%", row._replace(value=100), row)
        for row in rows
        if row.share_of and row.unit == "%" and not isinstance(row.value, tuple) and row.value > 100
        if not _EXCEEDED.search(row.share_of)
    ]


def _twice(rows: list[Indicator]) -> list[Contradiction]:
    """The same name, unit and period with two exact figures, both said to be of the whole year (全年, 共, 累计).

    Three or more figures are of several things: 中共界别共有委员20名, 工会界别共有委员19名.
    """
    stated: dict[tuple[str, str, str], list[Indicator]] = defaultdict(list)
    for row in rows:
        vague = row.approx or row.plan or row.negated or row.change or row.per or isinstance(row.value, tuple)
        vague = vague or row.subject in lexicon("generic_nouns")
        if vague or opens_span(row) or not _WHOLE.search(row.sentence[max(0, row.start - 24) : row.start]):
            continue
        stated[indicator_name(row), row.unit, row.period].append(row)
    return [
        _contradiction("同一指标两个数", same[0], row)
        for same in stated.values()
        if len({row.value for row in same}) == 2
        for row in same
        if row.sentence != same[0].sentence and row.value != same[0].value
    ]


def _belied(rows: list[Indicator]) -> list[Contradiction]:
    """由100增加到120,增长30%."""
    found = []
    for a, b, c in zip(rows, rows[1:], rows[2:], strict=False):
        if not _states_growth(a, b, c):
            continue
        computed = abs(b.value / a.value - 1) * 100
        if abs(computed - c.value) > max(0.5, _ROUNDING * computed):
            found.append(_contradiction("增幅与首尾数不合", c._replace(value=round(computed, 1)), c))
    return found


def _states_growth(a: Indicator, b: Indicator, c: Indicator) -> bool:
    """Whether `c` is the growth from `a` to `b` in per cent, all exact, and not compared with something else."""
    together = a.number == b.number == c.number and a.subject == b.subject == c.subject and a.unit == b.unit
    growth = c.unit == "%" and c.change in _GROWTH and not c.per and "年均" not in c.action
    exact = plain(a, b) and not (a.approx or b.approx) and not isinstance(c.value, tuple)
    return together and growth and exact and opens_span(a) and "比" not in c.sentence[b.end : c.start]


def _contradiction(kind: str, a: Indicator, b: Indicator) -> Contradiction:
    return Contradiction(a.report, kind, indicator_name(a), a.unit, a.value, b.value, a.sentence, b.sentence)
