"""Topics against what one would use otherwise, on labelled texts, in one run; and how time and memory grow.

    python -m benchmarks.topics GOLD.jsonl [MORE.jsonl …]
    python -m benchmarks.topics GOLD.jsonl --growth 10000 20000 50000 100000

A line of GOLD is {"text": …, "label": …}. Each method is given the true number of classes, and three random states;
k-means, NMF and LDA are scikit-learn's, on the same words; tomotopy's LDA is tried where it is installed; the consensus
is the mean of 15 spectral partitions of a BM25 graph of 15 nearest texts. "states" is how far the partitions of the
random states agree (ours has no random start), "samples" how far those of three samples of 80 % do, on the texts they
share (adjusted Rand, both). "own" is the NPMI of the words that a method gives itself, "NPMI" that of the words which
our G² gives to its groups, "differ" the share of its own words, ten a topic, that differ. Then ours less each other
method, in NMI and ARI, with the interval in which 95 % of 1000 samples of the texts lie (drawn with replacement, the
same for both; means over the random states): above 0, it is no accident of these texts. Copies in a sample raise
the NMI of the worse method more, so that its intervals are on the safe side. Growth is on texts made of sentences of
GOLD.
"""

import argparse
import json
import random
import resource
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.special import xlogy
from sklearn.cluster import KMeans, SpectralClustering
from sklearn.decomposition import NMF, LatentDirichletAllocation, TruncatedSVD
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from sklearn.preprocessing import normalize

from corpus_tools.grouping.clusters import neighbors
from corpus_tools.grouping.topic_words import coherence, plain_words, topic_terms, topic_vocabulary
from corpus_tools.tokenize import sentences
from corpus_tools.topics import FINER, fit_topics
from corpus_tools.vectorize import DocTerm, bm25, doc_term, tfidf

STATES = (0, 1, 2)
SAMPLES = 1000
PART = 0.8
COLUMNS = ("method", "NMI", "ARI", "states", "samples", "NPMI", "own", "differ", "seconds")
TOP = 10

Groups = tuple[np.ndarray, Sequence[Sequence[str]]]  # the group of each text; the words a method gives each, or nothing


def ours(texts: Sequence[str], k: int, state: int) -> Groups:
    found = fit_topics(texts, k, state)
    return found.labels, found.terms


def consensus(texts: Sequence[str], k: int, state: int) -> Groups:
    weights = normalize(bm25(doc_term(texts, analyzer=plain_words, min_df=2, max_df=0.2).matrix, k1=1.5))
    near = neighbors(weights, weights, 15, np.arange(len(texts))[:, None])
    near = near.maximum(near.T).toarray() + 1e-6
    runs = [_spectral(near, k, 1000 * state + run) for run in range(15)]
    together = np.mean([labels[:, None] == labels[None] for labels in runs], axis=0)
    np.fill_diagonal(together, 0)
    return _spectral(together, k, state), ()


def _spectral(graph: np.ndarray, k: int, state: int) -> np.ndarray:
    return SpectralClustering(k, affinity="precomputed", random_state=state).fit_predict(graph)


def kmeans(texts: Sequence[str], k: int, state: int) -> Groups:
    weights = tfidf(_counts(texts).matrix)
    points = normalize(TruncatedSVD(min(100, weights.shape[1] - 1), random_state=state).fit_transform(weights))
    return KMeans(k, n_init=10, random_state=state).fit_predict(points), ()


def nmf(texts: Sequence[str], k: int, state: int) -> Groups:
    counts, terms = _counts(texts)
    model = NMF(k, init="nndsvdar", max_iter=400, tol=1e-3, random_state=state)
    return model.fit_transform(tfidf(counts)).argmax(axis=1), _top(model.components_, terms)


def lda(texts: Sequence[str], k: int, state: int) -> Groups:
    counts, terms = _counts(texts)
    model = LatentDirichletAllocation(k, random_state=state)
    return model.fit_transform(counts).argmax(axis=1), _top(model.components_, terms)


def tomotopy_lda(texts: Sequence[str], k: int, state: int) -> Groups:
    import tomotopy

    model = tomotopy.LDAModel(k=k, min_df=2, seed=state)
    for text in texts:
        model.add_doc(plain_words(text) or ["-"])
    model.train(1000, workers=1)
    labels = np.array([document.get_topics(1)[0][0] for document in model.docs])
    return labels, [[word for word, _ in model.get_topic_words(topic, TOP)] for topic in range(k)]


def _counts(texts: Sequence[str]) -> DocTerm:
    return doc_term(texts, analyzer=plain_words, min_df=2, max_df=0.5)


def _top(components: np.ndarray, terms: np.ndarray) -> list[list[str]]:
    return [list(terms[np.argsort(-row)[:TOP]]) for row in components]


METHODS = {
    "ours": ours, "consensus": consensus, "k-means on LSA": kmeans, "NMF": nmf, "LDA": lda,
    "tomotopy LDA": tomotopy_lda,
}  # fmt: skip


