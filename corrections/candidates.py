"""Which words a reading may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corrections.channel import NEVER, Tables
from corrections.channel_scoring import BAND, score_channel
from corrections.language_model import LanguageModel
from corrections.symbols import LONGEST, encode_meant, encode_read
from corrections.traits import Traits, find_traits

Ids = NDArray[np.int64]

_COMMON = 1.0
_SHORTLIST = 200
_SCORED = 40
_SAMPLED = 8
_BATCH = 500
_FINE = 1e5
_SHORT = 5


@dataclass(frozen=True)
class Candidates:
    """For each reading some words, and how likely each is read so; rows run on, reading after reading.

    Attributes:
        readings: index of the reading, ascending.
        words: id of the word.
        channel: natural log of P(reading | word).
    """

    readings: Ids
    words: Ids
    channel: NDArray[np.float32]


@dataclass(frozen=True)
class CandidateIndex:
    """Finds the words near a reading.

    Every word of about the same length is compared by its traits, bits that an edit changes few of, and
    by how common it is; the channel proper then scores the few hundred that look most alike.

    Attributes:
        model: whose vocabulary is searched.
        tables: of the channel that scores what is found.
    """

    model: LanguageModel
    tables: Tables

    def find(self, readings: Sequence[str], limit: int) -> Candidates:
        """The `limit` words that most probably were meant by each reading (folded), context aside."""
        codes = encode_read(list(readings))
        parts = [self._find(codes, start, limit) for start in range(0, len(readings), _BATCH)]
        none = np.zeros(0, dtype=np.int64)
        rows, words, channel = zip(*parts, strict=True) if parts else ((none,), (none,), (none,))
        return Candidates(
            np.concatenate(rows), np.concatenate(words), np.concatenate(channel).astype(np.float32)
        )

    def score(self, readings: Sequence[str], rows: Ids, words: Ids) -> NDArray[np.float32]:
        """Natural log of P(reading | word) for chosen pairs."""
        return score_channel(self.tables, encode_read(list(readings)), self._codes, rows, words)

    def _find(self, codes: Ids, start: int, limit: int) -> tuple[Ids, Ids, NDArray[np.float32]]:
        """The same for one batch, which begins at `start`."""
        rows, words = self._shortlist(codes[start : start + _BATCH])
        rows += start
        quick = score_channel(self.tables, codes, self._codes, rows, words, wide=False)
        some = self._best(rows, words, quick, _SCORED)
        rows, words = rows[some], words[some]
        channel = score_channel(self.tables, codes, self._codes, rows, words)
        some = self._best(rows, words, channel, limit)
        some = some[channel[some] > NEVER / 2 - 10]
        return rows[some], words[some], channel[some]

    def _best(self, rows: Ids, words: Ids, channel: NDArray[np.float32], limit: int) -> Ids:
        """Indexes of the `limit` best pairs of each reading, best first."""
        value = -channel - self.model.log_unigrams[words]
        fine = np.clip(value * _FINE, 0, (1 << 24) - 1).astype(np.int64)
        order = np.argsort((rows << 44) | (fine << 20) | words)
        ordered = rows[order]
        first = np.searchsorted(ordered, ordered, side="left")
        return order[np.arange(len(order)) - first < limit]

    def _shortlist(self, codes: Ids) -> tuple[Ids, Ids]:
        """Pairs of reading and word that look alike."""
        traits, lengths = find_traits(codes), (codes > 0).sum(axis=1).tolist()
        near = [
            self._near(halves, thirds, length)
            for halves, thirds, length in zip(traits.halves, traits.thirds, lengths, strict=True)
        ]
        sizes = np.array([len(found) for found in near], dtype=np.int64)
        rows = np.repeat(np.arange(len(near), dtype=np.int64), sizes)
        return rows, np.concatenate([np.zeros(0, np.int64), *near])

    def _near(self, halves: np.uint64, thirds: np.uint64, length: int) -> Ids:
        """The words that look most like a reading; about as many as `_SHORTLIST`."""
        survey, reach = self._survey, 2 if length <= _SHORT else BAND
        low, high = survey.starts[max(1, length - reach)], survey.starts[min(LONGEST, length + reach) + 1]
        some = slice(low, high)
        price = np.bitwise_count(survey.traits.halves[some] ^ halves)
        price += np.bitwise_count(survey.traits.thirds[some] ^ thirds)
        price += survey.prices[some]
        below = np.bincount(price[::_SAMPLED]).cumsum()
        most = np.searchsorted(below, _SHORTLIST // _SAMPLED, side="right")
        return survey.ids[some][np.flatnonzero(price <= most)]

    @cached_property
    def _codes(self) -> NDArray[np.uint8]:
        return encode_meant(list(self.model.vocabulary.words))

    @cached_property
    def _survey(self) -> Survey:
        vocabulary = self.model.vocabulary
        lengths = np.where(vocabulary.counts >= _COMMON, vocabulary.lengths, 0)
        lengths[:3] = 0
        lengths[lengths > LONGEST] = 0
        ids = np.argsort(lengths, kind="stable")
        ids = ids[np.searchsorted(lengths[ids], 1) :]
        starts = np.searchsorted(lengths[ids], np.arange(LONGEST + 3)).tolist()
        prices = np.rint(-self.model.log_unigrams[ids]).astype(np.uint8)
        return Survey(starts, ids, find_traits(self._codes[ids]), prices)


@dataclass(frozen=True)
class Survey:
    """Words by length.

    Attributes:
        starts: where the words of each length start.
        ids: of the words.
        traits: of the words.
        prices: how uncommon each is, as much as bits of its traits.
    """

    starts: list[int]
    ids: Ids
    traits: Traits
    prices: NDArray[np.uint8]
