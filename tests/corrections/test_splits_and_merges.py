"""Where a space may be too much, and where one may be missing: what comes into question at all."""

import numpy as np
import pytest

from corrections.corrector import Corrector
from corrections.lattice import Feature
from corrections.lexicon import bundled_lexicon
from corrections.merges import merged_arcs
from corrections.passage import Passage, Token
from corrections.plain_text.proofreading import proofread
from corrections.plain_text.running_text import read_sections
from corrections.readings import Readings, read_readings
from corrections.splits import split_arcs
from corrections.stream import Place, read_places

CORRECTOR = Corrector(bundled_lexicon())
MODEL = CORRECTOR._model
WORDS = MODEL.language.vocabulary.words
TEXT = """The members of the committee met in the hall on Monday, and the chairman said that {} in the city
tbe men would wait no longer. He was askcd by several of thc members what tho governor had said to him."""


@pytest.mark.parametrize(
    ("spoiled", "right"),
    [
        ("the respec tablc families", "the respectable families"),
        ("the members of the com mit tee", "the members of the committee"),
        ("thc govern ment of tlie country", "the government of the country"),
        ("the labor movement everywhcre has been bctter since theelection", "since the election"),
        ("the depart.ment of labor", "the department of labor"),
    ],
)
def test_spaces_are_put_where_they_belong(spoiled: str, right: str) -> None:
    best = TEXT.format(spoiled)
    for section in read_sections((best,)):
        for proposal in CORRECTOR.propose(section.passages):
            best = best.replace(proposal.text, proposal.best.text, 1)
    assert right in best


@pytest.mark.parametrize(
    "clean",
    [
        "to-day the co-operative store re-opened",
        "men from Mill-street and others",
        "Mr. Smith, of the A. F. of L., and a half-dozen women",
    ],
)
def test_what_stands_apart_stays_apart(clean: str) -> None:
    assert clean in proofread(TEXT.format(clean), CORRECTOR).text


def read(text: str) -> tuple[list[Place], Readings]:
    """The places of a text; a new line is a new passage."""
    passages = [
        Passage(str(n), tuple(Token(f"{n}.{place}", word) for place, word in enumerate(line.split())))
        for n, line in enumerate(text.split("\n"))
    ]
    places = list(read_places(passages, CORRECTOR._knows))
    model = MODEL.language
    return places, read_readings(places, model, MODEL.letters, CORRECTOR._protects)


def find_torn(text: str) -> dict[tuple[str, str], np.ndarray]:
    """Features by what stands there and the word it may be."""
    places, readings = read(text)
    arcs = merged_arcs(places, readings, MODEL.index)
    assert (arcs.features[:, Feature.MERGED] == arcs.spans - 1).all()
    spans = [
        " ".join(p.text for p in places[at : at + n]) for at, n in zip(arcs.places, arcs.spans, strict=True)
    ]
    return {
        (span, WORDS[word]): row for span, word, row in zip(spans, arcs.firsts, arcs.features, strict=True)
    }


@pytest.mark.parametrize(
    ("text", "span", "word", "misread", "marked"),
    [
        ("the com pany met", "com pany", "company", False, False),
        ("the com mit tee met", "com mit tee", "committee", False, False),
        ("he was a sk ed of it", "a sk ed", "asked", False, False),
        ("S ILVER was", "S ILVER", "silver", False, False),
        ("WASHING TON D C", "WASHING TON", "washington", False, False),
        ("to day and to morrow", "to morrow", "tomorrow", False, False),
        ("co operation of", "co operation", "cooperation", False, False),
        ("the com. pany met", "com pany", "company", False, True),
        ("and ob. served that", "ob served", "observed", False, True),
        ("he stood o n the", "o n", "on", False, False),
        ("K ng George", "K ng", "king", True, False),
        ("was fo nd there", "fo nd", "found", True, False),  # though "fond" is a word
        ("the un-ion of qovernmcnt", "un ion", "union", False, True),
        ("met thc govern meut of", "govern meut", "government", True, False),
        ("the comp auy met", "comp auy", "company", True, False),
    ],
)
def test_torn(text: str, span: str, word: str, misread: bool, marked: bool) -> None:
    features = find_torn(text)[span, word]
    assert (features[Feature.MENDED], features[Feature.MARKED]) == (misread, marked)
    assert (features[Feature.CHANNEL] < -4) == misread


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("the com. Pany met", "com Pany"),  # a sentence ends there
        ("the half-dozen men", "half dozen"),  # both are words
        ("J Smith spoke", "J Smith"),
        ("the men 's hall", "men s"),
        ("in the 19 14 year", "19 14"),
        ("the o m", "o m"),  # no word, and too short for a misread one
        ("the com\npany met", "com pany"),  # not over the end of a paragraph
        ("interna tionalization of internatio nalization", "internatio nalization of"),
        ("on the 1 4 th", "4 th"),
        ("com", "com"),
        ("when T h ey met", "T h ey"),
    ],
)
def test_not_torn(text: str, span: str) -> None:
    assert span not in {stands for stands, _ in find_torn(text)}


