"""How the time of a comparison grows with the number of reports: run `python -m benchmarks.compare [N …]`.

The reports are made of the sentences of `seeds/`, drawn anew for each, so that they share wording as reports do; in
every second sentence each ninth character is another, so that most wording is a report's own. The second table
holds the sketch that is used for more than 1000 reports against the exact count on the same reports.
"""

import random
import sys
import time
from pathlib import Path

import numpy as np

from corpus_tools.compare import ritual_shares, similarity
from corpus_tools.comparing import shared_wording
from corpus_tools.comparing.coinages import coinages
from corpus_tools.comparing.plans import outcomes
from corpus_tools.comparing.shared_wording import overlaps, shared_passages
from corpus_tools.corpus import read_corpus
from corpus_tools.report import Paragraph, Report, Section, Sentence

SEEDS = Path(__file__).parent.parent / "seeds"
LENGTH = 15_000  # characters of a report


def made(number: int, texts: list[str]) -> Report:
    """A report of about `LENGTH` characters; body and year by its number."""
    chosen, name, total = [], f"r{number:05d}", 0
    draw = random.Random(number)
    while total < LENGTH:
        chosen.append(draw.choice(texts) if draw.random() < 0.5 else changed(draw.choice(texts), draw))
        total += len(chosen[-1])
    sentences = [Sentence(t, t, name, 0, i, i, 0) for i, t in enumerate(chosen)]
    section = Section("工作回顾", 1, 0, tuple(Paragraph(s.text, s.text, name, 0, s.number, 1, (s,)) for s in sentences))
    organ, year = f"第{number // 5}市政府", 2019 + number % 5
    return Report(name, name, None, organ, (), year, None, None, (), None, "simplified", (), (section,), ())


def changed(text: str, draw: random.Random) -> str:
    """`text` with each ninth character replaced, so that no eight characters of it are left together."""
    return "".join(c if i % 9 else chr(draw.randrange(0x4E00, 0x9FA5)) for i, c in enumerate(text))


def sketched(reports: list[Report], every: int) -> np.ndarray:
    """The overlaps with one shingle in `every`."""
    limit, shared_wording._EXACT = shared_wording._EXACT, len(reports) / every**0.5
    try:
        return overlaps(reports)
    finally:
        shared_wording._EXACT = limit


def hold(reports: list[Report]) -> None:
    """Print for sketches of several sizes the error and how many of the 100 nearest pairs are among its first 200."""
    exact, other = overlaps(reports), ~np.eye(len(reports), dtype=bool)
    best = set(np.argsort(-np.where(other, exact, -1), axis=None, kind="stable")[:100].tolist())
    for every in (4, 9, 16):
        share = sketched(reports, every)
        found = set(np.argsort(-np.where(other, share, -1), axis=None, kind="stable")[:200].tolist())
        error = np.abs(exact - share)[other]
        print(f"{len(reports):7d} {every:6d} {error.mean():11.4f} {error.max():9.4f} {len(best & found) / 100:9.2f}")


def timed(work, *arguments) -> float:
    """Seconds of the processor that a call takes."""
    began = time.process_time()
    work(*arguments)
    return time.process_time() - began


def main(sizes: list[int]) -> None:
    """Print a line a size: seconds of each part."""
    texts = [s.simplified for r in read_corpus(SEEDS).reports for s in r.sentences]
    print("reports  megabytes  ritual  coinages  similarity  overlaps  passages  plans")
    for n in sizes:
        reports = [made(i, texts) for i in range(n)]
        size = sum(len(s.text.encode()) for r in reports for s in r.sentences) / 1e6
        whole = [timed(f, reports) for f in (ritual_shares, coinages, similarity, overlaps)]
        pair = [timed(f, reports[0], reports[1]) for f in (shared_passages, outcomes)]
        print(f"{n:7d} {size:10.1f} " + " ".join(f"{t:8.2f}" for t in (*whole, *pair)))
    print("reports  one in  mean error  max error  100 in 200")
    hold([made(i, texts) for i in range(max(sizes))])


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [5, 10, 20, 40, 80])
