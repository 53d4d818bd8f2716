"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum

import click

from redpencil.bugs import write_log
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
        # The reader of our output has gone (head, less): keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FAILED
    except OSError as error:
        _say(explain_os_error(error))
        return ExitCode.FAILED
    except Exception:
        log = write_log(traceback.format_exc())
        _say(f"this is a bug in redpencil; please report it with the file {log}")
        return ExitCode.BUG


def explain_os_error(error: OSError) -> str:
    """An error of the operating system, with the file and the mend."""
    subject = error.filename or "redpencil"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"{subject}: the disk is full. Free some space and run the same command again."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"{subject}: may not be read or written. Mend its permissions, or use another folder."
        case errno.ENOENT:
            return f"{subject}: there is no such file or folder. Check the name."
        case _:
            return f"{subject}: {error.strerror or error}. Mend that and run the same command again."


def _say(message: str) -> None:
    click.echo(f"redpencil: {message}", err=True)
