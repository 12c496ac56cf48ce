"""A table whose rows are reports, or pages or lines of one → the text of each report, with title, year and date."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from corpus_tools.lexicon import CHINESE
from corpus_tools.reading.encodings import clean, decoded
from corpus_tools.reading.fields import NAMES, about
from corpus_tools.reading.scraped import spelled_out
from corpus_tools.reading.text import Text
from corpus_tools.reading.webpages import read_pasted

ROWS, CELLS, _LONGEST = 100_000, 200, 10_000_000  # rows, cells of a row, characters of a cell
FEWEST = 30  # Chinese characters of a text on the average, or in an object of JSON
_LONG = 100  # Chinese characters of a cell that is told where it is not read
_SHORT, _REPORT = 3, 2000  # lines too short for a report; characters of a report rather than a paragraph
_TITLES = 5  # rows among which a row of names may stand
_FIRST, _SECOND = (re.compile(rf"[（(]{n}[）)]|{n}、|第{n}部分") for n in "一二")
SECTION = re.compile(
    r"\s{0,20}(?:第?[一二三四五六七八九十]{1,3}(?:、|部分|章|节)|[（(][一二三四五六七八九十]{1,3}[）)])\S{1,60}$"
)
PAGES = frozenset("page page_no page_num page_number pageno 页 页码".split())
_UNREAD = "栏“{}”的文字没有读入正文"
_NO_REPORT = "工作表“{}”里没有读到报告"


def read_csv(data: bytes) -> list[tuple[str, Text]]:
    """The reports of a table of comma, tab or semicolon separated values, named by their rows."""
    found = decoded(data)
    csv.field_size_limit(_LONGEST)
    first = found.text.split("\n", 1)[0]
    separator = max(",\t;|", key=first.count)
    try:
        reader = csv.reader(io.StringIO(found.text, newline=""), delimiter=separator)
        rows = [row[:CELLS] for row in islice(reader, ROWS + 2)]
    except csv.Error as error:
        raise ValueError(f"not a table ({error}); save it again as CSV, or its texts as files") from error
    return [(name, text._replace(notes=(*found.notes, *text.notes))) for name, text in _reports(rows)]


def chinese(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(CHINESE.findall(text))


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
    rows = sheet.iter_rows(max_row=ROWS + 2, max_col=CELLS, values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def _reports(rows: list[list[str]]) -> list[tuple[str, Text]]:
    """The reports of a table, each by the number of its row; a header may come first, below a title.

    A table whose rows are the lines of one report is that report.
    """
    known = {name for names in NAMES.values() for name in names}
    told = (at for at, row in enumerate(rows[:_TITLES]) if any(cell.strip().lower() in known for cell in row))
    named = next(told, None)
    start = named + 1 if named is not None else int(bool(rows) and all(len(cell) < 30 for cell in rows[0]))
    head = rows[start - 1] if start else []
    columns = columns_of(head, rows[start:])
    cells = list(_cells_in_order(rows[start * (named is not None) :]))
    titles = {row[at].strip() for row in rows[start:] if (at := columns.get("title", CELLS)) < len(row)} - {""}
    alone = columns.keys() <= {"text", "title"} and sum(not SECTION.match(title) for title in titles) < 2
    if alone and _are_sections(cells):
        return [(f"{1:05}", _body("\n".join(cells)))]
    lines = [row[columns["text"]].strip() for row in rows[start * (named is not None) :] if columns["text"] < len(row)]
    if columns.keys() == {"text"} and _are_of_one(list(filter(None, lines))):
        return [(f"{1:05}", _body("\n".join(lines)))]
    return named_rows(columns, head, bound(head, rows[start:], columns["text"]), start + 1)


def _cells_in_order(rows: list[list[str]]) -> Iterator[str]:
    """The non-empty cells row by row, without those that only repeat the heading above them."""
    above: dict[int, str] = {}
    for row in rows:
        for at, cell in enumerate(row):
            if chinese(cell) and above.get(at) != cell:
                above[at] = cell
                yield cell.strip()


def _are_sections(cells: list[str]) -> bool:
    """Whether cells of several columns are the headings of one report and its paragraphs."""
    heads = [cell for cell in cells if SECTION.match(cell)]
    return any(map(_FIRST.match, heads)) and any(map(_SECOND.match, heads)) and max(map(len, cells)) < _REPORT


def bound(head: list[str], rows: list[list[str]], text: int) -> list[list[str]]:
    """The rows, with the pages of one report, counted by a column, joined into one row."""
    at = next((at for at, name in enumerate(head) if name.strip().lower() in PAGES), None)
    if at is None:
        return rows
    found, last = [], None
    for row in rows:
        counted = max(at, text) < len(row) and row[at].isdecimal() and len(row[at]) < 6
        page = int(row[at]) if counted else None
        if found and last is not None and page == last + 1:
            found[-1][text] += "\n" + row[text]
        else:
            found.append(list(row))
        last = page
    return found


def _are_of_one(lines: list[str]) -> bool:
    """Whether lines belong to one report: numbered like headings, or a sixth of them too short for a report."""
    short = sum(chinese(line) < FEWEST for line in lines)
    numbered = any(map(_FIRST.match, lines)) and any(map(_SECOND.match, lines))
    return numbered or (short >= _SHORT and 6 * short >= len(lines) and max(map(len, lines)) < _REPORT)


def named_rows(columns: dict[str, int], head: list[str], rows: list[list[str]], first: int) -> list[tuple[str, Text]]:
    """The reports in rows whose columns are known, each by the number of its row, from the `first`."""
    if len(rows) > ROWS:
        raise ValueError(f"more than {ROWS} rows; split the table")
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
    lengths = [sum(map(chinese, column)) for column in _transposed(rows)]
    own = columns.values()
    return [n for n, length in enumerate(lengths) if n == at or (5 * length > lengths[at] and n not in own)]


def columns_of(head: list[str], rows: list[list[str]]) -> dict[str, int]:
    """Which column holds what: by its name; the text by its length if no name says so."""
    header = [cell.strip().lower() for cell in head]
    columns = {}
    for field, names in NAMES.items():
        at = next((header.index(name) for name in names if name in header), None)
        if at is not None and at not in columns.values():
            columns[field] = at
    if "text" not in columns:
        cells = [list(map(chinese, column)) for column in _transposed(rows)]
        lengths = [sum(column) / max(len(rows), 1) for column in cells]
        if not lengths or (max(lengths) < FEWEST and not _is_prose(cells)):
            raise ValueError("no column of this table holds long Chinese texts; name the column of the texts 正文")
        columns["text"] = lengths.index(max(lengths))
        columns = {f: at for f, at in columns.items() if f == "text" or at != columns["text"]}
    return columns


def _is_prose(cells: list[list[int]]) -> bool:
    """Whether one column alone holds Chinese, by the characters of its cells, and most of these stand in sentences."""
    written = [column for column in cells if any(column)]
    return len(written) == 1 and 2 * sum(n for n in written[0] if n >= FEWEST) > sum(written[0])


def _transposed(rows: list[list[str]]) -> list[list[str]]:
    width = min(max(map(len, rows[:200]), default=0), CELLS)
    return [[row[at] for row in rows[:200] if at < len(row)] for at in range(width)]


def _report(row: list[str], columns: dict[str, int], texts: list[int], head: list[str]) -> Text | None:
    """The report in a row, or None if there is none; columns with other long texts are told."""
    said = {field: row[at].strip() for field, at in columns.items() if at < len(row)}
    parts, unread = [], []
    for at in [*texts, *(at for at in range(len(row)) if at not in columns.values() and at not in texts)]:
        cell = row[at].strip() if at < len(row) else ""
        if cell and not _is_in(cell, "\n".join(parts)):
            if at in texts:
                parts.append(cell)
            elif chinese(cell) >= _LONG:
                unread.append(_UNREAD.format(head[at] if at < len(head) else at + 1))
    if not parts:
        return None
    known = {field: value for field, value in about(said).items() if value}
    text = _body("\n".join(parts))
    return text._replace(notes=(*text.notes, *unread), **known)


def _is_in(cell: str, text: str) -> bool:
    """Whether a text contains the beginning of a cell, punctuation aside."""
    opening = "".join(islice(CHINESE.findall(cell), FEWEST))
    return len(opening) == FEWEST and opening in "".join(CHINESE.findall(text))


def _body(cell: str) -> Text:
    return read_pasted(spelled_out(clean(cell.replace("_x000D_", ""))[0]))
