"""Candidate phrases → scores: a sum of logarithms, each part of which can be switched off and shown."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from corpus_tools.tokenize import background_idf, lexicon
from corpus_tools.wording.candidates import PREFIXES, Candidate, Part, Unit, halves

_UNKNOWN = 10.0  # idf of a word that jieba's list does not have
_LOG2 = math.log(2)
_PLACES = ("ns", "nt")  # tags of places and institutions
_SHORT_NAME = re.compile(r"[(（](?:以下)?(?:简称)?[“\"]?([A-Z][A-Za-z0-9-]{1,9})[”\"]?[)）,，;；]")
_GENRE = 2.0  # idf of a word that every text of the kind has


class Weights(NamedTuple):
    """How much each sign counts. Tuned on abstracts with authors' keywords; 0 switches a sign off."""

    title: float = 3.0  # a title counts as so many places in the body
    heading: float = 1.0
    saturation: float = 10.0  # beyond this count, further places say little (BM25's k1)
    background: float = 0.5  # idf of the words in general Chinese
    entropy: float = 0.3  # variety of neighbours on the poorer side; half of it for the richer
    free: float = 0.3  # share of places where nothing beside the phrase could belong to it
    genre: float = 1.0  # words that every report or abstract has
    length: float = 1.0  # two characters, many words, many characters
    inside: float = 0.4  # always inside one longer phrase
    grammar: float = 1.0  # verbs in front, verbs only
    known: float = 0.9  # a term of the disciplines
    ours: float = 0.6  # a term of our list
    quoted: float = 1.6  # a name of its own: “渝事好商量”, 打造西部金融中心核心承载区
    fragment: float = 0.6  # two characters that no dictionary has as a word
    place: float = 2.0  # a place name by itself; the name of an institution less
    short: float = 0.8  # an abbreviation that the text explains; its places count for what it stands for
    overlap: float = 0.4  # each phrase chosen already that this one is a part of; 0.8 of it for one this is made of


class Scored(NamedTuple):
    """A phrase, its score, and how often it stands in the text."""

    term: str
    score: float
    count: int


def scored(found: dict[str, Candidate], parts: list[Part], weights: Weights, terms: frozenset[str]) -> list[Scored]:
    """The candidates with their scores, best first; equal scores in the order of the text."""
    counts = _counts(found, parts)
    short = _short_names(found, parts)
    for name, term in short:
        counts[term] += counts.get(name, 0)
    contained, names = _contained(found, counts), {name for name, _ in short}
    roles = [part.role for part in parts]
    rows = []
    for term, candidate in found.items():
        signs = _parts_of_score(candidate, roles, counts[term], weights)
        if term in terms:  # someone says that it is one
            signs.update(given=weights.known, length=0.0)
        value = sum(signs.values()) - weights.short * (term in names) - weights.inside * (term in contained)
        rows.append(Scored(term, value, counts[term]))
    return sorted(rows, key=lambda row: -row.score)


def _counts(found: dict[str, Candidate], parts: list[Part]) -> dict[str, int]:
    """How often each candidate stands in the text; the segmenter may have cut some of the places otherwise."""
    text = "\n".join(part.text for part in parts)
    return {
        term: max(len(c.places), text.count(term)) if len(term) > 3 or len(c.units) > 1 else len(c.places)
        for term, c in found.items()
    }


def _short_names(found: dict[str, Candidate], parts: list[Part]) -> list[tuple[str, str]]:
    """The abbreviations that a text explains, each with the phrases it may stand for: 三氧化二砷（ATO）."""
    text = "\n".join(part.text for part in parts)
    before = [term for term, c in found.items() if any(not p.right for p in c.places)]
    return [(m[1], term) for m in _SHORT_NAME.finditer(text) for term in before if text.endswith(term, 0, m.start())]


def _contained(found: dict[str, Candidate], counts: dict[str, int]) -> set[str]:
    """The candidates that stand no more often than a longer one they are part of."""
    contained = set()
    for term, candidate in found.items():
        texts = [unit.text for unit in candidate.units]
        if len(texts) == 1 and candidate.units[0].quoted:
            contained.update(half for half in halves(term) if counts.get(half, math.inf) <= counts[term])
        for i in range(len(texts)):
            for j in range(i + 1, len(texts) + (i > 0)):
                part = "".join(texts[i:j])
                if counts.get(part, math.inf) <= counts[term]:
                    contained.add(part)
    return contained


def _parts_of_score(candidate: Candidate, roles_of: list[str], count: int, w: Weights) -> dict[str, float]:
    """What each sign adds to the score of a candidate; `roles_of` are those of the parts of the text."""
    units = candidate.units
    numbers, before, behind, free, _ = zip(*candidate.places, strict=True)
    roles = [roles_of[number] for number in numbers]
    body = count - len(roles) + roles.count("body")
    full = body * (w.saturation + 1) / (body + w.saturation) if w.saturation else body
    left, right = entropy(before), entropy(behind)
    return {
        "frequency": math.log(full + w.title * ("title" in roles) + w.heading * ("heading" in roles) + 0.3),
        "background": math.log(2.8 + w.background * _mean_idf(candidate)),
        "entropy": w.entropy * (min(left, right) + max(left, right) / 2),
        "free": w.free * sum(free) / len(free),
        "genre": -w.genre * _genre(candidate),
        "length": -w.length * _length(candidate, count),
        "grammar": -w.grammar * _verbal(units),
        "known": _known(candidate, w) * (1.0 if count > 1 or "title" in roles else 0.5),
        "quoted": w.quoted * _named(candidate, count),
        "fragment": -w.fragment * _torn(candidate),
        "place": -w.place * _is_place(units) * (0.4 if units[-1].pos == "nt" else 1.0),
    }


