"""Which lines are headings, which paragraphs open with one, and how they nest."""

import re
from collections import Counter
from typing import NamedTuple

from corpus_tools.lexicon import lexicon
from corpus_tools.structure.dates import whole
from corpus_tools.structure.lines import Line

_CN = "一二三四五六七八九十百"
_FORMS = {  # rank in the usual order of an outline -> how the number is written
    "part": re.compile(rf"第\s?(?:[{_CN}]+|\d{{1,2}})\s?(?:部分|篇|编|章)[\s、:.,]*"),
    "article": re.compile(rf"第\s?(?:[{_CN}]+|\d{{1,2}})\s?节[\s、:.,]*"),
    "cn": re.compile(rf"[{_CN}]{{1,3}}(?:\s?[、.:]\s*|\s+(?=\S{{2}})|$)"),
    "cn_bracket": re.compile(rf"(?:[(\[]\s?[{_CN}]{{1,3}}\s?[)\]]|[㈠-㈩])[\s、.]*"),
    "arabic": re.compile(r"\d{1,2}\s?(?:[.、](?!\d)|[)])\s*"),
    "arabic_bracket": re.compile(r"(?:\(\s?\d{1,2}\s?\)|[⑴-⒇])[\s、.]*"),
    "circle": re.compile(r"[①-⑳⒈-⒛❶-❿][\s、.]*"),
    "is": re.compile(rf"(?:[{_CN}]{{1,2}}(?:是要|是|要)|第[{_CN}]{{1,2}}[,、:])[\s,:]*"),
    "dash": re.compile(r"(?:—{1,3}|-{2,3})\s*"),
}
_FIRST = frozenset(f"第{_CN}([㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊⒋⒌⒍⒎⒏⒐❶❷❸❹❺❻❼❽❾—-")
_RUN_IN_ONLY = _SIBLINGS = {"is", "dash"}  # forms that stand for a heading only where there are more of them
_FIGURE = re.compile(
    r"\d[.,]*\s*(%|‰|亿|万|千|元|个|项|件|人|户|家|所|条|公里|吨|亩|名|次|位|倍|篇|场|处|座|平方|立方|台|套|辆|斤|美元)"
    r"|百分之|\d\.\d"
)
_TIME = re.compile(
    r"\d{4}\s?年|[〇零一二三四五六七八九]{4}年|年来|[今去明当本]年|以来|月\d*日?|期间|目前|如今|当前|近日|同期"
)
_BRIEF = frozenset("引言 前言 序言 导言 绪言 结语 结论 后记 回顾 展望".split())  # noqa: SIM905
_REFRAIN = re.compile(r"(?!各位|同志)([^,。]{2,8}),[^,。\d]{4,20}。$")
_NO_END, _NO_START = '。!?;,:、….—-~()《“"', ',。;、)!?—•·●■▲△◆*#"'
_INNER_GAP = re.compile(r"(?<=[\u3400-\u9fff”》)])\s+(?=[\u3400-\u9fff“《(])")


class Number(NamedTuple):
    """The number a line opens with: its form, its value (0 where it has none) and where the words begin."""

    form: str
    value: int
    end: int


def number(text: str) -> Number | None:
    """The number a line opens with, None where it has none.

    >>> number("(三)改善民生"), number("1.5倍")
    (Number(form='cn_bracket', value=3, end=3), None)
    """
    if text[:1] not in _FIRST:
        return None
    for form, pattern in _FORMS.items():
        if match := pattern.match(text):
            return Number(form, _value(match.group()), match.end())
    return None


def _value(text: str) -> int:
    if "①" <= text[0] <= "⑳":
        return ord(text[0]) - ord("①") + 1
    digits = re.search(rf"\d+|[{_CN}]+", text)
    return whole(digits.group()) if digits else 0


def own_line_number(line: Line) -> Number | None:
    """The number of a line that is a numbered heading by its form: short, no sentence, no figures."""
    text, found = line.plain, number(line.plain)
    if not found or found.form in _RUN_IN_ONLY:
        return None
    rest = text[found.end :].strip()
    if not rest:
        alone = found.form in ("part", "article", "cn_bracket") or (found.form == "cn" and len(text) <= 2)
        return found if alone else None
    body = rest.rstrip("。:. ")
    longest = 34 if rest[-1] in "。" else 50
    if len(body) > longest or re.search(r"[。!?;]", body) or rest[-1] in ";,、!?…":
        return None
    figures = found.form not in ("part", "article", "cn") and _FIGURE.search(body)
    return None if figures and (len(body) > 20 or rest[-1] == "。") else found


def plain_heading(line: Line) -> bool:
    """Whether a line without a number has the form of a heading: short, no marks at its end, no figures."""
    text = line.plain
    if text.rstrip(":") in _BRIEF:
        return True
    if not 3 <= len(text) <= 40 or number(text) or text[-1] in _NO_END or text[0] in _NO_START:
        return False
    if text.startswith("单位:"):  # of the figures of a table
        return False
    return not (_FIGURE.search(text) or text.count(",") > 1 or text.count("、") > 3 or ";" in text or "。" in text)


def two_part(text: str) -> bool:
    """Whether a heading is a pair of phrases: 党建聚魂 力量在党旗下汇聚."""
    parts = [part for part in re.split(r"\s+|,", text.strip()) if part]
    return len(parts) == 2 and min(map(len, parts)) >= 4 and max(map(len, parts)) <= 16


