"""The entry point of the installed command and of `python -m redpencil`."""

import signal
import sys


def main() -> None:
    """Run the command line; signals are heeded before all that takes time to load."""
    heed_signals()
    try:
        from redpencil import cli
    except KeyboardInterrupt:
        sys.exit(130)
    cli.main()


def heed_signals() -> None:
    """Take a request to end (a closed terminal, a batch system out of time) as Ctrl-C; nohup stays nohup."""
    for name in ("SIGTERM", "SIGHUP"):
        if (number := getattr(signal, name, None)) and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


if __name__ == "__main__":
    main()
