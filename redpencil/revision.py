"""Files that several people may edit: nobody's work is overwritten unseen."""

from __future__ import annotations

import hashlib
from pathlib import Path

from scans.errors import RedpencilError


class OvertakenError(RedpencilError):
    """Somebody has changed a file since it was read."""


def read_revision(path: Path) -> str:
    """What tells this content of a file from any other; "" where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def refuse_overtaken(path: Path, seen: str) -> None:
    """Raise OvertakenError where the file is another than when its revision was `seen`."""
    if read_revision(path) != seen:
        said = "was changed by somebody else while you were at it"
        raise OvertakenError(path, said, "Look at theirs first; yours is kept in the browser meanwhile")
