"""The files in pages/ as they are: what shows that a page, or what stands beside it, has changed."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from redpencil.project import FAILURE_SUFFIX, LAYOUT_SUFFIX, PAGE_SUFFIX
from redpencil.stretches import Sign
from scans.memory import digest_state, is_settled, list_states


class PageFiles:
    """What is in the folder, listed once and not looked into: some microseconds a file."""

    def __init__(self, folder: Path) -> None:
        self._states: dict[str, int] = {}
        self._unsettled: set[str] = set()
        self._fault = ""  # another each time, so that nothing is taken to be as it was
        try:
            for path, state, changed in list_states(folder, deep=False):
                self._add(path.rpartition(os.sep)[2], state, is_settled(changed))
        except FileNotFoundError:
            self._fault = uuid.uuid4().hex if folder.is_dir() else ""  # of a link that leads nowhere
        except OSError:
            self._fault = uuid.uuid4().hex

    def sign(self, page: str, besides: str) -> Sign:
        """What shows that a page is as it was, of all that depends on its files and on `besides`."""
        state = f"{self._fault}{self._states.get(page, 0)} {besides}"
        return Sign(page, state, not self._fault and page not in self._unsettled)

    def _add(self, name: str, state: str, settled: bool) -> None:
        for suffix in (PAGE_SUFFIX, LAYOUT_SUFFIX, FAILURE_SUFFIX):
            if name.endswith(suffix):
                page = name.removesuffix(suffix)
                self._states[page] = self._states.get(page, 0) + digest_state(f"{suffix} {state}")
                if not settled:
                    self._unsettled.add(page)
