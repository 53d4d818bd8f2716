"""How likely a word is after the two before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corrections.ngrams import Ids, NgramTable, hash_ngrams, read_table
from corrections.vocabulary import BORDER, UNKNOWN, Vocabulary, read_vocabulary

DATA = Path(__file__).with_name("data")
_UNSEEN = 0.3
_UNKNOWN_SHARE = 0.01
_PAIR_TYPES, _TRIPLE_TYPES, _TRIPLE_POWER = 5.0, 12.0, 0.7


@dataclass(frozen=True)
class LanguageModel:
    """A trigram model over counts, smoothed after Witten and Bell (1991).

    P(w|u,v) = (c(uvw) + t(uv) P(w|v)) / (c(uv) + t(uv)), where t is how many different words follow; for
    a pair of words it is estimated from the pair's count. An unknown word has a fixed small share.

    Attributes:
        vocabulary: of the ids.
        tables: of pairs and triples; their counts are added up, each times its weight.
        weights: as many as tables.
    """

    vocabulary: Vocabulary
    tables: tuple[NgramTable, ...]
    weights: tuple[float, ...] = field(default=(1.0,))

    @cached_property
    def unigrams(self) -> NDArray[np.float32]:
        """Probability of each word without context."""
        counts = self.vocabulary.counts + _UNSEEN
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
        alone = self.unigrams[words]
        followers, total = _PAIR_TYPES * self.vocabulary.followers[last], self.vocabulary.counts[last]
        pairs = self._counts(last, words)
        two = (pairs + followers * alone) / np.maximum(total + followers, 1e-6)
        two = np.where(followers > 0, two, alone)
        contexts = self._counts(before, last)
        triples = np.zeros(len(words), dtype=np.float32)
        seen = (contexts > 0) & (pairs > 0)
        triples[seen] = self._counts(before[seen], last[seen], words[seen])
        types = _TRIPLE_TYPES * contexts**_TRIPLE_POWER
        three = np.where(contexts > 0, (triples + types * two) / np.maximum(contexts + types, 1e-6), two)
        three = np.where(words == UNKNOWN, np.float32(_UNKNOWN_SHARE), three)
        return np.asarray(np.log(np.clip(three, 1e-12, 1.0)), dtype=np.float32)

    def log_counts(self, *words: Ids) -> NDArray[np.float32]:
        """Natural log of one more than each pair or triple was counted; 0 where a word is unknown."""
        known = np.all([ids != UNKNOWN for ids in words], axis=0)
        return np.where(known, np.log1p(self._counts(*words)), np.float32(0))

    def has_seen(self, first: Ids, second: Ids) -> NDArray[np.bool_]:
        """Whether each pair of words was ever counted."""
        return self._counts(first, second) > 0

    def _counts(self, *words: Ids) -> NDArray[np.float32]:
        hashes = hash_ngrams(*words)
        total = np.zeros(len(hashes), dtype=np.float32)
        for table, weight in zip(self.tables, self.weights, strict=True):
            total += np.float32(weight) * table.counts(hashes)
        return total


def read_language_model(folder: Path = DATA) -> LanguageModel:
    """The shipped model: words are read, n-grams are mapped into memory."""
    return LanguageModel(read_vocabulary(folder / "words.tsv.xz"), (read_table(folder),))
