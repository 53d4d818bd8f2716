"""What a correction is weighed by, beside what can be counted by hand in a short text."""

import math
from collections.abc import Sequence
from functools import cache
from itertools import islice

import numpy as np
import pytest

from corrections.arcs import build_arcs
from corrections.corrector import Corrector
from corrections.decoder import decode
from corrections.evidence import LABELS, choose, weigh
from corrections.language_model import LanguageModel
from corrections.lattice import Arcs, Feature, make_arcs, make_lattice, strip_borders
from corrections.lexicon import bundled_lexicon
from corrections.passage import Passage, Token
from corrections.readings import Readings, read_readings
from corrections.stream import Place, read_places
from corrections.vocabulary import BORDER, UNKNOWN

TEXT = """The wcavers of the town walked out on Monday, and tbe committee met in the hall of the com pany to
hear what Mr. Brannigoff said. Tbe strikc at the mill was led by Brannigoff, and nobody knew that tbe
GOVERUMENT
looked for Brannigotf everywhere. He was ashow of the nd committee in the stirke of the union."""
READ = """<b> <b> the weavers of the town walked out on monday and the committee met in the hall of the
company to hear what mr ? said the strike at the mill was led by ? and nobody knew that the government
looked for ? everywhere he was a show of the committee in the strike of the union <b> <b>"""
"""As it is most probably to be read; "?" is what nobody knows, "<b>" the edge."""
SAID = READ.split()
CORRECTOR = Corrector(bundled_lexicon())


@cache
def look(text: str) -> tuple[list[Place], Readings, Arcs, np.ndarray, np.ndarray]:
    """A text's places, readings, arcs with their probabilities, and those that are weighed."""
    model = CORRECTOR._model
    passage = Passage("p", tuple(Token(str(place), word) for place, word in enumerate(text.split())))
    places = list(read_places([passage], CORRECTOR._knows))
    readings = read_readings(places, model.language, model.letters, CORRECTOR._protects)
    arcs = build_arcs(places, readings, model.index, model.rivals, model.embeddings)
    lattice = make_lattice(arcs, model.vector, len(places))
    posteriors = strip_borders(decode(lattice, model.language, model.weights["language"]))
    return places, readings, arcs, posteriors, choose(arcs, posteriors, len(places), 0.15)


def weigh_all(text: str, posteriors: np.ndarray | None = None) -> np.ndarray:
    places, readings, arcs, found, chosen = look(text)
    weights = found if posteriors is None else posteriors
    model = CORRECTOR._model
    return weigh(chosen, arcs, weights, places, readings, model.language, model.letters)


@cache
def evidence(text: str = TEXT) -> dict[str, dict[str, float]]:
    """The columns on each correction, by what stands there; "tbe" and "tbe 2" where it stands twice."""
    places, _, arcs, _, chosen = look(text)
    found: dict[str, dict[str, float]] = {}
    for arc, row in zip(chosen.tolist(), weigh_all(text).tolist(), strict=True):
        start, span = int(arcs.places[arc]), int(arcs.spans[arc])
        there = " ".join(place.text for place in places[start : start + span])
        found[f"{there} 2" if there in found else there] = dict(zip(LABELS, row, strict=True))
    return found


def test_the_evidence_is_finite_however_sure_the_decoder_is() -> None:
    size = len(look(TEXT)[3])
    for sure in (0.0, 1.0):
        rows = weigh_all(TEXT, np.full(size, sure))
        assert np.isfinite(rows).all()
        assert np.abs(rows[:, LABELS.index("odds of the reading")]) == pytest.approx(13.8, abs=0.1)


def test_what_is_chosen_changes_something_does_not_overlap_and_is_the_likeliest() -> None:
    places, _, arcs, posteriors, chosen = look(TEXT)
    assert not arcs.kept[chosen].any()
    assert (posteriors[chosen] >= 0.15).all()
    assert (np.diff(arcs.places[chosen]) >= arcs.spans[chosen][:-1]).all()
    taken = {
        at + step for at, n in zip(arcs.places[chosen], arcs.spans[chosen], strict=True) for step in range(n)
    }
    for arc in np.flatnonzero(~arcs.kept & (posteriors >= 0.15)):
        assert taken & set(range(arcs.places[arc], arcs.places[arc] + arcs.spans[arc]))
    assert len(choose(arcs, posteriors, len(places), 0.999)) < len(chosen)
    assert len(choose(arcs, posteriors, len(places), 1.1)) == 0


