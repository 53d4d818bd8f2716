"""Bugs, kept in a file for whoever mends them."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from redpencil import __version__
from scans.errors import BugError, RedpencilError


def write_log(trace: str) -> Path:
    """Write a traceback, with what else is needed to understand it, to a new file outside the project."""
    handle, name = tempfile.mkstemp(prefix="redpencil-bug-", suffix=".log", text=True)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as log:
        log.write(f"redpencil {__version__}, Python {sys.version}, {sys.platform}, {time.ctime()}\n")
        log.write(f"{sys.argv}\n\n{trace}")
    return Path(name)


def tell(error: RedpencilError) -> str:
    """The error for people; of a bug the traceback is put into a file that is named."""
    return (
        f"{error} The file for it: {write_log(error.trace)}." if isinstance(error, BugError) else str(error)
    )
