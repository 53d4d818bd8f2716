"""Storeys: parts of a page that are read one after the other from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.page import BBox

FEWEST_COLUMNS = 3
"""Where so many columns begin and end at one height, it is no chance."""

RULED = 0.6
"""A rule over this share of the width parts two storeys of any number of columns."""

LEAN = 0.04
"""Share of its height by which a box may reach over the border: columns lean and bend."""


def find_storeys(boxes: Sequence[BBox], rules: Sequence[BBox], height: float) -> list[list[int]]:
    """Indices of the boxes, storey by storey; all in pixels, `height` that of a letter."""
    order = sorted(range(len(boxes)), key=lambda index: _shrunk(boxes[index])[0])
    storeys: list[list[int]] = []
    for position, index in enumerate(order):
        above, below = order[:position], order[position:]
        top = _shrunk(boxes[index])[0]
        bottom = max((_shrunk(boxes[other])[1] for other in above), default=0.0)
        if not storeys or (bottom <= top and _is_border(boxes, storeys[-1], below, rules, height)):
            storeys.append([])
        storeys[-1].append(index)
    return storeys


def _shrunk(box: BBox) -> tuple[float, float]:
    return box.top + LEAN * box.height, box.bottom - LEAN * box.height


def _is_border(
    boxes: Sequence[BBox], above: list[int], below: list[int], rules: Sequence[BBox], height: float
) -> bool:
    upper, lower = [boxes[index] for index in above], [boxes[index] for index in below]
    if min(_count_columns(upper), _count_columns(lower)) >= FEWEST_COLUMNS:
        return True
    end, start = max(box.bottom for box in upper), min(box.top for box in lower)
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    top, bottom = sorted((end, start))
    ruled = [rule for rule in rules if top - height <= (rule.top + rule.bottom) / 2 <= bottom + height]
    return sum(rule.width for rule in ruled) >= RULED * (right - left)


def _count_columns(boxes: Sequence[BBox]) -> int:
    """The most boxes that stand beside each other, none under or over another."""
    count, edge = 0, float("-inf")
    for box in sorted(boxes, key=lambda box: box.right):
        if box.left >= edge - LEAN * box.width:
            count, edge = count + 1, box.right
    return count
