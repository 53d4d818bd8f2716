"""All the ways a document may be read, as arcs between boundaries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from corrections.decoder import Lattice
from corrections.vocabulary import BORDER

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

_BORDERS = 3


class Feature(IntEnum):
    """What an arc's score is made of, besides the language model."""

    CHANNEL = 0
    LETTERS = 1
    SHAPE = 2
    DOCUMENT = 3
    UNKNOWN = 4
    REPLACED = 5
    RIVAL = 6
    SPLIT = 7
    MERGED = 8
    NAME = 9
    REPEATED = 10
    LENGTH = 11
    MENDED = 12
    MARKED = 13
    DROPPED = 14
    SCRAP = 15
    CONTEXT = 16
    NOISE = 17
    GROWN = 18


@dataclass(frozen=True)
class Arcs:
    """Arcs of a lattice as columns.

    Attributes:
        places: first place of each arc.
        spans: places spanned, from 1 to 3.
        firsts, lasts: ids of the words said.
        echoes: number of the reading that is said where no list has it, else -1.
        features: shape (arcs, features), see Feature.
        kept: whether the arc leaves what stands there.
    """

    places: Ids
    spans: Ids
    firsts: Ids
    lasts: Ids
    echoes: Ids
    features: Floats
    kept: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.places)


Values = Mapping[Feature, NDArray[np.generic] | float]


def make_arcs(places: Ids, firsts: Ids, features: Values, **more: Ids) -> Arcs:
    """Arcs that change something, of one place and one known word unless `more` columns say otherwise."""
    table = np.zeros((len(places), len(Feature)))
    for feature, values in features.items():
        table[:, feature] = values
    spans = more.get("spans", np.ones(len(places), dtype=np.int64))
    echoes = more.get("echoes", np.full(len(places), -1, dtype=np.int64))
    kept = np.zeros(len(places), dtype=np.bool_)
    return Arcs(places, spans, firsts, more.get("lasts", firsts), echoes, table, kept)


def make_lattice(arcs: Arcs, weights: Floats, size: int) -> Lattice:
    """The lattice of `size` places, with borders before and after."""
    edge = np.arange(_BORDERS, dtype=np.int64)
    border, none = np.full(_BORDERS, BORDER, dtype=np.int64), np.zeros(_BORDERS)
    return Lattice(
        np.concatenate([edge, arcs.places + _BORDERS, edge + size + _BORDERS]),
        np.concatenate([edge + 1, arcs.places + arcs.spans + _BORDERS, edge + size + _BORDERS + 1]),
        np.concatenate([border, arcs.firsts, border]),
        np.concatenate([border, arcs.lasts, border]),
        np.concatenate([none > 0, arcs.features[:, Feature.SPLIT] > 0, none > 0]),
        np.concatenate([none, arcs.features @ weights, none]),
    )


def strip_borders(values: Floats) -> Floats:
    """The values of the arcs proper."""
    return values[_BORDERS : len(values) - _BORDERS]


@dataclass(frozen=True)
class Rivals:
    """For each word the words it may have been mistaken for, the likeliest first; 0 where there are fewer.

    Attributes:
        table: shape (words, rivals), ids; rows only for the words that were counted.
    """

    table: NDArray[np.int32]

    def of(self, words: Ids) -> Ids:
        """Rows of the table for these words, zeros for those beyond it."""
        rows = np.zeros((len(words), self.table.shape[1]), dtype=np.int64)
        inside = words < len(self.table)
        rows[inside] = self.table[words[inside]]
        return rows
