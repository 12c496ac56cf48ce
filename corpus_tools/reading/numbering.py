"""The automatic numbers of a Word document, which are not part of its text."""

import re
from collections import defaultdict
from typing import NamedTuple

from corpus_tools.reading.parts import attribute, value

_DIGITS, _LEGAL = "〇一二三四五六七八九", str.maketrans("〇一二三四五六七八九十", "零壹贰叁肆伍陆柒捌玖拾")
_SIGNS = {"Circle": "①", "Paren": "⑴", "Fullstop": "⒈", "upperRoman": "Ⅰ", "lowerRoman": "ⅰ"}


class _Level(NamedTuple):
    """How one level of a list is numbered."""

    form: str  # decimal, chineseCounting, …
    pattern: str  # %1、
    start: int
    legal: bool  # with digits for the numbers above it, too: 2.1 below 二、


class Numbers:
    """The numbers of paragraphs, to be asked for one by one in the order of the document.

    Lists made from the same abstract list continue each other's numbers, as in Word, unless one says that it restarts.
    """

    def __init__(self, root):
        self.levels: dict[tuple, _Level] = {}  # (list, level) → how it is numbered
        self.styled: dict[tuple, str] = {}  # (list, style) → the level of paragraphs of this style
        self.abstract: dict[str, str] = {}
        self.anew: dict[tuple, int] = {}  # (list, level) → where the list starts anew
        self.counts = defaultdict(dict)  # abstract list → the last number of each level
        if root is None:
            return
        abstracts = {attribute(a, "abstractNumId"): a for a in root.iterfind("{*}abstractNum")}
        links = {link: a for a in abstracts.values() if (link := value(a, "{*}styleLink"))}
        for number in root.iterfind("{*}num"):
            own, abstract = attribute(number, "numId"), value(number, "{*}abstractNumId")
            self.abstract[own] = abstract
            made = abstracts.get(abstract)
            linked = None if made is None else links.get(value(made, "{*}numStyleLink"))
            self._add(own, made if linked is None else linked, number)

    def _add(self, own: str, abstract, number) -> None:
        changed = number.findall("{*}lvlOverride")
        given = [] if abstract is None else abstract.findall("{*}lvl")
        for level in [*given, *(level for change in changed for level in change.iterfind("{*}lvl"))]:
            at, style = attribute(level, "ilvl"), value(level, "{*}pStyle")
            start = _whole(value(level, "{*}start") or "1")
            form, pattern = value(level, "{*}numFmt") or "", value(level, "{*}lvlText") or ""
            legal = level.find("{*}isLgl") is not None and value(level, "{*}isLgl") not in {"0", "false", "off"}
            self.levels[own, at] = _Level(form, pattern, start, legal)
            self.styled[own, style] = at
        for change in changed:
            if start := value(change, "{*}startOverride"):
                self.anew[own, _whole(attribute(change, "ilvl") or "0")] = _whole(start)

    def next(self, own: str | None, at: str | None, style: str | None) -> str:
        """The next number of a list, on this level or on that of the style that defines the list."""
        at = at or self.styled.get((own, style)) or "0"
        level = self.levels.get((own, at))
        if level is None or level.form in {"bullet", "none"}:
            return ""
        counts, depth = self.counts[self.abstract[own]], _whole(at)
        if (start := self.anew.pop((own, depth), None)) is not None:
            counts[depth] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]

        def shown(match) -> str:
            above = int(match[1]) - 1
            form = "decimal" if level.legal else self.levels.get((own, str(above)), level).form
            return _number(counts.get(above, 1), form)

        return re.sub(r"%([1-9])", shown, level.pattern)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _number(n: int, form: str) -> str:
    """`n` as the list wants it: 12 or 十二 or ⑫."""
    sign = next((first for name, first in _SIGNS.items() if name in form), "")
    if sign and 1 <= n <= (12 if "Roman" in form else 20):
        return chr(ord(sign) + n - 1)
    if form.startswith(("chineseLegal", "ideographLegal")):
        return _number(n, "chineseCounting").translate(_LEGAL)
    if "hinese" in form or "japanese" in form or "ideographDigital" in form or form == "taiwaneseCounting":
        tens, ones = divmod(n, 10)
        before = f"{_DIGITS[tens] * (tens > 1)}十" if 0 < tens < 10 else ""
        return str(n) if n >= 100 else before + (_DIGITS[ones] if ones or not n else "")
    letters = {"upperLetter": "A", "lowerLetter": "a"}
    return chr(ord(letters[form]) + (n - 1) % 26) if form in letters else str(n)
