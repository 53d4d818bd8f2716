"""What was found out about files, remembered until they change, so that they need not be read again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

RACE = 2.0
"""Seconds for which a file may change again without showing it: nothing is remembered of younger ones."""

PATIENCE = 2.0
"""Seconds for which another process may have the memory to itself."""

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS known (topic TEXT, file BLOB, state TEXT, told TEXT, "
    "PRIMARY KEY (topic, file)) WITHOUT ROWID"
)
_BATCH = 1_000_000
"""How many characters of new facts are held before they are written."""


class State(NamedTuple):
    """How a file, or all of a folder, was when it was looked at.

    Attributes:
        told: what tells it from any other state.
        settled: whether it could not change again then without showing it.
    """

    told: str
    settled: bool


class Memory:
    """Facts about files by topic, in one SQLite file. Losing it or being unable to write it costs time only.

    A fact holds as long as the file's size, times and number on the disk are the same. Use it as a context
    manager; what was kept is written at its end.

    Args:
        path: where it is, or will be; None for one that forgets everything.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._fresh: dict[tuple[str, bytes], tuple[str, str]] = {}
        self._held = 0
        self._connection = self._open() if path else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write()
        if self._connection:
            self._connection.close()

    def recall(self, topic: str, file: Path, seen: State) -> Any:
        """What was kept of the file as it is `seen`; None where nothing was, or where it was another then."""
        return self.recall_state(topic, os.fsencode(file), seen.told)

    def keep(self, topic: str, file: Path, seen: State, told: object) -> None:
        """Remember something that JSON can hold of the file as it was `seen` before it was looked into."""
        if seen.settled:
            self.keep_state(topic, os.fsencode(file), seen.told, told)

    @contextlib.contextmanager
    def consulted(self) -> Iterator[None]:
        """Many questions in a row: each is answered much sooner, while what others keep has to wait."""
        self._ask("BEGIN")
        try:
            yield
        finally:
            self._end()

    def recall_state(self, topic: str, name: bytes, state: str) -> Any:
        """As `recall`, of anything that has a name, and a state in which the fact holds."""
        held, told = self._recall(topic, name)
        return told if held == state else None

    def recall_last(self, topic: str, name: bytes) -> Any:
        """What was kept last under that name, in whatever state it held."""
        return self._recall(topic, name)[1]

    def keep_state(self, topic: str, name: bytes, state: str, told: object) -> None:
        """As `keep`, of anything that has a name and a state."""
        if self._connection:
            said = json.dumps(told)
            self._fresh[topic, name] = state, said
            self._held += len(said)
            if self._held >= _BATCH:
                self._write()

    def _recall(self, topic: str, name: bytes) -> tuple[str | None, Any]:
        """A fact, after the state in which it holds."""
        if self._connection is None:
            return None, None
        try:
            query = "SELECT state, told FROM known WHERE topic = ? AND file = ?"
            row = self._connection.execute(query, (topic, name)).fetchone()
            return (row[0], json.loads(row[1])) if row else (None, None)
        except (sqlite3.Error, ValueError):
            self._forget()
            return None, None

    def _ask(self, statement: str) -> None:
        if self._connection:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute(statement)

    def _end(self) -> None:
        if self._connection and self._connection.in_transaction:
            self._ask("COMMIT")

    def _open(self) -> sqlite3.Connection | None:
        assert self._path is not None  # noqa: S101 (for the type checker)
        for _ in range(2):
            with contextlib.suppress(OSError, sqlite3.Error):
                self._path.parent.mkdir(exist_ok=True)
                connection = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
                try:
                    connection.execute(_SCHEMA)
                    connection.execute("SELECT * FROM known LIMIT 1").fetchone()
                    return connection
                except sqlite3.DatabaseError as error:
                    connection.close()
                    if isinstance(error, sqlite3.OperationalError):  # busy or read-only, but not damaged
                        return None
                    self._path.unlink()
        return None

    def _write(self) -> None:
        if not self._connection or not self._fresh:
            return
        rows = [(*key, *told) for key, told in self._fresh.items()]
        self._fresh, self._held = {}, 0
        self._end()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)", rows)
            self._connection.execute("COMMIT")
        except sqlite3.Error:  # read-only, full, busy: it will be found out again
            self._ask("ROLLBACK")

    def _forget(self) -> None:
        """A damaged memory is thrown away."""
        if self._connection and self._path:
            self._connection.close()
            with contextlib.suppress(OSError):
                self._path.unlink()
        self._connection = None


def read_state(file: Path) -> State:
    """The file as it is. Raises OSError where it is not there."""
    return _tell(file.stat())


def read_folder_state(folder: Path, *, deep: bool = True) -> State:
    """As `read_state`, of all files in a folder, and, where it is `deep`, in those below it.

    Hidden files and folders do not count, whatever the order in which the disk tells of the others; links to
    folders are not followed. One pass with little memory: some microseconds a file.

    Raises:
        OSError: a folder cannot be looked through.
    """
    total, count, settled = 0, 0, True
    for path, state in list_states(folder, deep=deep):
        total += digest_state(path, state)
        count, settled = count + 1, settled and state.settled
    return State(f"{count} {total:x}", settled)


def list_states(folder: Path, *, deep: bool = True) -> Iterator[tuple[str, State]]:
    """Each file's path, and what `read_state` tells of it; of the same files as `read_folder_state`.

    What cannot be looked at, such as a link that leads nowhere, is another thing each time.
    """
    folders = [os.fspath(folder)]
    for name in folders:
        with os.scandir(name) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders += [entry.path] if deep else []
                    continue
                try:
                    yield entry.path, _tell(entry.stat())
                except OSError:
                    yield entry.path, State(uuid.uuid4().hex, settled=False)


def digest_state(path: str, state: State) -> int:
    """A number of 256 bits that stands for a file in that state: those of several can be added up."""
    said = f"{len(path)} {path} {state.told}".encode("utf-8", "surrogateescape")
    return int.from_bytes(hashlib.blake2b(said, digest_size=32).digest(), "big")


def _tell(found: os.stat_result) -> State:
    told = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
    return State(told, max(found.st_mtime, found.st_ctime) < time.time() - RACE)
