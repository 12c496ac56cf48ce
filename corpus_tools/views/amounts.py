"""The value and the name of an indicator as text."""

import re

from corpus_tools.indicators import Indicator
from corpus_tools.tables import in_units

_BOUNDS = (  # what is shown behind a figure, by what stands in it or before it
    (
        "以上",
        re.compile("以上|[余餘多]"),
        re.compile("(?<!不)[超逾]|突破|不少[于於]|不低[于於]|(?<!不)[高大][于於]|至少"),
    ),
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


def with_unit(name: str, unit: str) -> str:
    """The name of an indicator, its unit behind it: 地区生产总值（元）."""
    return f"{name}（{unit}）" if unit else name
