"""Which letters differ: i and l, c and e are hard to tell apart in small type."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein


def mark_difference(old: str, new: str) -> tuple[tuple[str, bool], ...]:
    """`new` in pieces, each with whether it differs from `old` there."""
    pieces: list[tuple[str, bool]] = []
    for step in Levenshtein.opcodes(old, new):
        text = new[step.dest_start : step.dest_end]
        if text:
            pieces.append((text, step.tag != "equal"))
    return tuple(pieces)
