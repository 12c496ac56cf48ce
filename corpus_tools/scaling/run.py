"""A folder of any size → partitioned Parquet with a manifest; an interrupted run goes on where it was."""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from corpus_tools.files import shown
from corpus_tools.output import sweep, write_whole
from corpus_tools.publishing.data_files import dictionary
from corpus_tools.publishing.terminal import unwatched
from corpus_tools.scaling.counting import TERMS, Words, merge
from corpus_tools.scaling.distinctive import distinctive
from corpus_tools.scaling.engine import Each, Task, Where, engine
from corpus_tools.scaling.once import WORK, forget_others
from corpus_tools.scaling.parquet import MANIFEST, arrow, write
from corpus_tools.scaling.partitions import Partition, Source, folder_of, partitions
from corpus_tools.scaling.reading import read
from corpus_tools.scaling.topics import SAMPLE, apply, fit, topic_rows
from corpus_tools.store import code_version, digest

FAN = 16  # files that are added up at once
DICTIONARY = ["table", "column", "中文", "English"]


class Run:
    """One run over a folder (a path, or an address such as s3://…): the same bytes on one core or on many machines.

    Work that an earlier run finished for the same files is not done again. `watch` is called with a label and the
    finished partitions, and yields them back; it serves to show progress.
    """

    def __init__(self, folder: str, out: Path, where: Where = Where(), watch: Callable = unwatched):  # noqa: B008
        self.folder = folder if "://" in folder else str(Path(folder).absolute())  # workers stand elsewhere
        self.out, self.where, self.watch = out.absolute(), where, watch
        self.tables: dict[str, dict] = {}
        self._keys: set[str] = set()  # of the records that are of use
        self._parts: list[dict] = []
        self._wordings = array("Q")  # the first 64 bits of the digest of each
        self._each: Each

    def write(self) -> dict:
        """Write all tables; return the manifest, which is written last: a folder without one is incomplete.

        OSError if there is no such folder, ValueError if there is no report in it, RuntimeError if a task kills its
        workers, or the scheduler is lost.
        """
        (self.out / WORK).mkdir(parents=True, exist_ok=True)
        (self.out / MANIFEST).unlink(missing_ok=True)
        sweep(self.out)
        with engine(self.where) as self._each:
            sample = self._read()
            corpus = self._summed("terms")
            self._summed("keyword_terms")
            about = self._compared([_words(told) for told in self._parts], corpus, sample)
        return self._finish(about)

    def _done(self, tasks: Iterable[Task], doing: str) -> Iterator[dict]:
        """Run the tasks and yield their records as they come, adding their files to the tables."""
        for told in self.watch(doing, self._each(tasks)):
            self._keys.add(told["key"])
            self._add(told["files"], told.get("columns", {}))
            yield told

    def _add(self, files: dict[str, dict], columns: dict[str, Sequence[str]]) -> None:
        for path, file in files.items():
            if (name := path.partition("/")[0]) in columns:
                table = self.tables.setdefault(name, {"columns": list(columns[name]), "rows": 0, "files": {}})
                table["files"][path] = file
                table["rows"] += file["rows"]

    def _read(self) -> list[tuple]:
        """Read all partitions; return the sample: the reports whose wording has the smallest digests."""
        drawn: list[tuple] = []
        parts = partitions(self.folder, f"{code_version()} {pa.__version__}")
        reading = ((read, (part, str(self.out))) for part in parts)
        for told in self._done(reading, "读完的分区 partitions read"):
            here = [tuple(one) for one in told.pop("drawn")]
            self._wordings.extend(int(wording[:16], 16) for wording, *_ in here)
            drawn = _first([*drawn, *here], SAMPLE)
            self._parts.append({name: told[name] for name in ("name", "files")})
        self._parts.sort(key=lambda told: told["name"])
        if not self.tables.get("reports", {"rows": 0})["rows"]:
            raise ValueError(f"{shown(self.folder)}: no report could be read; give a folder of reports")
        return drawn

    def _summed(self, kind: str) -> tuple[str, str, int]:
        """Add up a kind of terms over all partitions and write the table; return its file, digest and total count.

        They are added up in a tree, so that no machine holds more than `FAN` files at once.
        """
        files = [_file(told, f"{WORK}/{kind}/") for told in self._parts]
        while True:
            groups = [files[i : i + FAN] for i in range(0, len(files), FAN)]
            tasks = ((merge, (str(self.out), kind, *zip(*group, strict=True))) for group in groups)
            sums = sorted(self._done(tasks, "合计 adding up"), key=lambda told: told["name"])
            files = [_file(told, f"{WORK}/{kind}-sums/") for told in sums]
            if len(files) == 1:
                break
        path, target = files[0][0], f"{kind}/all.parquet"
        write_whole(self.out / target, (self.out / path).read_bytes())
        self._add({target: sums[0]["files"][path]}, {kind: TERMS})
        return *files[0], sums[0]["total"]

    def _compared(self, words: list[Words], corpus: tuple[str, str, int], drawn: list[tuple]) -> dict:
        """Do what needs the whole corpus: distinctive words, and topics fitted on a sample; return what was sampled."""
        out, names, digests = str(self.out), tuple(d[1] for d in drawn), [d[0] for d in drawn]
        sources = tuple(Source(path, "") for path in sorted({d[2] for d in drawn}))
        sample = Partition("", folder_of(self.folder), sources)
        fitting = (fit, (out, sample, names, digest(*digests)))
        apart = ((distinctive, (out, some, corpus)) for some in words)
        told = list(self._done(chain([fitting], apart), "比较 comparing"))
        model = next(one for one in told if "topics" in one)
        path, said = _file(model, f"{WORK}/topics/")
        giving = ((apply, (out, some, (path, said, len(model["topics"])))) for some in words)
        sums = [told["sums"] for told in self._done(giving, "主题 topics")]
        table = topic_rows(model["topics"], sums)
        self._add(write(self.out, "topics/all.parquet", table), {"topics": table.column_names})
        return model["sample"]

    def _finish(self, sample: dict) -> dict:
        columns = {name: pd.DataFrame(columns=table["columns"]) for name, table in sorted(self.tables.items())}
        columns["data_dictionary"] = pd.DataFrame(columns=DICTIONARY)
        told = arrow(dictionary(columns, "parquet_dictionary.tsv"))
        self._add(write(self.out, "data_dictionary/all.parquet", told), {"data_dictionary": DICTIONARY})
        forget_others(self.out, self._keys, {path for table in self.tables.values() for path in table["files"]})
        counts = {name: self.tables[name]["rows"] for name in ("reports", "skipped")}
        counts["repeated"] = len(self._wordings) - len(np.unique(self._wordings))
        manifest = {**counts, "partitions": len(self._parts), "sample": sample, "tables": self.tables}
        write_whole(self.out / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        return manifest


def _words(told: dict) -> Words:
    (passages, one), (terms, other) = (_file(told, f"{WORK}/{kind}/") for kind in ("passages", "terms"))
    return Words(told["name"], passages, terms, digest(one, other))


def _file(told: dict, folder: str) -> tuple[str, str]:
    """The file that a task wrote below a folder, and its digest."""
    return next((path, file["sha256"]) for path, file in told["files"].items() if path.startswith(folder))


def _first(drawn: list[tuple], n: int) -> list[tuple]:
    """The reports with the smallest digests that have at most `n` passages together; at least one."""
    drawn.sort()
    together = list(accumulate(passages for *_, passages in drawn))
    return [one for one, so_far in zip(drawn, together, strict=True) if so_far <= n] or drawn[:1]
