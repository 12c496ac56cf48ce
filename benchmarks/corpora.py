"""Reports enough to see how time grows: `python -m benchmarks.corpora N DIR [SOURCE …]` writes N text files.

They are no real reports but real paragraphs: each has a title of its own and paragraphs drawn from those of SOURCE
(files or folders; without one `seeds/`) under the headings of one of them, some 10,000 characters in all. The same N
gives the same files, and the first of them are the same for every N.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus_tools.corpus import read_corpus
from corpus_tools.report import Report
from corpus_tools.script import simplified

SEEDS = Path(__file__).parent.parent / "seeds"
LENGTH = 10_000  # characters
TITLE = "{place}{number}区政协常务委员会工作报告\n——{year}年1月9日在政协{place}{number}区第{session}届委员会会议上"
PLACES = ("东海市", "南山市", "西河市", "北原市", "中川市")
FOLDER = 1000  # files a folder


class Pool:
    """The paragraphs and headings that reports are made of."""

    def __init__(self, sources: Sequence[str | Path] = (SEEDS,)):
        reports = read_corpus(sources).reports
        self.outlines = [headings for r in reports if (headings := _headings(r))] or [["工作回顾", "工作安排"]]
        self.paragraphs = sorted({simplified(p.text) for r in reports for p in r.paragraphs if len(p.text) > 40})


def _headings(report: Report) -> list[str]:
    return [simplified(s.heading) for s in report.sections if s.heading and s.level == 1]


def made(number: int, pool: Pool, length: int = LENGTH) -> str:
    """The text of a report by its number."""
    draw = random.Random(number)
    outline = draw.choice(pool.outlines)
    year, place = 2015 + number % 10, PLACES[number % len(PLACES)]
    lines = [TITLE.format(place=place, number=number, year=year + 1, session=number % 20 + 1)]
    total, wanted = 0, length / len(outline)
    for i, heading in enumerate(outline, 1):
        lines.append(heading)
        while total < i * wanted:
            lines.append(f"{draw.choice(pool.paragraphs)}第{number}号，办结{draw.randrange(1, 10_000)}件。")
            total += len(lines[-1])
    return "\n".join(lines) + "\n"


def texts(n: int, sources: Sequence[str | Path] = (SEEDS,), length: int = LENGTH) -> Iterator[str]:
    """The first `n` reports."""
    pool = Pool(sources)
    return (made(number, pool, length) for number in range(n))


def write(n: int, folder: Path, sources: Sequence[str | Path] = (SEEDS,), length: int = LENGTH) -> list[Path]:
    """The files of the first `n` reports, at most a thousand in a folder."""
    paths = []
    for number, text in enumerate(texts(n, sources, length)):
        path = folder / f"{number // FOLDER:03d}" / f"{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or (SEEDS,))
