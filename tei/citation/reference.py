"""The reference itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tei.article import Article
from tei.citation.dates import iso_date
from tei.citation.pages import PageRange, page_numbers, page_runs
from tei.metadata import Series


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an article was printed.

    Attributes:
        title: of the newspaper.
        volume: from 1; None where there is none.
        issue: number as printed, a double number with a hyphen: "29", "29-30", "5a".
        date: day of issue; the first of several.
        dated: the date in the words of the reference where it is other than one existing day:
            "June 1933", "3–10 June 1933", "31 June 1933".
        pages: contiguous runs of pages, in order.
        whole: number in the whole run of the paper ("Whole No. 173").
        supplement: what part of the issue, in words: "Supplement", "Special Number".
        article: title of the article.
        authors: names in their usual order.
        place: where the newspaper appears.
    """

    title: str
    volume: int | None = None
    issue: str | None = None
    date: date | None = None
    pages: tuple[PageRange, ...] = ()
    dated: str = ""
    whole: int | None = None
    supplement: str = ""
    article: str = ""
    authors: tuple[str, ...] = ()
    place: str = ""

    @property
    def when(self) -> str:
        """What is known of the date, in ISO 8601: "1933-06-03", "1933-06", "1933" or ""."""
        return iso_date(self.date, self.dated)

    @property
    def page_numbers(self) -> tuple[str, ...]:
        """Every page, in order: ("1", "3")."""
        return page_numbers(self.pages)


def cite(article: Article, series: Series, title: str = "") -> Citation:
    """The reference to an article of an issue, from its label and pages; `title` is what it is called."""
    label = article.label
    return Citation(
        title=series.title,
        volume=label.volume,
        issue=label.issue,
        date=label.date,
        pages=page_runs(article.pages),
        article=title,
        authors=article.authors,
        place=series.place,
    )
