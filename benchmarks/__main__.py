"""All stages in one command: `python -m benchmarks [STAGE …] [--quick]` writes benchmarks/RESULTS.json and RESULTS.md.

Each stage runs in a process of its own, one after the other, and all of them twice over; CPU seconds count, and the
less of the two, so that other work on the machine disturbs little. What compares is a ratio within one run. Stages of
packages that are not installed are left out.
"""

import argparse
import json
import math
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 2
NAMES = (
    "floor", "read", "convert", "parse", "words", "vectorize", "keywords", "topics", "topics, number given",
    "summaries", "indicators", "equal work", "whole way", "pages", "pages, one new", "tutorial words",
    "tutorial keywords", "tutorial topics", "tutorial summaries", "jieba TF-IDF", "tomotopy LDA", "gensim LDA",
    "sumy LexRank", "TextRank4ZH",
)  # fmt: skip
MOST = dict.fromkeys(("pages", "pages, one new", "sumy LexRank", "TextRank4ZH"), ("1", "2"))
TUTORIAL = ("tutorial keywords", "tutorial topics", "tutorial summaries")
WHOLE = ("read", "parse", "keywords", "topics", "summaries", "indicators")  # what the whole way is made of
PAIRS = {  # what is compared: ours, theirs
    "words and TF-IDF, equal work": (("equal work",), ("tutorial keywords",)),
    "keywords": (("keywords",), ("tutorial keywords",)),
    "topics, their number given": (("topics, number given",), ("tutorial topics",)),
    "topics, their number chosen": (("topics",), ("tutorial topics",)),
    "summaries": (("summaries",), ("tutorial summaries",)),
    "the whole way, ours with indicators": (("whole way",), TUTORIAL),
    "… without what the tutorial has not": (
        ("read", "parse", "keywords", "topics, number given", "summaries"), TUTORIAL
    ),
    "summaries, against sumy's LexRank": (("summaries",), ("sumy LexRank",)),
    "summaries, against TextRank4ZH": (("summaries",), ("TextRank4ZH",)),
    "topics, their number chosen, against tomotopy": (("topics",), ("tomotopy LDA",)),
    "topics, their number chosen, against gensim": (("topics",), ("gensim LDA",)),
    "the whole way, against jieba + tomotopy + sumy": (
        ("whole way",), ("jieba TF-IDF", "tomotopy LDA", "sumy LexRank")
    ),
    "the whole way, against jieba + gensim + TextRank4ZH": (
        ("whole way",), ("jieba TF-IDF", "gensim LDA", "TextRank4ZH")
    ),
}  # fmt: skip


