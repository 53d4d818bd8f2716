"""What somebody typed, shared out among the words that it replaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

_JOINING = 1.0
"""What it costs, in letters, to let a word go into the one before it."""
_REACH = 4
"""Neighbouring words, or typed words, that are taken as one group; more where the numbers differ."""
_MOST = 1_000_000
"""Groups that are weighed, in about a second; everybody at the same server waits meanwhile."""

_Shares = tuple[int, ...]
"""How many of the typed words each word gets."""


def distribute(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Share the typed text out among neighbouring words, in order, so that as few letters change as may be.

    Args:
        text: what stands there from now on; white space parts words, how much of it does not matter.
        words: what stands there now; at least one.

    Returns:
        As many texts as there are words, as in `Candidate.texts`: "" for a word that went into the one
        before it, a space inside where one became two. The first is "" only where all are. Where far
        more was typed than stands there, all of it stands in the first.
    """
    parts = text.split()
    if not parts:
        return ("",) * len(words)
    reach = _REACH + abs(len(words) - len(parts))
    if len(words) * len(parts) * reach > _MOST:
        return " ".join(parts), *("",) * (len(words) - 1)
    best: dict[tuple[int, int], tuple[float, _Shares]] = {(0, 0): (0.0, ())}
    for position in range(len(words)):
        for used in range(len(parts)):
            if (position, used) in best:
                cost, shares = best[position, used]
                for state, price, added in _groups(words, parts, position, used, reach):
                    if state not in best or cost + price < best[state][0]:
                        best[state] = (cost + price, (*shares, *added))
    texts, used = [], 0
    for share in best[len(words), len(parts)][1]:
        texts.append(" ".join(parts[used : used + share]))
        used += share
    return tuple(texts)


def _groups(
    words: Sequence[str], parts: Sequence[str], position: int, used: int, reach: int
) -> Iterator[tuple[tuple[int, int], float, _Shares]]:
    """Ways to go on: the next words become the next parts, which stand in the first of these words."""
    for size in range(1, min(reach, len(words) - position) + 1):
        was = "".join(words[position : position + size])
        for share in range(1, min(reach, len(parts) - used) + 1):
            if size > 1 and share > 1:
                continue
            said = " ".join(parts[used : used + share])
            price = Levenshtein.distance(was, said) + _JOINING * (size - 1)
            yield (position + size, used + share), price, (share, *(0,) * (size - 1))
