"""Gutters: the white between columns, found without a model of the page."""

from __future__ import annotations

import numpy as np

from ocr.layout.ink import Mask
from ocr.layout.morphology import close_mask, dilate_mask, open_mask

SHAPES = ((1.2, 12.0), (0.6, 22.0), (0.3, 30.0))
"""Width and length from which on white is a gutter, in letter heights. A gap between words has such a width
on one line in six, so that five lines of chance gaps are common on a page, and ten are not."""

MARGINS = ((20.0, 4.0), (8.0, 8.0))
"""White this wide and high, in letter heights, is no gap between words; the gaps between words that open on
it are no gutters either, although they are long together with it."""

BESIDE_A_RULE = (0.25, 6.0)
"""Like SHAPES, for the white on both sides of a printed rule."""

BRIDGE = (0.4, 4.0)
"""Like SHAPES, for white between two gutters in line, at most REACH letter heights apart."""

REACH = 12.0


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
    margins = np.logical_or.reduce([_open(~print_, shape, height) for shape in MARGINS])
    white = ~print_ & ~margins
    gutters = np.logical_or.reduce([_open(white, shape, height) for shape in SHAPES])
    gutters |= dilate_mask(rules, 2 * height, 3) & _open(white, BESIDE_A_RULE, height)
    gutters |= close_mask(gutters, 1, REACH * height) & _open(white, BRIDGE, height)
    # A margin at the end of a paragraph is white too, but parts nothing.
    gutters |= _open(gutters | margins, SHAPES[0], height)
    return np.asarray(close_mask(gutters, 1, height) & ~print_)


def _open(white: Mask, shape: tuple[float, float], height: float) -> Mask:
    """White that holds a rectangle of this size, first its length and then its width.

    One after the other finds more than the rectangle: a leaning gutter is a pile of short shifted ones.
    """
    width, length = shape
    return open_mask(open_mask(white, 1, length * height), width * height, 1)
