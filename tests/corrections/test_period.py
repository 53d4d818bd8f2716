import pytest

from corrections.period import is_period_spelling


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
