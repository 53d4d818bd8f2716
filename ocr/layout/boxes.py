"""Boxes drawn with rules: advertisements, framed headlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

import numpy as np

from ocr.page import BBox

SMALLEST = (8.0, 3.0)
"""Width and height in letter heights."""

CLOSED = 0.7
"""What share of each side rules must cover."""

CORNER = 2.5
"""Letter heights by which rules may miss each other at a corner, or reach beyond it."""


def find_boxes(rows: Sequence[BBox], columns: Sequence[BBox], height: float) -> list[BBox]:
    """Frames of rules on all four sides, from large to small.

    The upright sides end where the frame does: what goes on is a rule between columns, and what stands
    between two of those and two rules of a column is no advertisement.

    Args:
        rows: horizontal rules, pieces of one joined; pixels.
        columns: vertical rules, likewise.
        height: of a letter, pixels.
    """
    pairs = permutations([row for row in rows if row.width >= SMALLEST[0] * height], 2)
    found = [
        box
        for top, bottom in pairs
        if bottom.top - top.bottom >= SMALLEST[1] * height
        for box in _frame(top, bottom, columns, CORNER * height)
    ]
    boxes: list[BBox] = []
    for box in sorted(found, key=lambda box: box.width * box.height):
        if not any(_share_sides(box, other, CORNER * height) for other in boxes):
            boxes.append(box)
    return boxes[::-1]


def _frame(top: BBox, bottom: BBox, columns: Sequence[BBox], slack: float) -> Iterator[BBox]:
    """The frame between two rules, if it is closed; one of them may go on over the next frame."""
    narrow = min(top, bottom, key=lambda rule: rule.width)
    shared = min(top.right, bottom.right) - max(top.left, bottom.left)
    box = BBox(narrow.left, top.top, narrow.right, bottom.bottom)
    if shared >= CLOSED * narrow.width and all(
        _is_closed(box, side, columns, slack) for side in (box.left, box.right)
    ):
        yield box


def _share_sides(box: BBox, other: BBox, slack: float) -> bool:
    """Whether two frames have three sides in common: double rules, or a rule of the page above a frame."""
    apart = [abs(one - two) > slack for one, two in zip(box, other, strict=True)]
    return sum(apart) <= 1


def _is_closed(box: BBox, side: int, columns: Sequence[BBox], slack: float) -> bool:
    """Whether rules that end with the box stand along a side of it, given by its x, from corner to corner."""
    ruled = np.zeros(box.height, bool)
    for column in columns:
        near = column.left - slack <= side <= column.right + slack
        if near and column.top >= box.top - slack and column.bottom <= box.bottom + slack:
            ruled[max(0, column.top - box.top) : max(0, column.bottom - box.top)] = True
    corner = round(slack) + 1
    return bool(ruled.mean() >= CLOSED and ruled[:corner].any() and ruled[-corner:].any())
