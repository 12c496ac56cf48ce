"""The stages of our way and of the tutorial's, each `(paths, folder) -> work`: what is prepared is not timed.

`python -m benchmarks.stages NAME [FACTOR …]` measures one in a process of its own and prints JSON: for each factor
(1, 2, 4, … times five reports of 10,000 characters) reports, bytes and CPU seconds, and the peak memory in the end.
"""

import contextlib
import io
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", WORK_REPORTS_CACHE="off")

from benchmarks.corpora import write
from corpus_tools import files
from corpus_tools.corpus import read_corpus, read_report
from corpus_tools.grouping.report_topics import report_topics
from corpus_tools.grouping.topic_words import plain_words, topic_vocabulary, words_and_phrases
from corpus_tools.indicators import indicators
from corpus_tools.keywords import keywords
from corpus_tools.parse import parse
from corpus_tools.script import simplified
from corpus_tools.summarize import summarize
from corpus_tools.tokenize import words
from corpus_tools.vectorize import doc_term, tfidf

ONE = 5  # reports
FACTORS = (1, 2, 4, 8, 16)
LONGEST = 30  # CPU seconds; after a size that took longer, no larger one is tried

Work = Callable[[], object]


def floor(paths: Sequence[Path]) -> Work:
    """Read the bytes and look at each: nothing can be faster."""
    return lambda: sum(path.read_bytes().count(b"\n") for path in paths)


def read(paths: Sequence[Path]) -> Work:
    """Files → lines: the encoding is found by trying."""
    return lambda: [files.contents(path) for path in paths]


def convert(paths: Sequence[Path]) -> Work:
    """Traditional → simplified."""
    import opencc

    traditional = [opencc.OpenCC("s2tw").convert(text) for text in _texts(paths)]
    return lambda: [simplified(text) for text in traditional]


def parsed(paths: Sequence[Path]) -> Work:
    """Lines → reports."""
    lines = [files.read(path) for path in paths]
    return lambda: [parse(text, "report.txt") for text in lines]


def cut(paths: Sequence[Path]) -> Work:
    """Texts → words."""
    texts = _texts(paths)
    return lambda: [words(text) for text in texts]


def vectorize(paths: Sequence[Path]) -> Work:
    """Words → TF-IDF matrix; the cutting is timed by `words`."""
    cuts = [words(text) for text in _texts(paths)]
    return lambda: tfidf(doc_term(cuts, analyzer=list).matrix)


def keyworded(paths: Sequence[Path]) -> Work:
    """Reports → keywords."""
    reports = _reports(paths)
    return lambda: keywords(reports)


def topics(paths: Sequence[Path]) -> Work:
    """Reports → topics of their passages, the number of topics chosen."""
    reports = _reports(paths)
    return lambda: report_topics(reports)


def given_topics(paths: Sequence[Path]) -> Work:
    """Reports → eight topics: the number of topics is not chosen."""
    reports = _reports(paths)
    return lambda: report_topics(reports, 8)


def summaries(paths: Sequence[Path]) -> Work:
    """Reports → summaries of 300 characters."""
    reports = _reports(paths)
    return lambda: [summarize(report) for report in reports]


def figures(paths: Sequence[Path]) -> Work:
    """Reports → indicators."""
    reports = _reports(paths)
    return lambda: [indicators(report) for report in reports]


def whole(paths: Sequence[Path]) -> Work:
    """Files → reports, keywords, topics, summaries: all that the tutorial makes, and what it cannot: indicators."""

    def work() -> None:
        reports = read_corpus(paths).reports
        keywords(reports), report_topics(reports)
        [(summarize(report), indicators(report)) for report in reports]

    return work


def equal(paths: Sequence[Path]) -> Work:
    """Files → words → TF-IDF → the 20 highest of each: the same work as the tutorial's `keywords`."""

    def work() -> None:
        counts, terms = doc_term(path.read_text(encoding="utf-8") for path in paths)
        [terms[(-row.toarray().ravel()).argsort()[:20]] for row in tfidf(counts)]

    return work


def pages(paths: Sequence[Path]) -> Work:
    """Files → pages, as the command makes them; the kernels' CPU counts too."""
    return lambda: _make_pages(paths, "--no-cache")


