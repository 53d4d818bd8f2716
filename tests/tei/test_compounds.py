"""A line that ends in "to-" goes on as the newspaper spells the word."""

import pytest

from ocr.page import BBox, Line, Page, Region, RegionKind, Word
from tei.compounds import Compounds

BOX = BBox(0, 0, 10, 10)


def print_page(text: str) -> Page:
    words = tuple(Word(f"w{n}", word, BOX, 0.9) for n, word in enumerate(text.split()))
    region = Region("r1", RegionKind.TEXT, BOX, (Line("l1", BOX, words),))
    return Page("p1", "p1.png", 1, "a" * 64, 100, 100, 300, (region,))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nothing is said of it", True),
        ("they meet to-day, not “To-day” week", True),
        ("they meet today.", False),
        ("Today and to-day alike", True),
        ("Today, today and to-day", False),
        ("to-", True),
    ],
)
def test_the_pages_decide(text: str, kept: bool) -> None:
    assert ("to-day" in Compounds(frozenset({"to-day"}), [print_page(text)])) is kept


def test_other_words_have_no_hyphen() -> None:
    compounds = Compounds(frozenset({"to-day"}), [print_page("half-dozen")])
    assert "half-dozen" not in compounds
    assert "today" not in compounds
