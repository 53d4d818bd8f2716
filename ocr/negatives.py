"""Lines printed white on black, turned for the engine, which reads black on white."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from ocr.layout.ink import Grey
from ocr.page import BBox

COVERED, BLACK = 0.75, 0.5
"""Share of a line's box that its outline encloses, as no letter's does; share of it that is black, letters
being less."""

LONG = 2
"""A bar is so many times longer than high; a fat letter is not."""


def turn_negatives(image: Grey, lines: Iterable[BBox], paper: int) -> None:
    """Turn black bars with white letters, in place.

    Args:
        image: an excerpt of a page.
        lines: on it, in its pixels; what reaches beyond it is left out.
        paper: its grey level.
    """
    for left, top, right, bottom in lines:
        box = image[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
        dark = (box < paper / 2).view(np.uint8)
        is_long = box.shape[1] >= LONG * box.shape[0] > 0
        if not is_long or cv2.countNonZero(dark) < BLACK * dark.size:
            continue
        outlines, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        bar = cv2.drawContours(np.zeros_like(dark), outlines, -1, (1,), cv2.FILLED)
        if max(map(cv2.contourArea, outlines)) >= COVERED * dark.size:
            cv2.bitwise_not(box, box, bar)
