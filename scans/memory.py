"""What was found out about files, remembered until they change, so that they need not be read again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

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

    def recall(self, topic: str, file: Path) -> Any:
        """What was kept of the file; None where nothing was, or where the file has changed since.

        Raises:
            OSError: the file is not there.
        """
        return self.recall_state(topic, os.fsencode(file), read_state(file)[0])

    def keep(self, topic: str, file: Path, told: object) -> None:
        """Remember something that JSON can hold of the file."""
        with contextlib.suppress(OSError):
            state, changed = read_state(file)
            if is_settled(changed):
                self.keep_state(topic, os.fsencode(file), state, told)

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
        if self._connection is None:
            return None
        try:
            query = "SELECT state, told FROM known WHERE topic = ? AND file = ?"
            row = self._connection.execute(query, (topic, name)).fetchone()
            return json.loads(row[1]) if row and row[0] == state else None
        except (sqlite3.Error, ValueError):
            self._forget()
            return None

    def keep_state(self, topic: str, name: bytes, state: str, told: object) -> None:
        """As `keep`, of anything that has a name and a state."""
        if self._connection:
            said = json.dumps(told)
            self._fresh[topic, name] = state, said
            self._held += len(said)
            if self._held >= _BATCH:
                self._write()

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


def read_state(file: Path) -> tuple[str, float]:
    """What tells that a file has not changed, and when it did last."""
    return _tell(file.stat())


def read_folder_state(folder: Path, *, deep: bool = True) -> tuple[str, float]:
    """As `read_state`, of all files in a folder, and, where it is `deep`, in those below it.

    Hidden files and folders do not count, whatever the order in which the disk tells of the others; links to
    folders are not followed. One pass with little memory: some microseconds a file.

    Raises:
        OSError: a folder or a file cannot be looked at.
    """
    return add_up_states(list_states(folder, deep=deep))


def add_up_states(listed: Iterable[tuple[str, str, float]]) -> tuple[str, float]:
    """What `read_folder_state` tells of a folder, of which `list_states` tells this."""
    total, count, last = 0, 0, 0.0
    for path, state, changed in listed:
        total += digest_state(f"{len(path)} {path} {state}")
        count, last = count + 1, max(last, changed)
    return f"{count} {total:x}", last


def list_states(folder: Path, *, deep: bool = True) -> Iterator[tuple[str, str, float]]:
    """Each file's path, and what `read_state` tells of it; of the same files as `read_folder_state`."""
    folders = [os.fspath(folder)]
    for name in folders:
        with os.scandir(name) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders += [entry.path] if deep else []
                    continue
                yield entry.path, *_tell(entry.stat())


def digest_state(said: str) -> int:
    """A number of 256 bits that stands for what was said: those of several can be added up."""
    return int.from_bytes(
        hashlib.blake2b(said.encode("utf-8", "surrogateescape"), digest_size=32).digest(), "big"
    )


def _tell(found: os.stat_result) -> tuple[str, float]:
    state = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
    return state, max(found.st_mtime, found.st_ctime)


def is_settled(changed: float) -> bool:
    """Whether what changed last at that time could not change again without showing it."""
    return changed < time.time() - RACE
