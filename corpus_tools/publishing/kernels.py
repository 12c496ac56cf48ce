"""Kernels that start at once: each is forked from one process that has already imported everything.

A fork is a process of its own: what one kernel does, or how it ends, does not affect the others. Only Linux forks such
a process safely; elsewhere, or if the process has died, `Kernels.fork` returns None and the caller starts a new kernel.
"""

import contextlib
import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus_tools.store import opened

ROOT = Path(__file__).resolve().parents[2]
PRELOADED = (
    "ipykernel.debugger", "ipykernel.kernelapp", "IPython.core.debugger", "IPython.extensions.storemagic",
    "corpus_tools.publishing.warm",
)  # fmt: skip
NO_HISTORY = "--HistoryManager.enabled=False"  # all kernels would write it to one database, and wait for the disk


class Kernels:
    """A folder for the kernels' output, their environment, and the process they are forked from."""

    def __init__(self, fork: bool = sys.platform == "linux"):
        self._folder = tempfile.TemporaryDirectory(prefix="work-reports-", ignore_cleanup_errors=True)
        self.build = Path(self._folder.name)
        self.environment = _environment(self.build)
        self.started: list[Forked] = []
        self._one_at_a_time = threading.Lock()
        self._server = self._start() if fork else None

    def _start(self) -> subprocess.Popen:
        words = [sys.executable, "-P", "-X", "utf8", "-m", "corpus_tools.publishing.kernels"]
        with (self.build / "server.log").open("wb") as log:
            return subprocess.Popen(
                words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=ROOT, env=self.environment,
                start_new_session=True,
            )  # fmt: skip

    def __enter__(self) -> "Kernels":
        return self

    def __exit__(self, *_) -> None:
        """Stop the kernels and the process they were forked from, and remove the folder."""
        for kernel in self.started:
            if kernel.returncode is None:
                kernel.kill()
        if self._server:
            self._server.kill()
            for pipe in (self._server.stdin, self._server.stdout):
                with contextlib.suppress(OSError):  # what was not sent yet is not wanted any more
                    pipe.close()
            self._server.wait()
        self._folder.cleanup()

    def log(self, notebook: Path) -> Path:
        """The file for what a kernel prints outside its messages."""
        return self.build / f"{notebook.stem}.log"

    def fork(self, connection_file: str, folder: str, log: Path) -> "Forked | None":
        """A new kernel that runs in `folder`; None if it cannot be forked."""
        asked = {"connection_file": connection_file, "folder": folder, "log": str(log)}
        if self._server is None or (pid := self.ask(asked)) is None:
            return None
        self.started.append(Forked(self, pid))
        return self.started[-1]

    def ask(self, what: Mapping[str, object]) -> int | None:
        """The answer of the process that forks; None if it has ended."""
        with self._one_at_a_time, contextlib.suppress(OSError, ValueError):
            self._server.stdin.write(json.dumps(what).encode() + b"\n")
            self._server.stdin.flush()
            return json.loads(self._server.stdout.readline())
        return None


class Forked:
    """A forked kernel, with the parts of `subprocess.Popen` that jupyter_client uses."""

    stdin = stdout = stderr = None

    def __init__(self, kernels: Kernels, pid: int):
        self.kernels, self.pid, self.returncode = kernels, pid, None

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while the kernel runs."""
        if self.returncode is None:
            alive = self.kernels.ask({"alive": self.pid})
            self.returncode = None if alive == RUNS else -signal.SIGKILL if alive is None else alive
        return self.returncode

    wait = poll  # it is asked for only when the kernel has ended

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the kernel and what it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    terminate = kill


RUNS = 1 << 20  # no exit code is as large


def _environment(build: Path) -> dict[str, str]:
    """The environment variables of the kernels: folders of their own, one thread, a fixed hash seed."""
    kept = {k: v for k, v in os.environ.items() if k not in ("MPLBACKEND", "MATPLOTLIBRC", "PYTHONSTARTUP")}
    folders = ("IPYTHONDIR", "MPLCONFIGDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    own = {name: str(build / name.lower()) for name in folders}
    if store := opened():  # the list of all fonts of a machine takes matplotlib long to make
        own["MPLCONFIGDIR"] = str(store.folder / "matplotlib")
    search = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    fixed = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**kept, **own, **fixed, "PYTHONPATH": search, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def serve(requests: Iterator[bytes], replies) -> None:
    """Import everything; then, for each line of input, fork a kernel or report on one, until the input ends."""
    gc.disable()  # imports leave next to nothing to collect, and looking for it takes a tenth of their time
    for name in PRELOADED:
        importlib.import_module(name)
    gc.freeze()  # what all kernels share is looked through by none, and so stays shared
    gc.enable()
    for line in requests:
        asked = json.loads(line)
        if "alive" in asked:
            found, status = os.waitpid(asked["alive"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if found else RUNS
        elif (answer := os.fork()) == 0:
            _become_kernel(**asked)
        replies.write(json.dumps(answer).encode() + b"\n")
        replies.flush()


def _become_kernel(connection_file: str, folder: str, log: str) -> None:
    """Run as a kernel, in a session of its own, until it ends."""
    code, parent = 1, os.getppid()
    try:
        os.setsid()
        os.chdir(folder)
        for target, (path, flags) in enumerate([(os.devnull, os.O_RDONLY), *[(log, os.O_WRONLY | os.O_CREAT)] * 2]):
            os.dup2(os.open(path, flags | os.O_APPEND, 0o600), target)
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance(argv=["-f", connection_file, f"--IPKernelApp.parent_handle={parent}", NO_HISTORY])
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
