"""Names of pages that are safe in file names, in XML, and over time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from pathlib import PurePosixPath

from scans.format import SUFFIXES

_LONGEST = 80
_DIGEST = 8
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(?![^.])", re.IGNORECASE)


def name_pages(pages: Sequence[tuple[str, int | None]]) -> tuple[str, ...]:
    """Ids for pages, in their order: ASCII letters, digits, ".", "_" and "-", beginning with a letter.

    An id is made from the file's path alone, so that a new file in the batch does not rename the
    others. Where two pages would share one (letters' case aside), each of them gets a digest of its
    path added: an id never passes from one file to another. The digest is the same however a disk spells
    an accent, unless the batch has files that differ in nothing else.

    Args:
        pages: a different pair for each page: its file's path below the batch, with slashes, and the
            page's position in that file; None where the file is one page.
    """
    digested = [_Digest.NONE] * len(pages)
    while True:
        ids = tuple(_name_page(*page, digest) for page, digest in zip(pages, digested, strict=True))
        counts = Counter(name.lower() for name in ids)
        shared = [index for index, name in enumerate(ids) if counts[name.lower()] > 1]
        if all(digested[index] is _Digest.BYTES for index in shared):
            return ids
        for index in shared:
            digested[index] = _Digest(min(digested[index] + 1, _Digest.BYTES))


class _Digest(IntEnum):
    """What of a path is told by a digest: nothing, its letters, or its bytes."""

    NONE = 0
    LETTERS = 1
    BYTES = 2


def _name_page(path: str, page: int | None, digest: _Digest) -> str:
    name = _spell_safely(path)
    if digest:
        told = unicodedata.normalize("NFC", path) if digest is _Digest.LETTERS else path
        name += "-" + hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGEST]
    return name if page is None else f"{name}-p{page:03}"


def _spell_safely(path: str) -> str:
    whole = PurePosixPath(path)
    stem = str(whole.with_suffix("")) if whole.suffix.lower() in SUFFIXES else path
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-._")[:_LONGEST].rstrip("-._")
    if not safe[:1].isalpha() or _WINDOWS_DEVICE.match(safe):
        return f"p{safe}"
    return safe
