"""References as the house styles write them."""

from __future__ import annotations

from collections.abc import Callable

from scans.errors import FormatError
from scans.numerals import LARGEST, to_roman
from tei.citation.dates import format_date
from tei.citation.pages import format_pages, join_pages
from tei.citation.reference import Citation


def format_citation(citation: Citation, style: str = "mia") -> str:
    """The reference in a house style of `STYLES`; parts that are not known are left out.

    - "mia", the Marxists' Internet Archive:
      "From The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3."
    - "chicago", the notes of The Chicago Manual of Style for a periodical with volume and number:
      "Max Shachtman, “A Title,” The Militant 6, no. 29 (June 3, 1933): 1, 3." Ranges are never shortened.

    Raises:
        FormatError: there is no such style.
    """
    if style not in STYLES:
        raise FormatError(style, "is not a style of citation", f"Choose one of {', '.join(STYLES)}")
    return STYLES[style](citation)


def _mia(citation: Citation) -> str:
    parts = (citation.title, _number(citation), _date(citation, american=False), format_pages(citation.pages))
    return f"From {', '.join(filter(None, parts))}."


def _number(citation: Citation) -> str:
    """Volume and number: "Vol. VI No. 29 (Whole No. 173) (Supplement)"."""
    volume, issue = citation.volume, citation.issue
    roman = to_roman(volume) if volume and 0 < volume <= LARGEST else volume
    return " ".join(
        part
        for part, known in (
            (f"Vol. {roman}", volume is not None),
            (_issue(issue or "", "No.", "Nos."), issue),
            (f"(Whole No. {citation.whole})", citation.whole is not None),
            (f"({citation.supplement})", citation.supplement),
        )
        if known
    )


def _issue(issue: str, one: str, several: str) -> str:
    return f"{several if '-' in issue else one} {issue.replace('-', '–')}"


def _date(citation: Citation, american: bool) -> str:
    return citation.dated or (format_date(citation.date, american) if citation.date else "")


def _chicago(citation: Citation) -> str:
    authors = "".join(f"{author}, " for author in citation.authors)
    article = f"“{citation.article},” " if citation.article else ""
    volume = f" {citation.volume}" if citation.volume is not None else ""
    issue = f", {_issue(citation.issue, 'no.', 'nos.')}" if citation.issue else ""
    whole = f", whole no. {citation.whole}" if citation.whole is not None else ""
    supplement = f", {citation.supplement}" if citation.supplement else ""
    dated = _date(citation, american=True)
    pages = join_pages(citation.pages, ", ")
    if number := f"{volume}{issue}{whole}{supplement}":
        issued = f"{number}{f' ({dated})' if dated else ''}{f': {pages}' if pages else ''}"
    else:
        mark = format_pages(citation.pages).partition(" ")[0]
        issued = f"{f', {dated}' if dated else ''}{f', {mark} {pages}' if pages else ''}"
    return f"{authors}{article}{citation.title}{issued}."


STYLES: dict[str, Callable[[Citation], str]] = {"mia": _mia, "chicago": _chicago}
