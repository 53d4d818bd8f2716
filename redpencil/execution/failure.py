"""What can go wrong around a piece of work, told by whoever watched it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TypeVar

from redpencil.boundary import translate_os_error
from redpencil.limits import lacks_memory
from scans.errors import BugError, EngineError, RedpencilError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong that the work itself did not foresee.

    Attributes:
        problem, mend: as in `RedpencilError`.
        trace: of a bug, else empty.
        lost: whether the item may well succeed on another try, because its process was killed.
    """

    problem: str
    mend: str
    trace: str = ""
    lost: bool = False

    def explain(self, name: str) -> RedpencilError:
        """The error of the item of that name."""
        return BugError(name, self.trace) if self.trace else EngineError(name, self.problem, self.mend)


def settle(outcome: Result | RedpencilError | Failure, name: str) -> Result | RedpencilError:
    """What an item came to, for those who know nothing of processes."""
    return outcome.explain(name) if isinstance(outcome, Failure) else outcome


KILLED = Failure(
    "the process that read it was killed, perhaps for want of memory",
    "Run the same command again, with fewer workers if it happens again",
    lost=True,
)


def overrun(limit: float) -> Failure:
    """The item took longer than that many seconds."""
    mend = "Look at the scan, or raise 'timeout' under [ocr] in redpencil.toml"
    return Failure(f"took longer than {limit:.0f} s", mend)


def explain_exception(error: Exception) -> Failure:
    """What the exception that is being handled means."""
    if lacks_memory(error):
        return Failure(
            "needs more memory than it may have",
            "Scale it down, use fewer workers, or raise 'memory' under [execution] in redpencil.toml",
        )
    if isinstance(error, OSError):
        told = translate_os_error(error)
        return Failure(told.problem + (f" ({told.subject})" if told.subject else ""), told.mend)
    return Failure("nobody foresaw it", "Please report it", traceback.format_exc())


def blame(error: Exception, name: str) -> RedpencilError:
    """The exception that is being handled as the error of the item of that name, so that the rest goes on."""
    return error if isinstance(error, RedpencilError) else explain_exception(error).explain(name)
