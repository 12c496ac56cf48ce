"""Megabytes of text a second from which indicators are read, on one core: `python -m benchmarks.indicators [PATH …]`.

PATH is a report or a folder of reports; without one `seeds/` is read. Reading and parsing the files is not timed.
"""

import sys
import time
from pathlib import Path

from corpus_tools.corpus import read_corpus
from corpus_tools.indicators import indicators

SEEDS = Path(__file__).parent.parent / "seeds"
ROUNDS = 5


def main(paths: list[str]) -> None:
    reports = read_corpus(paths or [str(SEEDS)]).reports
    size = sum(len(s.text.encode()) for r in reports for s in r.sentences)
    rows = sum(len(indicators(r)) for r in reports)  # warms the word lists
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for report in reports:
            indicators(report)
        times.append(time.process_time() - began)
    best = min(times)
    print(f"{len(reports)} reports, {size / 1e6:.2f} MB, {rows} rows: {size / 1e6 / best:.2f} MB/s")


if __name__ == "__main__":
    main(sys.argv[1:])
