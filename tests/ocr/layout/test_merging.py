from dataclasses import replace

import numpy as np

from ocr.layout.blocks import Block
from ocr.layout.merging import merge_columns
from ocr.page import BBox

NOTHING = np.zeros((900, 700), bool)


def print_block(left, right, tops):
    lines = tuple(BBox(left, top, right, top + 10) for top in tops)
    return Block(BBox.around(lines), lines, 10.0, 30 * len(lines))


def test_paragraphs_of_a_column_are_one():
    paragraphs = [print_block(0, 200, range(100, 300, 15)), print_block(0, 200, range(320, 500, 15))]
    assert len(merge_columns(paragraphs, NOTHING, NOTHING)) == 1


def test_a_deck_is_not_joined_with_the_head_of_a_section_in_the_second_column():
    deck, section = replace(print_block(50, 400, [100]), height=12.0), print_block(260, 380, [120])
    first = print_block(0, 200, range(119, 500, 15))
    gutter = NOTHING.copy()
    gutter[115:500, 210:250] = True
    assert len(merge_columns([deck, section, first], gutter, NOTHING)) == 3
    assert len(merge_columns([deck, section], gutter, NOTHING)) == 1
