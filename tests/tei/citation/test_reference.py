from datetime import date

import pytest

from scans.scan import Label
from tei.article import Article
from tei.citation import Citation, PageRange
from tei.citation.reference import cite
from tei.metadata import Series


def test_an_article_is_cited_by_its_label_its_pages_and_its_headline() -> None:
    label = Label(None, date(1933, 6, 3), 6, "29")
    article = Article("m.a01", (), label, ("1", "2", "5"), ("Max Shachtman",))
    assert cite(article, Series("m", "The Militant", "New York"), "Mill Hands Walk Out") == Citation(
        title="The Militant",
        volume=6,
        issue="29",
        date=date(1933, 6, 3),
        pages=(PageRange("1", "2"), PageRange("5", "5")),
        article="Mill Hands Walk Out",
        authors=("Max Shachtman",),
        place="New York",
    )


@pytest.mark.parametrize(
    ("day", "dated", "when"),
    [
        (date(1933, 6, 3), "", "1933-06-03"),
        (date(1933, 6, 3), "3–10 June 1933", "1933-06-03"),
        (None, "June 1933", "1933-06"),
        (None, "Jnue 1933", "1933-06"),
        (None, "June–July 1933", "1933"),
        (None, "Summer 1941", "1941"),
        (None, "1941", "1941"),
        (None, "1941 or 1942", ""),
        (None, "", ""),
    ],
)
def test_what_is_known_of_the_date(day: date | None, dated: str, when: str) -> None:
    assert Citation("The Militant", date=day, dated=dated).when == when


def test_every_page_is_counted_out() -> None:
    pages = (PageRange("1", "3"), PageRange("iv", "vi"), PageRange("S9", "S10"), PageRange("x", "7"))
    assert Citation("The Militant", pages=pages).page_numbers == (
        *("1", "2", "3"),
        *("iv", "v", "vi"),
        *("S9", "S10"),
        *("x", "7"),
    )
