import pytest

from corrections.model import shipped_model
from corrections.reason import explain

VOCABULARY = shipped_model().language.vocabulary


@pytest.mark.parametrize(
    ("stands", "words", "places", "said"),
    [
        ("stirke", ("strike",), 1, "letters in the wrong order"),
        ("modem", ("modern",), 1, "m read for rn"),
        ("comittee", ("committee",), 1, "m lost"),
        ("soextensive", ("so", "extensive"), 1, "a space is missing"),
        ("govern ment", ("government",), 2, "a word torn in two"),
    ],
)
def test_what_was_taken_for_what_comes_first(
    stands: str, words: tuple[str, ...], places: int, said: str
) -> None:
    ids = tuple(VOCABULARY.id(word) for word in words)
    assert explain(stands.replace(" ", ""), ids, places, 0, VOCABULARY).split("; ")[0] == said
