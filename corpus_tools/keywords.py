"""Texts → ranked keywords: words, compounds and names, each with its score, count and the sentences it stands in."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain, permutations
from typing import NamedTuple

import numpy as np

from corpus_tools.lexicon import lexicon
from corpus_tools.memory import remembered
from corpus_tools.report import Report
from corpus_tools.script import simplified
from corpus_tools.structure.headings import number
from corpus_tools.structure.lines import plain
from corpus_tools.structure.places import completed, place, short
from corpus_tools.tokenize import background_idf, is_content, sentences, words
from corpus_tools.wording.candidates import Part, Phrases, amounts, epithets, phrases
from corpus_tools.wording.contrast import log_likelihood, log_odds, ratio
from corpus_tools.wording.counts import word_counts
from corpus_tools.wording.persons import impersonal
from corpus_tools.wording.phrase_scores import OF_REPORTS, Scored, Weights, scored

_MANY = 300  # candidates; above, those that stand once in the body must be names
_FEWEST = 5  # keywords that a text has however little they score
_LOOKED_AT = 80  # keywords of a text that may set its group apart
_VOCABULARY = 5000  # terms that groups are compared by
_SURE = 1.96  # z of a term that stands elsewhere too: chance is an unlikely reason
_COMMON = 2.0  # less of a score for a term that is no one's own
_KNOWN = ("terms", "national_terms", "common_terms")
_CONFERENCE = "中国人民政治协商会议"  # kept whole: its name tells of no 政治协商
_NO_TOPICS = ("not_topics", "measure_heads", "phrase_openers", "slogans")
_ITSELF = ("工作报告", "工作总结", "工作计划", "工作要点", "年度报告", "总结报告")  # what a report calls itself
_YEARS = re.compile(r"[一二三四五六七八九十]年[\u3400-\u9fff]{0,4}?(?:行动计划|行动|计划)")  # 工业技改|三年行动计划
_PLACE = re.compile("(?:.*[省市县区州旗])?")  # at the head of the name of a body: 榕江区|政协
_EPITHET = re.compile(r"之(?<=([\u3400-\u9fff]{2})之)[都城乡]")  # 制造之都
_COUNTED = re.compile(  # 两抓一促行动, 双百双千工程
    r"(?:双[百千万]|[一二两三四五六七八九十](?![一二两三四五六七八九十百千万亿])[\u3400-\u9fff]{1,2}){2,4}(?:工程|行动|计划)"
)
_SQUASH = re.compile(r"[“”‘’「」『』《》〈〉\"\s]")


class Keyword(NamedTuple):
    """A keyword of a text: its score, how often it stands in the body as written, and in which sentences."""

    term: str
    score: float
    count: int  # in titles and headings for what only they have
    sentences: tuple[int, ...]  # indices in Report.sentences, or in `sentences(text)` for a string
    report: str = ""


def keywords(
    texts: Iterable[str | Report],
    n: int = 20,
    *,
    terms: Iterable[str] = (),
    weights: Weights | None = None,
) -> list[list[Keyword]]:
    """The `n` best keywords of each text, best first.

    A text is a Report, or a string whose first line is its title. Each text is judged by itself and by general
    knowledge of the language and the genre: a text gives the same keywords alone or among a thousand. After the first
    five, only keywords that score more than `weights.least` are given. `terms` are kept whole and preferred, as are
    those of the lexicon. `weights` default to those tuned on reports or, for a string, on abstracts.

    >>> [k.term for k in keywords(["加强养老服务\\n养老服务惠及居民。完善养老服务。"], n=1)[0]]
    ['养老服务']
    """
    many = None if isinstance(texts, str | Report) else list(texts)
    if many is None or not all(isinstance(text, str | Report) for text in many):
        raise ValueError("keywords() takes a list of texts or reports: write [text] for one, corpus.reports for all")
    own = Weights(), OF_REPORTS
    return [_keywords(text, n, frozenset(terms), weights or own[isinstance(text, Report)]) for text in many]


@remembered
def _keywords(text: str | Report, n: int, terms: frozenset[str], weights: Weights) -> list[Keyword]:
    chosen, parts = _best(_ranked(text, terms, weights), n, weights), parts_of(text)
    name = text.name if isinstance(text, Report) else ""
    return [Keyword(row.term, round(row.score, 4), *_stands(row.term, parts), name) for row in chosen]


@remembered
def _ranked(text: str | Report, terms: frozenset[str], weights: Weights) -> list[Scored]:
    """All candidates for keywords of a text, best first."""
    parts = parts_of(text)
    if not isinstance(text, Report):
        return scored(impersonal(phrases(parts, _kept(terms), _MANY), parts), parts, weights, terms)
    of_all_fields = (text.organ or "").endswith(("政府", "国务院", "政协", "人大常委会"))
    common = lexicon("national_terms").union(lexicon("common_terms") if of_all_fields else ()) - terms  # no one's own
    defined = [term for term in [*text.glossary, body_name(text)] if len(term) > 2]
    own = terms | (frozenset(defined) - common)
    whole = "\n".join(part.text for part in parts)
    years, called = _YEARS.findall(whole), [match[1] + match[0] for match in _EPITHET.finditer(whole)]
    called += _COUNTED.findall(whole)
    found = impersonal(phrases(parts, _kept(own.union(years, called)), _MANY), parts)
    found = _own_matters(found, parts, text, years)
    own |= epithets(found, map(short, text.place)) if found.terms else own
    known = own | lexicon("terms")
    rows = scored(found, parts, weights, own, common)
    return [row for row in rows if row.term in known or not row.term.endswith(amounts())]


def body_name(report: Report) -> str:
    """The name of the body without the larger places its own place lies in: 江北区政协, not 重庆市江北区政协."""
    return (report.organ or "").removeprefix("".join(report.place[:-1]))


def _own_matters(found: Phrases, parts: list[Part], report: Report, years: Iterable[str]) -> Phrases:
    """The phrases that can be topics: no place, no other name of the body, no plan of years (三年行动)."""
    body = body_name(report)
    whole = report.place[-1] if report.place else _PLACE.match(body)[0]
    places = {whole, whole[:-1] if len(whole) > 2 else whole}
    forms = {body.replace(whole, each, 1) for each in places}
    forms |= {form.replace("人民", "") for form in forms}  # 翠屏法院
    forms |= places | {"政协" + each for each in places}  # 政协某某区第九届委员会
    named = {body} if report.simplified.count(body) > 1 else set()
    none = _own_places(report, found.terms).union(*map(lexicon, _NO_TOPICS), years, forms - named)
    none |= {t + "建设" for t in found.terms} - lexicon("terms")  # 协商民主建设: the matter is 协商民主
    none |= {t for t in found.terms if t.endswith((body or _CONFERENCE, *_ITSELF)) or body.endswith(t)} - named
    deeds = np.array([_is_deed(unit.text) for unit in found.row.kinds])[found.row.codes]
    deeds = deeds[found.begin[found.first]] | deeds[found.end[found.first] - 1]
    possible = np.array([t not in none and _CONFERENCE not in t for t in found.terms], bool)
    titles = np.array([part.role == "title" for part in parts])[found.row.lines[found.begin]]
    return found.those((np.bincount(found.phrase, ~titles) > 0) & possible & ~deeds)


def _is_deed(word: str) -> bool:
    """Whether a word kept whole opens as no phrase does, or both its halves end none: 履行职责, 结果表明."""
    worn = word[:2] in lexicon("phrase_openers") or {word[:2], word[2:]} <= lexicon("phrase_closers")
    return len(word) == 4 and worn and word not in lexicon("terms")


def _own_places(report: Report, terms: Iterable[str]) -> set[str]:
    """The names of a report's place, of those it lies in, and of those in it that are among `terms`: 义乌 in 金华市."""
    names = {name for full in report.place for name in (full, short(full))}
    full = {term: name for term in terms if names and (name := completed(term))}
    inside = {term for term, name in full.items() if place(name)[: len(report.place)] == report.place}
    return names.union(inside, (name + "市区" for name in names), map("".join, permutations(names, 2)))


