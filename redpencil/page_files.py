"""The files in pages/ as they are: what shows that a page, or what stands beside it, has changed."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from redpencil.project import FAILURE_SUFFIX, LAYOUT_SUFFIX, PAGE_SUFFIX
from redpencil.stretches import Sign
from scans.memory import is_settled, list_states


class PageFiles:
    """What is in the folder, listed once and not looked into: some microseconds a file."""

    def __init__(self, folder: Path) -> None:
        self._states: dict[str, str] = {}
        self._unsettled: set[str] = set()
        self._fault = ""  # another each time, so that nothing is taken to be as it was
        try:
            for path, state, changed in list_states(folder, deep=False):
                name = path.rpartition(os.sep)[2]
                self._states[name] = state
                if not is_settled(changed):
                    self._unsettled.add(name)
        except FileNotFoundError:
            self._fault = uuid.uuid4().hex if folder.is_dir() else ""  # of a link that leads nowhere
        except OSError:
            self._fault = uuid.uuid4().hex

    def sign(self, page: str, besides: str) -> Sign:
        """What shows that a page is as it was, of all that depends on its files and on `besides`."""
        files = page + PAGE_SUFFIX, page + LAYOUT_SUFFIX, page + FAILURE_SUFFIX
        alto, layout, failure = map(self._states.get, files)
        settled = not self._fault and self._unsettled.isdisjoint(files)
        return Sign(page, f"{self._fault}{alto} {layout} {failure} {besides}", settled)
