"""How the time of a comparison grows with the number of reports: run `python -m benchmarks.compare [N …]`.

The reports are made of the sentences of `seeds/`, drawn anew for each, so that they share wording as reports do.
"""

import random
import sys
import time
from pathlib import Path

from corpus_tools.compare import ritual_shares, similarity
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
        chosen.append(draw.choice(texts))
        total += len(chosen[-1])
    sentences = [Sentence(t, t, name, 0, i, i, 0) for i, t in enumerate(chosen)]
    section = Section("工作回顾", 1, 0, tuple(Paragraph(s.text, s.text, name, 0, s.number, 1, (s,)) for s in sentences))
    organ, year = f"第{number // 5}市政府", 2019 + number % 5
    return Report(name, name, None, organ, (), year, None, None, (), None, "simplified", (), (section,), ())


def timed(work, *arguments) -> float:
    """Seconds that a call takes."""
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began


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


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [5, 10, 20, 40, 80])
