"""Names that stand elsewhere in the document."""

import pytest

from corrections.corrector import Corrector
from corrections.echoes import echo_arcs
from corrections.lexicon import bundled_lexicon
from corrections.model import shipped_model
from corrections.passage import Passage, Token
from corrections.readings import read_readings
from corrections.stream import read_places

CORRECTOR = Corrector(bundled_lexicon())
MODEL = shipped_model()
TEXT = """The strike of the weavers was led by Brannigoff, and the owners knew it. On Monday Brannigoff spoke
to the men in the hall; on Tuesday the police looked for {} everywhere. Then Brannigoff had left the city."""


def echoes(text: str) -> set[tuple[str, str]]:
    tokens = tuple(Token(str(place), word) for place, word in enumerate(text.split()))
    places = list(read_places([Passage("p", tokens)], lambda word: MODEL.language.vocabulary.id(word) > 0))
    readings = read_readings(places, MODEL.language, MODEL.letters, CORRECTOR._protects)
    arcs = echo_arcs(readings, MODEL.index)
    pairs = zip(arcs.places.tolist(), arcs.echoes.tolist(), strict=True)
    return {(places[at].text, readings.texts[echo]) for at, echo in pairs}


def test_a_name_that_stands_twice_may_be_meant_by_what_looks_like_it() -> None:
    assert echoes(TEXT.format("Brannigotf")) == {("Brannigotf", "Brannigoff")}


def test_the_same_name_in_capitals_and_another_name_are_left_alone() -> None:
    assert echoes(TEXT.format("BRANNIGOFF")) == set()
    assert echoes(TEXT.format("Shaughnessoff")) == set()


def test_the_more_frequent_name_does_not_give_way() -> None:
    assert ("Brannigoff", "Brannigotf") not in echoes(TEXT.format("Brannigotf and Brannigotf"))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("brannigotf", True),
        ("Brannigof", True),
        ("Brannigofff", True),
        ("Brannlgotf.", True),
        ("Branni", False),  # three letters shorter and more
        ("Ffoginnarb", False),
        ("Kroly", False),
    ],
)
def test_what_may_be_the_name(word: str, found: bool) -> None:
    assert ((word.rstrip("."), "Brannigoff") in echoes(TEXT.format(word))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Qroly met Qroly and Qroiy went", {("Qroiy", "Qroly")}),
        ("Then Qroly met Qroiy and went", set()),  # neither stands twice
        ("Then Qro met Qro and Qrc went", set()),  # too short
        ("Then qroly met qroly and Qroiy went", set()),  # no name
        ("Then QROLY met QROLY and Qroiy went", set()),
        ("Then Qro1y met Qro1y and Qroiy went", set()),
        ("Then Qroly met Qroly and Qroiy met Qroiy", set()),  # as often
        ("Then Qroly met Qroly Qroly and Qroiy met Qroiy", {("Qroiy", "Qroly")}),
        ("Then Qroly met Qroly and Isvestia met Strike", set()),  # known
        ("Then Kuznitsov met Kuznitsov and Kaznotsov went", set()),  # alike, but not read for each other
        ("Then Malakhov met Malakhov and Molokhav went", set()),
    ],
)
def test_which_names_are_echoed(text: str, found: set[tuple[str, str]]) -> None:
    assert echoes(text) == found


def test_the_proposal_has_the_name_as_it_stands_elsewhere() -> None:
    text = TEXT.format("Brannigotf,")
    tokens = tuple(Token(str(place), word) for place, word in enumerate(text.split()))
    found = [
        p
        for p in Corrector(bundled_lexicon(), wary=True).propose([Passage("p", tokens)])
        if "Brannigotf," in p.before
    ]
    assert [proposal.best.text for proposal in found] == ["Brannigoff,"]
    assert "stands 3 times" in found[0].best.reason
