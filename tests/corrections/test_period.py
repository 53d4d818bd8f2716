import pytest

from corrections.period import is_period_spelling, may_be_compound


@pytest.mark.parametrize(
    ("stands", "word"),
    [
        ("tolde", "told"),
        ("wordes", "words"),
        ("ioy", "joy"),
        ("enioyed", "enjoyed"),
        ("cryed", "cried"),
        ("haue", "have"),
    ],
)
def test_old_spellings_are_known(stands: str, word: str) -> None:
    assert is_period_spelling(stands, word)


@pytest.mark.parametrize(
    ("stands", "word"),
    [
        ("jn", "in"),
        ("vp", "up"),
        ("tbe", "the"),
        ("hav", "have"),
        ("strect", "street"),
        ("the", "the"),
        ("modem", "modern"),
    ],
)
def test_misreadings_are_not_taken_for_them(stands: str, word: str) -> None:
    assert not is_period_spelling(stands, word)


@pytest.mark.parametrize(
    ("first", "last", "whole", "printed"),
    [(1363, 63775, 2890, True), (0, 20470, 17781, False), (145771, 260, 20569, False), (5, 900, 100, True)],
)
def test_a_hyphen_between_two_words_may_be_printed(
    first: float, last: float, whole: float, printed: bool
) -> None:
    assert may_be_compound(first, last, whole) is printed
