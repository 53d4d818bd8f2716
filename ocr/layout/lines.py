"""Lines of print: letters joined from left to right as far as the gutters allow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ocr.layout.components import GRAIN, Boxes, Components, find_components
from ocr.layout.ink import Mask
from ocr.layout.morphology import close_mask

WIDEST_GAP = 5.0
"""Letter heights: what a gap within a line of justified text hardly ever exceeds."""


MOST, FEWEST = 2500, 2.0
"""Where there are more pieces of lines on a page, and half of them have no more letters than this, they are
dots of a picture: the fullest real page had 1400 pieces, with 18 letters each by the median."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Pieces of lines (or, where lines touch, of several); never across a gutter.

    Attributes:
        boxes: one row a piece.
        heights: the height of the letters in each, in pixels, dirt and the dots of a picture left out.
        counts: how many components each has.
    """

    boxes: Boxes
    heights: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int64]


def find_lines(components: Components, letters: Mask, barrier: Mask, height: float) -> Lines:
    """Smear letters horizontally (run-length smearing), then cut at gutters and rules.

    Args:
        components: all components.
        letters: which of them are letters.
        barrier: gutters and rules.
        height: of a letter in pixels.
    """
    smeared = close_mask(components.paint(letters), WIDEST_GAP * height, 1)
    pieces = find_components(smeared & ~barrier)
    boxes = components.boxes[letters]
    owner = _owners(components, letters, pieces)
    counts = np.bincount(owner, minlength=len(pieces.boxes) + 1)[1:]
    tall, inked = boxes[:, 3] - boxes[:, 1], components.areas[letters]
    inky = _median_by_owner(owner, tall, inked, len(pieces.boxes))
    counted = tall >= GRAIN * np.concatenate([[0], inky])[owner]
    heights = _median_by_owner(owner, tall, counted.astype(np.int32), len(pieces.boxes))
    chosen = counts > 0
    return Lines(pieces.boxes[chosen], heights[chosen], counts[chosen])


def is_screen(lines: Lines) -> bool:
    """Whether what looks like print is for the most part the dots of a screened picture."""
    return len(lines.boxes) > MOST and bool(np.median(lines.counts) <= FEWEST)


def _owners(components: Components, letters: Mask, pieces: Components) -> npt.NDArray[np.int64]:
    """For each letter the label of the piece that has most of it (0: none), by its pixels."""
    indices = np.flatnonzero(letters)
    position = np.zeros(len(letters) + 1, np.int64)
    position[indices + 1] = np.arange(1, len(indices) + 1)
    seen = np.flatnonzero((components.labels > 0) & (pieces.labels > 0))
    owner = np.zeros(len(indices) + 1, np.int64)
    owner[position[components.labels.ravel()[seen]]] = pieces.labels.ravel()[seen]
    owner[0] = 0
    return owner[1:]


def _median_by_owner(
    owner: npt.NDArray[np.int64], values: npt.NDArray[np.int32], weights: npt.NDArray[np.int32], count: int
) -> npt.NDArray[np.float64]:
    """The median of each owner's values, each as heavy as its weight; 0 where there is none."""
    order = np.lexsort((values, owner))
    owners, ordered = owner[order], values[order]
    reached = np.concatenate([[0], np.cumsum(weights[order])])
    starts = np.searchsorted(owners, np.arange(1, count + 1))
    ends = np.searchsorted(owners, np.arange(1, count + 1), side="right")
    middle = np.searchsorted(reached, (reached[starts] + reached[ends]) / 2, side="right") - 1
    middle = np.minimum(middle, len(ordered) - 1)
    return np.where(ends > starts, ordered[middle], 0.0) if len(ordered) else np.zeros(count)
