"""Each different reading of a document looked up once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.corrector import Corrector
from corrections.lexicon import bundled_lexicon
from corrections.passage import Passage, Token
from corrections.readings import Readings, read_readings, score_identity
from corrections.stream import read_places
from corrections.vocabulary import NUMBER, UNKNOWN

CORRECTOR = Corrector(bundled_lexicon())
MODEL = CORRECTOR._model
TEXT = "The men met in 1933 and the Qzvarn of Isvestia met QZVARN and qzvarn; the MEN of '33 met McQzvarn x"


def read(text: str) -> Readings:
    passage = Passage("p", tuple(Token(str(n), word) for n, word in enumerate(text.split())))
    places = list(read_places([passage], CORRECTOR._knows))
    return read_readings(places, MODEL.language, MODEL.letters, CORRECTOR._protects)


READINGS = read(TEXT)


def texts(flags: np.ndarray) -> list[str]:
    return [text for text, flag in zip(READINGS.texts, flags, strict=True) if flag]


def test_each_is_counted_as_it_is_written_and_found_at_its_places() -> None:
    assert [READINGS.texts[n] for n in READINGS.places][:8] == [
        "The",
        "men",
        "met",
        "in",
        "1933",
        "and",
        "the",
        "Qzvarn",
    ]
    counts = dict(zip(READINGS.texts, READINGS.counts.tolist(), strict=True))
    assert (counts["met"], counts["the"], counts["The"], counts["men"], counts["MEN"]) == (3, 2, 1, 1, 1)
    assert sum(counts.values()) == len(READINGS.places)
    assert READINGS.sizes.tolist() == [len(text) for text in READINGS.texts]


def test_what_is_known_what_may_change_and_how_it_is_written() -> None:
    ids = MODEL.language.vocabulary.ids
    for text, word in zip(READINGS.texts, READINGS.words, strict=True):
        assert word == (NUMBER if text[-1].isdigit() else ids.get(text.lower(), UNKNOWN))
    assert texts(READINGS.fixed) == ["1933", "Isvestia", "'33"]
    assert texts(READINGS.unknown) == ["Qzvarn", "QZVARN", "qzvarn", "McQzvarn"]
    assert texts(READINGS.upper) == ["QZVARN", "MEN"]
    assert texts(READINGS.capital) == ["The", "Qzvarn", "Isvestia", "McQzvarn"]


def test_letters_are_weighed_where_nobody_knows_the_word() -> None:
    assert (READINGS.letters[READINGS.words != UNKNOWN] == 0).all()
    assert (READINGS.letters[READINGS.unknown] < -5).all()


def test_a_text_is_read_as_it_says_where_it_has_letters() -> None:
    the, tom, over, strange, none = score_identity(["the", "Thom", "o'er", "th3", ""])
    assert -0.2 < tom == over < the < 0
    assert strange == pytest.approx(2 * the / 3 - 7, abs=1e-3)
    assert none == 0


@given(st.lists(st.integers(0, 30), max_size=4, unique=True).map(sorted), st.data())
def test_rows_are_spread_over_the_places_of_their_readings(numbers: list[int], data: st.DataObject) -> None:
    types = [number for number in numbers if number < len(READINGS.texts)]
    rows = sorted(data.draw(st.lists(st.integers(0, len(types) - 1), max_size=6))) if types else []
    at, which = READINGS.spread(np.array(types, dtype=np.int64), np.array(rows, dtype=np.int64))
    expected = [
        (place, row)
        for place, number in enumerate(READINGS.places.tolist())
        for row, owner in enumerate(rows)
        if types[owner] == number
    ]
    assert list(zip(at.tolist(), which.tolist(), strict=True)) == expected


def test_noise_is_the_share_of_unknown_words_without_a_capital() -> None:
    words = "the men of the mill went on strike and stood at the gates " * 20
    assert read(words).noise < 0.005
    assert read(words + "qzvarn " * 65).noise == pytest.approx(66 / 375)
    assert read(words + "Qzvarn " * 65).noise == read(words).noise  # a name, and only a name
    assert read("").noise == read("1933").noise == pytest.approx(0.02)


def test_one_slip_in_a_line_is_no_noise() -> None:
    assert read("Transcriebd by hand for the archive from the orignal paper").noise < 0.04
