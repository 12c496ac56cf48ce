"""Candidate phrases → scores: a sum of logarithms, each term of which can be switched off and inspected."""

import math
import re
from collections.abc import Container, Sequence
from typing import NamedTuple

import numpy as np

from corpus_tools.lexicon import lexicon
from corpus_tools.wording.candidates import MAX_TOKENS, Part, Phrases, headed, name_ends, places
from corpus_tools.wording.neighbours import log, sides
from corpus_tools.wording.units import PREFIXES, Row, halves

_UNKNOWN = 10.0  # idf of a word that jieba's list does not have
_PLACES = ("ns", "nt")  # tags of places and institutions
_GENRE = 2.0  # idf of a word that every text of the kind has
_SHORT = 6000  # characters; in a longer text two places say less, and a word of two characters comes more often
_DISTRICTS = ("新区", "新城", "片区", "开发区", "示范区", "试验区", "城镇")
_WATERS = "湖河江海洋湾港池山岛"
_LAW = re.compile("中华人民共和国.*|.{0,60}[^办方]法")
_INSIDE = [[(i, j) for i in range(n) for j in range(i + 1, n + (i > 0))] for n in range(MAX_TOKENS + 1)]  # of n units


class Weights(NamedTuple):
    """How much each sign counts; 0 switches it off.

    Tuned on abstracts with their authors' keywords, except `long` and `common`, tuned on city reports. Reports are
    about matters with names: for them see `OF_REPORTS`.
    """

    title: float = 3.0  # a title counts as so many places in the body
    heading: float = 1.0
    saturation: float = 10.0  # beyond this count, further places say little (BM25's k1)
    background: float = 0.5  # idf of the words in general Chinese
    entropy: float = 0.3  # variety of neighbours on the poorer side; half of it for the richer
    free: float = 0.3  # share of places where nothing beside the phrase could belong to it
    genre: float = 1.0  # words that every report or abstract has
    length: float = 1.0  # two characters, many words, many characters
    inside: float = 0.4  # always inside one longer phrase
    once: float = 0.6  # several words that stand together only once
    grammar: float = 1.0  # verbs in front, verbs only
    ours: float = 0.6  # a term of our list
    given: float = 0.9  # a term that the report explains, or its reader names
    quoted: float = 1.6  # a name of its own: “渝事好商量”, 打造西部金融中心核心承载区
    fragment: float = 0.6  # two characters that no dictionary has as a word
    word: float = 0.0  # a single word of the general dictionary: 污水, 营业执照
    name: float = 0.0  # several words that end like a name: 国家临空经济示范区; less for what stands where names do
    again: float = 0.0  # several words that come together again, the more the longer they are: 国际海洋名城
    place: float = 2.0  # a place name by itself; the name of an institution less
    long: float = 0.6  # how much more frequency counts in a text longer than a short one, for each e-fold
    common: float = 0.5  # a term of reports that is no body's own: 基础设施
    overlap: float = 0.4  # each phrase chosen already that this one is a part of, as often as it is
    longer: float = 0.32  # each phrase chosen already that is a part of this one
    least: float = 2.0  # what scores less is no keyword: of such in abstracts one in twenty is


OF_REPORTS = Weights(grammar=2.0, word=0.6, name=0.8, again=0.4, once=1.0, overlap=2.0, longer=0.4, least=1.4)


class Scored(NamedTuple):
    """A phrase, its score, and how often it stands in the text."""

    term: str
    score: float
    count: int


