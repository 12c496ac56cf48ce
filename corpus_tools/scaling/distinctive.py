"""The words that set each report apart from all the others, computed from the sums over the corpus."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from corpus_tools.grouping.topic_words import FILLERS
from corpus_tools.lexicon import lexicon
from corpus_tools.scaling.counting import Sums, Words, matrix_of, sums_of
from corpus_tools.scaling.once import once
from corpus_tools.scaling.parquet import arrow, write
from corpus_tools.store import code_version, digest
from corpus_tools.tokenize import NAMES, tagged
from corpus_tools.wording.contrast import log_likelihood, log_odds, ratio

N = 20  # words of a report
LEAST = 2  # times that a word occurs in the report
SURE = 1.96  # z of a word that other reports use too
TABLE = "distinctive_terms"
DEEDS, NUMBERS = ("v", "vd", "a", "ad", "d"), ("m", "mq", "q")  # the segmenter's letters
COLUMNS = ["report", "rank", "term", "z", "g2", "ratio", "count", "elsewhere"]


def distinctive(out: str, words: Words, corpus: Sums) -> dict:
    """Write the words that set each report of a partition apart from all other reports; return the record of the work.

    Deeds, numbers, places, persons and words of the genre are left out; a word that other reports use too must be
    significantly rarer there (z, Monroe et al. 2008).
    """
    key = digest("distinctive", code_version(), words.digest, corpus.digest)[:32]

    def make() -> dict:
        rows = pd.DataFrame(_rows(Path(out), words, corpus), columns=COLUMNS, dtype=object)
        files = write(Path(out), f"{TABLE}/{words.name}-{key[:8]}.parquet", arrow(rows))
        return {"name": words.name, "columns": {TABLE: COLUMNS}, "files": files}

    return once(Path(out), key, make)


def _rows(out: Path, words: Words, corpus: Sums) -> list[tuple]:
    terms = pq.read_table(out / words.terms, page_checksum_verification=True)["term"].combine_chunks()
    passages = pq.read_table(out / words.passages, page_checksum_verification=True)
    everywhere, names = _everywhere(out / corpus.path, terms), passages["report"].to_pylist()
    counts = sums_of(names, matrix_of(passages, len(terms)))
    return [
        (name, rank, *row)
        for name, start, stop in zip(sorted(set(names)), counts.indptr, counts.indptr[1:], strict=False)
        for rank, row in enumerate(
            _apart(terms, counts.indices[start:stop], counts.data[start:stop], everywhere, corpus.total), 1
        )
    ]


def _everywhere(path: Path, terms: pa.Array) -> np.ndarray:
    """How often each of the sorted `terms` occurs in the corpus; the file is read batch by batch."""
    batches = pq.ParquetFile(path, page_checksum_verification=True).iter_batches(columns=["term", "count"])
    found = pa.Table.from_batches(b.filter(pc.is_in(b["term"], value_set=terms)) for b in batches)
    return found["count"].to_numpy()


def _apart(terms: pa.Array, columns: np.ndarray, here: np.ndarray, everywhere: np.ndarray, total: int) -> list[tuple]:
    """The best words of one report. All other words of the corpus count as one more term, to keep the totals right."""
    elsewhere = everywhere[columns] - here
    row, rest = np.append(here, 0), np.append(elsewhere, total - here.sum() - elsewhere.sum())
    z, g2, times = (measure(row, rest)[:-1] for measure in (log_odds, log_likelihood, ratio))
    sure = np.flatnonzero((here >= LEAST) & (z > np.where(elsewhere > 0, SURE, 0)))
    found: list[tuple] = []
    for i in sorted(sure, key=lambda i: (-round(float(z[i]), 6), columns[i])):
        term = terms[int(columns[i])].as_py()
        if _tells(term):
            values = (round(float(v[i]), 3) for v in (z, g2, times))
            found.append((term, *values, int(here[i]), int(elsewhere[i])))
        if len(found) == N:
            break
    return found


@lru_cache(maxsize=1 << 16)
def _tells(term: str) -> bool:
    """Whether a word names a matter: no deed, number, place, person or body, and no word common to all reports."""
    kinds = [token.pos for token in tagged(term)]
    deed = len(kinds) == 1 and len(term) < 3 and kinds[0] in DEEDS
    return not deed and not {*kinds} & {*NAMES, *NUMBERS} and not any(term in lexicon(name) for name in FILLERS)
