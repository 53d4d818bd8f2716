"""Where a pixel of a prepared page lies on its scan."""

from __future__ import annotations

from dataclasses import dataclass

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
        corners = np.array([[left, right, left, right], [top, top, bottom, bottom], [1, 1, 1, 1]], np.float64)
        x, y = (np.linalg.inv(self.matrix) @ corners)[:2]
        width, height = self.scan_size
        first, last = np.clip(np.round([x.min(), x.max()]), 0, width).astype(int)
        upper, lower = np.clip(np.round([y.min(), y.max()]), 0, height).astype(int)
        return int(first), int(upper), int(last), int(lower)
