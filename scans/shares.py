"""A batch in shares: an id alone tells in which a page is, so that what happens to it concerns one share."""

from __future__ import annotations

import os
import zlib

SHARES = 256
"""In so many a batch is divided, however long it is."""


def find_share(page: str) -> int:
    """The share that the page of that id is in, from 0."""
    return zlib.crc32(os.fsencode(page)) % SHARES
