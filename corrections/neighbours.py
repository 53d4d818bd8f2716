"""How well a word would stand at a place, before anything is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corrections.embeddings import Embeddings
from corrections.language_model import LanguageModel
from corrections.readings import Readings
from corrections.vocabulary import BORDER

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

_CONTEXT = 0.25
"""What the words around weigh beside those next to a word."""


@dataclass(frozen=True)
class Neighbours:
    """The words of a document as they stand, and how well others would stand among them."""

    readings: Readings
    model: LanguageModel
    embeddings: Embeddings

    @cached_property
    def contexts(self) -> NDArray[np.float32]:
        """What the words around each place say."""
        return self.embeddings.contexts(self.readings.stream)

    def gains(self, at: Ids, words: Ids) -> Floats:
        """How much likelier the words around make words at these places than they are anywhere (log)."""
        return self.embeddings.gains(self.contexts[at], words)

    def fit(self, at: Ids, words: Ids) -> Floats:
        """How well words fit there (log): after the one before, before the next, and among those around."""
        padded = np.concatenate([[BORDER], self.readings.stream, [BORDER]])
        firsts, seconds = np.concatenate([padded[at], words]), np.concatenate([words, padded[at + 2]])
        pairs = self.model.find_pairs(firsts, seconds)
        beside = np.log(pairs.shares).reshape(2, -1).sum(axis=0)
        return np.asarray(beside + _CONTEXT * self.gains(at, words), dtype=np.float64)