@lru_cache(maxsize=8)
def _kept(terms: frozenset[str]) -> frozenset[str]:
    """The terms that are kept whole; what is partly quoted is put together again: “3113”项目攻坚行动计划."""
    return frozenset(term for term in terms if not _SQUASH.search(term)) | {_CONFERENCE} | lexicon("terms")


def parts_of(text: str | Report) -> list[Part]:
    """The title, headings and sentences of a text, in simplified characters."""
    if isinstance(text, Report):
        same = simplified if text.script == "traditional" else str
        title = [Part(same(text.title), "title", -1)] if text.title else []
        headings = [Part(_unnumbered(same(s.heading)), "heading", -1) for s in text.sections if s.heading]
        led = [Part(_unnumbered(s.simplified), "heading", s.number) for s in text.sentences if s.run_in]
        rest = [Part(s.simplified, "body", s.number) for s in text.sentences if not s.run_in]
        return title + headings + sorted(led + rest, key=lambda part: part.number)
    body = [Part(s, "body", i) for i, s in enumerate(sentences(text))]
    first = text.strip().partition("\n")[0].strip()
    lead = len(sentences(first))
    if lead < len(body):
        body[:lead] = [part._replace(role="title") for part in body[:lead]]
    return body


def _unnumbered(heading: str) -> str:
    """A heading without its number: 二要|依靠科技."""
    found = number(plain(heading))
    return heading[found.end :] if found else heading


