"""Morphology of masks with rectangles: the tools of the rest of the analysis."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.layout.ink import Mask


def open_mask(mask: Mask, width: float, height: float) -> Mask:
    """What of the mask holds a rectangle of this size, in pixels; none reaches over the image's edge."""
    return _apply(mask, cv2.MORPH_OPEN, _make_kernel(width, height))


def close_mask(mask: Mask, width: float, height: float) -> Mask:
    """The mask with its gaps filled that hold no rectangle of this size, in pixels."""
    return _apply(mask, cv2.MORPH_CLOSE, _make_kernel(width, height))


def dilate_mask(mask: Mask, width: float, height: float) -> Mask:
    """The mask grown by half a rectangle of this size, in pixels, on each side."""
    return cv2.dilate(mask.view(np.uint8), _make_kernel(width, height)).view(np.bool_)


def _apply(mask: Mask, operation: int, kernel: npt.NDArray[np.uint8]) -> Mask:
    source = mask.view(np.uint8)
    if operation == cv2.MORPH_OPEN:
        return cv2.morphologyEx(source, operation, kernel, borderValue=0).view(np.bool_)
    return cv2.morphologyEx(source, operation, kernel).view(np.bool_)


def _make_kernel(width: float, height: float) -> npt.NDArray[np.uint8]:
    """A rectangle of odd sides: an even one would shift what it opens by a pixel."""
    return np.ones((_odd(height), _odd(width)), np.uint8)


def _odd(length: float) -> int:
    return max(1, 2 * round((length - 1) / 2) + 1)
