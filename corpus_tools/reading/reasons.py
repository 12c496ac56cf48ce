"""Messages about a file, or to the user, in English → the same in Chinese."""

from collections.abc import Sequence
from functools import cache

from corpus_tools.lexicon import rows


def in_chinese(reason: str) -> str:
    """A reason and its remedy in Chinese; parts that the list lacks stay in English.

    >>> in_chinese("larger than 200 MB; split it")
    '超过200兆字节；拆成几个文件'
    """
    return "；".join(_part(part) or part for part in reason.split("; "))


def in_both(message: str) -> str:
    """A message in English followed by its Chinese, as far as the list has it.

    >>> in_both("no such file or folder: a.txt; check the path")
    'no such file or folder: a.txt; check the path（没有这个文件或文件夹；检查路径）'
    """
    chinese = "；".join(filter(None, map(_part, message.split("; "))))
    return f"{message}（{chinese}）" if chinese else message


def _part(text: str) -> str:
    """A part of a message in Chinese, without gaps for which the Chinese has no …; "" if the list lacks it."""
    for english, chinese in _pairs() if "\n" not in text else ():
        if (gaps := _gaps(f"\n{text}\n", english)) is not None:
            return "".join(word + gap for word, gap in zip(chinese, [*gaps[: len(chinese) - 1], ""], strict=True))
    return ""


def _gaps(line: str, fixed: Sequence[str]) -> list[str] | None:
    """The texts between the fixed parts of a line, each as short as possible; None if a fixed part is missing."""
    at, gaps = 0, []
    for part in fixed:
        start = line.find(part, at)
        if start < 0:
            return None
        gaps.append(line[at:start])
        at = start + len(part)
    return gaps[1:]


@cache
def _pairs() -> list[tuple[list[str], list[str]]]:
    """The entries of `lexicon/reasons.txt` cut at …, those without a gap first; line ends hold the English in place."""
    said = (row.split("\t") for row in rows("reasons"))
    pairs = [(f"\n{english}\n".split("…"), chinese.split("…")) for english, chinese in said]
    return sorted(pairs, key=lambda pair: len(pair[0]))
