"""P(reading | word) for many pairs at once: one dynamic programme for all of one length."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corrections.channel import MISREAD, NEVER, Floats, Tables
from corrections.symbols import LONGEST

Ids = NDArray[np.int64]
Cells = dict[tuple[int, int], Floats]

BAND = 3
"""Letters by which a reading may be longer or shorter than the word."""
_CHUNK = 8192


def score_channel(
    tables: Tables, reads: Ids, meants: NDArray[np.uint8], rows: Ids, words: Ids, wide: bool = True
) -> NDArray[np.float32]:
    """Natural log of P(reading | word) for many pairs, each a misreading.

    Args:
        tables: of the channel.
        reads: codes of the readings, shape (readings, LONGEST).
        meants: codes of the words, shape (words, LONGEST).
        rows: reading of each pair.
        words: word of each pair.
        wide: whether two letters may be taken together; without, it is a quick lower bound.
    """
    scores = np.full(len(rows), NEVER * 4, dtype=np.float32)
    lengths = (reads > 0).sum(axis=1)[rows]
    order = np.argsort(lengths, kind="stable")
    bounds = np.searchsorted(lengths[order], np.arange(LONGEST + 2))
    for length in range(LONGEST + 1):
        for start in range(bounds[length], bounds[length + 1], _CHUNK):
            at = order[start : min(start + _CHUNK, bounds[length + 1])]
            sizes = (meants[words[at]] > 0).sum(axis=1)
            widest = min(LONGEST, length + BAND, int(sizes.max(initial=0)))
            read, meant = reads[rows[at], :length].T, meants[words[at], :widest].astype(np.int64).T
            scores[at] = _Programme(tables, read, meant, sizes).score(wide)
    return scores


@dataclass(frozen=True)
class _Programme:
    """Pairs of readings of one length and words.

    Attributes:
        tables: of the channel.
        read: codes, shape (length, pairs).
        meant: codes of the words as far as they can matter, shape (letters, pairs).
        sizes: letters of each word.
    """

    tables: Tables
    read: Ids
    meant: Ids
    sizes: Ids

    def score(self, wide: bool) -> Floats:
        """The log probability of the best division of each pair into steps."""
        length, pairs = self.read.shape
        sizes, widest = self.sizes, len(self.meant)
        cells: Cells = {(0, 0): np.full(pairs, MISREAD, dtype=np.float32)}
        ones, extra = self.read * self.tables.one.shape[1], self.tables.extra[self.read]
        lost, pairs_of = self.tables.lost[self.meant], self._pairs() if wide else None
        flat, at, one = self.tables.one.ravel(), np.empty(pairs, np.intp), np.empty(pairs, np.float32)
        for i in range(length + 1):
            for j in range(max(0, i - BAND), min(widest, i + BAND) + 1):
                if (i, j) == (0, 0):
                    continue
                best = np.full(pairs, NEVER * 4, dtype=np.float32)
                if (i - 1, j) in cells:
                    np.add(cells[i - 1, j], extra[i - 1], out=best)
                if (i, j - 1) in cells:
                    np.maximum(best, np.add(cells[i, j - 1], lost[j - 1], out=one), out=best)
                if (i - 1, j - 1) in cells:
                    flat.take(np.add(ones[i - 1], self.meant[j - 1], out=at), out=one, mode="clip")
                    np.maximum(best, np.add(cells[i - 1, j - 1], one, out=one), out=best)
                if pairs_of:
                    self._add_wide(cells, best, i, j, *pairs_of)
                cells[i, j] = best
        final = np.full(pairs, NEVER * 4, dtype=np.float32)
        for size in range(widest + 1):
            if (length, size) in cells:
                final = np.where(sizes == size, cells[length, size], final)
        return final

    def _add_wide(
        self, cells: Cells, best: Floats, i: int, j: int, read_pairs: list[_Pairs], meant_pairs: list[_Pairs]
    ) -> None:
        """Steps with two letters on one side or on both, where there is one that was ever counted."""
        tables = self.tables
        if (i - 2, j - 1) in cells and len(some := read_pairs[i].rows):
            steps = tables.two_one[read_pairs[i].ids, self.meant[j - 1, some]]
            best[some] = np.maximum(best[some], cells[i - 2, j - 1][some] + steps)
        if (i - 1, j - 2) in cells and len(some := meant_pairs[j].rows):
            steps = tables.one_two[self.read[i - 1, some], meant_pairs[j].ids]
            best[some] = np.maximum(best[some], cells[i - 1, j - 2][some] + steps)
        if (i - 2, j - 2) in cells and len(some := read_pairs[i].rows):
            steps = tables.two_two[read_pairs[i].ids, meant_pairs[j].all[some]]
            some, steps = some[steps > NEVER], steps[steps > NEVER]
            best[some] = np.maximum(best[some], cells[i - 2, j - 2][some] + steps)

    def _pairs(self) -> tuple[list[_Pairs], list[_Pairs]]:
        """The pairs of letters that end before each place."""
        return _find_pairs(self.tables.read_pairs, self.read), _find_pairs(
            self.tables.meant_pairs, self.meant
        )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs of letters at one place: ids of all (0 where no confusion has it), and where there is one."""

    all: Ids
    rows: Ids
    ids: Ids


def _find_pairs(table: Ids, codes: Ids) -> list[_Pairs]:
    none = np.zeros(0, dtype=np.int64)
    pairs = [_Pairs(none, none, none)] * 2
    for first, second in pairwise(codes):
        ids = table[first, second]
        rows = np.flatnonzero(ids)
        pairs.append(_Pairs(ids, rows, ids[rows]))
    return pairs
