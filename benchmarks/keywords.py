"""Keywords against those that authors or indexers gave, sign by sign: what each ingredient is worth.

    python -m benchmarks.keywords GOLD.jsonl [--first N] [--against]
    python -m benchmarks.keywords seeds

GOLD.jsonl has a line for each text: {"id": …, "text": "title\\nbody", "keywords": ["…", …]}. A keyword counts when it
is the same after NFKC, lower case and without white space and quotes. P@k divides by k, R by the number of gold ones;
F1 is that of each text, averaged over texts; the interval is the 95 % bootstrap of F1@5 over texts.
--against adds what jieba and scikit-learn give on the same texts. For a folder or file of reports, which have no such
keywords, the table says how many of the twenty best stay when a sign is left out.
"""

import argparse
import json
import math
import re
import time
import unicodedata
from pathlib import Path

import numpy as np

from corpus_tools.corpus import read_corpus
from corpus_tools.keywords import keywords
from corpus_tools.tokenize import words
from corpus_tools.wording.phrase_scores import OF_REPORTS, Weights

KS = (3, 5, 10)
_DROPPED = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]")


def same(term: str) -> str:
    """A keyword in the form in which two are compared."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", term).lower())


def f1(found: list[str], gold: list[str], k: int) -> float:
    """F1 of the first `k` different keywords of a text."""
    wanted, first = {same(g) for g in gold}, list(dict.fromkeys(map(same, found)))[:k]
    hits = sum(term in wanted for term in first)
    return 2 * hits / (k + len(wanted)) if wanted else 0.0


def interval(values: list[float]) -> tuple[float, float]:
    """The 95 % bootstrap interval of a mean."""
    drawn = np.random.default_rng(0).integers(0, len(values), (2000, len(values)))
    low, high = np.percentile(np.asarray(values)[drawn].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def ours(texts: list[str], weights: Weights = Weights()) -> list[list[str]]:  # noqa: B008
    return [[k.term for k in row] for row in keywords(texts, n=max(KS), weights=weights)]


def switched_off(sign: str, weights: Weights = Weights()) -> Weights:  # noqa: B008
    """All signs but one; without it all score less, so that none is too little."""
    return weights._replace(least=-math.inf)._replace(**{sign: 0.0})


def jieba_tfidf(texts: list[str]) -> list[list[str]]:
    """What jieba.analyse gives."""
    import jieba.analyse

    return [jieba.analyse.extract_tags(text, topK=max(KS)) for text in texts]


def ngrams(texts: list[str]) -> list[list[str]]:
    """The obvious recipe: TF-IDF over one to three words that stand together."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    def grams(text: str) -> list[str]:
        cut = words(text, ())
        return ["".join(cut[i : i + n]) for n in (1, 2, 3) for i in range(len(cut) - n + 1)]

    vectorizer = TfidfVectorizer(analyzer=grams)
    matrix = vectorizer.fit_transform(texts)
    terms = vectorizer.get_feature_names_out()
    rows = (matrix[i].toarray().ravel() for i in range(matrix.shape[0]))
    return [[terms[j] for j in np.argsort(-row, kind="stable")[: max(KS)]] for row in rows]


def line(name: str, found: list[list[str]], rows: list[dict], base: list[float] | None = None) -> list[float]:
    """Print a line of the table; the F1@5 of each text."""
    scores = {k: [f1(f, row["keywords"], k) for f, row in zip(found, rows, strict=True)] for k in KS}
    low, high = interval(scores[5])
    change = f"{100 * (np.mean(scores[5]) - np.mean(base)):+6.1f}" if base else " " * 6
    figures = "  ".join(f"{100 * np.mean(scores[k]):5.1f}" for k in KS)
    print(f"{name:28s} {figures}   [{100 * low:.1f}, {100 * high:.1f}]  {change}", flush=True)
    return scores[5]


def kept(source: Path) -> None:
    """Print how many of the twenty best keywords of each report stay without each sign."""
    reports = read_corpus(source).reports

    def best(weights: Weights) -> list[set[str]]:
        return [{k.term for k in row} for row in keywords(reports, weights=weights)]

    base = best(OF_REPORTS)
    print(f"{len(reports)} reports, keywords that stay of the twenty best")
    for sign in Weights._fields:
        without = best(switched_off(sign, OF_REPORTS))
        stay = [len(a & b) for a, b in zip(base, without, strict=True)]
        print(f"without {sign:12s} {np.mean(stay):5.1f}   {stay}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, help="GOLD.jsonl, or reports: a file or a folder")
    options.add_argument("--first", type=int, help="only the first N texts")
    options.add_argument("--against", action="store_true", help="also what other tools give")
    chosen = options.parse_args()
    if chosen.gold.suffix != ".jsonl":
        kept(chosen.gold)
        return
    lines = chosen.gold.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(text) for text in lines if text.strip()][: chosen.first]
    texts = [row["text"] for row in rows]
    print(f"{len(rows)} texts\n{'':28s} F1@3   F1@5   F1@10  interval of F1@5  change")
    start = time.process_time()
    base = line("all signs", ours(texts), rows)
    took = (time.process_time() - start) / max(1, len(rows))
    for sign in Weights._fields:
        line(f"without {sign}", ours(texts, switched_off(sign)), rows, base)
    if chosen.against:
        line("scikit-learn, 1-3 words", ngrams(texts), rows, base)
        line("jieba TF-IDF", jieba_tfidf(texts), rows, base)
    print(f"{1000 * took:.1f} ms CPU a text")


if __name__ == "__main__":
    main()
