"""What a figure is about, in a form that lets figures of several reports be compared."""

import re

from corpus_tools.counting.ledger import indicator_name
from corpus_tools.indicators import Indicator

_SCOPE = re.compile(r"^“[^“”]{1,8}”(?=..)|^(?:今年|全年|年内|全[国省市县区州]|[我本][国省市县区州])")
_MEANT = re.compile(r"^(?:全年|今年|预期|预计|计划|力争|争取|确保|安排|继续|再)+")
ADDED = frozenset(("新增", "增加"))
_RATES = ("%", "‰", "百分点", "倍", "番")
_SAME = (  # ways to write one thing inside a name
    (re.compile(r"规上(?=工业|企业|服务业)"), "规模以上"),
    (re.compile(r"(?:国内|地区)生产总值|GDP"), "生产总值"),
    (re.compile(r"常住居民"), "居民"),
    (re.compile(r"中小学校"), "中小学"),
    (re.compile(r"重点建设项目"), "重点项目"),
    (re.compile(r"(?<=企业|主体)(?:数量|总[数量])$"), ""),
)


def matter(row: Indicator) -> tuple[str, str, bool]:
    """What a figure is about, its unit, and whether it is a change: 居民消费价格上涨0.2% is one of 居民消费价格.

    Words of scope, intention and level (全省, 力争, 达到) are left out; deeds (新建, 立案) are kept, also 新增 of
    countable things: 床位新增300张.
    """
    if row.change in ADDED and not row.unit.endswith(_RATES):
        row = row._replace(action=row.change, change="")
    action = "" if row.change else _MEANT.sub("", row.action)
    subject, whole = _same(_SCOPE.sub("", row.subject)), _same(row.share_of)
    said = row._replace(subject=subject, share_of=whole, action=action, change="")
    return indicator_name(said), row.unit, bool(row.change)


def deedless(name: str) -> str:
    """What a figure is about without the deed: 和美乡村 of 和美乡村（建成）."""
    return name.partition("（")[0] or name


def _same(noun: str) -> str:
    for pattern, same in _SAME:
        noun = pattern.sub(same, noun)
    return noun
