"""Where work is done: in this process, on the cores here, or on the workers of a Dask scheduler; the same functions."""

import logging
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import NamedTuple

from threadpoolctl import threadpool_limits

from corpus_tools.store import VARIABLE, code_version

AHEAD = 2  # tasks a core is given before it is done with the first
PATIENCE = 30  # seconds for a scheduler that does not answer
TRIES = 3  # a task that so many processes did not survive is an error

Task = tuple[Callable, tuple]  # a function of a module, and what it is given: plain values


class Where(NamedTuple):
    """The cores of this machine (0: all), or the address of the scheduler whose workers do the work."""

    cores: int = 0
    scheduler: str = ""


def each(tasks: Iterable[Task], where: Where) -> Iterator:
    """The results of the tasks, as they come; a worker that is lost loses nothing but time.

    Tasks are taken from `tasks` as workers get free, so that it may be very long. RuntimeError if several workers did
    not survive a task, the scheduler is lost, or its workers have another version of this package.
    """
    if where.scheduler:
        return _on_cluster(tasks, where.scheduler)
    cores = where.cores or os.cpu_count() or 1
    return (done(code_version(), *task) for task in tasks) if cores == 1 else _on_cores(tasks, cores)


def done(version: str, work: Callable, given: tuple) -> object:
    """What a task gives, on one core, with nothing kept outside the folder it writes to."""
    if version != code_version():
        raise RuntimeError("the workers have another version of corpus_tools; install this one there")
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = "off"  # a partition that is done is kept as a whole
    try:
        with threadpool_limits(limits=1):
            return work(*given)
    finally:
        os.environ.pop(VARIABLE)
        os.environ.update({VARIABLE: before} if before is not None else {})


def _on_cores(tasks: Iterable[Task], cores: int) -> Iterator:
    """On processes that are started anew when one is killed; a task that was under way then is done again."""
    left, again, lost = iter(tasks), deque[Task](), Counter[Task]()
    while True:
        running: dict[Future, Task] = {}
        pool = ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=_settle)
        try:
            while True:
                careful = bool(again)  # whoever kills processes is alone with its own
                while len(running) < (1 if careful else AHEAD * cores):
                    task = again.popleft() if again else next(left, None)
                    if task is None:
                        break
                    running[_submitted(pool, task, again)] = task
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    del running[future]
                    yield result
        except BrokenProcessPool:
            again.extendleft(running.values())
            lost.update(running.values())
            _check_survival(lost)
        finally:
            pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, task: Task, again: deque[Task]) -> Future:
    try:
        return pool.submit(done, code_version(), *task)
    except BrokenProcessPool:
        again.appendleft(task)
        raise


def _check_survival(lost: Counter[Task]) -> None:
    task, times = lost.most_common(1)[0]
    if times >= TRIES:
        raise RuntimeError(f"{times} processes did not survive {_named(task)}; is there memory enough?")


def _named(task: Task) -> str:
    return f"{task[0].__name__} of {str(task[1])[:500]}"


def _settle() -> None:
    """A process of ours leaves it to the first to be stopped from the keyboard, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent_process().join()
    os._exit(1)


def _on_cluster(tasks: Iterable[Task], scheduler: str) -> Iterator:
    """On the workers of a Dask scheduler, which gives the tasks of a lost worker to others."""
    from dask import config
    from distributed import Client, KilledWorker
    from distributed.comm import CommClosedError

    try:
        waiting = config.set({"distributed.comm.timeouts.connect": f"{PATIENCE}s"})
        with waiting, _quiet(), Client(scheduler, set_as_default=False) as client:
            yield from _gathered(client, iter(tasks))
    except (CancelledError, CommClosedError):
        raise RuntimeError(f"{scheduler}: the scheduler is lost; {_AGAIN}") from None
    except KilledWorker as error:
        raise RuntimeError(f"several workers did not survive a task ({error}); {_AGAIN}") from None


def _gathered(client, left: Iterator[Task]) -> Iterator:
    from distributed import as_completed

    def given(n: int) -> list:
        return [client.submit(done, code_version(), *task, pure=False) for task in islice(left, n)]

    running = as_completed(given(AHEAD * max(1, sum(client.nthreads().values()))), loop=client.loop)
    for future in running:
        yield future.result()
        running.update(given(1))


_AGAIN = "the same command goes on where it was"


@contextmanager
def _quiet() -> Iterator[None]:
    """What goes wrong is told once, by us."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
