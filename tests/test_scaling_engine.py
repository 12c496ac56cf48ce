"""The same bytes on one core, on all, and on a cluster, whoever is killed in the middle."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import psutil
import pytest
from test_scaling import files, report, reports, times, write

from corpus_tools.scaling import engine, partitions
from corpus_tools.scaling.engine import Where
from corpus_tools.scaling.engine import engine as opened
from corpus_tools.scaling.once import WORK

ALL = 16  # reports; about as many partitions
CLIENT = """
import sys
from pathlib import Path
from corpus_tools.scaling import partitions
from corpus_tools.scaling.engine import Where
from corpus_tools.scaling.run import Run
if __name__ == "__main__":
    partitions.USUAL = 1
    Run(sys.argv[1], Path(sys.argv[2]), Where(2)).write()
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")


@pytest.fixture(autouse=True, scope="module")
def smallest_partitions():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "USUAL", 1)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = reports(tmp_path_factory.mktemp("engine") / "in", range(ALL))
    (folder / "“引”'\"\n.txt").write_text(report(99), encoding="utf-8")
    (folder / "空.txt").write_text("", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def one_core(folder):
    """What one process makes of the folder."""
    write(folder, folder.parent / "one")
    return files(folder.parent / "one")


def records(out: Path) -> list[Path]:
    return list((out / WORK / "done").glob("*.json"))


@contextlib.contextmanager
def killing(out: Path, victim):
    """Kill what `victim()` finds when two partitions are done; how many were done is told when the block is over."""
    told: list[int] = []

    def kill() -> None:
        while len(records(out)) < 2 or not (found := victim()):
            time.sleep(0.005)
        found.send_signal(signal.SIGKILL)
        told.append(len(records(out)))

    thread = Thread(target=kill, daemon=True)
    thread.start()
    yield told
    thread.join(60)


def test_all_cores_give_the_bytes_of_one_though_a_process_is_killed(folder, one_core, tmp_path):
    us = psutil.Process()

    def victim():
        ours = [p for p in us.children(recursive=True) if "spawn_main" in "".join(p.cmdline())]
        return ours[0] if ours else None

    with killing(tmp_path / "out", victim) as told:
        write(folder, tmp_path / "out", Where(cores=2))
    assert told and told[0] < ALL
    assert files(tmp_path / "out") == one_core


def test_a_cluster_gives_the_bytes_of_one_core_though_a_worker_is_killed(folder, one_core, tmp_path):
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:

        def victim():
            return psutil.Process(cluster.workers[0].process.pid)

        with killing(tmp_path / "out", victim) as told:
            write(folder, tmp_path / "out", Where(scheduler=cluster.scheduler_address))
    assert told and told[0] < ALL
    assert files(tmp_path / "out") == one_core


def test_a_client_that_is_killed_leaves_no_process_and_its_work_is_not_done_again(folder, one_core, tmp_path):
    out = tmp_path / "out"
    client = psutil.Popen([sys.executable, "-c", CLIENT, str(folder), str(out)])
    processes = []

    def victim():
        processes[:] = client.children(recursive=True)
        return client

    with killing(out, victim) as told:
        assert client.wait(120) == -signal.SIGKILL
    assert told and told[0] < ALL and not (out / "manifest.json").exists()
    assert not psutil.wait_procs(processes, timeout=30)[1]
    done, before = {file for record in records(out) for file in named(record)}, times(out)
    write(folder, out)
    assert files(out) == one_core
    assert done and {path: times(out)[path] for path in done} == {path: before[path] for path in done}


def named(record: Path) -> list[str]:
    """The files that a record says were written."""
    return list(json.loads(record.read_text(encoding="utf-8").partition("\n")[2])["files"])


def test_a_scheduler_that_does_not_answer_is_named_with_the_remedy(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 1)
    nobody = "tcp://127.0.0.1:1"
    with pytest.raises(OSError, match=f"{nobody} after 1 s; check the address, and start the scheduler first"):
        write(folder, tmp_path / "out", Where(scheduler=nobody))


def test_a_scheduler_that_is_killed_is_named_and_the_work_goes_on_without(folder, one_core, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 2)
    out, about = tmp_path / "out", tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    quiet = ["--scheduler-file", str(about)]
    with contextlib.ExitStack() as stack:

        def start(*words: str) -> psutil.Popen:
            process = psutil.Popen([*dask, *words, *quiet], stderr=subprocess.DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
        start("worker", "--nthreads", "1", "--no-nanny", "--dashboard-address", "127.0.0.1:0")
        while not about.is_file() or not about.stat().st_size:
            time.sleep(0.05)
        address = json.loads(about.read_text())["address"]
        lost = pytest.raises(RuntimeError, match=f"{address}: the scheduler is lost; run the same command again")
        with killing(out, lambda: scheduler), lost:
            write(folder, out, Where(scheduler=address))
    assert 2 <= len(records(out)) < ALL and not (out / "manifest.json").exists()
    write(folder, out)
    assert files(out) == one_core


def test_a_task_that_no_process_survives_is_named():
    with opened(Where(cores=2)) as each:
        given = each([(os._exit if n == 5 else abs, (n - 4,)) for n in range(10)])
        with pytest.raises(RuntimeError, match=r"3 processes did not survive _exit of \(1,\)"):
            list(given)


def test_an_error_of_a_task_is_told_as_it_is():
    with pytest.raises(ValueError, match="invalid literal"), opened(Where(cores=2)) as each:
        list(each([(int, ("a",))]))
