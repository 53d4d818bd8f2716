import pytest

from corrections.period import is_period_spelling, may_be_apart


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
    ("first", "last", "whole", "hyphen", "printed"),
    [
        (1363, 63775, 2890, True, True),
        (0, 20470, 17781, True, False),
        (145771, 260, 20569, True, False),
        (5, 900, 100, True, True),
        (135_000, 24_172, 9_000, False, True),
        (24_095, 5_197, 14_599, False, False),
    ],
)
def test_two_words_may_be_printed_apart(
    first: float, last: float, whole: float, hyphen: bool, printed: bool
) -> None:
    assert may_be_apart(first, last, whole, hyphen) is printed
