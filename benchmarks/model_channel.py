"""Train the shipped confusion model on the tune halves, and list the words mistaken for each other.

python -m benchmarks.model_channel OUT [--data FOLDER]

OUT holds what benchmarks.model_counts and, if it was run, benchmarks.model_readings wrote; confusions.csv,
misreadings.csv and rivals.npy are written beside it.
"""

from __future__ import annotations

import argparse
import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.alignment import align_texts
from benchmarks.correction import DATA
from benchmarks.development import Sample, read_samples
from benchmarks.shapes import imagine_confusions
from corrections.candidates import CandidateIndex
from corrections.channel import Channel, read_channel, write_channel
from corrections.channel_learning import Pair, train_channel
from corrections.language_model import read_language_model
from corrections.symbols import LONGEST, fold
from corrections.unit import divide

WEIGHTS = {"smh": 2.0, "bln600": 0.6, "periodicals": 1.0, "monographs": 0.4}
"""So that no one engine's habits rule."""
READINGS = 0.5
"""What a pair counts that the corrector found itself, beside its probability."""
EDGES = re.compile(r"^\W+|\W+$")
PLAIN = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
RIVALS, FOUND, BATCH = 8, 30, 4000
INITIAL = -8.0
"""Log probability from which one capital is likely to be read as two."""
FARTHEST = 0.67
"""Share of the letters that may be wrong in a word that was misread."""


def read_pairs(sample: Sample) -> Iterator[Pair]:
    """Words of an article as read and as printed, where one was read for one."""
    raw, truth = (re.sub(r"-\s*\n\s*", "", text) for text in (sample.raw, sample.truth))
    alignment = align_texts(raw, truth)
    for found in re.finditer(r"\S+", raw):
        words = alignment.words(*found.span())
        meant = fold(EDGES.sub("", words))
        read = _strip(found.group())
        if read.endswith("'s") and meant.endswith("'s"):
            read, meant = read[:-2], meant[:-2]
        if " " not in words and PLAIN.fullmatch(meant) and _alike(read, meant):
            yield read, meant.lower()


def _strip(text: str) -> str:
    """The text without the punctuation that clings to it, but with marks that letters may be read as."""
    units = divide(text)
    if not units:
        return ""
    end = units[-1].end
    return fold(text[units[0].start : end] + ("'s" if fold(text[end:])[:2] == "'s" else ""))


def read_counts(path: Path) -> dict[Pair, float]:
    """Pairs that benchmarks.model_readings wrote, if it did."""
    if not path.exists():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {(read, meant): READINGS * float(count) for read, meant, count in rows}


def _alike(read: str, meant: str) -> bool:
    longest = max(len(read), len(meant))
    near = Levenshtein.distance(read.lower(), meant.lower()) <= max(1, FARTHEST * longest)
    whole = -3 <= len(meant) - len(read) <= 2
    return bool(read) and longest <= LONGEST and near and whole and not re.fullmatch(r"[\d.,]+", read)


def read_all_pairs(data: Path, out: Path) -> dict[str, dict[Pair, float]]:
    """What each article of the tune halves teaches, by its id; by "" what the front pages do."""
    found: dict[str, dict[Pair, float]] = {"": read_counts(out / "pairs.tsv")}
    for name, weight in WEIGHTS.items():
        for sample in read_samples(data, name, "tune"):
            found[sample.id] = {pair: weight * n for pair, n in Counter(read_pairs(sample)).items()}
    return found


def make_channel(articles: Iterable[Mapping[Pair, float]]) -> Channel:
    """The channel that these teach, with what looks alike but was never counted."""
    pairs: dict[Pair, float] = defaultdict(float)
    for article in articles:
        for pair, count in article.items():
            pairs[pair] += count
    channel = train_channel(pairs)
    return replace(channel, counts={**imagine_confusions(channel.counts), **channel.counts})


def find_rivals(index: CandidateIndex) -> np.ndarray:
    """For each counted word the words that it may have been mistaken for; shape (words, RIVALS)."""
    model = index.model
    vocabulary = model.vocabulary
    counted = np.flatnonzero((vocabulary.counts >= 1) & (vocabulary.lengths <= LONGEST))
    counted = counted[counted > 2]
    table = np.zeros((counted.max() + 1, RIVALS), dtype=np.int32)
    for start in range(0, len(counted), BATCH):
        some = counted[start : start + BATCH]
        found = index.find([vocabulary.words[word] for word in some], FOUND)
        own = some[found.readings]
        lead = found.channel + model.log_unigrams[found.words] - model.log_unigrams[own]
        good = (found.words != own) & (lead > -14) & (vocabulary.counts[found.words] >= 20)
        rows, words = found.readings[good], found.words[good]
        places = np.arange(len(rows)) - np.searchsorted(rows, rows, side="left")
        first = places < RIVALS
        table[some[rows[first]], places[first]] = words[first]
    pairs, letters = find_initials(index)
    table[pairs, -1] = letters
    return table


def find_initials(index: CandidateIndex) -> tuple[np.ndarray, np.ndarray]:
    """Ids of words of two letters that a capital is likely to be read as, and of it: "II" for H."""
    vocabulary = index.model.vocabulary
    pairs = np.flatnonzero((vocabulary.lengths == 2) & (vocabulary.counts >= 1))
    pairs = pairs[pairs > 2]
    letters = np.array([vocabulary.ids[letter] for letter in string.ascii_lowercase])
    rows, columns = (part.ravel() for part in np.indices((len(pairs), len(letters))))
    texts = [vocabulary.words[pair].upper() for pair in pairs]
    found = index.score(texts, rows, letters[columns]).reshape(len(pairs), len(letters))
    likely = found.max(axis=1) > INITIAL
    return pairs[likely], letters[found.argmax(axis=1)[likely]]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    write_channel(make_channel(read_all_pairs(options.data, options.out).values()), options.out)
    index = CandidateIndex(read_language_model(options.out), read_channel(options.out))
    np.save(options.out / "rivals.npy", find_rivals(index))


if __name__ == "__main__":
    main()
