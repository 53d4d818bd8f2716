"""What an engine gets of a page."""

from dataclasses import replace

import numpy as np
import pytest

from ocr.excerpts import LARGEST_SCALE, LETTER_HEIGHT, MARGIN, cut, make_excerpt, put_back
from ocr.layout.area import Area
from ocr.page import BBox, Line, Region, RegionKind, Word

GREY = np.full((600, 400), 255, np.uint8)


def make_area(height):
    return Area(RegionKind.TEXT, BBox(100, 100, 300, 200), (BBox(100, 100, 300, 200),), height)


@pytest.mark.parametrize(("height", "scale"), [(6.0, 3.0), (9.0, 2.0), (18.0, 1.0), (60.0, 1.0)])
def test_small_letters_are_enlarged_and_the_engine_told(height, scale):
    cutting = cut(GREY, make_area(height), ())
    assert cutting.scale == scale == min(LARGEST_SCALE, max(1, LETTER_HEIGHT / height))
    excerpt = make_excerpt(cutting, "p1", 200.0, cutting.bbox)
    assert excerpt.dpi == 200 * scale
    assert excerpt.image.width == pytest.approx(cutting.bbox.width * scale, abs=1)


@pytest.mark.parametrize("kind", [RegionKind.HEADLINE, RegionKind.MASTHEAD])
def test_large_type_is_reduced(kind):
    assert cut(GREY, replace(make_area(96.0), kind=kind), ()).scale == 0.5
    assert cut(GREY, replace(make_area(40.0), kind=kind), ()).scale == 1


def test_waste_is_painted_over_also_where_lines_are():
    grey = GREY.copy()
    grey[120:124, 80:320] = grey[150:160, 150:250] = 0
    waste = np.zeros((300, 200), bool)  # of the page at half its size
    waste[60:62] = True
    cutting = cut(grey, make_area(18.0), (), waste)
    place = slice(120 - cutting.bbox.top, 124 - cutting.bbox.top)
    assert cutting.image[place].min() == 255
    assert cutting.image.min() == 0


def test_a_size_can_be_asked_for():
    assert cut(GREY, make_area(60.0), (), letter_height=30).scale == 0.5


@pytest.mark.parametrize("dpi", [5.0, 9999.0])
def test_no_resolution_is_told_that_tesseract_would_not_believe(dpi):
    cutting = cut(GREY, make_area(20.0), ())
    assert 70 <= make_excerpt(cutting, "p1", dpi, cutting.bbox).dpi <= 1200


def test_the_ink_of_other_areas_is_left_out():
    grey = GREY.copy()
    grey[110:120, 110:290] = 0
    grey[205:210, 100:300] = 0
    other = Area(RegionKind.TEXT, BBox(100, 203, 300, 260), (BBox(100, 203, 300, 260),), 20.0)
    cutting = cut(grey, make_area(20.0), (other,))
    margin = round(MARGIN * 20)
    assert cutting.bbox == BBox(100 - margin, 100 - margin, 300 + margin, 200 + margin)
    assert (cutting.image == 0).sum() == 10 * 180


def test_boxes_find_their_way_back():
    cutting = cut(GREY, make_area(9.0), ())
    word = Word("w", "strike", BBox(20, 30, 60, 50), 0.9)
    region = Region("r", RegionKind.TEXT, word.bbox, (Line("l", word.bbox, (word,)),))
    (line,) = put_back((region,), cutting)
    left, top = cutting.bbox[:2]
    assert line.bbox == BBox(left + 10, top + 15, left + 30, top + 25)
