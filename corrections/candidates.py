"""Which words a reading may stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from corrections.channel import NEVER, Tables
from corrections.language_model import LanguageModel
from corrections.symbols import LONGEST, encode_meant, encode_read

Ids = NDArray[np.int64]

_COMMON = 1.0
_SURVEYED = 160
_SHORT = 5
_SHORTLIST = 40
_LETTER_PRICE, _SHAPE_PRICE = 1.5, 1.0
_EXACT_PRICE, _ALIKE_PRICE = 2.5, 2.5
_BAND = 3

_GROUPS = ("oec", "iltfrj1!|", "nuam", "vy", "bhk6", "s85", "gq9", "dx", "pz", "w")
"""Letters that are mistaken for each other, the first standing for all."""
_SHAPE = str.maketrans({letter: group[0] for group in _GROUPS for letter in group})
_SHAPES = {group[0]: place for place, group in enumerate(_GROUPS)}
_LETTERS = {letter: place for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}


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

    Words are compared by which letters they have (a bit for the first and one for a second of each
    letter): an edit changes at most two bits of these, so few words remain for the edit distance proper.

    Attributes:
        model: whose vocabulary is searched.
        tables: of the channel that scores what is found.
    """

    model: LanguageModel
    tables: Tables

    def find(self, readings: Sequence[str], limit: int) -> Candidates:
        """The `limit` words that most probably were meant by each reading (folded), context aside."""
        rows, words = self._shortlist([reading.lower() for reading in readings])
        channel = score_channel(self.tables, encode_read(list(readings)), self._codes, rows, words)
        value = channel + self.model.log_unigrams[words]
        order = np.lexsort((words, -value, rows))
        rows, words, channel = rows[order], words[order], channel[order]
        first = np.searchsorted(rows, rows, side="left")
        kept = (np.arange(len(rows)) - first < limit) & (channel > NEVER / 2 - 10)
        return Candidates(rows[kept], words[kept], channel[kept])

    def score(self, readings: Sequence[str], rows: Ids, words: Ids) -> NDArray[np.float32]:
        """Natural log of P(reading | word) for chosen pairs."""
        return score_channel(self.tables, encode_read(list(readings)), self._codes, rows, words)

    def _shortlist(self, readings: Sequence[str]) -> tuple[Ids, Ids]:
        """Pairs of reading and word that look alike, the likeliest of each reading."""
        near = [self._near(reading) for reading in readings]
        sizes = np.array([len(found) for found in near], dtype=np.int64)
        rows = np.repeat(np.arange(len(readings), dtype=np.int64), sizes)
        return rows, np.concatenate([np.zeros(0, np.int64), *near])

    def _near(self, reading: str) -> Ids:
        """The words that a reading may stand for, by letters, by shapes, and by how common they are."""
        length = len(reading)
        reach = 2 if length <= _SHORT else 3
        index = self._by_length
        span = slice(
            index.starts[max(1, length - min(reach, 2))],
            index.starts[min(LONGEST, length + min(reach, 2)) + 1],
        )
        bits = np.bitwise_count(index.letters[span] ^ _signature(reading, _LETTERS, 2))
        strange = sum(not "a" <= letter <= "z" for letter in reading)
        some = np.flatnonzero(bits <= 2 * reach + 1 - strange)
        letters = bits[some]
        rough = reading.translate(_SHAPE)
        shapes = np.bitwise_count(index.shapes[span][some] ^ _signature(rough, _SHAPES, 4))
        alike = shapes <= 2 * reach - (length > _SHORT)
        ids, letters, shapes = index.ids[span][some[alike]], letters[alike], shapes[alike]
        cost = _LETTER_PRICE * letters + _SHAPE_PRICE * shapes - self.model.log_unigrams[ids]
        if len(ids) > _SURVEYED:
            ids = ids[np.argpartition(cost, _SURVEYED)[:_SURVEYED]]
        exact = process.cdist(
            [reading], self._names[ids].tolist(), scorer=Levenshtein.distance, dtype=np.uint8
        )[0]
        rougher = process.cdist(
            [rough], self._rough[ids].tolist(), scorer=Levenshtein.distance, dtype=np.uint8
        )[0]
        cost = _EXACT_PRICE * exact + _ALIKE_PRICE * rougher - self.model.log_unigrams[ids]
        if len(ids) > _SHORTLIST:
            ids = ids[np.argpartition(cost, _SHORTLIST)[:_SHORTLIST]]
        return np.asarray(ids, dtype=np.int64)

    @cached_property
    def _codes(self) -> NDArray[np.uint8]:
        return encode_meant(list(self.model.vocabulary.words))

    @cached_property
    def _names(self) -> NDArray[np.object_]:
        return np.array(self.model.vocabulary.words, dtype=object)

    @cached_property
    def _rough(self) -> NDArray[np.object_]:
        return np.array([word.translate(_SHAPE) for word in self.model.vocabulary.words], dtype=object)

    @cached_property
    def _by_length(self) -> Survey:
        vocabulary = self.model.vocabulary
        lengths = np.where(vocabulary.counts >= _COMMON, vocabulary.lengths, 0)
        lengths[:3] = 0
        lengths[lengths > LONGEST] = 0
        ids = np.argsort(lengths, kind="stable")
        ids = ids[np.searchsorted(lengths[ids], 1) :]
        starts = np.searchsorted(lengths[ids], np.arange(LONGEST + 3)).tolist()
        shapes = np.array(
            [0, *(1 + _SHAPES[chr(code).translate(_SHAPE)] for code in range(97, 123)), 0], np.uint8
        )
        codes = self._codes[ids]
        return Survey(starts, ids, _signatures(codes, 26, 2), _signatures(shapes[codes], len(_SHAPES), 4))


