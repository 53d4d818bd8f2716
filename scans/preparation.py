"""A page made ready for layout and engine: upright, straight, evenly lit, by what it needs.

Every step is chosen by a measurement on the page itself; a clean page comes through as it is, and so does
a page without text.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from scans.border import find_border
from scans.enhancement import enhance
from scans.geometry import Box, Geometry
from scans.illumination import binarize
from scans.letters import Grey, Letters, find_letters
from scans.orientation import find_sideways, find_upside_down
from scans.settings import ScanSettings
from scans.skew import find_skew

_MOST_PIXELS = 120_000_000
_LEAST_SKEW = 0.2
"""Degrees; less is lost on the layout and not worth the interpolation."""
_SMALL, _LARGE = 7, 45
_GOAL = {True: 14, False: 28}


@dataclass(frozen=True, slots=True)
class Preparation:
    """A page as the engine gets it.

    Attributes:
        image: mode "L", black ink on white.
        steps: a readable account of each step taken, in order; empty when the scan came through as it is.
        geometry: how the scan's pixels were moved.
        x_height: height of the small letters on `image` in pixels; 0 where no text was found.
    """

    image: Image.Image
    steps: tuple[str, ...]
    geometry: Geometry
    x_height: int

    def to_scan(self, bbox: Box) -> Box:
        """A box on `image` as the smallest box around it on the scan, both in pixels."""
        return self.geometry.to_scan(bbox)


def prepare(image: Image.Image, dpi: int, settings: ScanSettings) -> Preparation:
    """Prepare an upright page in mode "L" (`scans.image.read_image`) for layout and engine.

    Args:
        image: the scan, mode "L".
        dpi: of the scan; tells how thick the frame of a scanner is at least.
        settings: `settings.prepare` off lets every page through as it is.
    """
    grey = np.asarray(image)
    geometry = Geometry.of(grey)
    if not settings.prepare or min(grey.shape) < 32:
        return Preparation(image, (), geometry, 0)
    steps: list[str] = []
    grey, letters = _show_positive(grey, steps)
    if not letters.x_height:
        return Preparation(image, (), geometry, 0)
    grey = _clear_border(grey, dpi, steps)
    grey, geometry, letters = _straighten(grey, letters, geometry, steps)
    grey, taken = enhance(grey, letters)
    return Preparation(Image.fromarray(grey), (*steps, *taken), geometry, letters.x_height)


def _show_positive(grey: Grey, steps: list[str]) -> tuple[Grey, Letters]:
    """The page with dark ink on light paper; turned round where that way it has many more letters."""
    letters = find_letters(binarize(grey))
    if float(np.median(grey)) > 127:
        return grey, letters
    negative = np.asarray(255 - grey, np.uint8)
    found = find_letters(binarize(negative))
    if not found.x_height or len(found) < 3 * len(letters):
        return grey, letters
    steps.append("negative made positive")
    return negative, found


def _clear_border(grey: Grey, dpi: int, steps: list[str]) -> Grey:
    border = find_border(grey, thickness=dpi // 8)
    if not border.any():
        return grey
    steps.append(f"frame of {border.mean():.0%} of the scan made white")
    return np.asarray(np.where(border, np.percentile(grey[~border], 75), grey), np.uint8)


def _straighten(
    grey: Grey, letters: Letters, geometry: Geometry, steps: list[str]
) -> tuple[Grey, Geometry, Letters]:
    """The page with level lines, the right way up and at a fitting scale."""
    if find_sideways(letters):
        grey, geometry, letters = _turn(grey, geometry, 1)
        steps.append("turned by 90 degrees")
    if find_upside_down(letters):
        grey, geometry, letters = _turn(grey, geometry, 2)
        steps.append("turned by 180 degrees")
    skew, factor = find_skew(letters), _choose_scale(grey, letters.x_height)
    if abs(skew) < _LEAST_SKEW and factor == 1:
        return grey, geometry, letters
    if factor != 1:
        steps.append(f"scaled by {factor:.2f} for small letters of {letters.x_height} px")
    straight = geometry.scaled(factor)
    if abs(skew) >= _LEAST_SKEW:
        straight = straight.rotated(skew)
        steps.append(f"deskewed by {skew:.2f} degrees")
    grey = _warp(grey, geometry, straight)
    return grey, straight, find_letters(binarize(grey))


def _turn(grey: Grey, geometry: Geometry, quarters: int) -> tuple[Grey, Geometry, Letters]:
    turned = np.ascontiguousarray(np.rot90(grey, quarters))
    return turned, geometry.turned(quarters), find_letters(binarize(turned))


def _choose_scale(grey: Grey, x_height: int) -> float:
    goal = _GOAL[x_height < _SMALL]
    factor = min(2.0, goal / x_height) if not _SMALL <= x_height <= _LARGE else 1.0
    return float(min(factor, (_MOST_PIXELS / grey.size) ** 0.5))


def _warp(grey: Grey, before: Geometry, after: Geometry) -> Grey:
    matrix = (after.matrix @ np.linalg.inv(before.matrix))[:2]
    # OpenCV speaks of the middles of pixels, a box of their edges.
    matrix[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5
    shrinks = abs(np.linalg.det(matrix[:, :2])) < 0.5
    how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    paper = float(np.percentile(grey, 75))
    return np.asarray(cv2.warpAffine(grey, matrix, after.size, flags=how, borderValue=paper), np.uint8)
