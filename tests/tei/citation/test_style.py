from dataclasses import replace
from datetime import date

import pytest

from scans.errors import FormatError
from tei.citation import Citation, PageRange, format_citation

ONE, THREE = PageRange("1", "1"), PageRange("3", "3")
PLAIN = Citation("The Militant", 6, "29", date(1933, 6, 3), (ONE, THREE))
FULL = replace(PLAIN, article="A Title", authors=("Max Shachtman",), whole=173, supplement="Supplement")


def test_the_archive_s_style() -> None:
    assert format_citation(PLAIN) == "From The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3."
    assert format_citation(replace(PLAIN, issue="29-30", pages=(ONE,))) == (
        "From The Militant, Vol. VI Nos. 29–30, 3 June 1933, p. 1."
    )
    assert format_citation(FULL) == (
        "From The Militant, Vol. VI No. 29 (Whole No. 173) (Supplement), 3 June 1933, pp. 1 & 3."
    )


def test_the_chicago_style() -> None:
    assert format_citation(PLAIN, "chicago") == "The Militant 6, no. 29 (June 3, 1933): 1, 3."
    assert format_citation(FULL, "chicago") == (
        "Max Shachtman, “A Title,” The Militant 6, no. 29, whole no. 173, Supplement (June 3, 1933): 1, 3."
    )
    assert format_citation(Citation("The Militant", date=date(1933, 6, 3), pages=(THREE,)), "chicago") == (
        "The Militant, June 3, 1933, p. 3."
    )


@pytest.mark.parametrize("style", ["mia", "chicago"])
def test_what_is_not_known_is_left_out(style: str) -> None:
    assert format_citation(Citation("The Militant", date=None), style) in (
        "From The Militant.",
        "The Militant.",
    )


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(FormatError, match="mia, chicago"):
        format_citation(PLAIN, "apa")


def test_volumes_that_have_no_roman_numeral_are_arabic() -> None:
    for volume, written in ((0, "0"), (1, "I"), (3999, "MMMCMXCIX"), (4000, "4000"), (-3, "-3")):
        assert format_citation(Citation("M", volume)) == f"From M, Vol. {written}."


def test_parts_stand_alone() -> None:
    assert format_citation(Citation("M", issue="29")) == "From M, No. 29."
    assert format_citation(Citation("M", whole=0)) == "From M, (Whole No. 0)."
    assert format_citation(Citation("M", volume=0), "chicago") == "M 0."
    assert format_citation(Citation("M", issue="29-30"), "chicago") == "M, nos. 29–30."
    assert format_citation(Citation("M", whole=0), "chicago") == "M, whole no. 0."
    assert format_citation(Citation("M", volume=6, pages=(ONE, THREE)), "chicago") == "M 6: 1, 3."
    assert format_citation(Citation("M", pages=(ONE, THREE)), "chicago") == "M, pp. 1, 3."
    assert format_citation(Citation("M", dated="June 1933"), "chicago") == "M, June 1933."
    assert format_citation(Citation("M", authors=("A", "B")), "chicago") == "A, B, M."


def test_the_words_of_a_date_win_over_the_day() -> None:
    told = replace(PLAIN, dated="3–10 June 1933")
    assert "29, 3–10 June 1933, pp." in format_citation(told)
    assert "(3–10 June 1933)" in format_citation(told, "chicago")


def test_an_unknown_style_is_told_by_its_name() -> None:
    with pytest.raises(FormatError) as refused:
        format_citation(PLAIN, "apa")
    assert str(refused.value) == "apa: is not a style of citation. Choose one of mia, chicago."
