"""Words torn apart, with or without misread letters: arcs that take spaces out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corrections.candidates import CandidateIndex
from corrections.lattice import Arcs, Feature, Values, make_arcs
from corrections.parts import Parts, count_in, find_parts, is_marked
from corrections.readings import Readings
from corrections.stream import Place
from corrections.symbols import LONGEST
from corrections.vocabulary import UNKNOWN

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

_LEAST_WHOLE = 30.0
_LEAST_DIVIDED, _LEAD = 10.0, 5.0
"""How often a word must have been counted that a hyphen divides into two, and how much oftener than the two
side by side, as which compounds were counted ("drawing-room")."""
_LEAST_LETTERS = 1
_PIECES = 3
_MERGES = 4
_POSSESSIVE = ("s", "S")
_TORN = -22.0
"""Log probability of the worst misreading that a torn word may have."""


def merged_arcs(places: Sequence[Place], readings: Readings, index: CandidateIndex) -> Arcs:
    """One word for two or three neighbours that hardly ever stand together."""
    vocabulary = index.model.vocabulary
    parts = find_parts(places, readings, index.model)
    spans = [(row, count) for count in range(2, _PIECES + 1) for row in _merges(places, parts, count)]
    rows, counts = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    texts = ["".join([place.text for place in places[row : row + count]]) for row, count in spans]
    exact = np.array([vocabulary.ids.get(text.lower(), UNKNOWN) for text in texts], dtype=np.int64)
    divided = parts.divide(rows, counts)
    least = np.where(divided, np.maximum(_LEAST_DIVIDED, _LEAD * parts.together[rows]), _LEAST_WHOLE)
    good = (exact != UNKNOWN) & (vocabulary.counts[exact] >= least)
    known, broken = np.flatnonzero(good), np.flatnonzero(~divided & parts.mend(rows, counts))
    found = index.find([texts[number] for number in broken.tolist()], _MERGES, close=True)
    torn = broken[found.readings]
    some = (found.channel > _TORN) & ~_is_part(found.words, rows[torn], counts[torn], readings)
    some &= ~good[torn] | (found.words != exact[torn])
    channel = readings.channel[readings.places]
    whole = [channel[row : row + count].sum() for row, count in (spans[number] for number in known.tolist())]
    numbers = np.concatenate([known, torn[some]])
    features: Values = {
        Feature.CHANNEL: np.concatenate([whole, found.channel[some]]),
        Feature.MERGED: counts[numbers] - 1,
        Feature.MENDED: np.arange(len(numbers)) >= len(known),
        Feature.MARKED: count_in(parts.marked, rows, counts - 1)[numbers] > 0,
    }
    words = np.concatenate([exact[known], found.words[some]])
    return make_arcs(rows[numbers], words, features, spans=counts[numbers])


def _is_part(words: Ids, rows: Ids, counts: Ids, readings: Readings) -> Flags:
    """Whether one of the parts is the word already: then nothing is torn, but something is too much."""
    stream = readings.stream
    same = np.zeros(len(words), dtype=np.bool_)
    for step in range(_PIECES):
        at = np.minimum(rows + step, len(stream) - 1)
        same |= (step < counts) & (stream[at] == words)
    return same


def _merges(places: Sequence[Place], parts: Parts, count: int) -> list[int]:
    """Places that may be one word with those after them, `count` in all."""
    if len(places) < count:
        return []
    rows = np.arange(len(places) - count + 1)
    free, loose, single, letters = (
        count_in(values, rows, count)
        for values in (parts.free & parts.single, parts.loose, parts.letters == 1, parts.letters)
    )
    alone = (parts.together[rows] == 0) | parts.hyphened[rows]
    enough = (loose >= count - 1) | ((count == 2) & alone)
    near = (free == count) & (parts.passages[rows] == parts.passages[rows + count - 1])
    near &= (letters > _LEAST_LETTERS) & (letters <= LONGEST)
    parted = (count_in(parts.marked, rows, count - 1) > 0) | (single > 0)
    return [
        row
        for row in np.flatnonzero(enough & near).tolist()
        if not parted[row] or _adjoin(places[row : row + count], parts.strange[row : row + count])
    ]


def _adjoin(some: Sequence[Place], strange: Flags) -> bool:
    """Whether places with marks or single letters among them may be one word."""
    if some[-1].text in _POSSESSIVE or any(_is_initial(some, strange, number) for number in range(len(some))):
        return False
    if not any(is_marked(place) for place in some[:-1]):
        return True
    small = all(place.text[0].islower() or some[0].text.isupper() for place in some[1:])
    return small and (len(some) == 2 or bool(strange.any()))


def _is_initial(some: Sequence[Place], strange: Flags, number: int) -> bool:
    """Whether it is one capital beside a word, as in "J Smith"; not that of "S ILVER" or "K ng"."""
    if len(some[number].text) > 1 or not some[number].text.isupper():
        return False
    rest = some[1].text
    dropped = number == 0 and strange[1] and (rest.isupper() or rest.islower()) and len(rest) > 1
    return not dropped
