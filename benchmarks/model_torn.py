"""Take words that were torn at line ends out of the counts of the model.

python -m benchmarks.model_torn OUT

OUT holds what benchmarks.model_counts wrote; words.tsv.xz and the n-grams are written anew. What an engine
read on front pages has words divided at line ends whose hyphens were lost ("pro posed"), so that pieces
counted as words, and as neighbours that nobody would put together.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corrections.language_model import LanguageModel, read_language_model
from corrections.ngrams import drop_ngrams, hash_ngrams, write_table
from corrections.vocabulary import NUMBER, Vocabulary, write_vocabulary

LEAST, LETTERS = 50, 5
"""Places and letters of a word that is looked for in pieces."""
RARELY, TOGETHER = 0.1, 4.0
"""How rarely, beside the whole word, two pieces stand, and how much more often than by chance: what is
written apart by intent ("to morrow", "ball room") is frequent, and two words that may stand side by side
("a way") do so no more than by chance."""


def find_pieces(vocabulary: Vocabulary) -> Iterator[tuple[int, int, int]]:
    """Words with each way to divide them in two known words, by their ids."""
    for whole, word in enumerate(vocabulary.words):
        if vocabulary.counts[whole] >= LEAST and len(word) >= LETTERS:
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
    out = parser.parse_args().out
    model = read_language_model(out)
    first, last, times = find_torn(model)
    words = model.vocabulary.words
    for row in np.argsort(-times)[:20].tolist():
        print(f"{words[first[row]]} {words[last[row]]}: {times[row]:.0f}")
    print(f"{len(first):,} pairs, {times.sum():,.0f} places")
    mended = mend(model)
    write_vocabulary(mended.vocabulary, out / "words.tsv.xz")
    write_table(mended.tables[0], out)


if __name__ == "__main__":
    main()
