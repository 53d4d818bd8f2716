"""What can go wrong with the store of decisions, told as errors that a person can mend."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scans.errors import BusyError, FormatError, RedpencilError

RESTORE = (
    "Keep the file, put back a copy of it that is sound, or ask `sqlite3 FILE .recover` for what is left"
)
_FAULTS: dict[int, tuple[type[RedpencilError], str, str]] = {
    sqlite3.SQLITE_BUSY: (BusyError, "another process is writing it", "Try again when that is done"),
    sqlite3.SQLITE_LOCKED: (BusyError, "another process is writing it", "Try again when that is done"),
    sqlite3.SQLITE_FULL: (FormatError, "the disk is full", "Free some space and run it again"),
    sqlite3.SQLITE_IOERR: (FormatError, "the disk cannot be written or read", "Check the disk and its space"),
    sqlite3.SQLITE_READONLY: (FormatError, "it is read-only", "Make the file and its folder writable"),
    sqlite3.SQLITE_READONLY_DBMOVED: (
        FormatError,
        "it is not there any more",
        "Put the file back where it was, or begin again where it is now",
    ),
    sqlite3.SQLITE_PERM: (FormatError, "it may not be written", "Make the file and its folder writable"),
    sqlite3.SQLITE_CANTOPEN: (
        FormatError,
        "it cannot be opened",
        "Check that its folder is there and that you may write in it",
    ),
    sqlite3.SQLITE_NOTADB: (FormatError, "it is no database, or a damaged one", RESTORE),
    sqlite3.SQLITE_CORRUPT: (FormatError, "the database is damaged", RESTORE),
    # Damage within the schema or a row shows as a table, a column or a value that makes no sense.
    sqlite3.SQLITE_ERROR: (FormatError, "the database is damaged", RESTORE),
    sqlite3.SQLITE_TOOBIG: (FormatError, "the database is damaged", RESTORE),
    sqlite3.SQLITE_MISMATCH: (FormatError, "the database is damaged", RESTORE),
}


@contextmanager
def mended(path: Path) -> Iterator[None]:
    """SQLite's errors as ours; what is our own bug passes through."""
    try:
        yield
    except sqlite3.Error as error:
        # Text that is no UTF-8 is told without a code.
        unknown = sqlite3.SQLITE_CORRUPT if isinstance(error, sqlite3.OperationalError) else 0
        code = getattr(error, "sqlite_errorcode", unknown)
        fault = _FAULTS.get(code, _FAULTS.get(code & 0xFF))  # the rest tells kinds of one fault apart
        if fault is None:
            raise
        kind, problem, mend = fault
        raise kind(path, problem, mend) from error
