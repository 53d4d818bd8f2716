"""The order of a whole page: heads, storeys, columns."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence

from ocr.layout.area import Area
from ocr.layout.reading_order import SLACK, sort_boxes
from ocr.layout.storeys import find_storeys
from ocr.page import BBox

HEAD_LINES, HEAD_GAP = 3, 3.0
"""Running heads, mastheads and titles of the page have few lines, and this much white under them (in letter
heights)."""


def sort_areas(areas: Collection[Area], rules: Sequence[BBox], height: float) -> tuple[Area, ...]:
    """Areas in reading order.

    First the heads of the page; then storey by storey, where a rule or a break in at least three columns
    goes right across; in a storey by columns (`sort_boxes`), what stands in one printed frame together.

    Args:
        areas: in any order.
        rules: horizontal rules, pixels.
        height: of a letter, pixels.
    """
    heads = _find_heads(areas, height)
    groups: dict[BBox | int, list[Area]] = {}
    for position, area in enumerate(areas):
        if area not in heads:
            groups.setdefault(area.frame or position, []).append(area)
    storeys = find_storeys([_extent(group) for group in groups.values()], rules, height)
    members = list(groups.values())
    return (
        *sorted(heads, key=lambda area: _row(area, heads)),
        *(area for storey in storeys for area in _sort_storey([members[index] for index in storey], rules)),
    )


def _sort_storey(groups: Sequence[list[Area]], rules: Sequence[BBox]) -> Iterator[Area]:
    for index in sort_boxes([_extent(group) for group in groups], rules):
        for inner in sort_boxes([area.bbox for area in groups[index]]):
            yield groups[index][inner]


def _find_heads(areas: Collection[Area], height: float) -> list[Area]:
    """The heads of the page: what stands beside a headline of the text is one of those itself."""
    heads = [area for area in areas if _is_head(area, areas, height)]
    top = min((area.bbox.top for area in areas if area not in heads), default=math.inf)
    return [area for area in heads if area.bbox.bottom <= top + height]


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


def _extent(group: list[Area]) -> BBox:
    return group[0].frame or group[0].bbox
