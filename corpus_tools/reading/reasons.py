"""What readers say of a file in English → the same in Chinese, as the pages show it."""

import re
from functools import cache
from importlib.resources import files


def in_chinese(reason: str) -> str:
    """A reason with its remedy in Chinese; a part that the list lacks stays as it is.

    >>> in_chinese("larger than 200 MB; split it")
    '超过200兆字节；拆成几个文件'
    """
    return "；".join(map(_part, reason.split("; ")))


def _part(text: str) -> str:
    for english, chinese in _pairs():
        if found := english.fullmatch(text):
            words = chinese.split("…")
            gaps = (*found.groups(), *[""] * len(words))
            return "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    return text


@cache
def _pairs() -> list[tuple[re.Pattern, str]]:
    """The entries of `lexicon/reasons.txt`, those without a gap first."""
    text = (files("corpus_tools") / "lexicon" / "reasons.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    patterns = [(english.count("…"), re.escape(english).replace("…", "(.*?)"), chinese) for english, chinese in rows]
    return [(re.compile(pattern), chinese) for _, pattern, chinese in sorted(patterns, key=lambda row: row[0])]
