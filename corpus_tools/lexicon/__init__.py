"""Words are data: the lists of this folder, and the pattern that finds the entries of one in a text."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files


def rows(name: str) -> list[str]:
    """The lines of a list that say something, in order: no blank ones, none that `#` makes a comment."""
    lines = (files("corpus_tools") / "lexicon" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@cache
def lexicon(name: str) -> frozenset[str]:
    """The entries of a list of words: one a line, what stands behind a `#` left out."""
    return frozenset(entry for row in rows(name) if (entry := row.split("#")[0].strip()))


@cache
def any_of(name: str) -> re.Pattern[str]:
    """A pattern that finds the entries of a list of words: of those that begin at one place the longest."""
    return re.compile(longest_of(lexicon(name)) or "(?!)")


def longest_of(entries: Iterable[str], unit: Callable[[str], str] = re.escape) -> str:
    """The pattern of the longest of `entries` that begins at a place: a tree, as fast for thousands as for ten.

    `unit` is the pattern of a character.

    >>> re.findall(longest_of(["提案", "提案办理", "办理"]), "提案办理、提案和办理")
    ['提案办理', '提案', '办理']
    """
    return _alternatives(_tree(map(unit, entry) for entry in entries))


def _tree(entries: Iterable[Iterable[str]]) -> dict:
    """The units of entries, those that open alike together; "" closes an entry."""
    root: dict = {}
    for entry in entries:
        node = root
        for unit in entry:
            node = node.setdefault(unit, {})
        node[""] = {}
    return root


def _alternatives(node: dict) -> str:
    """The pattern of a trie, longest first."""
    branches = [unit + _alternatives(below) for unit, below in sorted(node.items()) if unit]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return inner + "?" if "" in node else inner