@dataclass(frozen=True)
class Survey:
    """Words by length, with what letters and what shapes they have, as bits.

    Attributes:
        starts: where the words of each length start.
        ids: of the words.
        letters, shapes: their signatures.
    """

    starts: list[int]
    ids: Ids
    letters: NDArray[np.uint64]
    shapes: NDArray[np.uint64]


def _signature(reading: str, alphabet: Mapping[str, int], most: int) -> np.uint64:
    """A bit for the first, one for the second … of each letter, up to `most`."""
    bits = 0
    for letter in reading:
        place = alphabet.get(letter)
        if place is not None:
            for step in range(most * place, most * place + most):
                if not bits >> step & 1:
                    bits |= 1 << step
                    break
    return np.uint64(bits)


def _signatures(codes: NDArray[np.uint8], letters: int, most: int) -> NDArray[np.uint64]:
    """The same for words by codes from 1."""
    bits = np.zeros(len(codes), dtype=np.uint64)
    for letter in range(letters):
        found = (codes == letter + 1).sum(axis=1)
        for step in range(most):
            bits |= (found > step).astype(np.uint64) << np.uint64(most * letter + step)
    return bits


def score_channel(
    tables: Tables, reads: NDArray[np.int64], meants: NDArray[np.uint8], rows: Ids, words: Ids
) -> NDArray[np.float32]:
    """Natural log of P(reading | word) for many pairs: one dynamic programme for all of one length.

    Args:
        tables: of the channel.
        reads: codes of the readings, shape (readings, LONGEST).
        meants: codes of the words, shape (words, LONGEST).
        rows: reading of each pair.
        words: word of each pair.
    """
    scores = np.full(len(rows), NEVER, dtype=np.float32)
    lengths = (reads > 0).sum(axis=1)[rows]
    for length in np.unique(lengths).tolist():
        at = np.flatnonzero(lengths == length)
        scores[at] = _score_length(tables, reads[rows[at], :length].T, meants[words[at]].astype(np.int64))
    return scores


def _score_length(tables: Tables, read: Ids, meant: Ids) -> NDArray[np.float32]:
    """The same for readings of one length; `read` is (length, pairs), `meant` (pairs, LONGEST)."""
    length, pairs = read.shape
    sizes = (meant > 0).sum(axis=1)
    widest = min(LONGEST, length + _BAND, int(sizes.max(initial=0)))
    steps = _Steps(tables, read, meant.T)
    cells: Cells = {(0, 0): np.zeros(pairs, dtype=np.float32)}
    for i in range(length + 1):
        for j in range(max(0, i - _BAND), min(widest, i + _BAND) + 1):
            ways = [
                cells[i - a, j - b] + steps.gains(i, j, a, b) for a, b in _STEPS if (i - a, j - b) in cells
            ]
            if ways:
                cells[i, j] = reduce(np.maximum, ways)
    final = np.full(pairs, NEVER * 4, dtype=np.float32)
    for size in np.unique(sizes).tolist():
        if (length, size) in cells:
            final[sizes == size] = cells[length, size][sizes == size]
    return final


_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2))
Cells = dict[tuple[int, int], NDArray[np.float32]]


@dataclass(frozen=True)
class _Steps:
    """What each step of the dynamic programme costs, for all pairs at once; shapes (length, pairs)."""

    tables: Tables
    read: Ids
    meant: Ids

    def gains(self, i: int, j: int, taken: int, given: int) -> NDArray[np.float32]:
        """Log probability that the `given` letters before `j` were read as the `taken` before `i`."""
        tables = self.tables
        if not taken:
            return np.asarray(tables.lost[self.meant[j - 1]], dtype=np.float32)
        if not given:
            return np.asarray(tables.extra[self.read[i - 1]], dtype=np.float32)
        reads = self.read[i - 1] if taken == 1 else self._reads[i - 1]
        meants = self.meant[j - 1] if given == 1 else self._meants[j - 1]
        table = {(1, 1): tables.one, (2, 1): tables.two_one, (1, 2): tables.one_two, (2, 2): tables.two_two}
        return np.asarray(table[taken, given][reads, meants], dtype=np.float32)

    @cached_property
    def _reads(self) -> Ids:
        """Ids of pairs by the place of their second character."""
        return self.tables.read_pairs[np.roll(self.read, 1, axis=0), self.read]

    @cached_property
    def _meants(self) -> Ids:
        return self.tables.meant_pairs[np.roll(self.meant, 1, axis=0), self.meant]
