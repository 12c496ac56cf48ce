"""The neighbours of phrases → how varied they are: the more varied, the more likely a phrase is complete."""

import math
from typing import NamedTuple

import numpy as np


class Sides(NamedTuple):
    """The neighbours of each phrase on one side: their entropy, and whether it is always one word."""

    entropy: np.ndarray
    alone: np.ndarray


def sides(phrase: np.ndarray, neighbour: np.ndarray) -> Sides:
    """The neighbours on one side; each end of a text (0) counts as a different neighbour.

    `phrase` and `neighbour` have an entry for each occurrence: the index of the phrase and of its neighbour.
    """
    kinds, first, n = np.unique(phrase << 32 | neighbour, return_index=True, return_counts=True)
    order = np.argsort(first)
    who, inner, n = kinds[order] >> 32, (kinds[order] & 0xFFFFFFFF) > 0, n[order]
    size, ends = np.bincount(phrase), np.bincount(who, n * ~inner)
    told, varied = np.zeros(len(n)), inner & (n < size[who])  # the logarithm of 1 is 0
    told[varied] = n[varied] * log(size[who[varied]] / n[varied])
    entropy, ended = np.bincount(who, told).astype(float), ends > 0  # of nothing numpy counts whole numbers
    entropy[ended] += ends[ended] * log(size[ended])
    return Sides(entropy / size, (np.bincount(who) == 1) & ~ended)


def log(values: np.ndarray) -> np.ndarray:
    """Logarithms that are the same on every machine, unlike numpy's."""
    return np.fromiter(map(math.log, values.tolist()), float, len(values))
