"""Even light: the brightness of the paper, and the page divided by it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from scans.grain import GRAINY, measure_noise
from scans.grey import measure_level
from scans.letters import Grey, Mask

_REDUCTION = 8
_SMALL_SIDE = 250
"""Pixels of the shorter side below which the map of the paper is not reduced."""
_DARKEST_PAPER = 0.4
"""Of the page's usual paper: what is darker over a wide area is no paper but a picture or a border."""

_FARTHER = 1.2
"""Pixels of the Gaussian under which grain that hides the print sinks into the paper."""


def find_paper(grey: Grey) -> Grey:
    """The brightness of the paper at each point, at an eighth of the size or more.

    Print is taken out by a grey closing wider than strokes, dirt by a median.
    """
    height, width = grey.shape
    reduction = min(_REDUCTION, max(1, min(width, height) // _SMALL_SIDE))
    size = max(1, width // reduction), max(1, height // reduction)
    # The lightest of nine pixels sees the paper between small letters, too.
    light = cv2.dilate(grey, np.ones((3, 3), np.uint8))
    small = cv2.resize(light, size, interpolation=cv2.INTER_AREA)
    reach = max(5, min(size) // 40 | 1)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    paper = cv2.medianBlur(paper, 11) if min(size) > 11 else paper
    usual = measure_level(paper, 0.5)
    return np.maximum(paper, np.uint8(_DARKEST_PAPER * usual)).astype(np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Evened:
    """A page in even light.

    Attributes:
        paper: the brightness of the paper (`find_paper`).
        flat: the page divided by it, so that paper is near 255 everywhere.
        ink: darker than the paper around by more than Otsu's threshold of the whole page.
    """

    paper: Grey
    flat: Grey
    ink: Mask


def even(grey: Grey) -> Evened:
    """Divide a page by the brightness of its paper, and tell its ink. A page of one brightness has none."""
    clear = step_back(grey)
    paper = find_paper(clear)
    flat = divide(grey, paper)
    return Evened(paper, flat, find_ink(flat if clear is grey else divide(clear, paper)))


def step_back(grey: Grey) -> Grey:
    """The page as seen from farther away where grain hides the print, any other as it is."""
    if measure_noise(grey) <= GRAINY:
        return grey
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), _FARTHER), np.uint8)


def divide(grey: Grey, paper: Grey) -> Grey:
    """A page divided by the brightness of its paper, given at any scale, so that paper is near 255."""
    full = cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(full, 1), scale=255), np.uint8)


def measure_clarity(evened: Evened) -> float:
    """By how many standard deviations of the paper its ink is darker, on average; 0 without ink.

    Where Otsu's threshold parts nothing but the grain of paper into a lighter and a darker half, it is 2.6.
    """
    smooth = cv2.GaussianBlur(evened.flat, (3, 3), 0)
    inked = evened.ink.view(np.uint8)
    paper, spread = (float(value.item()) for value in cv2.meanStdDev(smooth, mask=1 - inked))
    return float((paper - cv2.mean(smooth, inked)[0]) / max(1.0, spread))


def find_ink(flat: Grey) -> Mask:
    """Where ink is on a page in even light (threshold after Otsu 1979)."""
    smooth = cv2.GaussianBlur(flat, (3, 3), 0)
    threshold, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_OTSU)
    if threshold > 245:  # nothing but the grain of the paper
        return np.zeros(flat.shape, bool)
    return np.asarray(smooth <= threshold)
