"""Words torn apart, beside the same rules said place by place."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections import merges, parts
from corrections.corrector import Corrector
from corrections.lattice import Feature
from corrections.lexicon import bundled_lexicon
from corrections.merges import merged_arcs
from corrections.passage import Passage, Token
from corrections.readings import Readings, read_readings
from corrections.stream import Place, read_places
from corrections.symbols import LONGEST

CORRECTOR = Corrector(bundled_lexicon())
MODEL = CORRECTOR._model
LANGUAGE = MODEL.language
COUNTS = LANGUAGE.vocabulary.counts

TEXTS = """com pany|com mit tee|the govern mcnt|a sk ed|S ILVER|depart. ment|un-ion|etches|to day|
in terna tion|respec tablc|internatio nalization|T h ey|J Smith|K ng|K ng,|bour|la|a|I|o|n|s|S|rs'|it's|
1914|Isvestia|A.|the|of|committee|men|Pany|was|st eel|fac tory,|and|tbe|xq|comp auy|com. Pany|half-dozen|
my-self|How-ever|drawing-room|life-work|com-mit|neces-sarily|
g overn ment|re spectable|o f|h ad|t e|wo ks|fo nd|ob. served|it, self"""
LINES = st.lists(
    st.lists(st.sampled_from(TEXTS.replace("\n", "").split("|")), min_size=1, max_size=6),
    min_size=1,
    max_size=3,
)


class Torn:
    """Which places may be one word, by the rules as they are told."""

    def __init__(self, places: list[Place], readings: Readings) -> None:
        self.places, self.readings = places, readings

    def word(self, at: int) -> int:
        return int(self.readings.words[self.readings.places[at]])

    def count(self, at: int) -> float:
        return float(COUNTS[self.word(at)])

    def free(self, at: int) -> bool:
        return not self.readings.fixed[self.readings.places[at]]

    def size(self, at: int) -> int:
        return len(self.places[at].text)

    def strange(self, at: int) -> bool:
        return self.free(at) and self.count(at) < parts._RARE

    def loose(self, at: int) -> bool:
        return self.strange(at) or (self.free(at) and self.size(at) <= parts._SHORT)

    def fragment(self, at: int) -> bool:
        few = self.size(at) == 1 or self.count(at) < parts._FREQUENT
        return self.strange(at) or (self.size(at) <= parts._FRAGMENT and few)

    def whole(self, at: int) -> bool:
        least = parts._COMMON if self.size(at) > parts._FRAGMENT else parts._FREQUENT
        return self.size(at) > parts._SHORT and self.count(at) >= least

    def together(self, at: int) -> float:
        pair = np.array([self.word(at)]), np.array([self.word(at + 1)])
        return float(np.expm1(LANGUAGE.log_counts(*pair))[0])

    def strangers(self, at: int) -> bool:
        return self.together(at) == 0

    def divided(self, some: range) -> bool:
        """Whether they are two known words with a hyphen between."""
        hyphened = len(some) == 2 and self.places[some[0]].hyphened
        return hyphened and not any(map(self.strange, some))

    def near(self, some: range) -> bool:
        together = len({self.places[at].passage for at in some}) == 1
        whole = all(self.free(at) and len(self.places[at].pieces) == 1 for at in some)
        return together and whole and merges._LEAST_LETTERS < sum(map(self.size, some)) <= LONGEST

    def marked(self, some: range) -> bool:
        """Whether there are marks between them."""
        return any(self.places[at].closes or self.places[at].glued for at in some[:-1])

    def adjoins(self, some: range) -> bool:
        texts = [self.places[at].text for at in some]
        if texts[-1] in ("s", "S"):
            return False
        for number, text in enumerate(texts):
            if len(text) == 1 and text.isupper():
                rest = texts[1]
                cut_off = number == 0 and self.strange(some[1]) and (rest.isupper() or rest.islower())
                if not (cut_off and len(rest) > 1):
                    return False
        if not self.marked(some):
            return True
        small = all(text[0].islower() or texts[0].isupper() for text in texts[1:])
        return small and (any(map(self.strange, some)) or len(some) == 2)

    def mends(self, some: range) -> bool:
        """Whether a misread word may have been torn into them."""
        if len(some) == 2:
            large = sum(map(self.size, some)) >= parts._LEAST_MENDED
            torn = any(map(self.fragment, some)) and not any(map(self.whole, some))
            return large and torn and self.strangers(some[0])
        scraps = sum(self.size(at) <= parts._SHORT for at in some)
        return scraps >= parts._SHORTS and any(map(self.strange, some)) and all(map(self.fragment, some))

    def comes_into_question(self, some: range) -> bool:
        loose = sum(map(self.loose, some)) >= len(some) - 1
        alone = len(some) == 2 and (self.strangers(some[0]) or self.places[some[0]].hyphened)
        if not (self.near(some) and (loose or alone)):
            return False
        parted = self.marked(some) or any(self.size(at) == 1 for at in some)
        return not parted or self.adjoins(some)

    def find(self) -> Iterator[tuple[int, int, int, bool, bool]]:
        """First place, places, word, whether letters were misread, whether marks stand between."""
        for count in (2, 3):
            for first in range(len(self.places) - count + 1):
                some = range(first, first + count)
                if self.comes_into_question(some):
                    yield from self.name(some)

    def name(self, some: range) -> Iterator[tuple[int, int, int, bool, bool]]:
        text = "".join(self.places[at].text for at in some)
        place = some[0], len(some)
        known = LANGUAGE.vocabulary.ids.get(text.lower(), 0)
        least = merges._LEAST_WHOLE
        if self.divided(some):
            least = max(merges._LEAST_DIVIDED, merges._LEAD * self.together(some[0]))
        good = known if known and COUNTS[known] >= least else None
        if good:
            yield *place, known, False, self.marked(some)
        if self.mends(some) and not self.divided(some):
            found = MODEL.index.find([text], merges._MERGES, close=True)
            for word, channel in zip(found.words.tolist(), found.channel, strict=True):
                if channel > merges._TORN and word not in map(self.word, some) and word != good:
                    yield *place, word, True, self.marked(some)


def read(lines: list[list[str]]) -> tuple[list[Place], Readings]:
    passages = [
        Passage(str(row), tuple(Token(f"{row}.{n}", word) for n, word in enumerate(" ".join(line).split())))
        for row, line in enumerate(lines)
    ]
    places = list(read_places(passages, CORRECTOR._knows))
    return places, read_readings(places, LANGUAGE, MODEL.letters, CORRECTOR._protects)


@given(LINES)
def test_words_are_joined_by_the_rules_as_they_are_told(lines: list[list[str]]) -> None:
    places, readings = read(lines)
    arcs = merged_arcs(places, readings, MODEL.index)
    columns = arcs.features[:, [Feature.MENDED, Feature.MARKED]].astype(bool).T
    found = list(
        zip(arcs.places.tolist(), arcs.spans.tolist(), arcs.firsts.tolist(), *columns.tolist(), strict=True)
    )
    assert sorted(found) == sorted(Torn(places, readings).find())
    assert (arcs.firsts == arcs.lasts).all()


@pytest.mark.parametrize(
    "text",
    ["every one of the men", "with out the men", "a sea men fear", "they police man and horse", "all ways"],
)
def test_words_that_stand_side_by_side_in_clean_texts_are_two(text: str) -> None:
    assert not len(merged_arcs(*read([text.split()]), MODEL.index))


@given(LINES)
def test_a_torn_word_costs_what_its_letters_and_its_spaces_do(lines: list[list[str]]) -> None:
    places, readings = read(lines)
    arcs = merged_arcs(places, readings, MODEL.index)
    for row, (at, span) in enumerate(zip(arcs.places.tolist(), arcs.spans.tolist(), strict=True)):
        assert arcs.features[row, Feature.MERGED] == span - 1
        channel = arcs.features[row, Feature.CHANNEL]
        if not arcs.features[row, Feature.MENDED]:
            own = [float(readings.channel[readings.places[place]]) for place in range(at, at + span)]
            assert np.isclose(channel, sum(own))
        else:
            assert channel > merges._TORN
