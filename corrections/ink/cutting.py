"""Words cut out of a scan into one frame: letters of one height on one line, ink from 0 to 1."""

from __future__ import annotations

import math
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.page import BBox, Page

Grey = NDArray[np.uint8]
Field = NDArray[np.float32]

X_HEIGHT, ABOVE, BELOW = 10, 17, 6
"""Pixels of the frame: height of a small letter, and how far the frame reaches from the foot of the line."""
ROWS = ABOVE + BELOW
MARGIN = 3
"""Columns of the frame on either side of the word."""
_WIDEST = 600
_PALE = 15
"""Grey levels by which ink must be darker than paper."""
_TALL = frozenset("bdfhkltABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!?’‘“”'\"()[]&$")
_DEEP, _LOW = frozenset("gpqyQJ()[]$"), frozenset(",;")


def measure_lines(page: Page) -> dict[str, float]:
    """Height of a small letter on each line, pixels of the scan, told by the boxes of its words."""
    return {
        line.id: max(
            median(word.bbox.height / (_rise(word.text) + _drop(word.text)) for word in line.words), 1.0
        )
        for line in page.lines()
        if line.words
    }


def cut_word(grey: Grey, bbox: BBox, text: str, x_height: float) -> Field | None:
    """The word in the frame, shape (ROWS, width): 0 is paper, 1 is ink; None where hardly any ink is told.

    Args:
        grey: the scan.
        bbox: of the word.
        text: what stands there; letters that hang below the line tell where the line is.
        x_height: of its line, pixels of the scan.
    """
    scale = X_HEIGHT / x_height
    width = round(bbox.width * scale) + 2 * MARGIN
    if not 2 * MARGIN < width <= _WIDEST:
        return None
    x, y = bbox.left - MARGIN / scale, bbox.bottom - _drop(text) * x_height - ABOVE / scale
    left, top = max(math.floor(x), 0), max(math.floor(y), 0)
    part = grey[top : math.ceil(y + ROWS / scale) + 1, left : math.ceil(x + width / scale) + 1]
    if not part.size:
        return None
    if scale < 1:  # else fine print is sampled between its pixels
        part = np.asarray(cv2.GaussianBlur(part, (0, 0), 0.4 / scale), np.uint8)
    move = np.array([[scale, 0, (left - x) * scale], [0, scale, (top - y) * scale]])
    cut = cv2.warpAffine(part, move, (width, ROWS), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    levels = np.sort(cut, axis=None)
    paper, ink = float(levels[levels.size * 3 // 4]), float(levels[levels.size // 25])
    if paper - ink < _PALE:
        return None
    inked = (paper - cut.astype(np.float32)) / np.float32(paper - ink)
    return np.asarray(np.clip(inked, -0.2, 1.2), np.float32)


def _rise(text: str) -> float:
    """How far the highest letter stands above the line, in heights of a small letter."""
    return 1.0 if _TALL.isdisjoint(text) else 1.48


def _drop(text: str) -> float:
    """How far the deepest letter hangs below the line, in heights of a small letter."""
    return 0.2 * (not _LOW.isdisjoint(text)) if _DEEP.isdisjoint(text) else 0.45
