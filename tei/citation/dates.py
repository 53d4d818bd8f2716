"""Dates of issue as references print them: British, American, partial, doubled and misprinted."""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import NamedTuple

MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_WEEKDAY = r"(?:(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
_JOIN = r"(?:\s*[-–—/&]\s*)"
_WORD = r"(?:[A-Za-z]{3,9}\.?)"
_DAYS = rf"{_DAY}(?:{_JOIN}{_DAY})?"
_MONTHS = rf"(?P<months>{_WORD}(?:{_JOIN}{_WORD})?)"
_YEAR = r"(?P<year>\d{4})"
_EDGE = r"(?<![\w.–-])(?<!\bp\.\s)"
_SHAPES = tuple(
    re.compile(_EDGE + shape + r"(?!\w)", re.IGNORECASE)
    for shape in (
        rf"{_DAY}\s+{_WORD}{_JOIN}{_DAY}\s+{_WORD},?\s+{_YEAR}",
        rf"{_WORD}\s+{_DAY}{_JOIN}{_WORD}\s+{_DAY},?\s+{_YEAR}",
        rf"{_WEEKDAY}{_DAYS}\s+(?:of\s+)?{_MONTHS},?\s+{_YEAR}",
        rf"{_WEEKDAY}{_MONTHS}\s+{_DAYS},?\s+{_YEAR}",
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        r"\d{1,2}/\d{1,2}/(?P<year>\d{4})",
        rf"{_MONTHS},?\s+{_YEAR}",
        r"(?P<year>1[5-9]\d\d|20\d\d)",
    )
)


class Dating(NamedTuple):
    """What a reference says of the date.

    Attributes:
        date: the day, the first where it names several; None where it names none that exists.
        dated: the words of the reference where they say other than one day rightly spelt, else "".
        span: where in the text it stands: first character inside, last one past it.
    """

    date: date | None
    dated: str
    span: tuple[int, int]


def find_date(text: str) -> Dating | None:
    """The first date in a text, in the most exact shape that fits anywhere; None where there is none."""
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if dating := _read(match):
                return dating
    return None


def format_date(day: date, american: bool = False) -> str:
    """Write a day the British or the American way: "3 June 1933", "June 3, 1933"."""
    month = MONTHS[day.month - 1]
    return f"{month} {day.day}, {day.year:04d}" if american else f"{day.day} {month} {day.year:04d}"


def iso_date(day: date | None, dated: str) -> str:
    """What is known of the date in ISO 8601: "1933-06-03", "1933-06", "1933", or "" for nothing."""
    if day:
        return day.isoformat()
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", dated)
    if len(set(years)) != 1:
        return ""
    months = {month for word in re.findall("[A-Za-z]{3,9}", dated) if (month := _month(word, misspelt=True))}
    return f"{years[0]}-{months.pop():02d}" if len(months) == 1 else years[0]


def _read(match: re.Match[str]) -> Dating | None:
    """The date that a shape matched; None where its words are no months."""
    found, said = match.groupdict(), match[0]
    if found.get("month"):
        day = _day(int(found["year"]), int(found["month"]), int(found["day"]))
        return Dating(day, "" if day else said, match.span())
    words = re.findall("[A-Za-z]{3,9}", found.get("months") or said)
    numbers = re.findall(r"(?<!\d)\d{1,2}(?!\d)", said)
    months = [_month(word, misspelt=bool(numbers)) for word in words]
    if not all(month or word.lower() in _SEASONS for month, word in zip(months, words, strict=True)):
        return None
    if not numbers or not months or not months[0]:
        return Dating(None, said, match.span())
    day = _day(int(said[-4:]), months[0], int(numbers[0]))
    plain = day and len(numbers) == len(months) == 1 and _month(words[0], misspelt=False)
    return Dating(day, "" if plain else said, match.span())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str, misspelt: bool) -> int | None:
    """The month of a name in full, shortened or, where allowed, misspelt ("Jnue"); None for other words."""
    for number, name in enumerate(MONTHS, 1):
        if len(word) > 2 and name.lower().startswith(word.lower()):
            return number
    if not misspelt or word.lower() in _SEASONS:
        return None
    near = difflib.get_close_matches(word.title(), MONTHS, n=1, cutoff=0.75)
    return MONTHS.index(near[0]) + 1 if near else None
