"""Words of which a scrap of the next column parts the halves: "pri- si soner", "consti I tuted"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from corrections.candidates import CandidateIndex
from corrections.lattice import Arcs, Feature, Values, make_arcs
from corrections.readings import Readings
from corrections.stream import Place
from corrections.symbols import LONGEST
from corrections.vocabulary import NUMBER, UNKNOWN, Vocabulary

_LONGEST_SCRAP = 4
_LEAST_COUNT = 30.0
_LEAST_LETTERS = 4
_LONGEST_BETWEEN, _LEAST_BETWEEN, _RARE = 2, 6, 60.0
"""Letters of a scrap that stands by itself, of the word that it parts, and the count that a half may have."""
_TORN = -16.0
"""Log probability of the worst misreading that such a word may have."""


def interrupted_arcs(places: Sequence[Place], readings: Readings, index: CandidateIndex) -> Arcs:
    """One word for two halves, without the scrap, be it taken for the rest of the first or by itself."""
    vocabulary = index.model.vocabulary
    taken, between = list(_find_taken(places, readings)), list(_find_between(places, readings, vocabulary))
    at, scraps = np.array([(number, scrap) for number, _, scrap in taken], dtype=np.int64).reshape(-1, 2).T
    texts = [text for _, text, _ in taken]
    near = index.find(texts, 1, close=True)
    exact = np.array([vocabulary.ids.get(text.lower(), UNKNOWN) for text in texts], dtype=np.int64)
    good = (near.channel > _TORN) & (vocabulary.counts[near.words] >= _LEAST_COUNT)
    rows = near.readings[good]
    whole = readings.channel[readings.places]
    rest = np.array(between, dtype=np.int64).reshape(-1, 3)
    features: Values = {
        Feature.CHANNEL: np.concatenate([near.channel[good], whole[rest[:, 0]] + whole[rest[:, 0] + 2]]),
        Feature.MERGED: 1.0,
        Feature.MENDED: np.append(near.words[good] != exact[rows], np.zeros(len(rest))),
        Feature.SCRAP: np.append(scraps[rows], rest[:, 2]),
    }
    return make_arcs(
        np.append(at[rows], rest[:, 0]),
        np.append(near.words[good], rest[:, 1]),
        features,
        spans=np.repeat([2, 3], [len(rows), len(rest)]),
    )


def _find_taken(places: Sequence[Place], readings: Readings) -> Iterator[tuple[int, str, int]]:
    """Places of words divided at a line's end, the first half with what follows, the scrap's letters."""
    unknown = readings.unknown[readings.places].tolist()
    fixed = readings.fixed[readings.places].tolist()
    for number, (place, after) in enumerate(pairwise(places)):
        if place.rest and unknown[number] and not fixed[number + 1] and place.passage == after.passage:
            scrap = place.rest.end - place.rest.start
            text = place.text[: len(place.text) - scrap] + after.text
            if scrap <= _LONGEST_SCRAP and after.rest is None and _LEAST_LETTERS <= len(text) <= LONGEST:
                yield number, text, scrap


def _find_between(
    places: Sequence[Place], readings: Readings, vocabulary: Vocabulary
) -> Iterator[tuple[int, int, int]]:
    """Places of halves, one of them hardly a word, with a scrap between; the word; the scrap's letters."""
    sizes, fixed = readings.sizes[readings.places], readings.fixed[readings.places]
    rare = ~fixed & (vocabulary.counts[readings.stream] < _RARE)
    some = (sizes[1:-1] <= _LONGEST_BETWEEN) & (readings.stream[1:-1] != NUMBER)
    some &= (rare[:-2] | rare[2:]) & ~fixed[:-2] & ~fixed[2:] & (sizes[:-2] + sizes[2:] >= _LEAST_BETWEEN)
    for number in np.flatnonzero(some).tolist():
        first, scrap, last = places[number : number + 3]
        word = vocabulary.ids.get((first.text + last.text).lower(), UNKNOWN)
        apart = any(place.rest for place in (first, scrap, last)) or first.passage != last.passage
        if word != UNKNOWN and not apart and vocabulary.counts[word] >= _LEAST_COUNT:
            yield number, word, len(scrap.text)
