import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.candidates import _find_most
from corrections.channel import MISREAD, NEVER, align
from corrections.model import shipped_model
from corrections.symbols import encode_read
from corrections.traits import find_traits
from corrections.vocabulary import NUMBER

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


MISREADINGS = [
    "modcm",
    "comniittce",
    "strlke",
    "govemor",
    "tlie",
    "lahor",
    "mecting",
    "Svdney",
    "wbat",
    "sheritt",
]


def rank_all(reading: str) -> list[int]:
    """Ids of the words that most probably were meant, by trying every word there is."""
    vocabulary = INDEX.model.vocabulary
    some = np.flatnonzero((vocabulary.counts >= 1) & (abs(vocabulary.lengths - len(reading)) <= 3))
    some = some[some > NUMBER]
    value = INDEX.score([reading], np.zeros(len(some), dtype=np.int64), some) + INDEX.model.log_unigrams[some]
    return some[np.argsort(-value, kind="stable")].tolist()


@pytest.mark.parametrize("reading", [text for text in MISREADINGS if len(text) > 4])
def test_the_best_of_all_words_are_found(reading: str) -> None:
    found, best = INDEX.find([reading], 10).words.tolist(), rank_all(reading)
    assert found[0] == best[0]
    assert len(set(found[:5]) & set(best[:5])) >= 3


def test_what_is_found_is_scored_as_by_itself_and_as_aligned() -> None:
    found = INDEX.find(MISREADINGS, 6)
    assert INDEX.score(MISREADINGS, found.readings, found.words) == pytest.approx(found.channel, abs=0.01)
    for row, word, channel in zip(found.readings, found.words, found.channel, strict=True):
        text, meant = MISREADINGS[row], INDEX.model.vocabulary.words[word]
        steps = align(INDEX.channel, text, meant)[0]
        whole = INDEX.channel.misread.get(text.lower(), {}).get(meant, NEVER)
        assert channel == pytest.approx(np.logaddexp(MISREAD + steps, whole), abs=0.01)


def test_readings_come_in_their_order_however_they_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    together = INDEX.find(MISREADINGS, 4)
    assert together.readings.tolist() == sorted(together.readings.tolist())
    assert set(together.readings.tolist()) == set(range(len(MISREADINGS)))
    monkeypatch.setattr("corrections.candidates._BATCH", 3)
    cut = INDEX.find(MISREADINGS, 4)
    assert (cut.readings.tolist(), cut.words.tolist()) == (
        together.readings.tolist(),
        together.words.tolist(),
    )


def test_close_words_hardly_differ() -> None:
    close = INDEX.find(MISREADINGS, 4, close=True)
    vocabulary = INDEX.model.vocabulary
    for row, word in zip(close.readings, close.words, strict=True):
        assert abs(len(MISREADINGS[row]) - len(vocabulary.words[word])) <= 1
        assert vocabulary.counts[word] >= 30
    texts = {
        (MISREADINGS[row], vocabulary.words[word])
        for row, word in zip(close.readings, close.words, strict=True)
    }
    assert {("strlke", "strike"), ("mecting", "meeting"), ("modcm", "modern")} <= texts


def test_what_cannot_be_a_word_is_found_nothing_for() -> None:
    assert len(INDEX.find([], 5).words) == 0
    assert len(INDEX.find(["~~~~~~~~~~~~~~~"], 5).words) == 0
    assert (INDEX.find(["strlke", "~~~~~~~~~~~~~~~", "tlie"], 3).readings != 1).all()


def test_frequent_words_are_found_by_how_they_are_misread_as_a_whole() -> None:
    (reading, shares), *_ = ((r, s) for r, s in INDEX.channel.misread.items() if len(s) > 1)
    found = INDEX.find([reading], 3)
    ids = {INDEX.model.vocabulary.ids[word] for word in shares if word in INDEX.model.vocabulary.ids}
    assert ids <= set(found.words.tolist())
    assert len(set(found.words.tolist())) == len(found.words)
    value = found.channel + INDEX.model.log_unigrams[found.words]
    assert (np.diff(value) <= 1e-3).all()


words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)


@given(words, st.data())
def test_a_wrong_letter_changes_few_traits(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    other = word[:place] + data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz")) + word[place + 1 :]
    traits = find_traits(encode_read([word, other]))
    assert np.bitwise_count(traits.halves[0] ^ traits.halves[1]) <= 2
    assert np.bitwise_count(traits.thirds[0] ^ traits.thirds[1]) <= 2
    assert (traits.halves == find_traits(encode_read([word.upper(), other.upper()])).halves).all()


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(0, 12), st.integers(0, 50))
def test_the_price_of_a_list_is_the_least_that_makes_it_long_enough(prices, listed, guess):
    most = _find_most(np.array(prices, dtype=np.uint8), listed, guess)
    reached = sum(price <= most for price in prices)
    if len(prices) > listed:
        assert reached > listed >= sum(price < most for price in prices)
    else:
        assert reached == len(prices)
