"""Where the work is done: in this process, on the local cores, or by the workers of a Dask scheduler."""

import logging
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import NamedTuple

from threadpoolctl import threadpool_limits

from corpus_tools.store import code_version, using

AHEAD = 2  # tasks a core is given before it is done with the first
PATIENCE = 30  # seconds for a scheduler that does not answer
TRIES = 3  # a task that so many processes did not survive is an error
_AGAIN = "run the same command again to resume"

Task = tuple[Callable, tuple]  # a function of a module, and what it is given: plain values


class Where(NamedTuple):
    """The cores of this machine (0: all), or the address of the scheduler whose workers do the work."""

    cores: int = 0
    scheduler: str = ""


Each = Callable[[Iterable[Task]], Iterator]


@contextmanager
def engine(where: Where) -> Iterator[Each]:
    """Give a function that runs tasks and yields their results as they come; a lost worker costs only time.

    Tasks are drawn as workers become free, so there may be very many. RuntimeError if several workers died of the same
    task, the scheduler is lost, or its workers have another version of this package.
    """
    if where.scheduler:
        with _connected(where.scheduler) as client:
            yield partial(_gathered, client)
        return
    cores = where.cores or os.cpu_count() or 1
    if cores == 1:
        yield lambda tasks: (done(code_version(), *task) for task in tasks)
        return
    with _Processes(cores) as processes:
        yield processes.each


def done(version: str, work: Callable, given: tuple) -> object:
    """Run a task on one core, without the user's cache; return its result."""
    if version != code_version():
        raise RuntimeError("the workers have another version of corpus_tools; install this one there")
    with using("off"), threadpool_limits(limits=1):  # a partition that is done is kept as a whole
        return work(*given)


class _Processes:
    """A pool of processes that is restarted when one is killed; tasks that were under way are run again."""

    def __init__(self, cores: int):
        self.cores = cores
        self._lost: Counter[Task] = Counter()

    def __enter__(self) -> "_Processes":
        self._pool = ProcessPoolExecutor(self.cores, mp_context=get_context("spawn"), initializer=_settle)
        return self

    def __exit__(self, *_) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, tasks: Iterable[Task]) -> Iterator:
        left, again = iter(tasks), deque[Task]()
        running: dict[Future, Task] = {}
        while True:
            try:
                self._submit(left, again, running)
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    del running[future]
                    yield result
            except BrokenProcessPool:
                again.extendleft(running.values())
                self._check_survival(running.values())
                running.clear()
                self.__exit__()
                self.__enter__()

    def _submit(self, left: Iterator[Task], again: deque[Task], running: dict[Future, Task]) -> None:
        """Keep the processes busy; a task that may have killed one runs alone when it is tried again."""
        if not again and not any(task in self._lost for task in running.values()):
            again.extend(islice(left, AHEAD * self.cores - len(running)))
        elif running:
            return
        while again:
            running[self._pool.submit(done, code_version(), *again[0])] = again[0]
            if again.popleft() in self._lost:
                return

    def _check_survival(self, tasks: Iterable[Task]) -> None:
        self._lost.update(tasks)
        task, times = self._lost.most_common(1)[0] if self._lost else ((), 0)
        if times >= TRIES:
            named = f"{task[0].__name__} of {str(task[1])[:500]}"
            raise RuntimeError(f"{times} processes did not survive {named}; is there enough memory?")


def _settle() -> None:
    """Set up a process of the pool: it ignores Ctrl-C, which the main process handles, and ends with that process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent_process().join()
    os._exit(1)


@contextmanager
def _connected(scheduler: str) -> Iterator:
    """A client of a Dask scheduler, which reassigns the tasks of a lost worker."""
    from dask import config
    from distributed import KilledWorker
    from distributed.comm import CommClosedError

    try:
        waiting = config.set({"distributed.comm.timeouts.connect": f"{PATIENCE}s"})
        with waiting, _quiet(), _client(scheduler) as client:
            yield client
    except (CancelledError, CommClosedError):
        raise RuntimeError(f"{scheduler}: the scheduler is lost; {_AGAIN}") from None
    except KilledWorker as error:
        raise RuntimeError(f"several workers did not survive a task ({error}); {_AGAIN}") from None


def _client(scheduler: str):
    from distributed import Client

    try:
        return Client(scheduler, set_as_default=False)
    except OSError as error:
        raise OSError(f"{error}; check the address, and start the scheduler first") from None


def _gathered(client, tasks: Iterable[Task]) -> Iterator:
    from distributed import as_completed

    left = iter(tasks)

    def given(n: int) -> list:
        return [client.submit(done, code_version(), *task, pure=False) for task in islice(left, n)]

    running = as_completed(given(AHEAD * max(1, sum(client.nthreads().values()))), loop=client.loop)
    for future in running:
        yield future.result()
        running.update(given(1))


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence the log: we report errors once ourselves."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
