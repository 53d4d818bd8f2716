import random
import time
from dataclasses import replace

import pytest

from ocr.page import BBox, Line, Page, Region, RegionKind, Step, Word
from ocr.region_order import measure_slope, order_regions


def make_region(name, left, top, right, count, lean=0.0):
    """Lines of 20 px, 30 px apart; each as much further to the left as the page leans."""
    lines = []
    for row in range(count):
        y, x = top + 30 * row, left - round(lean * 30 * row)
        box = BBox(x, y, x + right - left, y + 20)
        word = Word(f"{name}.l{row}.w1", f"{name}-{row}", box, 0.9)
        lines.append(Line(f"{name}.l{row}", box, (word,)))
    return Region(name, RegionKind.TEXT, BBox.around([line.bbox for line in lines]), tuple(lines))


@pytest.fixture
def page():
    """A headline over two of three columns, a rule below, and two columns of another story."""
    regions = (
        make_region("a", 0, 0, 190, 20),
        make_region("head", 230, 0, 560, 1),
        make_region("b", 200, 60, 390, 16),
        make_region("c", 400, 60, 590, 16),
        make_region("d", 0, 700, 190, 8),
        make_region("e", 200, 700, 590, 8),
        Region("rule", RegionKind.RULE, BBox(0, 640, 590, 643)),
    )
    return Page("p1", "p1.png", 1, "0" * 64, 600, 1000, 100, regions)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_engine_does_not_matter(page, seed):
    mixed = random.Random(seed).sample(page.regions, len(page.regions))
    assert order_regions(replace(page, regions=tuple(mixed))) == page


def test_a_page_of_our_own_keeps_its_order(page):
    ours = replace(page, regions=page.regions[::-1], steps=(Step("redpencil", "1", "layout"),))
    assert order_regions(ours) is ours


def test_a_page_without_text_stays_as_it_is(page):
    blank = replace(page, regions=page.regions[-1:])
    assert order_regions(blank) is blank


@pytest.mark.parametrize("lean", [-0.02, 0.0, 0.03])
def test_the_slope_is_found_from_the_left_edges(lean):
    assert measure_slope([make_region("a", 100, 0, 300, 30, lean)]) == pytest.approx(lean, abs=0.005)


def test_many_blocks_one_over_the_other_take_no_minutes():
    """As software writes that makes a block of each line: forty seconds once, for three hundred."""
    regions = tuple(make_region(f"b{row}", 0, row, 100, 1) for row in range(300))
    page = Page("p1", "p1.png", 1, "0" * 64, 600, 1000, 100, regions)
    began = time.process_time()
    assert set(order_regions(page).regions) == set(regions)
    assert time.process_time() - began < 20
