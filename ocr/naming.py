"""Ids of words, lines and regions that other software gave, or did not."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


class Names:
    """Gives out ids that are XML names, each once in a page."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, wanted: str | None, kind: str) -> str:
        """The id that is wanted where it is a name and still free, else a new one that begins with `kind`."""
        if wanted and _NAME.fullmatch(wanted) and wanted not in self._given:
            name = wanted
        else:
            number = len(self._given) + 1
            while (name := f"{kind}.{number}") in self._given:
                number += 1
        self._given.add(name)
        return name
