"""Faults: killed at any moment, a full disk, no memory, two runs at once, a clock that is wrong."""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from hostile import GOOD, OTHER, REPORT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such limits and signals on Windows")

KILLS = int(os.environ.get("KILLS", "20"))
RUN = """
import json, os, resource, sys
from corpus_tools.__main__ import main
from corpus_tools.publishing import data_files  # the long imports come before the run that is killed
from corpus_tools.tokenize import words
words("提案")
for line in sys.stdin:
    asked = json.loads(line)
    if not (child := os.fork()):
        for name, limit in asked["limits"].items():
            resource.setrlimit(getattr(resource, name), (limit, limit))
        os.dup2(os.open(asked["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        os.dup2(2, 1)
        os._exit(main(asked["words"]))
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Runs:
    """Runs of the command line, each in a fork of one process that has imported everything."""

    def __init__(self, folder):
        self.said = folder / "said.txt"
        environment = {**os.environ, "WORK_REPORTS_CACHE": str(folder / "cache"), "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def run(self, *words, kill_after: float | None = None, **limits) -> int:
        """The exit code of a run, or minus the signal that ended it."""
        asked = {"words": [str(word) for word in words], "limits": limits, "said": str(self.said)}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    (folder / "reports").mkdir()
    (folder / "reports" / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "reports" / "b.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def runs(folder):
    runs = Runs(folder)
    yield runs
    runs.process.communicate(timeout=60)


def content(folder):
    """The files that were written, whole, by name; what was never finished has a name of its own kind."""
    return {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.suffix != ".part"}


@pytest.fixture(scope="module")
def whole(folder, runs):
    """What an undisturbed run writes, and how long it takes once everything has been loaded."""
    for _ in range(2):
        started = time.monotonic()
        assert runs.run("tables", folder / "reports", "--out", folder / "whole") == 0
    return content(folder / "whole"), time.monotonic() - started


def test_killed_at_any_moment_nothing_half_written_is_there_and_the_next_run_finishes(folder, runs, whole):
    expected, seconds = whole
    draw, killed, out = random.Random(0), 0, folder / "killed"
    for _ in range(KILLS):
        code = runs.run("tables", folder / "reports", "--out", out, kill_after=draw.uniform(0, seconds))
        killed += code == -signal.SIGKILL
        written = content(out)
        assert all(data == expected[name] for name, data in written.items())
        assert "manifest.json" not in written or written == expected
    assert killed > 0
    for path in out.rglob("*.part"):
        os.utime(path, (1, 1))  # an hour later
    assert runs.run("tables", folder / "reports", "--out", out) == 0
    assert content(out) == expected
    assert list(out.rglob("*.part")) == []


PAGES = """
import sys
from pathlib import Path
from corpus_tools import pages
from corpus_tools.__main__ import main
pages.NOTEBOOKS = Path(sys.argv[1])
sys.exit(main(["pages", *sys.argv[2:]]))
"""
WHEN = re.compile(rb"(<dt>\S+</dt><dd>)(\d{4}-\d\d-\d\d \d\d:\d\d|\d+ \S+)(?=</dd>)")  # the date, how long it took


class Pages:
    """Runs of `pages` with one small notebook and a cache that all of them share."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "notebooks").mkdir()
        nbformat.write(GOOD, folder / "notebooks" / "01_good.ipynb")
        self.environment = {**os.environ, "WORK_REPORTS_CACHE": str(folder / "pages cache")}

    def start(self, out):
        words = [sys.executable, "-c", PAGES, str(self.folder / "notebooks"), str(self.folder / "reports")]
        return subprocess.Popen([*words, "--out", str(out)], env=self.environment, stdout=subprocess.DEVNULL)

    @staticmethod
    def written(out):
        return {name: WHEN.sub(rb"\1", data) for name, data in content(out).items()}