def test_what_is_wrong_is_weighed_and_nothing_else() -> None:
    assert list(evidence()) == [
        "wcavers", "tbe", "com pany", "Tbe", "strikc", "tbe 2", "GOVERUMENT", "Brannigotf", "ashow",
        "nd committee", "stirke",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("length", {"tbe": 3, "com pany": 3, "nd committee": 2, "GOVERUMENT": 10}),
        ("growth", {"tbe": 0, "com pany": 4, "ashow": -1}),
        ("split", {"ashow": 1, "tbe": 0, "com pany": 0}),
        ("merged", {"com pany": 1, "tbe": 0, "ashow": 0}),
        ("left out", {"nd committee": 1, "com pany": 0, "tbe": 0}),
        ("length left out", {"nd committee": 2, "tbe": 0}),
        ("known as it stands", {"com pany": 1, "tbe": 0, "strikc": 0}),
        ("capital inside a sentence", {"Brannigotf": 1, "Tbe": 0, "GOVERUMENT": 0, "tbe": 0}),
        ("all capitals", {"GOVERUMENT": 1, "Tbe": 0, "Brannigotf": 0}),
        ("sentence start", {"Tbe": 1, "tbe": 0, "tbe 2": 0}),
        ("first letter same", {"tbe": 1, "Tbe": 1, "GOVERUMENT": 1, "ashow": 0}),
        ("last letter same", {"tbe": 1, "strikc": 0, "ashow": 1, "com pany": 0}),
        ("same letters", {"stirke": 1, "strikc": 0, "tbe": 0}),
        ("name in this text", {"Brannigotf": 1, "GOVERUMENT": 0}),
        ("places of the reading", {"tbe": math.log(2), "tbe 2": math.log(2), "Tbe": 0, "strikc": 0}),
        ("places of the word", {"Brannigotf": math.log(3), "strikc": 0, "tbe": math.log(9)}),
        ("neighbour before unknown", {"strikc": 1, "GOVERUMENT": 1, "tbe": 0, "Tbe": 0}),
        ("neighbour after unknown", {"Tbe": 1, "tbe 2": 1, "tbe": 0, "strikc": 0}),
        ("unknown around", {"wcavers": 2 / 12, "tbe": 3 / 21, "stirke": 2 / 14}),
        ("share of unknown words", {"tbe": (7 + 1) / (48 + 50), "stirke": (7 + 1) / (48 + 50)}),
        ("log count of what stands there", {"tbe": -20, "wcavers": -20}),
        ("strange characters", {"tbe": 0, "com pany": 0}),
        ("older spelling", {"tbe": 0, "strikc": 0}),
    ],
)
def test_what_can_be_counted(label: str, expected: dict[str, float]) -> None:
    found = {text: evidence()[text][label] for text in expected}
    assert found == pytest.approx(expected, abs=1e-3)


def said(language: LanguageModel, *words: str) -> list[np.ndarray]:
    known = {"<b>": BORDER, "?": UNKNOWN}
    return [np.array([known.get(word, language.vocabulary.ids.get(word, UNKNOWN))]) for word in words]


@pytest.mark.parametrize(
    ("text", "words", "nth"),
    [
        ("wcavers", ["weavers"], 0),
        ("tbe", ["the"], 2),
        ("com pany", ["company"], 0),
        ("Tbe", ["the"], 5),
        ("strikc", ["strike"], 0),
        ("GOVERUMENT", ["government"], 0),
        ("ashow", ["a", "show"], 0),
        ("stirke", ["strike"], 1),
    ],
)
def test_neighbours_are_as_they_are_most_probably_read(text: str, words: Sequence[str], nth: int) -> None:
    language, row = CORRECTOR._model.language, evidence()[text]
    places = (n for n in range(len(SAID)) if SAID[n : n + len(words)] == list(words))
    at = next(islice(places, nth, None))
    far, left, right = SAID[at - 2], SAID[at - 1], SAID[at + len(words)]
    first, last = words[0], words[-1]
    seen = {
        "pair before seen": language.log_counts(*said(language, left, first)),
        "pair after seen": language.log_counts(*said(language, last, right)),
        "triple seen": language.log_counts(*said(language, left, first, right)),
        "fit": language.log_probabilities(*said(language, far, left, first))
        + language.log_probabilities(*said(language, left, last, right)),
        "log count of the word": language.log_unigrams[said(language, last)[0]],
        "capitals of the word": language.vocabulary.capitals[said(language, last)[0]],
    }
    assert {label: row[label] for label in seen} == pytest.approx(
        {label: float(value[0]) for label, value in seen.items()}, abs=1e-3
    )


