"""In which order doubts are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from redpencil.review.doubt import Cause, Doubt


class Order(StrEnum):
    """GAIN: what removes most errors in a second first. PAGE: as people read."""

    GAIN = "gain"
    PAGE = "page"


_FIRST = {Cause.DISPUTED: 0, Cause.STALE: 0, Cause.FLAGGED: 0}

_LOOK, _LETTER = 5.0, 0.25
"""Seconds: to look at a place and press a key, and to type a letter."""

Rank = Callable[[Doubt], tuple[Any, ...]]
"""A sort key: the least comes first. Doubts of one group have the same, so sort stably."""


def rank(doubts: Sequence[Doubt], order: Order) -> Rank:
    """How these doubts, which stand as in the text, are best looked at.

    By gain: other people's questions first, then by the errors that one decision is expected to remove in
    a second, be it on all doubts of the same pair or on the whole line, which has to be typed; such a group
    as it stands in the text.
    """
    if order is Order.PAGE:
        return lambda _: ()
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    lines: dict[tuple[str, int], _Group] = defaultdict(_Group)
    for doubt in doubts:
        pairs[doubt.pair] += doubt.gain
        lines[doubt.document, doubt.line].add(doubt)

    def key(doubt: Doubt) -> tuple[Any, ...]:
        line = lines[doubt.document, doubt.line]
        by_pair = pairs[doubt.pair] / (_LOOK + _typing(doubt))
        by_line = line.gain / (_LOOK + line.typing)
        if by_pair + 1e-6 >= by_line:
            return _FIRST.get(doubt.cause, 1), -round(by_pair, 6), 0, doubt.pair
        return _FIRST.get(doubt.cause, 1), -round(by_line, 6), 1, (doubt.document, doubt.line)

    return key


@dataclass(slots=True)
class _Group:
    """Doubts in one line: the errors that go when it is typed, and the seconds that typing takes."""

    gain: float = 0.0
    typing: float = 0.0

    def add(self, doubt: Doubt) -> None:
        self.gain += doubt.gain
        self.typing += _LETTER * len(doubt.text) * doubt.gain


def _typing(doubt: Doubt) -> float:
    """Seconds that are expected to go into typing where no candidate is right."""
    return _LETTER * len(doubt.text) * max(doubt.gain - doubt.known, 0.0)
