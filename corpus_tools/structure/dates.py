"""Days and years a text names: of publication, of a speech, of the work it reports on."""

import re
from collections import Counter
from datetime import date
from typing import NamedTuple

_DIGITS = "〇零○一二三四五六七八九"
_VALUE = {digit: max(0, i - 2) for i, digit in enumerate(_DIGITS)} | {"O": 0}
WRITTEN = rf"(?:(?:19|20)\d{{2}}|[一二][{_DIGITS}O]{{3}})"  # a year, in digits or numerals
_YEAR = f"({WRITTEN})"
_DAY = re.compile(
    rf"{_YEAR}\s?[年./-]\s?(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?[月./-]\s?(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?!\d)\s?日?"
)
_MONTH = re.compile(rf"{_YEAR}\s?年\s?(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?月")
YEAR = re.compile(rf"{_YEAR}\s?年(?!代)")
_SPAN = re.compile(rf"{_YEAR}\s?年?\s?[—~至到-]+\s?{_YEAR}\s?(?:年|(?=[)\]]))")
_REPUBLIC = re.compile(rf"(?:中华)?民国\s?(\d{{2,3}}|[{_DIGITS}十]{{2,3}})(?=\s?年)|(?<!\d)(1[0-2]\d)(?=年度)")
_PUBLISHED = re.compile(r"(发布|发表|发稿|刊发|刊登|上传|公布)(时间|日期)|(?<![成发印文更])(时间|日期)\s*[:\]]")
_OTHER_DAY = re.compile(r"(?<!协商)会议|大会|今[天日]是?\s?:?\s?\d")  # but 来源:中国人民政治协商会议某市委员会
_CLOCK = re.compile(r"\d{1,2}\s?:\s?\d{2}|\d{1,2}时\d{1,2}分")
_UPDATED = re.compile(r"(成文|生成|发文|印发|更新|录入|生效|施行|失效|废止)(时间|日期)")
_REVIEW = (
    r"(主要)?(工作|政府工作|经济社会发展)?(情况)?的?(主要)?(工作)?"
    r"(回顾|总结|纪实|综述|综评|扫描|巡礼|盘点|述评|成效|成绩|情况|进展|概况)"
)
_REVIEWED = re.compile(
    rf"{_YEAR}\s?年[^,。;]{{0,14}}?({_REVIEW}|所做的?工作|计划(草案)?(的)?执行情况|预算(草案)?(的)?执行(情况|和其他)|财政决算|决算(草案)?的报告)"
)
_LOOKED_BACK = re.compile(r"(?:盘点|回眸|回望|回首|回顾|数说|数读|细数)\s?((?:19|20)\d{2})(?![\d年])")  # 回望2023
_BACK = re.compile(r"回顾|总结|纪实|综述|执行情况")
_AIM = re.compile(rf"[到至]\s?{_YEAR}|远景|[今往]后[三五十]年|未来[三五十]年")  # 今后五年和到2010年的目标
_PLAN = re.compile(r"(打算|安排|部署|计划|思路|建议|任务|目标|展望|要求|规划|重点)")


class Said(NamedTuple):
    """A day, a year or another fact, and the words that state it."""

    value: object
    words: str


def whole(text: str) -> int:
    """A number of one or two digits, or of Chinese numerals up to 99.

    >>> whole("12"), whole("二十五"), whole("十")
    (12, 25, 10)
    """
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (10 * (_VALUE.get(tens, 1) or 1) if ten else 0) + (_VALUE.get(ones, 0) if ones else 0)


def year_of(text: str) -> int:
    """A year in digits or Chinese numerals.

    >>> year_of("2024"), year_of("一九八六"), year_of("二〇二四")
    (2024, 1986, 2024)
    """
    return int("".join(str(_VALUE.get(c, c)) for c in text))


def days(text: str) -> list[date]:
    """The days a text names, in order."""
    found = []
    for year, month, day in _DAY.findall(_western(text)):
        try:
            found.append(date(year_of(year), whole(month), whole(day)))
        except ValueError:  # 2023年13月45日
            continue
    return found


def months(text: str) -> list[date]:
    """The first days of the months a text names, in order.

    >>> months("2024年1月在会议上，2024年13月")
    [datetime.date(2024, 1, 1)]
    """
    found = [(year_of(year), whole(month)) for year, month in _MONTH.findall(_western(text))]
    return [date(year, month, 1) for year, month in found if 1 <= month <= 12]


def years(text: str) -> list[int]:
    """The years a text names, in order.

    >>> years("民国一一〇年，民国九十年，110年度，2022年")
    [2021, 2001, 2021, 2022]
    """
    return [year_of(year) for year in YEAR.findall(_western(text))]


def _western(text: str) -> str:
    """`text` with the years of the Republic, as in Taiwan (民国一一〇年, 民国九十年, 110年度), converted to our era."""
    if "民国" not in text and "年度" not in text:
        return text
    return _REPUBLIC.sub(lambda m: str(1911 + (whole if "十" in m[0] else year_of)(m[1] or m[2])), text)


def published(lines: list[str]) -> Said | None:
    """The day a page was published: the one labelled so, else one followed by an hour, else a bare date."""
    dated = [line for line in lines if days(line) and not _OTHER_DAY.search(line)]
    for line in dated:
        found = _PUBLISHED.search(line)
        if found and (named := days(line[found.end() :])):
            return Said(named[0].isoformat(), line)
    best = min(dated, key=lambda line: (bool(_UPDATED.search(line)), not _CLOCK.search(line)), default=None)
    return Said(days(best)[0].isoformat(), best) if best else None


def reviewed(text: str) -> int | None:
    """The year that a title or heading looks back on.

    >>> reviewed("2023年工作回顾"), reviewed("回望2023"), reviewed("2024年工作打算"), reviewed("2023年工作任务总结")
    (2023, 2023, None, 2023)
    """
    if looked_back := _LOOKED_BACK.search(text):
        return int(looked_back.group(1))
    found = _REVIEWED.search(text)
    if not found or (_PLAN.search(text[found.start() :]) and not _BACK.search(text)):
        return None
    return year_of(found.group(1))


def spanned(text: str) -> int | None:
    """The last of the years that a title looks back on.

    >>> spanned("2017—2021年工作报告"), spanned("2021—2025年发展规划")
    (2021, None)
    """
    found = _SPAN.search(text)
    return year_of(found.group(2)) if found and (_BACK.search(text) or not _PLAN.search(text)) else None


def planned(text: str) -> int | None:
    """The year that a heading plans: 2024年工作打算 → 2024."""
    found = None if _SPAN.search(text) or _AIM.search(text) else YEAR.search(text)
    return year_of(found.group(1)) if found and _PLAN.search(text) and not _BACK.search(text) else None


def year_before(spoken: date) -> int:
    """The year that a report given on a day looks back on: late in a year that year, else the year before."""
    return spoken.year if spoken.month >= 9 else spoken.year - 1


def most_named(text: str, latest: int | None) -> int | None:
    """The year a text names most, not after `latest` and not in a span of years; of a tie the later one."""
    counts = Counter(y for y in years(_SPAN.sub("", text)) if latest is None or y <= latest)
    return max(counts, key=lambda y: (counts[y], y)) if counts else None
