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
Floats = NDArray[np.float64]

_LONGEST = 2
_COMMON = 2000.0
_LEAST_GAIN = 2.0
"""Log of how much likelier the neighbours must be side by side."""
_RIDDEN = 0.03
"""Share of the places of a text that are scraps from which it is ridden with them."""
_USUAL, _BEFORE, _ROUNDS = 0.008, 300, 4
"""Share of places that are left out in the texts that the weights of the lattice were fitted to; as how many
places that counts beside those of a text; times that the share in a text is estimated."""


def stray_arcs(places: Sequence[Place], readings: Readings, model: LanguageModel) -> Arcs:
    """Scraps left out: each arc spans one and the word after it, which stays as it is.

    Where a text has many, two in a row may be left out, short common words, and three letters.
    """
    scraps = _find_scraps(places, readings, model, ridden=False)
    counts = np.ones(len(scraps), dtype=np.int64)
    good = _gain(scraps, 1, readings.stream, model) > _LEAST_GAIN
    if good.sum() > _RIDDEN * (_BEFORE + len(places)):
        scraps = _find_scraps(places, readings, model, ridden=True)
        pairs = scraps[np.isin(scraps + 1, scraps)]
        gains = [_gain(at, count, readings.stream, model) for count, at in ((1, scraps), (2, pairs))]
        counts = np.repeat((1, 2), (len(scraps), len(pairs)))
        scraps, good = np.concatenate([scraps, pairs]), np.concatenate(gains) > _LEAST_GAIN
    return _leave_out(scraps[good], counts[good], readings)


def _leave_out(at: Ids, counts: Ids, readings: Readings) -> Arcs:
    """The arcs from these places on that leave out so many."""
    kept = readings.places[at + counts]
    unknown, sizes = readings.unknown[kept], readings.sizes[readings.places]
    features: Values = {
        Feature.CHANNEL: readings.channel[kept],
        Feature.LETTERS: np.where(unknown, readings.letters[kept], 0.0),
        Feature.UNKNOWN: unknown,
        Feature.DROPPED: counts,
        Feature.SCRAP: sizes[at] + np.where(counts > 1, sizes[at + 1], 0),
    }
    return make_arcs(at, readings.words[kept], features, spans=counts + 1)


def expect_strays(arcs: Arcs, posteriors: Floats, readings: Readings) -> Floats:
    """Posteriors of the arcs, scraps between words that are known likelier where the text has many.

    What is cut out of a page with pieces of the next column has one in ten words; most texts have none.
    How many this one has is estimated by expectation and maximisation (Dempster, Laird and Rubin 1977).
    Where neighbours are misread, what looks like a scrap may be as well.
    """
    unknown = np.concatenate([[False], readings.unknown[readings.places], [False]])
    strays = np.flatnonzero(arcs.features[:, Feature.DROPPED] > 0)
    strays = strays[~unknown[arcs.places[strays]] & ~unknown[(arcs.places + arcs.spans)[strays]]]
    usual = np.minimum(posteriors[strays], 1 - 1e-9)
    here, expected = usual, _USUAL * (_BEFORE + len(readings.places))
    for _ in range(_ROUNDS):
        more = max(1.0, (_USUAL * _BEFORE + float(here.sum())) / expected)
        here = more * usual / (1 - usual + more * usual)
    left, spans = np.ones(len(readings.places)), arcs.spans[strays]
    for step in range(int(spans.max(initial=0))):
        some = spans > step
        np.multiply.at(left, arcs.places[strays[some]] + step, ((1 - here) / (1 - usual))[some])
    found = posteriors * left[arcs.places]
    found[strays] = here
    return found


def _gain(at: Ids, count: int, stream: Ids, model: LanguageModel) -> Floats:
    """Log of how much likelier the neighbours are side by side than with so many places between."""
    words = np.concatenate([[BORDER, BORDER], stream])
    chain = [words[at + offset] for offset in range(count + 3)]
    triples = zip(chain, chain[1:], chain[2:], strict=False)
    there = sum(model.log_probabilities(two, one, word) for two, one, word in triples)
    return np.asarray(model.log_probabilities(chain[0], chain[1], chain[-1]) - there, dtype=np.float64)


def _find_scraps(places: Sequence[Place], readings: Readings, model: LanguageModel, ridden: bool) -> Ids:
    """Places of a few letters that are a token of their own, with a word after them; no initials.

    How many letters, and whether they may be a common word, is as the text is `ridden` with scraps.
    """
    small = np.array([text.islower() for text in readings.texts], dtype=np.bool_)
    rare = model.vocabulary.counts[readings.words] < _COMMON
    longer = small & (readings.sizes <= _LONGEST + ridden) & (rare | (ridden & (readings.sizes <= _LONGEST)))
    short = ~readings.fixed & ((readings.sizes == 1) | longer)
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
