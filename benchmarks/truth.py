"""What is printed, as far as a truth tells: some have words torn where the lines of a text were joined."""

from __future__ import annotations

from collections.abc import Sequence

from corrections.period import may_be_apart
from corrections.stream import Place
from corrections.vocabulary import Vocabulary

LEAST = 100.0
"""Places of a word that counts as torn."""


def read_printed(places: Sequence[Place], vocabulary: Vocabulary) -> list[str]:
    """The words in lower case; what was torn is put together.

    Torn are two neighbours, apart or parted by a hyphen, that make a word, one of which is hardly ever a
    word itself: "posi-tion", but not "mid-night" or "any thing", as one wrote them.
    """
    words: list[str] = []
    torn = False
    for place, after in zip(places, (*places[1:], None), strict=True):
        if torn:
            words[-1] += place.text.lower()
        else:
            words.append(place.text.lower())
        torn = not torn and after is not None and _is_torn(place, after, vocabulary)
    return words


def _is_torn(place: Place, after: Place, vocabulary: Vocabulary) -> bool:
    if place.passage != after.passage or place.closes or place.glued != place.hyphened or len(after.text) < 2:
        return False
    parts = place.text, after.text, place.text + after.text
    first, last, whole = (float(vocabulary.counts[vocabulary.id(part)]) for part in parts)
    return whole >= LEAST and not may_be_apart(first, last, whole, hyphen=True)
