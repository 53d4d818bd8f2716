"""Any image that Pillow can hold, as 8-bit grey on white paper; and how bright a share of it is."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

_TRANSPARENT = {"RGBA", "LA", "PA", "La", "RGBa"}


def convert_to_grey(image: Image.Image) -> Image.Image:
    """The image in mode "L": luma of the colours, transparency over white, deep grey scaled down.

    Grey deeper than 8 bits is scaled by the smallest usual depth (8, 10, 12, 14 or 16 bits) that holds
    its brightest pixel, since scanners store 12 bits in 16; numbers in floating point are taken to
    reach from 0 to 1, or else from their least to their greatest.
    """
    if image.mode in _TRANSPARENT or "transparency" in image.info:
        return _lay_on_white(image)
    if image.mode.startswith("I"):
        return _narrow(np.asarray(image))
    if image.mode == "F":
        return _normalize(np.asarray(image))
    if image.mode == "LAB":
        return image.getchannel("L")
    return image.convert("L")


def _lay_on_white(image: Image.Image) -> Image.Image:
    colours = image.convert("RGBA")
    grey = Image.new("L", image.size, 255)
    grey.paste(colours.convert("L"), mask=colours.getchannel("A"))
    return grey


def _narrow(pixels: np.ndarray) -> Image.Image:
    brightest = int(pixels.max(initial=0))
    depth = next((bits for bits in (8, 10, 12, 14) if brightest < 1 << bits), 16)
    scaled = np.right_shift(np.clip(pixels, 0, (1 << depth) - 1), depth - 8)
    return Image.fromarray(scaled.astype(np.uint8))


def _normalize(pixels: np.ndarray) -> Image.Image:
    finite = np.nan_to_num(pixels, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(finite.min(initial=0)), float(finite.max(initial=1))
    return Image.fromarray(np.uint8(255 * (finite - low) / (high - low)))


def measure_level(grey: npt.NDArray[Any], share: float) -> float:
    """The level that this share (0 to 1) of an 8-bit image's pixels reaches at most: 0.5 gives the median.

    From the histogram, which takes a twentieth of the time of sorting a page's pixels. 0.0 for no pixels.
    """
    if not grey.size:
        return 0.0
    counts = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel().astype(np.float64)
    return float(np.searchsorted(np.cumsum(counts), share * grey.size))