def _best(ranked: list[Scored], n: int, weights: Weights) -> list[Scored]:
    """The best `n`: terms found mostly inside a chosen one rank lower, those that differ only in quotes are dropped."""
    pool, chosen, seen = ranked[: 10 * n + 50], [], set()
    scores, terms = [row.score for row in pool], [row.term for row in pool]
    least = [-math.inf] * _FEWEST + [weights.least] * n
    while len(chosen) < n and (highest := max(scores, default=-math.inf)) > least[len(chosen)]:
        best = scores.index(highest)
        row, scores[best] = pool[best]._replace(score=highest), -math.inf
        key = _SQUASH.sub("", row.term).lower()
        if key in seen:
            continue
        seen.add(key)
        chosen.append(row)
        for i, other in enumerate(terms):
            if f"“{row.term}”" in other:  # “两先区”战略 after 两先区
                scores[i] = -math.inf
            elif other in row.term:
                scores[i] -= weights.overlap * min(1, row.count / pool[i].count)
            elif row.term in other:
                scores[i] -= weights.longer
    return chosen


def _stands(term: str, parts: list[Part]) -> tuple[int, tuple[int, ...]]:
    """How often a term occurs in the sentences, and in which; if in none, how often in titles and headings."""
    counts = [(part.number, part.text.count(term)) for part in parts if term in part.text]
    body = {number: n for number, n in counts if number >= 0}
    return sum(body.values()) or sum(n for _, n in counts), tuple(body)


class Distinctive(NamedTuple):
    """A term that one group uses more than the others.

    `z` is the log-odds ratio with an informative Dirichlet prior over its standard error (Monroe et al. 2008); beyond
    1.96 chance is unlikely. `g2` is the log-likelihood ratio (Dunning 1993). `ratio` is the effect size: how many times
    as often as elsewhere. `texts` counts the texts of the group that have the term. Terms are ranked by `score`: the
    score as a keyword plus log z, less for common terms (数字经济).
    """

    group: str
    term: str
    z: float
    g2: float
    ratio: float
    count: int
    elsewhere: int
    texts: int
    score: float


