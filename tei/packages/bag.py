"""BagIt, the envelope in which archives exchange folders (0.97, by the Library of Congress's tool)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import bagit  # type: ignore[import-untyped]

from scans.errors import FormatError

DECLARATION = "bagit.txt"
"""The file by which a folder is known as a bag."""


def make_bag(folder: Path, facts: Mapping[str, str], day: date) -> None:
    """Turn a folder into a bag in place: its content moves to `data/`, with SHA-256 of every file beside it.

    Args:
        folder: not yet a bag; not the working directory of another thread, since bagit changes it.
        facts: for bag-info.txt, e.g. "Source-Organization"; in one line each; empty ones are left out.
        day: of bagging.

    Raises:
        FormatError: the folder is a bag already, or cannot be made one.
    """
    if (folder / DECLARATION).exists():
        raise FormatError(folder, "is a bag already", "Write the package again, into an empty folder")
    told = {name: " ".join(value.split()) for name, value in facts.items() if value.strip()}
    told["Bagging-Date"] = day.isoformat()
    try:
        bagit.make_bag(str(folder), told, checksums=["sha256"])
    except (bagit.BagError, RuntimeError) as error:
        raise FormatError(folder, f"cannot be a bag: {error}", "Check the rights of its files") from error


def check_bag(folder: Path) -> str:
    """What bagit finds wrong with a bag: files that are missing, added or changed; "" for a good one."""
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        return str(error)
    return ""
