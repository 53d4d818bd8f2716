"""In which order doubts are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum

from redpencil.review.doubt import Cause, Doubt, core


class Order(StrEnum):
    """GAIN: what removes most errors with one decision first. PAGE: as people read."""

    GAIN = "gain"
    PAGE = "page"


_FIRST = {Cause.DISPUTED: 0, Cause.STALE: 0, Cause.FLAGGED: 0}


def pair(doubt: Doubt) -> tuple[str, str]:
    """What makes two doubts one group: what is read, and what it most likely should be."""
    return doubt.form, core(doubt.candidates[0].text) if doubt.candidates else ""


def rank(doubts: Iterable[Doubt], order: Order) -> tuple[Doubt, ...]:
    """The doubts in the order in which they are best looked at.

    By gain: other people's questions first, then groups of the same pair by the errors that one decision
    on the whole group is expected to remove; within a group as they stand in the text.
    """
    doubts = tuple(doubts)
    if order is Order.PAGE:
        return doubts
    pairs = [pair(doubt) for doubt in doubts]
    gains: dict[tuple[str, str], float] = defaultdict(float)
    for key, doubt in zip(pairs, doubts, strict=True):
        gains[key] += doubt.gain
    keys = {
        position: (_FIRST.get(doubt.cause, 1), -round(gains[key], 6), key, position)
        for position, (key, doubt) in enumerate(zip(pairs, doubts, strict=True))
    }
    return tuple(doubts[position] for position in sorted(keys, key=keys.__getitem__))
