"""The order in which the blocks of a page are read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ocr.page import BBox

SLACK = 0.15
"""Boxes that overlap by less than this share of the smaller one do not overlap: columns lean."""

LEANING, NEAREST = 0.5, 7
"""Boxes that overlap by no more than this may be columns that lean more: so many lines of each tell, where
they come nearest to each other."""

RULED = 0.5
"""A rule spans a column when it lies over this share of it."""


def sort_boxes(
    boxes: Sequence[BBox], rules: Sequence[BBox] = (), lines: Sequence[Sequence[BBox]] = ()
) -> list[int]:
    """Indices of the boxes in reading order, for columns read downwards and then from left to right.

    A block comes before another (1) when it stands above it in the same column, (2) when it stands to the
    left and no third block between the two in height spans both columns: a headline over several columns
    divides the page into storeys, (3) when it stands above a printed rule that spans both columns, and the
    other below. The order is a topological one of these; where they contradict each other the upper block
    comes first. Breuel, High Performance Document Layout Analysis, 2003.

    Args:
        boxes: in any order.
        rules: printed rules, horizontal ones.
        lines: those of each box, if they are known: a long box of leaning lines is wider than its column.
    """
    before = _precedence(np.array(boxes, float).reshape(-1, 4), np.array(rules, float).reshape(-1, 4), lines)
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


def _precedence(
    boxes: npt.NDArray[np.float64], rules: npt.NDArray[np.float64], lines: Sequence[Sequence[BBox]]
) -> npt.NDArray[np.bool_]:
    """Entry [a, b] says that a comes before b."""
    overlap = _overlap(boxes, boxes)
    _correct_leaning(overlap, boxes, lines)
    same_column = overlap > SLACK
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    above = middle[:, None] < middle[None, :]
    to_the_left = ~same_column & (boxes[:, None, 0] < boxes[None, :, 0])
    spanned = _find_parted(boxes, boxes, same_column, 0.0)
    ruled = _find_parted(boxes, rules, _overlap(boxes, rules) > RULED, (rules[:, 3] - rules[:, 1]) / 2)
    parted = spanned | spanned.T | ruled | ruled.T
    return (same_column & above) | (to_the_left & ~parted) | ruled


def _overlap(boxes: npt.NDArray[np.float64], others: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Share of the narrower one's width that a box and another have in common; [box, other]."""
    shared = np.minimum(boxes[:, None, 2], others[None, :, 2]) - np.maximum(
        boxes[:, None, 0], others[None, :, 0]
    )
    widths, breadths = boxes[:, 2] - boxes[:, 0], others[:, 2] - others[:, 0]
    return np.asarray(shared / np.maximum(1, np.minimum(widths[:, None], breadths[None, :])))


def _correct_leaning(
    overlap: npt.NDArray[np.float64], boxes: npt.NDArray[np.float64], lines: Sequence[Sequence[BBox]]
) -> None:
    """Measure again where lines of two boxes come nearest to each other, if the boxes overlap a little."""
    doubtful = (overlap > SLACK) & (overlap <= LEANING)
    for one, other in np.argwhere(np.triu(doubtful, 1)).tolist() if lines else ():
        if min(len(lines[one]), len(lines[other])) < NEAREST:
            continue
        (_, top, _, bottom), (_, upper, _, lower) = boxes[one], boxes[other]
        height = (max(top, upper) + min(bottom, lower)) / 2
        edges = np.array([_measure_at(height, lines[one]), _measure_at(height, lines[other])])
        overlap[one, other] = overlap[other, one] = _overlap(edges[:1], edges[1:]).item()


def _measure_at(height: float, lines: Sequence[BBox]) -> npt.NDArray[np.float64]:
    """The box of a column of lines at a height."""
    near = sorted(lines, key=lambda line: abs(line.top + line.bottom - 2 * height))[:NEAREST]
    return np.asarray(np.median(np.array(near, float), axis=0))


def _find_parted(
    boxes: npt.NDArray[np.float64],
    others: npt.NDArray[np.float64],
    spanned: npt.NDArray[np.bool_],
    fall: npt.NDArray[np.float64] | float,
) -> npt.NDArray[np.bool_]:
    """Entry [a, b] says that one of the others, below a and above b, spans the columns of both.

    `fall` is by how much each of the others, which may not be level, rises and falls from its middle.
    """
    middle, own = (others[:, 1] + others[:, 3]) / 2, (boxes[:, 1, None] + boxes[:, 3, None]) / 2
    # [a, c]: c spans a's column and a lies wholly above (or below) the middle of c, or where that falls to.
    upper = spanned & (boxes[:, 3, None] <= middle + fall + 1) & (own < middle)
    lower = spanned & (boxes[:, 1, None] >= middle - fall - 1) & (own > middle)
    return np.asarray(upper.astype(np.float32) @ lower.T.astype(np.float32) > 0)
