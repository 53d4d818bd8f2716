"""Divided words with a scrap of the next column between their halves."""

import pytest

from corrections.corrector import Corrector
from corrections.interruptions import interrupted_arcs
from corrections.lattice import Feature
from corrections.lexicon import bundled_lexicon
from corrections.passage import Passage, Token
from corrections.plain_text.running_text import read_sections
from corrections.readings import read_readings
from corrections.rewording import reword
from corrections.stream import Place, read_places

CORRECTOR = Corrector(bundled_lexicon())
MODEL = CORRECTOR._model
WORDS = MODEL.language.vocabulary.words


def find(text: str, line_end: int = -1) -> tuple[list[Place], list[str], list[float], list[Token]]:
    tokens = [Token(str(n), word, ends_line=n == line_end) for n, word in enumerate(text.split())]
    places = list(read_places([Passage("p", tuple(tokens))], CORRECTOR._knows))
    readings = read_readings(places, MODEL.language, MODEL.letters, CORRECTOR._protects)
    arcs = interrupted_arcs(places, readings, MODEL.index)
    scraps = [float(size) for size in arcs.features[:, Feature.SCRAP]]
    return places, [WORDS[word] for word in arcs.lasts], scraps, tokens


@pytest.mark.parametrize(
    ("text", "word", "scrap"),
    [
        ("that the pri- si soner was", "prisoner", 2),
        ("that the atten- v tion of", "attention", 1),
        ("the import- ie ant matter", "important", 2),
        ("by the pri- d eoner himself", "prisoner", 1),
    ],
)
def test_the_halves_are_one_word_without_the_scrap(text: str, word: str, scrap: int) -> None:
    _, words, scraps, _ = find(text)
    assert (words, scraps) == ([word], [scrap])


@pytest.mark.parametrize(
    ("text", "word", "scrap"),
    [
        ("it was consti I tuted so", "constituted", 1),
        ("our Correspon r dent of", "correspondent", 1),
        ("was sub In sequently told", "subsequently", 2),
    ],
)
def test_a_scrap_that_stands_by_itself_is_left_out(text: str, word: str, scrap: int) -> None:
    _, words, scraps, _ = find(text)
    assert (words, scraps) == ([word], [scrap])


@pytest.mark.parametrize(
    "text",
    [
        "in the circum 1 stances of",  # a number is a person's
        "it was as of long as",
        "the ti in the hall",  # too short a word
        "the prinq of cipalz street",  # of which nobody knows the word
        "the consti and tuted so",  # too long a scrap
        "of consti I",
        "the state I ment of",  # both halves are words
    ],
)
def test_other_words_between_stay(text: str) -> None:
    assert find(text)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "the govern- ment of",
        "a half- dozen men",
        "the pri- soners si were",
        "the pri- something soner",
        "the pri- si 1914",
        "of the resig- si Nation was",  # which the lexicon knows
        "the un- a b",
        "of the pri- si",
    ],
)
def test_what_goes_on_at_once_or_not_at_all_is_let_be(text: str) -> None:
    assert find(text)[1] == []


def test_a_line_keeps_its_end() -> None:
    places, _, _, tokens = find("that the pri- si soner was", line_end=2)
    at = next(number for number, place in enumerate(places) if place.rest)
    rewording = reword(places[at : at + 2], ("prisoner",), 0.0, tokens, MODEL.channel)
    assert rewording is not None
    assert rewording.texts == ("pri-", "", "soner")


def test_a_text_is_mended() -> None:
    text = "The magistrate heard the evidence and committed the pri- si soner, Brown, for trial at once."
    (section,) = read_sections((text,))
    proposals = list(CORRECTOR.propose(section.passages))
    assert [proposal.best.texts for proposal in proposals] == [("prisoner,", "", "")]
