"""The usual tutorial on the same texts: jieba, scikit-learn's TF-IDF and LDA, TextRank; as a user would write it.

Nothing is made worse than the tutorials have it: stop words are taken out, the dictionary is loaded before the time
is taken, and PageRank is a few lines of numpy instead of networkx, which is slower.
"""

import logging
import re
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.decomposition import LatentDirichletAllocation
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from corpus_tools.lexicon import lexicon

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba
jieba.setLogLevel(logging.WARNING)


def read(paths: Sequence[Path]) -> list[str]:
    """The texts of files."""
    return [path.read_text(encoding="utf-8") for path in paths]


def cut(text: str) -> list[str]:
    """The words of a text, without stop words."""
    return [word for word in jieba.lcut(text) if len(word) > 1 and word not in lexicon("stop_words")]


def keywords(texts: Sequence[str], n: int = 20) -> list[list[str]]:
    """The `n` words of each text with the highest TF-IDF."""
    vectorizer = TfidfVectorizer(tokenizer=cut, token_pattern=None)
    matrix = vectorizer.fit_transform(texts)
    terms = vectorizer.get_feature_names_out()
    return [list(terms[np.argsort(-matrix[i].toarray().ravel())[:n]]) for i in range(matrix.shape[0])]


def topics(texts: Sequence[str], k: int = 8) -> np.ndarray:
    """The share of `k` LDA topics in each paragraph."""
    paragraphs = [p for text in texts for p in text.split("\n") if len(p) > 20]
    counts = CountVectorizer(tokenizer=cut, token_pattern=None, min_df=2, max_df=0.5).fit_transform(paragraphs)
    return LatentDirichletAllocation(k, random_state=0).fit_transform(counts)


def summary(text: str, n: int = 5) -> list[str]:
    """The `n` sentences with the highest TextRank."""
    sentences = [s for s in re.split(r"[。！？\n]", text) if len(s) > 5]
    weights = cosine_similarity(TfidfVectorizer(tokenizer=cut, token_pattern=None).fit_transform(sentences))
    np.fill_diagonal(weights, 0)
    out = weights.sum(axis=1, keepdims=True)
    walk = np.divide(weights, out, out=np.zeros_like(weights), where=out > 0)
    scores = np.full(len(sentences), 1 / len(sentences))
    for _ in range(100):
        scores = 0.15 / len(sentences) + 0.85 * walk.T @ scores
    return [sentences[i] for i in sorted(np.argsort(-scores)[:n])]
