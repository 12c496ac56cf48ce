"""A table with one report a row, or JSON with one an object → the text of each, with its title, year and date."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from corpus_tools.reading.encodings import clean, decoded
from corpus_tools.reading.fields import NAMES, about
from corpus_tools.reading.scraped import spelled_out
from corpus_tools.reading.text import Text
from corpus_tools.reading.webpages import read_pasted

_ROWS, _CELLS, _LONGEST = 100_000, 200, 10_000_000  # rows, cells of a row, characters of a cell
_FEWEST = 30  # Chinese characters of a text on the average, or in an object of JSON
_LONG = 100  # Chinese characters of a cell that is told where it is not read
_SHORT, _REPORT = 3, 2000  # lines too short for a report; characters of a report rather than a paragraph
_TITLES = 5  # rows among which a row of names may stand
_FIRST, _SECOND = (re.compile(rf"[（(]{n}[）)]|{n}、|第{n}部分") for n in "一二")
_UNREAD = "栏“{}”的文字没有读入正文"
_NO_REPORT = "工作表“{}”里没有读到报告"
_GAP = re.compile(r"[\s,]*")  # between values
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def read_csv(data: bytes) -> list[tuple[str, Text]]:
    """The reports of a table of comma, tab or semicolon separated values, named by their rows."""
    found = decoded(data)
    csv.field_size_limit(_LONGEST)
    first = found.text.split("\n", 1)[0]
    separator = max(",\t;|", key=first.count)
    try:
        reader = csv.reader(io.StringIO(found.text, newline=""), delimiter=separator)
        rows = [row[:_CELLS] for row in islice(reader, _ROWS + 2)]
    except csv.Error as error:
        raise ValueError(f"not a table ({error}); save it again as CSV, or its texts as files") from error
    return [(name, text._replace(notes=(*found.notes, *text.notes))) for name, text in _reports(rows)]


def read_json(data: bytes) -> list[tuple[str, Text]]:
    """The reports of JSON: an object, a list of objects or one object a line, each a report; its names are columns.

    They may lie inside another object: {"data": {"list": [{…}, {…}]}}. A string is a text; a list of strings, or of
    objects with a text each, is one of as many lines.
    """
    found = decoded(data)
    try:
        values = _values(found.text)
        told = _records({"text": value} if _are_lines(value) else value for value in values)
        records = [{name: _told(each) for name, each in record.items()} for record in told]
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON ({error}); save it again as JSON, or its texts as files") from error
    names = list(dict.fromkeys(name for record in records for name in record))[:_CELLS]
    rows = [[record.get(name, "") for name in names] for record in records[: _ROWS + 1]]
    columns = _columns(names, rows)
    for row in rows:
        row[columns["text"]] = row[columns["text"]] or _elsewhere(names, row, columns)
    return [(name, text._replace(notes=(*found.notes, *text.notes))) for name, text in _named(columns, names, rows, 1)]


def _are_lines(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(line, str) for line in value))


def _elsewhere(names: list[str], row: list[str], columns: dict[str, int]) -> str:
    """The text of an object that has it under another name than the objects beside it."""
    free = [
        (name.strip().lower(), cell)
        for at, (name, cell) in enumerate(zip(names, row, strict=True))
        if at not in columns.values()
    ]
    named = [cell for name, cell in free if name in NAMES["text"] and cell.strip()]
    longest = max((cell for _, cell in free), key=_chinese, default="")
    return named[0] if named else longest if _chinese(longest) >= _FEWEST else ""


def _values(text: str) -> list:
    """The values of JSON that stand one after another in a text; control characters in strings are no error."""
    read, at, found = json.JSONDecoder(strict=False).raw_decode, 0, []
    while (at := _GAP.match(text, at).end()) < len(text):
        value, at = read(text, at)
        found.append(value)
    return found


def _records(values: Iterable, within: bool = False) -> Iterator[dict]:
    """The objects among values that hold a text, or in them; those `within` such a one have a title of their own."""
    for value in values:
        if isinstance(value, list):
            yield from _records(value, within)
        elif isinstance(value, dict):
            own = (_has_title(value) or not within) and any(_chinese(_told(each)) >= _FEWEST for each in value.values())
            if own:
                yield value
            yield from _records(value.values(), within or own)


def _has_title(value: dict) -> bool:
    return not value.keys().isdisjoint(NAMES["title"])


def _chinese(text: str) -> int:
    return len(_CHINESE.findall(text))


def _told(value: object) -> str:
    """A value of JSON as a cell; of an object without a title, which is no report itself, its text."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(_told, value)))
    if isinstance(value, dict):
        texts = [] if _has_title(value) else [name for name in NAMES["text"] if name in value]
        return _told(value[texts[0]]) if texts else ""
    return "" if value is None else str(value).encode(errors="replace").decode()


