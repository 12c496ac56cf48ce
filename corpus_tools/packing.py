"""Reports ↔ bytes: JSON, packed; nothing is lost, and nothing that is read back can be more than text and numbers."""

import json
import typing
import zlib
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from types import UnionType
from typing import Any

from corpus_tools.report import Report


def packed(reports: Sequence[Report]) -> bytes:
    """Reports as bytes. Named tuples become lists: the field a value stands in says what it is."""
    rows = [[getattr(report, field.name) for field in fields(Report)] for report in reports]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def unpacked(data: bytes) -> list[Report]:
    """The reports of `packed`. ValueError if the bytes are none."""
    try:
        rows = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        return [Report(*(make(v) for make, v in zip(_makers(), row, strict=True))) for row in rows]
    except (ValueError, zlib.error, TypeError, LookupError, RecursionError) as error:
        raise ValueError(f"no reports in these bytes: {error}") from None


@cache
def _makers() -> list[Callable]:
    """For each field of a Report what makes its value of the JSON."""
    hints = typing.get_type_hints(Report)
    return [_maker(hints[field.name]) or (lambda value: value) for field in fields(Report)]


def _maker(hint: Any) -> Callable | None:
    """What makes a value of this type of the JSON of it; None for what is the same in JSON."""
    if typing.get_origin(hint) is tuple:
        inner = _maker(typing.get_args(hint)[0])
        return tuple if inner is None else lambda rows: tuple(map(inner, rows))
    if typing.get_origin(hint) in (typing.Union, UnionType):
        inner = next(filter(None, map(_maker, typing.get_args(hint))), None)
        return None if inner is None else lambda value: None if value is None else inner(value)
    if hasattr(hint, "_fields"):
        return _named(hint)
    return None


def _named(kind: Any) -> Callable:
    """What makes a named tuple of a list."""
    hints = typing.get_type_hints(kind)
    inner = [(i, make) for i, name in enumerate(kind._fields) if (make := _maker(hints[name]))]
    if not inner:
        return kind._make

    def make(row: list) -> tuple:
        for i, of in inner:
            row[i] = of(row[i])
        return kind._make(row)

    return make
