"""A page without letters has no lean, no neighbour and no top."""

import numpy as np

from scans.geometry import Geometry
from scans.letters import Letters, find_letters
from scans.neighbour import find_neighbour
from scans.orientation import find_sideways, find_upside_down
from scans.skew import find_skew

BLANK = np.zeros((90, 120), dtype=np.uint8)
NONE = Letters(np.zeros((0, 4), dtype=np.int32), 0)


def test_nothing_is_made_of_a_blank_page():
    assert find_letters(BLANK > 0).x_height == 0
    assert find_skew(NONE) == 0.0
    assert not find_sideways(NONE)
    assert not find_upside_down(NONE)
    assert not find_neighbour(BLANK, NONE, Geometry.of(BLANK)).any()
