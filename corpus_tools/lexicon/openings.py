"""Where in a text the entries of a list may begin: a quick check that rules out most places."""

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np

CLASSES, DEEP = 64, 3  # bits of a number; characters that are looked at


class Openings:
    """The first three characters of some sorted entries.

    `bits[i][c]` has a bit for each of 64 classes of entries (neighbours in sorted order) in which some entry has c as
    its character i: and-ing three of them over a whole text leaves the few places where an entry is worth trying. A
    `loose` character of an entry may be missing in the text.
    """

    def __init__(self, entries: Sequence[str], loose: Callable[[str], bool] = lambda _: False):
        self.bits, free = np.zeros((DEEP, 0x10000), np.uint64), np.zeros(len(entries), bool)
        classes = np.uint64(1) << (np.arange(len(entries)) * CLASSES // len(entries)).astype(np.uint64)
        for place, table in enumerate(self.bits):
            free |= np.array([place >= len(entry) or loose(entry[place]) for entry in entries], bool)
            codes = [ord(entries[i][place]) & 0xFFFF for i in np.flatnonzero(~free)]
            np.bitwise_or.at(table, np.array(codes, int), classes[~free])
            table |= np.bitwise_or.reduce(classes[free])


def may_begin(text: str, *lists: Openings) -> np.ndarray:
    """The places in `text` where an entry of one of the `lists` may begin; none begins anywhere else.

    >>> may_begin("办理提案，提醒", Openings(["提案", "立案"])).tolist()
    [2]
    """
    codes = np.frombuffer((text + "\0\0").encode("utf-32-le", "surrogatepass"), np.uint32) & 0xFFFF
    tables = [openings.bits for openings in lists]
    maybe = [first.take(codes[:-2]) & then.take(codes[1:-1]) & last.take(codes[2:]) for first, then, last in tables]
    return reduce(np.bitwise_or, maybe).nonzero()[0]
