"""Page numbers as printed, their contiguous runs, and how references write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scans.errors import FormatError
from scans.numerals import from_roman, to_roman

PAGE = r"(?:[A-Za-z]{0,8}\d{1,6}[A-Za-z]{0,3}|[ivxlcdm]{1,15}|[IVXLCDM]{1,15}|[A-Za-z])"
"""A page number: "3", "S2", "12a", "iv", "B"."""

_DASH = r"\s*(?:[-‐‑‒–—−]{1,2}|\bto\b)\s*"
_ONE = rf"(?<![^\W_])\[?{PAGE}(?![^\W_])\]?(?:{_DASH}\[?{PAGE}(?![^\W_])\]?)?"
LIST = rf"{_ONE}(?:\s*(?:[,;&]|\band\b)\s*(?:(?:&|and\b)\s*)?{_ONE})*"
"""A list of pages and ranges, without what introduces it."""

_INTRODUCED = re.compile(r"\s*(?:(?:pp?|pgs?|pages?)(?:\.\s*|(?=\d)|\s+))?", re.IGNORECASE)
_COUNTER = re.compile(r"([A-Za-z]*)(\d+)")
_LETTERED = re.compile(r"(\d*)([A-Za-z])")
_MOST = 2000


class PageRange(NamedTuple):
    """A contiguous run of pages, by the numbers printed on the first and the last ("1", "1" for one page)."""

    first: str
    last: str


def page_runs(pages: Iterable[str]) -> tuple[PageRange, ...]:
    """The contiguous runs of page numbers that stand in order: ("1", "2", "3", "5") → 1–3 and 5.

    Raises:
        FormatError: one of them is not a page number.
    """
    runs: list[list[str]] = []
    for page in pages:
        if not re.fullmatch(PAGE, page):
            raise _not_pages(page)
        if runs and _distance(runs[-1][0], page) == len(runs[-1]):
            runs[-1].append(page)
        else:
            runs.append([page])
    return tuple(PageRange(run[0], run[-1]) for run in runs)


def page_numbers(runs: Iterable[PageRange]) -> tuple[str, ...]:
    """Every page of the runs, in order; of a run that cannot be counted, its two ends."""
    return tuple(page for run in runs for page in _count(run))


def format_pages(pages: Sequence[str] | Sequence[PageRange]) -> str:
    """Pages or runs as the archive writes them: "p. 4", "pp. 1 & 3", "pp. 1–3, 5 & 7"; "" for none."""
    runs = as_runs(pages)
    if not runs:
        return ""
    mark = "p." if len(runs) == 1 and runs[0].first == runs[0].last else "pp."
    return f"{mark} {join_pages(runs, ' & ')}"


def as_runs(pages: Sequence[str] | Sequence[PageRange]) -> tuple[PageRange, ...]:
    """Runs as they are, single pages gathered into runs."""
    runs = tuple(page for page in pages if isinstance(page, PageRange))
    return runs or page_runs(page for page in pages if isinstance(page, str))


def join_pages(runs: Sequence[PageRange], last: str, dash: str = "–") -> str:
    """Runs with commas between them and `last` before the last one."""
    texts = [run.first if run.first == run.last else f"{run.first}{dash}{run.last}" for run in runs]
    return last.join(filter(None, (", ".join(texts[:-1]), texts[-1]))) if texts else ""


def parse_pages(text: str) -> tuple[PageRange, ...]:
    """Read "pp. 1–3, 5 & 7", "p.4", "pages iv to vi", "102-6": the runs in the order they are written.

    Raises:
        FormatError: it is not a list of pages, or a range runs backwards.
    """
    introduced = _INTRODUCED.match(text)
    for start in (introduced.end() if introduced else 0, 0):  # "P & 23" has a page P, "P 23" has not
        body = text[start:].strip().rstrip(".").rstrip()
        if len(body) <= _MOST and re.fullmatch(LIST, body):
            return tuple(_range(one[0]) for one in re.finditer(_ONE, body))
    raise _not_pages(text)


def _range(text: str) -> PageRange:
    first, *rest = (page.strip("[]") for page in re.split(_DASH, text))
    last = rest[0] if rest else first
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: -len(last)] + last  # "102-6" is short for 102–106
    distance = _distance(first, last)
    if distance is not None and distance < 0:
        raise _not_pages(text)
    return PageRange(first, last)


def _count(run: PageRange) -> tuple[str, ...]:
    distance = _distance(run.first, run.last)
    if run.first == run.last:
        return (run.first,)
    if distance is None or not 0 < distance <= _MOST:
        return (run.first, run.last)
    return tuple(_later(run, step) for step in range(distance + 1))


def _distance(first: str, last: str) -> int | None:
    """How many pages `last` is after `first`; None where the two are not counted in one way."""
    roman = from_roman(first), from_roman(last)
    if roman[0] and roman[1]:
        return roman[1] - roman[0] if first.isupper() == last.isupper() else None
    counted = _COUNTER.fullmatch(first), _COUNTER.fullmatch(last)
    if counted[0] and counted[1] and counted[0][1] == counted[1][1]:
        same_width = len(counted[0][2]) == len(counted[1][2])
        padded = counted[0][2].startswith("0") or counted[1][2].startswith("0")
        return int(counted[1][2]) - int(counted[0][2]) if same_width or not padded else None
    lettered = _LETTERED.fullmatch(first), _LETTERED.fullmatch(last)
    if lettered[0] and lettered[1] and lettered[0][1] == lettered[1][1] and first.isupper() == last.isupper():
        return ord(lettered[1][2]) - ord(lettered[0][2])
    return None


def _later(run: PageRange, step: int) -> str:
    """The page that is `step` pages after the first of a run that can be counted."""
    roman = from_roman(run.first)
    if roman and from_roman(run.last):
        numeral = to_roman(roman + step)
        return numeral if run.first.isupper() else numeral.lower()
    if counted := _COUNTER.fullmatch(run.first):
        return counted[1] + str(int(counted[2]) + step).zfill(len(counted[2]))
    return run.first[:-1] + chr(ord(run.first[-1]) + step)


def _not_pages(text: str) -> FormatError:
    return FormatError(f"“{text[:60]}”", "is not a page or a list of pages", "Write it like “pp. 1–3, 5 & 7”")
