"""Dates as people write them into file names and tables."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GAP = r"[-_., ]{0,2}"

MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}"
"""A regular expression without groups for an English month, full or cut short; ignores no case by itself."""

DATE = (
    rf"\d{{4}}[-_.]?\d{{2}}[-_.]?\d{{2}}|\d{{4}}{_GAP}{MONTH}{_GAP}\d{{1,2}}"
    rf"|{MONTH}{_GAP}\d{{1,2}}{_GAP}\d{{4}}|\d{{1,2}}{_GAP}{MONTH}{_GAP}\d{{4}}"
)
"""A regular expression without groups for what `parse_date` reads."""

_ORDERS = tuple(
    re.compile(
        form.format(y=r"(?P<y>\d{4})", m=rf"(?P<m>{MONTH}|\d{{1,2}})", d=r"(?P<d>\d{1,2})", g=_GAP),
        re.IGNORECASE,
    )
    for form in ("{y}{g}{m}{g}{d}",)
) + tuple(
    re.compile(
        form.format(y=r"(?P<y>\d{4})", m=f"(?P<m>{MONTH})", d=r"(?P<d>\d{1,2})", g=_GAP), re.IGNORECASE
    )
    for form in ("{m}{g}{d}{g}{y}", "{d}{g}{m}{g}{y}")
)


def parse_date(text: str) -> date | None:
    """The day that a text like 1933-06-03, 19330603, "jun-03-1933" or "3 June 1933" names.

    None for anything else, for a day that never was, and for "3/6/1933", which countries read differently.
    """
    for order in _ORDERS:
        if match := order.fullmatch(text.strip()):
            try:
                return date(int(match["y"]), _number_month(match["m"]), int(match["d"]))
            except ValueError:
                return None
    return None


def _number_month(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
