import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.model import shipped_model
from corrections.symbols import encode_read
from corrections.traits import find_traits

INDEX = shipped_model().index


@pytest.mark.parametrize(
    ("reading", "word"),
    [
        ("tlie", "the"),
        ("modcm", "modern"),
        ("Trnnscribod", "transcribed"),
        ("Svdnoj", "sydney"),
        ("comniittce", "committee"),
        ("IIouso", "house"),
        ("dofoiiccs", "defences"),
    ],
)
def test_what_was_meant_is_found(reading: str, word: str) -> None:
    found = INDEX.find([reading], 10)
    assert word in [INDEX.model.vocabulary.words[number] for number in found.words]


def test_readings_found_together_are_found_as_if_alone() -> None:
    readings = ["tlie", "modcm", "comniittce", "x"]
    together = INDEX.find(readings, 5)
    for number, reading in enumerate(readings):
        alone, some = INDEX.find([reading], 5), together.readings == number
        assert together.words[some].tolist() == alone.words.tolist()
        assert np.allclose(together.channel[some], alone.channel)


@pytest.mark.parametrize("reading", ["modcm", "comniittce", "strlke", "govemor", "dofoiiccs"])
def test_few_are_the_best_of_many(reading: str) -> None:
    few, many = INDEX.find([reading], 4), INDEX.find([reading], 40)
    assert few.words.tolist() == many.words[:4].tolist()
    value = many.channel + INDEX.model.log_unigrams[many.words]
    assert (np.diff(value) <= 1e-3).all()
    assert len(set(many.words.tolist())) == len(many.words) <= 40


words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)


@given(words, st.data())
def test_a_wrong_letter_changes_few_traits(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    other = word[:place] + data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz")) + word[place + 1 :]
    traits = find_traits(encode_read([word, other]))
    assert np.bitwise_count(traits.halves[0] ^ traits.halves[1]) <= 2
    assert np.bitwise_count(traits.thirds[0] ^ traits.thirds[1]) <= 2
    assert (traits.halves == find_traits(encode_read([word.upper(), other.upper()])).halves).all()
