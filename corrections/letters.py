"""How word-like a string of letters is, for words that nobody counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corrections.symbols import MEANT, encode_meant

SHIPPED = Path(__file__).with_name("data") / "letters.npy"
_OTHER = len(MEANT)
_CONTEXT = 3


@dataclass(frozen=True)
class LetterModel:
    """A model of letters after three others, over the words of the vocabulary.

    Attributes:
        table: natural log of P(d | a, b, c), shape (29, 29, 29, 29): edge, a to z, apostrophe, any other.
    """

    table: NDArray[np.float16]

    def log_probabilities(self, readings: Sequence[str]) -> NDArray[np.float32]:
        """Natural log of the probability of each reading (folded, of LONGEST letters at most)."""
        spelled = encode_meant([reading.lower() for reading in readings], other=_OTHER)
        codes = np.pad(spelled.codes.astype(np.int64), ((_CONTEXT, 1), (0, 0)))
        steps = self.table[codes[:-3], codes[1:-2], codes[2:-1], codes[3:]].astype(np.float32)
        lengths = np.array([len(reading) for reading in readings], dtype=np.int64)
        inside = np.arange(len(steps))[:, None] <= lengths
        return np.asarray((steps * inside).sum(axis=0), dtype=np.float32)


def read_letter_model(path: Path = SHIPPED) -> LetterModel:
    """Map the shipped table into memory."""
    return LetterModel(np.load(path, mmap_mode="r"))
