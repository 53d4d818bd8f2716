"""The scans of a folder as they were found last time, for as long as nothing in the folder changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from itertools import count
from pathlib import Path
from typing import Any

from scans.memory import Memory, is_settled, read_folder_state
from scans.scan import Scan
from scans.settings import ScanSettings

_PART = 1000
"""Scans that are kept as one fact."""


class Recall:
    """What a memory knows of a whole folder: much sooner told than what it knows of each file."""

    def __init__(
        self, folder: Path, settings: ScanSettings, memory: Memory, state: tuple[str, float] | None = None
    ) -> None:
        self._folder, self._memory = folder, memory
        limits = settings.max_pixels, settings.max_pages, settings.pdf_dpi, settings.spreads
        self._topic = f"folder 1 {limits}"
        try:
            self._state, self._changed = state or read_folder_state(folder)
        except OSError:  # told when the files are looked at
            self._state = ""

    def scans(self) -> tuple[Scan, ...]:
        """The scans as they were kept; none where nothing was, or where something has changed since."""
        if not self._state:
            return ()
        found: list[Scan] = []
        for part in count():
            told = self._memory.recall_state(self._topic, self._name(part), self._state)
            if told is None:
                return ()
            if not told:
                return tuple(found)
            found += map(self._read, told)
        return ()

    def keep(self, scans: Sequence[Scan]) -> None:
        """Remember what was found, unless something may have changed meanwhile without showing it."""
        if not self._state or not is_settled(self._changed):
            return
        for part, at in enumerate(range(0, len(scans) + _PART, _PART)):
            told = [self._write(scan) for scan in scans[at : at + _PART]]
            self._memory.keep_state(self._topic, self._name(part), self._state, told)

    def _write(self, scan: Scan) -> list[Any]:
        name, path, *facts = (getattr(scan, each.name) for each in fields(scan))
        return [name, str(path.relative_to(self._folder)), *facts]

    def _read(self, told: Sequence[Any]) -> Scan:
        name, path, page, width, height, dpi, sha256, part = told
        return Scan(name, self._folder / path, page, width, height, dpi, sha256, part and tuple(part))

    def _name(self, part: int) -> bytes:
        return f"{self._folder}\0{part}".encode("utf-8", "surrogateescape")