class _Columns:
    """The phrases as columns: for each its units, and what its occurrences have in common.

    Facts about units have a row for the first unit, one for the second and so on, padded to the longest phrase.
    """

    def __init__(self, found: Phrases, parts: Sequence[Part]):
        at, row, phrase, first = places(found), found.row, found.phrase, found.first
        self.row, self.terms, self.chars = row, found.terms, np.array(list(map(len, found.terms)))
        self.places, self.begin, self.units = np.bincount(phrase), found.begin[first], (found.end - found.begin)[first]
        self._read_units(row)
        roles = np.array([part.role for part in parts])[row.lines[found.begin]]
        self.in_body, self.in_title, self.in_heading = (
            np.bincount(phrase, roles == role) for role in ("body", "title", "heading")
        )
        self.free, self.named = np.bincount(phrase, at.free), np.bincount(phrase, at.named) > 0
        prefix = np.array([text in PREFIXES for text in row.columns["text"]])[row.codes]
        self.prefixed = np.bincount(phrase, prefix[found.begin - 1]) == self.places
        self.headed = self._end_like_names()
        self.left, self.right = sides(phrase, at.left), sides(phrase, at.right)

    def _read_units(self, row: Row) -> None:
        number = np.arange(MAX_TOKENS)[:, None]
        self.used, codes = number < self.units, row.codes[np.minimum(self.begin + number, len(row.codes) - 1)]
        texts, tags = row.columns["text"], row.columns["pos"]
        self.genre = self.used & np.array(list(map(lexicon("genre_words").__contains__, texts)))[codes]
        idf = np.array(row.columns["idf"])[codes]
        self.known = ~np.isnan(idf)
        self.idf = np.where(self.genre, _GENRE, np.where(self.known, idf, _UNKNOWN))
        self.tags = list(dict.fromkeys(["", *tags]))
        place = {tag: i for i, tag in enumerate(self.tags)}
        self.tag = np.where(self.used, np.array([place[tag] for tag in tags])[codes], 0)
        self.sizes = np.array(list(map(len, texts)))[codes]
        self.quoted, self.codes = self.used & np.array(row.columns["quoted"])[codes], codes

    def _end_like_names(self) -> np.ndarray:
        """Whether each is several words that end like a name and say more than any report: no deed, no 工作体系."""
        named = headed(self.terms) & ~self.tagged("v")[0]
        before = np.arange(MAX_TOKENS)[:, None] < self.units - 1
        return named & (before & ~self.genre).any(axis=0)

    def among(self, words: Container[str]) -> np.ndarray:
        """Whether each phrase is one of these words."""
        return np.array(list(map(words.__contains__, self.terms)))

    def quoting(self, words: Container[str]) -> np.ndarray:
        """Whether each phrase quotes one of these words."""
        named = [any(map(words.__contains__, terms)) for terms in self.row.columns["terms"]]
        return (self.quoted & np.array(named)[self.codes]).any(axis=0)

    def tagged(self, *tags: str) -> np.ndarray:
        """Whether each unit has one of these tags."""
        return np.array([tag in tags for tag in self.tags])[self.tag]


def scored(
    found: Phrases, parts: list[Part], weights: Weights, terms: frozenset[str], common: frozenset[str] = frozenset()
) -> list[Scored]:
    """The candidates with their scores, best first; ties in the order of the text.

    `terms` are preferred; `common` ones belong to no body in particular.
    """
    if not found.terms:
        return []
    columns, text = _Columns(found, parts), "\n".join(part.text for part in parts)
    counts = _counts(columns, text)
    signs = _signs(columns, counts, weights, 1 + weights.long * math.log(max(1.0, len(text) / _SHORT)))
    shared, given = columns.among(common) | columns.quoting(common), columns.among(terms)  # given: someone says it is
    signs |= {sign: np.where(shared, 0, signs[sign]) for sign in ("ours", "quoted")}
    signs |= {"common": -weights.common * shared, "given": weights.given * given}
    signs |= {sign: np.where(given, 0, signs[sign]) for sign in ("length", "word")}
    part = _contained(columns, counts)
    signs |= {sign: np.where(part, 0, signs[sign]) for sign in ("name", "again")}
    value = sum(signs.values()) - weights.inside * part
    order = np.argsort(-value, kind="stable").tolist()
    terms_of = [columns.terms[i] for i in order]
    return list(map(Scored, terms_of, value[order].tolist(), counts[order].tolist()))