def distinctive_terms(
    groups: Mapping[str, Iterable[str | Report]] | Iterable[str | Report], n: int = 20, *, min_count: int = 2
) -> list[list[Distinctive]]:
    """For each group of texts the `n` terms that set it apart from all the others, its own names first.

    `groups` is a mapping of name → texts, or a list of texts, each a group of its own. The terms are keywords of the
    texts: no words of the genre, places or persons. One that occurs fewer than `min_count` times must be a quoted name;
    one that occurs in other groups too must be significantly rarer there (z). A single group has no distinctive terms.

    >>> farm, school = ["耕地保护。农民种粮。耕地保护好。"], ["义务教育。学生上学。义务教育好。"]
    >>> [d.term for d in distinctive_terms({"农": farm, "学": school})[0]]
    ['耕地保护']
    """
    if not isinstance(groups, Mapping):
        groups = {text.name if isinstance(text, Report) else str(i): [text] for i, text in enumerate(groups)}
    if len(groups) < 2:
        return [[] for _ in groups]
    groups = {name: list(texts) for name, texts in groups.items()}
    scores = {name: _scores(texts) for name, texts in groups.items()}
    spread = Counter(term for found in scores.values() for term in found)  # the most widespread, if there are too many
    best = sorted(spread, key=lambda term: (-spread[term], term))[:_VOCABULARY]
    terms = [term for term in best if term not in lexicon("genre_words")]
    counted = {name: np.array([_counts(text, terms) for text in texts]) for name, texts in groups.items()}
    total = sum(counts.sum(axis=0) for counts in counted.values())
    found = []
    for name, texts in groups.items():
        whole = "\n".join(map(_body, texts))
        rows = _apart(name, counted[name], total, terms, scores[name])
        rows = [row for row in rows if row.count >= min_count or _is_quoted_name(row.term, whole)]
        found.append(_different([row for row in rows if not row.elsewhere or row.z > _SURE], n))
    return found


def _body(text: str | Report) -> str:
    return text if isinstance(text, str) else text.simplified


def _scores(texts: list[str | Report]) -> dict[str, float]:
    """The keywords of a group of texts, each with the best of its scores."""
    return {k.term: k.score for k in sorted(chain(*keywords(texts, n=_LOOKED_AT)), key=lambda k: k.score)}


def _counts(text: str | Report, terms: list[str]) -> list[int]:
    """How often each term occurs in a text; the last number counts all other words."""
    body, size = _body(text), len(words(text)) if isinstance(text, str) else sum(word_counts(text).values())
    counts = [body.count(term) for term in terms]
    return [*counts, max(1, size - sum(counts))]


def _apart(
    name: str, counts: np.ndarray, total: np.ndarray, terms: list[str], scores: Mapping[str, float]
) -> list[Distinctive]:
    """The terms of a group that it has more of than the rest, the best first."""
    row, texts = counts.sum(axis=0), (counts > 0).sum(axis=0)
    rest = total - row
    z, g2, times = log_odds(row, rest), log_likelihood(row, rest), ratio(row, rest)
    found = [
        Distinctive(name, term, round(float(z[i]), 2), round(float(g2[i]), 2), round(float(times[i]), 2), int(row[i]),
                    int(rest[i]), int(texts[i]), round(scores[term] + math.log(z[i]) - _COMMON * _is_common(term), 2))
        for i, term in enumerate(terms)
        if term in scores and row[i] and z[i] > 0
    ]  # fmt: skip
    return sorted(found, key=lambda d: (-d.score, d.term))


def _is_common(term: str) -> bool:
    """Whether a term belongs to the language or the genre rather than to one body."""
    return any(term in known for known in (background_idf(), *map(lexicon, _KNOWN)))


def _different(rows: list[Distinctive], n: int) -> list[Distinctive]:
    """The first `n` rows, without any whose term contains, or is contained in, one before it."""
    chosen: list[Distinctive] = []
    for row in rows:
        if len(chosen) < n and not any(row.term in other.term or other.term in row.term for other in chosen):
            chosen.append(row)
    return chosen


def _is_quoted_name(term: str, text: str) -> bool:
    """Whether a term stands in quotation marks somewhere, and not as a figure of speech, a number or a policy."""
    marked = any(first + term + last in text for first, last in ("“”", "‘’", "「」", "『』", "《》", '""'))
    return marked and is_content(term) and term not in lexicon("quoted_commonly") | lexicon("national_terms")
