from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from corrections.arcs import build_arcs
from corrections.corrector import Corrector
from corrections.embeddings import LEAST, MOST, Embeddings
from corrections.lattice import Feature
from corrections.lexicon import Lexicon
from corrections.model import shipped_model
from corrections.passage import Passage, Token
from corrections.readings import read_readings
from corrections.stream import read_places

MODEL = shipped_model()
SMALL = Embeddings(
    np.array([[0, 0], [0, 0], [3, 1], [-2, 4], [5, -6], [7, 1]], dtype=np.int8),
    np.array([[0, 0], [0, 0], [0, 0], [1, 2], [3, -4], [-1, 5]], dtype=np.int8),
    np.array([[0.1, 0.2], [0.3, 0.1], [0.2, 0.4], [0.5, 0.1]], dtype=np.float32),
    np.array([0.01, 0.02], dtype=np.float32),
    20,
)


def ids(text: str) -> np.ndarray[Any, Any]:
    return np.array([MODEL.language.vocabulary.id(word) for word in text.split()])


def gains(text: str, *words: str) -> list[float]:
    """What the text says for each word in the place of the first "_"."""
    at = np.array([text.split().index("_")])
    contexts = np.repeat(MODEL.embeddings.contexts(ids(text))[at], len(words), axis=0)
    return MODEL.embeddings.gains(contexts, ids(" ".join(words))).tolist()


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("he was charged with _ a watch", "stealing", "sealing"),
        ("the _ of the union went on strike", "members", "numbers"),
        ("twenty casks of _ and bags of sugar", "rum", "run"),
        ("the delegates voted for the _ by a large majority", "motion", "notion"),
    ],
)
def test_the_words_around_tell_words_apart_that_look_alike(text: str, right: str, wrong: str) -> None:
    better, worse = gains(text, right, wrong)
    assert better > worse + 1


@pytest.mark.parametrize("size", [0, 1, 2, 5, 60])
@pytest.mark.parametrize(("near", "reach"), [(2, 20), (1, 4), (3, 5), (2, 2)])
def test_each_neighbour_counts_by_its_place_and_those_farther_off_all_alike(
    near: int, reach: int, size: int
) -> None:
    random = np.random.default_rng(3)
    places = random.uniform(-1, 1, (2 * near, 2)).astype(np.float32)
    embeddings = replace(SMALL, places=places, reach=reach)
    stream = random.integers(0, 6, size)
    contexts = embeddings.contexts(stream)
    assert contexts.shape == (size, 2)
    weights = dict(zip([step for step in range(-near, near + 1) if step], places, strict=True))
    for place, row in enumerate(contexts):
        wanted = np.zeros(2)
        for other, word in enumerate(stream.tolist()):
            if 1 <= abs(other - place) <= reach:
                wanted += SMALL.around[word] * weights.get(other - place, SMALL.far)
        assert row == pytest.approx(wanted, abs=1e-4)


def test_what_stands_at_the_place_itself_says_nothing() -> None:
    one, other = ids("strike of the miners in the north"), ids("strike of the butter in the north")
    assert (MODEL.embeddings.contexts(one)[3] == MODEL.embeddings.contexts(other)[3]).all()


def test_nothing_is_said_by_words_or_of_words_that_are_too_rare() -> None:
    beyond = np.array([6, 999_999])
    assert not SMALL.contexts(np.array([6, 0, 999_999])).any()
    assert SMALL.gains(np.full((2, 2), 9, dtype=np.float32), beyond).tolist() == [0, 0]


def test_the_first_and_the_last_of_the_words_say_something_and_something_is_said_of_them() -> None:
    context = np.array([[0.1, 0.2]], dtype=np.float32)
    assert SMALL.gains(context, np.array([5])).tolist() == pytest.approx([0.9])
    assert SMALL.contexts(np.array([5, 0]))[1].tolist() == pytest.approx([7 * 0.3, 0.1])


def test_no_neighbours_decide_alone() -> None:
    contexts = np.array([[900, 900], [-900, -900]], dtype=np.float32)
    assert SMALL.gains(contexts, np.array([3, 3])).tolist() == [MOST, LEAST]


def test_an_arc_is_weighed_by_what_the_words_around_say_for_its_words() -> None:
    text = "The delegates voted for the nnotion by alarge majority"
    tokens = tuple(Token(str(number), word) for number, word in enumerate(text.split()))
    places = list(read_places([Passage("p", tokens)], lambda word: True))
    readings = read_readings(places, MODEL.language, MODEL.letters, lambda word: False)
    arcs = build_arcs(places, readings, MODEL.index, MODEL.rivals, MODEL.embeddings)
    contexts = MODEL.embeddings.contexts(ids(text))
    double = arcs.features[:, Feature.SPLIT] > 0
    first, last = (
        MODEL.embeddings.gains(contexts[arcs.places], words) for words in (arcs.firsts, arcs.lasts)
    )
    assert double.any()
    assert arcs.features[:, Feature.CONTEXT] == pytest.approx(first + double * last)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("He was charged with stcaling a watch from the shop", True), ("and of the stcaling it", False)],
)
def test_people_are_told_where_the_words_around_speak_for_a_correction(text: str, fits: bool) -> None:
    tokens = tuple(Token(str(number), word) for number, word in enumerate(text.split()))
    proposals = list(replace(Corrector(Lexicon(())), wary=True).propose([Passage("p", tokens)]))
    (reason,) = [proposal.best.reason for proposal in proposals if proposal.best.text == "stealing"]
    assert ("it goes with the words around" in reason) is fits
