"""All stages in one command: `python -m benchmarks [STAGE …] [--quick]` writes benchmarks/RESULTS.json and RESULTS.md.

Each stage runs in a process of its own, one after the other; CPU seconds count, so that other work on the machine
disturbs little. What compares is a ratio within one run. Stages of packages that are not installed are left out.
"""

import argparse
import json
import math
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = (
    "floor", "read", "convert", "parse", "words", "vectorize", "keywords", "topics", "summaries", "indicators",
    "equal work", "whole way", "pages", "tutorial keywords", "tutorial topics", "tutorial summaries", "sumy LexRank",
)  # fmt: skip
MOST = {"pages": ("1", "2"), "sumy LexRank": ("1",), "topics": ("1", "2", "4", "8"), "whole way": ("1", "2", "4", "8")}


def run(name: str, quick: bool) -> dict | None:
    """What a stage's own process measures; None if it failed."""
    factors = ("1",) if quick else MOST.get(name, ())
    words = [sys.executable, "-m", "benchmarks.stages", name, *factors]
    done = subprocess.run(words, cwd=HERE.parent, capture_output=True, text=True)
    if done.returncode:
        print(f"{name}: left out: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout)


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
    pairs = {
        "words and TF-IDF, equal work": (["equal work"], ["tutorial keywords"]),
        "keywords": (["keywords"], ["tutorial keywords"]),
        "topics": (["topics"], ["tutorial topics"]),
        "summaries": (["summaries"], ["tutorial summaries"]),
        "the whole way, ours with indicators": (
            ["whole way"], ["tutorial keywords", "tutorial topics", "tutorial summaries"]
        ),
        "summaries, against sumy's LexRank": (["summaries"], ["sumy LexRank"]),
    }  # fmt: skip
    return {name: r for name, (ours, theirs) in pairs.items() if (r := _ratio(stages, ours, theirs))}


def _ratio(stages: dict[str, dict], ours: list[str], theirs: list[str]) -> float | None:
    if not all(name in stages for name in (*ours, *theirs)):
        return None
    times = {name: {row["factor"]: row["seconds"] for row in stages[name]["rows"]} for name in (*ours, *theirs)}
    both = max(set.intersection(*(set(t) for t in times.values())))
    return sum(times[name][both] for name in theirs) / sum(times[name][both] for name in ours)


def markdown(stages: dict[str, dict], machine: dict) -> str:
    """The tables, as they are committed."""
    head = "| stage | MB/s | ms a report | reports | growth | peak MB |\n|---|---|---|---|---|---|"
    faster = "\n".join(f"| {name} | {value:.1f} |" for name, value in ratios(stages).items())
    about = ", ".join(f"{key} {value}" for key, value in machine.items())
    return (
        f"# Speed\n\n`python -m benchmarks` wrote this. {about}; one core, CPU seconds; reports made of the paragraphs "
        "of `seeds/`, 10,000\ncharacters each (`benchmarks/corpora.py`). *Growth* is the power of the number of "
        "reports that time grows with: 1 is\nlinear. Peak memory is that of the whole process, dictionaries and "
        "libraries included.\n\n"
        f"{head}\n" + "\n".join(map(line, stages.values())) + "\n\n"
        "Ours against the usual tutorial (`benchmarks/tutorial.py`) on the same texts, in the same run: how many times "
        f"faster.\n\n| work | times |\n|---|---|\n{faster}\n"
    )


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", nargs="*", choices=[*NAMES, []], help="only these; nothing is written")
    parser.add_argument("--quick", action="store_true", help="the smallest corpus only; nothing is written")
    asked = parser.parse_args()
    stages = {name: found for name in asked.stage or NAMES if (found := run(name, asked.quick))}
    machine = {"Python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
    text = markdown(stages, machine)
    print(text)
    if not asked.stage and not asked.quick:
        results = {"machine": machine, "ratios": ratios(stages), "stages": list(stages.values())}
        (HERE / "RESULTS.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
