"""Two partitions of the same texts → how well they agree."""

import numpy as np


def overlaps(both: np.ndarray) -> np.ndarray:
    """The Jaccard overlap of each group of one partition with each of another, from the contingency table."""
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    return both / np.maximum(either, 1)


def agreement(both: np.ndarray) -> float:
    """The adjusted Rand index of two partitions (Hubert and Arabie 1985), from the contingency table."""
    squares = (both.sum() ** 2, (both**2).sum(), (both.sum(axis=1) ** 2).sum(), (both.sum(axis=0) ** 2).sum())
    everything, together, first, second = map(int, squares)
    same, ones, others = together - int(both.sum()), first - together, second - together  # pairs of texts
    apart = everything - together - ones - others
    most = (same + ones) * (ones + apart) + (same + others) * (others + apart)
    return 2 * (same * apart - ones * others) / most if ones or others else 1.0
