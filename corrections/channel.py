"""How likely a word is read as something else: the confusion model of the noisy channel."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corrections.symbols import MEANT, OTHER, READ, fold

CONFUSIONS, MISREADINGS = "confusions.csv", "misreadings.csv"
SHIPPED = Path(__file__).with_name("data")
NEVER = -30.0
"""Log probability of what cannot be."""
WIDEST = 2
"""Characters on either side of a confusion, at most."""
MISREAD = math.log(0.1)
"""Log of the share of words that are misread."""
_BACKOFF, _WHOLE_BACKOFF = 10.0, 40.0
_STRANGE = 2e-5

_SIZES = ((0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2))
"""Characters that are read and meant in one step."""

Floats = NDArray[np.float32]


class Edit(NamedTuple):
    """One step of an alignment: what was read for what was meant; either may be ""."""

    read: str
    meant: str


@dataclass(frozen=True)
class Channel:
    """Probabilities of what is read where a word is misread, in the manner of Brill and Moore (2000).

    A word is read right or it is misread: where ink or paper was bad, every third letter of it is wrong,
    whether the letter before it is or not, and elsewhere hardly one. So steps are counted in misread words
    alone, and a word with three wrong letters is not much stranger than one with two. P(read | word) is
    `MISREAD` times that of the best division of both into steps of 0 to 2 characters. A step's
    probability is its smoothed count over that of its printed side; capitals and other characters are
    counted apart, because a capital is mistaken for other things than its small letter. Two letters that
    were read right are two steps; their counts are only what confusions of both are shares of. Frequent
    words are misread as a whole as well ("hie" for "the"), which no steps of two characters explain.

    Attributes:
        counts: by step (as read, as meant in lower case) in misread words, among them the identical ones.
        words: by whole word (both in lower case), among them the identical ones.
    """

    counts: Mapping[Edit, float]
    words: Mapping[Edit, float] = field(default_factory=dict)

    def log_probability(self, edit: tuple[str, str]) -> float:
        """Natural log of the probability of one step, given as an `Edit` is."""
        return self._steps.get(edit) or self._strange(edit)

    @cached_property
    def tables(self) -> Tables:
        """The same, as arrays for whole batches."""
        return make_tables(self)

    @cached_property
    def misread(self) -> Mapping[str, Mapping[str, float]]:
        """Natural log of the share at which a word is read as another string: by that, then by the word."""
        totals: dict[str, float] = {}
        for edit, count in self.words.items():
            totals[edit.meant] = totals.get(edit.meant, 0.0) + count
        found: dict[str, dict[str, float]] = {}
        for edit, count in self.words.items():
            if edit.read != edit.meant:
                found.setdefault(edit.read, {})[edit.meant] = math.log(
                    count / (totals[edit.meant] + _WHOLE_BACKOFF)
                )
        return found

    @cached_property
    def _steps(self) -> Mapping[tuple[str, str], float]:
        totals: dict[tuple[str, bool], float] = {}
        for edit, count in self.counts.items():
            key = (edit.meant, edit.read[:1].isupper())
            totals[key] = totals.get(key, 0.0) + count
        letters = sum(count for edit, count in self.counts.items() if len(edit.meant) == 1)
        totals["", False] = totals["", True] = letters
        return {
            edit: self._smooth(edit, count, totals)
            for edit, count in self.counts.items()
            if len(edit.read) < WIDEST or edit.read.lower() != edit.meant
        }

    @cached_property
    def _reads(self) -> Mapping[str, float]:
        """How often each character is read where another was meant, as a share of all that are meant."""
        wrong: dict[str, float] = {}
        for edit, count in self.counts.items():
            if len(edit.read) == len(edit.meant) == 1 and edit.read.lower() != edit.meant:
                wrong[edit.read] = wrong.get(edit.read, 0.0) + count
        total = sum(self.counts.values())
        return {read: count / total for read, count in wrong.items()}

    def _smooth(self, edit: Edit, count: float, totals: Mapping[tuple[str, bool], float]) -> float:
        total = totals[edit.meant, edit.read[:1].isupper()]
        prior = math.exp(self._strange(edit))
        return math.log((count + _BACKOFF * prior) / (total + _BACKOFF))

    def _strange(self, edit: tuple[str, str]) -> float:
        """A step that was never counted: for one character the share at which it is misread at all."""
        read, meant = edit
        if len(read) == len(meant) == 1:
            return math.log(max(self._reads.get(read, 0.0), _STRANGE))
        return NEVER if read and meant else math.log(_STRANGE)


@dataclass(frozen=True)
class Tables:
    """Log probabilities of steps by codes of READ and MEANT (pairs of codes have an id of their own).

    Attributes:
        read_pairs: shape (READ, READ): id of the pair, 0 where no confusion starts from it.
        meant_pairs: shape (MEANT, MEANT): likewise.
        one, two_one, one_two, two_two: by what is read (or its pair), then by what is meant.
        extra: by what is read where nothing was meant.
        lost: by what was meant where nothing is read.
    """

    read_pairs: NDArray[np.int64]
    meant_pairs: NDArray[np.int64]
    one: Floats
    two_one: Floats
    one_two: Floats
    two_two: Floats
    extra: Floats
    lost: Floats


def make_tables(channel: Channel) -> Tables:
    """The channel's steps as arrays."""
    confusions = [edit for edit in channel.counts if edit.read.lower() != edit.meant]
    reads = sorted({edit.read for edit in confusions if len(edit.read) == 2})
    meants = sorted({edit.meant for edit in confusions if len(edit.meant) == 2})
    read_ids = {**{c: i for i, c in enumerate(READ)}, **{pair: i for i, pair in enumerate(reads, 1)}}
    meant_ids = {**{c: i for i, c in enumerate(MEANT)}, **{pair: i for i, pair in enumerate(meants, 1)}}
    tables = Tables(
        _pair_ids(reads, READ),
        _pair_ids(meants, MEANT),
        np.array([[channel.log_probability(Edit(r, m)) for m in MEANT] for r in READ], dtype=np.float32),
        np.full((len(reads) + 1, len(MEANT)), NEVER, dtype=np.float32),
        np.full((len(READ), len(meants) + 1), NEVER, dtype=np.float32),
        np.full((len(reads) + 1, len(meants) + 1), NEVER, dtype=np.float32),
        np.array([channel.log_probability(Edit(r, "")) for r in READ], dtype=np.float32),
        np.array([channel.log_probability(Edit("", m)) for m in MEANT], dtype=np.float32),
    )
    shapes = {(2, 1): tables.two_one, (1, 2): tables.one_two, (2, 2): tables.two_two}
    for edit in confusions:
        table = shapes.get((len(edit.read), len(edit.meant)))
        if table is not None:
            table[read_ids[edit.read], meant_ids[edit.meant]] = channel.log_probability(edit)
    return tables


