import numpy as np

from ocr.layout.blocks import Block
from ocr.layout.healing import heal_splits
from ocr.page import BBox

RULES = np.zeros((800, 500), bool)


def block(left, top, right, bottom, letters=20):
    return Block(BBox(left, top, right, bottom), (BBox(left, top, right, bottom),), 12, letters)


def test_an_indented_line_that_was_split_is_made_whole():
    column = block(40, 140, 400, 700, letters=900)
    healed = heal_splits([block(80, 100, 200, 130), block(215, 100, 400, 130), column], RULES)
    assert [tuple(each.bbox) for each in healed] == [(80, 100, 400, 130), tuple(column.bbox)]


def test_lines_of_two_columns_are_not_joined():
    columns = [block(40, 140, 400, 700, letters=900), block(420, 140, 780, 700, letters=900)]
    parts = [block(40, 100, 400, 130), block(420, 100, 780, 130)]
    assert len(heal_splits([*parts, *columns], RULES)) == 4
