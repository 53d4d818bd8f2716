"""In which order doubts are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from redpencil.review.doubt import Cause, Doubt


class Order(StrEnum):
    """GAIN: what removes most errors with one decision first. PAGE: as people read."""

    GAIN = "gain"
    PAGE = "page"


_FIRST = {Cause.DISPUTED: 0, Cause.STALE: 0, Cause.FLAGGED: 0}

Rank = Callable[[Doubt], tuple[Any, ...]]
"""A sort key: the least comes first. Doubts of one group have the same, so sort stably."""


def rank(doubts: Sequence[Doubt], order: Order) -> Rank:
    """How these doubts, which stand as in the text, are best looked at.

    By gain: other people's questions first, then by the errors that one decision is expected to remove,
    be it on all doubts of the same pair or on the whole line; such a group as it stands in the text.
    """
    if order is Order.PAGE:
        return lambda _: ()
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    lines: dict[tuple[str, int], float] = defaultdict(float)
    for doubt in doubts:
        pairs[doubt.pair] += doubt.gain
        lines[doubt.document, doubt.line] += doubt.gain

    def key(doubt: Doubt) -> tuple[Any, ...]:
        by_pair, by_line = pairs[doubt.pair], lines[doubt.document, doubt.line]
        if by_pair + 1e-6 >= by_line:
            return _FIRST.get(doubt.cause, 1), -round(by_pair, 6), 0, doubt.pair
        return _FIRST.get(doubt.cause, 1), -round(by_line, 6), 1, (doubt.document, doubt.line)

    return key
