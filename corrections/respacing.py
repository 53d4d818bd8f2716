"""Words run together and words torn apart, with or without misread letters: arcs that move spaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corrections.candidates import CandidateIndex
from corrections.lattice import Arcs, Feature, Values, make_arcs
from corrections.readings import Readings
from corrections.stream import Place
from corrections.symbols import LONGEST
from corrections.vocabulary import Vocabulary

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]
Split = tuple[int, int, int, float, bool]
"""Number of the reading, ids of the two words, log of the channel, whether letters were misread."""

_LEAST_PART = 30.0
_COMMON_PART = 3000.0
_SPLITS = 2
_LEAST_SPLIT = 5
_HOPELESS = -24.0
_LEAST_MERGED = 3
_FRAGMENT = 3
_FREQUENT = 40_000.0
_RARE = 60.0
_PIECES = 3
_MERGES = 4


def split_arcs(
    places: Sequence[Place], readings: Readings, index: CandidateIndex, hopes: NDArray[np.floating]
) -> Arcs:
    """Two words for one that nobody knows.

    `hopes` are by reading the log probability of the best single word; one of the two may be misread
    where that is poor.
    """
    types = np.flatnonzero(readings.unknown)
    exact = [split for number in types.tolist() for split in _split(number, readings, index.model.vocabulary)]
    done = {number for number, *_ in exact}
    poor = [n for n in types[hopes[types] < _HOPELESS].tolist() if n not in done]
    found = sorted([*exact, *_split_misread(poor, readings, index)])
    numbers, firsts, lasts, channel, mended = (
        (np.array(column) for column in zip(*found, strict=True)) if found else (np.zeros(0),) * 5
    )
    at, rows = readings.spread(types, np.searchsorted(types, numbers.astype(np.int64)))
    whole = np.array([len(place.pieces) == 1 for place in places], dtype=np.bool_)
    at, rows = at[whole[at]], rows[whole[at]]
    features: Values = {Feature.CHANNEL: channel[rows], Feature.SPLIT: 1.0, Feature.MENDED: mended[rows]}
    return make_arcs(at, firsts[rows].astype(np.int64), features, lasts=lasts[rows].astype(np.int64))


def _split(number: int, readings: Readings, vocabulary: Vocabulary) -> list[Split]:
    """The best ways to divide a reading in two common words."""
    text, found = readings.texts[number].lower(), []
    for cut in range(1, len(text)):
        first, last = vocabulary.ids.get(text[:cut], 0), vocabulary.ids.get(text[cut:], 0)
        if first and last:
            least = min(vocabulary.counts[first], vocabulary.counts[last])
            short = 20 if min(cut, len(text) - cut) < 3 else 1
            if least >= _LEAST_PART * short:
                found.append((float(vocabulary.counts[first]) * float(vocabulary.counts[last]), first, last))
    channel = float(readings.channel[number])
    return [(number, first, last, channel, False) for _, first, last in sorted(found, reverse=True)[:_SPLITS]]


def _split_misread(numbers: Sequence[int], readings: Readings, index: CandidateIndex) -> Iterator[Split]:
    """A very common word at one end, and something like a word at the other."""
    cuts = [
        (number, cut, front)
        for number in numbers
        if len(readings.texts[number]) >= _LEAST_SPLIT
        for cut, front in _common_ends(readings.texts[number].lower(), index.model.vocabulary)
    ]
    rests = [
        readings.texts[number][cut:] if front else readings.texts[number][:cut] for number, cut, front in cuts
    ]
    found = index.find(rests, 1)
    ids = index.model.vocabulary.ids
    for row, word, channel in zip(
        found.readings.tolist(), found.words.tolist(), found.channel.tolist(), strict=True
    ):
        number, cut, front = cuts[row]
        text = readings.texts[number].lower()
        known = ids[text[:cut]] if front else ids[text[cut:]]
        yield number, *((known, word) if front else (word, known)), channel, True


def _common_ends(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, bool]]:
    """The longest very common word at either end: where the text is cut, and whether it is at the front."""
    for front in (True, False):
        for size in range(len(text) - 3, 1, -1):
            word = vocabulary.ids.get(text[:size] if front else text[-size:], 0)
            if word and vocabulary.counts[word] >= _COMMON_PART * (10 if size < 3 else 1):
                yield (size if front else len(text) - size), front
                break


def merged_arcs(places: Sequence[Place], readings: Readings, index: CandidateIndex) -> Arcs:
    """One word for two or three neighbours, of which one at least is no word or very short."""
    vocabulary = index.model.vocabulary
    parts = _find_parts(readings, vocabulary)
    spans = [(row, count) for count in range(2, _PIECES + 1) for row in _merges(places, parts, count)]
    texts = ["".join(place.text for place in places[row : row + count]) for row, count in spans]
    exact = [vocabulary.ids.get(text.lower(), 0) for text in texts]
    good = [bool(word) and vocabulary.counts[word] >= _LEAST_PART for word in exact]
    known = [number for number, right in enumerate(good) if right]
    broken = [number for number, right in enumerate(good) if not right and parts.mend(*spans[number])]
    found = index.find([texts[number] for number in broken], _MERGES)
    numbers = np.concatenate([known, np.array(broken, dtype=np.int64)[found.readings]]).astype(np.int64)
    words = np.concatenate([[exact[n] for n in known], found.words]).astype(np.int64)
    channel = readings.channel[readings.places]
    whole = [channel[row : row + count].sum() for row, count in (spans[number] for number in known)]
    at, counts = np.array(spans, dtype=np.int64).reshape(-1, 2)[numbers].T
    marked = [any(_is_marked(place) for place in places[row : row + count - 1]) for row, count in spans]
    features: Values = {
        Feature.CHANNEL: np.concatenate([whole, found.channel]),
        Feature.MERGED: counts - 1,
        Feature.MENDED: np.arange(len(at)) >= len(known),
        Feature.MARKED: np.array(marked, dtype=np.bool_)[numbers],
    }
    return make_arcs(at, words, features, spans=counts)


@dataclass(frozen=True)
class _Parts:
    """What each place may be a part of.

    Attributes:
        free: whether it may change at all.
        strange: whether it is no word, or one that hardly ever stands anywhere, as "bour" and "etches" are.
        loose: whether it is strange or very short.
        fragment: whether it is strange, or short and not among the most common words; a misread word may
            have been torn into such.
        long: whether it is not short.
    """

    free: Flags
    strange: Flags
    loose: Flags
    fragment: Flags
    long: Flags

    def mend(self, row: int, count: int) -> bool:
        """Whether a misread word may have been torn into these."""
        some = slice(row, row + count)
        return bool(self.strange[some].any() and self.fragment[some].all() and self.long[some].any())


def _find_parts(readings: Readings, vocabulary: Vocabulary) -> _Parts:
    counts, sizes, free = vocabulary.counts[readings.words], readings.sizes, ~readings.fixed
    strange = free & (counts < _RARE)
    rare = (sizes == 1) | (counts < _FREQUENT)
    parts = free, strange, strange | (free & (sizes <= 2)), strange | ((sizes <= _FRAGMENT) & rare)
    return _Parts(*(part[readings.places] for part in (*parts, sizes > _FRAGMENT)))


def _merges(places: Sequence[Place], parts: _Parts, count: int) -> list[int]:
    """Places that may be one word with those after them, `count` in all."""
    if len(places) < count:
        return []
    windows = np.lib.stride_tricks.sliding_window_view
    enough = windows(parts.loose, count).sum(axis=1) >= count - 1
    rows = np.flatnonzero(enough & windows(parts.free, count).all(axis=1)).tolist()
    return [row for row in rows if _adjoin(places[row : row + count], parts.strange[row : row + count])]


def _adjoin(some: Sequence[Place], strange: Flags) -> bool:
    """Whether the places stand together, each in one piece, with at most stray marks between them."""
    if any(len(place.pieces) > 1 or place.passage != some[0].passage for place in some):
        return False
    if not _LEAST_MERGED < sum(len(place.text) for place in some) <= LONGEST:
        return False
    if not any(_is_marked(place) for place in some[:-1]):
        return True
    small = all(place.text[0].islower() or some[0].text.isupper() for place in some[1:])
    return small and bool(strange.any())


def _is_marked(place: Place) -> bool:
    return place.closes or place.glued
