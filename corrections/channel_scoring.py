"""P(reading | word) for many pairs at once: a dynamic programme for words shorter, as long and longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from corrections.channel import MISREAD, NEVER, Floats, Tables
from corrections.symbols import LONGEST, Spellings

Ids = NDArray[np.int64]
Row = dict[int, Floats]
"""Log probabilities of so many letters read for as many meant, but for a difference, by this difference."""

BAND = 3
"""Letters by which a reading may be longer or shorter than the word."""
_ASIDES = range(-BAND, 2), range(-1, 2), range(-1, BAND + 1)
"""Letters by which its beginnings may be so, by whether it is shorter, as long or longer: to go farther and
come back is hopeless."""
_CHUNK = 8192


def score_channel(
    tables: Tables, reads: Spellings, meants: Spellings, rows: Ids, words: Ids, wide: bool = True
) -> NDArray[np.float32]:
    """Natural log of P(reading | word) for many pairs, each a misreading.

    Args:
        tables: of the channel.
        reads: the readings.
        meants: the words.
        rows: reading of each pair.
        words: word of each pair.
        wide: whether two letters may be taken together; without, it is a quick lower bound.
    """
    scores = np.full(len(rows), NEVER * 4, dtype=np.float32)
    lengths = reads.sizes[rows]
    growths = meants.sizes[words] - lengths
    kinds = np.where(np.abs(growths) > BAND, len(_ASIDES), np.sign(growths) + 1)
    # Bytes are sorted by counting, which is ten times as fast.
    order = np.argsort((kinds * (LONGEST + 1) + LONGEST - lengths).astype(np.uint8), kind="stable")
    bounds = np.searchsorted(kinds[order], np.arange(len(_ASIDES) + 1)).tolist()
    for asides, (low, high) in zip(_ASIDES, pairwise(bounds), strict=True):
        for start in range(low, high, _CHUNK):
            at = order[start : min(start + _CHUNK, high)]
            longest = int(lengths[at[0]])
            read = reads.codes[:longest].take(rows[at], axis=1).astype(np.int64)
            meant = meants.codes[: longest + BAND].take(words[at], axis=1).astype(np.int64)
            scores[at] = _Programme(tables, read, meant, lengths[at], growths[at], asides).score(wide)
    return scores


@dataclass(frozen=True)
class _Programme:
    """Pairs of readings and words.

    Attributes:
        tables: of the channel.
        read, meant: codes, shape (letters, pairs).
        lengths: of the readings, descending, so that those that go on stand side by side.
        growths: letters by which each word is longer than the reading.
        asides: letters by which the beginning of a word may be longer than that of the reading.
    """

    tables: Tables
    read: Ids
    meant: Ids
    lengths: Ids
    growths: Ids
    asides: range

    def score(self, wide: bool) -> Floats:
        """The log probability of the best division of each pair into steps."""
        scores = np.empty(len(self.lengths), dtype=np.float32)
        counts = np.searchsorted(-self.lengths, -np.arange(len(self.read) + 2), side="right").tolist()
        older, before = Row(), Row()
        for letters, (count, longer) in enumerate(pairwise(counts)):
            row = Row()
            for aside in self.asides:
                if 0 <= letters + aside <= len(self.meant):
                    ways = self._step(before, row, letters, aside, count)
                    if wide:
                        ways = chain(ways, self._step_wide(older, before, letters, aside, count))
                    best = next(ways) if letters or aside else np.full(count, MISREAD, dtype=np.float32)
                    for way in ways:
                        np.maximum(best, way, out=best)
                    row[aside] = best
            if longer < count:
                ends = [best[longer:] for best in row.values()]
                scores[longer:count] = np.choose(self.growths[longer:count] - min(row), ends)
            older, before = before, row
        return scores

    def _step(self, before: Row, row: Row, i: int, aside: int, count: int) -> Iterator[Floats]:
        """Steps of one letter to `i` letters read, from the row of one letter less and from this one."""
        j = i + aside
        if aside + 1 in before:
            yield before[aside + 1][:count] + self._extra[i - 1, :count]
        if aside - 1 in row:
            yield row[aside - 1] + self._lost[j - 1, :count]
        if aside in before:
            step = self.tables.one.take(self._ones[0][i - 1, :count] + self.meant[j - 1, :count])
            yield before[aside][:count] + step

    def _step_wide(self, older: Row, before: Row, i: int, aside: int, count: int) -> Iterator[Floats]:
        """Steps with two letters on one side or on both."""
        j, tables = i + aside, self.tables
        if aside + 1 in older:
            step = tables.two_one.take(self._twos[0][i - 2, :count] + self.meant[j - 1, :count])
            yield older[aside + 1][:count] + step
        if aside - 1 in before:
            step = tables.one_two.take(self._ones[1][i - 1, :count] + self._meant_pairs[j - 2, :count])
            yield before[aside - 1][:count] + step
        if aside in older:
            step = tables.two_two.take(self._twos[1][i - 2, :count] + self._meant_pairs[j - 2, :count])
            yield older[aside][:count] + step

    @cached_property
    def _extra(self) -> Floats:
        return np.asarray(self.tables.extra.take(self.read))

    @cached_property
    def _lost(self) -> Floats:
        return np.asarray(self.tables.lost.take(self.meant))

    @cached_property
    def _ones(self) -> tuple[Ids, Ids]:
        """Where the rows of the letters read begin in the tables, by one letter meant and by two."""
        tables = self.tables
        return self.read * tables.one.shape[1], self.read * tables.one_two.shape[1]

    @cached_property
    def _twos(self) -> tuple[Ids, Ids]:
        """Likewise of every two letters."""
        pairs, tables = self.tables.read_pairs[self.read[:-1], self.read[1:]], self.tables
        return pairs * tables.two_one.shape[1], pairs * tables.two_two.shape[1]

    @cached_property
    def _meant_pairs(self) -> Ids:
        return np.asarray(self.tables.meant_pairs[self.meant[:-1], self.meant[1:]], dtype=np.int64)
