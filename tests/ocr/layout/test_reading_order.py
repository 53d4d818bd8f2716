import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.layout.area import Area
from ocr.layout.page_order import sort_areas
from ocr.layout.reading_order import sort_boxes
from ocr.page import BBox, RegionKind


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(1, 30), st.integers(1, 30))))
def test_every_box_is_read_once(places):
    boxes = [BBox(left, top, left + width, top + height) for left, top, width, height in places]
    assert sorted(sort_boxes(boxes)) == list(range(len(boxes)))


@given(st.integers(1, 9), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_columns_are_read_downwards_then_to_the_right(columns, heights):
    boxes = []
    for column in range(columns):
        top = 0
        for height in heights:
            boxes.append(BBox(100 * column, top, 100 * column + 90, top + height))
            top += height + 5
    assert sort_boxes(boxes) == list(range(len(boxes)))


def test_an_advertisement_over_some_columns_parts_only_those():
    left_upper, left_lower = BBox(0, 0, 90, 200), BBox(100, 0, 190, 200)
    box = BBox(0, 210, 190, 300)
    right = BBox(200, 0, 290, 300)
    assert sort_boxes([right, box, left_lower, left_upper]) == [3, 2, 1, 0]


def test_a_full_head_between_two_storeys():
    upper, lower = [BBox(x, 0, x + 90, 100) for x in (0, 100)], [BBox(x, 150, x + 90, 300) for x in (0, 100)]
    head = BBox(0, 110, 190, 140)
    assert sort_boxes([*lower, head, *upper]) == [3, 4, 2, 0, 1]


def test_a_rule_over_two_columns_parts_what_is_above_from_what_is_below():
    upper_left, upper_right = BBox(0, 0, 100, 90), BBox(110, 0, 210, 90)
    lower_left, lower_right = BBox(0, 110, 100, 300), BBox(110, 110, 210, 300)
    beside = BBox(220, 0, 320, 300)
    boxes = [lower_right, upper_right, beside, lower_left, upper_left]
    assert sort_boxes(boxes, [BBox(0, 98, 210, 101)]) == [4, 1, 3, 0, 2]
    assert sort_boxes(boxes, [BBox(0, 98, 100, 101)]) == [4, 3, 1, 0, 2]


def test_a_piece_of_a_rule_beside_one_line_does_not_put_a_column_under_its_neighbour():
    lines = [BBox(0, top, 250, top + 10) for top in range(100, 400, 15)]
    lines[12] = BBox(0, 280, 310, 290)
    left = Area(RegionKind.TEXT, BBox.around(lines), tuple(lines), 10.0)
    right = Area(RegionKind.TEXT, BBox(262, 100, 510, 160), (BBox(262, 100, 510, 110),) * 4, 10.0)
    assert sort_areas([right, left], (), 10.0) == (left, right)


def test_a_rule_that_falls_parts_what_stands_above_its_lower_end():
    upper, lower = [BBox(x, 0, x + 90, 118) for x in (0, 100)], [BBox(x, 112, x + 90, 300) for x in (0, 100)]
    assert sort_boxes([*lower, *upper], [BBox(0, 100, 190, 130)]) == [2, 3, 0, 1]


def lean(left, top, lines, fall=0.08):
    """A column of so many lines 15 pixels apart that leans to the right."""
    boxes = [
        BBox(round(left + fall * y), y, round(left + 190 + fall * y), y + 10)
        for y in range(top, top + 15 * lines, 15)
    ]
    return Area(RegionKind.TEXT, BBox.around(boxes), tuple(boxes), 10.0)


def test_columns_that_lean_are_columns():
    left, lower, right = lean(0, 100, 30), lean(0, 560, 40), lean(200, 100, 60)
    assert sort_areas([right, lower, left], (), 10.0) == (left, lower, right)


def test_level_rules_under_one_headline_divide_all_that_it_stands_over():
    head = Area(RegionKind.HEADLINE, BBox(50, 0, 350, 30), (BBox(50, 0, 350, 30),), 30.0)
    upper, lower = ([lean(x, top, 20, fall=0) for x in (0, 210)] for top in (50, 400))
    rules = BBox(0, 370, 190, 372), BBox(210, 370, 400, 372)
    between = BBox(199, 50, 201, 800)
    both = (head, *upper, *lower)
    assert sort_areas(both[::-1], (*rules, between), 10.0) == both
    columns = (upper[0], lower[0], upper[1], lower[1])
    assert sort_areas(both[:0:-1], (*rules, between), 10.0) == columns
    # A rule under the first column alone belongs to it.
    assert sort_areas(both[::-1], (rules[0], between), 10.0) == (head, *columns)


@pytest.mark.parametrize("stamped", [False, True])
def test_a_date_line_with_wide_white_and_a_piece_of_the_rule_under_it_is_read_before_the_columns(stamped):
    masthead = Area(RegionKind.MASTHEAD, BBox(200, 0, 800, 90), (BBox(200, 0, 800, 90),), 80.0)
    pieces = (BBox(250, 110, 400, 124), BBox(480, 112, 700, 126), BBox(300, 130, 600, 138))
    dates = [
        Area(RegionKind.HEADLINE, BBox.around(lines), lines, 14.0)
        for lines in ((BBox(0, 110, 100, 124),), pieces, (BBox(900, 112, 1000, 126),))
    ]
    columns = [
        Area(RegionKind.TEXT, BBox(x, 150, x + 310, 450), (BBox(x, 150, x + 310, 160),) * 20, 10.0)
        for x in (0, 340, 690)
    ]
    stamp = Area(RegionKind.TEXT, BBox(650, 76, 680, 106), (BBox(650, 76, 680, 106),) * 4, 10.0)
    areas = (masthead, *([stamp] if stamped else []), *dates, *columns)
    assert sort_areas(areas[::-1], (), 10.0) == areas


def test_pieces_of_a_running_head_above_a_worn_rule_are_read_before_the_columns():
    pieces = [
        Area(RegionKind.HEADLINE, box, (box,), 16.0)
        for box in (BBox(420, 20, 560, 36), BBox(570, 22, 700, 38))
    ]
    columns = [
        Area(RegionKind.TEXT, BBox(x, 60, x + 310, 450), (BBox(x, 60, x + 310, 70),) * 20, 10.0)
        for x in (0, 340, 690)
    ]
    rules = [BBox(0, 44, 200, 46), BBox(330, 43, 500, 45), BBox(600, 45, 850, 47)]
    areas = (*pieces, *columns)
    assert sort_areas(areas[::-1], rules, 10.0) == areas
    assert sort_areas(areas[::-1], (), 10.0) != areas


def test_headlines_of_two_rows_under_a_masthead_are_no_date_line():
    masthead = Area(RegionKind.MASTHEAD, BBox(200, 0, 800, 90), (BBox(200, 0, 800, 90),), 80.0)
    articles = [
        (
            Area(RegionKind.HEADLINE, BBox(x, 110, x + 440, 156), rows, 19.0),
            Area(RegionKind.TEXT, BBox(x, 170, x + 460, 450), (BBox(x, 170, x + 460, 180),) * 14, 10.0),
        )
        for x in (0, 500)
        for rows in [(BBox(x, 110, x + 440, 130), BBox(x, 136, x + 440, 156))]
    ]
    areas = (masthead, *articles[0], *articles[1])
    assert sort_areas(areas[::-1], (), 10.0) == areas
