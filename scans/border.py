"""The dark frame that a scanner leaves around a page."""

from __future__ import annotations

import cv2
import numpy as np

from scans.grey import measure_level
from scans.letters import Grey, Mask

_REDUCTION = 8
_DARK = 0.5
"""Of the brightness of the paper."""
_SIDE = 0.5
"""Share of a side of the image that a frame must run along."""


def find_border(grey: Grey, thickness: int) -> Mask:
    """The pixels of the frame: dark, thick, and running along at least half of a side of the image.

    Args:
        grey: the page.
        thickness: pixels; what is thinner (print, rules) is never part of a frame.
    """
    height, width = grey.shape
    size = max(1, width // _REDUCTION), max(1, height // _REDUCTION)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    level = _DARK * measure_level(small, 0.75)
    dark = (small < level).astype(np.uint8)
    reach = max(3, thickness // _REDUCTION | 1)
    padded = cv2.copyMakeBorder(dark, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
    thick = cv2.morphologyEx(padded, cv2.MORPH_OPEN, np.ones((reach, reach), np.uint8))
    _, labels = cv2.connectedComponents(thick[reach:-reach, reach:-reach], connectivity=4)
    frame = np.isin(labels, _find_framing(labels)).astype(np.uint8)
    if not frame.any():
        return np.zeros(grey.shape, bool)
    wide = cv2.resize(
        cv2.dilate(frame, np.ones((3, 3), np.uint8)), (width, height), interpolation=cv2.INTER_NEAREST
    )
    # The page may begin within a pixel of the small image: only what is dark there is frame.
    sharp = wide & (grey < level).astype(np.uint8)
    return cv2.dilate(sharp, np.ones((7, 7), np.uint8)).astype(bool)


def _find_framing(labels: np.ndarray) -> list[int]:
    sides = (labels[0], labels[-1], labels[:, 0], labels[:, -1])
    counts = [(side, np.bincount(side)) for side in sides]
    return sorted(
        {n for side, count in counts for n in range(1, len(count)) if count[n] >= _SIDE * len(side)}
    )
