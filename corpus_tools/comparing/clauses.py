"""Sentences → clauses that announce or tell one thing each, their figures and their content words."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from corpus_tools.comparing.marked import coined
from corpus_tools.counting.carried import is_size
from corpus_tools.counting.named_numbers import counted
from corpus_tools.counting.quantities import quantities
from corpus_tools.lexicon import lexicon
from corpus_tools.report import Sentence
from corpus_tools.ritual import ritual
from corpus_tools.tokenize import words
from corpus_tools.vectorize import doc_term, idf

_PART = re.compile(r"[^：:；;。！？!?]+[：:；;。！？!?]*")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_COMMA = re.compile(
    r"(?:[^：:；;。！？!?，,（(]|[（(](?:[^（()）]{0,60}[)）])?|(?<=[0-9]),(?=[0-9]))+[：:；;。！？!?，,]*"
)
_LISTED = re.compile(r"[^、]+、?")
_OF_WHOLE = re.compile(  # what is a share of it, or told for each unit of it, is the matter
    r"(?<![抢侵])占[^，,。；;、占]{2,16}(?=比重|比例|的比)|(?:单位|[万亿]元)(?:(?:地区|国内)?生产总值|GDP|(?:规模以上)?工业增加值)"
)
_RANKS = frozenset(("国家级", "省级", "市级", "县级", "区级"))
_NUMBERING = re.compile(r"^(?:[(（]?[一二三四五六七八九十]+[)）]?[、.．]?|[0-9]{1,2}[、.．])")


class Clause(NamedTuple):
    """A piece of a sentence, as printed and in simplified characters, and the sentence."""

    text: str
    simplified: str
    sentence: Sentence


@lru_cache(maxsize=1 << 14)
def figures(text: str) -> tuple[str, ...]:
    """What a text (simplified) counts, as printed: 5%左右, 1200万人以上, 百分之八; no dates, ranks and names."""
    return tuple(text[q.start : q.end] for q in counted(text, quantities(text)))


@lru_cache(maxsize=1 << 16)
def terms(text: str) -> tuple[str, ...]:
    """The words that say what a clause is about, and what it quotes; not growth, effort, time or scope."""
    worn, text = lexicon("plan_words") | lexicon("ritual_soft"), _OF_WHOLE.sub("", _NUMBERING.sub("", text))
    whole = (*words(text), *words(text, ()), *coined(text))
    # long words whole and halved: 居民收入 shall meet 居民人均可支配收入
    halves = [half for w in whole if len(w) == 4 for half in (w[:2], w[2:])]
    return tuple(w for w in dict.fromkeys((*whole, *halves)) if w not in worn and not {w[:2], w[2:]} <= worn)


def _matter(text: str) -> list[str]:
    """The words that say what a clause is about, without those of a size (总投资) of what comes before."""
    return [term for term in terms(_BRACKET.sub("", text)) if not is_size(term)]


def clauses(sentence: Sentence) -> list[Clause]:
    """The pieces of a sentence between commas; one without a subject (增长5.2%) stays with the one before."""
    spans: list[tuple[int, int]] = []
    for part in _PART.finditer(sentence.simplified):
        first = len(spans)
        for comma in _COMMA.finditer(sentence.simplified, part.start(), part.end()):
            for start, end in _listed(comma):
                if len(spans) > first and not _matter(sentence.simplified[start:end]):
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
    return [_clause(sentence, *span) for span in spans]


def _listed(match: re.Match[str]) -> list[tuple[int, int]]:
    """The spans between 、 if each has a figure; else the whole."""
    pieces = list(_LISTED.finditer(match.group()))
    if len(pieces) > 1 and all(figures(m.group()) for m in pieces):
        return [(match.start() + m.start(), match.start() + m.end()) for m in pieces]
    return [match.span()]


def parts(sentence: Sentence) -> list[Clause]:
    """The pieces of a sentence between ；and ：; figures with a subject of their own are separate pieces."""
    found = []
    for match in _PART.finditer(sentence.simplified):
        inner = list(_COMMA.finditer(sentence.simplified, match.start(), match.end()))
        counts = [bool(figures(m.group())) for m in inner]
        near = zip(inner, counts, [False, *counts], strict=False)  # 完成10亿元 stays with what stands before
        starts = [m.start() for m, *counted in near if any(counted) and _matter(m.group())]
        starts = [match.start(), *(at for at in starts if at > match.start()), match.end()]
        found += [_clause(sentence, *span) for span in pairwise(starts)]
    return found


def whole(sentence: Sentence) -> Clause:
    """A sentence as a single clause."""
    return Clause(sentence.text, sentence.simplified, sentence)


def _clause(sentence: Sentence, start: int, end: int) -> Clause:
    # where the conversion of the script kept the number of characters the printed piece stands at the same place
    printed = sentence.text if len(sentence.text) == len(sentence.simplified) else sentence.simplified
    return Clause(printed[start:end].strip(), sentence.simplified[start:end].strip(), sentence)


def telling(found: Iterable[Clause]) -> list[Clause]:
    """The clauses with content: six characters or more, not just formula, and no row of a table."""
    said = (c for c in found if c.sentence.text.count("\t") < 2)
    return [c for c in said if len(c.simplified) >= 6 and ritual(c.simplified) < 0.6]


def likeness(first: Sequence[str], second: Sequence[str]) -> np.ndarray:
    """How similar the contents of each two texts are, 0 to 1: the mean of two measures on weighted words.

    One is the cosine, the other how much of the poorer text is in the richer. A single word of two characters in common
    (能源), or only ranks (国家级), is weak evidence and counts 0.6.
    """
    found, names = doc_term([*first, *second], analyzer=terms)
    if not found.shape[1]:
        return np.zeros((len(first), len(second)))
    here = (found > 0).astype(float)
    weighted = here.multiply(idf(here)).tocsr()
    a, b = weighted[: len(first)], weighted[len(first) :]
    shared = (a @ here[len(first) :].T).toarray()
    mass = [np.asarray(m.sum(axis=1)).ravel() for m in (a, b)]
    norms = [np.sqrt(np.asarray(m.multiply(m).sum(axis=1)).ravel()) for m in (a, b)]
    cosine = (a @ b.T).toarray() / np.maximum(np.outer(*norms), 1e-9)
    lengths = here[: len(first)].multiply([len(name) * (name not in _RANKS) for name in names]).tocsr()
    little = (lengths @ here[len(first) :].T).toarray() < 3
    return np.where(little, 0.6, 1) * (cosine + shared / np.maximum(np.minimum.outer(*mass), 1e-9)) / 2
