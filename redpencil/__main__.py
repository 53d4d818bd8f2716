"""The entry point of the installed command and of `python -m redpencil`."""

import os
import signal
import sys
from functools import partial
from types import FrameType
from typing import NoReturn

REQUESTS = ("SIGINT", "SIGTERM", "SIGHUP")
"""Ctrl-C, a batch system out of time, a closed terminal: each a request to end."""


class Interruption(KeyboardInterrupt):
    """A request to end. Python dies of a plain KeyboardInterrupt that went through exec(), though caught."""


def main() -> None:
    """Run the command line; signals are heeded before all that takes time to load."""
    heed_signals()
    # Numpy's threads wait for each other more than they work: with two, the letters of a page took up to ten
    # times the time of one. It asks this when it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from redpencil import cli

        code = cli.main()
    except KeyboardInterrupt:
        sys.stderr.write("redpencil: interrupted; run the same command again\n")
        code = 130
    except ImportError as error:  # most often for want of memory
        from redpencil.boundary import run_guarded

        code = run_guarded(partial(_fail, error))
    for name in REQUESTS:  # the work is done: an interpreter that is leaving may leave
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)
    sys.exit(code)


def _fail(error: Exception) -> NoReturn:
    raise error


def heed_signals() -> None:
    """Take every request to end as an Interruption; what nohup ignores stays ignored."""
    for name in REQUESTS:
        if (number := getattr(signal, name, None)) and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001
    raise Interruption


if __name__ == "__main__":
    main()
