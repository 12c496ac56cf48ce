"""Tables ↔ Parquet files: one schema for all partitions of a table, complete files only, reproducible to the byte."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from corpus_tools.output import write_whole

MANIFEST = "manifest.json"
_AGAIN = "run `tables --parquet` again to resume"
_NAMES = {
    pa.string(): "report title organ province city district published source authors kind script notes heading text "
    "simplified subject action unit change period per share_of raw term reason file name terms judgement table column "
    "wording 中文 English",
    pa.int64(): "section paragraph sentence year characters sections paragraphs sentences indicators removed_lines "
    "level rank count line documents topic passages reports elsewhere",
    pa.float64(): "ritual value value_to score z g2 ratio share stability likeness",
    pa.bool_(): "run_in_heading approx plan negated cut formula",
    pa.list_(pa.int32()): "words counts",
    pa.list_(pa.float64()): "weights",
}
TYPES: dict[str, pa.DataType] = {name: kind for kind, names in _NAMES.items() for name in names.split()}


def schema(columns: Iterable[str]) -> pa.Schema:
    """The schema of a table with these columns. KeyError if a column is missing from `TYPES`."""
    return pa.schema([(name, TYPES[name]) for name in columns])


def arrow(frame: pd.DataFrame) -> pa.Table:
    """A DataFrame as an Arrow table; half a surrogate pair becomes a question mark."""
    columns = [_array(frame[name], TYPES[name]) for name in frame.columns]
    return pa.Table.from_arrays(columns, schema=schema(frame.columns))


def _array(column: pd.Series, kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(column, type=kind, from_pandas=True)
    except UnicodeEncodeError:
        whole = [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in column]
        return pa.array(whole, type=kind, from_pandas=True)


def write(out: Path, path: str, table: pa.Table) -> dict[str, dict]:
    """Write a table in one step; return its path in the folder, with SHA-256, bytes and rows."""
    file = io.BytesIO()
    pq.write_table(table, file, compression="zstd", write_page_checksum=True)
    data = file.getvalue()
    write_whole(out / path, data)
    return {path: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "rows": table.num_rows}}


def read_tables(folder: str | Path, *, verify: bool = False) -> Mapping[str, ds.Dataset]:
    """The tables that `tables --parquet` wrote, by name; nothing is loaded until it is asked for.

    Each is a pyarrow Dataset: `.to_table(columns=["report", "value"], filter=pyarrow.dataset.field("unit") == "件")
    .to_pandas()` loads these columns of these rows and no more, `.to_batches(…)` one piece after the other, and DuckDB
    queries it by its name. Here only the sizes of the files are checked, page checksums while reading; `verify` checks
    the SHA-256 of every file. ValueError with the remedy if the run did not finish or a file was changed.
    """
    folder = Path(folder)
    try:
        tables = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["tables"]
    except (OSError, ValueError, KeyError):
        raise ValueError(f"{folder}: no {MANIFEST} of Parquet tables; check the path, or {_AGAIN}") from None
    for table in tables.values():
        for path, file in table["files"].items():
            _check(folder, path, file, verify)
    return {name: _dataset(folder, table) for name, table in tables.items()}


def _check(folder: Path, path: str, file: dict, verify: bool) -> None:
    try:
        same = (folder / path).stat().st_size == file["bytes"] and (
            not verify or hashlib.sha256((folder / path).read_bytes()).hexdigest() == file["sha256"]
        )
    except OSError:
        same = False
    if not same:
        raise ValueError(f"{folder / path}: was changed after it was written; {_AGAIN}")


def _dataset(folder: Path, table: dict) -> ds.Dataset:
    checked = ds.ParquetFileFormat(
        default_fragment_scan_options=ds.ParquetFragmentScanOptions(page_checksum_verification=True)
    )
    paths = [str(folder / path) for path in sorted(table["files"])]
    return ds.dataset(paths, schema=schema(table["columns"]), format=checked)
