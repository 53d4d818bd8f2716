"""What shows, share by share, whether anything was decided since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from scans.shares import SHARES, find_share


class Decided:
    """The newest rows on the documents of each share.

    Rows are never changed, so a document is as it was decided on for as long as its newest row is the same.

    Args:
        newest: as `DecisionStore.newest` tells them.
    """

    def __init__(self, newest: Iterable[tuple[str, int]]) -> None:
        self._sums = [0] * SHARES
        for document, row in newest:
            self._sums[find_share(document)] += _digest(document, row)

    def state(self, share: int) -> str:
        """What tells the rows on the documents of a share from any others."""
        return f"{self._sums[share]:x}"

    def note(self, document: str, before: int, row: int) -> None:
        """A row has been recorded on a document whose newest one was another before, or 0."""
        self._sums[find_share(document)] += _digest(document, row) - (
            _digest(document, before) if before else 0
        )


def _digest(document: str, row: int) -> int:
    return int.from_bytes(hashlib.blake2b(f"{row} {document}".encode()).digest(), "big")
