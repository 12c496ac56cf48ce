"""Paragraphs that start with a heading (把准工作方向。), and how a numbered one is separated from the rest."""

import re
from collections import Counter

from corpus_tools.structure.body import Item, part
from corpus_tools.structure.furniture import salutation
from corpus_tools.structure.headings import FIGURE, SIBLINGS, TIME, Number, goes_on, number, verb_led
from corpus_tools.tokenize import sentences

_REFRAIN = re.compile(r"(?:—{1,3}|-{2,3})?\s{0,4}(?!各位|同志)([^,。]{2,8}),[^。\d]{4,44}。$")
_TELLS = re.compile(r"[:!?“].{0,20}[:!?]|(?<!求)是|了.{0,6}。$")
_WORDS, _AGAIN = Number("words", 0, 0), Number("refrain", 0, 0)  # of a lead without a number, of one with its like
_APART = frozenset({"part", "article", "cn", "cn_bracket", "arabic"})  # forms that open a section with what follows


def leads(items: list[Item], bold: dict[int, int], counted: bool) -> list[Number | None]:
    """For each paragraph of a section the number of the heading it starts with; "words" or "refrain" if that has none.

    `bold`: how many characters are bold at the start of each line (counted from 0). `counted`: all paragraphs are
    numbered, so that a number does not mark a heading.
    """
    openings = [_opening(item) if item.zone == "body" else () for item in items]
    found = _numbered(items, openings, counted)
    firsts = [opening[0] if opening else "" for opening in openings]
    believed = run_in_blocks(found, firsts)
    again = _refrains([opening[0] if len(opening) > 1 else "" for opening in openings])
    shown = [bold.get(item.line.number - 1, 0) >= len(first) - 1 > 2 for item, first in zip(items, firsts, strict=True)]
    return [
        _AGAIN if same else one if yes or in_bold else None
        for yes, same, one, in_bold in zip(believed, again, found, shown, strict=True)
    ]


def _refrains(openings: list[str]) -> list[bool]:
    """Which first sentences start with the same words as two others: 过去五年,综合实力显著提升。"""
    found = [match and match[1] for match in map(_REFRAIN.match, openings)]
    same = Counter(found)
    return [bool(words) and same[words] >= 3 for words in found]


def _numbered(items: list[Item], openings: list[tuple[str, ...]], counted: bool) -> list[Number | None]:
    """The number of each possible heading at the start of a paragraph, judged by its words and its neighbours."""
    closing = [bool(i) and salutation(items[i - 1].line) for i in range(len(items))]  # 各位代表！奋斗创造历史。
    found = [None if ends else lead(opening) for opening, ends in zip(openings, closing, strict=True)]
    if counted:
        found = [None if one and one.form == "arabic" else one for one in found]
    points = _points(openings, found)
    return [None if i in points else one for i, one in enumerate(found)]


def _points(openings: list[tuple[str, ...]], found: list[Number | None]) -> set[int]:
    """The indices of points counted from 一是 on, if one of them is not a lead: then none is."""
    rows: list[list[int]] = []
    for i, opening in enumerate(openings):
        counted = number(opening[0]) if opening else None
        if counted and counted.form == "is":
            if counted.value == 1 or not rows:
                rows.append([])
            rows[-1].append(i)
    return {i for row in rows if not all(found[i] for i in row) for i in row}


def lead(sentences: tuple[str, ...]) -> Number | None:
    """The heading a paragraph starts with: its number, or a Number of the form "words"; None if there is none."""
    if len(sentences) < 2:
        return None
    text = sentences[0]
    found = number(text) or _WORDS
    words = text[found.end :].rstrip("”’」』) ")
    longest = {"words": 30, "dash": 32, "is": 40}.get(found.form, 46)
    if words[-1:] != "。" or not 5 <= len(words) <= longest + 1 or FIGURE.search(words):
        return None
    again = number(sentences[1])
    if (found.form in ("words", "dash") and not _leads(words, found.form)) or (again and again.form == found.form):
        return None
    return found


def _leads(words: str, form: str) -> bool:
    told = goes_on(words) or words.count(",") > 2 or _TELLS.search(words)
    return not told and (form == "dash" or not TIME.search(words))


def run_in_blocks(leads: list[Number | None], openings: list[str]) -> list[bool]:
    """Which paragraphs of a section start with a heading: a lead is only believed if its siblings have leads too."""
    forms = [found.form if found else "" for found in leads]
    same = Counter(forms)
    words = [opening for opening, form in zip(openings, forms, strict=True) if form == "words"]
    firm = 3 * sum(map(verb_led, words)) >= len(words)
    most = same["words"] >= max(2, same[""])
    believed = [bool(form) and (form not in SIBLINGS or same[form] >= 2) for form in forms]
    for i, form in enumerate(forms):
        if form == "words":
            row = _row(forms, i)
            sizes = [len(openings[j]) for j in row]
            alike = len(row) >= 3 and max(sizes) - min(sizes) <= 2  # of one measure, as what was written together
            believed[i] = alike or (firm and (most or len(row) >= 3))
    return believed


def counted_through(sections: list[list[Number | None]]) -> bool:
    """Whether the paragraphs are numbered from first to last, whatever the headings: 1. to 310. in an address."""
    counted = [[n.value for n in section if n and n.form == "arabic"] for section in sections]
    values = [value for section in counted for value in section]
    goes_on = sum(bool(section) and section[0] > 1 for section in counted)
    return len(values) >= 5 and goes_on >= 3 and values == list(range(values[0], values[0] + len(values)))


def _row(forms: list[str], i: int) -> range:
    """The run of paragraphs, including this one, that start with words that may be a heading."""
    start = end = i
    while start and forms[start - 1] == "words":
        start -= 1
    while end + 1 < len(forms) and forms[end + 1] == "words":
        end += 1
    return range(start, end + 1)


def _opening(item: Item) -> tuple[str, ...]:
    """The first two sentences of a paragraph, plain."""
    plain = item.line.plain
    first = plain.find("。")
    if first < 0 or first > 60:
        return (plain,) if plain else ()
    return tuple(sentences(plain[: first + 200])[:2])


def lead_and_rest(item: Item, lead: Number) -> tuple[Item, Item]:
    """The numbered heading a paragraph starts with, and the rest of the paragraph."""
    first = _opening(item)[0]
    end = item.line.plain.index(first) + len(first)
    return Item(part(item.line, 0, end), "lead", lead), Item(part(item.line, end, len(item.line.text)), "paragraph")


def standing_apart(found: list[Number | None]) -> set[str]:
    """The forms of number that open a section at the start of a paragraph: those that do so twice in a report."""
    return {form for form, n in Counter(one.form for one in found if one).items() if n >= 2 and form in _APART}
