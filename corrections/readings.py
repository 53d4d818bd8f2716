"""The different readings of a document, each looked up once however often it stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corrections.language_model import LanguageModel
from corrections.letters import LetterModel
from corrections.stream import Place
from corrections.symbols import MEANT, READ, encode_read
from corrections.unit import UnitKind, strip_clinging
from corrections.vocabulary import NUMBER, UNKNOWN

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_RIGHT_LETTER, _STRANGE_LETTER = -0.02, -7.0
"""Log probability that a letter stands there as it was printed, and that a mark does."""
_SHORT, _SHORT_NOISE = 50.0, 0.02
"""Words that are added to a text, and the share of them that nobody knows."""
_SPECK = -4.0
"""Log of how much rarer it is that a mark clings to a word and is no letter of it."""


@dataclass(frozen=True)
class Readings:
    """Distinct readings by number, and what is known of each.

    Attributes:
        texts: folded, as written.
        places: number of the reading at each place of the document.
        words: id in the vocabulary, UNKNOWN where it is none; marks that cling to a word aside.
        fixed: whether it must never change: numbers, signs, what the lexicon knows.
        counts: how often each stands in the document.
        channel: log P(read as it is written).
        clung: whether marks cling to it, as which its first or last letter may have been read.
        letters: log probability by the letter model; 0 for known words.
        upper: whether all its letters are capitals (two or more); capital: whether only the first is one.
    """

    texts: tuple[str, ...]
    places: Ids
    words: Ids
    fixed: Flags
    counts: Ids
    channel: Floats
    clung: Flags
    letters: Floats
    upper: Flags
    capital: Flags

    @cached_property
    def stream(self) -> Ids:
        """Id of the word at each place of the document."""
        return self.words[self.places]

    @cached_property
    def sizes(self) -> Ids:
        """Characters in each."""
        return np.array([len(text) for text in self.texts], dtype=np.int64)

    @cached_property
    def unknown(self) -> Flags:
        """What no list has and may change."""
        return np.asarray((self.words == UNKNOWN) & ~self.fixed, dtype=np.bool_)

    @cached_property
    def small(self) -> Flags:
        """Words without a capital that may change."""
        return np.asarray(~(self.capital | self.upper) & ~self.fixed, dtype=np.bool_)

    @cached_property
    def noise(self) -> float:
        """Share of unknown ones among the small words of the text; a short text is taken for a clean one.

        Words with capitals do not count: many names are no noise.
        """
        lost, size = (self.unknown * self.counts)[self.small].sum(), self.counts[self.small].sum()
        return float((lost + _SHORT_NOISE * _SHORT) / (size + _SHORT))

    def spread(self, types: Ids, owners: Ids) -> tuple[Ids, Ids]:
        """Rows that belong to readings, once for each place of the reading: the places, and the rows.

        `types` are numbers of readings, ascending; `owners` says for each row which of them, ascending.
        """
        position = np.full(len(self.texts), -1, dtype=np.int64)
        position[types] = np.arange(len(types))
        slots = position[self.places]
        at = np.flatnonzero(slots >= 0)
        low = np.searchsorted(owners, slots[at], side="left")
        sizes = np.searchsorted(owners, slots[at], side="right") - low
        offsets = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return np.repeat(at, sizes), np.repeat(low, sizes) + offsets


def read_readings(
    places: Sequence[Place],
    model: LanguageModel,
    letters: LetterModel,
    protects: Callable[[str], bool],
) -> Readings:
    """Look up the readings of a document; `protects` tells which the lexicon knows."""
    numbers: dict[tuple[str, UnitKind], int] = {}
    at = np.array(
        [numbers.setdefault((place.text, place.kind), len(numbers)) for place in places], dtype=np.int64
    )
    texts = [text for text, _ in numbers]
    ids = model.vocabulary.ids
    kinds = [kind for _, kind in numbers]
    bare = [strip_clinging(text) for text in texts]
    words = [
        NUMBER if kind is UnitKind.NUMBER else ids.get(text.lower(), UNKNOWN)
        for text, kind in zip(bare, kinds, strict=True)
    ]
    fixed = [kind is not UnitKind.WORD or protects(text) for text, kind in zip(bare, kinds, strict=True)]
    plain = [text if kind is UnitKind.WORD else "" for text, kind in zip(texts, kinds, strict=True)]
    found = np.array(words, dtype=np.int64)
    clung = np.array([text != word for text, word in zip(texts, bare, strict=True)], dtype=np.bool_)
    spelled = letters.log_probabilities(plain)
    return Readings(
        tuple(texts),
        at,
        found,
        np.array(fixed, dtype=np.bool_),
        np.bincount(at, minlength=len(texts)),
        score_identity(plain) + _SPECK * clung,
        clung,
        np.where(found == UNKNOWN, spelled, 0.0),
        np.array([len(text) > 1 and text.isupper() for text in texts], dtype=np.bool_),
        np.array([text[:1].isupper() and not text[1:].isupper() for text in texts], dtype=np.bool_),
    )


def score_identity(texts: Sequence[str]) -> Floats:
    """Log probability that each text is read as what it says."""
    right = (_RIGHT_LETTER if character.lower() in MEANT else _STRANGE_LETTER for character in READ[1:])
    return np.asarray(np.array([0.0, *right])[encode_read(texts).codes].sum(axis=0), dtype=np.float64)
