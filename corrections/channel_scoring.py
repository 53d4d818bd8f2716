"""P(reading | word) for many pairs at once: one dynamic programme for all that differ as much in length."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corrections.channel import MISREAD, NEVER, Floats, Tables
from corrections.symbols import LONGEST, Spellings

Ids = NDArray[np.int64]
Row = dict[int, Floats]
"""Log probabilities of so many letters read for as many meant, but for a difference, by this difference."""

BAND = 3
"""Letters by which a reading may be longer or shorter than the word."""
_ASIDE = 1
"""Letters by which their beginnings may be so beyond that: to go farther and come back is hopeless."""
_CHUNK = 4096


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
    growths = np.clip(meants.sizes[words] - lengths, -BAND - 1, BAND + 1)
    # Bytes are sorted by counting, which is ten times as fast.
    keys = ((growths + BAND + 1) * (LONGEST + 1) + LONGEST - lengths).astype(np.uint8)
    order = np.argsort(keys, kind="stable")
    bounds = np.searchsorted(growths[order], np.arange(-BAND, BAND + 2)).tolist()
    for growth, (low, high) in zip(range(-BAND, BAND + 1), pairwise(bounds), strict=True):
        for start in range(low, high, _CHUNK):
            at = order[start : min(start + _CHUNK, high)]
            longest = int(lengths[at[0]])
            read = reads.codes[:longest].take(rows[at], axis=1).astype(np.int64)
            meant = meants.codes[: longest + growth].take(words[at], axis=1).astype(np.int64)
            scores[at] = _Programme(tables, read, meant, lengths[at], growth).score(wide)
    return scores


@dataclass(frozen=True)
class _Programme:
    """Pairs of readings and words, all words longer by the same growth (shorter where it is negative).

    Attributes:
        tables: of the channel.
        read, meant: codes, shape (letters, pairs).
        lengths: of the readings, descending, so that those that go on stand side by side.
        growth: letters.
    """

    tables: Tables
    read: Ids
    meant: Ids
    lengths: Ids
    growth: int

    def score(self, wide: bool) -> Floats:
        """The log probability of the best division of each pair into steps."""
        scores = np.empty(len(self.lengths), dtype=np.float32)
        counts = np.searchsorted(-self.lengths, -np.arange(len(self.read) + 2), side="right").tolist()
        low, high = min(0, self.growth) - _ASIDE, max(0, self.growth) + _ASIDE
        older, before = Row(), Row()
        for letters, (count, longer) in enumerate(pairwise(counts)):
            row = Row()
            for aside in range(max(low, -BAND, -letters), min(high, BAND, len(self.meant) - letters) + 1):
                best = np.full(count, NEVER * 4 if letters or aside else MISREAD, dtype=np.float32)
                self._add_steps(best, before, row, letters, aside)
                if wide:
                    self._add_wide(best, older, before, letters, aside)
                row[aside] = best
            if longer < count:
                scores[longer:count] = row[self.growth][longer:]
            older, before = before, row
        return scores

    def _add_steps(self, best: Floats, before: Row, row: Row, i: int, aside: int) -> None:
        """Steps of one letter to `i` letters read, from the row of one letter less and from this one."""
        count, j = len(best), i + aside
        if aside + 1 in before:
            np.maximum(best, before[aside + 1][:count] + self._extra[i - 1, :count], out=best)
        if aside - 1 in row:
            np.maximum(best, row[aside - 1] + self._lost[j - 1, :count], out=best)
        if aside in before:
            step = self.tables.one.take(self._ones[0][i - 1, :count] + self.meant[j - 1, :count])
            np.maximum(best, before[aside][:count] + step, out=best)

    def _add_wide(self, best: Floats, older: Row, before: Row, i: int, aside: int) -> None:
        """Steps with two letters on one side or on both."""
        count, j, tables = len(best), i + aside, self.tables
        if aside + 1 in older:
            step = tables.two_one.take(self._twos[0][i - 2, :count] + self.meant[j - 1, :count])
            np.maximum(best, older[aside + 1][:count] + step, out=best)
        if aside - 1 in before:
            step = tables.one_two.take(self._ones[1][i - 1, :count] + self._meant_pairs[j - 2, :count])
            np.maximum(best, before[aside - 1][:count] + step, out=best)
        if aside in older:
            step = tables.two_two.take(self._twos[1][i - 2, :count] + self._meant_pairs[j - 2, :count])
            np.maximum(best, older[aside][:count] + step, out=best)

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
