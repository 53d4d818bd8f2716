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
    capitals; what is lower than GRAIN of the letters with most ink is none.
    """
    heights, widths = components.heights, components.widths
    letters = (heights >= SMALLEST) & (heights <= LARGEST) & (widths < 3 * heights) & (heights < 6 * widths)
    if not letters.any():
        return USUAL_HEIGHT
    letters &= heights >= GRAIN * _find_quantile(heights[letters], components.areas[letters], 0.5)
    return _find_quantile(heights[letters], widths[letters], SMALL_LETTERS)


def _find_quantile(values: npt.NDArray[np.int32], weights: npt.NDArray[np.int32], share: float) -> float:
    """The value up to which this share of the weight lies."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] * share)])
