"""How well words go with the words around them, near and far."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

LEAST, MOST = -2.0, 6.0
"""Bounds of what the words around may say for a word."""


@dataclass(frozen=True)
class Embeddings:
    """Vectors of the commonest words, by what stands around them (Mikolov et al. 2013, "CBOW").

    The words nearby count each by its place (Mikolov et al. 2018), those farther off all alike. What
    is not among the words says nothing, nor is anything said of it.

    Attributes:
        around: of words as neighbours, shape (words, size), by id in the vocabulary.
        words: of words as what stands there, same shape.
        places: what each place nearby weighs, shape (places, size): first those before, then those after.
        far: what the words farther off weigh, shape (size,).
        reach: how many words on either side are looked at.
    """

    around: NDArray[np.int8]
    words: NDArray[np.int8]
    places: NDArray[np.float32]
    far: NDArray[np.float32]
    reach: int

    def contexts(self, stream: Ids) -> NDArray[np.float32]:
        """What the words of a text, given as ids, say at each place; shape (places, size)."""
        size, near, reach = len(stream), len(self.places) // 2, self.reach
        inside = np.where(stream < len(self.around), stream, 0)
        vectors = np.pad(self.around[inside], ((reach, reach), (0, 0)))
        sums = np.pad(vectors.cumsum(axis=0, dtype=np.int32), ((1, 0), (0, 0)))

        def add_up(steps: int) -> NDArray[np.int32]:
            first, end = reach - steps, reach + steps + 1
            return np.asarray(sums[end : end + size] - sums[first : first + size], dtype=np.int32)

        found = (add_up(reach) - add_up(near)) * self.far
        for step, weights in zip((*range(-near, 0), *range(1, near + 1)), self.places, strict=True):
            found += vectors[reach + step : reach + step + size] * weights
        return np.asarray(found, dtype=np.float32)

    def gains(self, contexts: NDArray[np.float32], words: Ids) -> Floats:
        """Log of how much likelier each word is in its context (a row each) than anywhere."""
        inside = np.where(words < len(self.words), words, 0)
        found = np.einsum("ij,ij->i", contexts, self.words[inside], dtype=np.float32, casting="unsafe")
        return np.asarray(np.clip(found, LEAST, MOST), dtype=np.float64)


def read_embeddings(path: Path) -> Embeddings:
    """Read the vectors that `benchmarks.model_embeddings` wrote."""
    with np.load(path) as table:
        arrays = {name: table[name] for name in ("around", "words", "places", "far")}
        return Embeddings(**arrays, reach=int(table["reach"]))
