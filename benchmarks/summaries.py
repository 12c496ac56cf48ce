"""Score summaries with character ROUGE and count what a reader would object to, all methods on the same texts.

    python -m benchmarks.summaries GOLD.jsonl [--chars 300] [--n 50]     # rows: id, text, summary (or summaries)
    python -m benchmarks.summaries --seeds                               # the headings of the seeds as reference
    python -m benchmarks.summaries --growth FOLDER                       # how time grows with text and with reports

The methods of `baselines` choose from all sentences of the text with the same selection; `summarize` is what the pages
show: it leaves sentences out that cannot stand alone. Other packages are compared where they are installed (`peers`).
`--ablation` takes one ingredient of ours away at a time. Intervals: paired bootstrap over texts, 95 %.
"""

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from benchmarks.baselines import METHODS, select
from benchmarks.peers import installed
from corpus_tools.choosing import worth
from corpus_tools.choosing.concepts import figures
from corpus_tools.choosing.digest import only_one, ranked_terms, shared_themes
from corpus_tools.choosing.screen import fault
from corpus_tools.corpus import read_corpus
from corpus_tools.script import simplified
from corpus_tools.summarize import sentences_of, summarize

PRICES = {"figures": "FIGURE", "headlines": "HEADLINE"}  # ingredient -> constant of `worth`
UNIT = re.compile(r"[a-z0-9]+(?:[.%][0-9]+)*%?|[^\W_a-z0-9]")


def units(text: str) -> list[str]:
    """The Chinese characters of a text one by one, Latin words and numbers whole, no punctuation."""
    return UNIT.findall(unicodedata.normalize("NFKC", text).lower())


def rouge(candidate: str, reference: str, n: int) -> float:
    """ROUGE-n F1 on units."""
    a, b = units(candidate), units(reference)
    grams = [Counter(zip(*(x[i:] for i in range(n)), strict=False)) for x in (a, b)]
    hits, sizes = (grams[0] & grams[1]).total(), [g.total() for g in grams]
    return 2 * hits / sum(sizes) if sum(sizes) else 0.0


def by(name: str) -> Callable[[str, int], list[str]]:
    """Summaries by one of the methods of `baselines`."""

    def chosen(text: str, max_chars: int) -> list[str]:
        found = sentences_of(text)
        return [found[i].text for i in select(found, METHODS[name](found), max_chars)]

    return chosen


def as_shown(text: str, max_chars: int) -> list[str]:
    """Summaries as the pages show them."""
    return [s.shown for s in summarize(text, max_chars)]


def without(ingredient: str) -> Callable[[str, int], list[str]]:
    """Summaries as shown, with one ingredient of the worth of a sentence taken away."""

    def chosen(text: str, max_chars: int) -> list[str]:
        weights, prices = dict(worth.WEIGHTS), {name: getattr(worth, name) for name in PRICES.values()}
        try:
            if ingredient in PRICES:
                setattr(worth, PRICES[ingredient], 0.0)
            else:
                worth.WEIGHTS[ingredient] = 0.0
            return as_shown(text, max_chars)
        finally:
            worth.WEIGHTS.update(weights)
            for name, price in prices.items():
                setattr(worth, name, price)

    return chosen


def measured(method: Callable, rows: Iterable[dict], max_chars: int) -> dict[str, np.ndarray]:
    """ROUGE, figures in 400 characters, the share of sentences with a fault, milliseconds: a number a text."""
    found = []
    for row in rows:
        start = time.perf_counter()
        chosen = method(row["text"], max_chars)
        spent, said = time.perf_counter() - start, "".join(chosen)
        references = row.get("summaries") or [row["summary"]]
        scores = [max(100 * rouge(said, reference, n) for reference in references) for n in (1, 2)]
        faulty = np.mean([fault(simplified(s)) is not None for s in chosen]) if chosen else 0.0
        found.append((*scores, 400 * len(figures(said)) / max(1, len(said)), 100 * faulty, 1000 * spent))
    return dict(zip(("R1", "R2", "figures", "faulty", "ms"), np.array(found).reshape(-1, 5).T, strict=True))


