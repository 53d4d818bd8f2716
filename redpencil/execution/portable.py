"""Work that can be done elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, Self


class Portable(Protocol):
    """A piece of work that another machine can do."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that it needs, no two of the same name."""

    def moved(self, folder: Path) -> Self:
        """The same, with its files in that folder under their names."""
