"""Topics fitted on a sample of reports, independent of order and partitions, and assigned to every passage."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from corpus_tools.grouping.report_topics import report_topics, topic_table
from corpus_tools.scaling.counting import Words, matrix_of
from corpus_tools.scaling.once import WORK, once
from corpus_tools.scaling.parquet import arrow, write
from corpus_tools.scaling.partitions import Partition
from corpus_tools.scaling.reading import reports_of
from corpus_tools.store import code_version, digest
from corpus_tools.vectorize import doc_term, idf, sums_by, tfidf

SAMPLE = 4000  # passages that topics are fitted on
FOLDS = 5  # parts of the sample, each held out once
FEW = 20  # passages; in a larger sample a word of one passage alone does not count
TABLE = "topic_passages"
MODEL = pa.schema([("term", pa.string()), ("idf", pa.float64()), ("weights", pa.list_(pa.float64()))])
TOPIC = ["topic", "name", "terms", "stability", "judgement"]


class Model(NamedTuple):
    """The file of `fit`, its digest and the number of topics."""

    path: str
    digest: str
    n_topics: int


def fit(out: str, sample: Partition, names: tuple[str, ...], wordings: str) -> dict:
    """Fit topics on some reports of some files and write the model; the record of the work has the topics as rows.

    The topics are those of `report_topics`. The model holds the weight of each word in each topic: the normalised mean
    TF-IDF of the sampled passages of the topic. `agreement` is the share of held-out passages that get the same topic
    from such means as from fitting. `wordings` is the digest of all their wording. RuntimeError if a file was changed
    since it was read.
    """
    key = digest("topics", code_version(), wordings)[:32]
    return once(Path(out), key, lambda: _fitted(Path(out), sample, names, key))


def _fitted(out: Path, sample: Partition, names: Sequence[str], key: str) -> dict:
    wanted, path = set(names), f"{WORK}/topics/{key}.parquet"
    reports = [report for report in reports_of(sample).reports if report.name in wanted]
    if len(reports) < len(wanted):
        raise RuntimeError(f"{sample.folder}: files were changed while they were read; run the command again")
    try:
        model = report_topics(reports)
        least = 2 if len(model.passages) > FEW else 1
        counts = doc_term((p.simplified for p in model.passages), min_df=least)
    except ValueError:  # not a word in any passage
        counts = None
    if counts is None or not len(counts.terms):
        return {"files": write(out, path, MODEL.empty_table()), "topics": [], "sample": {"reports": len(reports)}}
    labels, n = model.topics.labels, len(model.topics.names)
    weights = tfidf(counts.matrix)
    columns = [pa.array(counts.terms, pa.string()), idf(counts.matrix), list(_means(weights, labels, n).T)]
    rows = pa.table(columns, schema=MODEL)
    sample_of = {"reports": len(reports), "passages": len(labels), "agreement": _agreement(weights, labels, n)}
    table = topic_table(model).assign(稳定度=model.topics.stability)  # as `TOPIC` has them, not rounded
    topics = list(zip(*(table[name].tolist() for name in ("主题", "名称", "代表词", "稳定度", "判断")), strict=True))
    return {"files": write(out, path, rows), "topics": topics, "sample": sample_of}


def _means(weights, labels: np.ndarray, n: int) -> np.ndarray:
    """The mean row of each topic, scaled to length 1: topics × terms."""
    sums = sums_by(labels, weights, n).toarray()
    return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)


def _agreement(weights, labels: np.ndarray, n: int) -> float:
    """The share of rows that get their own topic from the means of the others, with a fifth held out at a time."""
    fold = np.arange(len(labels)) % FOLDS
    means = [(np.flatnonzero(fold == f), _means(weights[fold != f], labels[fold != f], n)) for f in range(FOLDS)]
    same = sum(int(((weights[held] @ m.T).argmax(axis=1) == labels[held]).sum()) for held, m in means)
    return round(same / len(labels), 3)


def apply(out: str, words: Words, model: Model) -> dict:
    """Assign a topic to every passage of a partition and write them; the record of the work has the sums of each topic.

    A passage gets the topic with the most similar words (`likeness`, a cosine); one that is formula, or shares no word
    with the model, gets none.
    """
    key = digest("apply", code_version(), words.digest, model.digest)[:32]
    return once(Path(out), key, lambda: _applied(Path(out), words, model, key))


def _applied(out: Path, words: Words, model: Model, key: str) -> dict:
    passages = pq.read_table(out / words.passages, page_checksum_verification=True)
    likeness = _likeness(out, words, passages, model.path) if model.n_topics else np.zeros((len(passages), 1))
    best, most = likeness.argmax(axis=1), likeness.max(axis=1)
    known = (most > 0) & ~passages["formula"].to_numpy()
    topic = pd.array(np.where(known, best + 1, 0), dtype="Int64")
    topic[~known] = pd.NA
    given = passages.select(["report", "section", "paragraph", "characters"])
    given = given.append_column("topic", pa.array(topic, pa.int64(), from_pandas=True))
    given = given.append_column("likeness", pa.array(np.where(known, most.round(3), np.nan), from_pandas=True))
    files = write(out, f"{TABLE}/{words.name}-{key[:8]}.parquet", given)
    columns, sums = {TABLE: given.column_names}, _sums(given.filter(pa.array(known)), model.n_topics)
    return {"name": words.name, "columns": columns, "files": files, "sums": sums}


def _likeness(out: Path, words: Words, passages: pa.Table, path: str) -> np.ndarray:
    """The cosine of each passage with the mean of each topic: passages × topics."""
    terms = pq.read_table(out / words.terms, columns=["term"], page_checksum_verification=True)["term"].combine_chunks()
    model = pq.read_table(out / path, page_checksum_verification=True).combine_chunks()
    place = pc.index_in(terms, value_set=model["term"].combine_chunks())
    here, there = np.flatnonzero(place.is_valid()), place.drop_null().to_numpy()
    counts = matrix_of(passages, len(terms))[:, here]
    counts.data = (1 + np.log(counts.data)) * model["idf"].to_numpy()[there][counts.indices]
    means = np.array(model["weights"].to_pylist()).reshape(len(model), -1)[there]
    length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)))
    return (counts @ means) / np.maximum(length, 1e-12)


def _sums(given: pa.Table, n: int) -> list[list[int]]:
    """Passages, characters and reports of each topic."""
    topic = given["topic"].to_numpy() - 1
    pairs = given.select(["report", "topic"]).group_by(["report", "topic"], use_threads=False).aggregate([])
    sums = (
        np.bincount(topic, minlength=n),
        np.bincount(topic, weights=given["characters"].to_numpy(), minlength=n).astype(int),
        np.bincount(pairs["topic"].to_numpy() - 1, minlength=n),
    )
    return [row.tolist() for row in sums]


def topic_rows(topics: Sequence[Sequence], sums: Sequence[Sequence[Sequence[int]]]) -> pa.Table:
    """The topics with the sums over all partitions; `share` is of the characters of the passages that have a topic."""
    passages, characters, reports = np.sum(np.array(sums), axis=0)
    frame = pd.DataFrame(topics, columns=TOPIC)
    shares = characters / max(1, characters.sum())
    for at, name, values in ((3, "passages", passages), (4, "share", shares.round(4)), (5, "reports", reports)):
        frame.insert(at, name, values)
    return arrow(frame)
