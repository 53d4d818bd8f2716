"""Salt and pepper: single pixels that no neighbour is like."""

from __future__ import annotations

import cv2
import numpy as np

from scans.letters import Grey

_STANDS_OUT = 100
"""Grey levels between a speck and the nearest of its neighbours."""
_RING = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], np.uint8)


def measure_specks(grey: Grey) -> float:
    """The share of single dark pixels among lighter ones, 0 to 1; dots of print are larger."""
    darkest_neighbour = cv2.erode(grey, _RING)
    return float((cv2.subtract(darkest_neighbour, grey) > _STANDS_OUT).mean())


def remove_specks(grey: Grey) -> Grey:
    """The page under a median of 3 x 3 pixels."""
    return np.asarray(cv2.medianBlur(grey, 3), np.uint8)
