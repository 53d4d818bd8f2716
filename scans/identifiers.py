"""Names of pages that are safe in file names, in XML, and over time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from scans.format import SUFFIXES

_LONGEST = 80
_DIGEST = 8
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(?![^.])", re.IGNORECASE)


def name_pages(pages: Sequence[tuple[str, int | None]]) -> tuple[str, ...]:
    """Ids for pages, in their order: ASCII letters, digits, ".", "_" and "-", beginning with a letter.

    An id is made from the file's path alone, so that a new file in the batch does not rename the
    others. Where two pages would share one (letters' case aside), each of them gets a digest of its
    path added: an id never passes from one file to another.

    Args:
        pages: a different pair for each page: its file's path below the batch, with slashes, and the
            page's position in that file; None where the file is one page.
    """
    digested: set[int] = set()
    while True:
        ids = tuple(_name_page(path, page, index in digested) for index, (path, page) in enumerate(pages))
        counts = Counter(name.lower() for name in ids)
        shared = {index for index, name in enumerate(ids) if counts[name.lower()] > 1}
        if shared <= digested:
            return ids
        digested |= shared


def _name_page(path: str, page: int | None, with_digest: bool) -> str:
    name = _spell_safely(path)
    if with_digest:
        name += "-" + hashlib.sha256(_encode(path)).hexdigest()[:_DIGEST]
    return name if page is None else f"{name}-p{page:03}"


def _encode(path: str) -> bytes:
    return unicodedata.normalize("NFC", path).encode("utf-8", "surrogateescape")


def _spell_safely(path: str) -> str:
    whole = PurePosixPath(path)
    stem = str(whole.with_suffix("")) if whole.suffix.lower() in SUFFIXES else path
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-._")[:_LONGEST].rstrip("-._")
    if not safe[:1].isalpha() or _WINDOWS_DEVICE.match(safe):
        return f"p{safe}"
    return safe
