"""All the ways a text may be read, and what speaks for each."""

from dataclasses import dataclass

import numpy as np
import pytest

from corrections import arcs as module
from corrections.arcs import _replaced_arcs, _rival_arcs, build_arcs
from corrections.corrector import Corrector
from corrections.lattice import Arcs, Feature, make_lattice, strip_borders
from corrections.lexicon import bundled_lexicon
from corrections.neighbours import _CONTEXT, Neighbours
from corrections.passage import Passage, Token
from corrections.readings import Readings, read_readings
from corrections.stream import Place, read_places
from corrections.vocabulary import BORDER, UNKNOWN

CORRECTOR = Corrector(bundled_lexicon())
MODEL = CORRECTOR._model
WORDS = MODEL.language.vocabulary.words
TEXT = """The strike at Hollisterby went on. The men of Hollisterby stood before tbe gates, and Comrade Smith
went tor the strike fund of the MILL when strike talk camc to the 1933 meeting of Isvestia."""


@dataclass(frozen=True)
class Ways:
    places: list[Place]
    readings: Readings
    arcs: Arcs

    def at(self, place: int) -> dict[str, np.ndarray]:
        """Features of what may be said for one place, the text itself as "="."""
        rows = np.flatnonzero((self.arcs.places == place) & (self.arcs.spans == 1))
        names = ["=" if self.arcs.kept[row] else WORDS[self.arcs.lasts[row]] for row in rows]
        return dict(zip(names, self.arcs.features[rows], strict=True))

    def of(self, text: str, nth: int = 0) -> dict[str, np.ndarray]:
        return self.at([n for n, place in enumerate(self.places) if place.text == text][nth])


def read(text: str, others: dict[str, tuple[str, ...]] | None = None) -> Ways:
    tokens = tuple(
        Token(str(n), word, readings=(others or {}).get(word, ())) for n, word in enumerate(text.split())
    )
    places = list(read_places([Passage("p", tokens)], CORRECTOR._knows))
    readings = read_readings(places, MODEL.language, MODEL.letters, CORRECTOR._protects)
    return Ways(places, readings, build_arcs(places, readings, MODEL.index, MODEL.rivals, MODEL.embeddings))


WAYS = read(TEXT)


def test_every_place_may_stay_as_it_is_once() -> None:
    kept = np.sort(WAYS.arcs.places[WAYS.arcs.kept])
    assert kept.tolist() == list(range(len(WAYS.places)))
    assert (WAYS.arcs.spans[WAYS.arcs.kept] == 1).all()


def test_arcs_are_sorted_by_their_end_and_no_two_are_the_same() -> None:
    arcs = WAYS.arcs
    keys = list(zip(arcs.places + arcs.spans, arcs.places, ~arcs.kept, arcs.firsts, arcs.lasts, strict=True))
    assert keys == sorted(keys)
    rows = set(zip(arcs.places, arcs.spans, arcs.firsts, arcs.lasts, arcs.echoes, arcs.kept, strict=True))
    changing = [row for row in rows if not row[-1]]
    assert len(changing) == len({row[:-1] for row in changing}) == np.count_nonzero(~arcs.kept)


@pytest.mark.parametrize(
    ("text", "word", "feature"),
    [
        ("tbe", "the", Feature.REPLACED),
        ("camc", "came", Feature.REPLACED),
        ("tor", "for", Feature.RIVAL),  # a word, but not there
    ],
)
def test_what_may_be_meant(text: str, word: str, feature: Feature) -> None:
    features = WAYS.of(text)[word]
    assert features[feature] == 1
    assert {Feature.REPLACED, Feature.RIVAL} - {feature} == {
        f for f in (Feature.REPLACED, Feature.RIVAL) if not features[f]
    }
    assert features[Feature.CHANNEL] < WAYS.of(text)["="][Feature.CHANNEL] < 0


