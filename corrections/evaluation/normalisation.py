"""What two texts are reduced to before they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum

_DIVISION = re.compile(r"(?<=\w)[-¬\u00ad‐][^\S\r\n]*(?:\r\n|\r|\n)\s*(?=\w)")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_LIGATURES = {point: unicodedata.normalize("NFKC", chr(point)) for point in range(0xFB00, 0xFB07)}


class Measure(StrEnum):
    """How strictly texts are compared."""

    STRICT = "strict"
    """Every character counts; only runs of white space, line ends among them, are one space."""
    NORMALISED = "normalised"
    """Lower case, punctuation as space, words divided at line ends joined: as HIPE-OCRepair 2026 scores.
    Letters cast in one piece ("ﬁ") are those letters."""
    LETTERS = "letters"
    """Letters and digits alone, in lower case, without any space."""


def read_words(text: str, measure: Measure) -> list[str]:
    """The words of a text as a measure sees them; for LETTERS their characters joined are what counts."""
    return _READERS[measure](unicodedata.normalize("NFC", text))


def _normalised(text: str) -> list[str]:
    return _PUNCTUATION.sub(" ", _DIVISION.sub("", text).translate(_LIGATURES).lower()).split()


_READERS: Mapping[Measure, Callable[[str], list[str]]] = {
    Measure.STRICT: str.split,
    Measure.NORMALISED: _normalised,
    Measure.LETTERS: _normalised,
}