def run(name: str, quick: bool) -> dict | None:
    """What a stage's own process measures; None if it failed."""
    factors = ("1",) if quick else MOST.get(name, ())
    words = [sys.executable, "-m", "benchmarks.stages", name, *factors]
    done = subprocess.run(words, cwd=HERE.parent, capture_output=True, text=True)
    if done.returncode:
        print(f"{name}: left out: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout)


def least(runs: Sequence[dict]) -> dict:
    """Of several runs of a stage: each row as in the run that took least for it, and the highest memory."""
    rows = [min(same, key=lambda row: row["seconds"]) for same in zip(*(found["rows"] for found in runs), strict=False)]
    return {**runs[0], "rows": rows, "peak_mb": max(found["peak_mb"] for found in runs)}


def growth(rows: list[dict]) -> float | None:
    """The power of the number of reports that time grows with: 1 is linear."""
    first, last = rows[0], rows[-1]
    if len(rows) < 2 or not first["seconds"] or not last["seconds"]:
        return None
    return math.log(last["seconds"] / first["seconds"]) / math.log(last["reports"] / first["reports"])


def line(found: dict) -> str:
    """A row of the table of stages."""
    last, power = found["rows"][-1], growth(found["rows"])
    speed, each = last["bytes"] / 1e6 / last["seconds"], 1000 * last["seconds"] / last["reports"]
    shown = "–" if power is None else f"{power:.2f}"
    return f"| {found['stage']} | {speed:,.3g} | {each:,.3g} | {last['reports']} | {shown} | {found['peak_mb']} |"


def ratios(stages: dict[str, dict]) -> dict[str, float]:
    """How many times faster ours is, on the largest corpus that both were given."""
    return {name: r for name, (ours, theirs) in PAIRS.items() if (r := _ratio(stages, ours, theirs))}


def _ratio(stages: dict[str, dict], ours: Sequence[str], theirs: Sequence[str]) -> float | None:
    times = _times(stages, (*ours, *theirs))
    return times and sum(times[name] for name in theirs) / sum(times[name] for name in ours)


def _times(stages: dict[str, dict], names: Sequence[str]) -> dict[str, float] | None:
    """The seconds a report of each, on the largest corpus that all were given; None if one is not there."""
    if not all(name in stages for name in names):
        return None
    rows = {name: {row["factor"]: row["seconds"] / row["reports"] for row in stages[name]["rows"]} for name in names}
    largest = max(set.intersection(*map(set, rows.values())))
    return {name: times[largest] for name, times in rows.items()}


def split(stages: dict[str, dict]) -> dict[str, float]:
    """Milliseconds a report of the parts of the whole way: what the tutorial does too, and what is more."""
    times = _times(stages, (*WHOLE, "equal work", "topics, number given"))
    if times is None:
        return {}
    seconds = {
        "the file, in whatever encoding": times["read"],
        "the report in it: title, body, year, place, sections": times["parse"],
        "words and TF-IDF: what the tutorial's keywords are": times["equal work"],
        "… phrases and names instead of words, with their sentences": times["keywords"] - times["equal work"],
        "topics, eight of them": times["topics, number given"],
        "… how many there are: each number tried, on samples too": times["topics"] - times["topics, number given"],
        "summaries: sentences that can stand alone, with reasons": times["summaries"],
        "indicators: who did how much of what, when, planned or done": times["indicators"],
    }
    return {name: 1000 * value for name, value in seconds.items()}


def markdown(stages: dict[str, dict], machine: dict) -> str:
    """The tables, as they are committed."""
    head = "| stage | MB/s | ms a report | reports | growth | peak MB |\n|---|---|---|---|---|---|"
    faster = "\n".join(f"| {name} | {value:.2g} |" for name, value in ratios(stages).items())
    spent = "\n".join(f"| {name} | {ms:.1f} |" for name, ms in split(stages).items())
    about = ", ".join(f"{key} {value}" for key, value in machine.items())
    return (
        f"# Speed\n\n`python -m benchmarks` wrote this. {about}; one core, CPU seconds, the less of two\nruns; reports "
        "made of the paragraphs of `seeds/`, 10,000 characters each (`benchmarks/corpora.py`). *Growth* is the\n"
        "power of the number of reports that time grows with: 1 is linear. Peak memory is that of the whole process,\n"
        "dictionaries and libraries included.\n\n"
        f"{head}\n" + "\n".join(map(line, stages.values())) + "\n\n"
        "Ours against the usual tutorial (`benchmarks/tutorial.py`) and against packages as their documentation has "
        "them\n(`benchmarks/peers.py`), on the same texts, in the same run: how many times faster; below 1 ours is "
        f"slower.\n\n| work | times |\n|---|---|\n{faster}\n\n"
        f"What the time of the whole way buys.\n\n| work | ms a report |\n|---|---|\n{spent}\n"
    )


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", nargs="*", choices=[*NAMES, []], help="only these; nothing is written")
    parser.add_argument("--quick", action="store_true", help="the smallest corpus only; nothing is written")
    asked = parser.parse_args()
    rounds = [[run(name, asked.quick) for name in asked.stage or NAMES] for _ in range(1 if asked.quick else ROUNDS)]
    runs = [[found for found in same if found] for same in zip(*rounds, strict=True)]
    stages = {found[0]["stage"]: least(found) for found in runs if found}
    machine = {"Python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
    if hasattr(os, "getloadavg"):
        machine["programs waiting for them"] = round(os.getloadavg()[2], 1)
    text = markdown(stages, machine)
    print(text)
    if not asked.stage and not asked.quick:
        results = {"machine": machine, "ratios": ratios(stages), "stages": list(stages.values())}
        (HERE / "RESULTS.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
