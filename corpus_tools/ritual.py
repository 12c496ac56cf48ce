"""How formulaic a sentence or a term is, as a number that can be explained character by character."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import mul
from typing import NamedTuple

from corpus_tools.lexicon import any_of, lexicon
from corpus_tools.lexicon.openings import Openings, may_begin
from corpus_tools.memory import remembered
from corpus_tools.report import Report

GAP = 24  # characters a slot of a pattern may hold
BODIES = 4  # fewer share no wording
GRAM = 7  # characters of a piece of wording that reports may share
FORMULA, SOFT, FACT, COMMON = "套语", "泛词", "实指", "多报告共有"
_LISTS = {"ritual": FORMULA, "ritual_soft": SOFT}
_FACT = 3  # a character of a number counts as three: one figure outweighs a slogan
_QUOTES = frozenset("“”‘’\"'「」『』《》〈〉 \u3000\u00a0\t\r")
_QUOTE = re.compile(f"[{''.join(sorted(_QUOTES))}]")
_FULL_WIDTH = tuple(zip(",;:!?", "，；：！？", strict=True))
_SILENT = _QUOTES | frozenset("的了和与及在对把将以也而等中着地、，；：！？。,;:!?.—-·…（）()【】[]\n")
_STOP = frozenset("。！？；\n")
_NUMBER = re.compile(
    r"(?=[0-9A-Za-z〇零一二三四五六七八九十百千万亿两])(?:"  # what one opens with: most places are passed over at once
    r"(?<![0-9A-Za-z])[0-9][0-9.,]{0,20}(?:个?百分点|[%％‰]|[万亿千百]?[余多]?[一-鿿])"
    r"|[百千]分之[一二三四五六七八九十百零点〇两]+|[〇零一二三四五六七八九十百千万亿两]{3,20}[余多]?[元斤吨亩人户里米台]"
    r"|[A-Za-z][A-Za-z0-9+.-]*)"
)
_DATE = re.compile(r"[0-9]{1,4}[年月日届次号]")
_TITLE = re.compile(r"《[^《》]{2,40}》")


class Trace(NamedTuple):
    """A stretch of a text that made its score higher or lower, and why."""

    phrase: str
    start: int
    end: int
    why: str


class Common(NamedTuple):
    """Wording that many bodies share: pieces of `GRAM` characters, with how many of the `bodies` use each."""

    grams: dict[str, int]
    bodies: int


class _Pattern(NamedTuple):
    parts: tuple[str, ...]
    inner: tuple[bool, ...]  # whether the gap after the part belongs to the formula
    anchor: int  # the longest part: found first
    written: str
    why: str


def _pattern(line: str, why: str) -> _Pattern:
    pieces = re.split("([…～])", line)
    parts, gaps = tuple(pieces[::2]), tuple(g == "～" for g in pieces[1::2])
    return _Pattern(parts, gaps, max(range(len(parts)), key=lambda i: len(parts[i])), line, why)


@cache
def _patterns() -> tuple[Openings, dict[str, dict]]:
    """Where the longest parts of the patterns may begin, and the patterns as a trie of these parts.

    The trie is entered by the first two characters of a part, then goes on one at a time; None leads to the patterns.
    """
    found: dict = {}
    parts = set()
    for name, why in _LISTS.items():
        for entry in sorted(lexicon(name)):
            pattern = _pattern(full_width(entry), why)
            part = pattern.parts[pattern.anchor]
            node = found.setdefault(part[:2], {})
            for character in part[2:]:
                node = node.setdefault(character, {})
            node[None] = (*node.get(None, ()), pattern)
            parts.add(part)
    return Openings(sorted(parts)), found


def full_width(text: str) -> str:
    """`text` with the marks , ; : ! ? as Chinese has them."""
    for narrow, wide in _FULL_WIDTH:
        text = text.replace(narrow, wide)
    return text


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """`text` without quotation marks and spaces, in full-width punctuation; the original index of each character."""
    kept, marks = list(range(len(text))), list(_QUOTE.finditer(text))
    for mark in reversed(marks):
        del kept[mark.start()]
    return full_width(_QUOTE.sub("", text) if marks else text), kept


def _spans(plain: str, pattern: _Pattern, at: int) -> list[tuple[int, int]]:
    """Where the parts of `pattern` are if its anchor is at `at`; [] if one is missing or a sentence ends in between."""
    spans = {pattern.anchor: (at, at + len(pattern.parts[pattern.anchor]))}
    for i in range(pattern.anchor + 1, len(pattern.parts)):
        low, part = spans[i - 1][1], pattern.parts[i]
        found = plain.find(part, low + 1, low + GAP + len(part))
        if found < 0 or not _STOP.isdisjoint(plain[low:found]):
            return []
        spans[i] = (found, found + len(part))
    for i in range(pattern.anchor - 1, -1, -1):
        high, part = spans[i + 1][0], pattern.parts[i]
        found = plain.rfind(part, max(0, high - GAP - len(part)), high - 1)
        if found < 0 or not _STOP.isdisjoint(plain[found:high]):
            return []
        spans[i] = (found, found + len(part))
    ordered = [spans[i] for i in range(len(pattern.parts))]
    for i, inner in enumerate(pattern.inner):
        if inner:
            ordered[i + 1] = (ordered[i][0], ordered[i + 1][1])
            ordered[i] = ordered[i + 1]
    return list(dict.fromkeys(ordered))


@lru_cache(maxsize=8192)  # topics, finer ones and those of a list are all found in the same paragraphs
def _matches(plain: str) -> tuple[tuple[int, int, str, str], ...]:
    """Every stretch matched by a pattern, as (start, end, kind, pattern); stretches may overlap."""
    (openings, index), found = _patterns(), []
    for i in may_begin(plain, openings).tolist():
        node, end = index.get(plain[i : i + 2]), i + 2
        while node:
            for pattern in node.get(None, ()):
                if not pattern.inner:
                    found.append((i, end, pattern.why, pattern.written))
                else:
                    found += [(a, b, pattern.why, pattern.written) for a, b in _spans(plain, pattern, i)]
            node, end = node.get(plain[end : end + 1]), end + 1
    return tuple(found)


def _facts(text: str) -> list[Trace]:
    numbers = [m for m in _NUMBER.finditer(text) if not _DATE.match(m.group())]
    spans = [m.span() for m in [*numbers, *_TITLE.finditer(text)]]
    for mark in any_of("fact_marks").finditer(text):  # the three characters before belong to the name
        before = re.search(r"[一-鿿]*$", text[max(0, mark.start() - 3) : mark.start()]).group()
        spans.append((mark.start() - len(before), mark.end()))
    return [Trace(text[a:b], a, b, FACT) for a, b in spans]


def _shared_spans(plain: str, shared: Common | None) -> list[tuple[int, int, str, str]]:
    if shared is None:
        return []
    return [
        (i, i + GRAM, COMMON, f"{n}/{shared.bodies}")
        for i in range(len(plain) - GRAM + 1)
        if (n := shared.grams.get(plain[i : i + GRAM], 0))
    ]


def _character_weights(text: str, shared: Common | None) -> tuple[bytearray, list[int]]:
    """For each character of `text` how formulaic it is, in halves (0 to 2), and how much it counts."""
    plain, kept = _plain(text)
    halves, counts = bytearray(len(text)), [c not in _SILENT for c in text]
    stretches = [*_matches(plain), *_shared_spans(plain, shared)]
    for soft, half in ((True, b"\1"), (False, b"\2")):  # a formula covers stock words
        for a, b, why, _ in stretches:
            if (why == SOFT) is soft:
                start, end = kept[a], kept[b - 1] + 1
                halves[start:end] = half * (end - start)
    for fact in _facts(text):
        for i in range(fact.start, fact.end):
            if halves[i] < 2 and counts[i]:
                halves[i], counts[i] = 0, _FACT if text[fact.start] != "《" else 1
    return halves, counts


def ritual(text: str, shared: Common | None = None) -> float:
    """The share of `text` (simplified) that is formula, 0 to 1: creed, slogans, hinges, stock words.

    A character of a formula counts 1, of a stock word ½; a character of a number counts three times, as substance.
    Particles and punctuation do not count. With `shared`, wording that many bodies use is formula too.

    >>> ritual("增强“四个意识”、坚定“四个自信”、做到“两个维护”。")
    1.0
    >>> ritual("收到提案134件,立案127件。")
    0.0
    """
    halves, counts = _character_weights(text, shared)
    total = sum(counts)
    return sum(map(mul, halves, counts)) / 2 / total if total else 0.0


def is_ritual(text: str, share: float) -> bool:
    """Whether `ritual(text)` is greater than `share`; most texts are ruled out by a quick upper bound."""
    covered = sum((b - a) * (1 if why == SOFT else 2) for a, b, why, _ in _matches(full_width(_QUOTE.sub("", text))))
    most = covered / 2 > share * (len(text) - sum(map(_SILENT.__contains__, text)))
    return most and ritual(text) > share


def rituals(report: Report, shared: Common | None = None) -> list[float]:
    """The `ritual` score of each sentence of a report."""
    scores = _scores(report)
    if not (shared and shared.grams):
        return scores
    pairs = zip((s.simplified for s in report.sentences), scores, strict=True)
    return [ritual(text, shared) if _shared_spans(_plain(text)[0], shared) else score for text, score in pairs]


@remembered
def _scores(report: Report) -> list[float]:
    return [ritual(s.simplified) for s in report.sentences]


def explain(text: str, shared: Common | None = None) -> list[Trace]:
    """The stretches of `text` that raise its score (formula, stock word, wording of many bodies) or lower it (facts).

    They come in the order of the text. A stretch inside a formula, or inside a longer one of its kind, is left out;
    overlapping pieces of common wording are merged.
    """
    plain, kept = _plain(text)
    traces = [
        Trace(_closed(text, kept[a], kept[b - 1] + 1), kept[a], kept[b - 1] + 1, f"{why}:{written}")
        for a, b, why, written in [*_matches(plain), *_shared_spans(plain, shared)]
    ]
    outer: list[Trace] = []
    for trace in sorted({*traces, *_facts(text)}, key=lambda t: (t.start, -t.end, t.why)):
        last = outer[-1] if outer else trace
        if outer and trace.why.startswith(COMMON) and last.why.startswith(COMMON) and trace.start < last.end:
            outer[-1] = last._replace(phrase=text[last.start : trace.end], end=trace.end)
        elif not any(t.end >= trace.end and t.why[:2] in (FORMULA, trace.why[:2]) for t in outer[-4:]):
            outer.append(trace._replace(end=trace.start + len(trace.phrase)))
    return outer


def _closed(text: str, start: int, end: int) -> str:
    """The characters from `start` to `end`, with the quotation mark that closes one opened among them."""
    phrase = text[start:end]
    return text[start : end + 1] if phrase.count("“") > phrase.count("”") and text[end : end + 1] == "”" else phrase


def formulas(text: str) -> list[tuple[str, int]]:
    """The ritual phrases in `text` (simplified) and where each starts; of nested ones the longest."""
    plain, kept = _plain(text)
    found, end = [], 0
    for a, b, why, _ in sorted(_matches(plain), key=lambda m: (m[0], -m[1])):
        if why == FORMULA and b > end:
            found.append((text[kept[a] : kept[b - 1] + 1], kept[a]))
            end = b
    return found


def common_wording(reports: Iterable[Report]) -> Common:
    """Wording that a third of the bodies use, and at least `BODIES` of them; nothing with a digit in it.

    The reports of one body count once: what it repeats each year is its own.
    """
    bodies = defaultdict(set)
    for report in reports:
        grams = bodies[report.organ or report.name]
        for sentence in report.sentences:
            plain = _plain(sentence.simplified)[0]
            grams.update(g for i in range(len(plain) - GRAM + 1) if (g := plain[i : i + GRAM]).isalpha())
    counts: dict[str, int] = defaultdict(int)
    for grams in bodies.values():
        for gram in grams:
            counts[gram] += 1
    needed = max(BODIES, -(-len(bodies) // 3))
    return Common({g: n for g, n in sorted(counts.items()) if n >= needed}, len(bodies))
