from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.citation.dates import find_date, format_date, iso_date

DAY = date(1933, 6, 3)


@pytest.mark.parametrize(
    "written",
    [
        "3 June 1933",
        "June 3, 1933",
        "3rd June, 1933",
        "Saturday, June 3rd, 1933",
        "JUNE 3 1933",
        "Jun. 3, 1933",
        "3 of June 1933",
        "3.6.1933",
        "1933-06-03",
    ],
)
def test_one_day_is_read_from_any_spelling(written: str) -> None:
    found = find_date(f"The Militant, {written}, p. 1")
    assert found is not None
    assert (found.date, found.dated) == (DAY, "")


@pytest.mark.parametrize(
    ("written", "day", "iso"),
    [
        ("June 1933", None, "1933-06"),
        ("1933", None, "1933"),
        ("Summer 1941", None, "1941"),
        ("June–July 1933", None, "1933"),
        ("31 June 1933", None, "1933-06"),
        ("3/6/1933", None, "1933"),
        ("Jnue 3, 1933", DAY, "1933-06-03"),
        ("3–10 June 1933", DAY, "1933-06-03"),
        ("June 3–10, 1933", DAY, "1933-06-03"),
        ("3 June – 1 July 1933", DAY, "1933-06-03"),
    ],
)
def test_other_dates_keep_their_words(written: str, day: date | None, iso: str) -> None:
    found = find_date(f"The Militant, {written}, p. 1")
    assert found is not None
    assert (found.date, found.dated) == (day, written)
    assert iso_date(found.date, found.dated) == iso


@pytest.mark.parametrize("text", ["", "The Militant", "3 Militants 1933x", "p. 19", "12345"])
def test_no_date_is_made_up(text: str) -> None:
    assert find_date(text) is None


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)), st.booleans())
def test_days_are_read_back(day: date, american: bool) -> None:
    found = find_date(format_date(day, american))
    assert found is not None
    assert (found.date, found.dated) == (day, "")