def read_xlsx(data: bytes) -> list[tuple[str, Text]]:
    """The reports of all sheets, named by their rows; those of a later sheet by its number too."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    found, notes, why = [], [], ValueError("no text in this table; fill it with one report a row")
    try:
        for at, sheet in enumerate(book.worksheets, 1):
            cells = _cells(sheet)
            try:
                reports = _reports(cells) if any(map(any, cells)) else []
            except ValueError as error:
                why = error
                notes.append(_NO_REPORT.format(sheet.title))
            else:
                found += [(f"{at}_{name}" if found else name, text) for name, text in reports]
    finally:
        book.close()
    if not found:
        raise why
    return [(name, text._replace(notes=(*text.notes, *notes))) for name, text in found]


def _cells(sheet) -> list[list[str]]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=_ROWS + 2, max_col=_CELLS, values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def _reports(rows: list[list[str]]) -> list[tuple[str, Text]]:
    """The reports of a table, each by the number of its row; a row of names may stand at its head, below a title.

    A table whose rows are the lines of one report is that report.
    """
    named = next((at for at, row in enumerate(rows[:_TITLES]) if _has_names(row)), None)
    start = named + 1 if named is not None else int(bool(rows) and all(len(cell) < 30 for cell in rows[0]))
    head = rows[start - 1] if start else []
    columns = _columns(head, rows[start:])
    lines = [row[columns["text"]].strip() for row in rows[start * (named is not None) :] if columns["text"] < len(row)]
    if columns.keys() == {"text"} and _are_of_one(list(filter(None, lines))):
        return [(f"{1:05}", _body("\n".join(lines)))]
    return _named(columns, head, rows[start:], start + 1)


def _are_of_one(lines: list[str]) -> bool:
    """Whether lines are those of one report: numbered as headings are, or a sixth of them too short for a report."""
    short = sum(_chinese(line) < _FEWEST for line in lines)
    numbered = any(map(_FIRST.match, lines)) and any(map(_SECOND.match, lines))
    return numbered or (short >= _SHORT and 6 * short >= len(lines) and max(map(len, lines)) < _REPORT)


def _named(columns: dict[str, int], head: list[str], rows: list[list[str]], first: int) -> list[tuple[str, Text]]:
    if len(rows) > _ROWS:
        raise ValueError(f"more than {_ROWS} rows; split the table")
    texts = _texts(columns, head, rows)
    found = ((at, _report(row, columns, texts, head)) for at, row in enumerate(rows, first))
    reports = [(f"{at:05}", text) for at, text in found if text]
    if not reports:
        raise ValueError("no text in this table; fill it with one report a row")
    return reports


def _texts(columns: dict[str, int], head: list[str], rows: list[list[str]]) -> list[int]:
    """The columns that make up the text: the one that is named so, or all that are about as long as the longest."""
    at = columns["text"]
    if at < len(head) and head[at].strip().lower() in NAMES["text"]:
        return [at]
    lengths = [sum(map(_chinese, column)) for column in _transposed(rows)]
    own = columns.values()
    return [n for n, length in enumerate(lengths) if n == at or (5 * length > lengths[at] and n not in own)]


def _columns(head: list[str], rows: list[list[str]]) -> dict[str, int]:
    """Which column holds what: by its name, and the text by its length if no name says so."""
    header = [cell.strip().lower() for cell in head]
    columns = {}
    for field, names in NAMES.items():
        at = next((header.index(name) for name in names if name in header), None)
        if at is not None and at not in columns.values():
            columns[field] = at
    if "text" not in columns:
        cells = [list(map(_chinese, column)) for column in _transposed(rows)]
        lengths = [sum(column) / max(len(rows), 1) for column in cells]
        if not lengths or (max(lengths) < _FEWEST and not _is_prose(cells)):
            raise ValueError("no column of this table holds long Chinese texts; name the column of the texts 正文")
        columns["text"] = lengths.index(max(lengths))
        columns = {f: at for f, at in columns.items() if f == "text" or at != columns["text"]}
    return columns


def _is_prose(cells: list[list[int]]) -> bool:
    """Whether one column alone holds Chinese, by the characters of its cells, and most of these stand in sentences."""
    written = [column for column in cells if any(column)]
    return len(written) == 1 and 2 * sum(n for n in written[0] if n >= _FEWEST) > sum(written[0])


def _transposed(rows: list[list[str]]) -> list[list[str]]:
    width = min(max(map(len, rows[:200]), default=0), _CELLS)
    return [[row[at] for row in rows[:200] if at < len(row)] for at in range(width)]


def _has_names(row: list[str]) -> bool:
    known = {name for names in NAMES.values() for name in names}
    return any(cell.strip().lower() in known for cell in row)


def _report(row: list[str], columns: dict[str, int], texts: list[int], head: list[str]) -> Text | None:
    """The report in a row, or None if there is none; columns with other long texts are told."""
    said = {field: row[at].strip() for field, at in columns.items() if at < len(row)}
    parts, unread = [], []
    for at in [*texts, *(at for at in range(len(row)) if at not in columns.values() and at not in texts)]:
        cell = row[at].strip() if at < len(row) else ""
        if cell and not _is_in(cell, "\n".join(parts)):
            if at in texts:
                parts.append(cell)
            elif _chinese(cell) >= _LONG:
                unread.append(_UNREAD.format(head[at] if at < len(head) else at + 1))
    if not parts:
        return None
    known = {field: value for field, value in about(said).items() if value}
    text = _body("\n".join(parts))
    return text._replace(notes=(*text.notes, *unread), **known)


def _is_in(cell: str, text: str) -> bool:
    """Whether a text has the beginning of a cell, in whatever marks."""
    opening = "".join(islice(_CHINESE.findall(cell), _FEWEST))
    return len(opening) == _FEWEST and opening in "".join(_CHINESE.findall(text))


def _body(cell: str) -> Text:
    return read_pasted(spelled_out(clean(cell.replace("_x000D_", ""))[0]))
