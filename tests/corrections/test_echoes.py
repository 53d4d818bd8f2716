"""Names that stand elsewhere in the document."""

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
    readings = read_readings(places, MODEL.language, MODEL.channel.tables, MODEL.letters, CORRECTOR._protects)
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
