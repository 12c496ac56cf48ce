"""The year a figure belongs to, and whether it is a goal."""

import re
from collections.abc import Iterable

from corpus_tools.counting.nouns import CHANGES, LEVELS
from corpus_tools.counting.numerals import DIGITS, number
from corpus_tools.counting.periods import SEVERAL
from corpus_tools.indicators import Indicator

_HELD = re.compile(r"(?:[高低]于|超(?:过|额完成)?)[^，,。；;]{0,8}目标")  # a result held against its goal is no goal
_SEMICOLON = re.compile("[；;]")
_LEVELS = LEVELS - CHANGES
_SHARES = frozenset(("%", "‰", "倍"))
_REACHED = re.compile(r"(?:[达到至]|突破|超过)$")  # the level at their end: 提高到, 达到
_OTHER = re.compile(r"去年|上年|年均|季度|半年|(?<!12)(?<!十二)月|月(?![底末])|明年")
_PLAN_END = re.compile(r"“?([一二三四五六七八九十]{1,2})五”?末")  # “十二五”末 is 2015
_WRITTEN = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")  # 一九八七年


def is_goal(row: Indicator) -> bool:
    """Whether a figure is planned; not one compared with its goal between two semicolons."""
    before, after = _SEMICOLON.split(row.sentence[: row.start])[-1], _SEMICOLON.split(row.sentence[row.start :])[0]
    return row.plan and not _HELD.search(before + after)


def of_year(row: Indicator, year: int | None, past: bool = False) -> bool:
    """Whether a figure covers that whole year: not several years, a part or another year; `past`: 去年 is that year."""
    period = _in_digits(row.period.removeprefix("去年") if past else row.period)
    years = [int(y) for y in re.findall(r"(?:19|20)[0-9]{2}", period)]
    return not (of_several(row) or _OTHER.search(f"{period} {row.action}")) and (not years or years == [year])


def planned_for(row: Indicator, year: int) -> bool:
    """Whether a figure is a goal for that year, not for several; a report of December calls it 明年."""
    of_one = not SEVERAL.search(_in_digits(row.period))
    return of_one and is_goal(row) and of_year(row._replace(period=row.period.removeprefix("明年")), year)


def of_several(row: Indicator) -> bool:
    """Whether a figure covers several years together: 五年来, 过去五年, 累计; not a level reached at their end.

    In a part of a report on five years, a figure without a deed (低保标准500元) is the level at their end, too.
    """
    if "累计" in row.action and row.period != "全年":
        return True
    if not SEVERAL.search(_in_digits(row.period)):
        return False
    level = row.unit in _SHARES or _REACHED.search(row.action)
    deed = "新增" in row.subject or not tells_level(row.action)  # 城镇新增就业
    return bool(row.change) or (not level and (deed or row.period in row.sentence))


def summed_over(row: Indicator) -> str:
    """The prefix that marks an indicator of several years: 几年间, or 累计 if no span is stated."""
    if not of_several(row):
        return ""
    return "几年间" if SEVERAL.search(_in_digits(row.period).replace("累计", "")) else "累计"


def tells_level(action: str) -> bool:
    """Whether an action consists only of words of level: 均达到, 首次突破."""
    while action:
        size = next((n for n in range(7, 0, -1) if action[:n] in _LEVELS), 0)
        if not size:
            return False
        action = action[size:]
    return True


def _in_digits(period: str) -> str:
    period = _PLAN_END.sub(lambda plan: f"{1955 + 5 * (number(plan[1]) or 0)}年末", period)
    return _WRITTEN.sub(lambda year: year.group().translate(DIGITS), period)


def speaks_of_past(rows: Iterable[Indicator]) -> bool:
    """Whether a report calls the planned year 今年, so that the year it reports on is 去年."""
    return any(is_goal(row) and row.period.startswith("今年") for row in rows)