@pytest.mark.parametrize(
    ("text", "word", "other", "doubted"),
    [
        ("The men went tor the strike fund", "tor", "for", True),
        ("He said that lie had been in the hall", "lie", "he", True),
        ("He told a lie to the court", "lie", "the", False),
        ("they bad no bread to eat", "bad", "had", True),
        ("the bad bread was sold", "bad", "had", False),
        ("he was arid the men", "arid", "and", True),
        ("they lived in the arid region", "arid", "and", False),
        ("She was a modem woman of the world", "modem", "modern", True),
        ("The men of the mill walked out on Monday and the sheriff called for troops", "mill", "will", False),
    ],
)
def test_known_words_are_doubted_only_where_their_neighbours_speak_for_another(
    text: str, word: str, other: str, doubted: bool
) -> None:
    found = {said for said, features in read(text).of(word).items() if features[Feature.RIVAL]}
    assert (other in found) == doubted


@pytest.mark.parametrize("text", ["1933", "Isvestia"])
def test_numbers_and_what_the_lexicon_knows_stay(text: str) -> None:
    assert set(WAYS.of(text)) == {"="}


def test_what_stands_there_is_weighed_by_its_letters_only_where_nobody_knows_it() -> None:
    name, word, small = WAYS.of("Hollisterby", 1)["="], WAYS.of("gates")["="], WAYS.of("tbe")["="]
    assert [row[Feature.UNKNOWN] for row in (name, word, small)] == [1, 0, 1]
    assert [row[Feature.NAME] for row in (name, word, small)] == [1, 0, 0]
    assert [row[Feature.LENGTH] for row in (name, word, small)] == [11, 0, 3]
    assert name[Feature.REPEATED] == pytest.approx(np.log(2))
    assert (word[Feature.REPEATED], small[Feature.REPEATED]) == (0, 0)
    assert name[Feature.LETTERS] < -10
    assert word[Feature.LETTERS] == 0
    assert read("Qzkvarn met the men of the mill").at(0)["="][Feature.NAME] == 0  # where a sentence may start
    assert read("met the Qzkvarnqzkvarnqz of it").at(2)["="][Feature.LENGTH] == 12


def test_what_grows_is_told_of_words_that_another_stands_for() -> None:
    ways = read("tbe strke went tor the fund of the mill")
    assert ways.of("strke")["strike"][Feature.GROWN] == 1
    assert ways.of("tbe")["the"][Feature.GROWN] == ways.of("tor")["for"][Feature.GROWN] == 0
    assert not ways.arcs.features[ways.arcs.kept, Feature.GROWN].any()


def test_words_are_misread_where_many_around_are_unknown() -> None:
    clean = "the men went tor the strike fund of the mill " * 60
    noisy = "tbe mcn wcnt tor thc strlke fnnd ot thc mlll " * 60
    both = read(clean + noisy)
    first, last = both.of("tor")["for"], both.of("tor", 119)["for"]
    assert first[Feature.NOISE] < 0 < last[Feature.NOISE]
    alone = read(clean).of("tor")["for"][Feature.NOISE]
    assert alone < first[Feature.NOISE]  # the text as a whole counts, too
    rivals = both.arcs.features[:, Feature.RIVAL] > 0
    assert rivals.any()
    assert not both.arcs.features[~rivals, Feature.NOISE].any()


def test_capitals_are_as_likely_as_such_a_word_has_them() -> None:
    capitals = MODEL.language.vocabulary.capitals
    share = {
        word: 0.02 + 0.96 * float(capitals[WORDS.index(word)]) for word in ("gates", "smith", "the", "for")
    }
    assert WAYS.of("gates")["="][Feature.SHAPE] == pytest.approx(np.log(1 - share["gates"]), abs=1e-5)
    assert WAYS.of("Smith")["="][Feature.SHAPE] == pytest.approx(np.log(share["smith"]), abs=1e-5)
    assert WAYS.of("The")["="][Feature.SHAPE] == WAYS.of("The", 1)["="][Feature.SHAPE] == 0  # a sentence
    assert WAYS.of("MILL")["="][Feature.SHAPE] == WAYS.of("1933")["="][Feature.SHAPE] == 0
    assert WAYS.of("Hollisterby")["="][Feature.SHAPE] == pytest.approx(np.log(0.5))
    assert WAYS.of("tor")["for"][Feature.SHAPE] == pytest.approx(np.log(1 - share["for"]), abs=1e-5)


