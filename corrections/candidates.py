"""Which words a reading may stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corrections.channel import NEVER, Channel
from corrections.channel_scoring import BAND, score_channel
from corrections.language_model import LanguageModel
from corrections.ranks import rank
from corrections.symbols import LONGEST, Spellings, encode_meant, encode_read
from corrections.traits import Traits, find_traits

Ids = NDArray[np.int64]

_BATCH = 4096
_SHORT = 8
_LONG = 8
"""Letters from which hardly two words are mistaken for each other."""
_HOPELESS = -35.0
"""Log probability of a reading from which it is no misreading of a word, but something else."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far candidates are looked for.

    Attributes:
        letters: by which a word may be longer or shorter.
        listed: about how many words are compared letter by letter.
        scored: how many of them are scored in full.
        sampled: one word of so many is looked at to find what makes a list as long.
        least: count of the words that are looked at.
        rare: whether names and long words are that nobody counted.
    """

    letters: int
    listed: int
    scored: int
    sampled: int
    least: float
    rare: bool


_FAR, _CLOSE = Reach(BAND, 200, 40, 8, 1.0, True), Reach(1, 24, 6, 2, 30.0, False)


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
        channel: that scores what is found.
    """

    model: LanguageModel
    channel: Channel

    def find(self, readings: Sequence[str], limit: int, close: bool = False) -> Candidates:
        """The `limit` words that most probably were meant by each reading (folded), context aside.

        Only words that hardly differ are looked for where they must be `close`, which is quicker.
        """
        reads, reach = encode_read(readings), _CLOSE if close else _FAR
        parts = [self._find(reads, start, limit, reach) for start in range(0, len(readings), _BATCH)]
        none = np.zeros(0, dtype=np.int64)
        rows, words, channel = zip(*parts, strict=True) if parts else ((none,), (none,), (none,))
        return self._add_misread(
            readings, np.concatenate(rows), np.concatenate(words), np.concatenate(channel).astype(np.float32)
        )

    def score(self, readings: Sequence[str], rows: Ids, words: Ids) -> NDArray[np.float32]:
        """Natural log of P(reading | word) for chosen pairs."""
        channel = score_channel(self.channel.tables, encode_read(readings), self._meants, rows, words)
        known = self._find_misread(readings)
        pairs = zip(rows.tolist(), words.tolist(), strict=True)
        share = np.array([known.get(row, {}).get(word, NEVER) for row, word in pairs], dtype=np.float32)
        return np.logaddexp(channel, share)

    @cached_property
    def misread(self) -> Mapping[str, Mapping[int, float]]:
        """`Channel.misread` with ids for words: by what is read, in lower case."""
        ids = self.model.vocabulary.ids
        return {
            text: {ids[word]: share for word, share in words.items() if word in ids}
            for text, words in self.channel.misread.items()
        }

    def _find_misread(self, readings: Sequence[str]) -> dict[int, Mapping[int, float]]:
        """The same by number of the reading."""
        found = ((number, self.misread.get(text.lower())) for number, text in enumerate(readings))
        return {number: shares for number, shares in found if shares}

    def _add_misread(
        self, readings: Sequence[str], rows: Ids, words: Ids, channel: NDArray[np.float32]
    ) -> Candidates:
        """The candidates with those that are read so as a whole, whatever their letters."""
        extra = []
        for number, shares in self._find_misread(readings).items():
            low, high = np.searchsorted(rows, (number, number + 1)).tolist()
            places = dict(zip(words[low:high].tolist(), range(low, high), strict=True))
            for word, share in shares.items():
                if word in places:
                    channel[places[word]] = np.logaddexp(channel[places[word]], share)
                else:
                    extra.append((number, word, share))
        if extra:
            more = np.array(extra)
            rows = np.concatenate([rows, more[:, 0].astype(np.int64)])
            words = np.concatenate([words, more[:, 1].astype(np.int64)])
            channel = np.concatenate([channel, more[:, 2].astype(np.float32)])
        order = np.lexsort((-channel - self.model.log_unigrams[words], rows))
        return Candidates(rows[order], words[order], channel[order])

    def _find(
        self, reads: Spellings, start: int, limit: int, reach: Reach
    ) -> tuple[Ids, Ids, NDArray[np.float32]]:
        """The same for one batch, which begins at `start`."""
        rows, words = self._shortlist(Spellings(reads.codes[:, start : start + _BATCH]), reach)
        rows += start
        quick = score_channel(self.channel.tables, reads, self._meants, rows, words, wide=False)
        some = np.flatnonzero(rank(rows, quick + self.model.log_unigrams[words]) < reach.scored)
        rows, words = rows[some], words[some]
        channel = score_channel(self.channel.tables, reads, self._meants, rows, words)
        some = np.flatnonzero(channel > _HOPELESS)
        some = some[rank(rows[some], (channel + self.model.log_unigrams[words])[some]) < limit]
        return rows[some], words[some], channel[some]

    def _shortlist(self, reads: Spellings, reach: Reach) -> tuple[Ids, Ids]:
        """Pairs of reading and word that look alike, about as many of each reading as are to be listed."""
        survey, traits = self._surveys[reach], find_traits(reads)
        near, most = [], [0] * (LONGEST + 1)
        for halves, thirds, length in zip(traits.halves, traits.thirds, reads.sizes.tolist(), strict=True):
            letters = min(reach.letters, 2) if length <= _SHORT else reach.letters
            low, high = max(1, length - letters), min(LONGEST, length + letters) + 1
            some = slice(survey.starts[low], survey.starts[high])
            prices = np.bitwise_count(survey.traits.halves[some] ^ halves)
            prices += np.bitwise_count(survey.traits.thirds[some] ^ thirds)
            prices += survey.prices[some]
            sample, listed = prices[:: reach.sampled].copy(), reach.listed // reach.sampled
            most[length] = _find_most(sample, listed, guess=most[length])
            near.append(survey.ids[some][np.flatnonzero(prices <= most[length])])
        rows = np.repeat(np.arange(len(near)), np.array([len(found) for found in near], dtype=np.int64))
        return rows, np.concatenate([np.zeros(0, np.int64), *near])

    @cached_property
    def _meants(self) -> Spellings:
        return encode_meant(self.model.vocabulary.words)

    @cached_property
    def _surveys(self) -> Mapping[Reach, Survey]:
        return {reach: self._survey(reach) for reach in (_FAR, _CLOSE)}

    def _survey(self, reach: Reach) -> Survey:
        """The words that are looked at."""
        vocabulary = self.model.vocabulary
        rare = vocabulary.names | (vocabulary.lengths >= _LONG)
        some = (vocabulary.counts >= reach.least) | (reach.rare & rare)
        lengths = np.where(some, vocabulary.lengths, 0)
        lengths[:3] = 0
        lengths[lengths > LONGEST] = 0
        ids = np.argsort(lengths, kind="stable")
        ids = ids[np.searchsorted(lengths[ids], 1) :]
        starts = np.searchsorted(lengths[ids], np.arange(LONGEST + 3)).tolist()
        prices = np.rint(-self.model.log_unigrams[ids]).astype(np.uint8)
        return Survey(starts, ids, find_traits(Spellings(self._meants.codes[:, ids])), prices)


def _find_most(prices: NDArray[np.uint8], listed: int, guess: int) -> int:
    """The least price up to which there are more than so many, or all; `guess` is another reading's."""
    few = min(listed, len(prices) - 1)
    if np.count_nonzero(prices <= guess) > few:
        while guess and np.count_nonzero(prices <= guess - 1) > few:
            guess -= 1
        return guess
    while np.count_nonzero(prices <= guess) <= few:
        guess += 1
    return guess


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
