"""Sentences → what they are about, as numbers: character bigrams, figures, deeds."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from scipy import sparse

from corpus_tools.vectorize import idf, sums_by, unit_rows

# A number that measures something: a measure word, a unit or % follows. Dates, clock times, ordinals and numbered
# names (“33618”, 4+8) are none.
# The first look ahead of a pattern says with which characters it opens: most places are passed over at once.
_DATE = re.compile(
    r"(?=[第\d])(?:(?:19|20)\d\d(?=[-—至到、/])|第 ?\d+"
    r"|(?<![\d.])\d+(?= ?(?:年|月|日|时|点|分(?!之|别|点)|届|次会议|次全会|号|周年|世纪|强)))"
)
_FIGURE = re.compile(
    r"(?=[\d百一二三四五六七八九十])(?:百分之[一二三四五六七八九十百点]+"
    r"|(?!1[个名位支])(?<![+\-“\d.A-Za-z])\d+(?:[,， ]\d{3}(?!\d)){0,6}(?:\.\d+)?"
    r"(?= ?(?:[余多]?[\u3400-\u9fff]|[%％‰]))"
    r"|(?<![一二三四五六七八九十])[一二三四五六七八九十]+[百千万亿][一二三四五六七八九十百千万亿]*"
    r"|(?<![一二三四五六七八九十百千万亿第])(?:[二三四五六七八九]十[一二三四五六七八九]?|十[一二三四五六七八九])"
    r"(?=[余多]?[个户名位人件项份所家座处条台辆篇期场元吨亩]))"
)
_STATISTIC = re.compile(
    r"(?=[\d百千万亿])(?:\d ?(?:[%％‰]|个百分点|倍|[多余]?[万亿])|百分之|[百千万亿][多余]?[元吨斤亩])"
)

_PERSONS = re.compile(r"(?<=件)\d+[余多]?人(?!次)")  # 批准逮捕5件8人 is one count


@lru_cache(512)  # of one report: a sentence is asked again and again
def figures(text: str) -> tuple[str, ...]:
    """The numbers in `text` (simplified) that measure something, in order; no dates and ordinals.

    >>> figures("2023年收到提案134件,立案127件,第5次会议通过。")
    ('134', '127')
    """
    return tuple(_FIGURE.findall(_DATE.sub("年", text)))


def counts(text: str) -> int:
    """How many things `text` (simplified) counts: cases and the persons in them are one.

    >>> counts("起诉5件8人，收到提案134件。")
    2
    """
    return len(figures(_PERSONS.sub("", text)))


def statistics(text: str) -> int:
    """How many numbers of `text` (simplified) are rates, multiples, sums in 万 or 亿, quantities in bulk.

    >>> statistics("生产总值96.4亿元,增长15.8%,新建学校46所。")
    2
    """
    return len(_STATISTIC.findall(text))


@lru_cache(4)
def bigrams(texts: tuple[str, ...]) -> sparse.csr_matrix:
    """How often each pair of neighbouring Chinese characters occurs in each text: a sentence-bigram matrix.

    A pair never spans punctuation, digits or the end of a text.
    """
    written = "".join(f"{text}\n" for text in texts).encode("utf-32-le", "surrogatepass")
    points = np.frombuffer(written, np.uint32).astype(np.int64)
    rows = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])
    chinese = (points >= 0x3400) & (points <= 0x9FFF)
    pairs = chinese[:-1] & chinese[1:] if len(points) else np.zeros(0, bool)
    codes = points[:-1][pairs] << 16 | points[1:][pairs]
    codes, columns = np.unique(codes, return_inverse=True)
    counts = sparse.csr_matrix((np.ones(len(columns)), (rows[:-1][pairs], columns)), shape=(len(texts), len(codes)))
    counts.sum_duplicates()
    return counts


def shared(counts: sparse.csr_matrix, passages: Sequence[int]) -> sparse.csr_matrix:
    """The bigrams that stand in two or more `passages`, as 0 and 1 times the number of passages.

    A passage is a number a row; rows beyond these are parts of the others and count for none.

    >>> shared(bigrams(("粮食增产", "粮食", "粮食丰收")), [0, 0, 1]).toarray().tolist()
    [[2.0], [2.0], [2.0]]
    """
    has = (counts > 0).astype(float).tocsr()
    often = np.asarray((sums_by(passages, has[: len(passages)]) > 0).sum(axis=0)).ravel()
    return (has[:, often >= 2] @ sparse.diags_array(often[often >= 2].astype(float))).tocsr()


def tfidf(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Bigrams weighted by how few sentences have them, rows of length 1."""
    return unit_rows(counts @ sparse.diags_array(idf(counts)))
