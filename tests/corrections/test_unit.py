import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.unit import UnitKind, cast, divide


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("“Freedom,”", ["Freedom"]),
        ("north-eaft", ["north", "eaft"]),
        ("party's", ["party"]),
        ("made.The", ["made", "The"]),
        ("w.is", ["w.is"]),
        ("(ſtrike)", ["strike"]),
        ("—", []),
    ],
)
def test_tokens_are_divided(text: str, units: list[str]) -> None:
    assert [unit.text for unit in divide(text)] == units


@pytest.mark.parametrize(
    "text", ["1917,", "£3", "4s.", "3lst", "$1,500", "U.S.S.R.", "M'Lean", "12th", "6d."]
)
def test_numbers_and_signs_are_told_from_words(text: str) -> None:
    assert all(unit.kind is not UnitKind.WORD for unit in divide(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Church-st.,", UnitKind.SIGN),
        ("north-eaft.", UnitKind.WORD),
        ("Mill-street", UnitKind.WORD),
        ("st.", UnitKind.WORD),
    ],
)
def test_the_end_of_a_streets_name_is_an_abbreviation(text: str, kind: UnitKind) -> None:
    assert divide(text)[-1].kind is kind


@given(st.text(max_size=40))
def test_units_stand_where_they_say(text: str) -> None:
    ends = 0
    for unit in divide(text):
        assert ends <= unit.start < unit.end <= len(text)
        ends = unit.end


@pytest.mark.parametrize(
    ("word", "pattern", "written"),
    [
        ("the", "tbe", "the"),
        ("the", "Tbe", "The"),
        ("country", "COUNTnY", "COUNTRY"),
        ("of", "oF", "of"),
        ("in", "IN", "IN"),
    ],
)
def test_case_follows_what_stands_there(word: str, pattern: str, written: str) -> None:
    assert cast(word, pattern) == written
