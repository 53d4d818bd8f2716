"""The table of words: written and read again, and with more words."""

import lzma
from pathlib import Path

import numpy as np
import pytest

from corrections.vocabulary import (
    BORDER,
    NUMBER,
    UNKNOWN,
    Vocabulary,
    extend_vocabulary,
    read_vocabulary,
    write_vocabulary,
)


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


WORDS = ("<unknown>", "<border>", "<number>", "the", "smith", "", "o'er")
VOCABULARY = Vocabulary(
    WORDS, column(0, 0, 9, 1e6, 40, 7, 3), column(0, 5, 4, 3, 2, 1, 0), column(0, 0, 0, 0.01, 1, 0.37, 0.5)
)


def test_what_is_written_is_read_again_to_the_percent(tmp_path: Path) -> None:
    write_vocabulary(VOCABULARY, tmp_path / "words.tsv.xz")
    again = read_vocabulary(tmp_path / "words.tsv.xz")
    assert again.words == WORDS
    assert again.counts.tolist() == VOCABULARY.counts.tolist()
    assert again.followers.tolist() == VOCABULARY.followers.tolist()
    assert again.capitals == pytest.approx(VOCABULARY.capitals)
    rows = lzma.decompress((tmp_path / "words.tsv.xz").read_bytes()).decode().splitlines()
    assert rows[3:5] == ["the\t1000000\t3\t1", "smith\t40\t2\t100"]


def test_a_word_is_found_whatever_its_case_and_one_that_was_taken_out_is_not() -> None:
    assert [VOCABULARY.id(word) for word in ("the", "The", "SMITH", "")] == [3, 3, 4, UNKNOWN]
    assert VOCABULARY.id("weaver") == UNKNOWN
    assert "" not in VOCABULARY.ids
    assert len({UNKNOWN, BORDER, NUMBER}) == 3
    assert VOCABULARY.lengths.tolist() == [len(word) for word in WORDS]
    assert len(VOCABULARY) == len(WORDS)


def test_more_words_come_after_those_that_are_there_and_have_always_a_capital() -> None:
    more = extend_vocabulary(VOCABULARY, ["the", "skoglund", "café", "mc'nab"], 30.0)
    assert more.words == (*WORDS, "skoglund", "mc'nab")
    assert more.counts.tolist() == [*VOCABULARY.counts.tolist(), 30.0, 30.0]
    assert more.followers.tolist() == [*VOCABULARY.followers.tolist(), 0.0, 0.0]
    assert more.capitals.tolist() == [*VOCABULARY.capitals.tolist(), 1.0, 1.0]
