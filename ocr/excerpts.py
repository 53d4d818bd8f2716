"""Areas of a page cut out for the engine, and what it read put back in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from ocr.engine import Excerpt
from ocr.layout.area import Area
from ocr.layout.ink import Grey, Mask
from ocr.negatives import turn_negatives
from ocr.page import BBox, Line, Region, RegionKind
from scans.grey import measure_level

MARGIN = 0.8
"""What is cut out around an area, in letter heights."""

LETTER_HEIGHT = 18.0
"""Pixels: smaller letters are scaled up to this height, which is about what Tesseract was trained on."""

LEAST_DPI, MOST_DPI = 70, 1200
"""Tesseract takes what lies outside for a mistake, and guesses."""

MOST_HEIGHT, LARGE = 48.0, frozenset({RegionKind.HEADLINE, RegionKind.MASTHEAD})
"""Pixels: larger letters of these kinds are scaled down to this height, at which holes in worn type close."""

SMALLEST_SCALE, LARGEST_SCALE = 0.3, 3.0


@dataclass(frozen=True, slots=True)
class Cutting:
    """An excerpt of a page and the way back.

    Attributes:
        image: grey; what belongs to other areas is painted over with paper, white on black turned.
        bbox: what is cut out, pixels of the page's image.
        scale: pixels of the excerpt for one of the page's image.
    """

    image: Grey
    bbox: BBox
    scale: float


def cut(
    grey: Grey,
    area: Area,
    others: tuple[Area, ...],
    waste: Mask | None = None,
    letter_height: float | None = None,
) -> Cutting:
    """Cut one area out of a page, without the ink of other areas that reaches into its box, and waste.

    Args:
        grey: the page.
        area: what to cut out.
        others: the other areas of the page.
        waste: what is not to be read, a mask of the whole page at any scale (`Layout.waste`).
        letter_height: pixels that its letters are scaled to, as far as that makes sense; None: small ones
            are scaled up to LETTER_HEIGHT, headlines down to MOST_HEIGHT, others left as they are.
    """
    margin = max(4, round(MARGIN * area.height))
    height, width = grey.shape
    left, top = max(0, area.bbox.left - margin), max(0, area.bbox.top - margin)
    right, bottom = min(width, area.bbox.right + margin), min(height, area.bbox.bottom + margin)
    image = grey[top:bottom, left:right].copy()
    paper = int(measure_level(image, 0.8)) if image.size else 255
    strange = np.zeros(image.shape, bool)
    for other in others:
        for line in other.lines or (other.bbox,):
            if line.left < right and line.right > left and line.top < bottom and line.bottom > top:
                strange[_within(line, left, top)] = True
    for line in area.lines:
        strange[_within(line, left, top)] = False
    if waste is not None:
        strange |= _enlarge(waste, (left, top, right, bottom), grey.shape)
    image[strange] = paper
    turn_negatives(image, (line.shifted(-left, -top) for line in area.lines or (area.bbox,)), paper)
    most = MOST_HEIGHT if area.kind in LARGE else area.height
    wanted = letter_height or max(LETTER_HEIGHT, min(most, area.height))
    scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, wanted / max(1.0, area.height)))
    if scale != 1 and image.size:
        how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=how), np.uint8)
    return Cutting(image, BBox(left, top, right, bottom), scale)


def _enlarge(waste: Mask, box: tuple[int, int, int, int], shape: tuple[int, ...]) -> Mask:
    """A part of a mask, given by its box on the page of this shape, as large as there."""
    left, top, right, bottom = box
    down, across = waste.shape[0] / shape[0], waste.shape[1] / shape[1]
    part = waste[int(top * down) : int(bottom * down) + 1, int(left * across) : int(right * across) + 1]
    if not part.any():
        return np.zeros((bottom - top, right - left), bool)
    size = right - left, bottom - top
    return cv2.resize(part.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST).view(np.bool_)


def _within(box: BBox, left: int, top: int) -> tuple[slice, slice]:
    return (
        slice(max(0, box.top - top), max(0, box.bottom - top)),
        slice(max(0, box.left - left), max(0, box.right - left)),
    )


def make_excerpt(cutting: Cutting, page: str, dpi: float, bbox: BBox) -> Excerpt:
    """The cutting as an engine takes it; `dpi` is of the page's image, `bbox` in pixels of the scan."""
    true = min(MOST_DPI, max(LEAST_DPI, round(dpi * cutting.scale)))
    return Excerpt(Image.fromarray(cutting.image), page, bbox, true)


def put_back(regions: tuple[Region, ...], cutting: Cutting) -> Iterator[Line]:
    """The lines of an excerpt in pixels of the page's image."""
    for region in regions:
        for line in region.lines:
            words = tuple(word.placed(_scaled(word.bbox, cutting)) for word in line.words)
            yield Line(line.id, BBox.around([word.bbox for word in words]), words)


def _scaled(box: BBox, cutting: Cutting) -> BBox:
    left, top, right, bottom = (round(edge / cutting.scale) for edge in box)
    return BBox(left, top, right, bottom).shifted(cutting.bbox.left, cutting.bbox.top)
