"""Boxes drawn with rules: advertisements, framed headlines."""

from __future__ import annotations

from ocr.layout.components import find_components
from ocr.layout.morphology import dilate_mask
from ocr.layout.rules import Rules
from ocr.page import BBox

SMALLEST = (8.0, 3.0)
"""Width and height in letter heights."""

CLOSED = 0.7
"""What share of each side a rule must cover."""


def find_boxes(rules: Rules, height: float) -> list[BBox]:
    """Frames of rules on all four sides, from large to small."""
    reach = 2 * round(height) + 1
    joined = find_components(dilate_mask(rules.vertical | rules.horizontal, reach, reach))
    boxes = [_shrink(box, reach // 2) for box in joined.boxes.tolist()]
    found = [
        box
        for box in boxes
        if box.width >= SMALLEST[0] * height
        and box.height >= SMALLEST[1] * height
        and _is_closed(rules, box, 2 * reach)
    ]
    return sorted(found, key=lambda box: -box.width * box.height)


def _shrink(edges: list[int], by: int) -> BBox:
    left, top, right, bottom = edges
    return BBox(left + by, top + by, right - by, bottom - by)


def _is_closed(rules: Rules, box: BBox, margin: int) -> bool:
    left, top, right, bottom = box
    margin = min(margin, box.width // 3, box.height // 3)
    sides = (
        rules.vertical[top:bottom, left : left + margin].any(axis=1),
        rules.vertical[top:bottom, right - margin : right].any(axis=1),
        rules.horizontal[top : top + margin, left:right].any(axis=0),
        rules.horizontal[bottom - margin : bottom, left:right].any(axis=0),
    )
    return all(side.mean() >= CLOSED for side in sides)
