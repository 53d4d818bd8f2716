"""By how much the columns of a page lean, when its lines are level: sheets are scanned askew and bent."""

from __future__ import annotations

import numpy as np

from scans.letters import Letters

_WIDEST, _STEP = 6.0, 0.25
_STRIP = 30
"""Height in x-heights of the strips that are judged apart, so that storeys need not share their columns."""
_GAIN, _FEWEST = 1.012, 1500
"""How much better columns must line up leaning than upright, and how many letters: few do so by chance."""


def find_lean(letters: Letters) -> float:
    """Degrees by which columns fall to the left, from -6 to 6; 0.0 where they may as well stand upright.

    Like `scans.skew.find_skew`, turned: the sides of letters stand over each other at the edges of columns.
    """
    if not letters.x_height or len(letters) < _FEWEST:
        return 0.0
    left, top, width, height = letters.boxes.astype(np.float64).T
    y = top + height / 2
    strip = (y // (_STRIP * letters.x_height)).astype(np.int64)
    bin_size = max(1.0, letters.x_height / 4)

    def align(angle: float) -> float:
        return sum(_project((x + y * np.tan(np.radians(angle))) / bin_size) for x in (left, left + width))

    def _project(place: np.ndarray) -> float:
        column = place.astype(np.int64)
        column -= column.min()
        counts = np.bincount(strip * (column.max() + 1) + column).astype(np.float64)
        return float((counts * counts).sum())

    best = max(np.arange(-_WIDEST, _WIDEST + _STEP, _STEP), key=align)
    return float(best) if align(best) > _GAIN * align(0.0) else 0.0
