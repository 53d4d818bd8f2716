"""How well words would stand at a place."""

import numpy as np
import pytest

from corrections.model import shipped_model
from corrections.neighbours import Neighbours
from corrections.passage import Passage, Token
from corrections.readings import read_readings
from corrections.stream import read_places

MODEL = shipped_model()


def neighbours_in(text: str) -> Neighbours:
    passage = Passage("p", tuple(Token(str(n), word) for n, word in enumerate(text.split())))
    places = list(read_places([passage], lambda word: True))
    readings = read_readings(places, MODEL.language, MODEL.letters, lambda word: False)
    return Neighbours(readings, MODEL.language, MODEL.embeddings)


def fit(text: str, *words: str) -> list[float]:
    """How well each word would stand in the place of "Qzx"."""
    at = np.full(len(words), text.split().index("Qzx"))
    return (
        neighbours_in(text).fit(at, np.array([MODEL.language.vocabulary.id(word) for word in words])).tolist()
    )


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("the men went Qzx strike", "on", "an"),
        ("a strike Qzx been called", "has", "bas"),
        ("Qzx men went on strike", "the", "she"),  # nothing stands before it
        ("the men went on Qzx", "strike", "strife"),  # nothing stands after it
        ("the Qzx", "men", "mere"),
        ("Qzx men", "the", "he"),
    ],
)
def test_a_word_fits_after_the_one_before_and_before_the_next(text: str, right: str, wrong: str) -> None:
    better, worse = fit(text, right, wrong)
    assert better > worse + 1


def test_words_farther_off_tip_the_scales_between_words_that_fit_alike() -> None:
    sea = "the ship sailed from Jamaica with sugar and tobacco and casks of Qzx and other goods"
    race = "the horse and its jockey had won the race after an hour of Qzx and other sport"
    (rum, run), (less, more) = fit(sea, "rum", "run"), fit(race, "rum", "run")
    assert rum - run > less - more + 0.5


def test_what_is_to_be_put_right_does_not_speak_for_itself() -> None:
    one, other = (neighbours_in(f"the strike of the {word} in the north") for word in ("miners", "butter"))
    at, words = np.array([4, 4]), MODEL.language.vocabulary.ids
    both = np.array([words["miners"], words["minors"]])
    assert one.fit(at, both) == pytest.approx(other.fit(at, both))


def test_each_place_is_judged_for_itself_in_whatever_order() -> None:
    some = neighbours_in("the men of the mill went on strike today")
    at = np.array([8, 0, 3, 3, 7])
    words = np.array([MODEL.language.vocabulary.id(word) for word in ("today", "he", "the", "tie", "strife")])
    each = [some.fit(at[[n]], words[[n]])[0] for n in range(len(at))]
    assert some.fit(at, words) == pytest.approx(np.array(each))
    assert len(set(each)) == len(each)
    assert some.fit(at[:0], words[:0]).tolist() == []