def family(pid: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [p for child in map(int, children) for p in (child, *family(child))]
    return []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up as Linux shows them")
def test_pages_killed_or_made_twice_at_once_are_whole_and_no_kernel_is_left(folder):
    pages, out, draw = Pages(folder), folder / "killed pages", random.Random(0)
    started = time.monotonic()
    assert pages.start(folder / "whole pages").wait() == 0
    expected, seconds = pages.written(folder / "whole pages"), time.monotonic() - started
    for _ in range(max(1, KILLS // 6)):
        run = pages.start(out)
        time.sleep(draw.uniform(seconds / 3, seconds))  # before, it imports
        started = family(run.pid)
        run.kill()
        run.wait()
        assert all(data == expected[name] for name, data in pages.written(out).items())
        until = time.monotonic() + 30
        while alive := [pid for pid in started if Path(f"/proc/{pid}").exists()]:
            assert time.monotonic() < until, alive
            time.sleep(0.1)
    assert [run.wait() for run in [pages.start(out), pages.start(out)]] == [0, 0]
    assert pages.written(out) == expected


FULL = """
mount -t tmpfs -o size=100k none "$1" || exit 99
code=0; "$2" -m corpus_tools "$3" "$4" --out "$1/out" --cache "$1/cache" 2> "$5/said.txt" || code=$?
cp -r "$1/." "$5"
exit $code
"""


@pytest.mark.skipif(not shutil.which("unshare"), reason="no file systems of one's own here")
@pytest.mark.parametrize(("command", "code"), [("tables", 1), ("parse", 0)])
def test_a_file_system_without_room_is_named_and_what_is_there_is_whole(folder, whole, tmp_path, command, code):
    (tmp_path / "full").mkdir()
    (tmp_path / "left").mkdir()
    words = [str(tmp_path / "full"), sys.executable, command, str(folder / "reports"), str(tmp_path / "left")]
    done = subprocess.run(["unshare", "-rm", "sh", "-c", FULL, "sh", *words], stdout=subprocess.DEVNULL, check=False)
    if done.returncode in (1, 99) and not (tmp_path / "left" / "said.txt").exists():
        pytest.skip("no file system may be mounted here")
    assert done.returncode == code
    said, made = (tmp_path / "left" / "said.txt").read_text(encoding="utf-8"), content(tmp_path / "left" / "out")
    assert ("No space left on device" in said) == bool(code) and len(said.splitlines()) == code
    assert "manifest.json" not in made
    if command == "tables":
        assert made and all(whole[0][name] == data for name, data in made.items())


def test_a_disk_that_is_full_is_named_with_the_file_and_what_to_do(folder, runs, whole):
    out = folder / "full"
    assert runs.run("tables", folder / "reports", "--out", out, RLIMIT_FSIZE=3000) == 1
    said = runs.said.read_text(encoding="utf-8")
    assert len(said.splitlines()) == 1
    assert str(out) in said
    assert "choose another folder with --out" in said
    assert all(whole[0][name] == data for name, data in content(out).items())
    assert "manifest.json" not in content(out)
    assert list(out.rglob("*.part")) == []


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no such figures here")
def test_without_memory_the_run_ends_in_one_line(folder, runs):
    text = folder / "long.txt"
    text.write_text("\n".join(REPORT.replace("775", str(n)) for n in range(20_000)), encoding="utf-8")
    used = int(Path(f"/proc/{runs.process.pid}/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    assert runs.run("parse", text, "--out", folder / "no memory", RLIMIT_AS=used + (20 << 20)) == 1
    said = runs.said.read_text(encoding="utf-8").splitlines()
    assert len(said) <= 2
    assert any("not enough memory" in line for line in said)


def test_two_runs_into_one_folder_leave_what_one_leaves(folder, runs, whole):
    words = ["tables", str(folder / "reports"), "--out", str(folder / "both")]
    beside = subprocess.Popen([sys.executable, "-m", "corpus_tools", *words], stdout=subprocess.DEVNULL)
    codes = [runs.run(*words) for _ in range(3)]
    assert [beside.wait(timeout=120), *codes] == [0, 0, 0, 0]
    assert content(folder / "both") == whole[0]


@pytest.mark.parametrize("moment", [0, 4_000_000_000])
def test_files_of_another_time_are_replaced(folder, runs, whole, moment):
    out = folder / f"at {moment}"
    out.mkdir()
    (out / "reports.csv").write_text("old", encoding="utf-8")
    for path in [out / "reports.csv", *(folder / "reports").iterdir()]:
        os.utime(path, (moment, moment))
    assert runs.run("tables", folder / "reports", "--out", out) == 0
    assert content(out) == whole[0]
