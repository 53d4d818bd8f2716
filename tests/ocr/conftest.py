"""Pages to try things on, and a Hypothesis strategy for any page."""

import pytest
from hypothesis import strategies as st

from ocr.alto.writing import FORBIDDEN
from ocr.numbering import number
from ocr.page import Alternative, BBox, Ink, Line, Page, Region, RegionKind, Step, Word

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")).filter(
    lambda character: not FORBIDDEN.match(character)
)
LETTERS = st.sampled_from("abcé-¬\u00ad&<>\"'")
TEXTS = st.text(CHARACTERS | LETTERS, min_size=1, max_size=8)
CONFIDENCES = SHARES = st.floats(0, 1)
LENGTHS = st.integers(0, 9999)


@st.composite
def boxes(draw):
    left, top = draw(LENGTHS), draw(LENGTHS)
    return BBox(left, top, left + draw(LENGTHS), top + draw(LENGTHS))


WORDS = st.builds(
    Word,
    id=st.just("w"),
    text=TEXTS,
    bbox=boxes(),
    confidence=CONFIDENCES,
    alternatives=st.lists(st.builds(Alternative, TEXTS, CONFIDENCES), max_size=2).map(tuple),
)
LINES = st.builds(
    Line,
    id=st.just("l"),
    bbox=boxes(),
    words=st.lists(WORDS, min_size=1, max_size=3).map(tuple),
    hyphenated=st.booleans(),
)
REGIONS = st.builds(
    Region,
    id=st.just("r"),
    kind=st.sampled_from(list(RegionKind)),
    bbox=boxes(),
    lines=st.lists(LINES, max_size=3).map(tuple),
)
PAGES = st.builds(
    Page,
    id=st.sampled_from(["p1", "r01", "r01.l001", "1933-06-03.p3", "page.1"]).map(lambda name: f"x{name}"),
    image=TEXTS,
    image_page=st.integers(1, 2000),
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    width=st.integers(1, 9999),
    height=st.integers(1, 9999),
    dpi=st.integers(50, 1200),
    regions=st.lists(REGIONS, max_size=3).map(lambda found: number(tuple(found))),
    ink=st.none() | st.builds(Ink, SHARES, SHARES),
    steps=st.lists(st.builds(Step, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
)


@pytest.fixture(scope="session")
def pages():
    """The strategy for any page."""
    return PAGES


@pytest.fixture(scope="session")
def make_region():
    """Makes a region with these lines, 20 pixels high, 10 pixels a character."""

    def make(*texts, kind=RegionKind.TEXT):
        made = []
        for row, text in enumerate(texts):
            found, left = [], 0
            for word in text.split():
                box = BBox(left, 20 * row, left + 10 * len(word), 20 * row + 20)
                found.append(Word("w", word, box, 0.9))
                left += 10 * len(word) + 10
            made.append(Line("l", BBox.around([word.bbox for word in found]), tuple(found)))
        return Region("r", kind, BBox.around([line.bbox for line in made]), tuple(made))

    return make


@pytest.fixture(scope="session")
def make_page():
    """Makes a page of 1000 by 1000 pixels of regions."""
    return lambda *regions: Page("p1", "p1.png", 1, "ab" * 32, 1000, 1000, 300, number(regions))
