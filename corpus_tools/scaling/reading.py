"""A partition of files → the tables of its reports and counts of their words: pure functions of the files."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import fsspec
import pandas as pd
import pyarrow as pa
from fsspec.implementations.local import LocalFileSystem

from corpus_tools import files
from corpus_tools.corpus import reports_in, why
from corpus_tools.publishing.data_tables import report_tables
from corpus_tools.publishing.findings import found
from corpus_tools.report import Report
from corpus_tools.scaling.counting import counted, keyword_terms, passage_rows
from corpus_tools.scaling.once import WORK, once
from corpus_tools.scaling.parquet import arrow, write
from corpus_tools.scaling.partitions import Partition, Source, file_system
from corpus_tools.store import code_version, digest
from corpus_tools.structure.doubles import wording


class Read(NamedTuple):
    """The reports of a partition, what could not be read, the digest of it all, and whether to read it again."""

    reports: list[Report]
    skipped: list[tuple[str, str]]  # path below the folder, and why
    name: str
    again: bool


class Sampled(NamedTuple):
    """A report as it is drawn for a sample: those whose wording has the smallest digests."""

    wording: str
    name: str
    path: str
    passages: int


class _Worked(NamedTuple):
    tables: dict[str, pa.Table]
    passages: list[tuple]  # rows of `counting`
    problems: list[tuple[str, str]]


def read(partition: Partition, out: str) -> dict:
    """Read the files of a partition and write the tables of its reports; return the record of the work.

    It also writes the words of every passage as numbers, and how many reports each word and each keyword occurs in.
    OSError if the folder of the files or of the results is not visible from here.
    """
    return once(Path(out), partition.key, lambda: _work(partition, Path(out)))


def _work(partition: Partition, out: Path) -> dict:
    if not (out / WORK).is_dir():
        raise FileNotFoundError(f"{files.shown(out)} is not seen here; use --out for a folder that every worker sees")
    found = reports_of(partition)
    done, wordings = _worked(found.reports), {r.name: digest(wording(r))[:32] for r in found.reports}
    skipped = pd.DataFrame([*found.skipped, *done.problems], columns=["file", "reason"], dtype=object)
    rows = done.tables["reports"]
    rows = rows.append_column("wording", pa.array(map(wordings.get, rows["report"].to_pylist()), pa.string()))
    tables = {**done.tables, "reports": rows, "skipped": arrow(skipped)}
    later = {**counted(done.passages), "keyword_terms": keyword_terms(tables["keywords"])}
    written = {}
    for name, table in tables.items():
        written |= write(out, f"{name}/{found.name}.parquet", table)
    for name, table in later.items():
        written |= write(out, f"{WORK}/{name}/{found.name}.parquet", table)
    columns = {name: table.column_names for name, table in tables.items()}
    passages = Counter(row[0] for row in done.passages)
    sampled = [Sampled(wordings[r.name], r.name, r.path, passages[r.name]) for r in found.reports if passages[r.name]]
    record = {"name": found.name, "files": written, "columns": columns, "sampled": sorted(sampled)}
    return {**record, "again": True} if found.again else record


def reports_of(partition: Partition) -> Read:
    """The reports in the files of a partition, each named by its path below the folder."""
    system, root = file_system(partition.folder)
    if not system.exists(root):
        raise FileNotFoundError(f"{files.shown(partition.folder)} is not seen here; every worker must see the reports")
    reports, skipped, digests, again = [], [], [code_version(), pa.__version__], False
    for source in partition.sources:
        digests.append(source.path)
        try:
            data = _bytes(system, f"{root.rstrip('/')}/{source.path}", source.refused)
            digests.append(digest(data))
            found = reports_in(source.path, data, partial(_named, source))
            reports += found.reports
            skipped += found.skipped
        except OSError as error:  # not the file but the way to it; tomorrow it may be open
            again = True
            skipped.append((source.path, f"cannot be opened ({error.strerror or error})"))
        except Exception as error:  # one damaged file must not take the others along
            skipped.append((source.path, why(error, source.path)))
    return Read(reports, skipped, digest(*digests, *map(str, skipped))[:32], again)


def _bytes(system: fsspec.AbstractFileSystem, place: str, refused: str) -> bytes:
    if refused:
        raise ValueError(refused)
    if isinstance(system, LocalFileSystem):
        return files.raw(place)
    with system.open(place, "rb") as file:
        data = file.read(files.LARGEST_FILE + 1)
    if len(data) > files.LARGEST_FILE:
        raise ValueError(f"larger than {files.LARGEST_FILE >> 20} MB; split it, or save its text only")
    return data


def _named(source: Source, name: str, alone: bool) -> str:
    """The name of a report: the path of its file; if the file holds several, followed by the name of the text."""
    whole = source.path.encode("utf-8", "backslashreplace").decode()  # the bytes of a name may be no text
    return whole if alone else f"{whole}/{name}"


def _worked(reports: Sequence[Report]) -> _Worked:
    """The results of some reports; a report that fails is left out and named, without affecting the others."""
    try:
        every = found(reports)
        tables = {name: arrow(frame) for name, frame in report_tables(every).items()}
        problems = [(f.report.name, text.removeprefix(f"{f.report.path}: ")) for f in every for text in f.problems]
        return _Worked(tables, [row for report in reports for row in passage_rows(report)], problems)
    except Exception as error:  # a text that no one foresaw
        if len(reports) == 1:
            return _worked([])._replace(problems=[(reports[0].name, f"{type(error).__name__}: {error}")])
    parts = [_worked([report]) for report in reports]
    tables = {name: pa.concat_tables([p.tables[name] for p in parts]) for name in parts[0].tables}
    return _Worked(tables, [row for p in parts for row in p.passages], [row for p in parts for row in p.problems])
