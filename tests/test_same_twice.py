"""The same bytes whatever the hash seed, the order of the files, the time zone, the locale and how sums are made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import OTHER, REPORT

RUN = """
import builtins, functools, math, operator, os, sys
def added(values, start=0):
    values = [start, *values]
    if os.environ["ADDED"] == "exactly" and set(map(type, values)) - {int, bool} == {float}:
        return math.fsum(values)
    return functools.reduce(operator.add, values)
if "ADDED" in os.environ:
    builtins.sum = added
from corpus_tools.__main__ import main
out, *files = sys.argv[1:]
sys.exit(main(["tables", *files, "--out", out + "/tables"]) or main(["parse", *files, "--out", out + "/parse"]))
"""
SEEDS = sorted(map(str, (Path(__file__).parent.parent / "seeds").glob("*.txt")))
PLAIN = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
ODD = {  # no UTF-8 anywhere, and nearly a day ahead
    "plain C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Pacific/Kiritimati"},
    "Chinese": {"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0", "TZ": "Asia/Shanghai"},
    "Turkish": {"LC_ALL": "tr_TR.ISO8859-9", "PYTHONUTF8": "0", "TZ": "America/Anchorage", "OMP_NUM_THREADS": "1"},
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    texts = [REPORT, OTHER, OTHER.replace("2022", "2021").replace("312", "287").replace("56", "61")]
    for name, text, encoding in zip("bca", texts, ("utf-8", "gb18030", "utf-16"), strict=True):
        (folder / f"{name}.txt").write_text(text, encoding=encoding)
    return sorted(map(str, folder.iterdir()))


def written(files, out, environment):
    """What `tables` and `parse` write of these files in this order, by path."""
    words = [sys.executable, "-c", RUN, str(out), *files]
    run = subprocess.run(words, env={**os.environ, **environment}, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode("utf-8", "replace")
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def plain(reports, tmp_path_factory):
    return written(reports, tmp_path_factory.mktemp("plain"), PLAIN)


@pytest.mark.parametrize(("seed", "where"), list(enumerate(ODD, 1)))
def test_neither_seed_nor_order_nor_zone_nor_locale_changes_a_byte(plain, reports, tmp_path, seed, where):
    again = written(reports[seed:] + reports[:seed], tmp_path, {**ODD[where], "PYTHONHASHSEED": str(seed)})
    assert sorted(again) == sorted(plain)
    assert len(plain) > 10
    assert [name for name in plain if again[name] != plain[name]] == []


def test_the_last_digits_of_sums_change_no_label_no_rank_and_no_byte(tmp_path):
    """`sum` of fractions is exact since Python 3.12 and was not before: what is written is the same."""
    before, since = (written(SEEDS, tmp_path / way, {**PLAIN, "ADDED": way}) for way in ("in turn", "exactly"))
    assert len(before) > 30
    assert [name for name in before if since[name] != before[name]] == []
