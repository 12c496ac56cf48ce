"""Of which year a figure is, and whether it is a goal."""

import re
from collections.abc import Iterable

from corpus_tools.counting.numerals import DIGITS
from corpus_tools.indicators import Indicator

_HELD = re.compile(r"(?:[高低]于|超过?|达到|完成)[^，,。；;]{0,8}目标")  # a result held against its goal is no goal
_SEVERAL = re.compile(r"(?<!一)年[来间内]|以来|期间|累计|时期|[二两三四五六七八九十近几]年")
_OTHER = re.compile(r"去年|年均|季度|半年|(?<!12)(?<!十二)月|月(?![底末])|明年")
_WRITTEN = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")  # 一九八七年


def is_goal(row: Indicator) -> bool:
    """Whether a figure is planned; one in a sentence that holds a result against its goal is not."""
    return row.plan and not _HELD.search(row.sentence)


def of_year(row: Indicator, year: int | None, past: bool = False) -> bool:
    """Whether a figure is of that whole year, not of several years, a part or another; `past`: 去年 is that year."""
    period = _in_digits(row.period.removeprefix("去年") if past else row.period)
    years = [int(y) for y in re.findall(r"(?:19|20)[0-9]{2}", period)]
    return not (of_several(row) or _OTHER.search(period + row.action)) and (not years or years == [year])


def of_several(row: Indicator) -> bool:
    """Whether a figure is of several years together: 五年来, 过去五年, 累计."""
    return bool(_SEVERAL.search(_in_digits(row.period) + row.action))


def _in_digits(period: str) -> str:
    return _WRITTEN.sub(lambda year: year.group().translate(DIGITS), period)


def speaks_of_past(rows: Iterable[Indicator]) -> bool:
    """Whether a report calls the year planned 今年, so that the year it reports on is 去年."""
    return any(is_goal(row) and row.period.startswith("今年") for row in rows)
