"""Reports → words as numbers; counts of partitions → counts of the corpus, added up in a tree."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from scipy import sparse

from corpus_tools.grouping.passages import passages
from corpus_tools.grouping.report_topics import RITUAL
from corpus_tools.report import Report
from corpus_tools.ritual import is_ritual
from corpus_tools.scaling.once import WORK, once
from corpus_tools.scaling.parquet import arrow, write
from corpus_tools.store import code_version, digest
from corpus_tools.tokenize import words
from corpus_tools.vectorize import doc_term, sums_by

PASSAGE = ["report", "section", "paragraph", "characters", "formula"]
TERMS = ["term", "documents", "count"]


class Words(NamedTuple):
    """The files with the words of a partition, relative to the folder of results, and their digest."""

    name: str
    passages: str
    terms: str
    digest: str


class Sums(NamedTuple):
    """The file with the counts of a kind of terms in the whole corpus, its digest, and the sum of the counts."""

    path: str
    digest: str
    total: int


def passage_rows(report: Report) -> list[tuple]:
    """The passages of a report: the columns `PASSAGE`, then the words."""
    found = ((p, p.simplified.encode("utf-8", "replace").decode()) for p in passages([report]))  # no half characters
    return [
        (p.report, p.section + 1, p.paragraph + 1, len(p.text), is_ritual(text, RITUAL), words(text))
        for p, text in found
    ]


def counted(rows: Sequence[tuple]) -> dict[str, pa.Table]:
    """Two tables: `passages`, with words as row numbers of `terms`; `terms`, with the reports and places of each."""
    counts = doc_term([row[-1] for row in rows], analyzer=list)
    matrix, found = counts.matrix, arrow(pd.DataFrame([row[:-1] for row in rows], columns=PASSAGE))
    matrix.sort_indices()
    for name, values in (("words", matrix.indices), ("counts", matrix.data)):
        lists = pa.ListArray.from_arrays(matrix.indptr.astype(np.int32), values.astype(np.int32))
        found = found.append_column(name, lists)
    by_report = sums_of([row[0] for row in rows], matrix)
    documents = np.bincount(by_report.indices, minlength=matrix.shape[1])
    sums = np.asarray(matrix.sum(axis=0)).ravel()
    columns = [pa.array(counts.terms, pa.string()), documents.astype(int), sums.astype(int)]
    return {"passages": found, "terms": pa.table(columns, names=TERMS)}


def sums_of(names: Sequence[str], matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The sums of the rows with the same name; the names sorted."""
    return sums_by(np.unique(np.asarray(names, dtype=object), return_inverse=True)[1], matrix)


def matrix_of(passages: pa.Table, n_terms: int) -> sparse.csr_matrix:
    """The counts of `passages` as a matrix: passages × terms of the partition."""
    words, counts = (passages[name].combine_chunks() for name in ("words", "counts"))
    values = counts.flatten().to_numpy(), words.flatten().to_numpy(), words.offsets.to_numpy()
    return sparse.csr_matrix(values, shape=(passages.num_rows, n_terms))


def keyword_terms(keywords: pa.Table) -> pa.Table:
    """Each keyword, how many reports it is a keyword of, and how often it occurs in these."""
    sums = (
        keywords.group_by("term", use_threads=False).aggregate([("count", "count"), ("count", "sum")]).sort_by("term")
    )
    return pa.table([sums["term"], sums["count_count"], sums["count_sum"]], names=TERMS)


def merge(out: str, kind: str, paths: tuple[str, ...], digests: tuple[str, ...]) -> dict:
    """Add up some tables of terms into one file, sorted by term; also the sum of all counts."""
    key = digest("merge", code_version(), kind, *digests)[:32]
    return once(Path(out), key, lambda: _merged(Path(out), kind, paths, key))


def _merged(out: Path, kind: str, paths: Sequence[str], key: str) -> dict:
    rows = pa.concat_tables([pq.read_table(out / path, page_checksum_verification=True) for path in paths])
    sums = rows.group_by("term", use_threads=False).aggregate([("documents", "sum"), ("count", "sum")]).sort_by("term")
    found = pa.table([sums["term"], sums["documents_sum"], sums["count_sum"]], names=TERMS)
    total = pc.sum(found["count"]).as_py() or 0
    return {"name": key, "total": total, "files": write(out, f"{WORK}/{kind}-sums/{key}.parquet", found)}
