"""What words look like, beside the same found letter by letter."""

import string

from hypothesis import given
from hypothesis import strategies as st

from corrections.symbols import encode_read
from corrections.traits import SHAPES, find_traits

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
