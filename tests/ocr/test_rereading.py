"""Doubtful lines, and what else was read of them."""

import numpy as np
import pytest

from ocr.excerpts import LARGEST_SCALE
from ocr.layout.area import Area
from ocr.page import BBox, Line, RegionKind, Word
from ocr.rereading import VARIANTS, Stretch, cut_stretch, find_doubtful, join_readings

AREA = Area(RegionKind.TEXT, BBox(0, 0, 200, 400), height=10.0)


def read(row, text, confidence=0.95):
    words = tuple(
        Word("w", part, BBox(60 * n, 20 * row, 60 * n + 50, 20 * row + 15), confidence)
        for n, part in enumerate(text.split())
    )
    return Line("l", BBox.around([word.bbox for word in words]), words)


@pytest.mark.parametrize(
    ("doubtful", "stretches"),
    [
        ((), []),
        ((0,), [(0, 2)]),
        ((5,), [(4, 7)]),
        ((3, 5), [(2, 7)]),
        ((3, 6), [(2, 8)]),
        ((2, 8), [(1, 4), (7, 10)]),
        ((9,), [(8, 10)]),
    ],
)
def test_doubtful_lines_are_read_with_their_neighbours(doubtful, stretches):
    lines = [read(row, "some words", 0.3 if row in doubtful else 0.9) for row in range(10)]
    assert list(find_doubtful(AREA, lines)) == [Stretch(AREA, *ends) for ends in stretches]


def test_each_way_cuts_the_same_lines():
    grey = np.full((420, 220), 255, np.uint8)
    grey[100:115, 0:170] = 0
    lines = [read(row, "some words") for row in range(10)]
    for variant in VARIANTS:
        cutting = cut_stretch(grey, Stretch(AREA, 4, 7), lines, (), np.zeros((42, 22), bool), variant)
        assert cutting.bbox.top == 80 - 8
        assert cutting.bbox.bottom == 120 + 15 + 8
        scale = min(LARGEST_SCALE, variant.letter_height / 10)
        assert cutting.image.shape[0] == pytest.approx(cutting.bbox.height * scale, abs=1)
        assert cutting.image.min() == 0


def test_readings_find_their_lines_by_place_and_likeness():
    lines = [read(0, "tbe first line"), read(1, "the second line")]
    other = [read(1, "the second iine"), read(0, "the first line")]
    third = [read(0, "the first line"), read(1, "dirt"), read(4, "the first line")]
    joined = join_readings(lines, [other, third])
    assert [line.text for line in joined] == ["the first line", "the second line"]
    assert joined[1].words[2].alternatives[0].text == "iine"
