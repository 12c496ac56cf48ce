"""Traditional → simplified characters, with the original kept beside it."""

from functools import cache

import opencc


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def simplified(text: str) -> str:
    """`text` in simplified characters, in the words of the mainland (資訊 → 信息)."""
    return _converter("tw2sp").convert(text)


def script(text: str) -> str:
    """"traditional" or "simplified": in which characters `text` is written."""
    changed = sum(a != b for a, b in zip(text, _converter("t2s").convert(text), strict=False))
    return "traditional" if changed > 0.02 * len(text) else "simplified"
