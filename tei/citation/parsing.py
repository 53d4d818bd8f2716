"""References read from the many ways in which people write them."""

from __future__ import annotations

import re

from scans.errors import FormatError
from scans.numerals import read_roman
from tei.citation.dates import find_date
from tei.citation.pages import LIST, PageRange, parse_pages
from tei.citation.reference import Citation

_LONGEST = 2000
_CUT = "\x00"
"""Stands in the text where a part of the reference has been taken out."""

_ISSUE_NUMBER = r"(?:\d+[a-z]?(?:\s*[-–—/&]\s*\d+[a-z]?|\s+and\s+\d+[a-z]?)*(?!\w))"
_QUOTED = re.compile(r"[“\"](?P<article>.*),?[”\"]", re.DOTALL)
_WHOLE = re.compile(r"[(\[]?\s*\bwhole\s+(?:n(?:o|r|umber)\b\.?|#)\s*(?P<whole>\d+)\s*[)\]]?", re.IGNORECASE)
_VOLUME = re.compile(r"\bvol(?:ume)?s?\b\.?\s*(?P<volume>[ivxlcdm]+\b|\d+)", re.IGNORECASE)
_ISSUE = re.compile(
    rf"(?:\b(?:nos?|nrs?|numbers?|issues?)\b\.?|#)\s*(?P<issue>{_ISSUE_NUMBER}|[ivxlcdm]+\b)", re.IGNORECASE
)
_SUPPLEMENT = re.compile(
    r"\(?\b(?P<supplement>(?:special|weekly|monthly|anniversary|election|may\s+day)?\s*"
    r"(?:supplement|edition|number|issue|extra))\b\)?",
    re.IGNORECASE,
)
_BARE_VOLUME = re.compile(rf"\s(?P<volume>\d+)\s*(?:,\s*{_CUT}|\(?\s*{_CUT})")
_PAGES = re.compile(rf"\b(?i:pp?\b\.?|pp?\.?(?=\d)|pages?\b)\s*(?P<pages>{LIST})")
_COLON_PAGES = re.compile(rf":\s*(?P<pages>{LIST})\s*\.?\s*$")
_LEAD = re.compile(
    r"^\W*(?:(?:source|(?:first|originally)\s+(?:published|printed))\b\s*:?\s*(?:in\b)?)?\s*:?\s*(?:from\b:?\s+)?",
    re.IGNORECASE,
)


def parse_citation(text: str) -> Citation:
    """Read a reference to a newspaper, in the house styles or near to them.

    Volumes and issue numbers may be Roman or Arabic, dates British or American, spaces and full stops
    missing. What precedes the first part that is recognised is the newspaper's title.

    Raises:
        FormatError: neither volume, number, date nor page can be recognised.
    """
    if len(text) > _LONGEST:
        raise _no_reference(text)
    reader = _Reader(re.sub(r"\s+", " ", text.replace(_CUT, " ")).strip())
    article = reader.take(_QUOTED, "article")
    authors = reader.before_cut() if article else ""
    whole, volume, issue = (
        reader.take(_WHOLE, "whole"),
        reader.take(_VOLUME, "volume"),
        reader.take(_ISSUE, "issue"),
    )
    dating = find_date(reader.text)
    if dating:
        reader.cut(*dating.span)
    supplement = reader.take(_SUPPLEMENT, "supplement")
    volume = volume or reader.take(_BARE_VOLUME, "volume")
    pages = reader.take(_PAGES, "pages") or reader.take(_COLON_PAGES, "pages")
    if not (volume or issue or dating or pages):
        raise _no_reference(text)
    return Citation(
        title=_title(reader.text),
        volume=_number(volume),
        issue=_issue(issue),
        date=dating.date if dating else None,
        pages=_runs(pages),
        dated=dating.dated if dating else "",
        whole=int(whole) if whole else None,
        supplement=supplement.strip(),
        article=article.strip().rstrip(","),
        authors=tuple(re.split(r",\s*|\s+and\s+", authors)) if authors else (),
    )


class _Reader:
    """A text from which recognised parts are cut one by one."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str], group: str) -> str:
        """The group of the first match, which is cut out of the text; "" where nothing matches."""
        match = pattern.search(self.text)
        if not match:
            return ""
        self.cut(*match.span())
        return match[group]

    def cut(self, start: int, end: int) -> None:
        """Leave a mark in place of a part of the text."""
        self.text = self.text[:start] + _CUT + self.text[end:]

    def before_cut(self) -> str:
        """The words before the first mark, which are cut off together with it."""
        before, _, self.text = self.text.partition(_CUT)
        return before.strip(" ,.:")


def _title(rest: str) -> str:
    """The title of the newspaper: what is left before the first part that was recognised."""
    words = _LEAD.sub("", rest).partition(_CUT)[0]
    return re.sub(r"[*_]+", "", words).strip(" ,;:(–—-").strip()


def _number(written: str) -> int | None:
    return int(written) if written.isdigit() else read_roman(written) if written else None


def _issue(written: str) -> str | None:
    """Write a number as `Citation.issue` does: "29 – 30" and "29 & 30" become "29-30", "iv" becomes "IV"."""
    if not written:
        return None
    return re.sub(r"\s*(?:[-–—/&]|\band\b)\s*", "-", written) if written[0].isdigit() else written.upper()


def _runs(written: str) -> tuple[PageRange, ...]:
    return parse_pages(written) if written else ()


def _no_reference(text: str) -> FormatError:
    return FormatError(
        f"“{text[:60]}”",
        "is not a reference to a newspaper",
        "Write it like “The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3”",
    )
