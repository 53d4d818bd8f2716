from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scans.errors import FormatError
from tei.citation import Citation, PageRange, format_citation, page_runs, parse_citation, parse_pages
from tei.citation.dates import find_date

JUNE = date(1933, 6, 3)
TITLES = [
    "The Militant",
    "Labor Action",
    "Fourth International",
    "Socialist Appeal",
    "L’Humanité",
    "Die Rote Fahne & Co.",
]
PARTIAL = [
    "June 1933",
    "1933",
    "Summer 1941",
    "June–July 1933",
    "31 June 1933",
    "Jnue 3, 1933",
    "3–10 June 1933",
]
PAGES = st.one_of(
    st.lists(st.integers(1, 24).map(str), max_size=6).map(page_runs),
    st.sampled_from(["i–iv & 2", "S1–S2", "12a", "A & B", "102–106"]).map(parse_pages),
)
DATES = st.one_of(
    st.dates(date(1800, 1, 1), date(2000, 12, 31)).map(lambda day: (day, "")),
    st.sampled_from(PARTIAL).map(lambda text: find_date(text)[:2]),  # type: ignore[index]
)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    day, dated = draw(DATES)
    return Citation(
        title=draw(st.sampled_from(TITLES)),
        volume=draw(st.none() | st.integers(1, 99)),
        issue=draw(st.none() | st.sampled_from(["1", "29", "29-30", "5a", "173"])),
        date=day,
        pages=draw(PAGES),
        dated=dated,
        whole=draw(st.none() | st.integers(1, 2000)),
        supplement=draw(st.sampled_from(["", "Supplement", "Special Number", "Weekly Edition"])),
    )


@given(citations())
def test_the_archive_s_style_is_read_back(citation: Citation) -> None:
    assert parse_citation(format_citation(citation, "mia")) == citation


@given(citations(), st.sampled_from(["", "A Title", "“Socialism” in One Country, 1928–1933"]))
def test_the_chicago_style_is_read_back(citation: Citation, article: str) -> None:
    told = replace(citation, article=article, authors=("Max Shachtman",) if article else ())
    assert parse_citation(format_citation(told, "chicago")) == told


@given(st.text(max_size=80) | st.text("Vol.No pIVX123,–&()Jue:", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        citation = parse_citation(text)
    except FormatError:
        return
    assert (
        citation.volume
        or citation.issue
        or citation.date
        or citation.dated
        or citation.pages
        or citation.whole
    )


@pytest.mark.parametrize(
    "text",
    [
        "From The Militant, Vol. VI No. 29, 3 June 1933, pp.\u00a01\u00a0&\u00a03.",
        "The Militant, Vol.6 No.29, June 3, 1933, pp.1 & 3",
        "Source: *The Militant*, Volume 6, Number 29, 3rd June, 1933, pages 1 and 3.",
        "First published in The Militant, vol vi, no 29, Saturday, June 3, 1933 (pp. 1, 3)",
        "The Militant 6, no. 29 (June 3, 1933): 1, 3.",
        "From: The Militant, pp. 1 & 3, Vol. VI No. 29, 3 June 1933",
        "The Militant, Vol. VI No. 29, pp. 1 & 3, 3 June 1933.",
    ],
)
def test_many_ways_of_writing_mean_one_reference(text: str) -> None:
    pages = (PageRange("1", "1"), PageRange("3", "3"))
    assert parse_citation(text) == Citation("The Militant", 6, "29", JUNE, pages)


@pytest.mark.parametrize(
    ("text", "volume", "issue", "when", "pages"),
    [
        ("New International, Vol.20 No.4, Fall 1956 pp.102-106", 20, "4", "1956", "102–106"),
        ("New International, Vol. 2 No. 6 June 1941, p. 3", 2, "6", "1941-06", "3"),
        ("The Militant, Vol. III Nos. 29 & 30, July 1930", 3, "29-30", "1930-07", ""),
        ("The Militant, Supplement to No. 5, 15 March 1929, p.S2", None, "5", "1929-03-15", "S2"),
    ],
)
def test_lenient_reading(text: str, volume: int | None, issue: str, when: str, pages: str) -> None:
    citation = parse_citation(text)
    assert (citation.volume, citation.issue, citation.when) == (volume, issue, when)
    assert citation.pages == (parse_pages(pages) if pages else ())


@pytest.mark.parametrize("text", ["", "Workers of the world, unite!", "No, not at all.", "x" * 5000, "p."])
def test_nonsense_is_refused_with_a_mend(text: str) -> None:
    with pytest.raises(FormatError) as refused:
        parse_citation(text)
    assert "Vol. VI No. 29" in refused.value.mend


def test_what_is_no_reference_is_told_and_cut() -> None:
    with pytest.raises(FormatError) as refused:
        parse_citation("x" * 70)
    said = f"“{'x' * 60}”: is not a reference to a newspaper. "
    mend = "Write it like “The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3”."
    assert str(refused.value) == said + mend
    with pytest.raises(FormatError, match=r"^“The Militant, Vol\. VI"):
        parse_citation("The Militant, Vol. VI" + " " * 2000)
    assert parse_citation(("The Militant, Vol. VI" + " " * 2000)[:2000]).volume == 6
