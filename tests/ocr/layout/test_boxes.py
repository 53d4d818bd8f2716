import pytest

from ocr.layout.boxes import find_boxes
from ocr.page import BBox

HEIGHT = 10.0
TOP, BOTTOM = BBox(100, 500, 400, 503), BBox(100, 797, 400, 800)
LEFT, RIGHT = BBox(100, 500, 103, 800), BBox(397, 500, 400, 800)
FRAME = BBox(100, 500, 400, 800)


def test_four_rules_are_a_frame_even_where_others_touch_it():
    assert find_boxes([TOP, BOTTOM], [LEFT, RIGHT], HEIGHT) == [FRAME]
    beside, above = BBox(405, 100, 407, 900), BBox(100, 300, 400, 303)
    assert find_boxes([above, TOP, BOTTOM], [LEFT, RIGHT, beside], HEIGHT) == [FRAME]


def test_a_rule_may_go_on_over_the_next_frame():
    foot = BBox(100, 797, 720, 800)
    other = [BBox(420, 560, 423, 800), BBox(717, 560, 720, 800)]
    found = find_boxes([TOP, BBox(420, 560, 720, 563), foot], [LEFT, RIGHT, *other], HEIGHT)
    assert sorted(found) == [FRAME, BBox(420, 560, 720, 800)]


@pytest.mark.parametrize(
    "columns", [[LEFT], [LEFT, BBox(397, 100, 400, 1200)], [LEFT, BBox(397, 500, 400, 640)]]
)
def test_what_is_open_on_a_side_or_stands_between_rules_of_columns_is_none(columns):
    assert find_boxes([TOP, BOTTOM], columns, HEIGHT) == []
