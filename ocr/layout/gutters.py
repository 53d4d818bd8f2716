"""Gutters: the white between columns, found without a model of the page."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.layout.components import find_components
from ocr.layout.ink import Mask
from ocr.layout.morphology import close_mask, dilate_mask, open_mask

SHAPES = ((1.2, 12.0), (0.9, 14.0), (0.6, 18.0), (0.4, 22.0), (0.3, 26.0))
"""Width and length from which on white is a gutter, in letter heights. A gap between words has such a width
on one line in six, so that five lines of chance gaps are common on a page, and ten are not."""

MARGINS = ((8.0, 3.0),)
"""White this wide and high, in letter heights, does not count for the length of the gaps that open on it."""

ON_A_MARGIN = (1.0, 6.0)
"""Like SHAPES, for white that opens on a margin, as beside a column that is short: chance gaps of four lines
rarely have this width, and more rarely end there."""

BESIDE_A_RULE = (0.25, 6.0)
"""Like SHAPES, for the white on both sides of a printed rule."""

BRIDGE = (0.4, 4.0)
"""Like SHAPES, for white between two gutters in line, at most REACH letter heights apart."""

REACH = 12.0

CONTINUING = (0.4, 6.0)
"""Like SHAPES, for white in line with the end of a gutter, at most NEXT letter heights from it."""

NEXT, BROADEST = 3.0, 3.0
"""Only gutters narrower than BROADEST letter heights go on: white gaps on a broad one are of any kind."""


def find_gutters(print_: Mask, rules: Mask, height: float) -> Mask:
    """Find the white between columns.

    Maximal white rectangles, longer the narrower they are (after Breuel, Two Geometric Algorithms for
    Layout Analysis, 2002, here by morphological opening, so that bent gutters hold as chains of
    rectangles). Rules count as white: a rule between columns is part of its gutter.

    Args:
        print_: letters and pictures, without rules and specks.
        rules: pixels of vertical rules.
        height: of a letter in pixels.
    """
    white = ~print_
    margins = np.logical_or.reduce([open_mask(white, *_scale(shape, height)) for shape in MARGINS])
    lengths = _measure_runs(white, margins)
    gutters = np.logical_or.reduce([_find(lengths, shape, height) for shape in SHAPES])
    gutters |= _reach(dilate_mask(margins, 1, 3), open_mask(white & ~margins, *_scale(ON_A_MARGIN, height)))
    gutters |= dilate_mask(rules, 2 * height, 3) & _find(lengths, BESIDE_A_RULE, height)
    gutters |= close_mask(gutters, 1, REACH * height) & _find(lengths, BRIDGE, height)
    narrow = gutters & ~open_mask(gutters, BROADEST * height, 1)
    ends = dilate_mask(narrow, 1, 2 * NEXT * height)
    gutters |= ends & _find(lengths, CONTINUING, height)
    # A margin at the end of a paragraph is white too, but parts nothing.
    gutters |= open_mask(gutters | margins, *_scale(SHAPES[0], height))
    return np.asarray(close_mask(gutters, 1, height) & ~print_)


def _reach(from_: Mask, through: Mask) -> Mask:
    """The connected pieces of one mask that touch another."""
    pieces = find_components(through)
    touched = np.zeros(len(pieces.boxes) + 1, bool)
    touched[pieces.labels[from_]] = True
    return pieces.paint(touched[1:])


def _scale(shape: tuple[float, float], height: float) -> tuple[float, float]:
    return shape[0] * height, shape[1] * height


def _measure_runs(white: Mask, margins: Mask) -> npt.NDArray[np.float32]:
    """For each white pixel the length of its vertical run of white, not counting margins; 0 for print."""
    height, width = white.shape
    columns = _list_columns(white)
    edges = np.flatnonzero(columns[1:] != columns[:-1]) + 1
    before = np.cumsum(_list_columns(white & ~margins), dtype=np.int32)
    lengths = np.zeros(len(edges) + 1, np.float32)  # of print, white, print, …
    lengths[1::2] = before[edges[1::2] - 1] - before[edges[::2] - 1]
    runs = np.repeat(lengths, np.diff(np.concatenate([[0], edges, [columns.size]])))
    return np.asarray(cv2.transpose(runs[1:].reshape(width, height + 1))[:-1])


def _list_columns(mask: Mask) -> Mask:
    """The columns of a mask one after the other, with one False before the first and after each."""
    height, width = mask.shape
    columns = np.zeros(1 + width * (height + 1), bool)
    columns[1:].reshape(width, height + 1)[:, :-1] = cv2.transpose(mask.view(np.uint8)).view(bool)
    return columns


def _find(lengths: npt.NDArray[np.float32], shape: tuple[float, float], height: float) -> Mask:
    """White of this length that is at least this wide.

    Length and then width finds more than rectangles: a leaning gutter is a pile of short shifted ones.
    """
    width, length = _scale(shape, height)
    return open_mask(lengths >= length, width, 1)
