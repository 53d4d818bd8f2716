"""The reading order of a page that other software has read: its regions sorted as our own layout is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ocr.layout.area import Area
from ocr.layout.page_order import sort_areas
from ocr.layout.rules import join_rules
from ocr.page import BBox, Page, Region, RegionKind

LETTER = 0.7
"""Height of a capital as a share of the height of its line's box."""

SLOPE_LINES = 5
"""The slope of a page is measured from lines so far apart in one region."""


def order_regions(page: Page) -> Page:
    """The page with its regions in reading order (`sort_areas`), rules at the end.

    Other engines give column after column, or blocks as they were found. A page of our own is returned as it
    is: its order was found on the upright image, or set by a person.
    """
    lines = [line.bbox for line in page.lines()]
    if not lines or any(step.software == "redpencil" for step in page.steps):
        return page
    height = LETTER * median(line.height for line in lines)
    slope = measure_slope(page.regions)
    printed = [region for region in page.regions if region.kind is not RegionKind.RULE]
    rules = [region for region in page.regions if region.kind is RegionKind.RULE]
    held = [_level(region, slope, height) for region in printed]
    places = {id(area): region for area, region in zip(held, printed, strict=True)}
    level = [region.bbox for region in rules if region.bbox.width > region.bbox.height]
    rows = join_rules([_turn(rule, slope) for rule in level], height)
    ordered = (places[id(area)] for area in sort_areas(held, rows, height))
    return replace(page, regions=(*ordered, *rules))


def measure_slope(regions: Sequence[Region]) -> float:
    """How much lines fall from left to right, in pixels a pixel, from the left edges of columns.

    The median over pairs of lines that stand some apart in a region and begin below each other.
    """
    slopes = []
    for region in regions:
        for upper, lower in zip(region.lines, region.lines[SLOPE_LINES:], strict=False):
            aside, down = lower.bbox.left - upper.bbox.left, lower.bbox.top - upper.bbox.top
            if abs(aside) < upper.bbox.height < down:
                slopes.append(-aside / down)
    return median(slopes) if slopes else 0.0


def _level(region: Region, slope: float, height: float) -> Area:
    """The region with each of its lines turned upright by itself."""
    lines = tuple(_turn(line.bbox, slope) for line in region.lines)
    box = BBox.around(lines) if lines else _turn(region.bbox, slope)
    return Area(region.kind, box, lines, height if lines else 0.0)


def _turn(box: BBox, slope: float) -> BBox:
    return box.shifted(round(slope * (box.top + box.bottom) / 2), -round(slope * (box.left + box.right) / 2))
