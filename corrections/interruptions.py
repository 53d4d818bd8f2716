"""Words divided at a line's end of which a scrap of the next column parts the halves: "pri- si soner"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from corrections.candidates import CandidateIndex
from corrections.lattice import Arcs, Feature, Values, make_arcs
from corrections.readings import Readings
from corrections.stream import Place
from corrections.symbols import LONGEST
from corrections.vocabulary import UNKNOWN

_LONGEST_SCRAP = 4
_LEAST_COUNT = 30.0
_LEAST_LETTERS = 4
_TORN = -16.0
"""Log probability of the worst misreading that such a word may have."""


def interrupted_arcs(places: Sequence[Place], readings: Readings, index: CandidateIndex) -> Arcs:
    """One word for a divided one that is none and the word after it, without what was taken for the rest."""
    vocabulary = index.model.vocabulary
    found = list(_find(places, readings))
    texts = [text for _, text, _ in found]
    at = np.array([number for number, _, _ in found], dtype=np.int64)
    scraps = np.array([scrap for _, _, scrap in found], dtype=np.int64)
    near = index.find(texts, 1, close=True)
    exact = np.array([vocabulary.ids.get(text.lower(), UNKNOWN) for text in texts], dtype=np.int64)
    right = near.words == exact[near.readings]
    good = (near.channel > _TORN) & (vocabulary.counts[near.words] >= _LEAST_COUNT)
    rows = near.readings[good]
    features: Values = {
        Feature.CHANNEL: near.channel[good],
        Feature.MERGED: 1.0,
        Feature.MENDED: ~right[good],
        Feature.SCRAP: scraps[rows],
    }
    return make_arcs(at[rows], near.words[good], features, spans=np.full(len(rows), 2))


def _find(places: Sequence[Place], readings: Readings) -> Iterator[tuple[int, str, int]]:
    """Places of such words, the first half with what follows, and how long the scrap is."""
    unknown = readings.unknown[readings.places].tolist()
    fixed = readings.fixed[readings.places].tolist()
    for number, (place, after) in enumerate(pairwise(places)):
        if place.rest and unknown[number] and not fixed[number + 1] and place.passage == after.passage:
            scrap = place.rest.end - place.rest.start
            text = place.text[: len(place.text) - scrap] + after.text
            if scrap <= _LONGEST_SCRAP and after.rest is None and _LEAST_LETTERS <= len(text) <= LONGEST:
                yield number, text, scrap
