"""What was torn at line ends is taken out of the counts."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.model_torn import find_joined, forget, mend
from corrections.language_model import LanguageModel
from corrections.ngrams import hash_ngrams, make_table
from corrections.vocabulary import Vocabulary

WORDS = ("", "<s>", "<num>", "proposed", "pro", "posed", "today", "to", "day", "away", "a", "way", "other")
COUNTS = (0, 0, 0, 800, 20, 30, 900, 40_000, 3_000, 900, 90_000, 4_000, 900_000)
PAIRS = {("pro", "posed"): 16, ("to", "day"): 600, ("a", "way"): 60, ("to", "posed"): 2}


@pytest.fixture(scope="module")
def mended() -> LanguageModel:
    counts = np.array(COUNTS, dtype=np.float32)
    words = Vocabulary(WORDS, counts, np.minimum(counts, 50), np.zeros(len(WORDS), np.float32))
    ids = np.array([[words.id(word) for word in pair] for pair in PAIRS], dtype=np.int64)
    table = make_table(hash_ngrams(*ids.T), np.array([*PAIRS.values()], dtype=np.float64), 16)
    return mend(LanguageModel(words, (table,)))


@pytest.mark.parametrize(
    ("pair", "seen"),
    [
        (("pro", "posed"), False),
        (("to", "day"), True),
        (("a", "way"), True),
        (("to", "posed"), True),
    ],
)
def test_pieces_of_a_word_are_neighbours_no_more(
    mended: LanguageModel, pair: tuple[str, str], seen: bool
) -> None:
    first, second = (np.array([mended.vocabulary.id(word)]) for word in pair)
    assert (mended.log_counts(first, second) > 0).tolist() == [seen]


def test_pieces_are_as_rare_as_they_are_by_themselves(mended: LanguageModel) -> None:
    before = dict(zip(WORDS, COUNTS, strict=True))
    after = dict(zip(WORDS, mended.vocabulary.counts.tolist(), strict=True))
    assert (after["pro"] < 6, after["posed"] < 16) == (True, True)
    assert all(after[word] == before[word] for word in ("proposed", "to", "day", "a", "way"))


def test_words_run_together_are_no_words_but_lists_and_names_are() -> None:
    words = ("", "<s>", "<num>", "of", "the", "ofthe", "inthe", "in", "willi", "will", "i")
    counts = np.array((0, 0, 0, 50_000, 60_000, 9, 9, 50_000, 9, 50_000, 50_000), dtype=np.float32)
    capitals = np.array([word == "willi" for word in words], dtype=np.float32)
    known = Vocabulary(words, counts, np.minimum(counts, 50), capitals)
    pairs = np.array([(3, 4), (7, 4), (9, 10)], dtype=np.int64)
    model = LanguageModel(known, (make_table(hash_ngrams(*pairs.T), np.full(3, 9_000.0), 16),))
    left = forget(known, find_joined(model, {"inthe"}))
    assert [word for word in words[3:] if word not in left.ids] == ["ofthe"]
    assert left.ids["inthe"] == known.ids["inthe"]
