"""Dirt: single specks and blots in the white, which the engine would read as marks and letters."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.layout.components import Boxes, Components
from ocr.layout.ink import Mask
from ocr.layout.pictures import is_speck

LARGEST, SOLID, ROUND = 1.2, 0.7, 1.4
"""Letter heights of a blot at most; the least share of its box that it fills, which a letter hardly does; how
many times longer one side may be than the other."""

REACH, LEAST_REACH = 1.5, 0.75
"""How far from a letter a dot is none of it: times its own size, and at least in letter heights. The dot of
an i, a full stop and a quotation mark are nearer."""

ASIDE, LEVEL = 2.0, 0.5
"""Letter heights to the sides, and up and down, in which dirt is alone: dots in a row are print."""


def find_dirt(components: Components, letters: Mask, large: Mask, height: float) -> Mask:
    """Which components are dirt.

    Args:
        components: all ink but rules.
        letters: which of them are letters.
        large: which are larger than those.
        height: of a letter, pixels.
    """
    blots = letters & _is_blot(components, height)
    small = np.flatnonzero(is_speck(components, height) | blots)
    boxes = components.boxes[small]
    reach = np.maximum(REACH * (boxes[:, 2:] - boxes[:, :2]).max(axis=1), LEAST_REACH * height)
    print_ = components.paint((letters | large) & ~blots)
    apart = np.flatnonzero(_count(print_, _grow(boxes, reach)) == 0)
    alone = [_is_alone(boxes, index, height) for index in apart.tolist()]
    dirt = np.zeros(len(letters), bool)
    dirt[small[apart[np.array(alone, bool)]]] = True
    return dirt


def _is_blot(components: Components, height: float) -> Mask:
    wide, tall = components.widths, components.heights
    small = np.maximum(wide, tall) < LARGEST * height
    compact = (wide < ROUND * tall) & (tall < ROUND * wide)
    return np.asarray(small & compact & (components.areas > SOLID * wide * tall))


def _is_alone(boxes: Boxes, index: int, height: float) -> bool:
    """Whether none of the other boxes stands beside one."""
    left, top, right, bottom = boxes[index].tolist()
    aside, level = ASIDE * height, LEVEL * height
    near = (boxes[:, 0] < right + aside) & (boxes[:, 2] > left - aside)
    return int((near & (boxes[:, 1] < bottom + level) & (boxes[:, 3] > top - level)).sum()) == 1


def _grow(boxes: Boxes, reach: npt.NDArray[np.float64]) -> Boxes:
    """The boxes with so many pixels more on each side."""
    grown = boxes + reach[:, None] * np.array([-1, -1, 1, 1])
    return np.asarray(grown.round(), np.int32)


def _count(mask: Mask, boxes: Boxes) -> npt.NDArray[np.int32]:
    """How many pixels of a mask lie in each box."""
    sums = cv2.integral(mask.view(np.uint8))
    left, right = (np.clip(boxes[:, side], 0, mask.shape[1]) for side in (0, 2))
    top, bottom = (np.clip(boxes[:, side], 0, mask.shape[0]) for side in (1, 3))
    return np.asarray(sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left])
