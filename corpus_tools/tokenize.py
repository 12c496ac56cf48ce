"""Text → sentences, tokens, words. The only module that knows the segmenter."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from corpus_tools.lexicon import CHINESE, lexicon, longest_of
from corpus_tools.lexicon.openings import Openings, may_begin

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
# The marks that end a sentence, with the quotes and brackets that close after them. Not an end: the mark in the
# name of a work (《中国往何处去？》), ? and ! inside an address (a?b=c); …… and ； go on.
_END = re.compile(
    r"[。！？｡!?](?!》)(?:(?<![!?])|(?![A-Za-z0-9=&/_-]))(?:[。！？!?｡…]|[ \u3000]*[”’」』）)》〉】〕］\]])*"
)
_DOT = re.compile(
    r"(?<=[\u3400-\u9fff%％”）)》])(?<![一二三四五六七八九十])[.．](?=[\u3400-\u9fff“”（(《]|(?:19|20)\d\d年)"
    r"|(?<=[\u3400-\u9fff%％”）)》])[.．](?=”?$)"  # 跃居全省第三.
)
_NUMBER = re.compile(
    r"第?[0-9零〇一二三四五六七八九十百千万亿两几数]+[个次年月日号条项件名届期场位家户类种天时分元多余来轮批度成倍]?"
)
_WORD = re.compile(r"[\u3400-\u9fff々〇]{2,}|(?=.{0,60}[A-Za-z])[A-Za-z0-9][A-Za-zα-ωΑ-Ω0-9.+#&_-]+")
_QUOTES = "“”‘’「」『』\"'"
_EDGES = re.compile(rf"^[{_QUOTES}\s]+|[{_QUOTES}\s]+$")
_MARK = "\ue000"  # a private character, stands for a term while the rest is cut
_LONGEST = 60  # characters of a term
NAMES = ("ns", "nr", "nt", "nrt", "nrfg")  # the segmenter's tags of places, persons, bodies
_SHORTEST = 15  # characters of a line that ends with a full stop and is none of a list
_SHORT = 1200  # characters; below, the pattern of a few terms is faster than arrays
_FEW = 200  # terms; one pattern has them all


class Token(NamedTuple):
    """A token, its part of speech (jieba's letters; "nz" for a term of ours) and where it starts."""

    text: str
    pos: str
    start: int


def sentences(text: str) -> list[str]:
    """The sentences of `text`, in order; joined they give the text but for white space.

    A sentence ends at 。！？!? and the quotes and brackets that close after it, or at the end of a line.

    >>> sentences("“要办实事。”会议说……好!共3件；\\n一是读书")
    ['“要办实事。”', '会议说……好!', '共3件；', '一是读书']
    """
    return [s for line in _LINE.findall(text) for part in _parts(line) if (s := part.strip())]


def _parts(line: str) -> Iterable[str]:
    at = 0
    for end in _END.finditer(with_stops(line)):
        stop = end.end()
        if line[stop : stop + 1] == '"' and line.count('"', at, stop) % 2:
            stop += 1  # straight quotes do not say which way they face; an odd one before it is still open
        yield line[at:stop]
        at = stop
    yield line[at:]


def with_stops(line: str) -> str:
    """A line that ends with . and has no 。, with 。 for each . that ends a sentence: some texts are written so.

    >>> with_stops("审结案件4.2万件,结案率99.37%.安置职工1342人.")
    '审结案件4.2万件,结案率99.37%。安置职工1342人。'
    """
    dotted = line.endswith((".", "．", ".”", "．”")) and len(line) >= _SHORTEST and "。" not in line
    return _DOT.sub("。", line) if dotted else line


def tokens(text: str, terms: Iterable[str] | None = None) -> list[str]:
    """All tokens of `text`, punctuation and white space included; joined they give the text.

    Half a surrogate pair becomes ?. A term of `terms` (None: our own list) is one token wherever it occurs, the longest
    first; the segmenter cuts the rest. Its dictionary and frequencies are never changed, so that a term does not affect
    other words.
    """
    kept, rest = _set_aside(text, terms)
    found, at = _segmenter().cut(rest), -1
    for term in kept:
        at = found.index(_MARK, at + 1)
        found[at] = term
    return found


def tokens_of_lines(lines: Sequence[str], terms: Iterable[str] | None = None) -> list[list[str]]:
    """The `tokens` of each of several lines: half the time of asking for each by itself."""
    found, at, cut = [*tokens("\n".join(lines), terms), "\n"], 0, []
    for _ in lines:
        end = found.index("\n", at)
        cut.append(found[at:end])
        at = end + 1
    return cut


def tagged(text: str, terms: Iterable[str] | None = None) -> list[Token]:
    """All tokens of `text` with part of speech and place."""
    pairs = tags(text, terms)
    starts = accumulate((len(token) for token, _ in pairs), initial=0)
    return [Token(token, pos, at) for (token, pos), at in zip(pairs, starts, strict=False)]


def tags(text: str, terms: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """All tokens of `text` with part of speech, as plain pairs: half the time of `tagged`."""
    kept, rest = _set_aside(text, terms)
    kept = iter(kept)
    return [(next(kept), "nz") if pair[0] == _MARK else pair for pair in _segmenter().tag(rest)]


def words(text: str, terms: Iterable[str] | None = None) -> list[str]:
    """The words of `text` (in simplified characters) that carry content, in order, with repeats.

    A word has two or more Chinese characters, or is Latin; it is no stop word and no number.

    >>> words("我们推进提案办理协商，粮食增产5%。")
    ['推进', '提案办理协商', '粮食', '增产']
    """
    return content_of(tokens(text, terms))


def content_of(found: Iterable[str]) -> list[str]:
    """The tokens that `words` would give."""
    return list(filter(_content.__getitem__, found))


def is_content(word: str) -> bool:
    """Whether a word carries content: Chinese of two or more characters or Latin, no stop word, no number."""
    if word in lexicon("stop_words") or _NUMBER.fullmatch(word):
        return False
    return bool(_WORD.fullmatch(word)) or bool(CHINESE.search(word) and len(word) > 3)


class _Content(dict):
    """`is_content`, remembered; forgets all when it grows beyond a million words."""

    def __missing__(self, word: str) -> bool:
        if len(self) > 1_000_000:
            self.clear()
        self[word] = is_content(word)
        return self[word]


_content = _Content()


def _set_aside(text: str, terms: Iterable[str] | None) -> tuple[list[str], str]:
    """The terms in `text`, in order, and `text` with a mark in place of each."""
    finders = _finders(lexicon("terms") if terms is None else frozenset(terms))
    short = len(finders) == 1 and len(text) < _SHORT and len(finders[0].terms) < _FEW
    text = text.encode(errors="replace").decode()
    parts = finders[0].pattern.split(text) if short else _split(text, finders)
    return parts[1::2], _MARK.join(parts[::2])


class _Finder:
    """Finds the longest of some terms at a place, and knows where one may start at all."""

    def __init__(self, terms: Iterable[str]):
        self.terms = sorted({_EDGES.sub("", t) for t in terms if len(t) <= _LONGEST} - {""} | {_MARK})
        self.openings, self.loose = Openings(self.terms, _optional), [t for t in self.terms if any(map(_optional, t))]
        self.plain, self.loose_firsts = frozenset(self.terms).difference(self.loose), {t[0] for t in self.loose}
        self.lengths = _lengths(self.plain)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds all terms, in a group."""
        return re.compile(f"({longest_of(self.terms, _unit)})")

    @cached_property
    def loosely(self) -> re.Pattern[str]:
        """What finds the terms with quotes or blanks in them."""
        return re.compile(longest_of(self.loose, _unit) or "(?!)")

    def end(self, text: str, start: int) -> int:
        """Where the longest term ends that stands at a place; 0 if none does."""
        end = 0
        for n in self.lengths.get(text[start : start + 2]) or self.lengths.get(text[start], ()):
            if text[start : start + n] in self.plain:
                end = start + n
                break
        loose = self.loosely.match(text, start) if text[start] in self.loose_firsts else None
        return max(end, loose.end()) if loose else end


def _lengths(terms: Iterable[str]) -> dict[str, list[int]]:
    """How long the terms are that open with two characters, or are one, the longest first."""
    found, ones = defaultdict(set), {term for term in terms if len(term) == 1}
    for term in terms:
        found[term[:2]] |= {len(term), *[1][: term[0] in ones]}
    return {opening: sorted(lengths, reverse=True) for opening, lengths in found.items()}


@lru_cache(maxsize=16)
def _finders(terms: frozenset[str]) -> tuple[_Finder, ...]:
    """Finders that know the terms between them: of our lists, built once, and of the few that a report has itself."""
    listed = terms & lexicon("terms")
    few = len(terms) < _FEW
    return (_finder(terms),) if few else tuple(map(_finder, filter(None, (listed, terms - listed))))


_finder = lru_cache(maxsize=16)(_Finder)


def _split(text: str, finders: tuple[_Finder, ...]) -> list[str]:
    """`text` cut at its terms: between, term, between, … as `re.split` gives it."""
    ends: dict[int, int] = {}
    for finder in finders:
        for place in may_begin(text, finder.openings).tolist():
            ends[place] = max(ends.get(place, 0), finder.end(text, place))
    parts, at = [], 0
    for place, end in sorted(ends.items()):
        if at <= place < end:
            parts += text[at:place], text[place:end]
            at = end
    return [*parts, text[at:]]


def _optional(character: str) -> bool:
    return character in _QUOTES or character.isspace()


def _unit(character: str) -> str:
    """The pattern of one character of a term: any quote or none for a quote, a blank or none for a blank."""
    if character in _QUOTES:
        return f"[{_QUOTES}]?"
    return " ?" if character.isspace() else re.escape(character)


@cache
def background_idf() -> dict[str, float]:
    """Inverse document frequency of words in general Chinese, from the list that comes with jieba (MIT licence)."""
    folder = Path(next(iter(find_spec("jieba").submodule_search_locations)))
    fields = (folder / "analyse" / "idf.txt").read_text(encoding="utf-8").split()
    return dict(zip(fields[::2], map(float, fields[1::2]), strict=True))


class _Segmenter(NamedTuple):
    """The two things asked of a segmenter."""

    cut: Callable[[str], list[str]]
    tag: Callable[[str], list[tuple[str, str]]]


@cache
def _segmenter() -> _Segmenter:
    """rjieba, or jieba (the same words, about twenty times slower) where there is no wheel of rjieba."""
    try:
        import rjieba
    except ImportError:
        return jieba_segmenter()
    return _Segmenter(rjieba.cut, rjieba.tag)


@cache
def jieba_segmenter() -> _Segmenter:
    """jieba itself: a tokenizer of our own, without noise on import and without its cache file.

    Its words are tagged by its dictionary, and those it lacks by the last word that its tagger sees in them.
    """
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        import jieba.posseg
    jieba.setLogLevel(logging.WARNING)
    own = jieba.Tokenizer()
    own.FREQ, own.total = own.gen_pfdict(own.get_dict_file())
    own.initialized = True
    tagger = jieba.posseg.POSTokenizer(own)
    tagger.load_word_tag(own.get_dict_file())
    known = tagger.word_tag_tab

    def pos(word: str) -> str:
        numeral = word[0].isdigit() and not re.search("[A-Za-z]", word)
        return known.get(word) or ("m" if numeral else tagger.lcut(word)[-1].flag)

    return _Segmenter(own.lcut, lambda text: [(word, pos(word)) for word in own.lcut(text)])
