"""Words torn apart, with or without misread letters: arcs that take spaces out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from corrections.candidates import CandidateIndex, Candidates
from corrections.language_model import LanguageModel
from corrections.lattice import Arcs, Feature, Values, make_arcs
from corrections.readings import Readings
from corrections.stream import Place
from corrections.symbols import LONGEST

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

_LEAST_WHOLE = 30.0
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
    texts = ["".join(place.text for place in places[row : row + count]) for row, count in spans]
    exact = [vocabulary.ids.get(text.lower(), 0) for text in texts]
    good = [bool(word) and vocabulary.counts[word] >= _LEAST_WHOLE for word in exact]
    known = [number for number, right in enumerate(good) if right]
    broken = [number for number, right in enumerate(good) if not right and parts.mend(*spans[number])]
    found = index.find([texts[number] for number in broken], _MERGES, close=True)
    some = (found.channel > _TORN) & ~_is_part(found, [spans[number] for number in broken], places, readings)
    numbers = np.concatenate([known, np.array(broken, dtype=np.int64)[found.readings[some]]]).astype(np.int64)
    words = np.concatenate([[exact[n] for n in known], found.words[some]]).astype(np.int64)
    channel = readings.channel[readings.places]
    whole = [channel[row : row + count].sum() for row, count in (spans[number] for number in known)]
    at, counts = np.array(spans, dtype=np.int64).reshape(-1, 2)[numbers].T
    marked = [bool(parts.marked[row : row + count - 1].any()) for row, count in spans]
    features: Values = {
        Feature.CHANNEL: np.concatenate([whole, found.channel[some]]),
        Feature.MERGED: counts - 1,
        Feature.MENDED: np.arange(len(at)) >= len(known),
        Feature.MARKED: np.array(marked, dtype=np.bool_)[numbers],
    }
    return make_arcs(at, words, features, spans=counts)


def _is_part(
    found: Candidates, spans: Sequence[tuple[int, int]], places: Sequence[Place], readings: Readings
) -> Flags:
    """Whether one of the parts is the word already: then nothing is torn, but something is too much."""
    words = readings.words[readings.places]
    rows, counts = np.array(spans, dtype=np.int64).reshape(-1, 2)[found.readings].T
    same = np.zeros(len(rows), dtype=np.bool_)
    for step in range(_PIECES):
        at = np.minimum(rows + step, len(places) - 1)
        same |= (step < counts) & (words[at] == found.words)
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
        strangers: whether it was never seen before the place after it.
        single: whether it is in one piece; marked: whether marks follow.
        letters: how many it has; passages: which one it is in.
    """

    free: Flags
    strange: Flags
    loose: Flags
    fragment: Flags
    short: Flags
    whole: Flags
    strangers: Flags
    single: Flags
    marked: Flags
    letters: Ids
    passages: Ids

    def mend(self, row: int, count: int) -> bool:
        """Whether a misread word may have been torn into these."""
        some = slice(row, row + count)
        if count == 2:
            return bool(self.strangers[row] and self.fragment[some].any() and not self.whole[some].any())
        scraps = self.short[some].sum() >= _SHORTS
        return bool(scraps and self.strange[some].any() and self.fragment[some].all())


def _find_parts(places: Sequence[Place], readings: Readings, model: LanguageModel) -> _Parts:
    counts, sizes, free = model.vocabulary.counts[readings.words], readings.sizes, ~readings.fixed
    strange = free & (counts < _RARE)
    rare = (sizes == 1) | (counts < _FREQUENT)
    short = sizes <= _SHORT
    whole = (sizes > _SHORT) & (counts >= np.where(sizes > _FRAGMENT, _COMMON, _FREQUENT))
    loose, fragment = strange | (free & short), strange | ((sizes <= _FRAGMENT) & rare)
    words = readings.words[readings.places]
    strangers = np.append(~model.has_seen(words[:-1], words[1:]), False)
    at = readings.places
    return _Parts(
        free[at],
        strange[at],
        loose[at],
        fragment[at],
        short[at],
        whole[at],
        strangers,
        single=np.array([len(place.pieces) == 1 for place in places], dtype=np.bool_),
        marked=np.array([_is_marked(place) for place in places], dtype=np.bool_),
        letters=sizes[at],
        passages=np.array([place.passage for place in places], dtype=np.int64),
    )


def _merges(places: Sequence[Place], parts: _Parts, count: int) -> list[int]:
    """Places that may be one word with those after them, `count` in all."""
    if len(places) < count:
        return []
    windows = partial(np.lib.stride_tricks.sliding_window_view, window_shape=count)
    enough = windows(parts.loose).sum(axis=1) >= count - 1
    if count == 2:
        enough |= parts.strangers[:-1]
    near = windows(parts.free & parts.single).all(axis=1) & (np.ptp(windows(parts.passages), axis=1) == 0)
    letters = windows(parts.letters).sum(axis=1)
    near &= (letters > _LEAST_LETTERS) & (letters <= LONGEST)
    parted = np.asarray(windows(parts.marked)[:, :-1].any(axis=1) | windows(parts.letters == 1).any(axis=1))
    rows = np.flatnonzero(enough & near).tolist()
    return [
        row
        for row in rows
        if not parted[row] or _adjoin(places[row : row + count], parts.strange[row : row + count])
    ]


def _adjoin(some: Sequence[Place], strange: Flags) -> bool:
    """Whether places with marks or single letters among them may be one word."""
    if some[-1].text in _POSSESSIVE or any(_is_initial(some, strange, number) for number in range(len(some))):
        return False
    if not any(_is_marked(place) for place in some[:-1]):
        return True
    small = all(place.text[0].islower() or some[0].text.isupper() for place in some[1:])
    return small and bool(strange.any())


def _is_initial(some: Sequence[Place], strange: Flags, number: int) -> bool:
    """Whether it is one capital beside a word, as in "J Smith"; not that of "S ILVER" or "K ng"."""
    if len(some[number].text) > 1 or not some[number].text.isupper():
        return False
    rest = some[1].text
    dropped = number == 0 and strange[1] and (rest.isupper() or rest.islower()) and len(rest) > 1
    return not dropped


def _is_marked(place: Place) -> bool:
    return place.closes or place.glued
