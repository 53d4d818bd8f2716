"""How word-like a string is, letter by letter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.letters import LetterModel, read_letter_model
from corrections.symbols import LONGEST, MEANT

SIZE = len(MEANT) + 1
TABLE = -np.random.default_rng(1933).uniform(1, 9, (SIZE,) * 4).astype(np.float16)


def add_up(reading: str) -> float:
    """The sum over the letters and the end, each after the three before it."""
    codes = [MEANT.index(c) if c in MEANT else len(MEANT) for c in reading.lower()]
    whole = [0, 0, 0, *codes, 0]
    return sum(float(TABLE[tuple(whole[at : at + 4])]) for at in range(len(reading) + 1))


READING = st.text(alphabet="abcXYZ'3é-", max_size=LONGEST)


@given(st.lists(READING, max_size=5))
def test_it_is_the_sum_over_its_letters_whatever_stands_beside_it(readings: list[str]) -> None:
    found = LetterModel(TABLE).log_probabilities(readings)
    assert found == pytest.approx([add_up(reading) for reading in readings], rel=1e-4)


def test_a_word_is_likelier_than_gibberish_and_an_ending_than_a_break() -> None:
    model = read_letter_model()
    word, gibberish, whole, broken = model.log_probabilities(["meeting", "mxqtzng", "walked", "walke"])
    assert word > gibberish + 10
    assert whole / 7 > broken / 6


def test_what_may_come_first_comes_to_one_in_the_shipped_table() -> None:
    first = read_letter_model().table[0, 0, 0].astype(np.float64)
    assert np.exp(first).sum() == pytest.approx(1.0, abs=0.02)
