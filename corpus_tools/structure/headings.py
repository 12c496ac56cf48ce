"""Which lines are headings, judged by their numbers and their form."""

import re
from functools import lru_cache
from typing import NamedTuple

from corpus_tools.lexicon import lexicon
from corpus_tools.structure.dates import WRITTEN, whole
from corpus_tools.structure.lines import Line

_CN = "一二三四五六七八九十百"
FORMS = {  # rank in the usual order of an outline -> how the number is written
    "part": re.compile(rf"第\s?(?:[{_CN}]+|\d{{1,2}})\s?(?:部分|篇|编|章)[\s、:.,]*"),
    "article": re.compile(rf"第\s?(?:[{_CN}]+|\d{{1,2}})\s?节[\s、:.,]*"),
    "cn": re.compile(rf"[{_CN}]{{1,3}}(?:\s?[、.:]\s*|\s+(?=\S{{2}})|$)"),
    "cn_bracket": re.compile(rf"(?:[(\[]\s?[{_CN}]{{1,3}}\s?[)\]]|[㈠-㈩])[\s、.]*"),
    "arabic": re.compile(r"\d{1,2}\s?(?:[.、](?!\d)|[)])\s*"),
    "arabic_bracket": re.compile(r"(?:\(\s?\d{1,2}\s?\)|[⑴-⒇])[\s、.]*"),
    "circle": re.compile(r"[①-⑳⒈-⒛❶-❿][\s、.]*"),
    "is": re.compile(rf"(?:[{_CN}]{{1,2}}(?:是要|是|要)|第[{_CN}]{{1,2}}[,、:](?![二三四][、产季]))[\s,:]*"),
    "dash": re.compile(r"(?:—{1,3}|-{2,3})\s*"),
}
_FIRST = frozenset(f"第{_CN}([㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊⒋⒌⒍⒎⒏⒐❶❷❸❹❺❻❼❽❾—-")
OUTLINE = ("part", "article", "cn", "cn_bracket", "arabic", "arabic_bracket", "circle")  # forms that an outline has
SIBLINGS = frozenset({"is", "dash"})  # forms that stand for a heading only where there are more of them
FIGURE = re.compile(
    r"\d[.,]*\s*[余多来几]?(%|‰|亿|万|千|元|个|项|件|人|户|家|所|条|公里|吨|亩|名|次|位|倍|篇|场|处|座|平方|立方|台|套|辆|斤|美元)"
    r"|百分之|\d\.\d"
)
_DAY = re.compile(r"[\d年月日时分.:/\s-]+")
_UNCOUNTED = re.compile(  # figures that name something
    r"“[^“”]*”|(?<!\d)\d{1,9}[件项](?=(?:重点|惠民|民生|为民|民心|利民)*实事)"
)
TIME = re.compile(rf"{WRITTEN}\s?年|年来|[今去明当本]年|以来|月\d*日?|期间|目前|如今|当前|近日|同期")
_OPENERS = re.compile(
    r"(我们?|这|那|它|他|她|各位|同志|但|而|也|还|又|并(?!购)|就(?!业|近|地)|却|则|因此|所以|同时|此外|另外|其中|其次|再(?![创上添造提])"
    r"|据|由于|虽然|尽管|如果|只有|只要|为此|对此|特别|尤其|总之|总的|可以|要|应(?!急|对|用)|必须|一年|过去|五年|上述|以上|下面|现在|回顾"
    r"|展望|面对|当(?!好)|在.{2,14}[上中下里,]|请|有(?![效力序机])|是)"
)
_BRIEF = frozenset("引言 前言 序言 导言 绪言 结语 结论 后记 回顾 展望".split())
_PART_OF_YEAR = re.compile(
    rf"{WRITTEN}\s?年(?:度|的|主要|重点|政府|总体)*(?:工作|任务|目标)(?:的|主要|重点)?(?:回顾|总结|任务|安排|部署|打算|计划|目标|情况)?:"
)
_NO_END, _NO_START = '。!?;,:、….—-~()《“"', ',。;、)!?—•·●■▲△◆*#"'


