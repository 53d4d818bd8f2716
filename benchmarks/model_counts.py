"""Count the shipped language model from texts.

python -m benchmarks.model_counts OUT --texts FILE... --lists FOLDER

TEXTS are plain text in UTF-8, one paragraph a line. LISTS is the folder of SCOWL's word lists. Written are
words.tsv.xz, ngram-marks.npy, ngram-counts.npy and letters.npy. See benchmarks/MODEL.md.
"""

from __future__ import annotations

import argparse
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corrections.ngrams import hash_ngrams, make_table, write_table
from corrections.symbols import MEANT
from corrections.vocabulary import Vocabulary, write_vocabulary

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)*")
ENDS = frozenset('.!?:;—"“‘|')
LEAST_COUNT, LEAST_TRIPLE, BUCKETS, BITS = 3, 3, 1 << 20, 17
LISTS = re.compile(
    r"(?:english|american|british|british_z|variant_1|canadian|australian)-(words|upper|proper-names)"
)
LARGEST = {"words": 70, "upper": 60, "proper-names": 50}
"""Of SCOWL's sizes, the last that is taken."""


@dataclass
class Stream:
    """All texts as numbers: a word each, -1 between paragraphs."""

    ids: dict[str, int] = field(default_factory=dict)
    words: array[int] = field(default_factory=lambda: array("i"))
    inside: Counter[str] = field(default_factory=Counter)
    capitals: Counter[str] = field(default_factory=Counter)

    def read(self, lines: Iterable[str]) -> None:
        """Add paragraphs, one a line."""
        for line in lines:
            end = -1
            for found in WORD.finditer(line):
                word = found.group().replace("’", "'")
                key = "<num>" if word[0].isdigit() else word.lower().removesuffix("'s")
                self.words.append(self.ids.setdefault(key, len(self.ids)))
                if end >= 0 and not ENDS & set(line[end : found.start()]):
                    self.inside[key] += 1
                    self.capitals[key] += word[0].isupper()
                end = found.end()
            self.words.append(-1)


def read_lists(folder: Path) -> dict[str, bool]:
    """Words of SCOWL in lower case, and whether they are always written with a capital."""
    words: dict[str, bool] = {}
    for path in sorted(folder.iterdir()):
        name, _, size = path.name.rpartition(".")
        found = LISTS.fullmatch(name)
        if found and int(size) <= LARGEST[found.group(1)]:
            for word in path.read_text(encoding="latin-1").split():
                key = word.removesuffix("'s").lower()
                if PLAIN.fullmatch(key):
                    words[key] = words.get(key, True) and word[0].isupper()
    return words


def find_slips(counts: Mapping[str, int], shares: Mapping[str, float], lists: Mapping[str, bool]) -> set[str]:
    """Rare words in no list that are one edit from a word 300 times as frequent: the typists' slips."""
    common = [word for word, count in counts.items() if count >= 900 and len(word) >= 4]
    rare = [w for w, c in counts.items() if w not in lists and c < 40 and len(w) >= 4 and shares[w] < 0.5]
    slips = set()
    for start in range(0, len(rare), 2000):
        some = rare[start : start + 2000]
        near = process.cdist(some, common, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8) <= 1
        for row, column in zip(*np.nonzero(near), strict=True):
            if counts[common[column]] >= 300 * counts[some[row]]:
                slips.add(some[row])
    return slips


