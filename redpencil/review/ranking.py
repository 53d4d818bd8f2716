"""In which order doubts are shown, and what makes one worth more than another."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any

from redpencil.review.doubt import Cause, Doubt


class Order(StrEnum):
    """GAIN: what removes most errors in a second first. PAGE: as people read."""

    GAIN = "gain"
    PAGE = "page"


_FIRST = (Cause.DISPUTED, Cause.STALE, Cause.FLAGGED)

_LOOK, _LETTER = 5.0, 0.25
"""Seconds: to look at a place and press a key, and to type a letter."""

Group = tuple[bool, Any]
"""Whether nobody has asked about its doubts, and what they have in common."""
Rank = tuple[bool, float, int, Any]
"""Of a group of doubts; the least comes first. Whether nobody has asked, what it is worth (negative), the
index of its ranking in RANKINGS, and what the doubts have in common."""


def pair_of(doubt: Doubt) -> Group:
    """The doubts that one decision settles: what is read, and what it most likely should be."""
    return doubt.cause not in _FIRST, doubt.pair


def line_of(doubt: Doubt) -> Group:
    """The doubts that go when one line is typed."""
    return doubt.cause not in _FIRST, (doubt.document, doubt.line)


def rank_pair(group: Group, doubts: Collection[Doubt]) -> Rank:
    """People's questions first, then by the errors that one decision is expected to remove in a second."""
    return _rank(group, 0, doubts, sum(map(_typing_word, doubts)) / len(doubts))


def rank_line(group: Group, doubts: Collection[Doubt]) -> Rank:
    """The same for typing the whole line; a pair that is worth as much comes first."""
    return _rank(group, 1, doubts, sum(_LETTER * len(doubt.text) * doubt.gain for doubt in doubts))


RANKINGS: tuple[tuple[Callable[[Doubt], Group], Callable[[Group, Collection[Doubt]], Rank]], ...] = (
    (pair_of, rank_pair),
    (line_of, rank_line),
)
"""The two ways to settle doubts: how they are grouped for it, and what a group is worth."""


def _rank(group: Group, kind: int, doubts: Collection[Doubt], typing: float) -> Rank:
    worth = sum(doubt.gain for doubt in doubts) / (_LOOK + typing)
    unasked, key = group
    return unasked, -round(worth, 6), kind, key


def _typing_word(doubt: Doubt) -> float:
    """Seconds that are expected to go into typing where no candidate is right."""
    return _LETTER * len(doubt.text) * max(doubt.gain - doubt.known, 0.0)
