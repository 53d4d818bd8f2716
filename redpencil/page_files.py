"""The files in pages/ as they are: what shows that a page, or what stands beside it, has changed."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from redpencil.project import FAILURE_SUFFIX, LAYOUT_SUFFIX, PAGE_SUFFIX
from redpencil.stretches import Sign
from scans.memory import add_up_states, is_settled, list_states


class PageFiles:
    """What is in the folder, listed once and not looked into: some microseconds a file.

    Attributes:
        state: what `read_folder_state` tells of the folder; ("", 0) where there is none.
    """

    def __init__(self, folder: Path) -> None:
        self._states: dict[str, str] = {}
        self._unsettled: set[str] = set()
        self._fault = ""  # another each time, so that nothing is taken to be as it was
        self.state = "", 0.0
        try:
            self.state = add_up_states(self._note(list_states(folder, deep=False)))
        except OSError as error:
            if not isinstance(error, FileNotFoundError) or folder.is_dir():  # of a link that leads nowhere
                self._fault = uuid.uuid4().hex
                self.state = self._fault, time.time()

    def _note(self, listed: Iterator[tuple[str, str, float]]) -> Iterator[tuple[str, str, float]]:
        for path, state, changed in listed:
            name = path.rpartition(os.sep)[2]
            self._states[name] = state
            if not is_settled(changed):
                self._unsettled.add(name)
            yield path, state, changed

    def sign(self, page: str, besides: str) -> Sign:
        """What shows that a page is as it was, of all that depends on its files and on `besides`."""
        files = page + PAGE_SUFFIX, page + LAYOUT_SUFFIX, page + FAILURE_SUFFIX
        alto, layout, failure = map(self._states.get, files)
        settled = not self._fault and self._unsettled.isdisjoint(files)
        return Sign(page, f"{self._fault}{alto} {layout} {failure} {besides}", settled)
