"""Values ↔ bytes, as compressed JSON: lossless, and safe to read back (only text and numbers, no code)."""

import json
import typing
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any


def packed(value: object) -> bytes:
    """A value as bytes. Named tuples and dataclasses become plain lists, in the order of their fields."""
    said = json.dumps(value, ensure_ascii=False, default=lambda one: [getattr(one, f.name) for f in fields(one)])
    return zlib.compress(said.encode("utf-8", "surrogatepass"), 1)


def unpacked(data: bytes, kind: Any) -> Any:
    """The value that `packed` was given, of type `kind` (list[Report]). ValueError if the bytes hold no such value.

    >>> unpacked(packed([(1, "件")]), list[tuple])
    [(1, '件')]
    """
    try:
        value = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        make = _maker(kind)
        return make(value) if make else value
    except (ValueError, zlib.error, TypeError, LookupError, RecursionError) as error:
        raise ValueError(f"no {kind} in these bytes: {error}") from None


@cache
def _maker(hint: Any) -> Callable | None:
    """The function that turns JSON into a value of this type; None if JSON already gives it."""
    kind, inner = typing.get_origin(hint) or hint, typing.get_args(hint)
    if kind in (typing.Union, UnionType):
        make = next(filter(None, map(_maker, inner)), None)
        return make and (lambda value: make(value) if isinstance(value, list) else value)
    if kind in (list, tuple):
        return _many(kind, _maker(inner[0]) if inner else None)
    return _record(kind) if is_dataclass(kind) or hasattr(kind, "_fields") else None


def _many(kind: type, make: Callable | None) -> Callable:
    """The function that turns a JSON list into a list or tuple, all of whose members are of one type."""

    def many(rows: list) -> Any:
        if not isinstance(rows, list):
            raise TypeError(f"{rows!r:.40} is no {kind.__name__}")
        return kind(map(make, rows) if make else rows)

    return many


def _record(kind: Any) -> Callable:
    """The function that turns a JSON list into a named tuple or a dataclass."""
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else kind._fields
    inner = [(i, make) for i, name in enumerate(names) if (make := _maker(hints[name]))]
    build = getattr(kind, "_make", lambda row: kind(*row))
    if not inner and not is_dataclass(kind):
        return build

    def record(row: list) -> Any:
        if len(row) != len(names):
            raise TypeError(f"{len(row)} values for the {len(names)} fields of {kind.__name__}")
        for i, make in inner:
            row[i] = make(row[i])
        return build(row)

    return record
