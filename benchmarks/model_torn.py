"""Take words that were torn, and words run together, out of the counts of the model.

python -m benchmarks.model_torn OUT --lists FOLDER

OUT holds what benchmarks.model_counts wrote, and LISTS what it read; words.tsv.xz, the n-grams and the rivals
are written anew. What an engine read on front pages has words divided at line ends whose hyphens were lost
("pro posed"), so that pieces counted as words, and as neighbours that nobody would put together; and it has
"ofthe", which is no word.
"""

from __future__ import annotations

import argparse
from collections.abc import Container, Iterator
from pathlib import Path

import numpy as np

from benchmarks.model_counts import read_lists
from corrections.language_model import LanguageModel, read_language_model
from corrections.ngrams import drop_ngrams, hash_ngrams, write_table
from corrections.vocabulary import NUMBER, UNKNOWN, Vocabulary, write_vocabulary

LEAST, LETTERS = 50, 4
"""Places and letters of a word that is looked for in pieces."""
RARELY, TOGETHER = 0.1, 4.0
"""How rarely, beside the whole word, two pieces stand, and how much more often than by chance: what is
written apart by intent ("to morrow", "ball room") is frequent, and two words that may stand side by side
("a way") do so no more than by chance."""

JOINED, COMMON, CAPITALS = 100.0, 10_000.0, 0.5
"""How many times as often two words stand apart as together where they are two, how common both are,
and the share of capitals from which it is a name."""


def find_pieces(vocabulary: Vocabulary, least: float = LEAST) -> Iterator[tuple[int, int, int]]:
    """Words that are counted so often with each way to divide them in two known words, by their ids."""
    for whole, word in enumerate(vocabulary.words):
        if vocabulary.counts[whole] >= least and len(word) >= LETTERS:
            for cut in range(1, len(word)):
                first, last = (vocabulary.id(part) for part in (word[:cut], word[cut:]))
                if first > NUMBER and last > NUMBER:
                    yield whole, first, last


def find_torn(model: LanguageModel) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ids of first and of last pieces that stand side by side where a word was torn, and how often."""
    counts = model.vocabulary.counts
    whole, first, last = np.array(list(find_pieces(model.vocabulary)), dtype=np.int64).T
    times = np.expm1(model.log_counts(first, last))
    chance = counts[first] * counts[last] / counts.sum()
    torn = (times > 0) & (times < RARELY * counts[whole]) & (times > TOGETHER * chance)
    return first[torn], last[torn], times[torn]


def find_joined(model: LanguageModel, listed: Container[str]) -> np.ndarray:
    """Ids of words that are two common words run together; names are let be."""
    whole, first, last = np.array(list(find_pieces(model.vocabulary, least=1)), dtype=np.int64).T
    counts = model.vocabulary.counts
    times = np.expm1(model.log_counts(first, last))
    joined = (
        (times > JOINED * counts[whole])
        & (model.vocabulary.capitals[whole] < CAPITALS)
        & (np.minimum(counts[first], counts[last]) > COMMON)
    )
    return np.array(
        sorted({at for at in whole[joined].tolist() if model.vocabulary.words[at] not in listed}),
        dtype=np.int64,
    )


def forget(vocabulary: Vocabulary, ids: np.ndarray) -> Vocabulary:
    """The vocabulary without these words; the others keep their ids."""
    counts, gone = vocabulary.counts.copy(), set(ids.tolist())
    counts[ids] = 0
    words = tuple("" if at in gone else word for at, word in enumerate(vocabulary.words))
    return Vocabulary(words, counts, vocabulary.followers, vocabulary.capitals)


def mend(model: LanguageModel) -> LanguageModel:
    """The model without the pairs of torn words; their pieces are so much rarer."""
    first, last, times = find_torn(model)
    known, size = model.vocabulary, len(model.vocabulary)
    lost = np.bincount(first, times, size) + np.bincount(last, times, size)
    counts = np.maximum(np.rint(known.counts - lost), np.minimum(known.counts, 1))
    followers = np.maximum(known.followers - np.bincount(first, minlength=size), 0)
    vocabulary = Vocabulary(
        known.words, counts.astype(np.float32), followers.astype(np.float32), known.capitals
    )
    return LanguageModel(vocabulary, (drop_ngrams(model.tables[0], hash_ngrams(first, last)),))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--lists", type=Path, required=True)
    options = parser.parse_args()
    out = options.out
    model = read_language_model(out)
    first, last, times = find_torn(model)
    words = model.vocabulary.words
    for row in np.argsort(-times)[:20].tolist():
        print(f"{words[first[row]]} {words[last[row]]}: {times[row]:.0f}")
    print(f"{len(first):,} pairs, {times.sum():,.0f} places")
    mended, joined = mend(model), find_joined(model, read_lists(options.lists))
    print("no words:", *(words[at] for at in joined.tolist()))
    write_vocabulary(forget(mended.vocabulary, joined), out / "words.tsv.xz")
    rivals = np.load(out / "rivals.npy")
    np.save(out / "rivals.npy", np.where(np.isin(rivals, joined), UNKNOWN, rivals).astype(rivals.dtype))
    write_table(mended.tables[0], out)


if __name__ == "__main__":
    main()
