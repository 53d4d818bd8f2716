"""What words look like, as bits that can be compared by the ten thousand."""

from __future__ import annotations

import string
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corrections.symbols import LONGEST, READ, Spellings

SHAPES = ("oec", "iltfrj1!|", "nuam", "vy", "bhk6", "s85", "gq9", "dx", "pz", "w")
"""Letters that are mistaken for each other."""

_NONE = 255
_LETTER = np.full(len(READ), _NONE, dtype=np.uint8)
_SHAPE = np.full(len(READ), _NONE, dtype=np.uint8)
for _code, _character in enumerate(READ[1:], 1):
    if _character.lower() in string.ascii_lowercase:
        _LETTER[_code] = string.ascii_lowercase.index(_character.lower())
    for _number, _alike in enumerate(SHAPES):
        if _character.lower() in _alike:
            _SHAPE[_code] = _number


@dataclass(frozen=True)
class Traits:
    """Bits of many words; an edit changes few of them.

    Attributes:
        halves: a bit for each letter that stands in the first half, and one in the second.
        thirds: two bits for each shape in each third of the word: whether it is there, whether twice.
    """

    halves: NDArray[np.uint64]
    thirds: NDArray[np.uint64]


def find_traits(words: Spellings) -> Traits:
    """The traits of words, or of what was read."""
    places, lengths = np.arange(LONGEST)[:, None], np.maximum(words.sizes, 1)
    halves, thirds = (np.minimum(places * parts // lengths, parts - 1) for parts in (2, 3))
    return Traits(
        _set_bits(_LETTER[words.codes], halves * 26, 1),
        _set_bits(_SHAPE[words.codes], thirds * 2 * len(SHAPES), 2),
    )


def _set_bits(kinds: NDArray[np.uint8], offsets: NDArray[np.int64], most: int) -> NDArray[np.uint64]:
    """A bit at the offset for each kind of character, up to `most` for repeated ones."""
    bits = np.zeros(kinds.shape[1], dtype=np.uint64)
    for kind, offset in zip(kinds, offsets, strict=True):
        there = kind != _NONE
        at = (offset + most * kind.astype(np.int64))[there].astype(np.uint64)
        rest = bits[there]
        first = np.uint64(1) << at
        if most > 1:
            first = np.where(rest & first, first << np.uint64(1), first)
        bits[there] = rest | first
    return bits
