"""Texts → characters and pairs of neighbouring ones, features that do not depend on the segmenter."""

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy import sparse

BLOCK = 512  # texts that are counted at once
_LATIN = re.compile("[A-Za-z][A-Za-z0-9]+")
_RUN = re.compile(rf"[\u3400-\u9fff]+|{_LATIN.pattern}")


def grams(text: str) -> list[str]:
    """The Chinese characters of `text` and the pairs of neighbours among them; Latin words whole.

    >>> grams("提案办理,App")
    ['提', '案', '办', '理', '提案', '案办', '办理', 'App']
    """
    found: list[str] = []
    for run in _RUN.findall(text):
        found += [run] if run[0] < "\u3400" else [*run, *map("".join, pairwise(run))]
    return found


def gram_counts(texts: Sequence[str]) -> sparse.csr_matrix:
    """How often each of the `grams` stands in each text, texts × grams.

    >>> gram_counts(["提案", "提案提案", "App"]).toarray().tolist()
    [[0, 1, 1, 1, 0], [0, 2, 2, 2, 1], [1, 0, 0, 0, 0]]
    """
    latin = {word: i for i, word in enumerate(sorted(set(_LATIN.findall("\n".join(texts)))))}
    blocks = [_counted(texts[i : i + BLOCK], latin) for i in range(0, len(texts) or 1, BLOCK)]
    codes, counts, sizes = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    known, columns = np.unique(codes, return_inverse=True)
    return sparse.csr_matrix((counts, columns, np.append(0, sizes.cumsum())), (len(texts), len(known)))


def _counted(texts: Sequence[str], latin: dict[str, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The grams of some texts as sorted numbers, their counts, and how many each text has.

    The number of a pair combines those of both characters.
    """
    text = "".join(f"{text}\n" for text in texts)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    row = np.repeat(np.arange(len(texts)) << 32, [len(text) + 1 for text in texts])
    chinese = (points >= 0x3400) & (points <= 0x9FFF)
    one, pair = row + (points << 16), chinese[:-1] & chinese[1:]
    words = [row[match.start()] + latin[match[0]] for match in _LATIN.finditer(text)]
    found = np.concatenate([one[chinese], (one[:-1] + points[1:])[pair], np.array(words, np.int64)])
    found, counts = np.unique(found, return_counts=True)
    return found.astype(np.uint32), counts.astype(np.int32), np.bincount(found >> 32, minlength=len(texts))
