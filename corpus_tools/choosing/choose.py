"""The worth of sentences → the chosen ones: within a number of characters, without repetition, in source order."""

from collections.abc import Sequence

import numpy as np

from corpus_tools.choosing.concepts import bigrams, figures
from corpus_tools.choosing.worth import Worth
from corpus_tools.report import Sentence

FILLED = 0.7  # a summary that has used less of its room takes even what lowers its worth: plans
ALIKE = 0.5  # two sentences that share more than this of the shorter one's bigrams say the same
SURELY = 0.9  # … than this, if each has numbers, but other ones: 审结刑事案件602件, 审结民事案件9305件


class Alike:
    """Which sentences say the same: those that share most bigrams of the shorter one."""

    def __init__(self, sentences: Sequence[Sentence]):
        self.has = (bigrams(tuple(s.simplified for s in sentences)) > 0).astype(float).tocsr()
        self.sizes = np.asarray(self.has.sum(axis=1)).ravel()
        self.numbers = [frozenset(figures(s.simplified)) for s in sentences]

    def to(self, i: int) -> np.ndarray:
        """A mask of the sentences that are like sentence `i`, itself among them."""
        mark = np.zeros(self.has.shape[1])
        mark[self.has.indices[self.has.indptr[i] : self.has.indptr[i + 1]]] = 1
        other = [bool(own and self.numbers[i]) and own.isdisjoint(self.numbers[i]) for own in self.numbers]
        mask = self.has @ mark > np.where(other, SURELY, ALIKE) * np.minimum(self.sizes, self.sizes[i])
        mask[i] = True
        return mask


def best(worth: Worth, sentences: Sequence[Sentence], max_chars: int) -> list[int]:
    """The indices of the sentences that add most worth per character within `max_chars`, taken one by one.

    They come in source order. To try each choice again was no nearer to the summaries people write.
    """
    costs, alike = np.array([max(1, len(s.text)) for s in sentences]), Alike(sentences)
    taken, free, left = [], np.ones(len(costs), bool), max_chars
    while (fits := np.flatnonzero(free & (costs <= left))).size:
        rates = worth.gains(taken)[fits] / costs[fits]
        if rates.max() <= 0 and left <= (1 - FILLED) * max_chars:
            break
        i = int(fits[rates.argmax()])
        taken.append(i)
        left -= int(costs[i])
        free &= ~alike.to(i)
    return sorted(taken)
