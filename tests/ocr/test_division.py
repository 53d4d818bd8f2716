"""Long areas are read in pieces: nothing is lost, and no line is cut."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ocr.division import MOST, NEAR, divide_area
from ocr.layout.area import Area
from ocr.page import BBox, RegionKind

HEIGHT = 20


def make_area(gaps):
    """An area of lines with so much white between them."""
    tops = [100]
    for gap in gaps:
        tops.append(tops[-1] + HEIGHT + gap)
    lines = tuple(BBox(50, top, 400, top + HEIGHT) for top in tops)
    return Area(RegionKind.TEXT, BBox(50, 90, 400, tops[-1] + HEIGHT + 10), lines, 14.0)


def list_gaps(count):
    return st.lists(st.integers(-4, 30), min_size=count, max_size=count)


@given(st.integers(0, 5 * MOST).flatmap(list_gaps))
def test_pieces_are_the_area_again_and_cut_no_line(gaps):
    area = make_area(gaps)
    pieces = divide_area(area)
    assert tuple(line for piece in pieces for line in piece.lines) == area.lines
    assert (pieces[0].bbox.top, pieces[-1].bbox.bottom) == (area.bbox.top, area.bbox.bottom)
    assert all(one.bbox.bottom == other.bbox.top for one, other in pairwise(pieces))
    for piece in pieces:
        assert len(piece.lines) <= MOST + 2 * NEAR
        assert all(
            piece.bbox.top - 2 <= line.top and line.bottom <= piece.bbox.bottom + 2 for line in piece.lines
        )


def test_an_area_is_cut_where_there_is_most_white():
    gaps = [4] * 99
    gaps[52] = 12
    assert [len(piece.lines) for piece in divide_area(make_area(gaps))] == [53, 47]


def test_lines_that_stand_beside_each_other_stay_together():
    area = make_area([-HEIGHT] * 99)
    assert divide_area(area) == (area,)


def test_an_area_without_lines_stays_as_it_is():
    area = Area(RegionKind.TEXT, BBox(0, 0, 100, 100))
    assert divide_area(area) == (area,)
