from benchmarks.order import put_in_order
from benchmarks.typesetter.truth import TruthLine
from ocr.page import BBox, RegionKind
from tei.article import BlockKind


def line(order, box):
    return TruthLine("text", box, order, "r1", RegionKind.TEXT, BlockKind.PARAGRAPH, "a1", 1)


LINES = [line(0, BBox(0, 0, 90, 10)), line(1, BBox(0, 20, 90, 30)), line(2, BBox(100, 2, 190, 12))]


def test_true_lines_stand_where_the_layout_has_them():
    left, right = [BBox(0, 0, 90, 10), BBox(0, 20, 90, 30)], [BBox(100, 0, 190, 12)]
    assert list(put_in_order(LINES, [left, right])) == [0, 1, 2]
    assert list(put_in_order(LINES, [right, left])) == [2, 0, 1]


def test_a_line_over_two_columns_is_read_across():
    across = [BBox(0, 0, 190, 12), BBox(0, 20, 90, 30)]
    assert list(put_in_order(LINES, [across])) == [0, 2, 1]


def test_lines_in_no_area_have_no_place():
    assert list(put_in_order(LINES, [[BBox(100, 0, 190, 12)]])) == [2]
    assert list(put_in_order(LINES, [])) == []
