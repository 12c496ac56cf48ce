"""Summaries by other packages, as they are: `(text, max_chars) -> sentences`, only those that are installed.

    pip install sumy textrank4zh snownlp

Each ranks the sentences (SnowNLP: the clauses) that it finds itself; the best that fit are taken, in its order.
"""

import warnings
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from importlib.util import find_spec

SUMY = {"LexRank": "lex_rank", "TextRank": "text_rank", "Lsa": "lsa", "SumBasic": "sum_basic"}


def fitting(ranked: Iterable[str], max_chars: int) -> list[str]:
    """The first of `ranked` that fit together into `max_chars`."""
    found, left = [], max_chars
    for sentence in ranked:
        if len(sentence) <= left:
            found.append(sentence)
            left -= len(sentence)
    return found


def _best_first(sentences, count, rating) -> tuple:
    """Sentences in the order of their rating; sumy itself gives them back in the order of the text."""
    return tuple(sorted(sentences, key=rating.get if isinstance(rating, dict) else rating, reverse=True))


def sumy(name: str, text: str, max_chars: int) -> list[str]:
    """Sentences chosen by one of sumy's methods."""
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser

    document = PlaintextParser.from_string(text, Tokenizer("chinese")).document
    summarizer = getattr(import_module(f"sumy.summarizers.{SUMY[name]}"), f"{name}Summarizer")()
    summarizer._get_best_sentences = _best_first
    return fitting(map(str, summarizer(document, len(document.sentences))), max_chars)


def textrank4zh(text: str, max_chars: int) -> list[str]:
    """Sentences chosen by TextRank4ZH, which calls a function of networkx by a name it no longer has."""
    import networkx

    networkx.from_numpy_matrix = networkx.from_numpy_array
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from textrank4zh import TextRank4Sentence

    ranking = TextRank4Sentence()
    ranking.analyze(text=text, lower=True, source="all_filters")
    return fitting((f"{s.sentence}。" for s in ranking.get_key_sentences(num=1000, sentence_min_len=2)), max_chars)


def snownlp(text: str, max_chars: int) -> list[str]:
    """Clauses chosen by SnowNLP."""
    from snownlp import SnowNLP

    return fitting(SnowNLP(text).summary(1000), max_chars)


def installed() -> dict[str, Callable[[str, int], list[str]]]:
    """The methods whose packages are here, by name."""
    found = {f"sumy {name}": partial(sumy, name) for name in SUMY} if find_spec("sumy") else {}
    others = (("textrank4zh", textrank4zh), ("snownlp", snownlp))
    return found | {name: method for name, method in others if find_spec(name)}
