"""What a figure is of, so that figures of several reports can be held against each other."""

import re
from collections.abc import Iterable

from corpus_tools.counting.ledger import indicator_name
from corpus_tools.indicators import Indicator

_MOVED = re.compile(r"(?:同比)?(?:增长|上涨|下降|降低|提高|增加|减少|涨幅|增幅|降幅|回落|上升)$")
_DOWN = re.compile(r"下降|降低|减少|降幅|回落|下跌|减产|负增长")
_SCOPE = re.compile(r"^“[^“”]{1,8}”(?=..)|^(?:今年|全年|年内|全[国省市县区州]|[我本][国省市县区州])")
_MEANT = re.compile(r"^(?:全年|今年|预期|预计|计划|力争|争取|确保|安排|继续|再)+")
_SAME = (  # ways to write one thing inside a name
    (re.compile(r"规上(?=工业|企业|服务业)"), "规模以上"),
    (re.compile(r"(?:国内|地区)生产总值|GDP"), "生产总值"),
    (re.compile(r"常住居民"), "居民"),
    (re.compile(r"中小学校"), "中小学"),
)
_HELD = re.compile(r"(?:[高低]于|超过?|达到|完成)[^，,。；;]{0,8}目标")  # a result held against its goal is no goal
_SPAN = re.compile(r"(?<!一)年[来间内]|以来|期间|累计|去年|年均|时期|季度|半年|月|[二两三四五六七八九十近几]年|明年")


def matter(row: Indicator) -> tuple[str, str, bool]:
    """What a figure is of, its unit, and whether it is a change: 居民消费价格上涨0.2% is one of 居民消费价格.

    Words of scope, intention and level (全省, 力争, 达到) are left out; deeds (新建, 立案) are kept.
    """
    moved = bool(row.change or _MOVED.search(row.subject))
    subject = _SCOPE.sub("", _MOVED.sub("", row.subject) or row.subject)
    for pattern, same in _SAME:
        subject = pattern.sub(same, subject)
    action = "" if moved else _MEANT.sub("", row.action)
    return indicator_name(row._replace(subject=subject, action=action, change="")), row.unit, moved


def signed(row: Indicator) -> float | None:
    """The value, negative for a fall; None for a range or a ratio."""
    if not isinstance(row.value, int | float):
        return None
    return -float(row.value) if falls(row) and row.value > 0 else float(row.value)


def is_goal(row: Indicator) -> bool:
    """Whether a figure is planned; one in a sentence that holds a result against its goal is not."""
    return row.plan and not _HELD.search(row.sentence)


def falls(row: Indicator) -> bool:
    """Whether a figure tells a fall: 下降2.7%, 降幅超过3%."""
    return bool(_DOWN.search(row.change) or _DOWN.search(row.subject[-3:]))


def of_year(row: Indicator, year: int | None, past: bool = False) -> bool:
    """Whether a figure is of that whole year, not of several years, a part or another; `past`: 去年 is that year."""
    period = row.period.removeprefix("去年") if past else row.period
    years = [int(y) for y in re.findall(r"(?:19|20)[0-9]{2}", period)]
    return not _SPAN.search(period + row.action) and (not years or years == [year])


def speaks_of_past(rows: Iterable[Indicator]) -> bool:
    """Whether a report calls the year planned 今年, so that the year it reports on is 去年."""
    return any(is_goal(row) and row.period.startswith("今年") for row in rows)