def test_odds_are_of_what_the_decoder_finds() -> None:
    for row in evidence().values():
        left = row["probability left to what stands there"]
        share = 1 / (1 + math.exp(-row["odds of the reading"]))
        assert 0 <= left <= 1 - share + 1e-6
        second = share / math.exp(row["odds over the second"])
        assert left - 1e-6 <= second <= 1 - share + 2e-6
        assert row["cost of the edits"] == pytest.approx(row["channel"] - row["channel of what stands there"])


def test_a_word_divided_over_a_line_end_is_told_from_a_whole_one() -> None:
    row = evidence("The men of the govern- mcnt met in the hall, and tbe strike went on")
    assert {text: columns["divided"] for text, columns in row.items()} == {"governmcnt": 1, "tbe": 0}


def test_what_may_be_an_older_spelling_is_told() -> None:
    row = evidence("He sayde that the workcr spoke to the men of the towne who walked out")
    assert {text: row[text]["older spelling"] for text in ("towne", "workcr")} == {"towne": 1, "workcr": 0}


def look_by_place(text: str = TEXT) -> list[tuple[int, int, dict[str, float]]]:
    """First place and arc of each correction, and its columns."""
    _, _, arcs, _, chosen = look(text)
    rows = weigh_all(text).tolist()
    return [
        (int(arcs.places[arc]), arc, dict(zip(LABELS, row, strict=True)))
        for arc, row in zip(chosen.tolist(), rows, strict=True)
    ]


def test_what_the_decoder_leaves_is_looked_up_arc_by_arc() -> None:
    _, _, arcs, posteriors, chosen = look(TEXT)
    for at, arc, row in look_by_place():
        share, span = posteriors[arc], int(arcs.spans[arc])
        stays = [
            float(posteriors[other])
            for place in range(at, at + span)
            for other in np.flatnonzero(arcs.kept & (arcs.places == place))
        ]
        assert row["probability left to what stands there"] == pytest.approx(min(stays))
        others = [n for n in np.flatnonzero(arcs.places == at).tolist() if n not in chosen]
        second = max(float(posteriors[other]) for other in others)
        assert row["odds over the second"] == pytest.approx(math.log(share / max(second, 1e-6)), abs=1e-4)


def test_what_sort_of_change_it_is_is_that_of_its_arc() -> None:
    _, readings, arcs, _, _ = look(TEXT)
    for at, arc, row in look_by_place():
        features = arcs.features[arc]
        labels = ("channel", "split", "mended", "marked", "length left out", "shape", "document")
        names = ("CHANNEL", "SPLIT", "MENDED", "MARKED", "SCRAP", "SHAPE", "DOCUMENT")
        assert [row[label] for label in labels] == pytest.approx([features[Feature[name]] for name in names])
        assert row["left out"] == (features[Feature.DROPPED] > 0)
        own = readings.channel[readings.places[at]]
        assert row["channel of what stands there"] == pytest.approx(float(own))


def test_letters_are_weighed_of_what_stands_there_and_of_what_it_becomes() -> None:
    places, readings, arcs, _, _ = look(TEXT)
    letters, words = CORRECTOR._model.letters, CORRECTOR._model.language.vocabulary.words
    for at, arc, row in look_by_place():
        if row["left out"] or row["name in this text"]:
            continue
        text, word = places[at].text, words[arcs.lasts[arc]]
        (spelled,), (becomes,) = (letters.log_probabilities([each]) for each in (text, word))
        assert row["letters a letter"] == pytest.approx(float(spelled) / len(text), abs=1e-3)
        assert row["letters gained"] == pytest.approx(float(becomes - spelled), abs=1e-3)
        known = readings.words[readings.places[at]] != UNKNOWN
        assert row["letters of what stands there"] == pytest.approx(
            0.0 if known else float(spelled), abs=1e-3
        )
        assert row["growth"] == len(word) - len(text)


