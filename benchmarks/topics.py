"""Topics against what one would use otherwise, on labelled texts, in one run.

    python -m benchmarks.topics GOLD.jsonl [MORE.jsonl …]

A line of GOLD is {"text": …, "label": …}. Each method is given the true number of classes, and three random states;
k-means, NMF and LDA are scikit-learn's, on the same words; tomotopy's LDA is tried where it is installed.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, LatentDirichletAllocation, TruncatedSVD
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from sklearn.preprocessing import normalize

from corpus_tools.grouping.topic_words import coherence, plain_words, topic_terms, topic_vocabulary
from corpus_tools.topics import fit_topics
from corpus_tools.vectorize import doc_term

STATES = (0, 1, 2)
COLUMNS = ("method", "NMI", "ARI", "agreement", "NPMI", "seconds")


def ours(texts: Sequence[str], k: int, state: int) -> np.ndarray:
    return fit_topics(texts, k, state).labels


def kmeans(texts: Sequence[str], k: int, state: int) -> np.ndarray:
    weights = doc_term(texts, analyzer=plain_words, min_df=2, max_df=0.5).matrix
    points = normalize(TruncatedSVD(min(100, weights.shape[1] - 1), random_state=state).fit_transform(weights))
    return KMeans(k, n_init=10, random_state=state).fit_predict(points)


def nmf(texts: Sequence[str], k: int, state: int) -> np.ndarray:
    weights = doc_term(texts, analyzer=plain_words, min_df=2, max_df=0.5).matrix
    model = NMF(k, init="nndsvdar", max_iter=400, tol=1e-3, random_state=state)
    return model.fit_transform(weights).argmax(axis=1)


def lda(texts: Sequence[str], k: int, state: int) -> np.ndarray:
    counts = doc_term(texts, weight="count", analyzer=plain_words, min_df=2, max_df=0.5).matrix
    return LatentDirichletAllocation(k, random_state=state).fit_transform(counts).argmax(axis=1)


def tomotopy_lda(texts: Sequence[str], k: int, state: int) -> np.ndarray:
    import tomotopy

    model = tomotopy.LDAModel(k=k, min_df=2, seed=state)
    for text in texts:
        model.add_doc(plain_words(text) or ["-"])
    model.train(1000, workers=1)
    return np.array([document.get_topics(1)[0][0] for document in model.docs])


METHODS = {"ours": ours, "k-means on LSA": kmeans, "NMF": nmf, "LDA": lda, "tomotopy LDA": tomotopy_lda}


def measured(name: str, method: Callable, texts: Sequence[str], truth: Sequence[str]) -> tuple:
    """A row of the table: means over the random states; NPMI of the words our G² gives to the method's groups."""
    k, start = len(set(truth)), time.perf_counter()
    runs = [method(texts, k, state) for state in STATES]
    seconds = (time.perf_counter() - start) / len(STATES)
    vocabulary = topic_vocabulary(texts)
    words = [t for labels in runs for t in topic_terms(vocabulary, np.unique(labels, return_inverse=True)[1])]
    return (
        name,
        np.mean([normalized_mutual_info_score(truth, labels) for labels in runs]),
        np.mean([adjusted_rand_score(truth, labels) for labels in runs]),
        np.mean([adjusted_rand_score(a, b) for a, b in combinations(runs, 2)]),
        np.mean([coherence(some[:10], vocabulary) for some in words]),
        seconds,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    for path in parser.parse_args().gold:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        texts, truth = [row["text"] for row in rows], [str(row["label"]) for row in rows]
        print(f"{path.name}: {len(texts)} texts, {len(set(truth))} classes; chosen by ours: ", end="")
        print(len(fit_topics(texts).terms), *COLUMNS, sep="\t")
        for name, method in METHODS.items():
            try:
                print(
                    *(x if isinstance(x, str) else f"{x:.3f}" for x in measured(name, method, texts, truth)), sep="\t"
                )
            except ImportError:
                print(name, "not installed", sep="\t")


if __name__ == "__main__":
    main()
