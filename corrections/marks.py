"""Marks that cling to words."""

from __future__ import annotations

MARKS = ".,;:!?()[]“”‘’\"'"


def strip_marks(text: str) -> str:
    """The text without the marks at its ends."""
    return text.strip(MARKS)
