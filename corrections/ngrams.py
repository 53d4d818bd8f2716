"""Counts of word pairs and triples in a table that is looked up by the thousand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SLOTS = 8
"""Entries in one bucket of the table."""
_BASE = 1.08
_COUNTS = np.concatenate(([0.0], _BASE ** np.arange(255))).astype(np.float32)
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_MIX = np.uint64(0xD6E8FEB86659FD93)

Ids = NDArray[np.int64]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class NgramTable:
    """A hash table of counts: buckets of eight, a fingerprint of 16 bits and a count of 8 bits each.

    A count is kept on a logarithmic scale (steps of 8 %). An n-gram that was never put in is reported
    with some count once in about 8000 times; that is the price of four bytes an entry.

    Attributes:
        fingerprints: shape (buckets, 8), 0 where a slot is empty; the number of buckets is a power of 2.
        values: same shape, exponent of the count.
    """

    fingerprints: NDArray[np.uint16]
    values: NDArray[np.uint8]

    def counts(self, hashes: Hashes) -> NDArray[np.float32]:
        """Counts by hash (see `hash_ngrams`), 0 where the n-gram is not in the table."""
        buckets, marks = _places(hashes, len(self.fingerprints))
        rows, slots = np.nonzero(self.fingerprints.take(buckets, axis=0) == marks[:, None])
        counts = np.zeros(len(buckets), dtype=np.float32)
        # Of two that look the same in one bucket the first is the more frequent.
        counts[rows[::-1]] = _COUNTS[self.values[buckets[rows], slots]][::-1]
        return counts


def hash_ngrams(*words: Ids) -> Hashes:
    """One hash for each n-gram, given the ids of the first words, the second words, and so on."""
    hashes = np.zeros(len(words[0]), dtype=np.uint64)
    for ids, multiplier in zip(words, _MULTIPLIERS, strict=False):
        hashes = (hashes ^ (ids.astype(np.uint64) + np.uint64(1))) * multiplier
        hashes ^= hashes >> np.uint64(29)
    hashes = (hashes + np.uint64(len(words))) * _MIX
    return np.asarray(hashes ^ (hashes >> np.uint64(32)), dtype=np.uint64)


def make_table(hashes: Hashes, counts: NDArray[np.float64], buckets: int) -> NgramTable:
    """Put n-grams in a table; where a bucket overflows, the rarest are left out."""
    order = np.argsort(-counts, kind="stable")
    rows, marks = _places(hashes[order], buckets)
    by_bucket = np.argsort(rows, kind="stable")
    rows, marks, kept = rows[by_bucket], marks[by_bucket], counts[order][by_bucket]
    first = np.searchsorted(rows, rows, side="left")
    slots = np.arange(len(rows)) - first
    fits = slots < SLOTS
    table = NgramTable(np.zeros((buckets, SLOTS), np.uint16), np.zeros((buckets, SLOTS), np.uint8))
    table.fingerprints[rows[fits], slots[fits]] = marks[fits]
    exponents = np.rint(np.log(kept[fits]) / np.log(_BASE)) + 1
    table.values[rows[fits], slots[fits]] = np.clip(exponents, 1, 255).astype(np.uint8)
    return table


def drop_ngrams(table: NgramTable, hashes: Hashes) -> NgramTable:
    """The table without these n-grams."""
    buckets, marks = _places(hashes, len(table.fingerprints))
    rows, slots = np.nonzero(table.fingerprints[buckets] == marks[:, None])
    fingerprints = np.array(table.fingerprints)
    fingerprints[buckets[rows], slots] = 0
    return NgramTable(fingerprints, np.array(table.values))


def read_table(folder: Path) -> NgramTable:
    """Map the table in `folder` into memory; nothing is read until it is looked up."""
    return NgramTable(
        np.load(folder / "ngram-marks.npy", mmap_mode="r"),
        np.load(folder / "ngram-counts.npy", mmap_mode="r"),
    )


def write_table(table: NgramTable, folder: Path) -> None:
    """Write the two arrays that `read_table` maps."""
    np.save(folder / "ngram-marks.npy", table.fingerprints)
    np.save(folder / "ngram-counts.npy", table.values)


def _places(hashes: Hashes, buckets: int) -> tuple[Ids, NDArray[np.uint16]]:
    """Bucket and fingerprint of each hash."""
    marks = (hashes & np.uint64(0xFFFF)).astype(np.uint16)
    return (hashes >> np.uint64(16)).astype(np.int64) & (buckets - 1), np.maximum(marks, np.uint16(1))
