"""The value, the time and the name of an indicator as a page shows them."""

import re

from corpus_tools.indicators import Indicator
from corpus_tools.report import Report
from corpus_tools.tables import figure, in_units

_BOUNDS = (  # what is shown behind a figure, by what stands in it or before it
    ("以上", re.compile("以上|[余餘多]"), re.compile("(?<!不)[超逾]|突破|不[少低][于於]|(?<!不)[高大][于於]|至少")),
    ("以内", re.compile("以[内內]"), re.compile("不超|不[高大][于於]|至多|最多")),
    ("以下", re.compile("以下"), re.compile("不[到足]|(?<!不)[低小少][于於]")),
)


def value_text(row: Indicator, unit: str = "") -> str:
    """The value and its unit, with 约, 以上, 以内 or 以下 where the report says so: 20次以上."""
    if isinstance(row.value, tuple | list):
        return ("约" if row.approx else "") + ("–" if row.unit else " : ").join(map(in_units, row.value)) + unit
    value = in_units(row.value) + unit
    if not row.approx:
        return value
    before = row.sentence[max(0, row.start - 4) : row.start]
    bound = next((word for word, inside, left in _BOUNDS if inside.search(row.raw) or left.search(before)), "")
    return f"{value}{bound}" if bound else f"约{value}"


def amount(row: Indicator, unit: str = "", where: str = "") -> object:
    """The value as a cell that sorts by it and may link to its place; a ratio shows several values."""
    shown = value_text(row, unit)
    return shown if isinstance(row.value, tuple | list) else figure(row.value, shown, where)


def when(row: Indicator, report: Report) -> str:
    """The time, if it is not the year of the report, and whether it is a plan or did not happen."""
    period = "" if row.period.removesuffix("年") in (str(report.year), "全") else row.period
    return " ".join(part for part in (period, "计划" if row.plan else "", "否定" if row.negated else "") if part)


def with_unit(name: str, unit: str) -> str:
    """The name of an indicator, followed by its unit: 地区生产总值（元）."""
    return f"{name}（{unit}）" if unit else name
