import numpy as np
import pytest

from ocr.layout.components import find_components, measure_letter_height

LETTER = 12


def measure(page):
    return measure_letter_height(find_components(page.image == 0))


def test_the_text_tells_the_height_of_letters_and_not_an_advertisement_with_more_ink(paper):
    page = paper(height=2400).print_column(40, 60, 400, 40).print_column(430, 60, 790, 40)
    assert measure(page) == LETTER
    for top in range(1000, 1600, 150):
        page.print_line(40, top, 1100, size=28)
    assert measure(page) == LETTER


def test_headlines_with_more_ink_than_the_text_do_not_tell_the_height(paper):
    page = paper(height=2400).print_column(40, 60, 600, 20)
    assert measure(page) == LETTER
    for top in range(900, 1800, 150):
        page.print_line(40, top, 1100, size=36)
    assert measure(page) == LETTER


@pytest.mark.parametrize("grains", [2_000, 20_000])
def test_the_grain_of_the_paper_is_no_type(grains, paper):
    page = paper().print_column(40, 60, 400, 40).print_column(430, 60, 790, 40)
    chance = np.random.default_rng(1)
    for x, y in zip(chance.integers(0, 1190, grains), chance.integers(950, 1590, grains), strict=True):
        page.image[y : y + 4, x : x + 2] = 0
    assert measure(page) == LETTER
