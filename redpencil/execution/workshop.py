"""What a worker of a Dask cluster keeps for one batch: its work processes, and the way to their files."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Generic, TypeVar

from distributed import Worker, WorkerPlugin, get_worker

from redpencil import __version__
from redpencil.execution.failure import Failure
from redpencil.execution.portable import Portable
from redpencil.execution.process import WorkProcess
from scans.errors import EngineError, RedpencilError

Item = TypeVar("Item", bound=Portable)


class Answer(Enum):
    """What a worker says instead of a result."""

    ABSENT = "the files are not to be seen from here"


ABSENT = Answer.ABSENT


@dataclass(frozen=True, slots=True)
class Parcel(Generic[Item]):
    """An item on its way; where its files travel with it, their names and what they hold."""

    item: Item
    contents: tuple[tuple[str, bytes], ...] | None


class Workshop(WorkerPlugin):
    """The work processes of one batch on one worker, as many as it has threads at work.

    Args:
        name: of the batch; the same batch started again takes the place of the one before.
        work, time_limit, memory: as for `WorkProcess`.
        mark, token: a file and what it holds where this machine shares the disk of the one that asks.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[Any], Any],
        time_limit: float,
        memory: float,
        mark: Path,
        token: str,
    ) -> None:
        self.name = name
        self._work, self._time_limit, self._memory = work, time_limit, memory
        self._mark, self._token = mark, token

    def setup(self, worker: Worker) -> None:  # noqa: ARG002
        """Begin; Dask calls this on each worker, also on those that come later."""
        if multiprocessing.current_process().daemon:  # Dask's nanny makes it one, which may have no processes
            multiprocessing.current_process().daemon = False
        # Dask has its workers give memory back at once: for what we start, a tenth more processor time.
        os.environ.pop("MALLOC_TRIM_THRESHOLD_", None)
        self._lock = threading.Lock()
        self._idle: list[WorkProcess[Any, Any]] = []
        self._busy: set[WorkProcess[Any, Any]] = set()
        self._shared = self._sees_mark()

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002
        """End at once whatever is still at work."""
        with self._lock:
            processes = (*self._idle, *self._busy)
        for process in processes:
            process.kill()
        for process in processes:
            process.join()

    def do(self, parcel: Parcel[Any]) -> object:
        """What becomes of the item: its result, its error, a `Failure`, or ABSENT."""
        item, contents = parcel.item, parcel.contents
        if self._shared and all(path.exists() for path in item.files):
            return self._do(item)
        if contents is None:
            return ABSENT
        with tempfile.TemporaryDirectory(prefix="redpencil-") as name:
            folder = Path(name)
            for file, content in contents:
                (folder / Path(file).name).write_bytes(content)
            return _tell_home(self._do(item.moved(folder)), folder, item)

    def _do(self, item: Any) -> object:
        with self._process() as process:
            return process.do(item, self._time_limit)

    @contextlib.contextmanager
    def _process(self) -> Iterator[WorkProcess[Any, Any]]:
        with self._lock:
            process = self._idle.pop() if self._idle else WorkProcess(self._work, self._memory)
            self._busy.add(process)
        try:
            yield process
        finally:
            with self._lock:
                self._busy.discard(process)
                if process.alive:
                    self._idle.append(process)

    def _sees_mark(self) -> bool:
        try:
            return self._mark.read_text("utf-8") == self._token
        except OSError:
            return False


def perform(name: str, parcel: Parcel[Any]) -> object:
    """Do an item in the batch's workshop on the worker that this is called on."""
    workshop = get_worker().plugins[name]
    assert isinstance(workshop, Workshop)  # noqa: S101 (for the type checker)
    return workshop.do(parcel)


def ask(question: Callable[[], object], version: str) -> RedpencilError | None:
    """What keeps this worker from working, None where nothing does."""
    if version != __version__:
        problem = f"redpencil {__version__} is installed there, and {version} here"
        return EngineError("redpencil", problem, "Install the same version on every machine of the cluster")
    try:
        question()
    except RedpencilError as error:
        return error
    return None


def _tell_home(outcome: object, folder: Path, item: Portable) -> object:
    """An outcome that speaks of the files as the one who asked knows them."""
    if not isinstance(outcome, RedpencilError | Failure) or not item.files:
        return outcome
    home = str(item.files[0].parent)
    problem, mend = (text.replace(str(folder), home) for text in (outcome.problem, outcome.mend))
    if isinstance(outcome, Failure):
        return Failure(problem, mend, outcome.trace, outcome.lost)
    return type(outcome)(outcome.subject.replace(str(folder), home), problem, mend)
