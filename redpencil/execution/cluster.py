"""Work on many items at once on the workers of a Dask scheduler.

Dask hands the items out, and does it again where a worker is lost. What one item may cost is the matter of
each worker's own work processes, as on one machine. Results come back here, to the one process that writes.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import queue
import socket
import time
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from distributed import Client, Future, KilledWorker

from redpencil import __version__
from redpencil.execution.failure import Failure, explain_exception, settle
from redpencil.execution.portable import Portable
from redpencil.execution.workshop import ABSENT, Parcel, Workshop, ask, perform
from redpencil.settings import ExecutionSettings
from scans.errors import EngineError, RedpencilError
from scans.files import write_text

Item = TypeVar("Item", bound=Portable)
Result = TypeVar("Result")
AHEAD = 2
"""Items in flight for each thread of the cluster: one is worked on, one waits beside it."""

LARGEST = 500_000_000
"""Bytes of the largest item that is sent to a worker which does not share our disk."""

TICK = 1.0
"""Seconds between two looks at a cluster from which nothing comes."""

LOST = Failure(
    "the machines that read it were lost again and again, perhaps because of it",
    "Look at the workers' logs, and run the same command again",
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a Dask scheduler; an `Executor`.

    Attributes:
        settings: the scheduler's address, and what an item may cost.
        folder: of the project, in which a worker that shares our disk finds what we write there.
    """

    settings: ExecutionSettings
    folder: Path

    def check(self, question: Callable[[], object]) -> None:
        """Ask each worker that is there now; raises EngineError also where one has another redpencil."""
        with self._connected() as client:
            try:
                answers = client.run(functools.partial(ask, question, __version__))
            except ImportError as error:
                mend = "Install the same redpencil on every machine of the cluster"
                raise EngineError(self.settings.scheduler, f"a worker cannot work ({error})", mend) from error
        for worker, answer in answers.items():
            if isinstance(answer, RedpencilError):
                raise EngineError(f"worker {worker}", f"{answer.subject}: {answer.problem}", answer.mend)

    def run(
        self,
        work: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        name: Callable[[Item], str],
        time_limit: float,
    ) -> Generator[tuple[Item, Result | RedpencilError], None, None]:
        """See `Executor.run`."""
        with self._connected() as client, self._mark() as (mark, token):
            place = f"redpencil {socket.gethostname()}:{self.folder}"
            workshop = Workshop(place, work, time_limit, self.settings.memory, mark, token)
            client.register_plugin(workshop)
            shift: _Shift[Item, Result] = _Shift(client, self.settings, place, name)
            try:
                yield from shift.run(iter(items))
            finally:
                shift.close()

    @contextlib.contextmanager
    def _connected(self) -> Iterator[Client]:
        # A client that could not connect, or lost its scheduler, closes itself when it is collected, and that
        # waits for ever for a lock where it happens while another client starts.
        gc.collect()
        try:
            client = Client(self.settings.scheduler, set_as_default=False)
        except (OSError, ValueError) as error:
            mend = "Start 'dask scheduler', check the address, or leave --scheduler out"
            problem = "no Dask scheduler answers there"
            raise EngineError(self.settings.scheduler or "scheduler", problem, mend) from error
        try:
            yield client
        finally:
            with contextlib.suppress(Exception):  # it may be gone; our own work is done
                client.close(timeout=5)

    @contextlib.contextmanager
    def _mark(self) -> Iterator[tuple[Path, str]]:
        """A file by which a worker tells whether it sees this very folder."""
        mark, token = self.folder / ".redpencil" / f"here-{uuid.uuid4().hex}", uuid.uuid4().hex
        write_text(mark, token)
        try:
            yield mark, token
        finally:
            mark.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Task(Generic[Item]):
    """An item in flight, and how often it may be handed out, this time included."""

    item: Item
    tries: int


