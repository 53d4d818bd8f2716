"""By how much the columns of a page lean, when its lines are level: sheets are scanned askew and bent."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from scans.letters import Letters, Mask

_WIDEST, _STEP = 6.0, 0.25
_STRIP = 30
"""Height in x-heights of the strips that are judged apart, so that storeys need not share their columns."""
_GAIN, _FEWEST = 1.02, 75
"""How much better columns must line up leaning than upright, and how many lines: few do so by chance."""
_WHITE, _CELLS = 1.2, 4
"""White in x-heights beside a line, wider than between most words; cells of an x-height that tell."""


def find_lean(letters: Letters) -> float:
    """Degrees by which columns fall to the left, from -6 to 6; 0.0 where they may as well stand upright.

    Like `scans.skew.find_skew`, turned: where lines begin, and where they end, they do so under each other.
    """
    if not letters.x_height or not len(letters):
        return 0.0
    left, top, width, height = letters.boxes.astype(np.float64).T
    firsts, lasts = _find_ends(letters)
    if firsts.sum() < _FEWEST:
        return 0.0
    y = top + height / 2
    strip = (y // (_STRIP * letters.x_height)).astype(np.int64)
    bin_size = max(1.0, letters.x_height / 4)

    def align(angle: float) -> float:
        moved = y * np.tan(np.radians(angle))
        return _project((left + moved)[firsts], firsts) + _project((left + width + moved)[lasts], lasts)

    def _project(place: npt.NDArray[np.float64], chosen: Mask) -> float:
        column = (place / bin_size).astype(np.int64)
        column -= column.min(initial=0)
        counts = np.bincount(strip[chosen] * (column.max(initial=0) + 1) + column).astype(np.float64)
        return float((counts * counts).sum())

    best = max(np.arange(-_WIDEST, _WIDEST + _STEP, _STEP), key=align)
    return float(best) if align(best) > _GAIN * align(0.0) else 0.0


def _find_ends(letters: Letters) -> tuple[Mask, Mask]:
    """Which letters are the first of a line, with white to the left, and which the last."""
    scale = _CELLS / letters.x_height
    left, top = np.floor(letters.boxes[:, :2] * scale).astype(np.int64).T
    right, bottom = np.ceil((letters.boxes[:, :2] + letters.boxes[:, 2:]) * scale).astype(np.int64).T
    corners = np.zeros((bottom.max() + 1, right.max() + 1), np.int32)
    for rows, columns, sign in ((top, left, 1), (bottom, left, -1), (top, right, -1), (bottom, right, 1)):
        np.add.at(corners, (rows, columns), sign)
    for axis in (0, 1):  # in place: of large pages there is no room for copies
        np.cumsum(corners, axis=axis, out=corners)
    inked = (corners[:-1, :-1] > 0).view(np.uint8)
    sums = cv2.integral(inked)
    reach = round(_WHITE * _CELLS)

    def is_white(start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> Mask:
        return np.asarray(sums[bottom, end] - sums[top, end] == sums[bottom, start] - sums[top, start])

    return is_white(np.maximum(left - reach, 0), left), is_white(
        right, np.minimum(right + reach, inked.shape[1])
    )
