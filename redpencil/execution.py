"""Work on many pages at once: one process a page, as many as there are cores.

A worker that dies or overruns its time costs its own page only: the page is reported, a new worker takes
its place, the batch goes on. (A concurrent.futures pool breaks as a whole when one worker is killed.)
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from typing import Generic, TypeVar

from redpencil.boundary import translate_os_error
from redpencil.bugs import write_log
from scans.errors import EngineError, RedpencilError

Item = TypeVar("Item")
Result = TypeVar("Result")


def count_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_pool(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    name: Callable[[Item], str],
    workers: int,
    time_limit: float,
) -> Iterator[tuple[Item, Result | RedpencilError]]:
    """Do `work` on every item in worker processes; yield each with its result or its error as they come.

    Args:
        work: a module-level function; what it raises is handed back as the item's error.
        items: taken one by one as workers fall idle, so a long batch is never held in memory.
        name: what messages call an item.
        workers: how many processes, at least 1.
        time_limit: seconds for one item, after which its worker is killed.
    """
    pool = _Pool(work, name, workers, time_limit)
    try:
        yield from pool.run(iter(items))
    finally:
        pool.close()


@dataclass(frozen=True, slots=True)
class _Failure:
    """What went wrong in a worker that nobody foresaw."""

    trace: str
    memory: bool = False
    system: RedpencilError | None = None

    def explain(self, name: str) -> RedpencilError:
        if self.memory:
            return EngineError(name, "needs more memory than there is", "Scale it down, or use fewer workers")
        if self.system:
            where = f" ({self.system.subject})" if self.system.subject else ""
            return RedpencilError(name, self.system.problem + where, self.system.mend)
        mend = f"Please report it with the file {write_log(self.trace)}"
        return RedpencilError(name, "could not be worked on for a bug in redpencil", mend)


@dataclass(slots=True)
class _Worker(Generic[Item]):
    process: multiprocessing.process.BaseProcess
    connection: Connection
    item: Item | None = None
    deadline: float = field(default=float("inf"))


class _Pool(Generic[Item, Result]):
    def __init__(
        self, work: Callable[[Item], Result], name: Callable[[Item], str], size: int, time_limit: float
    ) -> None:
        self._work, self._name, self._size, self._time_limit = work, name, size, time_limit
        self._context = _context(work.__module__)
        self._workers: list[_Worker[Item]] = []

    def run(self, items: Iterator[Item]) -> Iterator[tuple[Item, Result | RedpencilError]]:
        for item in items:
            self._hand_out(item)
            if len(self._busy()) == self._size:
                yield from self._collect()
        while self._busy():
            yield from self._collect()

    def close(self) -> None:
        for worker in self._workers:
            _kill(worker) if worker.item is not None else worker.connection.close()
        for worker in self._workers:
            worker.process.join()

    def _busy(self) -> list[_Worker[Item]]:
        return [worker for worker in self._workers if worker.item is not None]

    def _hand_out(self, item: Item) -> None:
        """Give the item to an idle worker; one that was killed while it was idle is replaced."""
        for worker in [worker for worker in self._workers if worker.item is None]:
            if _send(worker, item):
                break
            self._discard(worker)
        else:
            worker = self._start()
            _send(worker, item)  # where this fails too, an end of file is its answer
        worker.item, worker.deadline = item, time.monotonic() + self._time_limit

    def _start(self) -> _Worker[Item]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=False)
        process.start()
        theirs.close()
        worker: _Worker[Item] = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _collect(self) -> Iterator[tuple[Item, Result | RedpencilError]]:
        """Wait until at least one busy worker has answered, died or run out of time."""
        busy = self._busy()
        patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        ready = set(wait([worker.connection for worker in busy], patience))
        for worker in busy:
            item = worker.item
            if item is not None and (worker.connection in ready or time.monotonic() >= worker.deadline):
                worker.item = None
                # An answer may have come while the caller was busy with the one before.
                yield item, self._outcome(worker, item, answered=worker.connection.poll())

    def _outcome(self, worker: _Worker[Item], item: Item, *, answered: bool) -> Result | RedpencilError:
        if answered:
            try:
                outcome: Result | RedpencilError | _Failure = worker.connection.recv()
            except (EOFError, ConnectionError):
                self._discard(worker)
                return EngineError(
                    self._name(item),
                    "the process that read it was killed, perhaps for want of memory",
                    "Run the same command again, with fewer workers if it happens again",
                )
            return outcome.explain(self._name(item)) if isinstance(outcome, _Failure) else outcome
        self._discard(worker)
        return EngineError(
            self._name(item),
            f"took longer than {self._time_limit:.0f} s",
            "Look at the scan, or raise 'timeout' under [ocr] in redpencil.toml",
        )

    def _discard(self, worker: _Worker[Item]) -> None:
        _kill(worker)
        self._workers.remove(worker)


def _context(module: str) -> ForkServerContext | SpawnContext:
    """Never plain fork: OpenCV and rich have threads. The fork server imports the work's module once."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def _serve(connection: Connection, work: Callable[[Item], Result]) -> None:
    """A worker's life: items in, results out, until the pipe closes."""
    if hasattr(os, "setpgid"):
        # A group of its own: Ctrl-C goes to the parent alone, and a kill takes the engine's process too.
        os.setpgid(0, 0)
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # EOFError: the parent has finished. ConnectionError: it is gone.
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            item = connection.recv()
            connection.send(_attempt(work, item))


def _end_with_parent() -> None:
    """Leave at once, with all that was started, when the parent has been killed: nobody waits any more."""
    if parent := multiprocessing.parent_process():
        parent.join()
        if hasattr(os, "killpg"):
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _attempt(work: Callable[[Item], Result], item: Item) -> Result | RedpencilError | _Failure:
    try:
        return work(item)
    except RedpencilError as error:
        return error
    except MemoryError:
        return _Failure(traceback.format_exc(), memory=True)
    except OSError as error:
        return _Failure(traceback.format_exc(), system=translate_os_error(error))
    except Exception:
        return _Failure(traceback.format_exc())


def _send(worker: _Worker[Item], item: Item) -> bool:
    """Whether the worker was there to take it."""
    try:
        worker.connection.send(item)
    except ConnectionError:
        return False
    return True


def _kill(worker: _Worker[Item]) -> None:
    pid = worker.process.pid
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if pid and hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
    worker.process.kill()
    worker.connection.close()
