"""The one family of errors that people see."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class RedpencilError(Exception):
    """Something a person can mend.

    Args:
        subject: the file, page or setting that is at fault.
        problem: what is wrong with it, in plain words, without a full stop.
        mend: what to do about it, as an imperative sentence without a full stop, or a question.
    """

    def __init__(self, subject: str | Path, problem: str, mend: str) -> None:
        self.subject, self.problem, self.mend = str(subject), problem, mend
        super().__init__(f"{self.subject}: {problem}. {mend}{'' if mend.endswith('?') else '.'}")

    def __reduce__(self) -> tuple[type[RedpencilError], tuple[str, ...]]:
        return type(self), (self.subject, self.problem, self.mend)


class ScanError(RedpencilError):
    """A scan cannot be read."""


class EngineError(RedpencilError):
    """An OCR engine is missing, failed, or ran out of time."""


class FormatError(RedpencilError):
    """A file of ours, or one handed to us, is not in the form it should have."""


class SettingsError(RedpencilError):
    """A setting in the project file or on the command line makes no sense."""


class BusyError(RedpencilError):
    """Another process is at work on the same project."""


class BugError(RedpencilError):
    """A fault of ours over one page or file, which the rest of the batch does not share.

    Args:
        subject: the page or file.
        trace: the traceback, for whoever mends it.
    """

    def __init__(self, subject: str | Path, trace: str) -> None:
        super().__init__(subject, "could not be worked on for a bug in redpencil", "Please report it")
        self.trace = trace

    def __reduce__(self) -> tuple[type[RedpencilError], tuple[str, ...]]:
        return type(self), (self.subject, self.trace)


@contextmanager
def isolating(subject: str | Path) -> Iterator[None]:
    """Turn what nobody foresaw over a page or file into a BugError, so that the batch can go on.

    What the operating system refuses, or Python for want of memory, comes through.
    """
    try:
        yield
    except (RedpencilError, OSError, MemoryError):
        raise
    except Exception as error:
        raise BugError(subject, traceback.format_exc()) from error
