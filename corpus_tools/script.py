"""Traditional → simplified characters, with the original kept beside it."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

import opencc

from corpus_tools.lexicon import longest_of, rows

SCRIPTS = {"simplified": "简体", "traditional": "繁体"}  # how a reader knows them
_STRAIGHT = re.compile('"([^"]*)"')


class Aligned(NamedTuple):
    """A text in simplified characters with, for each of them, its place in the original.

    `simplified[a:b]` was `original[offsets[a]:offsets[b]]`; the offsets never decrease and end at len(original).
    """

    simplified: str
    offsets: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `simplified[start:end]` stands in the original."""
        return self.offsets[start], self.offsets[end]


def simplified(text: str) -> str:
    """`text` in simplified characters and in the words of the mainland; simplified text stays as it is.

    >>> simplified("隨著資訊化水準提高,建立智慧政協")
    '随着信息化水平提高,建立智慧政协'
    """
    converted, terms = _characters(text), _terms()
    pieces, at = [], 0
    for match in _any_term().finditer(text):
        pieces += converted[at : match.start()], terms[match[0]]
        at = match.end()
    return "".join([*pieces, converted[at:]])


def aligned(text: str) -> Aligned:
    """`simplified(text)` with the offset in `text` of each of its characters.

    >>> aligned("網際網路").offsets
    [0, 1, 2, 4]
    """
    offsets, at = [], 0
    for match in _any_term().finditer(text):
        offsets += range(at, match.start())
        old, new = len(match[0]), len(_terms()[match[0]])
        offsets += (match.start() + i * old // new for i in range(new))
        at = match.end()
    return Aligned(simplified(text), [*offsets, *range(at, len(text) + 1)])


def paired(text: str) -> str:
    """`text` with “ and ” for its straight quotes, if their number is even.

    >>> paired('实施"双百千"行动'), paired('32"的"大屏"')
    ('实施“双百千”行动', '32"的"大屏"')
    """
    return curled(text) if text.count('"') % 2 == 0 else text


def curled(text: str) -> str:
    """`text` with “ and ” for each pair of straight quotes; the last of an odd number stays."""
    return _STRAIGHT.sub(r"“\1”", text) if '"' in text else text


def script(text: str) -> str:
    """The script most of `text` is written in: "traditional" or "simplified".

    Only characters that belong to one script count; a text without any is called simplified.

    >>> script("中共中央印發工作報告"), script("政协报告，落款“中國人民政協”，共五份报告，请审议")
    ('traditional', 'simplified')
    """
    if not _any_traditional().search(text):
        return "simplified"
    (traditional, simple), counts = _one_script(), Counter(text)
    more = sum(n * ((c in traditional) - (c in simple)) for c, n in counts.items())
    return "traditional" if more > 0 else "simplified"


def _characters(text: str) -> str:
    """`text` with each character simplified; the length stays the same.

    `tw2s` knows 隨著 → 随着, which `t2s` does not; `tw2sp` would also turn 建立 into 创建 and 智慧 into 智能.
    """
    text = text.encode(errors="replace").decode()  # half a surrogate pair is no character
    converted = _converter("tw2s").convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(c if len(c) == 1 else old for old in text for c in [_converter("tw2s").convert(old)])


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


@cache
def _terms() -> dict[str, str]:
    return dict(row.split() for row in rows("taiwan_terms"))


@cache
def _any_term() -> re.Pattern:
    return re.compile(longest_of(_terms()))


@cache
def _one_script() -> tuple[frozenset[str], frozenset[str]]:
    """The characters used only in traditional and only in simplified text: the other character set lacks them."""
    han = [chr(code) for code in range(0x3400, 0xA000)]
    simple = _converter("t2s").convert("\n".join(han)).split("\n")
    complex_ = _converter("s2t").convert("\n".join(han)).split("\n")
    traditional = (c for c, s in zip(han, simple, strict=True) if c != s and not _encodable(c, "gb2312"))
    only_simple = (c for c, t in zip(han, complex_, strict=True) if c != t and not _encodable(c, "cp950"))
    return frozenset(traditional), frozenset(only_simple)


@cache
def _any_traditional() -> re.Pattern:
    return re.compile(f"[{''.join(_one_script()[0])}]")


def _encodable(character: str, encoding: str) -> bool:
    try:
        return bool(character.encode(encoding))
    except UnicodeError:
        return False
