"""Growth of every regular expression on texts that punish backtracking.

    python -m benchmarks.patterns [CHARACTERS] [NAME]

Each pattern of the package (whose name contains NAME) searches texts made of one unit again and again, N and 4 N
characters long; a linear pattern takes about 4 times as long, a quadratic one 16 times. Printed are those that take
more than `SUSPECT` times.
"""

import importlib
import itertools
import pkgutil
import re
import sys
import time

import corpus_tools

SUSPECT, GROWTH, LEAST = 8.0, 4, 0.001  # times, times, seconds
SIGNS = " 　1一十百万点第年月、,。“”《》(（)[-—·:;+/<aA=%\n\t是的区市县会"
WORDS = "1, 1. 111, 1.1, 1+ 1: 一二 书记 百分之 <a 工作 一是 增长 1年 年1 (一 第一 1万 万1 会议 人民政府 提案 http://a"
WORDS += " a@ &amp; 来源: 名词解释 1- 1/"
UNITS = [*SIGNS, *WORDS.split(), " \n", "1 ", "一 ", "中 ", "a "]


def patterns() -> dict[str, re.Pattern]:
    """Every pattern that a module of the package holds, by its name."""
    names = [m.name for m in pkgutil.walk_packages(corpus_tools.__path__, "corpus_tools.") if "__main__" not in m.name]
    modules = [importlib.import_module(name) for name in names]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }


def seconds(pattern: re.Pattern, text: str) -> float:
    """The processor's time to find all matches in a text: the shorter of two."""
    taken = []
    for _ in range(2):
        started = time.process_time()
        sum(1 for _ in pattern.finditer(text))
        pattern.match(text)
        taken.append(time.process_time() - started)
    return min(taken)


def slowest(pattern: re.Pattern, characters: int) -> tuple[float, float, str]:
    """The text on which a pattern slows down most: how often the time of N that of 4 N is, that time, the unit."""
    worst = (0.0, 0.0, "")
    for unit, end in itertools.product(UNITS, ["", "☃"]):
        text = unit * (characters // len(unit))
        short = seconds(pattern, text + end)
        if short > LEAST:
            long = seconds(pattern, text * GROWTH + end)
            worst = max(worst, (long / short, long, unit))
    return worst


def main() -> None:
    """Print the suspects and how many patterns were tried."""
    asked = dict(enumerate(sys.argv))
    characters, wanted = int(asked.get(1, 1000)), asked.get(2, "")
    chosen = {name: pattern for name, pattern in patterns().items() if wanted in name}
    found = 0
    for name, pattern in chosen.items():
        growth, long, unit = slowest(pattern, characters)
        if growth > SUSPECT:
            found += 1
            print(
                f"{name}: {unit!r} × {characters * GROWTH // len(unit)}: {long:.3f} s, {growth:.1f} times a quarter's"
            )
    print(f"{len(chosen)} patterns on {2 * len(UNITS)} texts each: {found} grow faster than their text")


if __name__ == "__main__":
    main()
