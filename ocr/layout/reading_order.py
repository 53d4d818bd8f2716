"""The order in which the blocks of a page are read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ocr.page import BBox

SLACK = 0.15
"""Boxes that overlap by less than this share of the smaller one do not overlap: columns lean."""


def sort_boxes(boxes: Sequence[BBox]) -> list[int]:
    """Indices of the boxes in reading order, for columns read downwards and then from left to right.

    A block comes before another (1) when it stands above it in the same column, (2) when it stands to the
    left and no third block between the two in height spans both columns: a headline over several columns
    divides the page into storeys. The order is a topological one of both; where they contradict each other
    the upper block comes first. Breuel, High Performance Document Layout Analysis, 2003.
    """
    before = _precedence(np.array(boxes, float).reshape(-1, 4))
    waiting = before.sum(axis=0)
    left = list(range(len(boxes)))
    order: list[int] = []
    while left:
        fewest = min(waiting[left])
        free = [item for item in left if waiting[item] == fewest]
        chosen = min(free, key=lambda item: (boxes[item].top, boxes[item].left))
        order.append(chosen)
        left.remove(chosen)
        waiting -= before[chosen]
    return order


def _precedence(boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Entry [a, b] says that a comes before b."""
    same_column = _overlap(boxes[:, 0], boxes[:, 2])
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    above = middle[:, None] < middle[None, :]
    to_the_left = ~same_column & (boxes[:, None, 0] < boxes[None, :, 0])
    return (same_column & above) | (to_the_left & ~_are_parted(boxes, same_column))


def _overlap(start: npt.NDArray[np.float64], end: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    shared = np.minimum(end[:, None], end[None, :]) - np.maximum(start[:, None], start[None, :])
    smaller = np.minimum((end - start)[:, None], (end - start)[None, :])
    return np.asarray(shared > SLACK * smaller)


def _are_parted(boxes: npt.NDArray[np.float64], same_column: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether a third block, between two in height, spans the columns of both."""
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    # [a, c]: c spans a's column and a lies wholly above (or below) the middle of c.
    upper = same_column & (boxes[:, None, 3] <= middle[None, :] + 1)
    lower = same_column & (boxes[:, None, 1] >= middle[None, :] - 1)
    upper_first = upper.astype(np.float32) @ lower.T.astype(np.float32) > 0
    return np.asarray(upper_first | upper_first.T)
