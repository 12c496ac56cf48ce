"""Other packages, as they are, only those that are installed.

    pip install sumy textrank4zh snownlp tomotopy gensim

Summaries are `(text, max_chars) -> sentences`: each ranks the sentences (SnowNLP: the clauses) that it finds itself;
the best that fit are taken, in its order. `PIPELINE` has what users put together of them, `texts -> results`: 20
keywords a text, 8 topics of all paragraphs, a summary of 300 characters a text. Paragraphs are cut by jieba as in the
tutorial; the models train as long as the packages' first examples do: tomotopy 100 iterations (on one core), gensim one
pass, its default.
"""

import warnings
from collections.abc import Callable, Iterable, Sequence
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


def tomotopy_topics(texts: Sequence[str], k: int = 8) -> list:
    """The shares of `k` topics in each paragraph, by tomotopy's LDA."""
    import tomotopy

    model = tomotopy.LDAModel(k=k, min_df=2, seed=0)
    for words in _paragraphs(texts):
        model.add_doc(words)
    model.train(100, workers=1)
    return [doc.get_topic_dist() for doc in model.docs]


def gensim_topics(texts: Sequence[str], k: int = 8) -> list:
    """The shares of `k` topics in each paragraph, by gensim's LDA."""
    from gensim.corpora import Dictionary
    from gensim.models import LdaModel

    paragraphs = _paragraphs(texts)
    words = Dictionary(paragraphs)
    words.filter_extremes(no_below=2, no_above=0.5)
    counts = [words.doc2bow(paragraph) for paragraph in paragraphs]
    model = LdaModel(counts, num_topics=k, id2word=words, random_state=0)
    return [model[paragraph] for paragraph in counts]


def _paragraphs(texts: Sequence[str]) -> list[list[str]]:
    from benchmarks import tutorial

    return [words for text in texts for p in text.split("\n") if len(p) > 20 and (words := tutorial.cut(p))]


def jieba_keywords(texts: Sequence[str], n: int = 20) -> list[list[str]]:
    """The `n` keywords of each text by jieba's own TF-IDF."""
    from benchmarks.tutorial import jieba  # which keeps it quiet

    return [import_module(f"{jieba.__name__}.analyse").extract_tags(text, topK=n) for text in texts]


PIPELINE = {
    "jieba TF-IDF": jieba_keywords,
    "tomotopy LDA": tomotopy_topics,
    "gensim LDA": gensim_topics,
    "sumy LexRank": lambda texts: [sumy("LexRank", text, 300) for text in texts],
    "TextRank4ZH": lambda texts: [textrank4zh(text, 300) for text in texts],
}
