"""Connected components of ink, told apart by size: letters, specks, and what is too large to be print."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.layout.ink import Mask
from scans.pieces import find_pieces

Boxes = npt.NDArray[np.int32]
"""Rows of left, top, right, bottom in pixels."""

SMALLEST, LARGEST = 4, 160
"""Pixels: heights of letters that are looked at to find the height of the body type."""

SMALL_LETTERS, GRAIN = 0.6, 0.4
"""Share of a line's width that its small letters take; height of what is dirt, as a share of letters."""

LARGER, ALIKE = 1.8, 1.2
"""Times the usual height from which letters are of large type: capitals are up to 1.6 times as high; factor
between letters of one height."""

FIRST = 3000
"""A component by itself is painted in the time that so many pixels take in a pass over the page."""

USUAL_HEIGHT = 20.0
"""Where a page has no letters."""


@dataclass(frozen=True, slots=True)
class Components:
    """Connected components (8 neighbours) of an ink mask.

    Attributes:
        labels: the component of each pixel, 0 for paper.
        boxes: of component 1, 2, …, in rows 0, 1, ….
        areas: ink pixels of each.
    """

    labels: npt.NDArray[np.int32]
    boxes: Boxes
    areas: npt.NDArray[np.int32]

    @property
    def widths(self) -> npt.NDArray[np.int32]:
        return self.boxes[:, 2] - self.boxes[:, 0]

    @property
    def heights(self) -> npt.NDArray[np.int32]:
        return self.boxes[:, 3] - self.boxes[:, 1]

    def paint(self, chosen: Mask) -> Mask:
        """The pixels of the chosen components."""
        indices = np.flatnonzero(chosen)
        if (self.widths * self.heights)[indices].sum() + FIRST * len(indices) > self.labels.size:
            return np.concatenate([[False], chosen])[self.labels]
        painted = np.zeros(self.labels.shape, bool)
        for index in indices.tolist():
            left, top, right, bottom = self.boxes[index].tolist()
            painted[top:bottom, left:right] |= self.labels[top:bottom, left:right] == index + 1
        return painted

    def transposed(self) -> Components:
        """The same components with x and y exchanged."""
        return Components(np.asarray(cv2.transpose(self.labels)), self.boxes[:, [1, 0, 3, 2]], self.areas)


def find_components(ink: Mask) -> Components:
    """Label the connected components of ink."""
    pieces = find_pieces(ink)
    return Components(pieces.labels, pieces.boxes, pieces.areas)


def measure_letter_height(components: Components) -> float:
    """The height of the letters that most lines are set in, in pixels.

    A quantile over components, each as heavy as it is wide: by ink alone, an advertisement would count for
    more than a column; by number, the grain of the paper would. SMALL_LETTERS of a line are lower than its
    capitals; what is lower than GRAIN of the letters with most ink is none. Where the quantile is LARGER than
    the usual height, headlines have most ink, and it is taken again without them.
    """
    heights, widths = components.heights, components.widths
    letters = (heights >= SMALLEST) & (heights <= LARGEST) & (widths < 3 * heights) & (heights < 6 * widths)
    if not letters.any():
        return USUAL_HEIGHT
    weights = np.sqrt(widths[letters].astype(float) * components.areas[letters])
    limit = LARGER * _find_peak(heights[letters], weights)
    height = _measure_height(components, letters)
    return height if height <= limit else _measure_height(components, letters & (heights <= limit))


def _measure_height(components: Components, letters: Mask) -> float:
    """The height below which SMALL_LETTERS of the width of these letters lie, dirt among them left out."""
    heights, areas = components.heights, components.areas
    letters = letters & (heights >= GRAIN * _find_quantile(heights[letters], areas[letters], 0.5))
    return _find_quantile(heights[letters], components.widths[letters], SMALL_LETTERS)


def _find_peak(values: npt.NDArray[np.int32], weights: npt.NDArray[np.float64]) -> int:
    """The value with most weight around it, within ALIKE of it."""
    reached = np.concatenate([[0], np.cumsum(np.bincount(values, weights))])
    middle = np.arange(values.min(), values.max() + 1)
    first, last = np.ceil(middle / ALIKE).astype(int), np.floor(middle * ALIKE).astype(int)
    around = reached[np.minimum(last + 1, len(reached) - 1)] - reached[np.minimum(first, len(reached) - 1)]
    return int(middle[around.argmax()])


def _find_quantile(values: npt.NDArray[np.int32], weights: npt.NDArray[np.int32], share: float) -> float:
    """The value up to which this share of the weight lies."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] * share)])
