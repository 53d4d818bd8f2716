"""The words of the language, and how often they were counted."""

from __future__ import annotations

import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corrections.symbols import MEANT

UNKNOWN, BORDER, NUMBER = 0, 1, 2
"""Ids of what is no word: one that nobody counted, the edge of a text, and any number."""

_NAME = 0.5
"""Share of capitals from which a word is a name."""
SHIPPED = Path(__file__).with_name("data") / "words.tsv.xz"


@dataclass(frozen=True)
class Vocabulary:
    """Words in lower case by id, and what was counted of each.

    Attributes:
        words: by id; the first three are `UNKNOWN`, `BORDER` and `NUMBER`, and "" is a word no more.
        counts: how often each stands in the texts that were counted; 0 for words known from lists only.
        followers: how many different words were seen after it.
        capitals: share of its places inside a sentence that have a capital letter, 0 to 1.
    """

    words: tuple[str, ...]
    counts: NDArray[np.float32]
    followers: NDArray[np.float32]
    capitals: NDArray[np.float32]

    @cached_property
    def ids(self) -> Mapping[str, int]:
        """Id by word in lower case."""
        return {word: place for place, word in enumerate(self.words) if word or place == UNKNOWN}

    @cached_property
    def names(self) -> NDArray[np.bool_]:
        """Which words are names: those with a capital in more than half of their places."""
        return np.asarray(self.capitals > _NAME, dtype=np.bool_)

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """Letters in each word."""
        return np.array([len(word) for word in self.words], dtype=np.int64)

    def __len__(self) -> int:
        return len(self.words)

    def id(self, word: str) -> int:
        """The word's id, whatever its case; UNKNOWN where it was never counted."""
        return self.ids.get(word.lower(), UNKNOWN)


def read_vocabulary(path: Path = SHIPPED) -> Vocabulary:
    """Read a table of word, count, followers and per cent of capitals: tabs, UTF-8, xz."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        cells = file.read().replace("\n", "\t").split("\t")[:-1]  # all at once, in less than half of the time
    counts, followers, capitals = (np.array(cells[at::4], dtype=np.float32) for at in (1, 2, 3))
    return Vocabulary(tuple(cells[::4]), counts, followers, np.asarray(capitals / 100, dtype=np.float32))


def write_vocabulary(vocabulary: Vocabulary, path: Path) -> None:
    """Write the table that `read_vocabulary` reads; the same words give the same bytes."""
    rows = zip(vocabulary.words, vocabulary.counts, vocabulary.followers, vocabulary.capitals, strict=True)
    text = "".join(
        f"{word}\t{count:.0f}\t{after:.0f}\t{100 * share:.0f}\n" for word, count, after, share in rows
    )
    path.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))


def extend_vocabulary(vocabulary: Vocabulary, words: Sequence[str], count: float) -> Vocabulary:
    """The vocabulary with more words, each as if counted `count` times and always with a capital.

    Words that it has keep their id and their counts; words that the channel cannot spell are left out.
    """
    new = [word for word in words if word not in vocabulary.ids and all(letter in MEANT for letter in word)]
    more = np.zeros(len(new), dtype=np.float32)
    return Vocabulary(
        (*vocabulary.words, *new),
        np.concatenate([vocabulary.counts, more + np.float32(count)]),
        np.concatenate([vocabulary.followers, more]),
        np.concatenate([vocabulary.capitals, more + np.float32(1)]),
    )
