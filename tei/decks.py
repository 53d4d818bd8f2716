"""Decks of a headline in the type of the text, which their indents tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from tei.typography import Row, measure_initials

_LEAST, _MOST = 3, 12
"""Lines of a deck with a hanging indent."""
_LEVEL = 0.4
"""Ems that its lines are level by; it is indented by more than twice as much."""
_DECKED = 0.8
"""Share of its longer words that begin with capitals."""


def count_hanging(rows: Sequence[Row], at: int) -> int:
    """How many lines from one on, under a headline, are a deck with a hanging indent; 0 where there is none.

    Its first line may stand before, taken for a deck by itself.
    """
    if at >= len(rows):
        return 0
    begun = rows[at].region is rows[at - 1].region and rows[at].indent > _LEVEL
    first, *rest = rows[at - begun : at + _MOST]
    hung = rest[0].indent if rest else 0.0
    deep = list(takewhile(lambda row: abs(row.indent - hung) < _LEVEL and row.region is first.region, rest))
    words = " ".join(row.text for row in (first, *deep))
    hangs = first.indent < _LEVEL < hung / 2 and _LEAST <= 1 + len(deep) < 1 + len(rest)
    return 1 + len(deep) - begun if hangs and measure_initials(words) >= _DECKED else 0
