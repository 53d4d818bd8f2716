import pytest
from hypothesis import given
from hypothesis import strategies as st

from scans.numerals import LARGEST, from_roman, parse_number, read_roman, to_roman


@given(st.integers(1, LARGEST))
def test_numerals_are_read_back(number: int) -> None:
    assert from_roman(to_roman(number)) == number
    assert from_roman(to_roman(number).lower()) == number


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        *((1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (90, "XC"), (99, "XCIX")),
        *((444, "CDXLIV"), (555, "DLV"), (999, "CMXCIX"), (1933, "MCMXXXIII"), (3999, "MMMCMXCIX")),
    ],
)
def test_numerals_are_the_usual_ones(number: int, numeral: str) -> None:
    assert to_roman(number) == numeral
    assert read_roman(numeral) == number


def test_old_forms_are_understood_but_not_usual() -> None:
    assert read_roman("VIIII") == 9
    assert from_roman("VIIII") is None
    assert read_roman("Vi") == 6
    assert from_roman("Vi") is None
    assert read_roman("mild") is not None
    assert from_roman("mild") is None
    assert read_roman("") is None
    assert [read_roman(text) for text in ("XXXX", "DCCCC", "IIIIIIIIIIIIIII", "I" * 16)] == [
        40,
        900,
        15,
        None,
    ]
    assert (read_roman("MMMDCCCCLXXXXVIIII"), read_roman("MMMCMXCIX"), read_roman("MMMM")) == (
        None,
        3999,
        None,
    )


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_other_numbers_have_no_numeral(number: int) -> None:
    with pytest.raises(ValueError, match="no Roman numeral"):
        to_roman(number)


@given(st.integers(1, LARGEST))
def test_a_number_is_read_in_either_writing(number: int) -> None:
    for text in (f" {number} ", f"{number:06}", to_roman(number), to_roman(number).lower()):
        assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "six", "VIIII", "-6", "6a", "²", "1234567890"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None
