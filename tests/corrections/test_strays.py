"""Scraps that an engine read where nothing is printed."""

import numpy as np
import pytest

from corrections.arcs import build_arcs
from corrections.corrector import Corrector
from corrections.decoder import decode
from corrections.lattice import Arcs, Feature, make_lattice, strip_borders
from corrections.lexicon import bundled_lexicon
from corrections.model import shipped_model
from corrections.passage import Passage, Token
from corrections.readings import Readings, read_readings
from corrections.strays import expect_strays, stray_arcs
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


SOUND = "The members of the committee met in the hall on Monday, and they said that they would wait."
CUT = "The members of the nd committee met in the hl hall on Monday, and they ty said that they would wait."
MANY = 8


def look(text: str) -> tuple[Readings, Arcs, np.ndarray]:
    """A text's readings, arcs and their probabilities, those of scraps as in any text."""
    places = list(read_places([passage(text)], CORRECTOR._knows))
    model = CORRECTOR._model
    readings = read_readings(places, model.language, model.letters, CORRECTOR._protects)
    arcs = build_arcs(places, readings, model.index, model.rivals, model.embeddings)
    lattice = make_lattice(arcs, model.vector, len(places))
    return readings, arcs, strip_borders(decode(lattice, model.language, model.weights["language"]))


def test_in_a_text_without_scraps_all_is_as_likely_as_before() -> None:
    readings, arcs, posteriors = look(" ".join([SOUND] * MANY))
    assert (expect_strays(arcs, posteriors, readings) == posteriors).all()


def test_where_there_are_many_scraps_each_is_likelier_and_what_stands_there_less_so() -> None:
    readings, arcs, posteriors = look(" ".join([CUT] * MANY))
    found = expect_strays(arcs, posteriors, readings)
    dropped = arcs.features[:, Feature.DROPPED] > 0
    scraps = [readings.texts[readings.places[at]] for at in arcs.places[dropped]]
    assert {"nd", "hl", "ty"} <= set(scraps)
    odds, before = (values / (1 - values) for values in (found[dropped], posteriors[dropped]))
    assert (odds > 2 * before).all()
    assert odds / before == pytest.approx(odds[0] / before[0])
    at = arcs.places[dropped][scraps.index("nd")]
    stands = np.flatnonzero(arcs.kept & (arcs.places == at))
    assert (found[stands] < posteriors[stands]).all()
    assert found.min() >= 0
    assert found.max() <= 1


def test_beside_what_is_misread_a_scrap_is_as_likely_as_before() -> None:
    readings, arcs, posteriors = look(" ".join([CUT.replace("committee", "cxmmittqe")] * MANY))
    found = expect_strays(arcs, posteriors, readings)
    scraps = [readings.texts[readings.places[at]] for at in arcs.places]
    rows = np.flatnonzero((arcs.features[:, Feature.DROPPED] > 0) & np.array([s == "nd" for s in scraps]))
    assert len(rows) == MANY
    assert (found[rows] <= posteriors[rows]).all()


def test_a_short_common_word_may_be_a_scrap_only_where_there_are_others() -> None:
    line = "the men said it they would wait in the hall"
    assert "it" not in scraps(line)
    assert "it" in scraps(" ".join([CUT] * MANY + [line]))


def test_two_scraps_in_a_row_are_left_out_together_where_there_are_many() -> None:
    line = "he was taken to the nd hl station by the police"
    readings, arcs, _ = look(" ".join([CUT] * MANY + [line]))
    two = np.flatnonzero(arcs.features[:, Feature.DROPPED] == 2)
    at = arcs.places[two]
    assert [readings.texts[number] for number in readings.places[at]] == ["nd"]
    assert readings.texts[readings.places[at[0] + 2]] == "station"
    assert arcs.spans[two].tolist() == [3]
    assert arcs.features[two, Feature.SCRAP].tolist() == [4]
    assert not (look(line)[1].features[:, Feature.DROPPED] == 2).any()


def test_both_of_two_scraps_are_taken_out_of_the_text() -> None:
    line = "he was taken to the nd hl station by the police"
    proposals = list(
        Corrector(bundled_lexicon(), wary=True).propose([passage(" ".join([CUT] * MANY + [line]))])
    )
    assert (("nd", "hl"), ("", "")) in [(p.before, p.best.texts) for p in proposals]
