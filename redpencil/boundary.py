"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum

import click

from redpencil.bugs import write_log
from redpencil.limits import lacks_memory
from scans.errors import RedpencilError, SettingsError


class ExitCode(IntEnum):
    """What the exit status of a command means; part of the interface."""

    DONE = 0
    FAILED = 1
    """Some pages failed, or a check did not hold."""
    USAGE = 2
    BUG = 3
    INTERRUPTED = 130


def run_guarded(command: Callable[[], int | None]) -> int:
    """Run a command and turn whatever it raises into one message on stderr and an exit code."""
    try:
        return command() or ExitCode.DONE
    except click.exceptions.Exit as request:
        return request.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted; what was finished is kept, run the same command again to go on")
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except SettingsError as error:
        _say(str(error))
        return ExitCode.USAGE
    except RedpencilError as error:
        _say(str(error))
        return ExitCode.FAILED
    except BrokenPipeError:
        return ExitCode.FAILED  # the reader of our output has gone (head, less)
    except OSError as error:
        _say(explain_os_error(error))
        return ExitCode.FAILED
    except Exception as error:
        if lacks_memory(error):
            _say("there is not enough memory; close other programs and run the same command again")
            return ExitCode.FAILED
        _say(f"this is a bug in redpencil; please report it with {_keep(traceback.format_exc())}")
        return ExitCode.BUG
    finally:
        _close_dead_streams()


def explain_os_error(error: OSError) -> str:
    """An error of the operating system, with the file and the mend."""
    told = translate_os_error(error)
    return str(told if told.subject else RedpencilError("redpencil", told.problem, told.mend))


def translate_os_error(error: OSError) -> RedpencilError:
    """An error of the operating system as one of ours; its subject is empty where no file is known."""
    subject = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    again = "run the same command again"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return RedpencilError(subject, "the disk is full", f"Free some space and {again}")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            mend = "Mend its permissions, or use another folder"
            return RedpencilError(subject, "may not be read or written", mend)
        case errno.ENOENT if subject:  # without one, as for the temporary folder, the system says more
            return RedpencilError(subject, "there is no such file or folder", "Check the name")
        case _:
            return RedpencilError(subject, error.strerror or str(error), f"Mend that and {again}")


def _keep(trace: str) -> str:
    """The file that a traceback was written to; the traceback itself where none can be written."""
    try:
        return f"the file {write_log(trace)}"
    except OSError:
        return f"what follows:\n{trace}"


def _say(message: str) -> None:
    with contextlib.suppress(OSError):  # nobody may be left to read it
        click.echo(f"redpencil: {message}", err=True)


def _close_dead_streams() -> None:
    """Keep the interpreter from complaining at its end about output that cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
