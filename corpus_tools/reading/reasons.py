"""What is said of a file, or to a user, in English → the same in Chinese."""

import re
from functools import cache
from importlib.resources import files


def in_chinese(reason: str) -> str:
    """A reason with its remedy in Chinese; a part that the list lacks stays as it is.

    >>> in_chinese("larger than 200 MB; split it")
    '超过200兆字节；拆成几个文件'
    """
    return "；".join(_part(part) or part for part in reason.split("; "))


def in_both(message: str) -> str:
    """A message in English with its Chinese behind it, as far as the list has it.

    >>> in_both("no such file or folder: a.txt; check the path")
    'no such file or folder: a.txt; check the path（没有这个文件或文件夹；检查路径）'
    """
    chinese = "；".join(filter(None, map(_part, message.split("; "))))
    return f"{message}（{chinese}）" if chinese else message


def _part(text: str) -> str:
    """A part of a message in Chinese; gaps that the Chinese has no … for are left out. Nothing if the list lacks it."""
    for english, chinese in _pairs():
        if found := english.fullmatch(text):
            words = chinese.split("…")
            gaps = [*found.groups()[: len(words) - 1], ""]
            return "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    return ""


@cache
def _pairs() -> list[tuple[re.Pattern, str]]:
    """The entries of `lexicon/reasons.txt`, those without a gap first."""
    text = (files("corpus_tools") / "lexicon" / "reasons.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    patterns = [(english.count("…"), re.escape(english).replace("…", "(.*?)"), chinese) for english, chinese in rows]
    return [(re.compile(pattern), chinese) for _, pattern, chinese in sorted(patterns, key=lambda row: row[0])]
