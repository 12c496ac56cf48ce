"""Kernels: forked or fresh, each a process of its own; what befalls one does not touch the others, and none is left."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import pytest
from jupyter_client.provisioning.local_provisioner import LocalPortCache

from corpus_tools.publishing import execute as execute_module
from corpus_tools.publishing.execute import execute
from corpus_tools.publishing.kernels import ROOT, Forked, Kernels
from corpus_tools.store import using

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
WHO = "import os, sys; print(os.getpid(), os.getppid(), 'corpus_tools.topics' in sys.modules)"


def notebook(folder, name: str, *cells: str):
    path = folder / f"{name}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells]), path)
    return path


def printed(run) -> str:
    return "".join(o.get("text", "") for cell in run.notebook.cells for o in cell.get("outputs", []))


@pytest.fixture(scope="module")
def kernels():
    with Kernels() as shared:
        yield shared


@needs_fork
def test_kernels_are_forked_from_one_process_that_has_imported_everything(tmp_path, kernels):
    runs = execute([notebook(tmp_path, name, WHO) for name in "ab"], {}, kernels=kernels)
    (one, parent, loaded), (other, other_parent, _) = (printed(run).split() for run in runs)
    assert one != other and parent == other_parent == str(kernels._server.pid) and loaded == "True"


def test_what_a_notebook_does_to_its_process_no_other_sees(tmp_path, kernels):
    begin = "import corpus_tools.tokenize as t, os, time\n"
    spoil = notebook(tmp_path, "a", begin + "t.words = None; os.environ['X'] = '1'; os.chdir('/'); time.sleep(.5)")
    look = begin + "print(t.words('提案'), os.environ.get('X'), os.getcwd())"
    paths = [spoil, notebook(tmp_path, "b", "import time; time.sleep(1)", look), notebook(tmp_path, "c", look)]
    runs = execute(paths, {}, kernels=kernels)
    assert not any(run.failure for run in runs)
    assert {printed(run).strip() for run in runs[1:]} == {f"['提案'] None {tmp_path}"}


@pytest.mark.parametrize("fork", [pytest.param(True, marks=needs_fork), False], ids=["forked", "fresh"])
def test_a_kernel_that_is_killed_takes_no_other_along(tmp_path, fork):
    dies = notebook(tmp_path, "a", "1", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    lives = notebook(tmp_path, "b", "import time; time.sleep(2)", "print('alive')")
    with Kernels(fork=fork) as own:
        dead, alive = execute([dies, lives], {}, kernels=own)
    assert dead.failure.cell == 2 and "died" in dead.failure.message
    assert alive.failure is None and printed(alive) == "alive\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere kernels have ports")
def test_a_kernel_starts_though_another_program_took_the_port_that_was_found_free(tmp_path, kernels, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(LocalPortCache, "find_available_port", lambda *_: other.getsockname()[1])
        run = execute([notebook(tmp_path, "a", "print('alive')")], {}, kernels=kernels)[0]
    assert run.failure is None and printed(run) == "alive\n"
    assert not list(kernels.build.rglob("history.sqlite"))


def test_a_kernel_starts_where_the_path_of_a_socket_would_be_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / ("k" * 100)))
    (tmp_path / ("k" * 100)).mkdir()
    run = execute([notebook(tmp_path, "a", "print('alive')")], {})[0]
    assert run.failure is None and printed(run) == "alive\n"


@pytest.mark.parametrize("kept", [True, False])
def test_the_list_of_fonts_is_kept_where_anything_is(tmp_path, kept):
    with using(str(tmp_path / "cache") if kept else "off"), Kernels(fork=False) as own:
        execute([notebook(tmp_path, "a", "import matplotlib.font_manager")], {}, kernels=own)
        found = list((tmp_path / "cache").glob("matplotlib/fontlist*.json"))
    assert bool(found) == kept


def test_what_follows_a_run_is_done_while_other_notebooks_still_run(tmp_path, kernels):
    wait = "import pathlib, time\nwhile not pathlib.Path('a.done').exists(): time.sleep(0.05)"

    def follow(run) -> str:
        (tmp_path / f"{run.name}.done").touch()
        return run.name

    paths = [notebook(tmp_path, "b", wait), notebook(tmp_path, "a", "1")]
    assert execute(paths, {}, kernels=kernels, then=follow) == ["b", "a"]


@needs_fork
def test_one_notebook_a_core_is_at_work_the_longest_first_and_the_other_kernels_stand_ready(
    tmp_path, kernels, monkeypatch
):
    monkeypatch.setattr(execute_module, "AT_ONCE", 1)
    paths = [notebook(tmp_path, name, "1", "2" * n) for n, name in enumerate("abc", 1)]
    told, before = [], len(kernels.started)

    def tell(name, cell, cells):
        deadline = time.monotonic() + 20
        while len(kernels.started) < before + len(paths) and time.monotonic() < deadline:
            time.sleep(0.01)
        told.append((name, len(kernels.started) - before))

    runs = execute(paths, {}, tell, kernels)
    assert told == [("c", 3), ("c", 3), ("b", 3), ("b", 3), ("a", 3), ("a", 3)]
    assert [(run.name, run.failure) for run in runs] == [("a", None), ("b", None), ("c", None)]


def test_a_cell_that_fails_or_takes_too_long_is_named(tmp_path, kernels, monkeypatch):
    monkeypatch.setattr(execute_module, "CELL_SECONDS", 1)
    slow = notebook(tmp_path, "a", "import time; time.sleep(60)")
    wrong = notebook(tmp_path, "b", "1", "1 / 0", "print('never')")
    first, second = execute([slow, wrong], {}, kernels=kernels)
    assert first.failure.cell == 1 and "KeyboardInterrupt" in first.failure.message
    assert (second.failure.cell, second.failure.message) == (2, "ZeroDivisionError: division by zero")
    assert printed(second) == ""


@needs_fork
def test_where_the_process_to_fork_from_has_gone_kernels_are_started_afresh(tmp_path):
    with Kernels() as own:
        own._server.kill()
        own._server.wait()
        run = execute([notebook(tmp_path, "a", WHO)], {}, kernels=own)[0]
    assert run.failure is None and printed(run).split()[2] == "False"
    assert own.started == []


@needs_fork
def test_a_forked_kernel_tells_how_it_ended(kernels):
    class Gone:
        """Kernels whose server has gone."""

        def ask(self, what):
            return None

    assert Forked(Gone(), 1).poll() == -signal.SIGKILL
    kernel = kernels.fork("there is no such file", str(ROOT), kernels.build / "x.log")
    deadline = time.monotonic() + 30
    while kernel.poll() is None and time.monotonic() < deadline:
        kernel.send_signal(signal.SIGTERM)
        time.sleep(0.05)
    assert kernel.wait() == kernel.poll() != 0
    kernel.send_signal(signal.SIGTERM)  # to one that has ended: nothing


@needs_fork
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_no_kernel_is_left_when_the_work_is_stopped_or_killed(tmp_path, end):
    path = notebook(tmp_path, "a", "import time; time.sleep(100)")
    code = (
        "import sys; from pathlib import Path; from corpus_tools.publishing.execute import execute\n"
        "from corpus_tools.publishing.kernels import Kernels\n"
        "with Kernels() as k:\n"
        "    tell = lambda *_: print(k.build, k._server.pid, k.started[0].pid, flush=True)\n"
        "    execute([Path(sys.argv[1])], {}, tell, k)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True,
                           env={**os.environ, "TMPDIR": str(tmp_path)}, stderr=subprocess.DEVNULL,
                           start_new_session=True)  # fmt: skip
    build, *pids = run.stdout.readline().split()
    run.send_signal(end)
    assert run.wait(30) != 0
    run.stdout.close()
    deadline = time.monotonic() + 20
    while any(map(running, pids)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(running, pids))
    assert Path(build).exists() is (end == signal.SIGKILL)  # whoever is killed cannot clear up


def running(pid: str) -> bool:
    """Whether a process is there, and no mere entry for its parent to look at."""
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_process_that_waits_for_the_kernels_does_not_load_what_they_compute_and_draw_with():
    code = "import sys, corpus_tools.__main__, corpus_tools.pages; print([m for m in sys.modules if m in %r])"
    heavy = ["matplotlib", "pandas", "sklearn", "pyarrow", "lark"]
    run = subprocess.run([sys.executable, "-c", code % heavy], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"
