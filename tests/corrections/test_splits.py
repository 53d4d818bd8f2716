"""Words run together, beside the same rules said reading by reading."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corrections import splits
from corrections.corrector import Corrector
from corrections.lattice import Feature
from corrections.lexicon import bundled_lexicon
from corrections.passage import Passage, Token
from corrections.readings import read_readings
from corrections.splits import split_arcs
from corrections.stream import read_places

CORRECTOR = Corrector(bundled_lexicon())
MODEL = CORRECTOR._model
VOCABULARY = MODEL.language.vocabulary
WORDS = "a of the in men strike The President committee s I on qzx hall to was com bour"
PARTS = st.sampled_from(WORDS.split())
TOKENS = st.one_of(
    st.tuples(PARTS, PARTS).map("".join), PARTS, st.sampled_from(["so- extensive", "in-themen", "1933"])
)


def divide(text: str) -> set[tuple[str, str]]:
    """The two commonest ways to make two words of a text, a part of two letters being very common."""
    ways = []
    for cut in range(1, len(text)):
        parts = text[:cut].lower(), text[cut:].lower()
        counts = [float(VOCABULARY.counts[VOCABULARY.ids.get(part, 0)]) for part in parts]
        known = all(VOCABULARY.ids.get(part, 0) for part in parts)
        least = splits._LEAST_PART * (20 if min(map(len, parts)) <= 2 else 1)
        if known and min(counts) >= least:
            ways.append((counts[0] * counts[1], *parts))
    return {(first, last) for _, first, last in sorted(ways, reverse=True)[: splits._SPLITS]}


@given(st.lists(TOKENS, min_size=1, max_size=6))
def test_words_are_parted_by_the_rules_as_they_are_told(texts: list[str]) -> None:
    tokens = tuple(Token(str(n), text) for n, text in enumerate(" ".join(texts).split()))
    places = list(read_places([Passage("p", tokens)], CORRECTOR._knows))
    model = MODEL.language
    readings = read_readings(places, model, MODEL.letters, CORRECTOR._protects)
    arcs = split_arcs(places, readings, MODEL.index, np.zeros(len(readings.texts)))  # no letter is put right
    names = VOCABULARY.words
    found = {
        (int(at), names[first], names[last])
        for at, first, last in zip(arcs.places, arcs.firsts, arcs.lasts, strict=True)
    }
    assert found == {
        (at, *parts)
        for at, place in enumerate(places)
        if readings.unknown[readings.places[at]] and len(place.pieces) == 1
        for parts in divide(place.text)
    }
    assert len(found) == len(arcs)
    assert (arcs.features[:, Feature.SPLIT] == 1).all()
    assert not arcs.features[:, Feature.MENDED].any()
    own = readings.channel[readings.places[arcs.places]]
    assert np.allclose(arcs.features[:, Feature.CHANNEL], own)
