import numpy as np
import pytest

from corrections.model import shipped_model
from corrections.reason import explain
from corrections.vocabulary import Vocabulary

VOCABULARY = shipped_model().language.vocabulary


@pytest.mark.parametrize(
    ("stands", "words", "places", "said"),
    [
        ("stirke", ("strike",), 1, "letters in the wrong order"),
        ("modem", ("modern",), 1, "m read for rn"),
        ("comittee", ("committee",), 1, "m lost"),
        ("comittce", ("committee",), 1, "m lost, c read for e"),
        ("scommittce", ("committee",), 1, "s too many, c read for e"),
        ("soextensive", ("so", "extensive"), 1, "a space is missing"),
        ("govern ment", ("government",), 2, "a word torn in two"),
    ],
)
def test_what_was_taken_for_what_comes_first(
    stands: str, words: tuple[str, ...], places: int, said: str
) -> None:
    ids = tuple(VOCABULARY.id(word) for word in words)
    assert explain(stands.replace(" ", ""), ids, places, 0, False, VOCABULARY).split("; ")[0] == said


@pytest.mark.parametrize(
    ("stands", "word", "repeated", "said"),
    [
        ("strlke", "strike", 0, "l read for i; “strlke” is in no list; “strike” is common"),
        (
            "tor", "for", 1,
            "t read for f; “tor” is a word, but unlikely between its neighbours; “for” is common; "
            "it stands 1 more time in this text",
        ),
        (
            "strlke", "strike", 3,
            "l read for i; “strlke” is in no list; “strike” is common; it stands 3 more times in this text",
        ),
        ("strikee", "strike", 0, "e too many; “strikee” is in no list; “strike” is common"),
    ],
)  # fmt: skip
def test_what_is_known_of_either_word_is_told(stands: str, word: str, repeated: int, said: str) -> None:
    assert explain(stands, (VOCABULARY.id(word),), 1, repeated, False, VOCABULARY) == said


def test_how_common_a_word_is_told_by_its_count() -> None:
    few = Vocabulary(
        ("", "", "", "listed", "seen", "often", "common"),
        *(np.array([0, 0, 0, 0, 1, 499, 500], dtype=np.float32) for _ in range(3)),
    )
    told = [explain("x", (few.id(word),), 1, 0, False, few).rpartition(" is ")[2] for word in few.words[3:]]
    assert told == ["in a word list", "known", "known", "common"]
    both = explain("x", (few.id("common"), few.id("seen")), 1, 0, False, few)
    assert both.endswith("“common seen” is known")


def test_that_the_words_around_speak_for_it_is_told() -> None:
    told = explain("sealing", (VOCABULARY.id("stealing"),), 1, 0, True, VOCABULARY)
    assert told.endswith("“stealing” is common; it goes with the words around")


def test_a_word_in_two_is_told_by_what_parts_it() -> None:
    words = (VOCABULARY.id("strike"),)
    told = [explain(stands, words, 2, 0, False, VOCABULARY) for stands in ("strike", "str-ike", "str-lke")]
    assert [reason.partition(";")[0] for reason in told] == [
        "a word torn in two",
        "a word parted by a hyphen",
        "a word parted by a hyphen, l read for i",
    ]