def glued(line: Line) -> int:
    """Where a numbered heading ends that a space separates from its paragraph; 0 where there is none."""
    text, found = line.plain, number(line.plain)
    if not found or found.form in _RUN_IN_ONLY or len(text) < 30:
        return 0
    for gap in re.finditer(r"\s+", text[: found.end + 42]):
        words, rest = text[found.end : gap.start()], text[gap.end() :]
        if words[-1:].isdigit() and rest[:1].isdigit():  # 100 800个
            continue
        if len(words) >= 4 and not _FIGURE.search(words) and not re.search(r"[。!?;:]", words) and _paragraph(rest):
            follows = _INNER_GAP.search(rest[:20])
            return 0 if follows and len(words) < 8 else gap.start()
    return 0


def _paragraph(text: str) -> bool:
    return len(text) >= 25 or (len(text) >= 15 and "," in text and text[-1] in "。:")


def lead(sentences: tuple[str, ...]) -> Number | None:
    """The run-in heading a paragraph opens with: its number, or a Number of the form "words"; None where none is."""
    if len(sentences) < 2:
        return None
    text = sentences[0]
    found = number(text) or Number("words", 0, 0)
    words = text[found.end :].rstrip("”’」』) ")
    longest = {"words": 26, "dash": 32, "is": 40}.get(found.form, 46)
    if not words.endswith("。") or not 5 <= len(words) <= longest + 1 or _FIGURE.search(words):
        return None
    again = number(sentences[1])
    if (found.form in ("words", "dash") and not _leads(words, found.form)) or (again and again.form == found.form):
        return None
    return found


_OPENERS = re.compile(
    r"^(我们?|这|那|它|他|她|各位|同志|但|而|也|还|又|并(?!购)|就(?!业|近|地)|却|则|因此|所以|同时|此外|另外|其中|其次|再(?![创上添造提])"
    r"|据|由于|虽然|尽管|如果|只有|只要|为此|对此|特别|尤其|总之|总的|可以|要|应(?!急|对|用)|必须|一年|过去|五年|上述|以上|下面|现在|回顾"
    r"|展望|面对|当(?!好)|在.{2,14}[上中下里,]|请|有(?![效力序机])|是)"
)

_TELLS = re.compile(r"[:!?“].{0,20}[:!?]|(?<!求)是|了.{0,6}。$")


def _leads(words: str, form: str) -> bool:
    if _OPENERS.match(words) or words.count(",") > 2 or _TELLS.search(words):
        return False
    return form == "dash" or not _TIME.search(words)


def run_in_blocks(leads: list[Number | None], openings: list[str]) -> list[bool]:
    """Which paragraphs of one section open with a heading: leads are believed where their siblings have them too."""
    forms = [found.form if found else "" for found in leads]
    same = Counter(forms)
    words = [opening for opening, form in zip(openings, forms, strict=True) if form == "words"]
    firm = 3 * sum(map(verb_led, words)) >= len(words)
    most = same["words"] >= max(2, same[""])
    believed = [bool(form) and (form not in _SIBLINGS or same[form] >= 2) for form in forms]
    for i, form in enumerate(forms):
        if form == "words":
            row = _row(forms, i)
            alike = len(row) >= 3 and _alike([openings[j] for j in row])
            believed[i] = alike or (firm and (most or len(row) >= 3))
    return believed


def refrains(openings: list[str]) -> list[bool]:
    """Which first sentences open with the words that three open with: 过去五年,综合实力显著提升。"""
    found = [_REFRAIN.match(opening) for opening in openings]
    same = Counter(match[1] for match in found if match)
    return [bool(match) and same[match[1]] >= 3 for match in found]


def counted_through(sections: list[list[Number | None]]) -> bool:
    """Whether the paragraphs are numbered from first to last, whatever the headings: 1. to 310. of an address."""
    counted = [[n.value for n in section if n and n.form == "arabic"] for section in sections]
    values = [value for section in counted for value in section]
    goes_on = sum(bool(section) and section[0] > 1 for section in counted)
    return len(values) >= 5 and goes_on >= 3 and values == list(range(values[0], values[0] + len(values)))


def _row(forms: list[str], i: int) -> range:
    """The paragraphs next to each other, this one among them, that open with words that may be a heading."""
    start = end = i
    while start and forms[start - 1] == "words":
        start -= 1
    while end + 1 < len(forms) and forms[end + 1] == "words":
        end += 1
    return range(start, end + 1)


def _alike(openings: list[str]) -> bool:
    """Whether leads are of one measure, as headings that were written together are."""
    sizes = [len(opening) for opening in openings]
    return max(sizes) - min(sizes) <= 2


def verb_led(text: str) -> bool:
    """Whether a lead opens with what is done (坚持…) or ends with how it went (…持续完善)."""
    verbs, end = lexicon("heading_verbs"), text.rstrip("。 ")
    return any(text[:n] in verbs for n in (2, 3, 4)) or any(end[-n:] in lexicon("heading_ends") for n in (2, 3))


def levels(numbers: list[Number | None]) -> list[int]:
    """The level of each heading on a line of its own, from the forms of numbers in the order they stand."""
    order = [form for form in _FORMS if any(found and found.form == form for found in numbers)]
    restart = _plain_above(numbers, order)
    found, current = [], 0
    for n in numbers:
        if n:
            current = order.index(n.form) + 1 + restart
        elif not order or restart:
            current = 1
        else:
            current = _below(found, numbers)
        found.append(current)
    return found


def _plain_above(numbers: list[Number | None], order: list[str]) -> bool:
    """Whether headings without a number stand above the numbered ones: the numbers begin again after them."""
    begins = [i for i, n in enumerate(numbers) if n and n.form == order[0] and n.value == 1] if order else []
    return len(begins) >= 2 and all(i and not numbers[i - 1] for i in begins)


def _below(found: list[int], numbers: list[Number | None]) -> int:
    last = next((level for level, n in zip(reversed(found), reversed(numbers[: len(found)]), strict=True) if n), 0)
    return last + 1
