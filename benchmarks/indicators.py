"""Megabytes of text a second from which indicators are read, on one core: `python -m benchmarks.indicators [PATH …]`.

PATH is a report or a folder of reports; without one `seeds/` is read. Reading and parsing the files is not timed.
Then how many times longer text takes that is twice as long, in one sentence without an end: 2 is linear.
"""

import inspect
import sys
import time
from dataclasses import replace
from pathlib import Path

from corpus_tools.corpus import read_corpus
from corpus_tools.indicators import indicators
from corpus_tools.report import Report

READ = inspect.unwrap(indicators)  # without the store, which would give back what it kept
SEEDS = Path(__file__).parent.parent / "seeds"
ROUNDS = 5
HOSTILE = ("1个", "(1件", "到2027年1个", "东经1度", "由1到2个", "未1件", "一比一", "第1次", "“1件”", "比上年增长1%、")


def main(paths: list[str]) -> None:
    reports = read_corpus(paths or [str(SEEDS)]).reports
    size = sum(len(s.text.encode()) for r in reports for s in r.sentences)
    rows = sum(len(READ(r)) for r in reports)  # warms the word lists
    best = seconds(reports)
    print(f"{len(reports)} reports, {size / 1e6:.2f} MB, {rows} rows: {size / 1e6 / best:.2f} MB/s")
    for part in HOSTILE:
        short, long = (seconds([one_sentence(reports[0], part * (size // len(part)))]) for size in (8000, 16000))
        print(f"{part}: {long / short:.1f} times as long for twice the text")


def seconds(reports: list[Report]) -> float:
    """The shortest time in which the indicators of the reports were read."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for report in reports:
            READ(report)
        times.append(time.process_time() - began)
    return min(times)


def one_sentence(model: Report, text: str) -> Report:
    """A report of one sentence, made of the first section of another."""
    section = next(s for s in model.sections if s.paragraphs)
    paragraph = section.paragraphs[0]
    sentence = paragraph.sentences[0]._replace(text=text, simplified=text)
    return replace(model, sections=(section._replace(paragraphs=(paragraph._replace(sentences=(sentence,)),)),))


if __name__ == "__main__":
    main(sys.argv[1:])
