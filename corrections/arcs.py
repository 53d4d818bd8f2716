"""What stands there, other words, words split and words merged: the arcs of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corrections.candidates import CandidateIndex
from corrections.lattice import Arcs, Feature, Rivals
from corrections.readings import Readings
from corrections.stream import Place
from corrections.symbols import LONGEST
from corrections.vocabulary import BORDER, UNKNOWN, Vocabulary

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Values = Mapping[Feature, NDArray[np.generic] | float]

_LIMIT = 10
_JOINED_LIMIT = 3
_FRAGMENT = 3
_LEAST_PART = 30.0
_LEAST_MERGED = 3
_SPLITS = 2
_RIVAL_DOUBT = 11.0
_CONTEXT_DOUBT = 4.0
_CACHE = 0.15
_REREAD = -3.0
"""Log of how much less likely another reading is than the first, which won the vote."""


def build_arcs(places: Sequence[Place], readings: Readings, index: CandidateIndex, rivals: Rivals) -> Arcs:
    """Every arc of a document, sorted as a lattice wants them."""
    parts = [
        _kept_arcs(places, readings),
        _replaced_arcs(readings, index, rivals),
        _rival_arcs(readings, index, rivals),
        _split_arcs(places, readings, index.model.vocabulary),
        _merged_arcs(places, readings, index),
    ]
    parts.append(_reread_arcs(places, readings, index.model.vocabulary, parts[1:3]))
    vocabulary = index.model.vocabulary
    columns = [np.concatenate([getattr(part, name) for part in parts]) for name in Arcs.__dataclass_fields__]
    joined = Arcs(*columns)
    _add_shapes(joined, places, readings, vocabulary)
    _add_document(joined, readings, index)
    order = np.lexsort(
        (joined.lasts, joined.firsts, ~joined.kept, joined.places, joined.places + joined.spans)
    )
    return Arcs(*(column[order] for column in (getattr(joined, name) for name in Arcs.__dataclass_fields__)))


def _arcs(places: Ids, firsts: Ids, features: Values, **more: Ids) -> Arcs:
    """Arcs that change something, of one place and one word where not told otherwise."""
    table = np.zeros((len(places), len(Feature)))
    for feature, values in features.items():
        table[:, feature] = values
    spans = more.get("spans", np.ones(len(places), dtype=np.int64))
    return Arcs(
        places, spans, firsts, more.get("lasts", firsts), table, np.zeros(len(places), dtype=np.bool_)
    )


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
    arcs = _arcs(np.arange(len(places), dtype=np.int64), readings.words[at], features)
    arcs.kept[:] = True
    return arcs


def _replaced_arcs(readings: Readings, index: CandidateIndex, rivals: Rivals) -> Arcs:
    """Other words for what nobody knows, and for words that are in lists but were never counted."""
    rare = (readings.words >= len(rivals.table)) & ~readings.fixed
    small = np.array([text.islower() for text in readings.texts], dtype=np.bool_)
    types = np.flatnonzero((readings.unknown | rare) & ((readings.sizes > 1) | small))
    found = index.find([readings.texts[number] for number in types.tolist()], _LIMIT)
    at, rows = _spread(readings, types, found.readings)
    other = found.words[rows] != readings.words[readings.places[at]]
    at, rows, lost = at[other], rows[other], readings.unknown[readings.places[at[other]]]
    features: Values = {
        Feature.CHANNEL: found.channel[rows],
        Feature.REPLACED: lost,
        Feature.RIVAL: ~lost,
    }
    return _arcs(at, found.words[rows], features)


def _spread(readings: Readings, types: Ids, owners: Ids) -> tuple[Ids, Ids]:
    """Rows that belong to types (`owners` indexes `types`, ascending), once for each place of the type."""
    position = np.full(len(readings.texts), -1, dtype=np.int64)
    position[types] = np.arange(len(types))
    slots = position[readings.places]
    at = np.flatnonzero(slots >= 0)
    low = np.searchsorted(owners, slots[at], side="left")
    sizes = np.searchsorted(owners, slots[at], side="right") - low
    offsets = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.repeat(at, sizes), np.repeat(low, sizes) + offsets


def _rival_arcs(readings: Readings, index: CandidateIndex, rivals: Rivals) -> Arcs:
    """Other words for known words, where the neighbours speak for them."""
    model = index.model
    types = np.flatnonzero((readings.words > UNKNOWN) & ~readings.fixed)
    table = rivals.of(readings.words[types])
    owners, columns = np.nonzero(table)
    words = table[owners, columns]
    channel = index.score([readings.texts[number] for number in types.tolist()], owners, words)
    own = readings.words[types][owners]
    lead = channel - readings.channel[types][owners] + model.log_unigrams[words] - model.log_unigrams[own]
    some = np.flatnonzero(lead > -_RIVAL_DOUBT)
    owners, words, channel = owners[some], words[some], channel[some]
    at, rows = _spread(readings, types, owners)
    words, channel = words[rows], channel[rows].astype(np.float64)
    padded = np.concatenate([[BORDER], readings.words[readings.places], [BORDER]])
    before, here, after = padded[at], padded[at + 1], padded[at + 2]
    edge = np.zeros(len(at), dtype=np.int64)
    gain = (
        model.log_probabilities(edge, before, words)
        + model.log_probabilities(edge, words, after)
        - model.log_probabilities(edge, before, here)
        - model.log_probabilities(edge, here, after)
    )
    good = gain + channel - readings.channel[readings.places[at]] > -_CONTEXT_DOUBT
    return _arcs(at[good], words[good], {Feature.CHANNEL: channel[good], Feature.RIVAL: 1.0})


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
    wanted = {(at, word) for at, word in pairs if word not in (UNKNOWN, readings.words[readings.places[at]])}
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
    return _arcs(at, words, features)


def _split_arcs(places: Sequence[Place], readings: Readings, vocabulary: Vocabulary) -> Arcs:
    """Two words for one that nobody knows."""
    types = np.flatnonzero(readings.unknown)
    pairs = [
        (row, first, last)
        for row, number in enumerate(types.tolist())
        for first, last in _splits(readings.texts[number].lower(), vocabulary)
    ]
    owners, firsts, lasts = np.array(pairs, dtype=np.int64).reshape(-1, 3).T
    at, rows = _spread(readings, types, owners)
    whole = np.array([len(place.pieces) == 1 for place in places], dtype=np.bool_)
    at, rows = at[whole[at]], rows[whole[at]]
    features: Values = {
        Feature.CHANNEL: readings.channel[readings.places[at]],
        Feature.SPLIT: 1.0,
    }
    return _arcs(at, firsts[rows], features, lasts=lasts[rows])


def _splits(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """The best ways to divide a text in two common words."""
    found = []
    for cut in range(1, len(text)):
        first, last = vocabulary.ids.get(text[:cut], 0), vocabulary.ids.get(text[cut:], 0)
        if first and last:
            least = min(vocabulary.counts[first], vocabulary.counts[last])
            short = 20 if min(cut, len(text) - cut) < 3 else 1
            if least >= _LEAST_PART * short:
                found.append((float(vocabulary.counts[first]) * float(vocabulary.counts[last]), first, last))
    return [(first, last) for _, first, last in sorted(found, reverse=True)[:_SPLITS]]


def _merged_arcs(places: Sequence[Place], readings: Readings, index: CandidateIndex) -> Arcs:
    """One word for two neighbours, of which one at least is no word or very short."""
    vocabulary = index.model.vocabulary
    rows = _merges(places, readings)
    texts = [(places[row].text + places[row + 1].text) for row in rows]
    exact = [vocabulary.ids.get(text.lower(), 0) for text in texts]
    good = [bool(word) and vocabulary.counts[word] >= _LEAST_PART for word in exact]
    known = np.array([row for row, right in zip(rows, good, strict=True) if right], dtype=np.int64)
    words = np.array([word for word, right in zip(exact, good, strict=True) if right], dtype=np.int64)
    after = np.minimum(known + 1, len(places) - 1)
    channel = readings.channel[readings.places[known]] + readings.channel[readings.places[after]]
    broken = [
        number for number, right in enumerate(good) if not right and _mends(places, readings, rows[number])
    ]
    found = index.find([texts[number] for number in broken], _JOINED_LIMIT)
    at = np.array([rows[number] for number in broken], dtype=np.int64)[found.readings]
    at, words = np.concatenate([known, at]), np.concatenate([words, found.words])
    channel = np.concatenate([channel, found.channel])
    features: Values = {
        Feature.CHANNEL: channel,
        Feature.MERGED: 1.0,
        Feature.LENGTH: np.arange(len(at)) >= len(known),
    }
    return _arcs(at, words, features, spans=np.full(len(at), 2, dtype=np.int64))


def _merges(places: Sequence[Place], readings: Readings) -> list[int]:
    """Places that may be one word with the next."""
    loose = readings.unknown | ((readings.sizes <= 2) & ~readings.fixed)
    free, here = ~readings.fixed[readings.places], loose[readings.places]
    rows = np.flatnonzero((here[:-1] | here[1:]) & free[:-1] & free[1:]).tolist()
    return [row for row in rows if _adjoins(places[row], places[row + 1])]


def _adjoins(first: Place, second: Place) -> bool:
    single = len(first.pieces) == len(second.pieces) == 1
    long = _LEAST_MERGED < len(first.text) + len(second.text) <= LONGEST
    return single and long and first.passage == second.passage and not first.closes and not first.glued


def _mends(places: Sequence[Place], readings: Readings, row: int) -> bool:
    """Whether both are fragments, so that a misread word may have been torn in two."""
    numbers = readings.places[row], readings.places[row + 1]
    unknown = [bool(readings.unknown[number]) for number in numbers]
    short = [len(places[row + step].text) <= _FRAGMENT for step in (0, 1)]
    return any(unknown) and all(a or b for a, b in zip(unknown, short, strict=True)) and not all(short)


def _add_shapes(arcs: Arcs, places: Sequence[Place], readings: Readings, vocabulary: Vocabulary) -> None:
    """Log of the probability that such a word has, or has not, the capital that stands there."""
    share = 0.02 + 0.96 * vocabulary.capitals[arcs.lasts].astype(np.float64)
    share[arcs.firsts == UNKNOWN] = 0.5
    numbers = readings.places[arcs.places]
    lower = np.array([text[:1].islower() for text in readings.texts], dtype=np.bool_)[numbers]
    middle = np.array([not place.opens for place in places], dtype=np.bool_)[arcs.places]
    inside = readings.capital[numbers] & middle
    shape = np.where(lower, np.log(1 - share), np.where(inside, np.log(share), 0.0))
    arcs.features[:, Feature.SHAPE] = np.where(readings.fixed[numbers], 0.0, shape)


def _add_document(arcs: Arcs, readings: Readings, index: CandidateIndex) -> None:
    """How much likelier the word is in this document than elsewhere, by its other places there."""
    counts = np.bincount(readings.words, weights=readings.counts, minlength=len(index.model.vocabulary))
    counts[: BORDER + 2] = 0
    total = max(counts.sum(), 1.0)
    for words in (arcs.firsts,):
        own = np.where(arcs.kept, 1.0, 0.0)
        share = np.maximum(counts[words] - own, 0.0) / total
        odds = (1 - _CACHE) + _CACHE * share / index.model.unigrams[words]
        arcs.features[:, Feature.DOCUMENT] = np.where(words > BORDER + 1, np.log(odds), 0.0)
