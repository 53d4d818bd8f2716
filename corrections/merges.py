"""Words torn apart, with or without misread letters: arcs that take spaces out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corrections.candidates import CandidateIndex
from corrections.language_model import LanguageModel
from corrections.lattice import Arcs, Feature, Values, make_arcs
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
_LEAST_LETTERS = 3
_FRAGMENT = 3
_FREQUENT, _COMMON = 40_000.0, 5_000.0
_RARE = 60.0
_PIECES = 3
_SHORT, _SHORTS = 2, 2
_MERGES = 4
_POSSESSIVE = ("s", "S")
_TORN = -22.0
"""Log probability of the worst misreading that a torn word may have."""


def merged_arcs(places: Sequence[Place], readings: Readings, index: CandidateIndex) -> Arcs:
    """One word for two or three neighbours that hardly ever stand together."""
    vocabulary = index.model.vocabulary
    parts = _find_parts(places, readings, index.model)
    spans = [(row, count) for count in range(2, _PIECES + 1) for row in _merges(places, parts, count)]
    rows, counts = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    texts = ["".join([place.text for place in places[row : row + count]]) for row, count in spans]
    exact = np.array([vocabulary.ids.get(text.lower(), UNKNOWN) for text in texts], dtype=np.int64)
    divided = parts.divide(rows, counts)
    least = np.where(divided, np.maximum(_LEAST_DIVIDED, _LEAD * parts.together[rows]), _LEAST_WHOLE)
    good = (exact != UNKNOWN) & (vocabulary.counts[exact] >= least)
    known, broken = np.flatnonzero(good), np.flatnonzero(~good & ~divided & parts.mend(rows, counts))
    found = index.find([texts[number] for number in broken.tolist()], _MERGES, close=True)
    torn = broken[found.readings]
    some = (found.channel > _TORN) & ~_is_part(found.words, rows[torn], counts[torn], readings)
    channel = readings.channel[readings.places]
    whole = [channel[row : row + count].sum() for row, count in (spans[number] for number in known.tolist())]
    numbers = np.concatenate([known, torn[some]])
    features: Values = {
        Feature.CHANNEL: np.concatenate([whole, found.channel[some]]),
        Feature.MERGED: counts[numbers] - 1,
        Feature.MENDED: np.arange(len(numbers)) >= len(known),
        Feature.MARKED: _count(parts.marked, rows, counts - 1)[numbers] > 0,
    }
    words = np.concatenate([exact[known], found.words[some]])
    return make_arcs(rows[numbers], words, features, spans=counts[numbers])


def _count(flags: Flags | Ids, rows: Ids, counts: Ids | int) -> Ids:
    """How many flags are set, or how many letters there are, in so many places from these rows on."""
    sums = np.concatenate([[0], np.cumsum(flags)])
    return np.asarray(sums[rows + counts] - sums[rows], dtype=np.int64)


def _is_part(words: Ids, rows: Ids, counts: Ids, readings: Readings) -> Flags:
    """Whether one of the parts is the word already: then nothing is torn, but something is too much."""
    stream = readings.stream
    same = np.zeros(len(words), dtype=np.bool_)
    for step in range(_PIECES):
        at = np.minimum(rows + step, len(stream) - 1)
        same |= (step < counts) & (stream[at] == words)
    return same


@dataclass(frozen=True)
class _Parts:
    """What each place may be a part of.

    Attributes:
        free: whether it may change at all.
        strange: whether it is no word, or one that hardly ever stands anywhere, as "bour" and "etches" are.
        loose: whether it is strange or very short.
        fragment: whether it is strange, or short and not among the most common words; a misread word may
            have been torn into such.
        short: whether it is very short.
        whole: whether it is a word that is too common, for its length, to be a part of a misread one.
        together: how often it was seen before the place after it.
        single: whether it is in one piece; marked: whether marks follow; hyphened: whether a hyphen does.
        letters: how many it has; passages: which one it is in.
    """

    free: Flags
    strange: Flags
    loose: Flags
    fragment: Flags
    short: Flags
    whole: Flags
    together: NDArray[np.float32]
    single: Flags
    marked: Flags
    hyphened: Flags
    letters: Ids
    passages: Ids

    def mend(self, rows: Ids, counts: Ids) -> Flags:
        """Whether a misread word may have been torn into so many places from these rows on."""
        strange, fragments, short, whole = (
            _count(flags, rows, counts) for flags in (self.strange, self.fragment, self.short, self.whole)
        )
        two = (self.together[rows] == 0) & (fragments > 0) & (whole == 0)
        three = (short >= _SHORTS) & (strange > 0) & (fragments == counts)
        return np.asarray(np.where(counts == 2, two, three), dtype=np.bool_)

    def divide(self, rows: Ids, counts: Ids) -> Flags:
        """Whether places from these rows on are two known words with a hyphen between, as in "my-self"."""
        known = _count(self.strange, rows, counts) == 0
        return np.asarray((counts == 2) & self.hyphened[rows] & known, dtype=np.bool_)


def _find_parts(places: Sequence[Place], readings: Readings, model: LanguageModel) -> _Parts:
    counts, sizes, free = model.vocabulary.counts[readings.words], readings.sizes, ~readings.fixed
    strange = free & (counts < _RARE)
    rare = (sizes == 1) | (counts < _FREQUENT)
    short = sizes <= _SHORT
    whole = (sizes > _SHORT) & (counts >= np.where(sizes > _FRAGMENT, _COMMON, _FREQUENT))
    loose, fragment = strange | (free & short), strange | ((sizes <= _FRAGMENT) & rare)
    words = readings.stream
    together = np.append(np.expm1(model.log_counts(words[:-1], words[1:])), np.float32(1))
    at = readings.places
    return _Parts(
        free[at],
        strange[at],
        loose[at],
        fragment[at],
        short[at],
        whole[at],
        together,
        single=np.array([place.rest is None for place in places], dtype=np.bool_),
        marked=np.array([_is_marked(place) for place in places], dtype=np.bool_),
        hyphened=np.array([place.hyphened for place in places], dtype=np.bool_),
        letters=sizes[at],
        passages=np.array([place.passage for place in places], dtype=np.int64),
    )


def _merges(places: Sequence[Place], parts: _Parts, count: int) -> list[int]:
    """Places that may be one word with those after them, `count` in all."""
    if len(places) < count:
        return []
    rows = np.arange(len(places) - count + 1)
    free, loose, single, letters = (
        _count(values, rows, count)
        for values in (parts.free & parts.single, parts.loose, parts.letters == 1, parts.letters)
    )
    alone = (parts.together[rows] == 0) | parts.hyphened[rows]
    enough = (loose >= count - 1) | ((count == 2) & alone)
    near = (free == count) & (parts.passages[rows] == parts.passages[rows + count - 1])
    near &= (letters > _LEAST_LETTERS) & (letters <= LONGEST)
    parted = (_count(parts.marked, rows, count - 1) > 0) | (single > 0)
    return [
        row
        for row in np.flatnonzero(enough & near).tolist()
        if not parted[row] or _adjoin(places[row : row + count], parts.strange[row : row + count])
    ]


def _adjoin(some: Sequence[Place], strange: Flags) -> bool:
    """Whether places with marks or single letters among them may be one word."""
    if some[-1].text in _POSSESSIVE or any(_is_initial(some, strange, number) for number in range(len(some))):
        return False
    if not any(_is_marked(place) for place in some[:-1]):
        return True
    small = all(place.text[0].islower() or some[0].text.isupper() for place in some[1:])
    divided = len(some) == 2 and some[0].hyphened
    return small and (divided or bool(strange.any()))


def _is_initial(some: Sequence[Place], strange: Flags, number: int) -> bool:
    """Whether it is one capital beside a word, as in "J Smith"; not that of "S ILVER" or "K ng"."""
    if len(some[number].text) > 1 or not some[number].text.isupper():
        return False
    rest = some[1].text
    dropped = number == 0 and strange[1] and (rest.isupper() or rest.islower()) and len(rest) > 1
    return not dropped


def _is_marked(place: Place) -> bool:
    return place.closes or place.glued
