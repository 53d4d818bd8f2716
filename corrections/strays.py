"""Scraps that are no words: specks and rules that an engine read as a letter or two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corrections.language_model import LanguageModel
from corrections.lattice import Arcs, Feature, Values, make_arcs
from corrections.readings import Readings
from corrections.stream import Place
from corrections.vocabulary import BORDER

Ids = NDArray[np.int64]

_LONGEST = 2
_COMMON = 2000.0
_LEAST_GAIN = 2.0
"""Log of how much likelier the neighbours must be side by side."""


def stray_arcs(places: Sequence[Place], readings: Readings, model: LanguageModel) -> Arcs:
    """Scraps left out: each arc spans one and the word after it, which stays as it is."""
    at = _find_scraps(places, readings, model)
    words = np.concatenate([[BORDER, BORDER], readings.stream])
    two, one, scrap, after = (words[at + offset] for offset in range(4))
    gain = (
        model.log_probabilities(two, one, after)
        - model.log_probabilities(two, one, scrap)
        - model.log_probabilities(one, scrap, after)
    )
    at = at[gain > _LEAST_GAIN]
    kept = readings.places[at + 1]
    unknown = readings.unknown[kept]
    features: Values = {
        Feature.CHANNEL: readings.channel[kept],
        Feature.LETTERS: np.where(unknown, readings.letters[kept], 0.0),
        Feature.UNKNOWN: unknown,
        Feature.DROPPED: 1.0,
        Feature.SCRAP: readings.sizes[readings.places[at]],
    }
    return make_arcs(at, readings.words[kept], features, spans=np.full(len(at), 2))


def _find_scraps(places: Sequence[Place], readings: Readings, model: LanguageModel) -> Ids:
    """Places of a letter or two that are a token of their own, with a word after them; no initials."""
    small = np.array([text.islower() for text in readings.texts], dtype=np.bool_)
    rare = small & (model.vocabulary.counts[readings.words] < _COMMON)
    short = ~readings.fixed & ((readings.sizes == 1) | (rare & (readings.sizes <= _LONGEST)))
    some = np.flatnonzero(short[readings.places[:-1]]) if len(places) else np.zeros(0, np.int64)
    good = [
        number
        for number in some.tolist()
        if not places[number].glued
        and not places[number].rest
        and places[number].passage == places[number + 1].passage
        and not (number and places[number - 1].glued)
        and not _is_initial(places, number)
    ]
    return np.array(good, dtype=np.int64)


def _is_initial(places: Sequence[Place], number: int) -> bool:
    """Whether it is one capital beside a capital, as in "J Smith"."""
    text = places[number].text
    beside = [places[number + 1].text, places[number - 1].text if number else ""]
    return len(text) == 1 and text.isupper() and any(other[:1].isupper() for other in beside)
