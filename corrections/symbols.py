"""Characters as the channel sees them: what was read, and what can have been meant."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

MEANT = "\0" + string.ascii_lowercase + "'"
"""Characters a word can have, by code; code 0 stands for none."""
READ = (
    "\0"
    + string.ascii_lowercase
    + "'"
    + string.ascii_uppercase
    + string.digits
    + '.,;:!?*^|()/\\<>[]{}_~"•■£$%&=+-#@«»©°¢¥¡¿¦\ufffd'
)
"""Characters that may be read, by code; the last stands for any other. Those of MEANT come first."""
OTHER = len(READ) - 1
LONGEST = 24
"""Letters of the longest word or reading that is looked at; longer ones are left alone."""

_READ_CODES = np.full(1 << 16, OTHER, dtype=np.uint8)
_READ_CODES[[ord(character) for character in READ]] = np.arange(len(READ))
"""Code by character; those beyond are as the last."""
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ſ": "s", "æ": "ae", "œ": "oe", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "¬": "-"}
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text with long s, ligatures, curly apostrophes and accents in plain characters."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(character for character in plain if not unicodedata.combining(character))


@dataclass(frozen=True)
class Spellings:
    """Many words letter by letter.

    Attributes:
        codes: of READ, shape (LONGEST, words), 0 after the end; the first letters of all stand side by side.
    """

    codes: NDArray[np.uint8]

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """Letters in each."""
        return np.asarray((self.codes > 0).sum(axis=0), dtype=np.int64)


def encode_read(texts: Sequence[str]) -> Spellings:
    """The folded texts by the codes of READ, as far as LONGEST."""
    return _encode(texts, _READ_CODES)


def encode_meant(words: Sequence[str], other: int = 0) -> Spellings:
    """Words of a to z and apostrophe by the codes of MEANT; other characters are none, or as is said."""
    return _encode(words, np.where(len(MEANT) > _READ_CODES, _READ_CODES, np.uint8(other)))


def _encode(texts: Sequence[str], table: NDArray[np.uint8]) -> Spellings:
    points = np.array(texts, dtype=f"U{LONGEST}").view(np.uint32).reshape(len(texts), LONGEST)
    return Spellings(np.ascontiguousarray(table[np.minimum(points, len(table) - 1)].T))