def _pair_ids(pairs: list[str], alphabet: str) -> NDArray[np.int64]:
    codes = {character: code for code, character in enumerate(alphabet)}
    ids = np.zeros((len(alphabet), len(alphabet)), dtype=np.int64)
    for number, pair in enumerate(pairs, 1):
        ids[codes.get(pair[0], OTHER), codes.get(pair[1], OTHER)] = number
    return ids


def align(channel: Channel, read: str, meant: str) -> tuple[float, tuple[Edit, ...]]:
    """The best division of a misreading and a word into steps, and its log probability."""
    read, meant = fold(read), meant.lower()
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    band = WIDEST + 1 + abs(len(read) - len(meant))
    for i in range(len(read) + 1):
        for j in range(max(0, i - band), min(len(meant), i + band) + 1):
            ways = [
                (best[a, b][0] + channel.log_probability((read[a:i], meant[b:j])), (a, b))
                for wide, long in _SIZES
                if ((a := i - wide), (b := j - long)) in best
            ]
            if ways:
                best[i, j] = max(ways)
    edits: list[Edit] = []
    i, j = len(read), len(meant)
    while (i, j) != (0, 0):
        a, b = best[i, j][1]
        edits.append(Edit(read[a:i], meant[b:j]))
        i, j = a, b
    return best[len(read), len(meant)][0], tuple(reversed(edits))


def read_channel(folder: Path = SHIPPED) -> Channel:
    """Read two tables with the columns read, meant, count: steps, and whole words."""
    return Channel(_read_counts(folder / CONFUSIONS), _read_counts(folder / MISREADINGS))


def write_channel(channel: Channel, folder: Path) -> None:
    """Write the tables that `read_channel` reads, the most frequent rows first."""
    _write_counts(channel.counts, folder / CONFUSIONS)
    _write_counts(channel.words, folder / MISREADINGS)


def _read_counts(path: Path) -> dict[Edit, float]:
    with path.open(encoding="utf-8", newline="") as file:
        return {Edit(row["read"], row["meant"]): float(row["count"]) for row in csv.DictReader(file)}


def _write_counts(counts: Mapping[Edit, float], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("read", "meant", "count"))
        steps = sorted(counts.items(), key=lambda step: (-step[1], step[0].read, step[0].meant))
        table.writerows((edit.read, edit.meant, f"{count:g}") for edit, count in steps)