class _Shift(Generic[Item, Result]):
    """What is in flight during one call of `Cluster.run`."""

    def __init__(
        self, client: Client, settings: ExecutionSettings, place: str, name: Callable[[Item], str]
    ) -> None:
        self._client, self._settings, self._place, self._name = client, settings, place, name
        self._flying: dict[Future[Any], _Task[Item]] = {}
        self._done: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()
        self._travel = False  # until a worker says that it does not see our files
        self._manned = time.monotonic()

    def run(self, items: Iterator[Item]) -> Iterator[tuple[Item, Result | RedpencilError]]:
        for item in items:
            yield from self._hand_out(_Task(item, self._settings.retries + 1))
            while len(self._flying) >= self._reach():
                yield from self._collect()
        while self._flying:
            yield from self._collect()

    def close(self) -> None:
        """Let nothing of ours go on in the cluster."""
        if self._client.status == "running":
            with contextlib.suppress(Exception):  # a cluster that is going down
                self._client.cancel(list(self._flying), force=True)
                self._client.unregister_worker_plugin(self._place)

    def _reach(self) -> int:
        """How many items may be in flight now: workers come and go."""
        return AHEAD * max(1, self._count_threads())

    def _count_threads(self) -> int:
        """Threads of all workers; 0 while the scheduler does not answer."""
        try:
            return sum(self._client.nthreads().values())
        except (OSError, TimeoutError, ValueError, RuntimeError, AttributeError):
            return 0  # a client that has given up has no scheduler to ask

    def _hand_out(self, task: _Task[Item]) -> Iterator[tuple[Item, RedpencilError]]:
        """Send the item off; yields it with its error where that cannot be done."""
        self._watch()
        try:
            contents = self._load(task.item) if self._travel else None
        except OSError as error:
            yield task.item, explain_exception(error).explain(self._name(task.item))
            return
        except RedpencilError as error:
            yield task.item, error
            return
        try:
            future = self._client.submit(perform, self._place, Parcel(task.item, contents), pure=False)
        except Exception:  # of what sort, the versions of Dask do not agree on
            self._watch()
            raise
        self._flying[future] = task
        future.add_done_callback(self._done.put)

    def _load(self, item: Item) -> tuple[tuple[str, bytes], ...]:
        if sum(path.stat().st_size for path in item.files) > LARGEST:
            mend = "Put the project on a disk that the workers share, at the same path"
            raise EngineError(self._name(item), "is too large to be sent to the workers", mend)
        return tuple((path.name, path.read_bytes()) for path in item.files)

    def _collect(self) -> Iterator[tuple[Item, Result | RedpencilError]]:
        """Wait for one item to come back; what was lost, or lacked its files, is sent off again."""
        future = self._wait()
        task = self._flying.pop(future)
        outcome = self._open(future)
        if outcome is ABSENT:
            self._travel = True
            yield from self._hand_out(task)
        elif isinstance(outcome, Failure) and outcome.lost and task.tries > 1:
            yield from self._hand_out(_Task(task.item, task.tries - 1))
        else:
            yield task.item, settle(outcome, self._name(task.item))

    def _wait(self) -> Future[Any]:
        while True:
            try:
                return self._done.get(timeout=TICK)
            except queue.Empty:
                self._watch()

    def _watch(self) -> None:
        """Give up a cluster without scheduler or, for too long, without workers."""
        again = "Start it again, and run the same command: it goes on where it stopped"
        threads = self._count_threads()  # which takes time where the scheduler is gone
        if self._client.status in ("closing", "closed"):
            raise EngineError(self._settings.scheduler, "the Dask scheduler was lost", again)
        if threads:
            self._manned = time.monotonic()
        elif time.monotonic() - self._manned > self._settings.patience:
            problem = f"the cluster had no worker for {self._settings.patience:.0f} s"
            raise EngineError(self._settings.scheduler, problem, again.replace("it again", "workers"))

    def _open(self, future: Future[Any]) -> Any:
        """The result, error or failure that the future holds."""
        try:
            return future.result(timeout=max(60.0, self._settings.patience))
        except KilledWorker:
            return LOST
        except (OSError, TimeoutError):  # the worker that held the result has gone
            return Failure(LOST.problem, LOST.mend, lost=True)
        except Exception as error:
            cancelled = future.cancelled()
            return Failure(LOST.problem, LOST.mend, lost=True) if cancelled else explain_exception(error)
