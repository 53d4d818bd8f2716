"""The scans of a folder as they were found last time, for as long as nothing in the folder changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from scans.memory import Memory, State, read_folder_state
from scans.scan import Scan
from scans.settings import ScanSettings

Placed = tuple[int, Scan]
"""A scan and its place among all, from 0."""


class Recall:
    """What a memory knows of a whole folder: much sooner told than what it knows of each file."""

    def __init__(
        self, folder: Path, settings: ScanSettings, memory: Memory, state: State | None = None
    ) -> None:
        self._folder, self._memory = folder, memory
        limits = settings.max_pixels, settings.max_pages, settings.pdf_dpi, settings.spreads
        self._topic = f"folder 2 {limits}"
        try:
            self._state = state or read_folder_state(folder)
        except OSError:  # told when the files are looked at
            self._state = State("", settled=False)

    def states(self) -> tuple[int, list[str]] | None:
        """How many scans there are, and what tells those of each share from any others.

        None where that is not known, or something has changed since.
        """
        told = self._state.told and self._memory.recall_state(
            self._topic, self._name("all"), self._state.told
        )
        return tuple(told) if told else None

    def read(self, share: int) -> list[Placed] | None:
        """The scans of a share as they were kept; None where they are not known any more."""
        told = self._memory.recall_state(self._topic, self._name(share), self._state.told)
        return None if told is None else [self._place(each) for each in told]

    def keep(self, shares: Sequence[Sequence[Placed]], states: tuple[int, list[str]]) -> None:
        """Remember what was found, unless something may have changed meanwhile without showing it."""
        if not self._state.settled:
            return
        for share, placed in enumerate(shares):
            told = [[place, *self._write(scan)] for place, scan in placed]
            self._memory.keep_state(self._topic, self._name(share), self._state.told, told)
        self._memory.keep_state(self._topic, self._name("all"), self._state.told, states)

    def _write(self, scan: Scan) -> list[Any]:
        name, path, *facts = (getattr(scan, each.name) for each in fields(scan))
        return [name, str(path.relative_to(self._folder)), *facts]

    def _place(self, told: Sequence[Any]) -> Placed:
        place, name, path, page, width, height, dpi, sha256, part = told
        path = self._folder / path
        return place, Scan(name, path, page, width, height, dpi, sha256, part and tuple(part))

    def _name(self, what: int | str) -> bytes:
        return f"{self._folder}\0{what}".encode("utf-8", "surrogateescape")
