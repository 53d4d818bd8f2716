"""A process of its own for the work on one item at a time: it can be killed, and the batch goes on."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import Generic, TypeVar

from redpencil.execution.failure import KILLED, Failure, explain_exception, overrun
from scans.errors import EngineError, RedpencilError

Item = TypeVar("Item")
Result = TypeVar("Result")
GIGABYTE = 1_000_000_000
SOCKET = "pymp-12345678/listener-12345678"
"""How the fork server calls its socket below the temporary folder."""

LONGEST = 107
"""Bytes of the longest name that a socket may have, on Linux."""


class WorkProcess(Generic[Item, Result]):
    """A worker that lives until it is closed or killed; with it ends all that it has started.

    Args:
        work: a module-level function.
        memory: gigabytes that the process, and each one that it starts, may use; 0 for no limit.

    Raises:
        EngineError: the process cannot be started.
    """

    def __init__(self, work: Callable[[Item], Result], memory: float = 0.0) -> None:
        context = _context(work.__module__)
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, work, memory), daemon=False)
        try:
            self._process.start()
        except EOFError:  # the fork server was killed; click would take this for Ctrl-C
            problem = "no process could be started to read pages, perhaps for want of memory"
            mend = "Close other programs, or use fewer workers, and run the same command again"
            raise EngineError("redpencil", problem, mend) from None
        theirs.close()

    def send(self, item: Item) -> bool:
        """Hand over an item; says whether the process was there to take it."""
        try:
            self.connection.send(item)
        except ConnectionError:
            return False
        return True

    def receive(self) -> Result | RedpencilError | Failure:
        """Wait for what became of the item; KILLED where the process has died of it."""
        try:
            outcome: Result | RedpencilError | Failure = self.connection.recv()
        except (EOFError, ConnectionError):
            self.kill()
            return KILLED
        return outcome

    def do(self, item: Item, time_limit: float) -> Result | RedpencilError | Failure:
        """Hand over an item and wait, at most that many seconds, for what becomes of it."""
        if not self.send(item):
            self.kill()
            return KILLED
        try:
            answered = self.connection.poll(time_limit)
        except (OSError, ValueError):  # another thread has killed the process
            return KILLED
        if answered:
            return self.receive()
        self.kill()
        return overrun(time_limit)

    @property
    def alive(self) -> bool:
        """Whether it can take an item."""
        return not self.connection.closed

    def close(self) -> None:
        """Let an idle process end by itself."""
        self.connection.close()

    def kill(self) -> None:
        """End it at once, with the engine that it runs."""
        pid = self._process.pid
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if pid and hasattr(os, "killpg"):
                os.killpg(pid, signal.SIGKILL)
        self._process.kill()
        self.connection.close()

    def join(self) -> None:
        """Wait until it has ended."""
        self._process.join()


def _context(module: str) -> ForkServerContext | SpawnContext:
    """Never plain fork: OpenCV and rich have threads. The fork server imports the work's module once.

    It needs a socket in the temporary folder; where that has too long a name, each worker starts by itself.
    """
    if sys.platform != "linux" or len(os.fsencode(Path(tempfile.gettempdir(), SOCKET))) > LONGEST:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def _serve(connection: Connection, work: Callable[[Item], Result], memory: float) -> None:
    """A worker's life: items in, results out, until the pipe closes."""
    if hasattr(os, "setpgid"):
        # A group of its own: Ctrl-C goes to the parent alone, and a kill takes the engine's process too.
        os.setpgid(0, 0)
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(memory)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # EOFError: the parent has finished. ConnectionError: it is gone.
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            item = connection.recv()
            connection.send(_attempt(work, item))


def _limit_memory(gigabytes: float) -> None:
    """Make requests for more fail, where the system can do that (not on Windows; macOS takes no notice)."""
    if gigabytes and sys.platform != "win32":
        import resource

        size = int(gigabytes * GIGABYTE)
        with contextlib.suppress(ValueError, OSError):  # a lower limit is set already
            resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _end_with_parent() -> None:
    """Leave at once, with all that was started, when the parent has been killed: nobody waits any more."""
    if parent := multiprocessing.parent_process():
        parent.join()
        if hasattr(os, "killpg"):
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _attempt(work: Callable[[Item], Result], item: Item) -> Result | RedpencilError | Failure:
    try:
        return work(item)
    except RedpencilError as error:
        return error
    except Exception as error:
        return explain_exception(error)
