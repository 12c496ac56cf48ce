"""Notebooks + parameters → executed notebooks: a kernel for each, one per core, isolated from the user's settings."""

import asyncio
import atexit
import os
import re
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

import nbformat
import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from corpus_tools.publishing.kernels import NO_HISTORY, Kernels
from corpus_tools.reading.reasons import in_both

AT_ONCE, START_SECONDS, CELL_SECONDS = max(2, os.cpu_count() or 2), 180, 3600
LONGEST_SOCKET = 90  # bytes of the path of a socket; the system takes some hundred, and a few are added
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

Progress = Callable[[str, int, int], None]  # name of the notebook, cell, cells
Made = TypeVar("Made")


class Failure(NamedTuple):
    """The cell a notebook stopped at, its source, and the error."""

    cell: int  # from 1, as a reader counts
    source: str
    message: str


class Run(NamedTuple):
    """An executed notebook (up to the cell that failed), and how it went."""

    name: str
    notebook: NotebookNode
    failure: Failure | None
    seconds: float


class OwnKernel(AsyncKernelManager):
    """Kernels of this very Python, whatever kernels the user has registered."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """How to start this Python as a kernel."""
        words = [sys.executable, "-X", "utf8", "-m", "ipykernel_launcher", "-f", "{connection_file}", NO_HISTORY]
        return KernelSpec(
            argv=words, display_name="Python 3", language="python", metadata={"supported_encryption": ["curve"]}
        )


class ForkedProvisioner(LocalProvisioner):
    """Starts a kernel by forking if possible, else as a new process."""

    def __init__(self, kernels: Kernels, log: Path, **traits):
        super().__init__(**traits)
        self.kernels, self.said = kernels, log

    async def launch_kernel(self, cmd: list[str], **kwargs) -> dict:
        """Start a kernel; how to reach it."""
        started = await asyncio.to_thread(self.kernels.fork, self.parent.connection_file, kwargs["cwd"], self.said)
        if started is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid = started, started.pid, started.pid
        return self.connection_info


def with_parameters(notebook: NotebookNode, parameters: Mapping[str, object]) -> NotebookNode:
    """The notebook with a cell after the one tagged `parameters` that sets those parameters which it defines."""
    for i, cell in enumerate(notebook.cells):
        if "parameters" in cell.metadata.get("tags", []):
            named = {k: v for k, v in parameters.items() if re.search(rf"^{k}\s*=", cell.source, re.MULTILINE)}
            source = "\n".join(f"{name} = {value!r}" for name, value in named.items())
            added = nbformat.v4.new_code_cell(
                source, id="injected-parameters", metadata={"tags": ["injected-parameters"]}
            )
            cells = [*notebook.cells[: i + 1], added, *notebook.cells[i + 1 :]]
            return NotebookNode({**notebook, "cells": cells if named else notebook.cells})
    return notebook


def execute(
    paths: Sequence[Path],
    parameters: Mapping[str, object],
    progress: Progress | None = None,
    kernels: Kernels | None = None,
    then: Callable[[Run], Made] = lambda run: run,
) -> list[Made]:
    """Run each notebook in its own folder; one that fails does not stop the others.

    Returns what `then` makes of each run, called for one after the other while others are still running.
    """
    if kernels is None:
        with Kernels() as own:
            return execute(paths, parameters, progress, own, then)
    return asyncio.run(_all(paths, parameters, progress or (lambda name, cell, cells: None), kernels, then))


def _refuse(*_) -> None:
    raise RuntimeError("no signal handlers here")


async def _all(paths, parameters, progress, kernels: Kernels, then: Callable[[Run], Made]) -> list[Made]:
    # nbclient would take Ctrl-C for itself, end one kernel and go on; without it asyncio ends all of them
    asyncio.get_running_loop().add_signal_handler = _refuse
    gate, alone = asyncio.Semaphore(AT_ONCE), asyncio.Lock()

    async def one(path: Path) -> Made:
        notebook = with_parameters(nbformat.read(path, as_version=4), parameters)
        run = await _run(path, notebook, progress, kernels, gate)
        if asyncio.current_task().cancelling():  # by Ctrl-C, which nbclient may tell as a failure of the notebook
            raise asyncio.CancelledError
        async with alone:
            return await asyncio.to_thread(then, run)

    longest_first = sorted(paths, key=lambda path: -path.stat().st_size)  # none is left alone on one core at the end
    begun = {path: asyncio.ensure_future(one(path)) for path in longest_first}
    return await asyncio.gather(*(begun[path] for path in paths))


async def _run(path: Path, notebook: NotebookNode, progress: Progress, kernels: Kernels, gate) -> Run:
    """Run a notebook. Its kernel starts at once, waits at the gate for its turn, and is ended when others work."""
    started, at = time.monotonic(), 0

    async def wait(notebook):
        nonlocal started
        await turn
        started = time.monotonic()

    def begin(cell, cell_index):
        nonlocal at
        at = cell_index
        progress(path.stem, cell_index + 1, len(notebook.cells))

    client, failure = _client(path, notebook, kernels, on_notebook_start=wait, on_cell_start=begin), None
    try:
        async with _turn(gate) as turn:
            with kernels.log(path).open("ab") as file:
                await client.async_execute(env=kernels.environment, stderr=file, cleanup_kc=False)
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        failure = Failure(at + 1, notebook.cells[at].source, _message(error))
    finally:
        seconds = time.monotonic() - started
        if client.km is not None:
            await client._async_cleanup_kernel()
        atexit.unregister(client._cleanup_kernel)  # nbclient forgets to when it is cancelled, and fails at the end
    return Run(path.stem, notebook, failure, seconds)


@asynccontextmanager
async def _turn(gate: asyncio.Semaphore) -> AsyncIterator[asyncio.Future]:
    """A place in the queue at the gate, taken now; to be awaited before one goes through."""
    turn = asyncio.ensure_future(gate.acquire())
    try:
        yield turn
    finally:
        if not turn.cancel() and not turn.cancelled():
            gate.release()


def _client(path: Path, notebook: NotebookNode, kernels: Kernels, **hooks: Callable) -> NotebookClient:
    """A client that runs a notebook in a kernel of its own."""
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=CELL_SECONDS, startup_timeout=START_SECONDS, interrupt_on_timeout=True,
        resources={"metadata": {"path": str(path.parent)}}, **hooks,
    )  # fmt: skip
    log = kernels.log(path)
    client.km = OwnKernel(connection_file=str(log.with_suffix(".json")), **_transport(log))
    client.km.provisioner = ForkedProvisioner(kernels, log, kernel_spec=client.km.kernel_spec, parent=client.km)
    return client


def _transport(beside: Path) -> dict[str, str]:
    """How to talk to a kernel: through sockets that are files of our own, because a free port could be taken by others.

    If that cannot be done, through ports, encrypted if these versions can: otherwise each kernel prints a warning.
    """
    if sys.platform == "linux" and len(os.fsencode(beside)) < LONGEST_SOCKET:
        return {"transport": "ipc"}
    can = "transport_encryption" in OwnKernel.class_trait_names() and zmq.has("curve")
    return {"transport_encryption": "auto"} if can else {}


def _message(error: Exception) -> str:
    """What went wrong, in the words of the notebook's own error where it has one."""
    if isinstance(error, CellExecutionError):
        return ANSI.sub("", f"{error.ename}: {error.evalue}")
    if isinstance(error, CellTimeoutError):
        return in_both(f"the cell took longer than {CELL_SECONDS} s")
    return in_both("the kernel died (out of memory?)") if isinstance(error, DeadKernelError) else str(error)