def one_new(paths: Sequence[Path]) -> Work:
    """Files → pages, where all of the files but one were there in the run before."""
    kept = tempfile.TemporaryDirectory()  # as long as the work is there
    _make_pages(paths[:-1], "--cache", kept.name)
    return lambda: _make_pages(paths, "--cache", kept.name)


def _make_pages(paths: Sequence[Path], *words: str) -> None:
    from corpus_tools.__main__ import main

    with tempfile.TemporaryDirectory() as out, contextlib.redirect_stdout(io.StringIO()):
        if main(["pages", *map(str, paths), "--out", out, *words]):
            raise RuntimeError("a page failed")


def tutorial_words(paths: Sequence[Path]) -> Work:
    """Texts → words, by jieba: each stage of the tutorial does this anew."""
    from benchmarks import tutorial

    tutorial.cut("预热")
    return lambda: [tutorial.cut(text) for text in tutorial.read(paths)]


def tutorial_keywords(paths: Sequence[Path]) -> Work:
    """jieba and TF-IDF."""
    from benchmarks import tutorial

    tutorial.cut("预热")
    return lambda: tutorial.keywords(tutorial.read(paths))


def tutorial_topics(paths: Sequence[Path]) -> Work:
    """jieba and LDA of the paragraphs, eight topics."""
    from benchmarks import tutorial

    tutorial.cut("预热")
    return lambda: tutorial.topics(tutorial.read(paths))


def tutorial_summaries(paths: Sequence[Path]) -> Work:
    """jieba and TextRank."""
    from benchmarks import tutorial

    tutorial.cut("预热")
    return lambda: [tutorial.summary(text) for text in tutorial.read(paths)]


def peer(name: str) -> Callable[[Sequence[Path]], Work]:
    """A package that users take, as its documentation has it (`benchmarks/peers.py`); an error if it is not there."""

    def stage(paths: Sequence[Path]) -> Work:
        from benchmarks.peers import PIPELINE

        texts = _texts(paths)
        PIPELINE[name]([text[:1000] for text in texts[:2]])  # dictionaries are loaded
        return lambda: PIPELINE[name](texts)

    return stage


PEERS = ("jieba TF-IDF", "tomotopy LDA", "gensim LDA", "sumy LexRank", "TextRank4ZH")


STAGES = {
    "floor": floor, "read": read, "convert": convert, "parse": parsed, "words": cut, "vectorize": vectorize,
    "keywords": keyworded, "topics": topics, "summaries": summaries, "indicators": figures,
    "topics, number given": given_topics, "equal work": equal, "whole way": whole, "pages": pages,
    "pages, one new": one_new, "tutorial words": tutorial_words, "tutorial keywords": tutorial_keywords,
    "tutorial topics": tutorial_topics, "tutorial summaries": tutorial_summaries,
    **{name: peer(name) for name in PEERS},
}  # fmt: skip


@cache
def _warm() -> None:
    """Load every word list and dictionary once: that is no part of a stage."""
    report = read_report(Path(__file__).parent.parent / "seeds" / "003_d2bf200c442d7c50.txt")
    keywords([report]), summarize(report), indicators(report), words("预热"), simplified("預熱")


def _texts(paths: Sequence[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]


def _reports(paths: Sequence[Path]) -> list:
    return [read_report(path) for path in paths]


def cpu() -> float:
    """CPU seconds of this process and of those it has started and seen end."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(s.ru_utime + s.ru_stime for s in spent)


def measured(name: str, factors: Sequence[int] = FACTORS) -> dict:
    """A row for each factor, and the peak memory; the shortest of three times where one is below a second."""
    _warm()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        paths = write(max(factors) * ONE, Path(folder))
        for factor in factors:
            some = paths[: factor * ONE]
            seconds = _seconds(STAGES[name](some))
            rows.append({"factor": factor, "reports": len(some), "bytes": sum(p.stat().st_size for p in some),
                         "seconds": seconds})  # fmt: skip
            if seconds > LONGEST:
                break
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"stage": name, "rows": rows, "peak_mb": round(peak / (1 << (20 if sys.platform == "darwin" else 10)))}


def _seconds(work: Work) -> float:
    times: list[float] = []
    while len(times) < 3 and sum(times) < 1:
        for known in (plain_words, words_and_phrases, topic_vocabulary):
            known.cache_clear()  # what a smaller corpus has taught is no part of this one
        began = cpu()
        work()
        times.append(cpu() - began)
    return min(times)


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], tuple(map(int, sys.argv[2:])) or FACTORS)))
