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
