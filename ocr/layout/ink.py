"""Which pixels of a page are ink."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from scans.grey import measure_level
from scans.illumination import divide

Grey = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

REDUCTION = 8
"""The paper's brightness is followed on an image this many times smaller."""

TILE = 128
"""Pixels; thresholds are found for tiles of this size and interpolated between."""

FAINTEST, DARKEST = 0.94, 0.45
"""Share of the paper's brightness between which a threshold must lie."""


def find_ink(grey: Grey) -> Mask:
    """Tell ink from paper where light, paper and blackness of the print vary over the page.

    The image is divided by the brightness of the paper around, then cut at the mean brightness of the
    edges in the neighbourhood, which lies half way between ink and paper however faint the print is.
    """
    flat = flatten(grey)
    return flat < _threshold(flat)


def flatten(grey: Grey) -> Grey:
    """The page divided by its paper's brightness, so that paper is 255 everywhere."""
    height, width = grey.shape
    small = cv2.resize(
        grey, (max(1, width // REDUCTION), max(1, height // REDUCTION)), interpolation=cv2.INTER_AREA
    )
    reach = max(3, min(small.shape) // 24 | 1)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    return divide(grey, np.asarray(cv2.blur(paper, (reach, reach)), np.uint8))


def _threshold(flat: Grey) -> Grey:
    """The brightness of edges around each pixel."""
    smooth = cv2.GaussianBlur(flat, (3, 3), 0)
    edges = cv2.morphologyEx(smooth, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    noise = 3 * measure_level(edges, 0.5) + 12
    heavy = np.asarray(edges, np.float32)
    heavy[heavy < noise] = 0
    weight, weighted = _average(heavy), _average(heavy * np.asarray(smooth, np.float32))
    overall = float(weighted.sum() / max(float(weight.sum()), 1e-6)) if weight.sum() else 128.0
    # Where a tile has few edges, those of the whole page are worth as much as a sparse line of print.
    prior = max(0.25 * float(weight.mean()), 1e-3)
    local = (cv2.blur(weighted, (3, 3)) + prior * overall) / (cv2.blur(weight, (3, 3)) + prior)
    local = np.clip(local, DARKEST * 255, FAINTEST * 255)
    return np.asarray(cv2.resize(local, flat.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32).astype(
        np.uint8
    )


def _average(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The mean of each tile; by way of small squares, whose means take OpenCV a tenth of the time."""
    height, width = values.shape
    size, small = (-(-width // TILE), -(-height // TILE)), (width // REDUCTION, height // REDUCTION)
    if min(small):
        values = values[: small[1] * REDUCTION, : small[0] * REDUCTION]
        values = np.asarray(cv2.resize(values, small, interpolation=cv2.INTER_AREA), np.float32)
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.float32)
