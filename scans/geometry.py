"""Where a pixel of a prepared page lies on its scan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from scans.letters import Grey

Box = tuple[int, int, int, int]
"""left, top, right, bottom in pixels; right and bottom one past the last."""
_Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Geometry:
    """An affine map of a scan's pixels to those of an image made from it.

    Attributes:
        matrix: shape (3, 3), from the scan to the image.
        scan_size: width and height of the scan.
        size: width and height of the image.
    """

    matrix: _Matrix
    scan_size: tuple[int, int]
    size: tuple[int, int]

    @staticmethod
    def of(grey: Grey, part: Box | None = None) -> Geometry:
        """The map of a scan to itself, or to a part of it."""
        size = grey.shape[1], grey.shape[0]
        left, top, right, bottom = part or (0, 0, *size)
        shift = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], np.float64)
        return Geometry(shift, size, (right - left, bottom - top))

    @property
    def scale(self) -> float:
        """Pixels of the image for one of the scan."""
        return float(abs(np.linalg.det(self.matrix)) ** 0.5)

    def turned(self, quarters: int) -> Geometry:
        """After turning the image by quarters of a circle, anticlockwise."""
        result = self
        for _ in range(quarters % 4):
            width, height = result.size
            turn = np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1]], np.float64)
            result = Geometry(turn @ result.matrix, self.scan_size, (height, width))
        return result

    def scaled(self, factor: float) -> Geometry:
        """After scaling the image; its size is rounded and the map made to fit it."""
        width, height = (max(1, round(side * factor)) for side in self.size)
        scale = np.diag([width / self.size[0], height / self.size[1], 1.0])
        return Geometry(scale @ self.matrix, self.scan_size, (width, height))

    def rotated(self, degrees: float) -> Geometry:
        """After turning the image anticlockwise about its middle, on a canvas that holds all of it."""
        width, height = self.size
        return self._moved(
            np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), [0, 0, 1]])
        )

    def sheared(self, degrees: float) -> Geometry:
        """After setting upright what falls to the left by so many degrees, on a canvas that holds it."""
        return self._moved(np.array([[1, np.tan(np.radians(degrees)), 0], [0, 1, 0], [0, 0, 1]]))

    def _moved(self, turn: _Matrix) -> Geometry:
        """After a map of the plane, on a canvas that holds all of the image."""
        width, height = self.size
        corners = turn @ np.array([[0, width, 0, width], [0, 0, height, height], [1, 1, 1, 1]])
        low, high = np.floor(corners[:2].min(axis=1)), np.ceil(corners[:2].max(axis=1))
        shift = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]])
        size = int(high[0] - low[0]), int(high[1] - low[1])
        return Geometry(shift @ turn @ self.matrix, self.scan_size, size)

    def to_scan(self, bbox: Box) -> Box:
        """The smallest upright box on the scan that holds a box of the image, within the scan's bounds."""
        left, top, right, bottom = bbox
        corners = ((left, top), (right, top), (left, bottom), (right, bottom))
        (a, b, c), (d, e, f) = self._back
        x, y = [a * u + b * v + c for u, v in corners], [d * u + e * v + f for u, v in corners]
        width, height = self.scan_size
        return (
            min(max(round(min(x)), 0), width),
            min(max(round(min(y)), 0), height),
            min(max(round(max(x)), 0), width),
            min(max(round(max(y)), 0), height),
        )

    @cached_property
    def _back(self) -> list[list[float]]:
        """The map from the image to the scan by rows, in plain numbers: a page has thousands of boxes."""
        rows: list[list[float]] = np.linalg.inv(self.matrix)[:2].tolist()
        return rows
