"""Letter-like pieces of ink, the measure of everything else on a page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scans.pieces import find_pieces

Grey = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

_LEAST_HEIGHT = 4
_WIDEST = 1.8
"""Times the height; what is wider is letters run together."""
_NEARLY = 0.45
_GRAIN = 0.4
"""Height of what is dirt, as a share of that of the pieces that most of the ink is in."""
_ENOUGH = 60
"""Fewer pieces are no text to measure by."""
_LOWEST, _LOW, _FAINTEST = 0.2, 0.6, 0.03
"""Height in x-heights of pieces of letters, and their area in squares of an x-height."""
_CELL, _COMPANY = 3, 3
"""Pieces are letters', not a screened picture's, where a square of so many x-heights has so many letters."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letter-like connected pieces of ink on a page, one row each.

    Attributes:
        boxes: integers, shape (n, 4): left, top, width, height in pixels.
        x_height: height in pixels of the letters without ascender; 0 where there is no text.
        broken: how many lower pieces of ink there are among the letters for each of them: dots and marks in
            sound print, pieces of letters in worn print.
    """

    boxes: npt.NDArray[np.int32]
    x_height: int
    broken: float = 0.0

    def __len__(self) -> int:
        return len(self.boxes)


def find_letters(ink: Mask) -> Letters:
    """The pieces of ink that have the proportions of letters, and their x-height.

    The x-height is the commonest height of a piece, since most letters of a Latin text have neither
    ascender nor descender; pieces that small dirt is as large as do not count.
    """
    pieces = find_pieces(ink)
    boxes, area = pieces.boxes.copy(), pieces.areas
    boxes[:, 2:] -= boxes[:, :2]
    width, height = boxes[:, 2], boxes[:, 3]
    kept = (height >= _LEAST_HEIGHT) & (width >= 2) & (width < _WIDEST * height) & (height < 5 * width + 4)
    kept &= (height < ink.shape[0] / 12) & (area > 0.15 * width * height) & (area < 0.95 * width * height)
    letters, inked = np.ascontiguousarray(boxes[kept]), area[kept]
    if len(letters) < _ENOUGH:
        return Letters(letters, 0)
    x_height = _commonest(letters[:, 3][_is_no_grain(letters[:, 3], inked)])
    sized = (letters[:, 3] > 0.6 * x_height) & (letters[:, 3] < 4 * x_height)
    if np.count_nonzero(sized) < _ENOUGH:
        return Letters(letters[sized], 0)
    low = (height >= _LOWEST * x_height) & (height <= _LOW * x_height) & (area > _FAINTEST * x_height**2)
    return Letters(letters[sized], x_height, _compare(boxes[low], letters[sized], _CELL * x_height))


def _compare(pieces: npt.NDArray[np.int32], letters: npt.NDArray[np.int32], side: int) -> float:
    """How many pieces there are for a letter, in squares of this side that have letters enough."""
    squares = [(boxes[:, :2] + boxes[:, 2:] // 2) // side for boxes in (letters, pieces)]
    shape = tuple(np.concatenate(squares).max(axis=0) + 1)
    counts = [np.zeros(shape) for _ in squares]
    for count, square in zip(counts, squares, strict=True):
        np.add.at(count, (square[:, 0], square[:, 1]), 1)
    chosen = counts[0] >= _COMPANY
    return float(counts[1][chosen].sum() / max(1.0, counts[0][chosen].sum()))


def _is_no_grain(heights: npt.NDArray[np.int32], areas: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Which pieces are not much lower than those that most of the ink is in."""
    order = np.argsort(heights)
    reached = np.cumsum(areas[order])
    return np.asarray(heights >= _GRAIN * heights[order][np.searchsorted(reached, reached[-1] / 2)])


def _commonest(heights: npt.NDArray[np.int32]) -> int:
    """The highest peak, or the lower one (letters without ascender) of two that are nearly alike."""
    counts = np.convolve(np.bincount(heights), [0.25, 0.5, 0.25], "same")
    peak = int((counts * np.arange(len(counts))).argmax())  # dirt is small and plenty
    for height in range(max(int(0.55 * peak), int(heights.min()) + 2), int(0.8 * peak) + 1):
        is_peak = counts[height] > max(counts[height - 1], counts[height + 1])
        if is_peak and counts[height] > _NEARLY * counts[peak]:
            return height
    return peak
