"""References through both house styles and back: `python benchmarks/citations.py [count] [seed]`."""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta

from scans.numerals import to_roman
from tei.citation import (
    STYLES,
    Citation,
    format_citation,
    format_pages,
    page_numbers,
    page_runs,
    parse_citation,
    parse_pages,
)
from tei.citation.dates import find_date

TITLES = (
    "The Militant",
    "Labor Action",
    "Fourth International",
    "Socialist Appeal",
    "L’Humanité",
    "Fahne & Co.",
)
PARTIAL = (
    "June 1933",
    "1933",
    "Summer 1941",
    "June–July 1934",
    "31 June 1933",
    "Jnue 3, 1933",
    "3–10 June 1933",
)


def random_pages(dice: random.Random) -> list[str]:
    """A list of page numbers of one or several kinds, some of them contiguous."""
    pages: list[str] = []
    for _ in range(dice.randint(0, 4)):
        first, length = dice.randint(1, 120), dice.choice((1, 1, 1, 2, 3, 8))
        kind = dice.choice(("{}", "{}", "{}", "S{}", "{}a", "roman", "letter"))
        for number in range(first, first + length):
            if kind == "roman":
                pages.append(to_roman(number).lower())
            elif kind == "letter":
                pages.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26])
            else:
                pages.append(kind.format(number))
    return pages


def random_citation(dice: random.Random, pages: list[str]) -> Citation:
    """A reference with any of its parts missing."""
    day, dated = date(1800, 1, 1) + timedelta(dice.randrange(73000)), ""
    if dice.random() < 0.2:
        found = find_date(dice.choice(PARTIAL))
        assert found
        day, dated = found.date, found.dated  # type: ignore[assignment]
    first = dice.randint(1, 300)
    return Citation(
        title=dice.choice(TITLES),
        volume=dice.choice((None, dice.randint(1, 120))),
        issue=dice.choice((None, str(first), f"{first}-{first + 1}", f"{first}a")),
        date=day,
        pages=page_runs(pages),
        dated=dated,
        whole=dice.choice((None, None, dice.randint(1, 2000))),
        supplement=dice.choice(("", "", "", "Supplement", "Special Number")),
    )


def main(count: int = 100_000, seed: int = 1933) -> int:
    """Print every reference that does not come back, then the rate; 1 if there was one."""
    dice, failures, started = random.Random(seed), 0, time.perf_counter()
    for _ in range(count):
        pages = random_pages(dice)
        citation = random_citation(dice, pages)
        held = page_numbers(page_runs(pages)) == tuple(pages)
        held &= not pages or parse_pages(format_pages(pages)) == citation.pages
        for style in STYLES:
            held &= parse_citation(format_citation(citation, style)) == citation
        if not held:
            failures += 1
            print("lost:", citation)
    seconds = time.perf_counter() - started
    print(f"{count} references, {failures} lost, {seconds:.1f} s, {count / seconds:.0f} references/s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
