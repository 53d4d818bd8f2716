import numpy as np

from ocr.layout.blocks import group_lines
from ocr.layout.lines import Lines

RULES = np.zeros((0, 4), np.int32)


def test_a_line_over_columns_is_joined_with_none_though_one_begins_with_larger_type():
    deck, byline = (20, 20, 480, 34), (20, 55, 160, 69)
    others = [(180, 55, 320, 65), (340, 55, 480, 65)]
    boxes = np.array([deck, byline, *others], np.int32)
    barrier = np.zeros((120, 500), bool)
    barrier[40:, [170, 330]] = True
    lines = Lines(boxes, np.array([13.0, 14.0, 10.0, 10.0]), np.array([40, 12, 12, 12]))
    assert sorted(block.bbox for block in group_lines(lines, RULES, barrier)) == sorted(
        tuple(box) for box in (deck, byline, *others)
    )


def test_a_line_is_joined_with_the_one_below():
    boxes = np.array([(20, 20, 480, 34), (20, 50, 480, 64)], np.int32)
    lines = Lines(boxes, np.array([14.0, 14.0]), np.array([40, 40]))
    (block,) = group_lines(lines, RULES, np.zeros((120, 500), bool))
    assert block.bbox == (20, 20, 480, 64)