def _counts(c: _Columns, text: str) -> np.ndarray:
    """How often each candidate occurs in the text, even where the segmenter cut it differently."""
    counts, grams = c.places.copy(), np.sort(_grams(f"{text}\0"))
    asked = np.flatnonzero((c.chars > 3) | (c.units > 1))
    low, high = (_grams("".join([(c.terms[i] + end)[:3] for i in asked.tolist()]))[::3] for end in "\0\U0010ffff")
    opened = np.searchsorted(grams, high, "right") - np.searchsorted(grams, low)  # as often as the first characters
    for i in asked[opened > counts[asked]].tolist():
        counts[i] = max(counts[i], text.count(c.terms[i]))
    return counts


def _grams(text: str) -> np.ndarray:
    """A number for each three characters of `text`."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    return codes[:-2] << 42 | codes[1:-1] << 21 | codes[2:]


def _contained(c: _Columns, counts: np.ndarray) -> np.ndarray:
    """Whether each candidate occurs no more often than a longer one that contains it."""
    number = {term: i for i, term in enumerate(c.terms)}
    contained, starts, most = np.zeros(len(counts), bool), c.row.starts.tolist(), counts.tolist()
    begin, units, quoted = c.begin.tolist(), c.units.tolist(), c.quoted[0]
    for k in np.flatnonzero((c.units > 1) | quoted).tolist():
        at, n = begin[k], units[k]
        inner = [c.row.text[starts[at + i] : starts[at + j]] for i, j in _INSIDE[n]] if n > 1 else halves(c.terms[k])
        for part in inner:
            if (i := number.get(part)) is not None and most[i] <= most[k]:
                contained[i] = True
    return contained


def _signs(c: _Columns, count: np.ndarray, w: Weights, slope: float) -> dict[str, np.ndarray]:
    """What each sign adds to the score of each candidate; `slope` is 1 in a short text and larger in a long one."""
    body = count - c.places + c.in_body
    full = body * (w.saturation + 1) / (body + w.saturation) if w.saturation else body
    left, right, titled = c.left.entropy, c.right.entropy, c.in_title > 0
    unquoted = ~c.quoted.any(axis=0)
    like_a_name = np.array([not plain and _name_like(t) for plain, t in zip(unquoted.tolist(), c.terms, strict=True)])
    unnamed = ~(c.quoted & (c.sizes > 6)).any(axis=0)
    ours = c.among(lexicon("terms") - lexicon("genre_words")) & ~c.prefixed  # (非)公有制经济 is none of ours
    return {
        "frequency": slope * log(full + w.title * titled + w.heading * np.sqrt(c.in_heading) + 0.3),
        "background": log(2.8 + w.background * np.where(c.used, c.idf, 0).sum(axis=0) / c.units),
        "entropy": w.entropy * (np.minimum(left, right) + np.maximum(left, right) / 2),
        "free": w.free * c.free / c.places,
        "genre": -w.genre * slope * _genre(c),
        "length": -w.length * (_length(c, count, like_a_name) + (slope - 1) * (c.chars == 2)),
        "grammar": -w.grammar * slope * _verbal(c),
        "ours": w.ours * ours * np.where(titled, 1.0, np.clip(count / 2 / slope, 0.5, 1)),
        "quoted": w.quoted * _named(c, count, like_a_name),
        "fragment": -w.fragment * _torn(c),
        "once": -w.once * ((c.units > 1) & (count == 1) & (c.in_body > 0) & unquoted & ~c.named),
        "word": -w.word * ((c.units == 1) & c.known[0] & ~c.quoted[0]),
        "name": w.name * np.where(unnamed, c.headed + 0.4 * c.named * unquoted, 0.0),
        "again": w.again * log(np.where((c.units > 1) & (count > 1) & unquoted, np.maximum(c.chars, 3) / 3, 1)),
        "place": -w.place * _is_place(c),
    }


def _is_place(c: _Columns) -> np.ndarray:
    """Whether a phrase names a place and says nothing specific about it: 重庆, 重庆建设; partly so for a body."""
    place = c.tagged(*_PLACES)
    alone = place.any(axis=0) & (place | c.genre | ~c.used).all(axis=0)
    last = c.units - 1, np.arange(len(c.units))
    for i in np.flatnonzero(alone & c.tagged("ns")[last]).tolist():
        term = c.terms[i]  # a named district or a lake is a matter: 青山新区, 滇池
        alone[i] = not (term[-1] in _WATERS or (term.endswith(_DISTRICTS) and term not in _DISTRICTS))
    return alone * np.where(c.tagged("nt")[last], 0.4, 1.0)


def _torn(c: _Columns) -> np.ndarray:
    """Whether the segmenter may have torn a phrase out of a longer one.

    A single short word that no dictionary has is suspicious. It is certainly torn if the same word is beside it every
    time; so is a phrase that starts like that or with a single character: (会议)上作典型, (川)渝地区, (科技)城新区.
    """
    one, word = c.units == 1, c.tagged("eng", "nz")[0] | c.known[0]
    single = ((c.sizes[0] == 1) & ~c.tagged("h")[0]) | ((c.sizes[0] == 2) & ~word)
    short = np.select([c.chars == 2, c.chars == 3], [1.0, 0.5])
    alone = np.where((c.left.alone | c.right.alone) & (short > 0), 5.0, short)
    return np.select([c.quoted[0] | (one & word), one], [0.0, alone], 5.0 * (single & c.left.alone))


def _genre(c: _Columns) -> np.ndarray:
    """The penalty for words of the genre: by their share of the phrase, and more if the whole phrase is such a word."""
    worn = c.among(lexicon("genre_words") | lexicon("quoted_commonly") - lexicon("terms"))
    return np.where(worn, 1.5, 0.6 * c.genre.sum(axis=0) / c.units)


def _length(c: _Columns, count: np.ndarray, like_a_name: np.ndarray) -> np.ndarray:
    """The penalty for two characters, for many words, and for many characters, which is smaller if they recur."""
    many = np.select([c.units < 3, c.units == 3], [0.0, 0.3], 0.5)
    loose = c.quoted.any(axis=0) | c.tagged("eng").any(axis=0)
    free = np.select([like_a_name, loose], [16, 12], 7)
    long = many + np.where(count < 2, 0.4, 0.2) * np.maximum(0, c.chars - free) + 1.0 * (c.chars == 2)
    return np.where(_long_name(c), many / 2, long)


def _named(c: _Columns, count: np.ndarray, like_a_name: np.ndarray) -> np.ndarray:
    """How strongly quotes suggest a name: the phrase recurs, or the context names things (打造“…”, “…”品牌)."""
    told = -0.5 * (c.quoted & (c.sizes > 5)).any(axis=0)  # “渝事好商量”平台: the name says it
    again = np.maximum(0.2 * (c.chars > 3), np.minimum(1.0, (count - 1) / 2))
    again += np.where(count > 1, 0.8, 0.6) * (c.named & (c.chars > 2))
    return np.select([_long_name(c), ~like_a_name, c.units > 1], [0.6, 0.0, told], again)


def _name_like(term: str) -> bool:
    """Whether a quoted phrase may be a name: no figure of speech (“金点子”), task (“加强医疗服务”), title or law."""
    if term in lexicon("quoted_commonly") or term.startswith("关于") or term.count("+") > 1 or _LAW.fullmatch(term):
        return False
    return term[:2] not in lexicon("phrase_openers") and term[-2:] not in lexicon("phrase_closers")


def _long_name(c: _Columns) -> np.ndarray:
    """Whether several words are a name that is being given: 打造 + 西部金融中心核心承载区."""
    several, heads = (c.units > 1) & c.named, tuple(head for head in name_ends() if len(head) > 2)
    return np.array([some and term.endswith(heads) for some, term in zip(several.tolist(), c.terms, strict=True)])


def _verbal(c: _Columns) -> np.ndarray:
    one, verb = c.units == 1, c.tagged("ad", *[tag for tag in c.tags if tag.startswith("v")])
    idiom = c.tagged("i")[0] & one  # set phrases of four characters: 奋楫扬帆
    return 0.3 * (c.tagged("v")[0] & ~one) + 0.6 * idiom + 0.3 * (verb | ~c.used).all(axis=0)
