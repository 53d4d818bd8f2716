import numpy as np
import pytest

from ocr.layout.lines import Lines
from ocr.layout.spanning import find_bridges

HEIGHT, SIZE = 12.0, 16.0
HEAD = (100, 40, 500, 80)


def find(*rows, heights=(36.0, SIZE, SIZE)):
    """Bridges of a page whose lines are these, the gutter beside and under them 16 pixels wide."""
    barrier = np.zeros((600, 600), bool)
    barrier[84:, 300:316] = True
    counts = np.full(len(rows), 20)
    lines = Lines(np.array(rows, np.int32), np.array(heights, float), counts)
    return find_bridges(lines, barrier, HEIGHT)


def test_a_word_space_of_a_deck_is_bridged_though_it_is_as_wide_as_the_gutter():
    (bridge,) = find(HEAD, (150, 100, 300, 120), (316, 100, 450, 120))
    assert bridge.top == 100
    assert bridge.bottom == 120
    assert bridge.left < 300  # the gutter may go on under the slant of a letter
    assert bridge.right > 316


@pytest.mark.parametrize(
    ("head", "heights", "right"),
    [
        ((100, 40, 290, 80), (36.0, SIZE, SIZE), 316),
        ((100, 10, 500, 40), (36.0, SIZE, SIZE), 316),
        (HEAD, (8.0, SIZE, SIZE), 316),
        (HEAD, (36.0, HEIGHT, HEIGHT), 316),
        (HEAD, (36.0, SIZE, 2 * SIZE), 316),
        (HEAD, (36.0, SIZE, SIZE), 322),
    ],
    ids=[
        "no headline over both",
        "the headline far above",
        "small print above",
        "type of columns",
        "two sizes",
        "white too wide",
    ],
)
def test_lines_of_two_columns_are_not_bridged(head, heights, right):
    assert not find(head, (150, 100, 300, 120), (right, 100, 450, 120), heights=heights)


def test_the_next_line_of_a_deck_is_bridged_under_the_first():
    first, halves = (150, 100, 450, 120), ((180, 126, 300, 146), (316, 126, 420, 146))
    assert len(find(first, *halves, heights=(SIZE,) * 3)) == 1