def test_what_stands_there_is_held_against_the_same_neighbours() -> None:
    places, readings, arcs, _, _ = look(TEXT)
    model = CORRECTOR._model.language
    stream = readings.words[readings.places].tolist()
    for at, arc, row in look_by_place():
        span = int(arcs.spans[arc])
        far, left = (readings_before(at, back) for back in (2, 1))
        right = readings_before(at + span, 0)
        there, last = np.array([stream[at]]), np.array([stream[at + span - 1]])
        seen = model.log_counts(left, there) + model.log_counts(last, right)
        fit = model.log_probabilities(far, left, there) + model.log_probabilities(left, there, right)
        assert row["pairs of what stands there seen"] == pytest.approx(float(seen[0]), abs=1e-3)
        assert row["fit of what stands there"] == pytest.approx(float(fit[0]), abs=1e-3)
        capitals = model.vocabulary.capitals[there[0]] if there[0] != UNKNOWN else 0.5
        assert row["capitals of what stands there"] == pytest.approx(float(capitals))
        own = model.log_unigrams[there[0]] if there[0] != UNKNOWN else -20.0
        assert row["log count of what stands there"] == pytest.approx(float(own), abs=1e-3)
    assert len(places) == len(stream)


def readings_before(at: int, back: int) -> np.ndarray:
    """The word that is most probably read `back` places before, the last of it; with 0 the first there."""
    _, _, arcs, posteriors, _ = look(TEXT)
    place = at - back
    size = len(look(TEXT)[0])
    if not 0 <= place < size:
        return np.array([BORDER])
    ends = arcs.places + arcs.spans - 1 if back else arcs.places
    some = np.flatnonzero(ends == place)
    best = some[np.argmax(posteriors[some])]
    return np.array([(arcs.lasts if back else arcs.firsts)[best]])


@pytest.mark.parametrize(
    ("text", "stands", "inflected"),
    [
        ("He said that the workcr spoke to the men of the mill", "workcr", 0),
        ("He said that they workedd hard all day and night", "workedd", 1),
        ("All of the governmentt was in the hall and the men met them", "governmentt", 0),
    ],
)
def test_a_word_with_an_ending_more_may_have_been_printed_so(text: str, stands: str, inflected: int) -> None:
    assert evidence(text)[stands]["inflected"] == inflected


def test_how_much_of_a_text_is_in_older_spelling_is_told_by_the_thousand() -> None:
    old = "He tolde them of the workcr and haue no more of it in the mill"
    size = len(old.split())
    assert evidence(old)["workcr"]["older spellings in the text"] == pytest.approx(math.log1p(2000 / size))
    assert evidence(TEXT)["tbe"]["older spellings in the text"] == 0


def test_of_corrections_that_overlap_the_likeliest_is_chosen_and_the_others_go() -> None:
    places, spans = np.array([0, 0, 1, 2, 2, 4, 5]), np.array([2, 1, 2, 1, 3, 1, 2])
    arcs = make_arcs(places, np.arange(7) + 5, {}, spans=spans)
    found = choose(arcs, np.array([0.5, 0.2, 0.6, 0.7, 0.3, 0.4, 0.15]), 7, 0.15)
    assert found.tolist() == [0, 3, 5, 6]
    assert choose(arcs, np.array([0.5, 0.2, 0.8, 0.7, 0.3, 0.4, 0.1]), 7, 0.15).tolist() == [1, 2, 5]


def test_how_much_of_a_text_is_left_out_is_told() -> None:
    places, readings, arcs, posteriors, chosen = look(TEXT)
    strays = arcs.features[:, Feature.DROPPED] > 0
    assert strays.any()
    model = CORRECTOR._model
    column = LABELS.index("left out in the text")
    for each in (0.0, 0.5):
        told = weigh(
            chosen, arcs, np.where(strays, each, posteriors), places, readings, model.language, model.letters
        )
        share = (each * strays.sum() + 0.5) / (len(places) + 100)
        assert told[:, column] == pytest.approx(math.log(share))
