"""How far a long command has come: a bar on a terminal, plain lines elsewhere, nothing when quiet."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Column

_FIGURES = 60
"""Columns of a terminal that the figures and some of the bar need."""
_SHORTEST = 8
"""Letters of a name that are worth showing."""


class Reporter(Protocol):
    """What a long command tells while it works; pages and words are counts so far."""

    def advance(self, name: str, words: int = 0) -> None:
        """One more unit is done."""

    def skip(self, count: int) -> None:
        """That many units needed nothing."""

    def fail(self, message: str, units: int = 1) -> None:
        """So many units have failed, none where they are told of by themselves; the rest goes on."""


class BarReporter:
    """A progress bar on stderr with units, words and the time left."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress, self._task, self._words = progress, task, 0

    def advance(self, name: str, words: int = 0) -> None:
        self._words += words
        said = f"{self._words:,} words" if self._words else ""
        self._progress.update(self._task, advance=1, words=said, name=escape(name))

    def skip(self, count: int) -> None:
        self._progress.update(self._task, advance=count)

    def fail(self, message: str, units: int = 1) -> None:
        self._progress.console.print(f"[red]failed[/] {escape(message)}", highlight=False, soft_wrap=True)
        self._progress.update(self._task, advance=units)


class LineReporter:
    """One plain line a unit, for logs and pipes; with `verbose` off, failures alone."""

    def __init__(self, total: int, verb: str, every: bool) -> None:
        self._total, self._verb, self._every, self._done = total, verb, every, 0
        self._began = time.monotonic()

    def advance(self, name: str, words: int = 0) -> None:
        self._done += 1
        if self._every:
            said = f", {words:,} words" if words else ""
            elapsed = time.monotonic() - self._began
            self._say(f"{self._verb} {self._done}/{self._total} {name}{said} ({elapsed:.0f} s)")

    def skip(self, count: int) -> None:
        self._done += count

    def fail(self, message: str, units: int = 1) -> None:
        self._done += units
        self._say(f"failed {self._done}/{self._total} {message}")

    @staticmethod
    def _say(line: str) -> None:
        # A batch goes on though nobody is left to read of it. Without a stderr, sys.stderr is None.
        with contextlib.suppress(OSError, AttributeError):
            sys.stderr.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
            sys.stderr.flush()


@contextmanager
def report(verb: str, total: int, *, quiet: bool = False) -> Iterator[Reporter]:
    """A reporter for `total` units of work: a bar where stderr is a terminal, plain lines elsewhere.

    Failures are told even when quiet.
    """
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield LineReporter(total, verb, every=not quiet)
        return
    with Progress(*_make_columns(console.width), console=console) as progress:
        yield BarReporter(progress, progress.add_task(verb, total=total, words="", name=""))


def _make_columns(width: int) -> tuple[ProgressColumn, ...]:
    """What the bar's line holds; on a narrow terminal the name is cut rather than the figures."""
    figures = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(table_column=Column(no_wrap=True)),
        TextColumn("{task.fields[words]}"),
        TimeElapsedColumn(table_column=Column(no_wrap=True)),
        TimeRemainingColumn(table_column=Column(no_wrap=True)),
    )
    room = width - _FIGURES
    if room < _SHORTEST:
        return figures
    name = Column(no_wrap=True, overflow="ellipsis", max_width=room)
    return (*figures, TextColumn("[dim]{task.fields[name]}", table_column=name))
