"""Words run together, with or without misread letters: arcs that put spaces in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from corrections.candidates import CandidateIndex
from corrections.lattice import Arcs, Feature, Values, make_arcs
from corrections.readings import Readings
from corrections.stream import Place
from corrections.vocabulary import Vocabulary

Ids = NDArray[np.int64]
Split = tuple[int, int, int, float, bool]
"""Number of the reading, ids of the two words, log of the channel, whether letters were misread."""

Meanings = Callable[[str, CandidateIndex], Iterator[tuple[int, float]]]
"""Ids of the words that a part may be, and the log of the share at which they are read so."""

_LEAST_PART = 30.0
_COMMON_PART = 3000.0
_SPLITS = 2
_LEAST_SPLIT = 5
_HOPELESS = -24.0


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
    whole = np.array([place.rest is None for place in places], dtype=np.bool_)
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
    ends = [
        (number, *end)
        for number in numbers
        if len(readings.texts[number]) >= _LEAST_SPLIT
        for end in _known_ends(readings.texts[number], index)
    ]
    texts = [(readings.texts[number], cut, front) for number, cut, front, _, _ in ends]
    found = index.find([text[cut:] if front else text[:cut] for text, cut, front in texts], 1, close=True)
    for row, word, channel in zip(
        found.readings.tolist(), found.words.tolist(), found.channel.tolist(), strict=True
    ):
        number, _, front, known, share = ends[row]
        yield number, *((known, word) if front else (word, known)), channel + share, True


def _known_ends(text: str, index: CandidateIndex) -> Iterator[tuple[int, bool, int, float]]:
    """The longest very common word at either end, or where there is none what is often misread so.

    Where the text is cut, whether the word is at the front, its id, and the log of the share at which it is
    read so.
    """
    for front in (True, False):
        ends = (end for meanings in (_exact, _misread) for end in _ends(text, front, index, meanings))
        yield from islice(ends, 1)


def _ends(
    text: str, front: bool, index: CandidateIndex, meanings: Meanings
) -> Iterator[tuple[int, bool, int, float]]:
    """Such words at one end, the longest first."""
    small, counts = text.lower(), index.model.vocabulary.counts
    for size in range(len(text) - 2, 0, -1):
        cut = size if front else len(text) - size
        least = _least_count(text, cut, size)
        for word, share in meanings(small[:cut] if front else small[cut:], index):
            if counts[word] >= least:
                yield cut, front, word, share


def _exact(part: str, index: CandidateIndex) -> Iterator[tuple[int, float]]:
    ids = index.model.vocabulary.ids
    if part in ids:
        yield ids[part], 0.0


def _misread(part: str, index: CandidateIndex) -> Iterator[tuple[int, float]]:
    if len(part) > 1:
        yield from index.misread.get(part, {}).items()


def _least_count(text: str, cut: int, size: int) -> float:
    """How common a word of that many letters must be that is cut off there."""
    if text[cut - 1].islower() and text[cut].isupper() and size > 1:
        return _LEAST_PART
    return _COMMON_PART * (100 if size == 1 else 10 if size == 2 else 1)