def test_where_one_part_is_the_word_already_something_is_too_much() -> None:
    assert ("tne committee", "committee") not in find_torn("the tne committee met")
    assert not any(word == "government" for _, word in find_torn("the thc government met"))


def find_joined(text: str, hope: float = -np.inf) -> dict[tuple[str, str], np.ndarray]:
    """Features by what stands there and the two words it may be."""
    places, readings = read(text)
    arcs = split_arcs(places, readings, MODEL.index, np.full(len(readings.texts), hope))
    said = [f"{WORDS[first]} {WORDS[last]}" for first, last in zip(arcs.firsts, arcs.lasts, strict=True)]
    stands = [places[at].text for at in arcs.places]
    return {(there, words): row for there, words, row in zip(stands, said, arcs.features, strict=True)}


@pytest.mark.parametrize(
    ("stands", "words", "misread"),
    [
        ("soextensive", "so extensive", False),
        ("theelection", "the election", False),
        ("thePresident", "the president", False),
        ("thestrikc", "the strike", True),
        ("wcnthome", "went home", True),
        ("ashow", "a show", False),
        ("qzxvwkj", None, False),
        ("committee", None, False),  # known
    ],
)
def test_joined(stands: str, words: str | None, misread: bool) -> None:
    found = find_joined(f"men said {stands} was there and {stands} again")
    said = {pair[1]: row for pair, row in found.items() if pair[0] == stands}
    if words is None:
        assert not said
    else:
        assert (said[words][Feature.SPLIT], said[words][Feature.MENDED]) == (1, misread)
        assert (said[words][Feature.CHANNEL] < -4) == misread


def test_it_may_stand_wherever_it_was_read() -> None:
    places, readings = read("ashow was seen and ashow\nashow")
    arcs = split_arcs(places, readings, MODEL.index, np.full(len(readings.texts), -np.inf))
    assert sorted(set(arcs.places.tolist())) == [0, 4, 5]


def test_no_letters_are_put_right_where_there_is_hope_for_a_single_word() -> None:
    assert ("thestrikc", "the strike") in find_joined("in thestrikc was")
    assert not find_joined("in thestrikc was", hope=-8.0)
    assert ("soextensive", "so extensive") in find_joined("in soextensive a", hope=-8.0)


def test_a_word_divided_over_a_line_end_is_not_parted_again() -> None:
    assert not find_joined("in soexten- sive a")


def test_the_commonest_words_come_into_question() -> None:
    assert len([pair for pair in find_joined("in ashow of") if pair[0] == "ashow"]) <= 2


def propose_over(text: str) -> list[tuple[str, str, str]]:
    """What stands in two tokens, what is proposed, and how surely; lines of the text are lines."""
    section = next(read_sections((text,)))
    proposals = Corrector(bundled_lexicon()).propose(section.passages)
    return [(p.text, p.best.text, p.recommendation.value) for p in proposals if len(p.tokens) == 2]


MET = "The engineers of the rail{}road met in the hall and said that they would strike on Monday."
ELSEWHERE = " The railroad men did not work that day. The railroad was idle."


def test_a_word_torn_at_a_line_end_is_asked_about_and_put_together_where_it_stands_elsewhere() -> None:
    assert propose_over(MET.format("\n")) == [("rail road", "rail- road", "ask")]
    assert propose_over(MET.format("\n") + ELSEWHERE) == [("rail road", "rail- road", "apply")]
    assert propose_over(MET.format(" ")) == [("rail road", "railroad", "ask")]


@pytest.mark.parametrize("pair", ["to\nday", "may\nbe", "for\never", "every\none", "in\nto", "no\none"])
def test_words_of_which_a_line_ends_with_one_stay_two(pair: str) -> None:
    assert propose_over(f"They said that they would come {pair} or other of the men in the town.") == []
