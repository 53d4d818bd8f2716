import cv2
import numpy as np

from ocr.layout.components import find_components
from ocr.layout.rules import find_rules, join_rules
from ocr.page import BBox

LEFT, RIGHT = BBox(0, 300, 100, 303), BBox(110, 301, 210, 304)


def test_pieces_of_a_rule_are_one_unless_a_rule_between_columns_goes_through_the_white():
    assert join_rules([LEFT, RIGHT], 10) == [BBox(0, 300, 210, 304)]
    assert join_rules([LEFT, RIGHT], 10, [BBox(104, 100, 106, 900)]) == [LEFT, RIGHT]
    # A level one that the bent paper makes fall is as good.
    assert join_rules([LEFT._replace(bottom=330), RIGHT], 10) == [BBox(0, 300, 210, 330)]
    # One that ends at the rule is parted by it.
    assert join_rules([LEFT, RIGHT], 10, [BBox(104, 305, 106, 900)]) == [BBox(0, 300, 210, 304)]
    # Worn ones have more white between them.
    assert join_rules([LEFT, RIGHT.shifted(60, 0)], 10) == [LEFT, RIGHT.shifted(60, 0)]
    assert join_rules([LEFT, RIGHT.shifted(60, 0)], 10, worn=True) == [BBox(0, 300, 270, 304)]


def test_stems_of_large_letters_under_each_other_are_no_rule():
    page = np.zeros((400, 400), bool)
    page[100:124, 200:203] = page[136:160, 200:203] = True
    assert len(find_rules(find_components(page), 10.0).columns) == 0
    page[124:136, 200:203] = True
    assert len(find_rules(find_components(page), 10.0).columns) == 1


def test_a_rule_between_columns_ends_below_a_letter_of_the_headline_in_line_with_it():
    page = np.zeros((600, 400), bool)
    page[200:500, 200:203] = True
    page[150:185, 200:203] = page[150:185, 182:185] = page[165:168, 182:203] = True  # an H
    (rule,) = find_rules(find_components(page), 10.0).columns.tolist()
    assert rule[1] in range(196, 202)
    page[185:200, 200:203] = True  # touching it
    (rule,) = find_rules(find_components(page), 10.0).columns.tolist()
    assert rule[1] in range(180, 202)
    page[150:185, 182:200] = False  # no letter, but a piece of the rule
    (rule,) = find_rules(find_components(page), 10.0).columns.tolist()
    assert rule[1] in range(148, 152)


def test_the_sides_of_a_frame_are_whole_up_to_its_corners():
    page = np.zeros((600, 400), bool)
    page[100:500, 50:350] = True
    page[104:496, 54:346] = False
    found = find_rules(find_components(page), 10.0)
    assert [(top, bottom) for _, top, _, bottom in found.columns.tolist()] == [(100, 500)] * 2


def test_a_rule_that_is_ragged_all_along_is_no_stroke_of_letters():
    page = np.zeros((600, 400), bool)
    page[100:400, 200:203] = True
    for top in range(100, 400, 8):
        page[top : top + 4, 185:218] = True
    assert len(find_rules(find_components(page), 10.0).columns) == 1


def test_a_fine_rule_that_leans_is_one_though_it_has_no_long_run_of_ink_straight_down():
    page = np.zeros((400, 400), np.uint8)
    cv2.line(page, (200, 100), (204, 150), 1)
    assert len(find_rules(find_components(page > 0), 10.0).columns) == 1
    cv2.line(page, (200, 100), (206, 150), 1, thickness=4)  # the stem of a letter
    assert len(find_rules(find_components(page > 0), 10.0).columns) == 0


def test_words_whose_letters_run_together_are_no_rule():
    page = np.zeros((200, 600), bool)
    page[100:103, 50:150] = True  # a dash under an article
    assert len(find_rules(find_components(page), 10.0).rows) == 1
    page[50:55, 50:130] = True  # a word
    page[80:83, 300:550] = True
    page[80:83, 300:550:9] = False  # several, in one line
    assert find_rules(find_components(page), 10.0).rows.tolist() == [[50, 100, 150, 103]]
    page[150:156, 50:550] = True  # a strong rule from side to side
    assert len(find_rules(find_components(page), 10.0).rows) == 2
