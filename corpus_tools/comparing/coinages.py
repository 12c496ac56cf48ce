"""Coinages (提法): quoted or numbered slogans, when they appear, spread, change their wording and are dropped."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from corpus_tools.comparing.bodies import body, by_year, several_years, with_earlier
from corpus_tools.comparing.unmarked import unmarked
from corpus_tools.lexicon import lexicon
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import ritual
from corpus_tools.tokenize import background_idf

_PART = r"[^“”‘’「」『』\n。！？!?；;：:，,]"
_QUOTED = re.compile(rf"[“「]({_PART}{{2,16}})[”」]|[‘『]({_PART}{{2,16}})[’』]")
_SPOKEN = re.compile(
    r"^(?:我|你|他|她|咱|这|那|有哪|上午|下午|今天|明天|昨天|请|为什么|怎么|要)|(?:吗|呢|吧|么|啦|怎样|如何|不)$"
)
_THEME_ENDS = ("情况", "建议", "报告", "问题", "等", "的", "工作", "水平", "力度")
_THEME = re.compile(
    r"^(?:推动|推进|促进|加快|加大|加强|提升|提高|增加|深化|完善|健全|优化|强化|规范|培育|打造|建设|构建|保障|发挥|聚力|关于|围绕).{4,}"
)
_NUMERAL = "一二三四五六七八九十两双"
_COUNTED = re.compile(
    rf"(?:[{_NUMERAL}多][核心轴带圈区极廊群翼点屏湾镇主副城链园环谷港体驱江河]){{2,4}}"
    rf"|[{_NUMERAL}]{{1,3}}大(?:攻坚战|工程|行动|战略|工业体系|产业集群|基地|高地|品牌|提升行动|专项行动)"
    r"|[0-9]{1,2}\+(?:[0-9]{1,2}|N|n|X)(?:\+(?:[0-9]{1,2}|N|n|X))*"
)
_NAMED = re.compile(
    r"(?:行动|工程|计划|战略|体系|模式|机制|品牌|平台|布局|格局|商量|协商|议事|清单|指数|讲堂|城|地|链|带|区|圈)$|\+"
)
_BRAND = re.compile(r"(?:商量|协商|议事)$")
_SAYING = re.compile(r"(?:说|道|表示|指出|强调|问|称|感叹|回忆|认为|坦言|介绍)[，,：:]?$")
_MEANS = re.compile(
    r"^[”’」』]?[^。！？!?；;，,“”：:（(即]{0,14}[（(，,：:]?(?:即|是指|指的是|也就是|主要是指)[：:，,]?([^。！？!?；;）)\n]{4,90})"
)
_LISTED = re.compile(r"^[”’」』]?[^。！？!?\n，,]{0,6}[：:](一是[^。！？!?\n]{6,120})")
_NO_QUOTES = str.maketrans("", "", "“”‘’「」『』")
_CREED = 0.9  # a term as formulaic as this is creed, not a coinage of the body


class Coinage(NamedTuple):
    """A term that a report marks as its own (quoted, numbered, explained) or that looks coined, and where it stands."""

    term: str
    count: int
    reports: tuple[str, ...]  # in the order of their years
    first_year: int | None
    last_year: int | None
    fate: str  # 新出现, 沿用, 不再提, 一度提 in its bodies; empty where years cannot tell
    variants: tuple[str, ...]
    definition: str
    sentence: Sentence  # where it stands first
    marked: bool  # quoted, numbered or explained; False: it only looks like a name


class Change(NamedTuple):
    """A term of one year and the near-same term that stands in its place in a later report of the same body."""

    term: str
    year: int | None
    later_term: str
    later_year: int | None
    organ: str


def coined(sentence: str) -> list[str]:
    """The terms a sentence (simplified) marks as coined, in order: “两副担子”, 一核两翼, “3113”.

    What is quoted because somebody says it, a title, and a quotation with punctuation in it are none.
    """
    found = []
    for match in _QUOTED.finditer(sentence):
        term = (match.group(1) or match.group(2)).strip()
        if not _SAYING.search(sentence[max(0, match.start() - 8) : match.start()]):
            found += [(match.start(), part) for part in _whole_and_parts(term) if _is_term(part)]
    inside = [m.span() for m in _QUOTED.finditer(sentence)]
    for match in _COUNTED.finditer(sentence):
        if not any(a <= match.start() < b for a, b in inside) and len(match.group()) >= 3:
            found.append((match.start(), match.group()))
    return [term for _, term in sorted(found, key=lambda f: f[0])]


def _whole_and_parts(term: str) -> list[str]:
    """有事来协商·广事好商量 and the brands it joins; of other pairs (中国梦·渝澳情) only the whole."""
    return [term, *(part for part in term.split("·") if part != term and _BRAND.search(part))]


def _is_term(term: str) -> bool:
    """A few characters with a name's look: no speech, no theme of a meeting, no date, no figure of speech."""
    if not 2 <= len(term) <= 12 or term.endswith(_THEME_ENDS) or _SPOKEN.search(term) or _THEME.search(term):
        return False
    if re.fullmatch(r"[0-9.·/-]+", term):
        return term.isdigit() and len(term) >= 3 and not re.fullmatch(r"(?:19|20)[0-9]{2}", term)
    return bool(re.search(r"[\u3400-\u9fffA-Za-z]", term)) and term not in _worn()


