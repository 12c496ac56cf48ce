"""How formulaic a sentence is, as a number that can be explained."""

import re
from functools import cache

from corpus_tools.tokenize import lexicon


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, lexicon("ritual")), key=len, reverse=True)))


def formulas(text: str) -> list[tuple[str, int]]:
    """The ritual phrases in `text` (simplified) and where each starts."""
    return [(m.group(), m.start()) for m in _pattern().finditer(text)]


def ritual(text: str) -> float:
    """The share of the characters of `text` (simplified) that stand in ritual phrases, 0 to 1."""
    return min(1.0, sum(len(phrase) for phrase, _ in formulas(text)) / max(1, len(text.strip())))
