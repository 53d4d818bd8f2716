"""What somebody typed, shared out among the words that it replaces."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

_GAP = 3.0
"""What it costs to leave a word without text: it must beat a few letters of difference."""


def distribute(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Share the typed text out among neighbouring words, in order, so that as few letters change as may be.

    Args:
        text: what stands there from now on; white space parts words, how much of it does not matter.
        words: what stands there now; at least one.

    Returns:
        As many texts as there are words, as in `Candidate.texts`: "" for a word that went into the one
        before it, a space inside where one became two. The first is "" only where all are.
    """
    parts = text.split()
    best: dict[int, tuple[float, tuple[int, ...]]] = {
        0: (0.0, ())
    }  # parts used so far → cost, and how many each word got
    for position, word in enumerate(words):
        best = _extend(best, word, parts, first=position == 0)
    _, counts = best[len(parts)] if len(parts) in best else (0.0, (len(parts), *[0] * (len(words) - 1)))
    texts: list[str] = []
    used = 0
    for count in counts:
        texts.append(" ".join(parts[used : used + count]))
        used += count
    return tuple(texts)


def _extend(
    best: dict[int, tuple[float, tuple[int, ...]]], word: str, parts: Sequence[str], *, first: bool
) -> dict[int, tuple[float, tuple[int, ...]]]:
    """One more word of the dynamic programme: every number of parts it may get."""
    longer: dict[int, tuple[float, tuple[int, ...]]] = {}
    for used, (cost, counts) in best.items():
        for count in range(1 if first and parts else 0, len(parts) - used + 1):
            said = " ".join(parts[used : used + count])
            total = cost + Levenshtein.distance(word, said) + (0.0 if count else _GAP)
            if used + count not in longer or total < longer[used + count][0]:
                longer[used + count] = (total, (*counts, count))
    return longer
