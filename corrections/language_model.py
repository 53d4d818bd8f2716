"""How likely a word is after the two before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corrections.ngrams import Ids, NgramTable, hash_ngrams, read_table
from corrections.vocabulary import BORDER, UNKNOWN, Vocabulary, read_vocabulary

DATA = Path(__file__).with_name("data")
_UNSEEN, _UNSEEN_NAME = 3.0, 10.0
"""What is added to the count of a word: names that no text had stand in new ones as often as if they had been
counted 8 to 37 times, other such words as if 1 to 5 times (the tune halves)."""
_UNKNOWN_SHARE = 0.01
_PAIR_TYPES, _TRIPLE_TYPES, _TRIPLE_POWER = 8.0, 12.0, 0.7


@dataclass(frozen=True)
class Pairs:
    """Pairs of neighbouring words, looked up once for all chains that they stand in.

    Attributes:
        firsts, seconds: ids of the words.
        counts: how often each pair was counted.
        shares: P(second | first).
    """

    firsts: Ids
    seconds: Ids
    counts: NDArray[np.float32]
    shares: NDArray[np.float32]


@dataclass(frozen=True)
class LanguageModel:
    """A trigram model over counts, smoothed after Witten and Bell (1991).

    P(w|u,v) = (c(uvw) + t(uv) P(w|v)) / (c(uv) + t(uv)), where t is how many different words follow; for
    a pair of words it is estimated from the pair's count. An unknown word has a fixed small share.

    Attributes:
        vocabulary: of the ids.
        tables: of pairs and triples; their counts are added up, each times its weight.
        weights: as many as tables.
        variants: words with other spellings of them that stand for them: "labour" is as likely as "labor",
            wherever it stands, so that a text is not brought to the spelling of those that were counted.
    """

    vocabulary: Vocabulary
    tables: tuple[NgramTable, ...]
    weights: tuple[float, ...] = (1.0,)
    variants: tuple[tuple[str, str], ...] = ()

    @cached_property
    def counted(self) -> Ids:
        """For each word the id that its counts are under: its own, or that of its other spelling."""
        counted, ids = np.arange(len(self.vocabulary)), self.vocabulary.ids
        for word, other in self.variants:
            if word in ids and other in ids:
                counted[ids[word]] = ids[other]
        return counted

    @cached_property
    def unigrams(self) -> NDArray[np.float32]:
        """Probability of each word without context."""
        unseen = np.where(self.vocabulary.names, _UNSEEN_NAME, _UNSEEN)
        counts = self.vocabulary.counts[self.counted] + unseen
        counts[: BORDER + 1] = 0
        shares = counts / counts.sum() * (1 - _UNKNOWN_SHARE)
        shares[UNKNOWN] = _UNKNOWN_SHARE
        return np.asarray(np.maximum(shares, 1e-12), dtype=np.float32)

    @cached_property
    def log_unigrams(self) -> NDArray[np.float32]:
        """Natural logarithm of `unigrams`."""
        return np.asarray(np.log(self.unigrams), dtype=np.float32)

    def log_probabilities(self, before: Ids, last: Ids, words: Ids) -> NDArray[np.float32]:
        """Natural log of P(word | before, last) for arrays of ids of one length."""
        pairs = self.find_pairs(np.concatenate([before, last]), np.concatenate([last, words]))
        rows = np.arange(len(words))
        return self.log_chains(pairs, rows, rows + len(words))

    def find_pairs(self, firsts: Ids, seconds: Ids) -> Pairs:
        """Look up pairs of words, given as ids."""
        firsts, seconds = self.counted[firsts], self.counted[seconds]
        counts, alone = self._counts(firsts, seconds), self.unigrams[seconds]
        followers, total = _PAIR_TYPES * self.vocabulary.followers[firsts], self.vocabulary.counts[firsts]
        shares = (counts + followers * alone) / np.maximum(total + followers, 1e-6)
        plain = (followers == 0) | (seconds == UNKNOWN)
        return Pairs(firsts, seconds, counts, np.where(plain, alone, shares))

    def log_chains(self, pairs: Pairs, befores: Ids, afters: Ids) -> NDArray[np.float32]:
        """Natural log of P(word | before, last) where (before, last) and (last, word) are rows of `pairs`."""
        shares, seen = pairs.shares[afters], pairs.counts > 0
        some = np.flatnonzero(seen[befores] & (pairs.seconds != UNKNOWN)[afters])
        befores, afters = befores[some], afters[some]
        triples = np.zeros(len(some), dtype=np.float32)
        both = np.flatnonzero(seen[afters])
        first = befores[both]
        triples[both] = self._counts(pairs.firsts[first], pairs.seconds[first], pairs.seconds[afters[both]])
        counts = pairs.counts[befores]
        types = (_TRIPLE_TYPES * pairs.counts**_TRIPLE_POWER)[befores]
        shares[some] = (triples + types * shares[some]) / (counts + types)
        return np.asarray(np.log(np.clip(shares, 1e-12, 1.0)), dtype=np.float32)

    def log_counts(self, *words: Ids) -> NDArray[np.float32]:
        """Natural log of one more than each pair or triple was counted; 0 where a word is unknown."""
        known = np.all([ids != UNKNOWN for ids in words], axis=0)
        counts = self._counts(*(self.counted[ids] for ids in words))
        return np.where(known, np.log1p(counts), np.float32(0))

    def _counts(self, *words: Ids) -> NDArray[np.float32]:
        hashes = hash_ngrams(*words)
        total = np.zeros(len(hashes), dtype=np.float32)
        for table, weight in zip(self.tables, self.weights, strict=True):
            total += np.float32(weight) * table.counts(hashes)
        return total


def read_language_model(folder: Path = DATA) -> LanguageModel:
    """The shipped model: words are read, n-grams are mapped into memory."""
    variants = read_variants(folder / "variants.tsv")
    return LanguageModel(read_vocabulary(folder / "words.tsv.xz"), (read_table(folder),), variants=variants)


def read_variants(path: Path) -> tuple[tuple[str, str], ...]:
    """Read a table of words and the other spellings that they are counted under: a tab, UTF-8."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple((word, other) for word, other in rows)
