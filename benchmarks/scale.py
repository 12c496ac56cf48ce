"""How `tables --parquet` grows: `python -m benchmarks.scale [REPORTS …] [--cores N]` prints a row for each.

Reports are made of the paragraphs of seeds/ (`benchmarks/corpora.py`), 3,400 characters, 10 kB each. A row is one run
of the command, as a process of its own: CPU seconds of it and all its processes together, seconds to wait, the peak of
their memory together (resident, looked at four times a second), bytes read and written. `--scheduler` starts a Dask
cluster on this machine and gives its workers the work; their CPU and memory count too, starting them does not.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks import corpora

LENGTH = 3400  # characters
SIZES = (1250, 2500, 5000, 10_000, 20_000)
ROOT = Path(__file__).resolve().parent.parent


def reports(n: int, folder: Path) -> Path:
    """A folder of the first `n` made reports; of 3,400 characters."""
    corpora.write(n, folder, length=LENGTH)
    return folder


def measured(n: int, cores: int, folder: Path, scheduler: bool = False) -> dict:
    """A run over `n` reports and what it took."""
    source, out = reports(n, folder / f"in-{n}"), folder / f"out-{n}-{cores}-{scheduler}"
    with _cluster(cores) if scheduler else contextlib.nullcontext() as cluster:
        where = ["--scheduler", cluster[0]] if cluster else ["--cores", str(cores)]
        others = [psutil.Process(process.pid) for process in cluster[1]] if cluster else []
        row = _run(["tables", str(source), "--out", str(out), *where, "--parquet"], others)
    read, written = (sum(p.stat().st_size for p in place.rglob("*") if p.is_file()) for place in (source, out))
    about = {"reports": n, "cores": cores, "scheduler": scheduler}
    return {**about, **row, "read_mb": read / 1e6, "written_mb": written / 1e6}


def _run(words: list[str], others: list[psutil.Process]) -> dict:
    began, before = time.monotonic(), sum(map(_cpu, others))
    child = psutil.Popen([sys.executable, "-m", "corpus_tools", *words], cwd=ROOT, stdout=subprocess.DEVNULL)
    used, peak, after = 0.0, 0.0, 0.0
    while child.poll() is None:
        used, after = max(used, _tree(child, _cpu)), sum(map(_cpu, others)) if others else 0.0
        peak = max(peak, _tree(child, _memory) + sum(map(_memory, others)))
        time.sleep(0.25)
    if child.returncode:
        raise RuntimeError(f"{words}: ended with {child.returncode}")
    return {"cpu": used + after - before, "wall": time.monotonic() - began, "peak_mb": peak}


def _tree(process: psutil.Process, value) -> float:
    """The sum over a process and those it started."""
    with contextlib.suppress(psutil.Error):
        return sum(value(each) for each in (process, *process.children(recursive=True)))
    return 0.0


def _cpu(process: psutil.Process) -> float:
    """CPU seconds of a process and of those it has seen end."""
    with contextlib.suppress(psutil.Error):
        times = process.cpu_times()
        return times.user + times.system + times.children_user + times.children_system
    return 0.0


def _memory(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error):
        return process.memory_info().rss / 1e6
    return 0.0


@contextlib.contextmanager
def _cluster(workers: int):
    """A Dask scheduler and workers with one thread each on this machine: its address and all its processes."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        yield cluster.scheduler_address, [worker.process for worker in cluster.workers.values()]


def main() -> None:
    """Measure and print, a row as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="*", type=int, default=SIZES)
    parser.add_argument("--cores", type=int, default=os.cpu_count())
    parser.add_argument("--scheduler", action="store_true", help="on a Dask cluster of so many workers")
    asked = parser.parse_args()
    for n in asked.reports:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measured(n, asked.cores, Path(folder), asked.scheduler)), flush=True)


if __name__ == "__main__":
    main()