def measured(name: str, method: Callable, texts: Sequence[str], truth: Sequence[str]) -> tuple[tuple, list]:
    """A row of the table, means over the random states; the groups of each state."""
    k, start = len(set(truth)), time.perf_counter()
    runs = [method(texts, k, state) for state in STATES]
    seconds = (time.perf_counter() - start) / len(STATES)
    labels, vocabulary = [groups for groups, _ in runs], topic_vocabulary(tuple(texts))
    given = [topic_terms(vocabulary, np.unique(groups, return_inverse=True)[1]) for groups in labels]
    own = [[some[:TOP] for some in words] for _, words in runs]
    row = (
        name,
        np.mean([normalized_mutual_info_score(truth, groups) for groups in labels]),
        np.mean([adjusted_rand_score(truth, groups) for groups in labels]),
        np.mean([adjusted_rand_score(a, b) for a, b in combinations(labels, 2)]),
        resampled(method, texts, k),
        _npmi(given, vocabulary),
        _npmi(own, vocabulary),
        np.mean([len({w for some in words for w in some}) / (sum(map(len, words)) or np.nan) for words in own]),
        seconds,
    )
    return row, labels


def resampled(method: Callable, texts: Sequence[str], k: int) -> float:
    """How far the groups of samples of the texts agree on the texts that two of them share: the mean adjusted Rand."""
    rng, n, found = np.random.default_rng(0), len(texts), []
    for _ in STATES:
        chosen = np.sort(rng.choice(n, round(PART * n), replace=False))
        found.append(dict(zip(chosen, method([texts[i] for i in chosen], k, 0)[0], strict=True)))
    both = [(a, b, [i for i in a if i in b]) for a, b in combinations(found, 2)]
    return float(np.mean([adjusted_rand_score([a[i] for i in some], [b[i] for i in some]) for a, b, some in both]))


def scores(truth: np.ndarray, labels: np.ndarray, sample: np.ndarray) -> tuple[float, float]:
    """NMI and ARI of groups on the texts of a sample, by the table of how many of a class are in a group."""
    table = np.zeros((truth.max() + 1, labels.max() + 1))
    np.add.at(table, (truth[sample], labels[sample]), 1)
    rows, columns, n = table.sum(axis=1), table.sum(axis=0), len(sample)
    entropy = [-xlogy(x / n, x / n).sum() for x in (rows, columns, table)]
    both, of_rows, of_columns = (float((x * (x - 1) / 2).sum()) for x in (table, rows, columns))
    expected = of_rows * of_columns / (n * (n - 1) / 2)
    nmi = 2 * (entropy[0] + entropy[1] - entropy[2]) / max(entropy[0] + entropy[1], 1e-12)
    return nmi, (both - expected) / max((of_rows + of_columns) / 2 - expected, 1e-12)


def differences(truth: Sequence[str], own: Sequence[np.ndarray], other: Sequence[np.ndarray]) -> np.ndarray:
    """Of NMI and ARI (columns): how much `own` is better, and between which values in 95 % of samples (rows)."""
    classes, n = np.unique(truth, return_inverse=True)[1], len(truth)
    numbered = [[np.unique(labels, return_inverse=True)[1] for labels in runs] for runs in (own, other)]
    samples = [np.arange(n), *np.random.default_rng(0).integers(n, size=(SAMPLES, n))]
    found = [[np.mean([scores(classes, run, s) for run in runs], axis=0) for s in samples] for runs in numbered]
    gains = np.subtract(*found)
    return np.vstack([gains[0], np.quantile(gains[1:], (0.025, 0.975), axis=0)])


def _npmi(runs: Sequence[Sequence[Sequence[str]]], vocabulary: DocTerm) -> float:
    found = [coherence(some[:TOP], vocabulary) for words in runs for some in words]
    return float(np.mean(found)) if found else float("nan")


def compare(texts: Sequence[str], truth: Sequence[str]) -> None:
    """Print how many topics ours would have chosen, coarse and fine; what each method reaches; ours less each other."""
    chosen = [len(fit_topics(texts, resolution=resolution).terms) for resolution in (1.0, FINER)]
    print(f"{len(texts)} texts, {len(set(truth))} classes; chosen by ours: {chosen[0]}, at the finer level {chosen[1]}")
    print(*COLUMNS, sep="\t")
    found = {}
    for name, method in METHODS.items():
        try:
            row, found[name] = measured(name, method, texts, truth)
            print(*(x if isinstance(x, str) else f"{x:.3f}" for x in row), sep="\t", flush=True)
        except ImportError:
            print(name, "not installed", sep="\t")
    print("ours less", "NMI", "95 %", "ARI", "95 %", sep="\t")
    for name in list(found)[1:]:
        gain, low, high = differences(truth, found["ours"], found[name])
        told = (f"{gain[i]:+.3f}\t{low[i]:+.3f} to {high[i]:+.3f}" for i in (0, 1))
        print(name, *told, sep="\t", flush=True)


def growth(texts: Sequence[str], sizes: Sequence[int]) -> None:
    """Print seconds and memory for more and more texts; each of three neighbouring sentences and one from elsewhere."""
    every = [found for text in texts if len(found := sentences(text)) > 3]
    print("texts", "topics", "CPU seconds", "MB at most", sep="\t")
    for size in sizes:
        rng, made = random.Random(size), []
        for _ in range(size):
            some = rng.choice(every)
            at = rng.randrange(len(some) - 2)
            made.append("".join([*some[at : at + 3], rng.choice(rng.choice(every))]))
        start = time.process_time()
        found = fit_topics(made)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(size, len(found.terms), f"{time.process_time() - start:.0f}", memory, sep="\t", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--growth", nargs="+", type=int, action="extend", default=[], metavar="N")
    asked = parser.parse_args()
    for path in asked.gold:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        print(path.name, end=": ")
        if asked.growth:
            growth([row["text"] for row in rows], asked.growth)
        else:
            compare([row["text"] for row in rows], [str(row["label"]) for row in rows])


if __name__ == "__main__":
    main()