def test_what_stands_elsewhere_in_the_text_is_likelier() -> None:
    def odds(word: str, times: int) -> float:
        alone = float(MODEL.language.unigrams[WORDS.index(word)])
        counted = sum(
            place.text.lower() in MODEL.language.vocabulary.ids and not place.text.isdigit()
            for place in WAYS.places
        )
        return float(np.log(0.85 + 0.15 * times / counted / alone))

    document = Feature.DOCUMENT
    # Its own place aside; what may be misreadings hardly counts.
    assert WAYS.of("strike")["="][document] == pytest.approx(odds("strike", 2), abs=0.05)
    assert WAYS.of("tbe")["the"][document] == pytest.approx(odds("the", 5), abs=0.05)
    assert WAYS.of("gates")["="][document] == pytest.approx(np.log(0.85), abs=1e-3)
    assert WAYS.of("camc")["came"][document] == pytest.approx(np.log(0.85), abs=1e-3)
    assert WAYS.of("Hollisterby")["="][document] == WAYS.of("1933")["="][document] == 0


def test_what_the_engine_read_another_time_is_one_of_the_ways() -> None:
    text = "The men stood before the xlmo of the mill"
    assert "gates" not in read(text).of("xlmo")
    found = read(text, {"xlmo": ("gates", "xlmo", "zzqx")}).of("xlmo")
    assert found["gates"][Feature.CHANNEL] == pytest.approx(found["="][Feature.CHANNEL] - 3, abs=1e-6)
    assert (found["gates"][Feature.REPLACED], found["gates"][Feature.RIVAL]) == (1, 0)
    known = read("The men stood before the gates", {"gates": ("gales",), "before": ("1933",)})
    assert known.of("gates")["gales"][Feature.RIVAL] == 1
    likely = read("The men stood before tbe gates", {"tbe": ("the",)})
    assert likely.of("tbe")["the"][Feature.CHANNEL] == pytest.approx(
        max(likely.of("tbe")["="][Feature.CHANNEL] - 3, WAYS.of("tbe")["the"][Feature.CHANNEL]), abs=1e-6
    )


def test_the_lattice_has_borders_that_are_taken_off_again() -> None:
    size = len(WAYS.places)
    lattice = make_lattice(WAYS.arcs, MODEL.vector, size)
    assert (lattice.starts[:3].tolist(), lattice.ends[:3].tolist()) == ([0, 1, 2], [1, 2, 3])
    assert lattice.ends[-3:].tolist() == [size + 4, size + 5, size + 6]
    assert (lattice.starts[-3:] + 1 == lattice.ends[-3:]).all()
    assert set(lattice.firsts[[0, 1, 2, -3, -2, -1]]) == set(lattice.lasts[[0, 1, 2, -3, -2, -1]]) == {BORDER}
    assert not lattice.doubles[[0, 1, 2, -3, -2, -1]].any()
    assert not lattice.scores[[0, 1, 2, -3, -2, -1]].any()
    assert (strip_borders(lattice.starts) == WAYS.arcs.places + 3).all()
    assert (strip_borders(lattice.ends) == WAYS.arcs.places + WAYS.arcs.spans + 3).all()
    assert strip_borders(lattice.scores) == pytest.approx(WAYS.arcs.features @ MODEL.vector)


def test_rivals_are_those_of_each_word_and_none_of_others() -> None:
    beyond = len(MODEL.rivals.table)
    word = WORDS.index("tor")
    rows = MODEL.rivals.of(np.array([word, beyond, UNKNOWN, beyond - 1]))
    assert "for" in [WORDS[other] for other in rows[0]]
    assert rows[0].tolist() == MODEL.rivals.table[word].tolist()
    assert not rows[1].any()
    assert rows[3].tolist() == MODEL.rivals.table[beyond - 1].tolist()


TEXTS = (
    TEXT,
    "He said that lie had been in the hall. They bad no bread to eat. He was arid the men of tne modem world",
    "tor tbe wcavers of the mill and the tor of the strikc, hc said, bad arid lie to a modem man; QQ q 7",
)


def fit(ways: Ways, at: int, word: int) -> float:
    """How well a word fits between the words that stand beside a place, and among those around."""
    stream = [BORDER, *ways.readings.words[ways.readings.places].tolist(), BORDER]
    edge, before, here, after = (np.array([each]) for each in (0, stream[at], word, stream[at + 2]))
    language = MODEL.language
    beside = language.log_probabilities(edge, before, here) + language.log_probabilities(edge, here, after)
    contexts = MODEL.embeddings.contexts(ways.readings.words[ways.readings.places])
    return float(beside[0] + _CONTEXT * MODEL.embeddings.gains(contexts[[at]], here)[0])


