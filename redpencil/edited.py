"""TEI files that somebody edited where they were exported to, kept before they are written anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from scans.files import write_bytes
from scans.memory import read_state


def keep_edited(folder: Path, exported: Mapping[str, str], kept: Path) -> dict[str, Path]:
    """Copy the files that are not as they were exported into the folder `kept`; returns each copy by name.

    By size and time alone, so they may be files that were only copied.

    Args:
        folder: of the TEI files.
        exported: what `read_state` told of each when it was written, by name.
        kept: nothing that is there already is lost.
    """
    copies = {}
    for name, told in exported.items():
        path = folder / name
        if path.is_file() and _looks(read_state(path).told) != _looks(told):
            content = path.read_bytes()
            copies[name] = _free(kept / name, content)
            write_bytes(copies[name], content)
    return copies


def drop_copies(copies: Mapping[str, Path], folder: Path, written: Collection[str]) -> int:
    """Remove the copies of files that say the same after the export; returns how many are left."""
    same = [
        copy
        for name, copy in copies.items()
        if name in written and (folder / name).read_bytes() == copy.read_bytes()
    ]
    for copy in same:
        copy.unlink()
    return len(copies) - len(same)


def _free(path: Path, content: bytes) -> Path:
    """That path, or one beside it where something else stands there."""
    number, free = 1, path
    while free.exists() and free.read_bytes() != content:
        number += 1
        free = path.with_name(f"{path.stem}.{number}{path.suffix}")
    return free


def _looks(told: str) -> list[str]:
    """Size and time: the other marks of a file change when it is copied, too."""
    return told.split()[:2]
