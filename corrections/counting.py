"""Counting words and their neighbours in clean texts, to learn a newspaper's own language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corrections.language_model import LanguageModel
from corrections.ngrams import Hashes, NgramTable, hash_ngrams, make_table
from corrections.symbols import LONGEST, MEANT, fold
from corrections.vocabulary import BORDER, NUMBER, UNKNOWN, Vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_ENDS = frozenset('.!?:;—"“‘|')
_LEAST = 2
_SLOTS_FOR_EACH = 2


@dataclass(frozen=True)
class Counts:
    """What was counted; words are in lower case, numbers all one, "" stands at the edges of paragraphs.

    Attributes:
        words: how often each word stands there.
        capitals, inside: how often inside a sentence, and of these with a capital.
        pairs, triples: of neighbouring words in one paragraph.
    """

    words: Counter[str]
    capitals: Counter[str]
    inside: Counter[str]
    pairs: Counter[tuple[str, str]]
    triples: Counter[tuple[str, str, str]]


def count_texts(texts: Iterable[str]) -> Counts:
    """Count clean texts; paragraphs are divided by an empty line, words at line ends by a hyphen."""
    counts = Counts(Counter(), Counter(), Counter(), Counter(), Counter())
    for text in texts:
        for paragraph in re.split(r"\n\s*\n", re.sub(r"(?<=\w)-\n\s*(?=\w)", "", text)):
            words = ["", *_count_paragraph(paragraph, counts)]
            counts.pairs.update(pairwise(words))
            counts.triples.update(zip(words, words[1:], words[2:], strict=False))
    return counts


def learn_language(model: LanguageModel, counts: Counts, weight: float = 10.0) -> LanguageModel:
    """The model with a project's own texts added, each of their words `weight` times as heavy.

    Words that the model does not know and that stand there at least twice become words of it; names and
    phrases of a newspaper are its best model. The same texts in any order give the same model.
    """
    vocabulary = _add_words(model.vocabulary, counts, weight)
    counted = replace(model, vocabulary=vocabulary).counted.tolist()
    ids = {word: counted[place] for word, place in vocabulary.ids.items()}
    table = _make_table({**ids, "": BORDER, "<num>": NUMBER}, counts)
    followers = vocabulary.followers.copy()
    for first, _ in counts.pairs:
        if first:
            followers[ids.get(first, UNKNOWN)] += 1
    grown = replace(vocabulary, followers=followers)
    return replace(model, vocabulary=grown, tables=(*model.tables, table), weights=(*model.weights, weight))


def _count_paragraph(paragraph: str, counts: Counts) -> Iterator[str]:
    end = -1
    for found in _WORD.finditer(paragraph):
        word = _plain(found.group())
        counts.words[word] += 1
        if end >= 0 and not _ENDS & set(paragraph[end : found.start()]):
            counts.inside[word] += 1
            counts.capitals[word] += found.group()[0].isupper()
        end = found.end()
        yield word


def _plain(word: str) -> str:
    """The word as the model knows it: in lower case, without a possessive ending; "<num>" for numbers."""
    return "<num>" if word[0].isdigit() else fold(word).lower().removesuffix("'s")


def _add_words(vocabulary: Vocabulary, counts: Counts, weight: float) -> Vocabulary:
    new = sorted(
        word
        for word, count in counts.words.items()
        if count >= _LEAST
        and word not in vocabulary.ids
        and len(word) <= LONGEST
        and not set(word) - set(MEANT)
    )
    shares = [counts.capitals[word] / max(1, counts.inside[word]) for word in new]
    none = np.zeros(len(new), dtype=np.float32)
    grown = Vocabulary(
        (*vocabulary.words, *new),
        np.concatenate([vocabulary.counts, none]),
        np.concatenate([vocabulary.followers, none]),
        np.concatenate([vocabulary.capitals, np.array(shares, dtype=np.float32)]),
    )
    for word, count in counts.words.items():
        place = grown.ids.get(word, UNKNOWN)
        if place not in (UNKNOWN, BORDER):
            grown.counts[place] += np.float32(weight * count)
    return grown


def _make_table(ids: Mapping[str, int], counts: Counts) -> NgramTable:
    """`ids` are those that words are counted under, so that different pairs may be one."""
    hashes, values = zip(_hash(counts.pairs, ids), _hash(counts.triples, ids), strict=True)
    both, rows = np.unique(np.concatenate(hashes), return_inverse=True)
    buckets = 1 << max(4, int(np.ceil(np.log2(max(1, len(both) * _SLOTS_FOR_EACH / 8)))))
    return make_table(both, np.bincount(rows, np.concatenate(values)).astype(np.float64), buckets)


def _hash(
    counts: Mapping[tuple[str, str], int] | Mapping[tuple[str, str, str], int], ids: Mapping[str, int]
) -> tuple[Hashes, NDArray[np.float64]]:
    """Hashes of the n-grams whose words are all known, and their counts."""
    size = len(next(iter(counts), ("",)))
    grams = np.array([[ids.get(word, -1) for word in gram] for gram in counts], dtype=np.int64)
    known = (grams.reshape(-1, size) >= 0).all(axis=1)
    values = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
    return hash_ngrams(*grams.reshape(-1, size)[known].T), values[known]
