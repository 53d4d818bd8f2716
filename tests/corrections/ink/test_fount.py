"""Letters are found in words of known text."""

import numpy as np
import pytest

from corrections.ink.cutting import MARGIN, ROWS, X_HEIGHT, cut_word, measure_lines
from corrections.ink.fount import Fount, cast_fount
from ocr.page import BBox
from tests.corrections.ink.conftest import TEXT, Press

BOX = {"a": 8, "b": 5, "c": 12}
"""Letters of plain bars, so wide."""


def draw(text: str) -> np.ndarray:
    parts = [np.zeros((ROWS, MARGIN))]
    for letter in text:
        image = np.zeros((ROWS, BOX[letter]))
        image[3 + 4 * "abc".index(letter) :, 1:-1] = 1
        parts.append(image)
    return np.hstack([*parts, parts[0]]).astype(np.float32)


@pytest.fixture(scope="module")
def fount() -> Fount:
    return cast_fount([(draw(text), text) for text in ("abc", "cab", "bac", "abacus"[:3], "cabba", "bbca")])


def test_a_text_lies_where_its_letters_are(fount: Fount) -> None:
    placed = fount.place(draw("cabac"), "cabac")
    assert placed is not None
    widths = np.cumsum([MARGIN, *(BOX[letter] for letter in "cabac")])
    assert np.abs(np.array(placed.bounds) - widths).max() <= 2


def test_another_text_costs_more(fount: Fount) -> None:
    image = draw("cabac")
    own = fount.place(image, "cabac")
    others = [fount.place(image, other) for other in ("cabaca", "caba", "cacac", "acbac")]
    assert own is not None
    assert all(other is None or other.cost > own.cost + 20 for other in others)


def test_an_unknown_letter_or_no_room_gives_no_placement(fount: Fount) -> None:
    assert fount.place(draw("ab"), "ax") is None
    assert fount.place(draw("b"), "cccc") is None
    assert cast_fount([]).place(draw("a"), "a") is None


def test_a_rival_is_the_best_text_with_one_letter_replaced(fount: Fount) -> None:
    image = draw("cabac")
    own, wrong = fount.place(image, "cabac"), fount.place(image, "cabab")
    assert own is not None
    rival = fount.find_rival(image, "cabab", 2)
    assert rival == pytest.approx(own.cost, abs=0.1)
    if wrong is not None:
        assert rival < wrong.cost
    assert fount.find_rival(image, "cabac", 2) > own.cost


def test_words_are_cut_into_one_frame(press: Press) -> None:
    page, grey = press(TEXT)
    heights = measure_lines(page)
    line = next(page.lines())
    assert 10 < heights[line.id] < 22
    men = line.words[1]
    image = cut_word(grey, men.bbox, men.text, heights[line.id])
    assert image is not None
    assert image.shape == (ROWS, round(men.bbox.width * X_HEIGHT / heights[line.id]) + 2 * MARGIN)
    assert -0.2 <= image.min() < 0.1
    assert 0.9 < image.max() <= 1.2
    assert np.quantile(image, [1 / 4, 24 / 25]) == pytest.approx([0.0, 1.0], abs=0.02)


@pytest.mark.parametrize("box", [BBox(0, 0, 0, 0), BBox(5000, 5000, 5090, 5030), BBox(0, 0, 9000, 20)])
def test_what_is_no_word_on_the_page_is_not_cut(press: Press, box: BBox) -> None:
    assert cut_word(press()[1], box, "men", 14.0) is None
