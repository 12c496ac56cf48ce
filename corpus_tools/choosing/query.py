"""A question → the relevance of each sentence: BM25 over sentences and paragraphs, with related words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

import numpy as np

from corpus_tools.grouping.topic_words import log_likelihood, texts_with
from corpus_tools.lexicon import any_of, lexicon
from corpus_tools.report import Sentence
from corpus_tools.script import simplified
from corpus_tools.tokenize import tokens, words
from corpus_tools.vectorize import bm25, doc_term

STEM, SYNONYM, RELATED = 0.8, 0.6, 0.3  # what a part of the asked word counts, and a word beside it
CERTAIN = 6.63  # log-likelihood above which a word does not stand beside another by chance (one in a hundred)
MOST_BESIDE = 5  # words beside the asked ones
K1 = 1.2  # of BM25: how soon a word that comes again says no more


def terms(query: str) -> list[str]:
    """The words of a question, simplified; the question itself if it has none."""
    plain = simplified(query.strip())
    found = list(dict.fromkeys(words(plain))) or ([plain] if plain else [])
    return [word for word in found if word not in lexicon("deeds")] or found


def stem(word: str) -> list[str]:
    """The first part of a long word, which says what it is about, as a list; [] if the word is short.

    >>> stem("粮食生产"), stem("提案办理"), stem("养老")
    (['粮食'], ['提案'], [])
    """
    found = [part for part in tokens(word, ()) if len(part) > 1] if len(word) > 3 else []
    return [part for part in found[:1] if part != word and part not in lexicon("deeds")]


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    found = defaultdict(list)
    for line in sorted(lexicon("synonyms")):
        group = line.split()
        for word in group:
            found[word] += [other for other in group if other != word]
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


def weighted_terms(query: str, sentences: Sequence[Sentence]) -> dict[str, float]:
    """The words of a question (1 each), their stems, their synonyms, and words that occur near them.

    The latter are words of the same paragraphs that occur there significantly often (log-likelihood).
    """
    asked = terms(query)
    found = dict.fromkeys(asked, 1.0) | {part: STEM for word in asked for part in stem(word)}
    for word in asked:
        for other in _groups().get(word, ()):
            found.setdefault(other, SYNONYM)
    for word in neighbours(tuple(found), sentences):
        found.setdefault(word, RELATED)
    return found


def neighbours(asked: Iterable[str], sentences: Sequence[Sentence]) -> list[str]:
    """The `MOST_BESIDE` words most significantly more frequent in paragraphs with one of `asked` than in the others."""
    paragraphs = defaultdict(list)
    for s in sentences:
        paragraphs[s.report, s.paragraph].append(s.simplified)
    texts = ["".join(p) for p in paragraphs.values()]
    near = np.array([any(word in text for word in asked) for text in texts], int)
    if not 0 < near.sum() < len(near):
        return []
    counts, known = doc_term(texts)
    sure, often = log_likelihood(counts, near)[1], texts_with(counts, near)[1]
    ranked = sorted((-g, w) for g, n_near, w in zip(sure, often, known, strict=True) if g > CERTAIN and n_near > 1)
    return [w for _, w in ranked if not any(w in a or a in w for a in asked)][:MOST_BESIDE]


def _matches(texts: Sequence[str], weights: dict[str, float]) -> np.ndarray:
    """How much each text is about the weighted words; 0 if it has none of them."""
    counts = np.array([[text.count(word) for word in weights] for text in texts])
    return bm25(counts, K1, [len(text) for text in texts]) @ np.array([*weights.values()])


def relevance(sentences: Sequence[Sentence], weights: dict[str, float], whole: Sequence[Sentence] = ()) -> np.ndarray:
    """The relevance of each sentence to the weighted words, 0 to 1; its paragraph counts half.

    A sentence with neither an asked word nor a synonym scores 0, whatever its paragraph, but where this opens with a
    heading that has the word. So does one with only a synonym if the report (`whole`, in case some of its sentences are
    left out) uses the asked word, but in other sections.
    """
    whole = whole or sentences
    has = _on_it(sentences, weights, whole)
    if not has.any():
        return np.zeros(len(sentences))
    paragraphs = defaultdict(list)
    for s in whole:
        paragraphs[s.report, s.paragraph].append(s.simplified)
    around = dict(zip(paragraphs, _matches(["".join(p) for p in paragraphs.values()], weights), strict=True))
    own = _matches([s.simplified for s in sentences], weights)
    scores = (own + 0.5 * np.array([around[s.report, s.paragraph] for s in sentences])) * has
    return scores / (scores.max() or 1.0)


def _on_it(sentences: Sequence[Sentence], weights: dict[str, float], whole: Sequence[Sentence]) -> np.ndarray:
    """Whether each sentence has an asked word, also in the heading that opens its paragraph.

    Or a synonym where the asked word is used too or nowhere at all.
    """
    asked = [word for word, weight in weights.items() if weight > SYNONYM]
    led = {(s.report, s.paragraph) for s in whole if s.run_in and any(says(s.simplified, word) for word in asked)}
    others = [word for word, weight in weights.items() if weight == SYNONYM]
    where = {(s.report, s.section) for s in whole if any(word in s.simplified for word in asked)}
    reports = {report for report, _ in where}
    named = ((s.report, s.paragraph) in led or any(says(s.simplified, word) for word in asked) for s in sentences)
    near = ((s.report, s.section) in where or s.report not in reports for s in sentences)
    like = (any(says(s.simplified, word) for word in others) for s in sentences)
    return np.array([a or (b and c) for a, b, c in zip(named, near, like, strict=True)], dtype=bool)


def says(text: str, word: str) -> bool:
    """Whether `word` occurs in `text`, but not as the end of another term or across the boundary of two words.

    >>> says("优化营商环境", "营商"), says("扶持私营商业", "营商"), says("学习教育", "教育"), says("没有谈到", "营商")
    (True, False, False, False)
    """
    if word not in text:
        return False
    ends = {0, *accumulate(len(token) for token in tokens(text, ()))}
    aside = {m.end() for m in any_of("other_matters").finditer(text) if m[0] != word}
    found = ((m.start(), m.end()) for m in re.finditer(re.escape(word), text) if m.end() not in aside)
    return any(a in ends or b in ends for a, b in found)