@cache
def _worn() -> frozenset[str]:
    return lexicon("quoted_commonly")


def coinages(reports: Sequence[Report], baseline: Iterable[Report] = (), *, creed: bool = False) -> list[Coinage]:
    """The coinages of the reports, those of most reports first; `creed` keeps 两个确立 and its like.

    A term that is quoted once is counted everywhere, quoted or not; but no word that mostly stands unquoted. Terms that
    only look coined come along. What became of a term is judged by the reports of the `baseline` too.
    """
    ordered = by_year(reports)
    first: dict[str, Sentence] = {}
    quoted: Counter[str] = Counter()
    for report in ordered:
        for sentence in report.sentences:
            for term in coined(sentence.simplified):
                first.setdefault(term, sentence)
                quoted[term] += 1
        for term in map(unquoted, report.glossary):
            if 2 <= len(term) <= 16 and report.sentences:
                first.setdefault(term, _first_with(report, term))
                quoted[term] = sys.maxsize
    plain = {t: s for t, s in unmarked(ordered).items() if not any(t in term or term in t for term in first)}
    first, marked = {**first, **plain}, frozenset(first)
    terms = [t for t in first if creed or ritual(t) < _CREED]
    counts, fates = occurrences(ordered, terms), _fates(with_earlier(ordered, baseline), terms)
    defined, near = definitions(ordered, terms), variants(terms)
    rows = [
        _coinage(t, ordered, counts[t], first[t], (fates[t], near.get(t, ()), defined.get(t, ""), t in marked))
        for t in terms
        if any(counts[t]) and not _is_word(t, quoted[t], sum(counts[t]))
    ]
    return sorted(_merged(rows), key=lambda c: (-len(c.reports), -_evidence(c), -c.count, c.term))


def _is_word(term: str, quoted: int, count: int) -> bool:
    """Whether a term that is quoted now and then is a word of everyone: in the dictionary, or any two characters."""
    return 2 * quoted < count and (len(term) == 2 or term in background_idf())


def _merged(rows: Sequence[Coinage]) -> list[Coinage]:
    """Without the longer of two terms of the same meaning: “3113”, not 3113项目攻坚行动计划 too."""
    meaning = {c.term: c.definition.rstrip("。") for c in rows if c.definition}
    doubled = {t for t in meaning for o in meaning if o != t and o in t and meaning[o] == meaning[t]}
    return [c for c in rows if c.term not in doubled]


def _evidence(coinage: Coinage) -> int:
    """How much speaks for a coinage rather than a word in quotation marks: numbered, named, explained, repeated."""
    numbered, named = re.search(rf"[0-9{_NUMERAL}]", coinage.term), _NAMED.search(coinage.term)
    return sum(map(bool, (numbered, named, coinage.definition, coinage.count > 1))) - (not coinage.marked)


def _first_with(report: Report, term: str) -> Sentence:
    return next((s for s in report.sentences if term in unquoted(s.simplified)), report.sentences[0])


def unquoted(text: str) -> str:
    """`text` without quotation marks."""
    return text.translate(_NO_QUOTES)


def text_of(reports: Iterable[Report]) -> str:
    """All sentences of the reports, simplified, without quotation marks, one a line."""
    return unquoted("\n".join(s.simplified for r in reports for s in r.sentences))


def _coinage(term: str, ordered: Sequence[Report], counts: list[int], sentence: Sentence, rest: tuple) -> Coinage:
    fate, near, definition, marked = rest
    having = [r for r, n in zip(ordered, counts, strict=True) if n]
    if having and having[0].year != next(r.year for r in ordered if r.name == sentence.report):
        sentence = _first_with(having[0], term)
    dated = [r.year for r in having if r.year is not None]
    span = (min(dated, default=None), max(dated, default=None))
    names = tuple(r.name for r in having)
    return Coinage(term, sum(counts), names, *span, fate, near, definition, sentence, marked)


def _fates(reports: Sequence[Report], terms: Iterable[str]) -> dict[str, str]:
    """What became of each term in the bodies with reports of several years."""
    several = several_years(reports)
    years: dict[str, list[int]] = defaultdict(list)
    for report in several:
        years[body(report)].append(report.year)
    counts = occurrences(several, terms)
    return {t: _fate(years, [r for r, n in zip(several, counts[t], strict=True) if n]) for t in terms}


