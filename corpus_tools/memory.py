"""Results worked out of one report, computed once for all who ask: notebooks, tables, later runs.

They are kept in the store (`store`), which all processes of a user share; without a store nothing is remembered.
"""

import functools
import inspect
import json
import typing
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from corpus_tools.packing import packed, unpacked
from corpus_tools.report import Report
from corpus_tools.store import code_version, digest, opened

P, R = ParamSpec("P"), TypeVar("R")


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Decorate a function of a report and plain parameters, so that its results are kept in the store.

    The key covers the content of the report, the name of the function, the parameters, and all code and word lists of
    this package. The result must be of the annotated return type: text, numbers, named tuples, and lists of them. If
    the first argument is not a report, or there is no store, the function is simply called.
    """
    signature, name = inspect.signature(function), f"{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        store = opened() if args and isinstance(args[0], Report) else None
        if store is None:
            return function(*args, **kwargs)
        given = signature.bind(*args, **kwargs)
        given.apply_defaults()
        report, *parameters = given.arguments.values()
        key = digest(name, code_version(), report.digest, json.dumps(parameters, default=sorted))
        kept = store.kept(key, lambda: packed(function(*args, **kwargs)))
        try:
            return unpacked(kept, _type(function))
        except ValueError:  # intact, but not what was put there
            return function(*args, **kwargs)

    return once


@functools.cache
def _type(function: Callable) -> Any:
    """The annotated return type of a function."""
    return typing.get_type_hints(function)["return"]
