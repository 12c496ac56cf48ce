"""Output on the terminal: messages in English and Chinese, and a line of progress."""

import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sized
from itertools import accumulate
from typing import TypeVar
from unicodedata import east_asian_width

from corpus_tools.files import shown
from corpus_tools.reading.reasons import in_both, in_chinese

T = TypeVar("T")
OFTEN = 0.1  # seconds between two looks of the line


def tell(message: str) -> None:
    """Print a message to stderr, followed by its Chinese."""
    print(in_both(message), file=sys.stderr)


def tell_skipped(path: object, reason: object) -> None:
    """Name a skipped file and the reason on stderr; in Chinese too as far as the list has it."""
    chinese = "；".join(said for part in str(reason).split("; ") if (said := in_chinese(part)) != part)
    why = f"：{shown(chinese)}" if chinese else ""
    print(f"skipped: {shown(path)}: {shown(reason)}（跳过{why}）", file=sys.stderr)


def unwatched(doing: str, items: Iterable[T]) -> Iterable[T]:
    """The items unchanged: stands in for `Progress.each` when no progress is shown."""
    return items


def _cut(line: str, cells: int) -> str:
    """The part of a line that fits into so many cells of a terminal; a Chinese character takes two."""
    ends = accumulate(2 if east_asian_width(c) in "WF" else 1 for c in line)
    return "".join(c for c, end in zip(line, ends, strict=True) if end <= cells)


class Progress:
    """One line on the terminal that shows the progress; nothing if there is no terminal."""

    def __init__(self):
        self.started, self.at, self._said = time.monotonic(), {}, 0.0

    def tell(self, name: str, cell: int, cells: int) -> None:
        """Show that a cell of a notebook is starting."""
        self.at[name] = (cell, cells)
        self._show("  ".join(f"{name} {n}/{of}" for name, (n, of) in self.at.items() if n < of))

    def each(self, doing: str, items: Iterable[T]) -> Iterator[T]:
        """Yield the items while the line shows which one is being worked on, and of how many, if known."""
        of = f"/{len(items)}" if isinstance(items, Sized) else ""
        self._show(doing)
        self._said = 0.0
        try:
            for number, item in enumerate(items, 1):
                if time.monotonic() - self._said > OFTEN:
                    self._show(f"{doing} {number}{of}")
                yield item
        finally:
            self.end()

    def _show(self, line: str) -> None:
        if sys.stderr.isatty():
            self._said = time.monotonic()
            line = _cut(f"{self._said - self.started:3.0f} s  {line}", shutil.get_terminal_size().columns - 1)
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the line."""
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
