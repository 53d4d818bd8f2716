import numpy as np

from ocr.layout.components import find_components
from ocr.layout.lines import find_lines


def test_a_nameplate_is_as_high_as_its_letters_though_dots_of_an_engraving_stand_in_it():
    ink = np.zeros((120, 900), bool)
    for left in range(20, 400, 60):
        ink[20:100, left : left + 40] = True  # letters
    for left in range(500, 860, 8):
        ink[60:66, left : left + 4] = True  # dots of an engraving, ten for each letter
    components = find_components(ink)
    lines = find_lines(components, np.ones(len(components.boxes), bool), np.zeros(ink.shape, bool), 30.0)
    assert len(lines.boxes) == 1
    assert lines.heights[0] == 80
