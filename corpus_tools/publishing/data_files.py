"""What was read and found in reports → files for other programs: CSV, XLSX and JSON lines."""

import csv
import datetime
import hashlib
import io
import json
import math
import re
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import pandas as pd
import xlsxwriter

from corpus_tools.corpus import Corpus
from corpus_tools.output import PREVIOUS, write_whole
from corpus_tools.publishing.data_tables import data_tables
from corpus_tools.publishing.terminal import unwatched
from corpus_tools.report import Report

LONGEST_CELL = 32_000  # characters; Excel allows 32,767
MANIFEST = "manifest.json"
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
_NUMBER = re.compile(r"-\d[\d,]*(?:\.\d+)?%?")


def write_tables(
    corpus: Corpus, folder: Path, baseline: Sequence[Report] = (), watch: Callable = unwatched
) -> list[Path]:
    """Write all tables, each as CSV and JSON lines, all in one workbook, and a dictionary of the columns.

    `manifest.json`, written last, lists them with their SHA-256: a folder without it is incomplete.
    """
    (folder / MANIFEST).unlink(missing_ok=True)
    tables = data_tables(corpus, baseline, str(folder / PREVIOUS), watch)
    tables["data_dictionary"] = dictionary(tables)
    written = []
    for name, frame in tables.items():
        written.append(write_whole(folder / f"{name}.csv", csv_text(frame).encode("utf-8-sig", "replace")))
        written.append(write_whole(folder / f"{name}.jsonl", lines_text(frame)))
    written.append(write_whole(folder / "tables.xlsx", workbook(tables)))
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in written}
    return [*written, write_whole(folder / MANIFEST, json.dumps(digests, indent=1) + "\n")]


def dictionary(tables: dict[str, pd.DataFrame], *more: str) -> pd.DataFrame:
    """The meaning of each column of each table, in Chinese and English. KeyError if one is not explained.

    `more` are the names of templates that take precedence over the usual one.
    """
    templates = [files("corpus_tools") / "templates" / name for name in ("data_dictionary.tsv", *more)]
    text = "".join(template.read_text(encoding="utf-8") for template in templates)
    told = {(table, column): (zh, en) for table, column, zh, en in csv.reader(io.StringIO(text), delimiter="\t")}
    columns = [(name, column) for name, frame in tables.items() for column in frame.columns]
    rows = [(*key, *(told.get(key) or told["*", key[1]])) for key in columns]
    return pd.DataFrame(rows, columns=["table", "column", "中文", "English"])


def rows(frame: pd.DataFrame) -> list[list]:
    """The rows of a table, with None for missing values. Whole numbers stay whole even if some are missing."""
    floats = [pd.api.types.is_float_dtype(frame[name]) for name in frame.columns]
    whole = [is_float and (frame[name].dropna() % 1 == 0).all() for name, is_float in zip(frame, floats, strict=True)]

    def cell(value: object, is_whole: bool) -> object:
        if value is None or value != value:  # None or not a number
            return None
        return int(value) if is_whole else value

    return [list(map(cell, row, whole)) for row in frame.itertuples(index=False, name=None)]


def csv_text(frame: pd.DataFrame) -> str:
    """A table as CSV; text that a spreadsheet would take for a formula gets a ' before it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(frame.columns)
    writer.writerows([_safe(v) for v in row] for row in rows(frame))
    return file.getvalue()


def _safe(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    formula = value.startswith(FORMULA) and not _NUMBER.fullmatch(value)  # -2+3+cmd|… is no number
    return ("'" if formula else "") + value.replace("\x00", "")


def lines_text(frame: pd.DataFrame) -> str:
    """A table as JSON lines."""
    names = list(frame.columns)
    made = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows(frame))
    return "".join(line + "\n" for line in made)


def workbook(tables: dict[str, pd.DataFrame]) -> bytes:
    """All tables as an Excel workbook, a sheet each; text stays text, whatever it begins with."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})  # the same tables are the same bytes
        head = book.add_format({"bold": True})
        for name, frame in tables.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, list(frame.columns), head)
            for number, row in enumerate(rows(frame), 1):
                sheet.write_row(number, 0, map(_excel, row))
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(1, len(frame)), max(0, len(frame.columns) - 1))
    return file.getvalue()


def _excel(value: object) -> object:
    """A value as Excel takes it: what is no number becomes text."""
    if value is None or (isinstance(value, int | float) and math.isfinite(value)):
        return value
    return str(value)[:LONGEST_CELL].encode("utf-8", "replace").decode()  # a name may hold bytes that are no text
