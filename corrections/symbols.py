"""Characters as the channel sees them: what was read, and what can have been meant."""

from __future__ import annotations

import string
import unicodedata
from functools import lru_cache

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
    + '.,;:!?*^|()/\\<>[]{}_~"•■£$%&=+-#@\ufffd'
)
"""Characters that may be read, by code; the last stands for any other. Those of MEANT come first."""
OTHER = len(READ) - 1
LONGEST = 24
"""Letters of the longest word or reading that is looked at; longer ones are left alone."""

_CODES = {character: code for code, character in enumerate(READ)}
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


def encode_read(texts: list[str]) -> NDArray[np.int64]:
    """Codes of READ for each folded text; shape (texts, LONGEST), 0 after the end."""
    codes = np.zeros((len(texts), LONGEST), dtype=np.int64)
    for row, text in enumerate(texts):
        codes[row, : len(text)] = [_CODES.get(character, OTHER) for character in text[:LONGEST]]
    return codes


def encode_meant(words: list[str]) -> NDArray[np.uint8]:
    """Codes of MEANT for each word of a to z and apostrophe; shape (words, LONGEST), 0 after the end."""
    table = np.zeros(256, dtype=np.uint8)
    for code, character in enumerate(MEANT):
        table[ord(character)] = code
    padded = np.array([word.encode("ascii", "replace") for word in words], dtype=f"S{LONGEST}")
    return table[padded.view(np.uint8).reshape(len(words), LONGEST)]
