"""Two counts of the same terms → how significant and how large their difference is."""

from collections.abc import Sequence

import numpy as np


def log_odds(row, rest):
    """z-scores of the log-odds ratio between two counts of the same terms (Monroe, Colaresi and Quinn 2008).

    The prior is the sum of both counts, scaled to a tenth of their total, but at most to 500.
    """
    row, rest = np.asarray(row, float), np.asarray(rest, float)
    both = row + rest
    prior = min(0.1, 500 / max(both.sum(), 1.0)) * both + 1e-9
    here = np.log((row + prior) / (row.sum() + prior.sum() - row - prior))
    there = np.log((rest + prior) / (rest.sum() + prior.sum() - rest - prior))
    return (here - there) / np.sqrt(1 / (row + prior) + 1 / (rest + prior))


def log_likelihood(row, rest):
    """Dunning's G² of each term; two counts and two totals."""
    row, rest = np.asarray(row, float), np.asarray(rest, float)
    a, b = row.sum(), rest.sum()
    share = (row + rest) / max(a + b, 1.0)
    return g2((row, rest, a - row, b - rest), (a * share, b * share, a * (1 - share), b * (1 - share)))


def g2(observed: Sequence, expected: Sequence):
    """Dunning's G² (1993): how unlikely it is that counts differ from the expected ones by chance."""
    from scipy.special import xlogy  # takes long to import, and not every command compares

    return 2 * sum(xlogy(o, o / np.maximum(e, 1e-12)) for o, e in zip(observed, expected, strict=True))


def ratio(row, rest):
    """How many times as often a term occurs in the first count as in the second, smoothed by half an occurrence."""
    row, rest = np.asarray(row, float), np.asarray(rest, float)
    return ((row + 0.5) / (row.sum() + 0.5)) / ((rest + 0.5) / (rest.sum() + 0.5))
