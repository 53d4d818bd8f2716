"""Pictures, and other ink that is too large to be print."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.layout.components import Boxes, Components, find_components
from ocr.layout.ink import Mask
from ocr.layout.morphology import close_mask, dilate_mask, open_mask

LARGE = 12.0
"""Letter heights: what is wider and higher than this is no letter of running text."""

LONGEST_LETTER, WIDEST_WORD = 30.0, 60.0
"""Letter heights: what is higher, or wider (touching letters of a word), is no print at all."""

RUN_TOGETHER = 4
"""A short word of a masthead whose letters touch is this many times wider than high, at most."""

SPECK = 0.35
"""Letter heights: what is smaller both ways is dirt, or the dot of an i."""


BROKEN_OFF = 8.0
"""Letter heights from the end of a rule within which pieces of it may lie."""

FREE = 0.35
"""Letter heights of white on both sides of a stroke that is part of no letter."""

SLIVER = 0.2
"""Letter heights: what is narrower and upright may be a piece of a faint rule."""


DOT, DOTS, MORE = 0.6, 3.0, 6.0
"""Letter heights: dots of a screened picture are smaller; there are so many of them to a square of a letter's
height, where print has hardly one, and MORE times what there is of grain all over the page."""

WINDOW, PALE = 3, 7
"""Letter heights: in a square so wide dots are counted; pale or solid parts of a picture are no wider."""


FULL = 0.7
"""A picture that fills this share of its box has no print in the rest of it."""


def is_speck(components: Components, height: float) -> Mask:
    """Which components are too small to tell anything about the layout."""
    return (components.heights < SPECK * height) & (components.widths < SPECK * height)


def is_sliver(components: Components, height: float) -> Mask:
    """Which components may be pieces of a broken rule between columns (or an i): no bar to a gutter."""
    return (components.widths <= SLIVER * height) & (components.heights > 2 * components.widths)


def is_near(components: Components, rules: Mask, height: float) -> Mask:
    """Which components stand beside, above or below a vertical rule, as the pieces broken off it do."""
    near = dilate_mask(rules, 2 * height, 2 * BROKEN_OFF * height)
    middle = (components.boxes[:, :2] + components.boxes[:, 2:]) // 2
    return np.asarray(near[middle[:, 1], middle[:, 0]])


def stands_free(components: Components, print_: Mask, height: float) -> Mask:
    """Which components have no print close by on either side, as strokes of letters have.

    Strokes of one letter, or of its neighbours, close up to something wider than a stroke.
    """
    joined = close_mask(components.paint(print_), 2 * FREE * height, 1)
    wide = open_mask(joined, 2 * SLIVER * height, 1)
    touched = np.bincount(components.labels[wide], minlength=len(components.boxes) + 1)[1:] > 0
    return ~touched


def is_large(components: Components, height: float) -> Mask:
    """Which components are no letters; the letters of a masthead, three in a row, are."""
    heights, widths = components.heights, components.widths
    large = ((heights > LARGE * height) & (widths > LARGE * height)) | (
        (heights > LONGEST_LETTER * height) | (widths > WIDEST_WORD * height)
    )
    tall = np.flatnonzero((heights > LARGE / 2 * height) & (heights < LONGEST_LETTER * height))
    for index in np.flatnonzero(large):
        if _is_in_a_row(components, int(index), tall):
            large[index] = False
    return large


def _is_in_a_row(components: Components, index: int, others: npt.NDArray[np.intp]) -> bool:
    """Whether a component stands on one line with at least two others of its height."""
    _, top, _, bottom = components.boxes[index]
    tall = bottom - top
    if components.widths[index] > RUN_TOGETHER * tall:
        return False
    boxes = components.boxes[others]
    alike = (abs(boxes[:, 1] - top) < tall / 4) & (abs(boxes[:, 3] - bottom) < tall / 4)
    return int(alike.sum()) >= 3


def is_border(components: Components, large: Mask) -> Mask:
    """Which of the large components are the edge of the scan: dark surround, torn margins, shadows."""
    height, width = components.labels.shape
    boxes = components.boxes
    touches = (boxes[:, :2] <= 1).any(axis=1) | (boxes[:, 2] >= width - 1) | (boxes[:, 3] >= height - 1)
    frames = (components.widths > 0.8 * width) | (components.heights > 0.8 * height)
    return np.asarray(large & (touches | frames))


def find_screens(components: Components, height: float) -> Mask:
    """Where the dots of screened pictures (halftones) stand close together."""
    depth, width = components.labels.shape
    dots = (components.heights < DOT * height) & (components.widths < DOT * height)
    middle = ((components.boxes[dots, :2] + components.boxes[dots, 2:]) / 2 / height).astype(int)
    counts = np.zeros((int(depth / height) + 1, int(width / height) + 1), np.float32)
    np.add.at(counts, (middle[:, 1], middle[:, 0]), 1)
    density = cv2.blur(counts, (WINDOW, WINDOW))
    dense = density > max(DOTS, MORE * float(np.median(density)))
    screens = open_mask(close_mask(dense, PALE, PALE), WINDOW, WINDOW)
    size = round(screens.shape[1] * height), round(screens.shape[0] * height)
    whole = cv2.resize(screens.view(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    return whole[:depth, :width].view(np.bool_)


def find_pictures(components: Components, large: Mask, height: float) -> tuple[Boxes, Mask]:
    """Boxes of pictures, and the area they cover with what their outlines enclose."""
    drawn = components.paint(large) | find_screens(components, height)
    if not drawn.any():
        return np.zeros((0, 4), np.int32), drawn
    area = close_mask(drawn, 2 * height, 2 * height).astype(np.uint8)
    outlines, _ = cv2.findContours(area, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    cv2.drawContours(area, outlines, -1, (1,), cv2.FILLED)
    solid = open_mask(area > 0, 2 * height, 2 * height)
    pieces = find_components(solid)
    chosen = (pieces.heights > LARGE / 2 * height) & (pieces.widths > LARGE / 2 * height)
    covered = pieces.paint(chosen)
    for left, top, right, bottom in pieces.boxes[
        chosen & (pieces.areas > FULL * pieces.widths * pieces.heights)
    ].tolist():
        covered[top:bottom, left:right] = True
    return _join_overlapping(pieces.boxes[chosen]), covered


def _join_overlapping(boxes: Boxes) -> Boxes:
    """Boxes that share a part as one: a screened picture falls apart where it is pale."""
    joined: list[list[int]] = []
    for box in sorted(boxes.tolist()):
        while touching := [other for other in joined if _do_overlap(box, other)]:
            joined = [other for other in joined if other not in touching]
            around = [box, *touching]
            box[:] = [*np.min(around, axis=0)[:2].tolist(), *np.max(around, axis=0)[2:].tolist()]
        joined.append(box)
    return np.array(joined, np.int32).reshape(-1, 4)


def _do_overlap(one: list[int], other: list[int]) -> bool:
    across = min(one[2], other[2]) > max(one[0], other[0])
    return across and min(one[3], other[3]) > max(one[1], other[1])
