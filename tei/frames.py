"""Printed frames: what stands in one is one advertisement, however many regions of which kinds it has."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from ocr.layout.area import share_inside
from ocr.layout.boxes import find_boxes
from ocr.page import BBox, Page, RegionKind

_LETTER = 0.6
"""Height of a letter as a share of that of a line's box."""
_INSIDE = 0.7
"""What share of a region must lie in a frame."""
_PARTS = (RegionKind.TABLE, RegionKind.CAPTION)
"""What an advertisement may hold beside its text."""
_RUNNING = (RegionKind.TEXT, RegionKind.HEADLINE)
"""What no advertisement holds: rules around it are around columns of the page."""


def find_frames(page: Page) -> Mapping[str, BBox]:
    """The outermost frame around each region of an advertisement, if it has one, by region id.

    The page's rules make frames. Tables and captions belong to the advertisement whose frame they are in.
    """
    rules = [region.bbox for region in page.regions if region.kind is RegionKind.RULE]
    advertisements = [region for region in page.regions if region.kind is RegionKind.ADVERTISEMENT]
    if not rules or not advertisements:
        return {}
    rows = [_level(rule) for rule in rules if rule.width > rule.height]
    columns = [_plumb(rule) for rule in rules if rule.width <= rule.height]
    lines = [line.bbox.height for line in page.lines()]
    frames = find_boxes(rows, columns, _LETTER * median(lines)) if lines else []
    around = {region.id: _find_outermost(region.bbox, frames) for region in page.regions if region.lines}
    held = {region.id: frame for region in advertisements if (frame := around.get(region.id))}
    own = set(held.values()) - {around.get(region.id) for region in page.regions if region.kind in _RUNNING}
    parts = (part.id for part in page.regions if part.kind in _PARTS and around.get(part.id) in own)
    return held | {name: frame for name in parts if (frame := around[name])}


def _level(rule: BBox) -> BBox:
    """The middle of a horizontal rule, which is as tall as it leans: near to where both of its ends are."""
    middle = (rule.top + rule.bottom) // 2
    return rule._replace(top=middle, bottom=middle + 1)


def _plumb(rule: BBox) -> BBox:
    """The middle of an upright rule, likewise."""
    middle = (rule.left + rule.right) // 2
    return rule._replace(left=middle, right=middle + 1)


def _find_outermost(box: BBox, frames: list[BBox]) -> BBox | None:
    return next((frame for frame in frames if share_inside(box, frame) > _INSIDE), None)
