"""What words look like, beside the same found letter by letter."""

import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.letters import read_letter_model
from corrections.symbols import MEANT, READ, encode_meant, encode_read
from corrections.traits import SHAPES, find_traits

LETTERS = read_letter_model()
readings = st.text(alphabet=string.ascii_letters + "1!|.-5", min_size=1, max_size=24)


def find_halves(word: str) -> int:
    bits = 0
    for place, letter in enumerate(word.lower()):
        if letter in string.ascii_lowercase:
            second = 2 * place >= len(word)
            bits |= 1 << (string.ascii_lowercase.index(letter) + 26 * second)
    return bits


def find_thirds(word: str) -> int:
    bits = 0
    for third in range(3):
        part = [letter for place, letter in enumerate(word.lower()) if 3 * place // len(word) == third]
        for shape, alike in enumerate(SHAPES):
            times = sum(letter in alike for letter in part)
            bits |= min(times, 1) << (2 * (shape + third * len(SHAPES)))
            bits |= (times > 1) << (2 * (shape + third * len(SHAPES)) + 1)
    return bits


@given(st.lists(readings, min_size=1, max_size=4))
def test_traits_are_those_found_letter_by_letter(words: list[str]) -> None:
    traits = find_traits(encode_read(words))
    assert traits.halves.tolist() == [find_halves(word) for word in words]
    assert traits.thirds.tolist() == [find_thirds(word) for word in words]


def test_words_and_readings_have_the_same_codes() -> None:
    words = ["the", "committee", "o'clock", "x" * 24]
    assert (encode_read(words).codes == encode_meant(words).codes).all()
    assert encode_read(words).sizes.tolist() == [3, 9, 7, 24]
    codes = encode_read(["Aé{\0😀"]).codes[:, 0]
    assert [READ[code] for code in codes[:5]] == ["A", "\ufffd", "{", "\0", "\ufffd"]
    assert encode_read(["x" * 30]).codes.shape == (24, 1)
    assert encode_meant(["a?A"]).codes[1:3, 0].tolist() == [0, 0]


def test_letters_are_as_likely_as_after_the_three_before_them() -> None:
    words = ["the", "Committee", "x", "o'clock", "é1", "y" * 24]
    for word, found in zip(words, LETTERS.log_probabilities(words), strict=True):
        codes = [MEANT.index(c) if c in MEANT else len(MEANT) for c in word.lower()]
        padded = [0, 0, 0, *codes, 0]
        steps = [float(LETTERS.table[tuple(padded[n : n + 4])]) for n in range(len(word) + 1)]
        assert found == pytest.approx(sum(steps), abs=1e-3)
    assert LETTERS.log_probabilities(["the"])[0] > LETTERS.log_probabilities(["tqe"])[0]
    assert np.exp(LETTERS.table[0, 0, 0].astype(np.float64)).sum() == pytest.approx(1.0, abs=0.02)