def build(stream: Stream, lists: Mapping[str, bool], out: Path) -> None:
    """Write the vocabulary, the n-grams and the letter model."""
    names = list(stream.ids)
    raw = np.frombuffer(stream.words, dtype=np.int32)
    total = np.bincount(raw[raw >= 0], minlength=len(names))
    shares = {word: stream.capitals[word] / max(1, stream.inside[word]) for word in names}
    counts = {
        word: int(count)
        for word, count in zip(names, total, strict=True)
        if count >= LEAST_COUNT and PLAIN.fullmatch(word) and (len(word) > 1 or word in "aio")
    }
    for slip in find_slips(counts, shares, lists):
        del counts[slip]
    words = ["", "<s>", "<num>", *sorted({*counts, *lists}, key=lambda word: (-counts.get(word, 0), word))]
    new = np.zeros(len(names) + 1, dtype=np.int64)
    for place, word in enumerate(words[3:], 3):
        if word in counts:
            new[stream.ids[word]] = place
    new[stream.ids["<num>"]] = 2
    ids = np.where(raw >= 0, new[raw], 1)
    followers = _write_ngrams(ids, len(words), out)
    capitals = [
        shares[w] if stream.inside[w] >= 3 else float(lists.get(w, shares.get(w, 0) > 0)) for w in words
    ]
    table = np.bincount(ids, minlength=len(words)).astype(np.float32)
    table[0] = 0
    vocabulary = Vocabulary(tuple(words), table, followers, np.array(capitals, dtype=np.float32))
    write_vocabulary(vocabulary, out / "words.tsv.xz")
    np.save(out / "letters.npy", count_letters(vocabulary))


def _write_ngrams(ids: np.ndarray, size: int, out: Path) -> np.ndarray:
    """Write all pairs, and triples seen three times; give back how many words follow each."""
    mask = (1 << BITS) - 1
    good = (ids[:-1] > 0) & (ids[1:] > 1)
    pairs, twos = np.unique(((ids[:-1] << BITS) | ids[1:])[good], return_counts=True)
    good = (ids[:-2] > 0) & (ids[1:-1] > 1) & (ids[2:] > 1)
    keys = ((ids[:-2] << 2 * BITS) | (ids[1:-1] << BITS) | ids[2:])[good]
    triples, threes = np.unique(keys, return_counts=True)
    triples, threes = triples[threes >= LEAST_TRIPLE], threes[threes >= LEAST_TRIPLE]
    hashes = [
        hash_ngrams(pairs >> BITS, pairs & mask),
        hash_ngrams(triples >> 2 * BITS, (triples >> BITS) & mask, triples & mask),
    ]
    values = np.concatenate([twos, threes]).astype(np.float64)
    write_table(make_table(np.concatenate(hashes), values, BUCKETS), out)
    return np.bincount(pairs >> BITS, minlength=size).astype(np.float32)


def count_letters(vocabulary: Vocabulary) -> np.ndarray:
    """Log P(d | a, b, c) over the words, each by the log of its count, smoothed after Witten and Bell."""
    size, codes = len(MEANT) + 1, {letter: code for code, letter in enumerate(MEANT)}
    four = np.zeros((size,) * 4)
    for word, count in zip(vocabulary.words[3:], vocabulary.counts[3:], strict=True):
        spelled = [0, 0, 0, *(codes[letter] for letter in word), 0]
        for at in range(3, len(spelled)):
            four[tuple(spelled[at - 3 : at + 1])] += 1 + 0.5 * np.log(max(count, 1))
    one = four.sum((0, 1, 2))
    one[-1] = 0.002 * one.sum()
    shares = one / one.sum()
    for grams in (four.sum((0, 1)), four.sum(0), four):
        kinds, whole = (grams > 0).sum(-1, keepdims=True), grams.sum(-1, keepdims=True)
        seen = (grams + kinds * shares) / np.maximum(whole + kinds, 1e-9)
        shares = np.where(whole > 0, seen, np.broadcast_to(shares, grams.shape))
    return np.log(np.maximum(shares, 1e-6)).astype(np.float16)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--lists", type=Path, required=True)
    options = parser.parse_args()
    stream = Stream()
    for path in options.texts:
        with path.open(encoding="utf-8") as lines:
            stream.read(lines)
    options.out.mkdir(parents=True, exist_ok=True)
    build(stream, read_lists(options.lists), options.out)


if __name__ == "__main__":
    main()