class Number(NamedTuple):
    """The number a line opens with: its form, its value (0 where it has none) and where the words begin."""

    form: str
    value: int
    end: int


def number(text: str) -> Number | None:
    """The number at the start of a line, None if it has none.

    >>> number("(三)改善民生"), number("1.5倍")
    (Number(form='cn_bracket', value=3, end=3), None)
    """
    return _number(text) if text[:1] in _FIRST else None


@lru_cache(maxsize=2048)
def _number(text: str) -> Number | None:
    for form, pattern in FORMS.items():
        if match := pattern.match(text):
            return Number(form, _value(match.group()), match.end())
    return None


def _value(text: str) -> int:
    if "①" <= text[0] <= "⑳":
        return ord(text[0]) - ord("①") + 1
    digits = re.search(rf"\d+|[{_CN}]+", text)
    return whole(digits.group()) if digits else 0


def own_line_number(line: Line) -> Number | None:
    """The number of a line that has the form of a numbered heading: short, no sentence, no figures."""
    text, found = line.plain, number(line.plain)
    if not found or found.form in SIBLINGS:
        return None
    rest = text[found.end :].strip()
    if not rest:
        return found
    body = rest.rstrip("。:. ")
    longest = 34 if rest[-1] in "。" else 60 if found.form in ("cn", "cn_bracket") else 50
    if len(body) > longest or re.search(r"[。!?;]", body) or rest[-1] in ",、…":
        return None
    figures = found.form not in ("part", "article", "cn") and FIGURE.search(body)
    return None if figures and (len(body) > 20 or rest[-1] == "。") else found


def plain_heading(line: Line) -> bool:
    """Whether a line without a number has the form of a heading: short, no end mark, no figures."""
    text = line.plain
    if text.rstrip(":") in _BRIEF or part_of_year(text):
        return True
    if not 3 <= len(text) <= 40 or number(text) or text[-1] in _NO_END or text[0] in _NO_START:
        return False
    if text.startswith("单位:") or _DAY.fullmatch(text):  # of a table; 1月1日
        return False
    return not (
        FIGURE.search(_UNCOUNTED.sub("", text))
        or text.count(",") > 1
        or text.count("、") > 3
        or ";" in text
        or "。" in text
    )


def part_of_year(text: str) -> bool:
    """Whether a line with a colon announces the work of a year: 2021年工作回顾:."""
    return bool(_PART_OF_YEAR.fullmatch(text))


def two_part(text: str) -> bool:
    """Whether a heading is a pair of phrases: 党建聚魂 力量在党旗下汇聚."""
    parts = [part for part in re.split(r"\s+|,", text.strip()) if part]
    return len(parts) == 2 and min(map(len, parts)) >= 4 and max(map(len, parts)) <= 16


def glued(line: Line) -> int:
    """Where a numbered heading ends that shares a line with its paragraph, after a space; 0 if there is none."""
    text, found = line.plain, number(line.plain)
    if not found or found.form in SIBLINGS or len(text) < 30:
        return 0
    for gap in re.finditer(r"\s+", text[: found.end + 42]):
        words, rest = text[found.end : gap.start()], text[gap.end() :]
        if words[-1:].isdigit() and rest[:1].isdigit():  # 100 800个
            continue
        heading = len(words) >= 4 and not FIGURE.search(words) and not re.search(r"[。!?;:]", words)
        if heading and (len(rest) >= 25 or (len(rest) >= 15 and "," in rest and rest[-1] in "。:")):
            return gap.start()
    return 0


def goes_on(words: str) -> bool:
    """Whether words start like a sentence that follows others, or that has its own subject: 为此, 我们, 目前."""
    return bool(_OPENERS.match(words))


def verb_led(text: str) -> bool:
    """Whether a lead starts with a deed (坚持…) or ends with its outcome (…持续完善)."""
    verbs, end = lexicon("heading_verbs"), text.rstrip("。 ")
    return any(text[:n] in verbs for n in (2, 3, 4)) or any(end[-n:] in lexicon("heading_ends") for n in (2, 3))
