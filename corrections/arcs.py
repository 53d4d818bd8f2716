"""What stands there, other words, words split and words merged: the arcs of a document."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corrections.candidates import CandidateIndex
from corrections.echoes import echo_arcs
from corrections.embeddings import Embeddings
from corrections.interruptions import interrupted_arcs
from corrections.lattice import Arcs, Feature, Rivals, Values, make_arcs
from corrections.merges import merged_arcs
from corrections.neighbours import Neighbours
from corrections.ranks import rank
from corrections.readings import Readings
from corrections.splits import split_arcs
from corrections.strays import stray_arcs
from corrections.stream import Place
from corrections.vocabulary import BORDER, UNKNOWN, Vocabulary

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

_FOUND, _LIKELY, _FITTING = 40, 4, 6
"""Words looked at for a reading; of them, those taken for themselves, and those for their neighbours."""
_CHANNEL = 0.9
"""What the channel weighs beside the neighbours."""
_RIVAL_DOUBT = 11.0
_CONTEXT_DOUBT = 6.0
_CACHE = 0.15
_REREAD = -3.0
"""Log of how much less likely another reading is than the first, which won the vote."""
_AROUND, _WHOLE = 200, 50.0
"""Places on either side that say how noisy a text is there, and for how many the text as a whole counts."""
_USUAL_NOISE = 0.12
"""Share of unknown words in a text of the usual noise."""


def build_arcs(
    places: Sequence[Place],
    readings: Readings,
    index: CandidateIndex,
    rivals: Rivals,
    embeddings: Embeddings,
) -> Arcs:
    """Every arc of a document, sorted as a lattice wants them."""
    neighbours = Neighbours(readings, index.model, embeddings)
    replaced, hopes = _replaced_arcs(neighbours, index, rivals)
    parts = [
        _kept_arcs(places, readings),
        replaced,
        _rival_arcs(neighbours, index, rivals),
        split_arcs(places, readings, index, hopes),
        merged_arcs(places, readings, index),
        interrupted_arcs(places, readings, index),
        echo_arcs(readings, index),
        stray_arcs(places, readings, index.model),
    ]
    parts.append(_reread_arcs(places, readings, index.model.vocabulary, parts[1:3]))
    vocabulary = index.model.vocabulary
    columns = [np.concatenate([getattr(part, name) for part in parts]) for name in Arcs.__dataclass_fields__]
    joined = Arcs(*columns)
    _add_shapes(joined, places, readings, vocabulary)
    _add_document(joined, readings, index)
    _add_contexts(joined, neighbours)
    _add_noise(joined, readings)
    order = np.lexsort(
        (
            joined.echoes,
            joined.lasts,
            joined.firsts,
            ~joined.kept,
            joined.places,
            joined.places + joined.spans,
        )
    )
    return Arcs(*(column[order] for column in (getattr(joined, name) for name in Arcs.__dataclass_fields__)))


def _kept_arcs(places: Sequence[Place], readings: Readings) -> Arcs:
    at = readings.places
    unknown = readings.unknown[at]
    middle = np.array([not place.opens for place in places], dtype=np.bool_)
    name = unknown & readings.capital[at] & middle
    features: Values = {
        Feature.CHANNEL: readings.channel[at],
        Feature.LETTERS: np.where(unknown, readings.letters[at], 0.0),
        Feature.UNKNOWN: unknown,
        Feature.NAME: name,
        Feature.REPEATED: np.where(unknown, np.log(readings.counts[at]), 0.0),
        Feature.LENGTH: np.where(unknown, [min(len(place.text), 12) for place in places], 0),
    }
    arcs = make_arcs(np.arange(len(places), dtype=np.int64), readings.words[at], features)
    arcs.kept[:] = True
    return arcs


def _replaced_arcs(neighbours: Neighbours, index: CandidateIndex, rivals: Rivals) -> tuple[Arcs, Floats]:
    """Other words for what nobody knows, for words that were never counted, and for those with marks.

    By reading also the log probability of the best of them.
    """
    readings = neighbours.readings
    rare = readings.words >= len(rivals.table)
    small = np.array([text.islower() for text in readings.texts], dtype=np.bool_)
    doubtful = (readings.unknown | rare | readings.clung) & ~readings.fixed
    types = np.flatnonzero(doubtful & ((readings.sizes > 1) | small))
    found = index.find([readings.texts[number] for number in types.tolist()], _FOUND)
    at, rows = readings.spread(types, found.readings)
    other = found.words[rows] != readings.stream[at]
    at, rows = at[other], rows[other]
    fit = _CHANNEL * found.channel[rows] + neighbours.fit(at, found.words[rows])
    some = (rank(at) < _LIKELY) | (rank(at, fit - fit.max(initial=0.0)) < _FITTING)
    at, rows = at[some], rows[some]
    lost = readings.unknown[readings.places[at]]
    features: Values = {
        Feature.CHANNEL: found.channel[rows],
        Feature.REPLACED: lost,
        Feature.RIVAL: ~lost,
    }
    hopes = np.full(len(readings.texts), -np.inf)
    np.maximum.at(hopes, types[found.readings], found.channel + index.model.log_unigrams[found.words])
    return make_arcs(at, found.words[rows], features), hopes


def _rival_arcs(neighbours: Neighbours, index: CandidateIndex, rivals: Rivals) -> Arcs:
    """Other words for known words, where the neighbours speak for them."""
    readings, model = neighbours.readings, index.model
    types = np.flatnonzero((readings.words > UNKNOWN) & ~readings.fixed & ~readings.clung)
    table = rivals.of(readings.words[types])
    owners, columns = np.nonzero(table)
    words = table[owners, columns]
    channel = index.score([readings.texts[number] for number in types.tolist()], owners, words)
    own = readings.words[types][owners]
    lead = channel - readings.channel[types][owners] + model.log_unigrams[words] - model.log_unigrams[own]
    some = np.flatnonzero(lead > -_RIVAL_DOUBT)
    owners, words, channel = owners[some], words[some], channel[some]
    at, rows = readings.spread(types, owners)
    words, channel = words[rows], channel[rows].astype(np.float64)
    here = neighbours.fit(np.arange(len(readings.places)), readings.stream)
    gain = neighbours.fit(at, words) - here[at]
    good = gain + channel - readings.channel[readings.places[at]] > -_CONTEXT_DOUBT
    return make_arcs(at[good], words[good], {Feature.CHANNEL: channel[good], Feature.RIVAL: 1.0})


def _reread_arcs(
    places: Sequence[Place], readings: Readings, vocabulary: Vocabulary, found: Sequence[Arcs]
) -> Arcs:
    """Words that the engine read there another time.

    Arcs to the same words among `found` are raised to what such a reading is worth.
    """
    pairs = [
        (at, vocabulary.ids.get(text.lower(), UNKNOWN))
        for at, place in enumerate(places)
        if not readings.fixed[readings.places[at]]
        for text in place.others
    ]
    wanted = {(at, word) for at, word in pairs if word not in (UNKNOWN, readings.stream[at])}
    worth = readings.channel[readings.places] + _REREAD
    for arcs in found:
        keys = zip(arcs.places.tolist(), arcs.firsts.tolist(), strict=True)
        rows = np.array([row for row, key in enumerate(keys) if key in wanted], dtype=np.int64)
        wanted -= set(zip(arcs.places[rows].tolist(), arcs.firsts[rows].tolist(), strict=True))
        channel = arcs.features[rows, Feature.CHANNEL]
        arcs.features[rows, Feature.CHANNEL] = np.maximum(channel, worth[arcs.places[rows]])
    at, words = np.array(sorted(wanted), dtype=np.int64).reshape(-1, 2).T
    lost = readings.unknown[readings.places[at]]
    features: Values = {Feature.CHANNEL: worth[at], Feature.REPLACED: lost, Feature.RIVAL: ~lost}
    return make_arcs(at, words, features)


def _add_shapes(arcs: Arcs, places: Sequence[Place], readings: Readings, vocabulary: Vocabulary) -> None:
    """Log of the probability that such a word has, or has not, the capital that stands there; what grew."""
    changed = arcs.features[:, Feature.REPLACED] + arcs.features[:, Feature.RIVAL] > 0
    longer = vocabulary.lengths[arcs.firsts] > readings.sizes[readings.places[arcs.places]]
    arcs.features[:, Feature.GROWN] = changed & longer
    share = 0.02 + 0.96 * vocabulary.capitals[arcs.lasts].astype(np.float64)
    share[arcs.firsts == UNKNOWN] = 0.5
    at = arcs.places + arcs.features[:, Feature.DROPPED].astype(np.int64)
    numbers = readings.places[at]
    lower = np.array([text[:1].islower() for text in readings.texts], dtype=np.bool_)[numbers]
    middle = np.array([not place.opens for place in places], dtype=np.bool_)[at]
    inside = readings.capital[numbers] & middle
    shape = np.where(lower, np.log(1 - share), np.where(inside, np.log(share), 0.0))
    arcs.features[:, Feature.SHAPE] = np.where(readings.fixed[numbers], 0.0, shape)


def _add_document(arcs: Arcs, readings: Readings, index: CandidateIndex) -> None:
    """How much likelier the word is in this document than elsewhere, by its other places there.

    A place counts as much as what stands there is likelier than that it is a misreading.
    """
    trust = readings.counts / (1 + np.exp(_find_doubts(arcs, readings, index)))
    counts = np.bincount(readings.words, weights=trust, minlength=len(index.model.vocabulary))
    counts[: BORDER + 2] = 0
    total = max(counts.sum(), 1.0)
    words, own = arcs.firsts, arcs.kept | (arcs.features[:, Feature.DROPPED] > 0)
    share = np.maximum(counts[words] - own, 0.0) / total
    odds = (1 - _CACHE) + _CACHE * share / index.model.unigrams[words]
    arcs.features[:, Feature.DOCUMENT] = np.where(words > BORDER + 1, np.log(odds), 0.0)


def _find_doubts(arcs: Arcs, readings: Readings, index: CandidateIndex) -> Floats:
    """Log odds for each reading that it is a misreading, of the likeliest of the words found for it."""
    doubts = np.full(len(readings.texts), -np.inf)
    some = np.flatnonzero(arcs.features[:, Feature.RIVAL] > 0)
    numbers, usual = readings.places[arcs.places[some]], index.model.log_unigrams
    lead = arcs.features[some, Feature.CHANNEL] + usual[arcs.firsts[some]]
    lead -= readings.channel[numbers] + usual[readings.words[numbers]]
    np.maximum.at(doubts, numbers, lead)
    return doubts


def _add_contexts(arcs: Arcs, neighbours: Neighbours) -> None:
    """How much likelier the words around make each word than it is anywhere."""
    at = arcs.places + arcs.features[:, Feature.DROPPED].astype(np.int64)
    gains = neighbours.gains(at, arcs.firsts)
    double = np.flatnonzero(arcs.features[:, Feature.SPLIT] > 0)
    gains[double] += neighbours.gains(at[double], arcs.lasts[double])
    arcs.features[:, Feature.CONTEXT] = gains


def _add_noise(arcs: Arcs, readings: Readings) -> None:
    """How much likelier than usual words are misread around each word that another may stand for."""
    flags = np.stack([readings.small & readings.unknown, readings.small])[:, readings.places]
    counts, size = np.pad(flags.cumsum(axis=1), ((0, 0), (1, 0))), len(readings.places)
    ends = np.minimum(np.arange(size) + _AROUND + 1, size)
    lost, small = counts[:, ends] - counts[:, np.maximum(np.arange(size) - _AROUND, 0)]
    odds = (lost + _WHOLE * readings.noise) / (small - lost + _WHOLE * (1 - readings.noise))
    noise = np.log(odds) - np.log(_USUAL_NOISE / (1 - _USUAL_NOISE))
    rivals = arcs.features[:, Feature.RIVAL] > 0
    arcs.features[:, Feature.NOISE] = np.where(rivals, noise[arcs.places], 0.0)
