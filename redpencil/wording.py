"""Numbers in messages."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """A number of things: "1 page", "2,657 pages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
