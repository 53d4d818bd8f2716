"""Documents are made ready one by one while the reader is at work, and again when they change."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from redpencil.bugs import tell
from redpencil.execution.failure import blame
from redpencil.review.proposing import Proposer
from redpencil.review.sheet import Sheet
from redpencil.review.shelf import Shelf
from scans.errors import SettingsError

_GLANCE = 1.0
"""Seconds between two looks at whether files have changed."""


@dataclass
class Attendant:
    """Keeps an eye on the files, in a thread of its own, until told to stop.

    Args:
        shelf: where documents come from, now and later.
        proposer: that makes them ready.
        lay: is given a document, or why there is none, and how many are waiting.
        settle: is called when all have been laid once.
    """

    shelf: Shelf
    proposer: Proposer
    lay: Callable[[Sheet | None, str, int], None]
    settle: Callable[[], None]
    _stopped: threading.Event = field(default_factory=threading.Event)

    def attend(self) -> None:
        """Look, and look again."""
        settled = False
        while not self._stopped.wait(_GLANCE if settled else 0):
            with suppress(SettingsError, OSError):
                self._look()
            if not settled:
                settled = True
                self.settle()

    def stop(self) -> None:
        """Let the files be."""
        self._stopped.set()

    def _look(self) -> None:
        changed = self.shelf.changed()
        for number, document in enumerate(changed, 1):
            try:
                sheet = self.proposer.open(document)
            except Exception as error:  # one document that nobody foresaw keeps no other from its reader
                self.lay(None, tell(blame(error, document.id)), len(changed) - number)
            else:
                self.lay(sheet, "", len(changed) - number)