def _is_place(units: tuple[Unit, ...]) -> bool:
    """Whether a phrase names a place and says no more of it than any report would: 重庆, 重庆建设."""
    if not any(u.pos in _PLACES for u in units):
        return False
    return all(u.pos in _PLACES or u.text in lexicon("genre_words") for u in units)


def _torn(candidate: Candidate) -> float:
    """Whether the segmenter may have torn a phrase out of a longer one.

    One short word that no dictionary has is suspicious; it is surely torn where the same word stands beside it every
    time, and so is a phrase that begins with a single character: (川)渝地区, (科技)城新区.
    """
    first, term = candidate.units[0], candidate.term
    if first.quoted or (len(candidate.units) == 1 and (first.pos in ("eng", "nz") or term in background_idf())):
        return 0.0
    left, right = {p.left for p in candidate.places}, {p.right for p in candidate.places}
    if len(candidate.units) > 1:
        return 2.0 * (len(first.text) == 1 and first.pos != "h" and len(left) == 1 and "" not in left)
    short = {2: 1.0, 3: 0.5}.get(len(term), 0.0)
    return 5.0 if short and any(len(side) == 1 and "" not in side for side in (left, right)) else short


def _known(candidate: Candidate, w: Weights) -> float:
    """What a term of our lists is worth; nothing where it only stands behind a prefix: (非)线性规划."""
    term = candidate.term
    ours = term in lexicon("terms")
    if not (ours or term in lexicon("technical_terms")) or term in lexicon("genre_words"):
        return 0.0
    if all(place.left in PREFIXES for place in candidate.places):
        return 0.0
    return w.ours if ours else w.known * (0.7 if len(term) == 2 else 1.0)  # short ones are everyday words: 桥梁, 宗教


def entropy(found: Sequence[str]) -> float:
    """Entropy of the neighbours on one side; each end of a phrase counts as a neighbour of its own."""
    size = len(found)
    if size == 1:
        return 0.0
    if size == 2:
        return _LOG2 if found[0] != found[1] or not found[0] else 0.0
    inner = Counter(found)
    ends = inner.pop("", 0)
    return (ends * math.log(size) + sum([n * math.log(size / n) for n in inner.values()])) / size


def _mean_idf(candidate: Candidate) -> float:
    idf, genre = background_idf(), lexicon("genre_words")
    return sum(_GENRE if u.text in genre else idf.get(u.text, _UNKNOWN) for u in candidate.units) / len(candidate.units)


def _genre(candidate: Candidate) -> float:
    """The part of the phrase that every text of the kind has; a phrase that is itself such a word, the whole."""
    genre = lexicon("genre_words")
    if candidate.term in genre:
        return 1.5
    return 0.6 * sum(u.text in genre for u in candidate.units) / len(candidate.units)


def _length(candidate: Candidate, count: int) -> float:
    """Two characters are short for a term; many words or characters long, but less so when they come again."""
    units, size = candidate.units, len(candidate.term)
    many = {1: 0.0, 2: 0.0, 3: 0.3}.get(len(units), 0.5)
    if _long_name(candidate):
        return many / 2
    quoted = any(u.quoted for u in units)
    free = 16 if quoted and _name_like(candidate.term) else 12 if quoted or any(u.pos == "eng" for u in units) else 7
    return many + (0.4 if count < 2 else 0.2) * max(0, size - free) + 1.0 * (size == 2)


def _named(candidate: Candidate, count: int) -> float:
    """How much quotes say that this is a name: it comes again, or stands where names do (打造“…”, “…”品牌)."""
    if _long_name(candidate):
        return 0.6
    if not any(u.quoted for u in candidate.units) or not _name_like(candidate.term):
        return 0.0
    if len(candidate.units) > 1:
        return -0.5 * any(u.quoted and len(u.text) > 5 for u in candidate.units)  # “渝事好商量”平台: the name says it
    again = min(1.0, (count - 1) / 2)
    return again + 0.8 * any(p.named for p in candidate.places) * (len(candidate.term) > 2)


def _name_like(term: str) -> bool:
    """Whether a quoted phrase may be a name: no figure of speech (“金点子”), task (“加强医疗服务”) or title."""
    if term in lexicon("quoted_commonly") or term.startswith("关于") or term.count("+") > 1:
        return False
    return term[:2] not in lexicon("phrase_openers") and term[-2:] not in lexicon("phrase_closers")


def _long_name(candidate: Candidate) -> bool:
    """Whether several words are a name that is given: 打造 + 西部金融中心核心承载区."""
    several = len(candidate.units) > 1
    return several and any(p.named for p in candidate.places) and candidate.term.endswith(_heads())


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(head for head in lexicon("name_heads") if len(head) > 2))


def _verbal(units: tuple[Unit, ...]) -> float:
    first = 0.3 * (units[0].pos == "v" and len(units) > 1)
    first += 0.6 * (units[0].pos == "i" and len(units) == 1)  # set phrases of four characters: 奋楫扬帆
    return first + 0.3 * all(u.pos[0] == "v" or u.pos == "ad" for u in units)
