"""Blocks: lines of print that stand under each other in one column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ocr.layout.components import Boxes
from ocr.layout.ink import Mask
from ocr.layout.lines import Lines
from ocr.page import BBox

LEADING = 1.6
"""Letter heights of white between two lines that may still belong together."""

LARGER = 1.5
"""Type this many times larger is another kind of text (a headline)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of print in one column.

    Attributes:
        bbox: around all of them.
        lines: their boxes, from top to bottom.
        height: of a letter in most of them, in pixels.
        letters: how many components they have.
        table: whether they are rows, or cells of rows, of a table.
    """

    bbox: BBox
    lines: tuple[BBox, ...]
    height: float
    letters: int
    table: bool = False


def group_lines(lines: Lines, rules: Boxes, barrier: Mask) -> list[Block]:
    """Group lines that stand under each other.

    A line is joined with the line below when the white between is no more than leading, the type is of like
    size, no rule parts them, and neither of the two spans several columns of the other.
    """
    parent = list(range(len(lines.boxes)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for above, below in _neighbours(lines, rules, barrier):
        parent[root(below)] = root(above)
    groups: dict[int, list[int]] = {}
    for item in range(len(parent)):
        groups.setdefault(root(item), []).append(item)
    return [_make_block(lines, members) for members in groups.values()]


def _neighbours(lines: Lines, rules: Boxes, barrier: Mask) -> Iterator[tuple[int, int]]:
    """Pairs of lines that belong together, the upper one first."""
    below = [_next(lines, item, 1) for item in range(len(lines.boxes))]
    above = [_next(lines, item, -1) for item in range(len(lines.boxes))]
    for item, followers in enumerate(below):
        if _are_columns(lines.boxes[followers], barrier):
            continue
        for follower in followers:
            if _are_columns(lines.boxes[above[follower]], barrier):
                continue
            if _is_alike(lines, item, follower) and not _is_parted(lines, item, follower, rules):
                yield item, int(follower)


def _next(lines: Lines, item: int, direction: int) -> npt.NDArray[np.int64]:
    """The lines next below (1) or above (-1) that share part of the width, within leading or beside such."""
    boxes = lines.boxes
    left, top, right, bottom = boxes[item]
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    shared = np.minimum(boxes[:, 2], right) - np.maximum(boxes[:, 0], left)
    gap = boxes[:, 1] - bottom if direction > 0 else top - boxes[:, 3]
    middle = (top + bottom) / 2
    beyond = (shared > 0) & ((middles - middle) * direction > 0)
    beyond[item] = False
    near = beyond & (gap <= LEADING * np.maximum(lines.heights, lines.heights[item]))
    # Columns begin at one height, be their type smaller or larger.
    found = np.flatnonzero(beyond & (gap <= gap[near].max())) if near.any() else np.flatnonzero(near)
    # What stands behind another line, seen from this one, is no neighbour.
    order = found[np.argsort(gap[found], kind="stable")]
    seen: list[int] = []
    for candidate in order:
        hidden = any(
            min(boxes[candidate, 2], boxes[other, 2]) > max(boxes[candidate, 0], boxes[other, 0])
            for other in seen
        )
        if not hidden:
            seen.append(int(candidate))
    return np.array(seen, np.int64)


def _are_columns(boxes: Boxes, barrier: Mask) -> bool:
    """Whether lines beside each other are parted by a gutter."""
    if len(boxes) < 2:
        return False
    ordered = boxes[np.argsort(boxes[:, 0])]
    for first, second in pairwise(ordered):
        top, bottom = max(first[1], second[1]), min(first[3], second[3])
        if bottom <= top:
            top, bottom = min(first[1], second[1]), max(first[3], second[3])
        between = barrier[top:bottom, max(0, first[2] - 2) : second[0] + 2]
        if between.size and between.any(axis=1).mean() > 0.5:
            return True
    return False


def _is_alike(lines: Lines, first: int, second: int) -> bool:
    """Whether two lines have type of like size."""
    one, other = lines.heights[first], lines.heights[second]
    return bool(max(one, other) <= LARGER * max(1.0, min(one, other)))


def _is_parted(lines: Lines, above: int, below: int, rules: Boxes) -> bool:
    """Whether a horizontal rule stands between two lines."""
    if not len(rules):
        return False
    one, other = lines.boxes[above], lines.boxes[below]
    left, right = max(one[0], other[0]), min(one[2], other[2])
    middles = (rules[:, 1] + rules[:, 3]) / 2
    upper, lower = (one[1] + one[3]) / 2, (other[1] + other[3]) / 2
    shared = np.minimum(rules[:, 2], right) - np.maximum(rules[:, 0], left)
    return bool(((middles > upper) & (middles < lower) & (shared > 0.3 * (right - left))).any())


def _make_block(lines: Lines, members: list[int]) -> Block:
    boxes = [BBox(*(int(edge) for edge in lines.boxes[member])) for member in members]
    weights = lines.counts[members].astype(float)
    order = np.argsort(lines.heights[members])
    reached = np.cumsum(weights[order])
    height = lines.heights[members][order][np.searchsorted(reached, reached[-1] / 2)]
    ordered = tuple(sorted(boxes, key=lambda box: (box.top, box.left)))
    return Block(BBox.around(boxes), ordered, float(height), int(weights.sum()))
