"""The printed columns of a page, counted from the left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from ocr.page import Page, Region

_BODY = 3
"""Lines that a region must have to tell where a column stands."""
_NARROW, _WIDE = 0.6, 1.5
"""Widths of a column's regions, as shares of the page's usual line."""
_APART = 0.3
"""Regions that have less of their width in common stand in different columns."""
_SPANNED = 0.5
"""A region that covers this share of two columns spans both."""


@dataclass(frozen=True, slots=True)
class _Extent:
    """Left and right edge in pixels, turned upright."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def common(self, other: _Extent) -> float:
        return max(min(self.right, other.right) - max(self.left, other.left), 0.0)


def number_columns(page: Page) -> Mapping[str, int]:
    """The column in which each region of text stands, by region id, from 1.

    Regions that span columns, such as headlines, are left out. Columns stand where the longest regions of
    the usual width do; what is wider or narrower makes a column of its own only where there is no other.
    """
    regions = [region for region in page.regions if region.lines]
    slope = _slope(regions)
    extents = {region.id: _extent(region, slope) for region in regions}
    columns = _find(regions, extents)
    found = {name: _place(extent, columns) for name, extent in extents.items()}
    return {name: number for name, number in found.items() if number is not None}


def _find(regions: Sequence[Region], extents: Mapping[str, _Extent]) -> list[_Extent]:
    """The columns from left to right."""
    body = sorted((r for r in regions if len(r.lines) >= _BODY), key=lambda r: -len(r.lines)) or regions
    usual = _usual(body)
    plain = [r for r in body if _NARROW * usual <= extents[r.id].width <= _WIDE * usual]
    columns: list[_Extent] = []
    for region in (*plain, *body):
        extent = extents[region.id]
        if all(extent.common(other) < _APART * min(extent.width, other.width) for other in columns):
            columns.append(extent)
    return sorted(columns, key=lambda column: column.left)


def _usual(regions: Sequence[Region]) -> float:
    """The width of the line in which the middle letter of the text stands, in pixels."""
    widths = sorted((line.bbox.width, len(line.text)) for region in regions for line in region.lines)
    half, passed = sum(weight for _, weight in widths) / 2, 0
    for width, weight in widths:
        passed += weight
        if passed >= half:
            return float(width)
    return 0.0


def _place(extent: _Extent, columns: Sequence[_Extent]) -> int | None:
    """The number of the column that an extent stands in; None where it spans several."""
    spanned = [n for n, column in enumerate(columns, 1) if extent.common(column) > _SPANNED * column.width]
    if len(spanned) > 1:
        return None
    middle = (extent.left + extent.right) / 2
    nearest = range(1, len(columns) + 1)
    return min(spanned or nearest, key=lambda n: abs(sum(_ends(columns[n - 1])) / 2 - middle), default=None)


def _ends(extent: _Extent) -> tuple[float, float]:
    return extent.left, extent.right


def _extent(region: Region, slope: float) -> _Extent:
    """The outermost edges of a region's lines, each turned upright by itself."""
    shifted = [
        (line.bbox.left + shift, line.bbox.right + shift)
        for line in region.lines
        for shift in (slope * (line.bbox.top + line.bbox.bottom) / 2,)
    ]
    return _Extent(min(left for left, _ in shifted), max(right for _, right in shifted))


def _slope(regions: Sequence[Region]) -> float:
    """How far the left edges of columns lean to the left, in pixels a pixel downwards."""
    slopes = list(_slopes(regions))
    return median(slopes) if slopes else 0.0


def _slopes(regions: Sequence[Region]) -> Iterator[float]:
    for region in regions:
        for upper, lower in zip(region.lines, region.lines[5:], strict=False):
            aside, down = lower.bbox.left - upper.bbox.left, lower.bbox.top - upper.bbox.top
            if down > 0 and abs(aside) < 0.1 * down:
                yield -aside / down