def _fate(years: Mapping[str, Sequence[int]], having: Sequence[Report]) -> str:
    """What became of a term in the bodies with reports of several `years`; it stands in the reports of `having`."""
    own: dict[str, set] = defaultdict(set)
    for report in having:
        own[body(report)].add(report.year)
    fates = {_KEPT[y[0] in own[b], y[-1] in own[b]] for b in own if len(y := years.get(b, ())) > 1}
    return "、".join(sorted(fates))


_KEPT = {(True, True): "沿用", (False, True): "新出现", (True, False): "不再提", (False, False): "一度提"}


def occurrences(reports: Sequence[Report], terms: Iterable[str]) -> dict[str, list[int]]:
    """How often each term stands in each report, quoted or not; in time linear in the text."""
    by_head = defaultdict(list)
    counts = {term: [0] * len(reports) for term in terms}
    for term in counts:
        by_head[term[:2]].append(term)
    for column, report in enumerate(reports):
        for text in (unquoted(s.simplified) for s in report.sentences):
            for i in range(len(text) - 1):
                for term in by_head.get(text[i : i + 2], ()):
                    counts[term][column] += text.startswith(term, i) and not _within(text, i, term)
    return counts


def _within(text: str, at: int, term: str) -> bool:
    """Whether a short numbered term is there the end of a longer one: 三定 of 三审三定."""
    return (
        len(term) < 4 and term[0] in _NUMERAL and text[at - 2 : at - 1] in tuple(_NUMERAL) and text[at - 1] > "\u4e00"
    )


def coinage_matrix(reports: Sequence[Report], rows: Sequence[Coinage] | None = None) -> pd.DataFrame:
    """How often each coinage of `rows` (None: all) stands in each report, a column each in the order of the years."""
    ordered = by_year(reports)
    rows = coinages(ordered) if rows is None else rows
    return pd.DataFrame(occurrences(ordered, [c.term for c in rows]), index=[r.name for r in ordered]).T


def definitions(reports: Sequence[Report], terms: Iterable[str]) -> dict[str, str]:
    """What the reports themselves say a term means: their glossary, or “…”即…, or “…”:一是…; the first that does."""
    wanted, found = set(terms), {}
    for report in reports:
        for term, meaning in report.glossary.items():
            found.setdefault(unquoted(term), meaning)
        for sentence in report.sentences:
            for match in _QUOTED.finditer(sentence.simplified):
                term, after = (match.group(1) or match.group(2)).strip(), sentence.simplified[match.end() :]
                meaning = _MEANS.search(after[:120]) or _LISTED.search(after[:160])
                if meaning and term in wanted:
                    found.setdefault(term, meaning.group(1).strip("“”"))
    return {term: meaning for term, meaning in found.items() if term in wanted}


def variants(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The terms that differ from a term in little: 渝事好商量, 广事好商量; 三年行动, 三年提升行动.

    Alike are two terms of four or more characters when half of their pairs of characters are the same.
    """
    terms = sorted({t for t in terms if len(t) >= 4 and not t.isascii()})
    pairs = {t: {t[i : i + 2] for i in range(len(t) - 1)} for t in terms}
    having = defaultdict(list)
    for term in terms:
        for pair in sorted(pairs[term]):
            having[pair].append(term)
    near = {}
    for term in terms:
        common = Counter(o for pair in pairs[term] for o in having[pair] if o != term and len(having[pair]) <= 200)
        alike = [
            o
            for o, n in common.items()
            if 4 * n >= len(pairs[term]) + len(pairs[o]) and o not in term and term not in o
        ]
        if alike:
            near[term] = tuple(sorted(alike))
    return near


def changes(reports: Sequence[Report], rows: Sequence[Coinage] | None = None) -> list[Change]:
    """Terms whose wording changed: a body says one in a year, a near one in its next report, and the first no more."""
    said: dict[str, set[str]] = defaultdict(set)
    for coinage in coinages(reports) if rows is None else rows:
        for name in coinage.reports:
            said[name].add(coinage.term)
    bodies: dict[str, list[Report]] = defaultdict(list)
    for report in several_years(reports):
        bodies[body(report)].append(report)
    found = []
    for organ, own in sorted(bodies.items()):
        for before, after in pairwise(own):
            old, new = said[before.name], said[after.name]
            near = variants(old | new)
            head = (organ, before.year, after.year)
            found += [_change(head, t, o) for t in sorted(old - new) for o in near.get(t, ()) if o in new - old]
    return found


def _change(head: tuple, old: str, new: str) -> Change:
    organ, before, after = head
    return Change(old, before, new, after, organ)
