"""Words that a truth has torn."""

import numpy as np
import pytest

from benchmarks.truth import read_printed
from corrections.passage import Passage, Token
from corrections.stream import read_places
from corrections.vocabulary import Vocabulary

COUNTS = {
    "": 0, "<border>": 0, "<num>": 0, "position": 4000, "tion": 199, "midnight": 2000, "mid": 900,
    "night": 9000, "any": 9000, "thing": 9000, "anything": 5000, "the": 9000, "rare": 99, "goethe": 100,
    "goe": 4, "hunters": 900,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the posi-tion", ["the", "position"]),
        ("the posi tion posi tion", ["the", "position", "position"]),
        ("posi, tion", ["posi", "tion"]),
        ("posi.tion", ["posi", "tion"]),
        ("mid-night", ["mid", "night"]),
        ("any thing", ["any", "thing"]),
        ("goe the", ["goethe"]),
        ("ra-re", ["ra", "re"]),
        ("Hunter s", ["hunter", "s"]),
    ],
)
def test_what_is_hardly_a_word_is_put_to_its_neighbour(text: str, words: list[str]) -> None:
    counts = np.array([*COUNTS.values()], dtype=np.float32)
    vocabulary = Vocabulary(tuple(COUNTS), counts, counts, counts * 0)
    passage = Passage("p", tuple(Token(str(place), word) for place, word in enumerate(text.split())))
    other = Passage("q", (Token("q", "tion"),))
    places = list(read_places([passage, other], COUNTS.__contains__))
    assert read_printed(places, vocabulary) == [*words, "tion"]