def difference(a: np.ndarray, b: np.ndarray) -> tuple[float, float, float]:
    """The mean of a - b and its interval, by bootstrap over the same texts."""
    gap = a - b
    means = gap[np.random.default_rng(0).integers(0, len(gap), (5000, len(gap)))].mean(axis=1)
    return float(gap.mean()), *map(float, np.percentile(means, [2.5, 97.5]))


def seeds() -> list[dict]:
    """The texts of the seeds without their headings, and the headings as reference."""
    reports = read_corpus(Path(__file__).parent.parent / "seeds").reports
    return [
        {"id": r.name, "text": "\n".join(p.text for p in r.paragraphs), "summary": "".join(h.text for h in r.headings)}
        for r in reports
    ]


def compared(rows: list[dict], max_chars: int, methods: dict[str, Callable]) -> None:
    """Print a line a method, and how far the first of them is ahead of each."""
    results = {name: measured(method, rows, max_chars) for name, method in methods.items()}
    first = next(iter(results))
    print(f"{len(rows)} texts, {max_chars} characters; last columns: {first} minus the method")
    print(f"{'method':18}    R1    R2 figures faulty%    ms    R1                    R2")
    for name, found in results.items():
        mean = {key: values.mean() for key, values in found.items()}
        numbers = f"{mean['R1']:5.1f} {mean['R2']:5.1f} {mean['figures']:7.1f} {mean['faulty']:7.0f} {mean['ms']:5.0f}"
        gaps = (difference(results[first][key], found[key]) for key in ("R1", "R2"))
        print(
            f"{name:18} {numbers}  ", "   ".join(f"{gap:+5.1f} [{low:+5.1f}, {high:+5.1f}]" for gap, low, high in gaps)
        )


def chosen_methods(only: str, ablation: bool) -> dict[str, Callable]:
    """Ours and the methods whose names match `only`."""
    methods = {name: by(name) for name in METHODS} | installed()
    if ablation:
        methods = {f"- {name}": without(name) for name in (*PRICES, *worth.WEIGHTS)}
    return {"summarize": as_shown} | {name: method for name, method in methods.items() if re.search(only, name)}


def growth(folder: Path) -> None:
    """Print the seconds of the processor that longer texts and more reports cost."""
    reports = read_corpus(folder).reports
    whole = "\n".join(p.text for r in reports for p in r.paragraphs)
    whole *= 320_000 // max(1, len(whole)) + 1
    summarize(whole[:20_000])
    for n in (20_000, 40_000, 80_000, 160_000, 320_000):
        seconds = timed(lambda n=n: summarize(whole[:n]))
        print(f"{n:8} characters {seconds:7.3f} s {1e6 * seconds / n:6.1f} µs a character")
    for n in (len(reports) // 4, len(reports) // 2, len(reports)):
        some = reports[:n]
        ranked = ranked_terms(some)
        seconds = timed(
            lambda some=some, ranked=ranked: (shared_themes(some, ranked=ranked), only_one(some, 3, ranked))
        )
        print(f"{n:8} reports    {seconds:7.3f} s {1000 * seconds / max(1, n):6.1f} ms a report")


def timed(work: Callable, repeats: int = 3) -> float:
    """The least seconds of the processor that `work` took."""
    spent = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("--seeds", action="store_true")
    parser.add_argument("--growth", type=Path)
    parser.add_argument("--chars", type=int, default=300)
    parser.add_argument("--n", type=int, default=None)
    parser.add_argument("--only", default="", help="a pattern of the names of the methods")
    parser.add_argument("--ablation", action="store_true")
    asked = parser.parse_args()
    if asked.growth:
        return growth(asked.growth)
    if asked.gold is None and not asked.seeds:
        parser.error("give a JSONL file with id, text and summary, or --seeds")
    rows = seeds() if asked.seeds else [json.loads(line) for line in asked.gold.read_text("utf-8").splitlines() if line]
    return compared(rows[: asked.n], asked.chars, chosen_methods(asked.only, asked.ablation))


if __name__ == "__main__":
    main()
