import numpy as np
import pytest

from ocr.layout.blocks import Block
from ocr.layout.decks import join_decks
from ocr.page import BBox

HEIGHT = 10.0
HEAD = Block(BBox(50, 40, 550, 80), (BBox(50, 40, 550, 80),), 40, 20)
NO_RULES = np.zeros((300, 600), bool)


def halves(left, right, size=12, gap=15):
    boxes = BBox(left, 100, 190, 112), BBox(190 + gap, 100, right, 114)
    return [Block(box, (box,), size, 20) for box in boxes]


@pytest.mark.parametrize("gap", [15, 0, -2])
def test_a_deck_that_was_cut_at_a_gutter_is_whole_again_under_its_headline(gap):
    joined = join_decks([HEAD, *halves(100, 500, gap=gap)], NO_RULES, HEIGHT)
    assert sorted(block.bbox for block in joined) == [HEAD.bbox, BBox(100, 100, 500, 114)]


def test_a_deck_that_was_cut_twice_is_whole_again_under_another_that_is_narrower():
    boxes = (
        BBox(200, 90, 400, 102),
        BBox(80, 120, 190, 132),
        BBox(205, 120, 380, 134),
        BBox(400, 120, 520, 132),
    )
    lines = [Block(box, (box,), 12, 20) for box in boxes]
    joined = join_decks([HEAD, *lines], NO_RULES, HEIGHT)
    assert BBox(80, 120, 520, 134) in [block.bbox for block in joined]


def test_a_low_letter_between_the_pieces_of_a_deck_does_not_part_them():
    boxes = BBox(100, 96, 120, 116), BBox(124, 102, 134, 116), BBox(138, 96, 500, 118)
    pieces = [Block(box, (box,), 12, count) for box, count in zip(boxes, (2, 1, 30), strict=True)]
    joined = join_decks([HEAD, *pieces], NO_RULES, HEIGHT)
    assert sorted(block.bbox for block in joined) == [HEAD.bbox, BBox(100, 96, 500, 118)]


@pytest.mark.parametrize(("size", "left"), [(13, 1), (11, 2)])
def test_a_deck_wider_than_its_headline_is_whole_again_where_its_type_is_larger_than_the_text(size, left):
    head = Block(BBox(200, 40, 400, 80), (BBox(200, 40, 400, 80),), 40, 9)
    assert len(join_decks([head, *halves(100, 500, size=size)], NO_RULES, HEIGHT)) == 1 + left


def test_type_as_large_as_a_headline_is_one():
    head = Block(BBox(150, 20, 450, 50), (BBox(150, 20, 450, 50),), 30, 12)
    deck = Block(BBox(80, 66, 520, 90), (BBox(80, 66, 520, 90),), 1.5 * HEIGHT, 40)
    joined = join_decks([head, deck, *halves(80, 520, size=15)], NO_RULES, HEIGHT)
    assert BBox(80, 100, 520, 114) in [block.bbox for block in joined]


def test_a_line_under_a_picture_that_was_cut_is_whole_again():
    joined = join_decks(halves(100, 500), NO_RULES, HEIGHT, [BBox(60, 10, 540, 80)])
    assert [block.bbox for block in joined] == [BBox(100, 100, 500, 114)]


def test_first_lines_of_two_columns_are_no_deck():
    columns = []
    for first, edge in zip(halves(100, 500), (60, 205), strict=True):
        lines = (first.bbox, *(BBox(edge, top, edge + 130, top + 10) for top in range(134, 224, 18)))
        columns.append(Block(BBox.around(lines), lines, HEIGHT, 120))
    assert len(join_decks([HEAD, *columns], NO_RULES, HEIGHT)) == 3


def test_the_first_lines_of_columns_are_no_deck():
    rest = tuple(BBox(100, top, 190, top + 10) for top in range(118, 218, 18))
    column = Block(BBox.around(rest), rest, HEIGHT, 100)
    assert len(join_decks([HEAD, column, *halves(100, 500, size=HEIGHT)], NO_RULES, HEIGHT)) == 4


def test_larger_type_right_above_a_column_does_not_begin_it():
    rest = tuple(BBox(100, top, 190, top + 10) for top in range(118, 218, 18))
    column = Block(BBox.around(rest), rest, HEIGHT, 100)
    assert len(join_decks([HEAD, column, *halves(100, 500)], NO_RULES, HEIGHT)) == 3


@pytest.mark.parametrize("case", ["off centre", "parted by a rule", "no headline"])
def test_two_lines_that_are_no_deck_stay_two(case):
    rules = NO_RULES.copy()
    rules[90:120, 197] = case == "parted by a rule"
    head = [] if case == "no headline" else [HEAD]
    lines = halves(100, 400 if case == "off centre" else 500)
    assert len(join_decks([*head, *lines], rules, HEIGHT)) == len(head) + 2
