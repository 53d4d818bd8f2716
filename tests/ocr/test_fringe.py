import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.fringe import trim
from ocr.page import BBox, Line, Word

HEIGHT, RIGHT = 20, 400
"""Pixels: the height of a line, and where the lines of the column end."""


def make_line(row: int, *marks: tuple[str, int, int]) -> Line:
    """A full line of two words from 0 to RIGHT, and marks as (text, left, right) around them."""
    lean = row  # the page leans by a pixel a line
    words = [("Women", 0, 180), ("vote", 190, RIGHT), *marks]
    words.sort(key=lambda word: word[1])
    boxed = tuple(
        Word("w", text, BBox(left + lean, HEIGHT * row, right + lean, HEIGHT * (row + 1)), 0.9)
        for text, left, right in words
    )
    return Line("l", BBox.around([word.bbox for word in boxed]), boxed)


def read_with(*marks: tuple[str, int, int]) -> str:
    """The seventh of twelve lines, with marks, after trimming."""
    return trim([make_line(row, *(marks if row == 6 else ())) for row in range(12)])[6].text


@pytest.mark.parametrize("mark", ["|", ";", "!", "‘", "_", "||"])
def test_a_mark_beyond_either_edge_goes(mark):
    assert read_with((mark, -14, -8)) == "Women vote"
    assert read_with((mark, RIGHT + 6, RIGHT + 8)) == "Women vote"


def test_several_marks_go_together_and_the_box_of_the_line_with_them():
    line = trim([make_line(row, ("|", -30, -25), (".", -20, -15)) for row in range(12)])[6]
    assert line.text == "Women vote"
    assert line.bbox.left == 6


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (("|", 182, 186), "Women | vote"),
        (("|", RIGHT - 4, RIGHT), "Women vote |"),
        (("—", RIGHT - 30, RIGHT), "Women vote —"),
        (("-", RIGHT + 2, RIGHT + 8), "Women vote -"),
        (("I", RIGHT + 6, RIGHT + 8), "Women vote I"),
        (("5", -14, -8), "5 Women vote"),
    ],
)
def test_what_stands_within_the_column_or_has_letters_or_may_be_a_hyphen_stays(mark, text):
    assert read_with(mark) == text


@given(st.permutations([HEIGHT * step for step in range(12)]))
def test_where_lines_end_raggedly_no_mark_is_beyond_an_edge(ends):
    lines = [
        make_line(row, ("vote", 190, RIGHT + end), ("—", RIGHT + end + 5, RIGHT + end + 25))
        for row, end in enumerate(ends)
    ]
    assert trim(lines) == tuple(lines)


@pytest.mark.parametrize(
    ("mark", "kept"), [("|", False), ("=|", False), ("_", False), ("—", True), ("*", True)]
)
def test_a_headline_loses_only_marks_that_are_never_printed(mark, kept):
    (line,) = trim([make_line(0, (mark, RIGHT + 6, RIGHT + 8))])
    assert line.text == (f"Women vote {mark}" if kept else "Women vote")
