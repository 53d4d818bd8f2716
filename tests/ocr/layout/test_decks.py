import numpy as np
import pytest

from ocr.layout.blocks import Block
from ocr.layout.decks import join_decks
from ocr.page import BBox

HEIGHT = 10.0
HEAD = Block(BBox(50, 40, 550, 80), (BBox(50, 40, 550, 80),), 40, 20)
NO_RULES = np.zeros((300, 600), bool)


def halves(left, right):
    boxes = BBox(left, 100, 190, 112), BBox(205, 100, right, 114)
    return [Block(box, (box,), 12, 20) for box in boxes]


def test_a_deck_that_was_cut_at_a_gutter_is_whole_again_under_its_headline():
    joined = join_decks([HEAD, *halves(100, 500)], NO_RULES, HEIGHT)
    assert sorted(block.bbox for block in joined) == [HEAD.bbox, BBox(100, 100, 500, 114)]


@pytest.mark.parametrize("case", ["off centre", "parted by a rule", "no headline"])
def test_two_lines_that_are_no_deck_stay_two(case):
    rules = NO_RULES.copy()
    rules[90:120, 197] = case == "parted by a rule"
    head = [] if case == "no headline" else [HEAD]
    lines = halves(100, 400 if case == "off centre" else 500)
    assert len(join_decks([*head, *lines], rules, HEIGHT)) == len(head) + 2
