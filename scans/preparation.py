"""A page made ready for layout and engine: upright, straight, evenly lit, by what it needs.

Every step is chosen by a measurement on the page itself; a clean page comes through as it is, and so does
a page without text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image

from scans.border import find_border
from scans.enhancement import bring_out, enhance, smooth
from scans.geometry import Box, Geometry
from scans.grain import measure_noise
from scans.grey import measure_level
from scans.illumination import Evened, even, measure_clarity, step_back
from scans.lean import find_lean
from scans.letters import Grey, Letters, find_letters
from scans.neighbour import find_neighbour
from scans.orientation import find_sideways, find_upside_down
from scans.settings import ScanSettings
from scans.skew import find_skew
from scans.specks import measure_specks, remove_specks

_MOST_PIXELS = 120_000_000
_LEAST_SKEW = 0.2
"""Degrees; less is lost on the layout and not worth the interpolation."""
_LEAST_LEAN = 1.5
"""Degrees; gutters that lean less are found as they are."""
_SMALL_PAGE = 4_000_000
"""Pixels up to which a page is looked at in double size, since its type may be too small to be told."""
_SMALL, _LARGE, _GOAL = 8, 45, 28
"""x-heights in pixels: below the first type is doubled, above the second reduced to the third."""
_CLEAR = 3.0
"""Standard deviations of the grain of paper by which ink is darker; the halves of grain differ by 1.6."""
_MINGLED = 4.0
"""Standard deviations of the paper by which ink is darker where it stands out; usual print has over 4.3."""
_GRAIN, _PAPER = 0.8, 0.25
"""Pixels of the Gaussian, and share of the page that stays darker than white, where it does not."""
_SPECKLED = 0.004
"""Share of single dark pixels that is salt and pepper, not the odd dot."""


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


def prepare(image: Image.Image, dpi: int, settings: ScanSettings, part: Box | None = None) -> Preparation:
    """Prepare an upright page in mode "L" (`scans.image.read_image`) for layout and engine.

    Args:
        image: the scan, mode "L".
        dpi: of the scan; tells how thick the frame of a scanner is at least.
        settings: `settings.prepare` off lets every page through as it is.
        part: what of the scan is the page; None: all of it.
    """
    whole = Geometry.of(np.asarray(image), part)
    image = image.crop(part) if part else image
    grey, geometry = np.asarray(image), whole
    if not settings.prepare or min(grey.shape) < 32:
        return Preparation(image, (), geometry, 0)
    steps: list[str] = []
    if grey.size > _MOST_PIXELS:
        grey, geometry = _resize(grey, geometry, (_MOST_PIXELS / grey.size) ** 0.5)
        steps.append(f"reduced to {grey.shape[1]} x {grey.shape[0]} pixels")
    if measure_specks(grey) > _SPECKLED:
        grey = remove_specks(grey)
        steps.append("median 3 x 3 against specks")
    grey = _show_positive(grey, steps)
    grey = _clear_border(grey, dpi, steps)
    grey, letters = _find_print(grey, steps)
    if not letters.x_height:
        return Preparation(image, (), whole, 0)
    grey, geometry, letters = _set_upright(grey, geometry, letters, steps)
    grey, evened, geometry, letters = _straighten(grey, geometry, letters, steps)
    clear, letters = _clear_neighbour(grey, geometry, letters, steps)
    evened = evened if clear is grey else even(clear)
    grey = clear
    if letters.x_height:
        grey, taken = enhance(grey, evened, letters)
        steps += taken
    return Preparation(Image.fromarray(grey), tuple(steps), geometry, letters.x_height)


def _look(grey: Grey) -> Letters:
    """The letters of the page; of a small one as they are in double size, all numbers doubled."""
    return find_letters(_look_at(grey).ink)


def _look_at(grey: Grey) -> Evened:
    """The page in even light; a small one in double size."""
    if grey.size <= _SMALL_PAGE:
        near = cv2.resize(step_back(grey), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        grey = np.asarray(near, np.uint8)
    return even(grey)


def _find_print(grey: Grey, steps: list[str]) -> tuple[Grey, Letters]:
    """The page and its letters; in full contrast where they do not stand out, if they are told then."""
    evened = _look_at(grey)
    letters, mingled = find_letters(evened.ink), measure_clarity(evened) < _MINGLED
    if letters.x_height and not mingled:
        return grey, letters
    if not evened.ink.any() or _measure_contrast(evened) < _CLEAR * measure_noise(grey):
        return grey, letters
    flat = even(grey).flat
    clear = bring_out(smooth(flat, _GRAIN), _PAPER) if mingled else bring_out(flat)
    found = _look(clear)
    if not found.x_height:
        return grey, letters
    steps.append("pale print brought out" + " of the grain of the paper" * mingled)
    return clear, found


def _measure_contrast(evened: Evened) -> float:
    """By how many grey levels the ink is darker than the paper, both on average."""
    inked = evened.ink.view(np.uint8)
    return float(cv2.mean(evened.flat, 1 - inked)[0] - cv2.mean(evened.flat, inked)[0])


def _show_positive(grey: Grey, steps: list[str]) -> Grey:
    """The page with dark ink on light paper; turned round where that way its letters are larger."""
    if measure_level(grey, 0.5) > 127:
        return grey
    negative = np.asarray(255 - grey, np.uint8)
    letters, found = _look(grey), _look(negative)
    if found.x_height <= letters.x_height or len(found) < 0.3 * len(letters):
        return grey  # what is light is smaller: holes in letters and the gaps between them
    steps.append("negative made positive")
    return negative


def _clear_border(grey: Grey, dpi: int, steps: list[str]) -> Grey:
    border = find_border(grey, thickness=dpi // 8)
    if not border.any():
        return grey
    steps.append(f"frame of {border.mean():.0%} of the scan made white")
    return np.where(border, np.uint8(measure_level(grey[~border], 0.75)), grey)


def _clear_neighbour(
    grey: Grey, geometry: Geometry, letters: Letters, steps: list[str]
) -> tuple[Grey, Letters]:
    strip = find_neighbour(grey, letters, geometry)
    if not strip.any():
        return grey, letters
    steps.append(f"strip of a neighbouring page, {strip.mean():.0%} of the scan, made white")
    middle = letters.boxes[:, :2] + letters.boxes[:, 2:] // 2
    own = replace(letters, boxes=letters.boxes[~strip[middle[:, 1], middle[:, 0]]])
    return np.where(strip, np.uint8(measure_level(grey[~strip], 0.75)), grey), own


def _set_upright(
    grey: Grey, geometry: Geometry, letters: Letters, steps: list[str]
) -> tuple[Grey, Geometry, Letters]:
    if find_sideways(letters):
        turned = _turn(grey, geometry, 1)
        if not find_sideways(turned[2]):
            grey, geometry, letters = turned
            steps.append("turned by 90 degrees")
    if find_upside_down(letters):
        grey, geometry, letters = _turn(grey, geometry, 2)
        steps.append("turned by 180 degrees")
    return grey, geometry, letters


def _turn(grey: Grey, geometry: Geometry, quarters: int) -> tuple[Grey, Geometry, Letters]:
    turned = np.ascontiguousarray(np.rot90(grey, quarters))
    return turned, geometry.turned(quarters), _look(turned)


def _straighten(
    grey: Grey, geometry: Geometry, letters: Letters, steps: list[str]
) -> tuple[Grey, Evened, Geometry, Letters]:
    """The page with level lines and letters of a fitting size; in even light; its letters as they are."""
    x_height = letters.x_height / 2 if grey.size <= _SMALL_PAGE else letters.x_height
    skew, factor = find_skew(letters), _choose_scale(grey, x_height)
    if factor != 1:
        grey, geometry = _resize(grey, geometry, factor)
        steps.append(f"scaled by {factor:.2f} for small letters {x_height:.0f} px high")
    askew, placed = grey, geometry
    if abs(skew) >= _LEAST_SKEW:
        grey, geometry = _move(grey, geometry, geometry.rotated(skew))
        steps.append(f"deskewed by {skew:.2f} degrees")
    evened = even(grey)
    letters = find_letters(evened.ink)
    lean = find_lean(letters)
    if abs(lean) >= _LEAST_LEAN:
        # From the scan as it was, since each moving of pixels blurs.
        grey, geometry = _move(askew, placed, geometry.sheared(lean))
        steps.append(f"columns set upright by {lean:.2f} degrees")
        evened = even(grey)
        letters = find_letters(evened.ink)
    return grey, evened, geometry, letters


def _choose_scale(grey: Grey, x_height: float) -> float:
    factor = 2.0 if x_height < _SMALL else _GOAL / x_height if x_height > _LARGE else 1.0
    return float(min(factor, (_MOST_PIXELS / grey.size) ** 0.5)) if factor > 1 else factor


def _resize(grey: Grey, geometry: Geometry, factor: float) -> tuple[Grey, Geometry]:
    scaled = geometry.scaled(factor)
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, scaled.size, interpolation=how), np.uint8), scaled


def _move(grey: Grey, geometry: Geometry, straight: Geometry) -> tuple[Grey, Geometry]:
    """The page as another geometry has it."""
    matrix = (straight.matrix @ np.linalg.inv(geometry.matrix))[:2]
    # OpenCV speaks of the middles of pixels, a box of their edges.
    matrix[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5
    paper = measure_level(grey, 0.75)
    turned = cv2.warpAffine(grey, matrix, straight.size, flags=cv2.INTER_CUBIC, borderValue=paper)
    return np.asarray(turned, np.uint8), straight
