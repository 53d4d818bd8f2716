"""The words of the language, and how often they were counted."""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SHIPPED = Path(__file__).with_name("data") / "vocabulary.tsv.xz"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Counts by word in lower case; and in per cent, how often a word inside a sentence is capitalised."""

    counts: Mapping[str, int]
    capitals: Mapping[str, int]

    def knows(self, word: str) -> bool:
        """Whether the word was ever counted; case and a possessive ending do not matter."""
        word = word.lower().replace("’", "'")
        return word in self.counts or word.removesuffix("'s").rstrip("'") in self.counts


def read_vocabulary(path: Path = SHIPPED) -> Vocabulary:
    """Read a table of word, count, and per cent capitalised, divided by tabs, in UTF-8 and xz."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return Vocabulary({row[0]: int(row[1]) for row in rows}, {row[0]: int(row[2]) for row in rows})
