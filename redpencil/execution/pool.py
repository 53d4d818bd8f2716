"""Work on many items at once on this machine: one process an item, as many as there are cores.

A worker that dies or overruns its time costs its own item only: the item is tried again or reported, a new
worker takes its place, the batch goes on. (A concurrent.futures pool breaks as a whole when one worker is
killed.)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from redpencil.execution.failure import Failure, overrun, settle
from redpencil.execution.process import WorkProcess
from redpencil.limits import allow_files
from scans.errors import RedpencilError

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Pool:
    """This machine's cores; an `Executor`.

    Attributes:
        workers: how many processes, at least 1.
        retries: how often more an item is tried whose process was killed.
        memory: gigabytes that one process may use; 0 for no limit.
    """

    workers: int
    retries: int = 0
    memory: float = 0.0

    def check(self, question: Callable[[], object]) -> None:
        """Ask here, where the work is done."""
        question()

    def run(
        self,
        work: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        name: Callable[[Item], str],
        time_limit: float,
    ) -> Generator[tuple[Item, Result | RedpencilError], None, None]:
        """See `Executor.run`."""
        allow_files(self.workers)
        shift: _Shift[Item, Result] = _Shift(self, work, name, time_limit)
        try:
            yield from shift.run(iter(items))
        finally:
            shift.close()


@dataclass(slots=True)
class _Task(Generic[Item]):
    """An item in a worker's hands."""

    item: Item
    tries: int
    deadline: float


class _Shift(Generic[Item, Result]):
    """The workers of one call of `Pool.run`; those without a task are idle."""

    def __init__(
        self, pool: Pool, work: Callable[[Item], Result], name: Callable[[Item], str], time_limit: float
    ) -> None:
        self._pool, self._work, self._name, self._time_limit = pool, work, name, time_limit
        self._idle: list[WorkProcess[Item, Result]] = []
        self._busy: dict[WorkProcess[Item, Result], _Task[Item]] = {}
        self._ended: list[WorkProcess[Item, Result]] = []

    def run(self, items: Iterator[Item]) -> Iterator[tuple[Item, Result | RedpencilError]]:
        for item in items:
            self._hand_out(item, self._pool.retries + 1)
            while len(self._busy) >= self._pool.workers:
                yield from self._collect()
        while self._busy:
            yield from self._collect()

    def close(self) -> None:
        for worker in self._idle:
            worker.close()
        for worker in self._busy:
            worker.kill()
        for worker in (*self._idle, *self._busy, *self._ended):
            worker.join()

    def _hand_out(self, item: Item, tries: int) -> None:
        """Give the item to an idle worker; one that was killed while it was idle is replaced."""
        while self._idle:
            worker = self._idle.pop()
            if worker.send(item):
                break
            worker.kill()
            self._ended.append(worker)
        else:
            worker = WorkProcess(self._work, self._pool.memory)
            worker.send(item)  # where this fails too, an end of file is its answer
        self._busy[worker] = _Task(item, tries, time.monotonic() + self._time_limit)

    def _collect(self) -> Iterator[tuple[Item, Result | RedpencilError]]:
        """Wait until at least one busy worker has answered, died or run out of time."""
        patience = max(0.0, min(task.deadline for task in self._busy.values()) - time.monotonic())
        ready = set(wait([worker.connection for worker in self._busy], patience))
        for worker, task in tuple(self._busy.items()):
            if worker.connection not in ready and time.monotonic() < task.deadline:
                continue
            outcome = self._take(worker)
            if isinstance(outcome, Failure) and outcome.lost and task.tries > 1:
                self._hand_out(task.item, task.tries - 1)
            else:
                yield task.item, settle(outcome, self._name(task.item))

    def _take(self, worker: WorkProcess[Item, Result]) -> Result | RedpencilError | Failure:
        """What became of the worker's task; a worker that has none any more is idle or has ended."""
        del self._busy[worker]
        # An answer may have come while the caller was busy with the one before.
        if worker.connection.poll():
            outcome = worker.receive()
        else:
            worker.kill()
            outcome = overrun(self._time_limit)
        (self._idle if worker.alive else self._ended).append(worker)
        return outcome