def neighbours_of(ways: Ways) -> Neighbours:
    return Neighbours(ways.readings, MODEL.language, MODEL.embeddings)


@pytest.mark.parametrize("text", TEXTS)
def test_a_known_word_is_doubted_where_another_is_not_much_less_likely(text: str) -> None:
    ways, usual = read(text), MODEL.language.log_unigrams
    expected = {}
    for at, number in enumerate(ways.readings.places.tolist()):
        own = int(ways.readings.words[number])
        if own == UNKNOWN or ways.readings.fixed[number]:
            continue
        for rival in MODEL.rivals.of(np.array([own]))[0].tolist():
            if not rival:
                continue
            read_so = MODEL.index.score([ways.readings.texts[number]], np.array([0]), np.array([rival]))[0]
            cost = float(read_so) - float(ways.readings.channel[number])
            anywhere = cost + float(usual[rival]) - float(usual[own])
            here = cost + fit(ways, at, rival) - fit(ways, at, own)
            if anywhere > -module._RIVAL_DOUBT and here > -module._CONTEXT_DOUBT:
                expected[at, rival] = float(read_so)
    arcs = _rival_arcs(neighbours_of(ways), MODEL.index, MODEL.rivals)
    pairs = zip(arcs.places.tolist(), arcs.firsts.tolist(), strict=True)
    found = dict(zip(pairs, arcs.features[:, Feature.CHANNEL].tolist(), strict=True))
    assert found == pytest.approx(expected, abs=1e-4)
    assert (arcs.features[:, Feature.RIVAL] == 1).all()


@pytest.mark.parametrize("text", TEXTS)
def test_what_nobody_knows_may_be_what_is_likely_for_itself_or_between_its_neighbours(text: str) -> None:
    ways = read(text)
    arcs, hopes = _replaced_arcs(neighbours_of(ways), MODEL.index, MODEL.rivals)
    expected = set()
    for at, number in enumerate(ways.readings.places.tolist()):
        reading, own = ways.readings.texts[number], int(ways.readings.words[number])
        if ways.readings.fixed[number] or not (own == UNKNOWN or own >= len(MODEL.rivals.table)):
            continue
        if len(reading) == 1 and not reading.islower():
            continue
        found = MODEL.index.find([reading], module._FOUND)
        best = max(found.channel + MODEL.language.log_unigrams[found.words], default=-np.inf)
        assert hopes[number] == pytest.approx(float(best), abs=1e-4)
        words = [
            (word, channel)
            for word, channel in zip(found.words.tolist(), found.channel.tolist(), strict=True)
            if word != own
        ]
        fitting = sorted(words, key=lambda each: -module._CHANNEL * each[1] - fit(ways, at, each[0]))
        some = [*words[: module._LIKELY], *fitting[: module._FITTING]]
        expected |= {(at, word) for word, _ in some}
    assert set(zip(arcs.places.tolist(), arcs.firsts.tolist(), strict=True)) == expected
    assert len(arcs) == len(expected)


def test_a_known_word_with_a_mark_may_be_another_with_a_letter_there() -> None:
    ways = read("the former rate« of pay. The rate of pay")
    marked, plain = ways.of("rate«"), ways.of("rate")
    assert {"=", "rates"} <= set(marked)
    assert "rate" not in marked
    assert marked["="][Feature.UNKNOWN] == 0
    assert marked["="][Feature.CHANNEL] < plain["="][Feature.CHANNEL] - 5
    assert marked["rates"][Feature.RIVAL] == 1


def test_a_word_beside_a_scrap_is_no_evidence_for_itself() -> None:
    ways = read("the meeting was held at lo Hollisterby then")
    rows = np.flatnonzero(ways.arcs.features[:, Feature.DROPPED] > 0)
    assert len(rows)
    assert (ways.arcs.features[rows, Feature.DOCUMENT] <= 0).all()


def test_what_is_more_probably_a_misreading_is_no_evidence_for_itself() -> None:
    ways = read("he went tor the mill and tor the strike and tor the fund of the mill and the mill")
    assert ways.of("tor")["="][Feature.DOCUMENT] < 0 < ways.of("mill")["="][Feature.DOCUMENT]
