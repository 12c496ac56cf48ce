"""Notebooks + parameters → executed notebooks: a fresh kernel each, two at a time, nothing of the user's set-up."""

import asyncio
import atexit
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import nbformat
import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE, START_SECONDS, CELL_SECONDS = 2, 180, 3600
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")

Progress = Callable[[str, int, int], None]  # name of the notebook, cell, cells


class Failure(NamedTuple):
    """The cell a notebook stopped at, its source, and what was wrong."""

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
    """A kernel of this very Python, whatever kernels the user has registered."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """How to start this Python as a kernel."""
        words = [sys.executable, "-X", "utf8", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(
            argv=words, display_name="Python 3", language="python", metadata={"supported_encryption": ["curve"]}
        )


def with_parameters(notebook: NotebookNode, parameters: Mapping[str, object]) -> NotebookNode:
    """The notebook with a cell behind the one tagged `parameters` that sets those of them which it names."""
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


def execute(paths: Sequence[Path], parameters: Mapping[str, object], progress: Progress | None = None) -> list[Run]:
    """Run each notebook in its own folder; one that fails does not stop the others."""
    with tempfile.TemporaryDirectory(prefix="work-reports-", ignore_cleanup_errors=True) as build:
        return asyncio.run(_all(paths, parameters, progress or (lambda name, cell, cells: None), Path(build)))


def _refuse(*_) -> None:
    raise RuntimeError("no signal handlers here")


async def _all(paths, parameters, progress, build: Path) -> list[Run]:
    # nbclient would take Ctrl-C for itself, end one kernel and go on; without it asyncio ends all of them
    asyncio.get_running_loop().add_signal_handler = _refuse
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(path: Path) -> Run:
        async with gate:
            notebook = with_parameters(nbformat.read(path, as_version=4), parameters)
            return await _run(path, notebook, progress, build)

    return await asyncio.gather(*map(one, paths))


async def _run(path: Path, notebook: NotebookNode, progress: Progress, build: Path) -> Run:
    started, at = time.monotonic(), [0]

    def begin(cell, cell_index):
        at[0] = cell_index
        progress(path.stem, cell_index + 1, len(notebook.cells))

    client = NotebookClient(
        notebook, kernel_name="python3", timeout=CELL_SECONDS, startup_timeout=START_SECONDS, interrupt_on_timeout=True,
        on_cell_start=begin, resources={"metadata": {"path": str(path.parent)}},
    )  # fmt: skip
    client.km = OwnKernel(connection_file=str(build / f"{path.stem}.json"), **_encrypted())
    failure = None
    try:
        with (build / f"{path.stem}.log").open("wb") as log:  # what a kernel says beside its messages
            await client.async_execute(env=_environment(build), stderr=log)
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        failure = Failure(at[0] + 1, notebook.cells[at[0]].source, _message(error))
    finally:
        atexit.unregister(client._cleanup_kernel)  # nbclient forgets to when it is cancelled, and fails at the end
    return Run(path.stem, notebook, failure, time.monotonic() - started)


def _encrypted() -> dict[str, str]:
    """Encrypt what goes to and from the kernel, where these versions can: without, each kernel prints a warning."""
    return (
        {"transport_encryption": "auto"}
        if "transport_encryption" in OwnKernel.class_trait_names() and zmq.has("curve")
        else {}
    )


def _message(error: Exception) -> str:
    """What went wrong, in the words of the notebook's own error where it has one."""
    if isinstance(error, CellExecutionError):
        return ANSI.sub("", f"{error.ename}: {error.evalue}")
    if isinstance(error, CellTimeoutError):
        return f"the cell took longer than {CELL_SECONDS} s"
    return "the kernel died (out of memory?)" if isinstance(error, DeadKernelError) else str(error)


def _environment(build: Path) -> dict[str, str]:
    """The variables of the kernels: folders of their own, one thread, the same order of sets in every run."""
    kept = {k: v for k, v in os.environ.items() if k not in ("MPLBACKEND", "MATPLOTLIBRC", "PYTHONSTARTUP")}
    folders = ("IPYTHONDIR", "MPLCONFIGDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    own = {name: str(build / name.lower()) for name in folders}
    search = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    fixed = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**kept, **own, **fixed, "PYTHONPATH": search, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
