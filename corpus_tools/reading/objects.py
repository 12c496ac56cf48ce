"""JSON → the text of each report: one object a report, or one object with its sections or pages."""

import json
import re
from collections.abc import Iterable, Iterator

from corpus_tools.reading.encodings import decoded
from corpus_tools.reading.fields import NAMES
from corpus_tools.reading.text import Text
from corpus_tools.reading.worksheets import CELLS, FEWEST, PAGES, ROWS, SECTION, bound, chinese, columns_of, named_rows

_GAP = re.compile(r"[\s,]*")  # between values
_DEEPEST = 8  # objects in one another that are parts of one report
_HEADS = ("heading", "subtitle", "小标题", "章节")  # of a section


def read_json(data: bytes) -> list[tuple[str, Text]]:
    """The reports of JSON: an object, a list of objects, or one object a line, each a report with its keys as columns.

    They may be nested: {"data": {"list": [{…}, {…}]}}. A string is a text; a list of strings, or of objects with a text
    each, is a single text with as many lines.
    """
    found = decoded(data)
    try:
        values = _values(found.text)
        told = _records({"text": value} if _are_lines(value) else value for value in values)
        records = [{name: _cell(each) for name, each in record.items()} for record in told]
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON ({error}); save it again as JSON, or its texts as files") from error
    names = list(dict.fromkeys(name for record in records for name in record))[:CELLS]
    rows = [[record.get(name, "") for name in names] for record in records[: ROWS + 1]]
    columns = columns_of(names, rows)
    for row in rows:  # one may have its text under another key than those beside it
        longest = max((cell for at, cell in enumerate(row) if at not in columns.values()), key=chinese, default="")
        row[columns["text"]] = row[columns["text"]] or longest * (chinese(longest) >= FEWEST)
    rows = bound(names, rows, columns["text"])
    return [
        (name, text._replace(notes=(*found.notes, *text.notes))) for name, text in named_rows(columns, names, rows, 1)
    ]


def _are_lines(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(line, str) for line in value))


def _values(text: str) -> list:
    """The JSON values that follow one another in a text; control characters in strings are allowed."""
    read, at, found = json.JSONDecoder(strict=False).raw_decode, 0, []
    while (at := _GAP.match(text, at).end()) < len(text):
        value, at = read(text, at)
        found.append(value)
    return found


def _records(values: Iterable, within: bool = False) -> Iterator[dict]:
    """The objects among or within values that hold a text; those `within` such an object have a title of their own."""
    for value in values:
        if isinstance(value, list):
            yield from _records(value, within)
        elif isinstance(value, dict):
            own = (_has_title(value) or not within) and (
                any(chinese(_cell(each)) >= FEWEST for each in value.values()) or not PAGES.isdisjoint(value)
            )
            if own:
                yield _whole(value)
            yield from _records(value.values(), within or own)


def _whole(value: dict) -> dict:
    """An object whose text is followed by the sections that are stored beside it."""
    text = next((name for name in NAMES["text"] if value.get(name)), None)
    parts = [name for name, each in value.items() if isinstance(each, list) and any(map(_is_section, each))]
    if text is None or text in parts:
        return value
    return {**value, text: [value[text], *(value[name] for name in parts)], **dict.fromkeys(parts)}


def _has_title(value: dict) -> bool:
    """Whether an object has a title of its own without a number: with a number it is a section of a report."""
    titles = [value[name] for name in NAMES["title"] if name in value]
    return bool(titles) and not any(isinstance(title, str) and SECTION.match(title) for title in titles)


def _is_section(value: object) -> bool:
    """Whether a value of JSON is an object with a heading that has a number."""
    return isinstance(value, dict) and any(isinstance(each, str) and SECTION.match(each) for each in value.values())


def _cell(value: object, listed: bool = False, deep: int = _DEEPEST) -> str:
    """A value of JSON as a cell; of an object without a title, which is no report itself, its heading and its text.

    Of one that names neither and is `listed`, all that is Chinese, if there are sentences in the list.
    """
    if isinstance(value, list):
        told = "\n".join(filter(None, (_cell(each, True, deep) for each in value)))
        unnamed = any(isinstance(each, dict) and not _texts(each) for each in value)
        return "" if unnamed and "。" not in told else told
    if isinstance(value, dict):
        names = [*(name for name in _HEADS if name in value), *_texts(value)] if _texts(value) else value
        known = deep and not _has_title(value) and (listed or names is not value)
        told = (_cell(value[name], False, deep - 1) for name in (names if known else ()))
        return "\n".join(text for text in told if chinese(text))
    return "" if value is None else str(value).encode(errors="replace").decode()


def _texts(value: dict) -> list[str]:
    """Under which name an object has its text; none for a section, all of which is text."""
    return [] if _is_section(value) else [name for name in NAMES["text"] if name in value][:1]
