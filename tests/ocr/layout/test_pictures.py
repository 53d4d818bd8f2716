"""Pictures, and large print that is none."""

import numpy as np

from ocr.layout.components import find_components
from ocr.layout.pictures import find_pictures, is_large


def test_pieces_of_a_picture_whose_boxes_overlap_are_one():
    drawn = np.zeros((600, 600), bool)
    drawn[100:400, 100:160] = drawn[100:160, 100:400] = True  # an angle, and a patch in it
    drawn[300:380, 300:380] = True
    drawn[500:580, 480:580] = True  # another picture
    components = find_components(drawn)
    boxes, _ = find_pictures(components, np.ones(len(components.boxes), bool), 10.0)
    assert sorted(boxes.tolist()) == [[100, 100, 400, 400], [480, 500, 580, 580]]


def test_a_word_of_a_masthead_whose_letters_touch_is_print():
    drawn = np.zeros((400, 1600), bool)
    drawn[100:230, 40:420] = True
    for left in range(480, 1400, 150):
        drawn[100:230, left : left + 110] = True
    assert not is_large(find_components(drawn), 10.0).any()
    assert is_large(find_components(drawn[:, :450]), 10.0).all()
