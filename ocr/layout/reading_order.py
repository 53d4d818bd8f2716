"""The order in which the blocks of a page are read."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from ocr.layout.area import Area
from ocr.page import BBox

SLACK = 0.15
"""Boxes that overlap by less than this share of the smaller one do not overlap: columns lean."""

HEAD_LINES, HEAD_GAP = 3, 3.0
"""Running heads, mastheads and titles of the page have few lines, and this much white under them (in letter
heights)."""


def sort_boxes(boxes: Sequence[BBox]) -> list[int]:
    """Indices of the boxes in reading order, for columns read downwards and then from left to right.

    A block comes before another (1) when it stands above it in the same column, (2) when it stands to the
    left and no third block between the two in height spans both columns: a headline over several columns
    divides the page into storeys. The order is a topological one of both; where they contradict each other
    the upper block comes first. Breuel, High Performance Document Layout Analysis, 2003.
    """
    before = _precedence(np.array(boxes, float).reshape(-1, 4))
    left = set(range(len(boxes)))
    order: list[int] = []
    while left:
        remaining = sorted(left)
        waiting = before[np.ix_(remaining, remaining)].sum(axis=0)
        fewest = waiting.min()
        free = [item for item, count in zip(remaining, waiting, strict=True) if count == fewest]
        chosen = min(free, key=lambda item: (boxes[item].top, boxes[item].left))
        order.append(chosen)
        left.remove(chosen)
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
    upper_first = (upper[:, None, :] & lower[None, :, :]).any(axis=2)
    return np.asarray(upper_first | upper_first.T)


def sort_areas(areas: Collection[Area], height: float) -> tuple[Area, ...]:
    """Areas in reading order: heads of the page first, and what stands in one printed frame together."""
    heads = [area for area in areas if _is_head(area, areas, height)]
    rest = [area for area in areas if area not in heads]
    return (*sorted(heads, key=lambda area: _row(area, heads)), *_sort_nested(rest))


def _is_head(area: Area, areas: Collection[Area], height: float) -> bool:
    """Whether an area stands above all text, and well above what is under it in its own column."""
    body = [other.bbox.top for other in areas if len(other.lines) > HEAD_LINES or not other.lines]
    if len(area.lines) > HEAD_LINES or not area.lines or area.bbox.bottom > min(body, default=0):
        return False
    under = [
        other.bbox.top
        for other in areas
        if other.bbox.top >= area.bbox.bottom
        and min(other.bbox.right, area.bbox.right) - max(other.bbox.left, area.bbox.left)
        > SLACK * min(other.bbox.width, area.bbox.width)
    ]
    return min(under, default=math.inf) - area.bbox.bottom > HEAD_GAP * height


def _row(area: Area, heads: list[Area]) -> tuple[int, int]:
    """The top of the row of heads that an area stands in, and its left edge."""
    middle = (area.bbox.top + area.bbox.bottom) // 2
    row = min(other.bbox.top for other in heads if other.bbox.top <= middle <= other.bbox.bottom)
    return row, area.bbox.left


def _sort_nested(areas: Sequence[Area]) -> tuple[Area, ...]:
    groups: dict[BBox | int, list[Area]] = {}
    for position, area in enumerate(areas):
        groups.setdefault(area.frame or position, []).append(area)
    members = list(groups.values())
    order = sort_boxes([_extent(group) for group in members])
    return tuple(
        members[index][inner]
        for index in order
        for inner in sort_boxes([area.bbox for area in members[index]])
    )


def _extent(group: list[Area]) -> BBox:
    return group[0].frame or group[0].bbox
