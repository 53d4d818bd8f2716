"""Scraps that an engine read where nothing is printed."""

import pytest

from corrections.corrector import Corrector
from corrections.lattice import Feature
from corrections.lexicon import bundled_lexicon
from corrections.model import shipped_model
from corrections.passage import Passage, Token
from corrections.readings import read_readings
from corrections.strays import stray_arcs
from corrections.stream import read_places

CORRECTOR = Corrector(bundled_lexicon())
MODEL = shipped_model()


def passage(text: str) -> Passage:
    return Passage("p", tuple(Token(str(place), word) for place, word in enumerate(text.split())))


def scraps(text: str) -> list[str]:
    places = list(read_places([passage(text)], lambda word: MODEL.language.vocabulary.id(word) > 0))
    readings = read_readings(places, MODEL.language, MODEL.letters, CORRECTOR._protects)
    return [places[at].text for at in stray_arcs(places, readings, MODEL.language).places]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he was taken to the nd station by the police", ["nd"]),
        ("there were two x men in the house", ["x"]),
        ("the men were in the house", []),
        ("a letter from J Smith of the union", []),
        ("they went to no. 7 of the street", []),
        ("nd", []),
        ("he was taken to the nd-station by the police", []),
        ("he was taken to the-nd station by the police", []),
        ("he was taken to the ndy station by the police", []),
        ("he was taken to the n- d station by the police", []),
        ("he was taken to the ND station by the police", []),
        ("he was taken to the X station by the police", ["X"]),
        ("he was taken to X. Smith by the police", []),
        ("a report by Smith X to the police", []),
        ("he was taken to the nd", []),
        ("they went in on to the hall", []),
        ("x the men were in the house", ["x"]),
        ("there were two x men", ["x"]),
    ],
)
def test_what_stands_between_words_that_belong_together_may_be_a_scrap(text: str, found: list[str]) -> None:
    assert scraps(text) == found


def test_a_scrap_at_the_end_of_a_passage_is_let_be() -> None:
    tokens = [passage("he was taken to the nd"), passage("station by the police")]
    places = list(read_places(tokens, lambda word: MODEL.language.vocabulary.id(word) > 0))
    readings = read_readings(places, MODEL.language, MODEL.letters, CORRECTOR._protects)
    assert len(stray_arcs(places, readings, MODEL.language).places) == 0


def test_a_scrap_is_left_out_with_its_space_and_nothing_else() -> None:
    text = "The members of the nd committee met in the hall on Monday, and said that they would wait."
    proposals = [
        p for p in Corrector(bundled_lexicon(), wary=True).propose([passage(text)]) if "nd" in p.before
    ]
    assert [(p.before, p.best.texts) for p in proposals] == [(("nd",), ("",))]


def test_an_initial_is_never_left_out_unasked() -> None:
    text = "Messrs. T. Punch and E Weston, C Williams and K Ainsworth spoke of the strike at the meeting."
    for proposal in CORRECTOR.propose([passage(text)]):
        assert all(candidate.texts != ("",) for candidate in proposal.candidates)


def test_the_word_after_a_scrap_stays_what_it_is() -> None:
    text = "he was taken to the nd station by the police and there were two x men in the house"
    places = list(read_places([passage(text)], lambda word: MODEL.language.vocabulary.id(word) > 0))
    readings = read_readings(places, MODEL.language, MODEL.letters, CORRECTOR._protects)
    arcs = stray_arcs(places, readings, MODEL.language)
    assert [places[at].text for at in arcs.places] == ["nd", "x"]
    assert [MODEL.language.vocabulary.words[word] for word in arcs.firsts] == ["station", "men"]
    assert (arcs.spans == 2).all()
    for row, after in enumerate(("station", "men")):
        number = readings.texts.index(after)
        assert arcs.features[row, Feature.CHANNEL] == pytest.approx(float(readings.channel[number]))
        assert arcs.features[row, Feature.UNKNOWN] == arcs.features[row, Feature.LETTERS] == 0
        assert arcs.features[row, Feature.DROPPED] == 1
    assert arcs.features[:, Feature.SCRAP].tolist() == [2, 1]
