"""Count the shipped language model from texts.

python -m benchmarks.model_counts OUT --texts FILE... --readings FILE... --lists FOLDER

TEXTS and READINGS are plain text in UTF-8, one paragraph a line; READINGS were read by an engine and are not
free of its errors. LISTS is the folder of SCOWL's word lists. Written are words.tsv.xz, ngram-marks.npy,
ngram-counts.npy and letters.npy. See benchmarks/MODEL.md.
"""

from __future__ import annotations

import argparse
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from benchmarks.variants import find_variants, write_variants
from corrections.ngrams import hash_ngrams, make_table, write_table
from corrections.symbols import MEANT
from corrections.vocabulary import Vocabulary, write_vocabulary

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)*")
ENDS = frozenset('.!?:;—"“‘|')
LEAST_COUNT, LEAST_TRIPLE, BUCKETS, BITS = 3, 3, 1 << 19, 18
LEAST_NAME, LEAST_LISTED, MOSTLY = 40, 10, 0.95
SLIP, MISREADING, INFLATED = 300, 30, 5.0
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

    def count(self) -> dict[str, int]:
        """How often each word stands there."""
        raw = np.frombuffer(self.words, dtype=np.int32)
        total = np.bincount(raw[raw >= 0], minlength=len(self.ids))
        return {word: int(count) for word, count in zip(self.ids, total, strict=True) if count}


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


def find_slips(rare: Sequence[str], counts: Mapping[str, int], ratio: int) -> set[str]:
    """Words that are one edit from a word `ratio` times as frequent."""
    least = ratio * min((counts[word] for word in rare), default=0)
    common = [word for word, count in counts.items() if count >= least and len(word) >= 2]
    slips = set()
    for start in range(0, len(rare), 2000):
        some = rare[start : start + 2000]
        near = process.cdist(some, common, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8) <= 1
        for row, column in zip(*np.nonzero(near), strict=True):
            if counts[common[column]] >= ratio * counts[some[row]] > 0:
                slips.add(some[row])
    return slips


def choose_words(
    texts: Stream, readings: Stream, lists: Mapping[str, bool]
) -> tuple[dict[str, int], set[str]]:
    """The words to count, with their counts; and those that are misreadings wherever an engine read them.

    Words are taken from the texts; from the readings only those that are in lists, and names. Typists' slips
    are left out. A misreading is much more frequent in readings than in texts, and near a common word.
    """
    own, other = (stream.count() for stream in (texts, readings))
    counts = {
        word: count
        for word, count in own.items()
        if count >= LEAST_COUNT and PLAIN.fullmatch(word) and (len(word) > 1 or word in "aio")
    }
    shares = {word: texts.capitals[word] / max(1, texts.inside[word]) for word in counts}
    rare = [w for w, c in counts.items() if w not in lists and c < 40 and len(w) >= 4 and shares[w] < 0.5]
    for slip in find_slips(rare, counts, SLIP):
        del counts[slip]
    for word, count in other.items():
        if word not in counts and (_is_listed(word, count, lists) or _is_name(word, count, readings)):
            counts[word] = own.get(word, 0)
    both = {word: count + other.get(word, 0) for word, count in counts.items()}
    excess = INFLATED * sum(other.values()) / sum(own.values())
    inflated = [word for word, count in counts.items() if other.get(word, 0) > excess * count + LEAST_LISTED]
    misread = find_slips(inflated, both, MISREADING)
    return {w: both[w] - (other.get(w, 0) if w in misread else 0) for w in counts}, misread


def _is_listed(word: str, count: int, lists: Mapping[str, bool]) -> bool:
    return word in lists and count >= LEAST_LISTED


def _is_name(word: str, count: int, readings: Stream) -> bool:
    often = count >= LEAST_NAME and len(word) >= 4 and PLAIN.fullmatch(word)
    return bool(often) and readings.capitals[word] >= MOSTLY * max(readings.inside[word], LEAST_NAME / 2)


def build(texts: Stream, readings: Stream, lists: Mapping[str, bool], out: Path) -> None:
    """Write the vocabulary, the n-grams and the letter model."""
    counts, misread = choose_words(texts, readings, lists)
    counts = {word: count for word, count in counts.items() if count or word in lists}
    words = ["", "<s>", "<num>", *sorted({*counts, *lists}, key=lambda word: (-counts.get(word, 0), word))]
    new = np.zeros(len(texts.ids) + 1, dtype=np.int64)
    for place, word in enumerate(words[3:], 3):
        if counts.get(word):
            new[texts.ids[word]] = place
    new[texts.ids["<num>"]], new[-1] = 2, 1
    parts = [new[np.frombuffer(texts.words, dtype=np.int32)]]
    new[[texts.ids[word] for word in misread]] = 0
    parts.append(new[np.frombuffer(readings.words, dtype=np.int32)])
    ids = np.concatenate(parts)
    followers = _write_ngrams(ids, len(words), out)
    table = np.bincount(ids, minlength=len(words)).astype(np.float32)
    table[0] = 0
    capitals = [_share_capitals(word, texts, readings, lists) for word in words]
    vocabulary = Vocabulary(tuple(words), table, followers, np.array(capitals, dtype=np.float32))
    write_vocabulary(vocabulary, out / "words.tsv.xz")
    write_variants(find_variants(vocabulary), out / "variants.tsv")
    np.save(out / "letters.npy", count_letters(vocabulary))


def _share_capitals(word: str, texts: Stream, readings: Stream, lists: Mapping[str, bool]) -> float:
    for stream in (texts, readings):
        if stream.inside[word] >= 3:
            return stream.capitals[word] / stream.inside[word]
    return float(lists.get(word, texts.capitals[word] > 0))


def _write_ngrams(ids: np.ndarray, size: int, out: Path) -> np.ndarray:
    """Write all pairs, and triples seen three times; give back how many words follow each."""
    mask = (1 << BITS) - 1
    good = (ids[:-1] > 0) & (ids[1:] > 1)
    pairs, twos = np.unique(((ids[:-1] << BITS) | ids[1:])[good], return_counts=True)
    good = (ids[:-2] > 0) & (ids[1:-1] > 1) & (ids[2:] > 1)
    keys = ((ids[:-2] << 2 * BITS) | (ids[1:-1] << BITS) | ids[2:])[good]
    triples, threes = np.unique(keys, return_counts=True)
    triples, threes = triples[threes >= LEAST_TRIPLE], threes[threes >= LEAST_TRIPLE]
    print(f"{len(pairs):,} pairs, {(twos > 1).sum():,} of them repeated, {len(triples):,} triples")
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
    parser.add_argument("--readings", type=Path, nargs="*", default=())
    parser.add_argument("--lists", type=Path, required=True)
    options = parser.parse_args()
    texts = Stream()
    readings = Stream(texts.ids)
    for stream, paths in ((texts, options.texts), (readings, options.readings)):
        for path in paths:
            with path.open(encoding="utf-8") as lines:
                stream.read(lines)
    options.out.mkdir(parents=True, exist_ok=True)
    build(texts, readings, read_lists(options.lists), options.out)


if __name__ == "__main__":
    main()
