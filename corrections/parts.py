"""What each place of a document may be a part of, where words have been torn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corrections.language_model import LanguageModel
from corrections.readings import Readings
from corrections.stream import Place

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

_LEAST_MENDED = 3
_FRAGMENT = 3
_FREQUENT, _COMMON = 40_000.0, 5_000.0
_RARE = 60.0
_SHORT, _SHORTS = 2, 2


def count_in(flags: Flags | Ids, rows: Ids, counts: Ids | int) -> Ids:
    """How many flags are set, or how many letters there are, in so many places from these rows on."""
    sums = np.concatenate([[0], np.cumsum(flags)])
    return np.asarray(sums[rows + counts] - sums[rows], dtype=np.int64)


def is_marked(place: Place) -> bool:
    """Whether marks follow it."""
    return place.closes or place.glued


@dataclass(frozen=True)
class Parts:
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
            count_in(flags, rows, counts) for flags in (self.strange, self.fragment, self.short, self.whole)
        )
        two = (self.together[rows] == 0) & (fragments > 0) & (whole == 0)
        two &= count_in(self.letters, rows, counts) >= _LEAST_MENDED
        three = (short >= _SHORTS) & (strange > 0) & (fragments == counts)
        return np.asarray(np.where(counts == 2, two, three), dtype=np.bool_)

    def divide(self, rows: Ids, counts: Ids) -> Flags:
        """Whether places from these rows on are two known words with a hyphen between, as in "my-self"."""
        known = count_in(self.strange, rows, counts) == 0
        return np.asarray((counts == 2) & self.hyphened[rows] & known, dtype=np.bool_)


def find_parts(places: Sequence[Place], readings: Readings, model: LanguageModel) -> Parts:
    """What is known of each place of a document as a part of a word."""
    counts, sizes, free = model.vocabulary.counts[readings.words], readings.sizes, ~readings.fixed
    strange = free & (counts < _RARE)
    rare = (sizes == 1) | (counts < _FREQUENT)
    short = sizes <= _SHORT
    whole = (sizes > _SHORT) & (counts >= np.where(sizes > _FRAGMENT, _COMMON, _FREQUENT))
    loose, fragment = strange | (free & short), strange | ((sizes <= _FRAGMENT) & rare)
    words = readings.stream
    together = np.append(np.expm1(model.log_counts(words[:-1], words[1:])), np.float32(1))
    at = readings.places
    return Parts(
        free[at],
        strange[at],
        loose[at],
        fragment[at],
        short[at],
        whole[at],
        together,
        single=np.array([place.rest is None for place in places], dtype=np.bool_),
        marked=np.array([is_marked(place) for place in places], dtype=np.bool_),
        hyphened=np.array([place.hyphened for place in places], dtype=np.bool_),
        letters=sizes[at],
        passages=np.array([place.passage for place in places], dtype=np.int64),
    )
