"""A folder of any size → partitioned Parquet with a manifest; an interrupted run goes on where it was."""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import itemgetter
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from corpus_tools.files import shown
from corpus_tools.output import sweep, write_whole
from corpus_tools.publishing.data_files import dictionary
from corpus_tools.publishing.terminal import unwatched
from corpus_tools.scaling.counting import TERMS, Sums, Words, merge
from corpus_tools.scaling.distinctive import distinctive
from corpus_tools.scaling.engine import Each, Task, Where, engine
from corpus_tools.scaling.once import WORK, forget_others
from corpus_tools.scaling.parquet import MANIFEST, arrow, write
from corpus_tools.scaling.partitions import Partition, Source, folder_of, partitions
from corpus_tools.scaling.reading import Sampled, read
from corpus_tools.scaling.topics import SAMPLE, Model, apply, fit, topic_rows
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
            about = self._compared([_words(part) for part in self._parts], corpus, sample)
        return self._finish(about)

    def _done(self, tasks: Iterable[Task], doing: str) -> Iterator[dict]:
        """Run the tasks and yield their records as they come, adding their files to the tables."""
        for record in self.watch(doing, self._each(tasks)):
            self._keys.add(record["key"])
            self._add(record["files"], record.get("columns", {}))
            yield record

    def _add(self, files: dict[str, dict], columns: dict[str, Sequence[str]]) -> None:
        for path, file in files.items():
            if (name := path.partition("/")[0]) in columns:
                table = self.tables.setdefault(name, {"columns": list(columns[name]), "rows": 0, "files": {}})
                table["files"][path] = file
                table["rows"] += file["rows"]

    def _read(self) -> list[Sampled]:
        """Read all partitions; return the sample: the reports whose wording has the smallest digests."""
        sample: list[Sampled] = []
        parts = partitions(self.folder, f"{code_version()} {pa.__version__}")
        reading = ((read, (part, str(self.out))) for part in parts)
        for record in self._done(reading, "读完的分区 partitions read"):
            here = [Sampled(*one) for one in record.pop("sampled")]
            self._wordings.extend(int(one.wording[:16], 16) for one in here)
            sample = _first([*sample, *here], SAMPLE)
            self._parts.append({name: record[name] for name in ("name", "files")})
        self._parts.sort(key=itemgetter("name"))
        if not self.tables.get("reports", {"rows": 0})["rows"]:
            raise ValueError(f"{shown(self.folder)}: no report could be read; give a folder of reports")
        return sample

    def _summed(self, kind: str) -> Sums:
        """Add up a kind of terms over all partitions and write the table; return its file, digest and total count.

        They are added up in a tree, so that no machine holds more than `FAN` files at once.
        """
        files = [_file(part, f"{WORK}/{kind}/") for part in self._parts]
        while True:
            groups = [files[i : i + FAN] for i in range(0, len(files), FAN)]
            tasks = ((merge, (str(self.out), kind, *zip(*group, strict=True))) for group in groups)
            sums = sorted(self._done(tasks, "合计 adding up"), key=itemgetter("name"))
            files = [_file(record, f"{WORK}/{kind}-sums/") for record in sums]
            if len(files) == 1:
                break
        path, target = files[0][0], f"{kind}/all.parquet"
        write_whole(self.out / target, (self.out / path).read_bytes())
        self._add({target: sums[0]["files"][path]}, {kind: TERMS})
        return Sums(*files[0], sums[0]["total"])

    def _compared(self, words: list[Words], corpus: Sums, sample: list[Sampled]) -> dict:
        """Do what needs the whole corpus: distinctive words, and topics fitted on a sample; return what was sampled."""
        out, names = str(self.out), tuple(one.name for one in sample)
        sources = tuple(Source(path, "") for path in sorted({one.path for one in sample}))
        files = Partition("", folder_of(self.folder), sources)
        fitting = (fit, (out, files, names, digest(*(one.wording for one in sample))))
        comparing = ((distinctive, (out, some, corpus)) for some in words)
        records = list(self._done(chain([fitting], comparing), "比较 comparing"))
        fitted = next(record for record in records if "topics" in record)
        model = Model(*_file(fitted, f"{WORK}/topics/"), len(fitted["topics"]))
        applying = ((apply, (out, some, model)) for some in words)
        sums = [record["sums"] for record in self._done(applying, "主题 topics")]
        table = topic_rows(fitted["topics"], sums)
        self._add(write(self.out, "topics/all.parquet", table), {"topics": table.column_names})
        return fitted["sample"]

    def _finish(self, sample: dict) -> dict:
        columns = {name: pd.DataFrame(columns=table["columns"]) for name, table in sorted(self.tables.items())}
        columns["data_dictionary"] = pd.DataFrame(columns=DICTIONARY)
        table = arrow(dictionary(columns, "parquet_dictionary.tsv"))
        self._add(write(self.out, "data_dictionary/all.parquet", table), {"data_dictionary": DICTIONARY})
        forget_others(self.out, self._keys, {path for table in self.tables.values() for path in table["files"]})
        counts = {name: self.tables[name]["rows"] for name in ("reports", "skipped")}
        counts["repeated"] = len(self._wordings) - len(np.unique(self._wordings))
        manifest = {**counts, "partitions": len(self._parts), "sample": sample, "tables": self.tables}
        write_whole(self.out / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        return manifest


def _words(part: dict) -> Words:
    (passages, one), (terms, other) = (_file(part, f"{WORK}/{kind}/") for kind in ("passages", "terms"))
    return Words(part["name"], passages, terms, digest(one, other))


def _file(record: dict, folder: str) -> tuple[str, str]:
    """The file that a task wrote below a folder, and its digest."""
    return next((path, file["sha256"]) for path, file in record["files"].items() if path.startswith(folder))


def _first(sample: list[Sampled], n: int) -> list[Sampled]:
    """The reports with the smallest digests that have at most `n` passages together; at least one."""
    sample.sort()
    together = list(accumulate(one.passages for one in sample))
    return [one for one, so_far in zip(sample, together, strict=True) if so_far <= n] or sample[:1]
