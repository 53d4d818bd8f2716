"""Names that nobody knows, but that stand elsewhere in the document: "Oroly" where "Croly" stands thrice."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corrections.candidates import CandidateIndex
from corrections.channel_scoring import BAND, score_channel
from corrections.lattice import Arcs, Feature, Values, make_arcs
from corrections.readings import Readings
from corrections.symbols import encode_meant, encode_read
from corrections.traits import find_traits
from corrections.vocabulary import UNKNOWN

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

_LEAST_PLACES = 2
_LEAST_LETTERS = 4
_NEAR = 6
"""Bits of its traits in which a misreading may differ."""
_LIKELY = -15.0


def echo_arcs(readings: Readings, index: CandidateIndex) -> Arcs:
    """For each unknown reading the unknown names it may be a misreading of, which stand more often."""
    small = np.array([text.lower() for text in readings.texts], dtype=np.str_)
    plain = np.array([text.isalpha() and text.isascii() for text in readings.texts], dtype=np.bool_)
    free = readings.unknown & (readings.sizes >= _LEAST_LETTERS)
    names = np.flatnonzero(free & plain & readings.capital & (readings.counts >= _LEAST_PLACES))
    types = np.flatnonzero(free)
    rows, columns = _pair(readings, small, types, names)
    reads = encode_read([readings.texts[number] for number in types.tolist()])
    meants = encode_meant(small[names].tolist())
    channel = score_channel(index.channel.tables, reads, meants, rows, columns)
    some = channel > _LIKELY
    rows, columns, channel = rows[some], columns[some], channel[some]
    at, which = readings.spread(types, rows)
    number = names[columns[which]]
    features: Values = {
        Feature.CHANNEL: channel[which],
        Feature.LETTERS: readings.letters[number],
        Feature.UNKNOWN: 1.0,
        Feature.REPLACED: 1.0,
        Feature.REPEATED: np.log(readings.counts[number]),
    }
    return make_arcs(at, np.full(len(at), UNKNOWN), features, echoes=number)


def _pair(readings: Readings, small: NDArray[np.str_], types: Ids, names: Ids) -> tuple[Ids, Ids]:
    """Rows of types and of names that look alike, the name being more frequent; rows ascending."""
    traits = find_traits(encode_read(small.tolist()))
    sizes, counts = readings.sizes, readings.counts
    left, right = types[:, None], names[None, :]
    likely = (counts[left] < counts[right]) & (np.abs(sizes[left] - sizes[right]) < BAND)
    likely &= small[left] != small[right]
    likely &= np.bitwise_count(traits.halves[left] ^ traits.halves[right]) <= _NEAR
    rows, columns = np.nonzero(likely)
    return rows, columns
