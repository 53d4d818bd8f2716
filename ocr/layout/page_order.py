"""The order of a whole page: heads, then columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from ocr.layout.area import Area
from ocr.layout.headings import Heading, join_under, widen_heads
from ocr.layout.reading_order import sort_boxes
from ocr.page import BBox, RegionKind

HEADS = frozenset({RegionKind.MASTHEAD, RegionKind.FURNITURE})
"""What stands over the whole page."""

HEAD_LINES, HEAD_GAP = 6, 3.0
"""Headlines and decks have no more lines than that; letter heights of white under what heads the page."""

DECK_LINES = 3
"""A deck has no more lines than that."""

STRAY = 8
"""One line in so many may have dirt beside it that was taken for letters."""

STRIP_TYPE, STRIP_DEPTH, ACROSS = (2.0, 1.75), 3.0, 0.6
"""Mottoes and datelines under a masthead: size of their type, for pieces of one row and of two, which is the
most, and difference of their tops in letter heights; the share of the page's width that they span."""

LEAST_RULED = 0.5
"""Share of the page's width that is left of a worn rule from side to side."""


def sort_areas(areas: Collection[Area], rules: Sequence[BBox], height: float) -> tuple[Area, ...]:
    """Areas in reading order.

    First the heads of the page, then by columns and rules (`sort_boxes`), what stands in one printed frame
    together, and so pictures with their captions.

    Args:
        areas: in any order.
        rules: printed rules, pixels, horizontal and vertical.
        height: of a letter, pixels.
    """
    rows = [rule for rule in rules if rule.width > rule.height]
    heads = _find_heads(areas, rows, height)
    groups: dict[BBox | int, list[Area]] = {}
    for position, area in enumerate(areas):
        if area not in heads:
            groups.setdefault(area.frame or _find_picture(area, areas) or position, []).append(area)
    members = list(groups.values())
    blocks = [Heading(_extent(group), _may_head(group), _is_column(group)) for group in members]
    wide = widen_heads(blocks, rules, height)
    heads_over = [box for box, block in zip(wide, blocks, strict=True) if block.head]
    lines = [group[0].lines if len(group) == 1 else () for group in members]
    order = sort_boxes(wide, join_under(heads_over, rows, height), lines)
    return (
        *sorted(heads, key=lambda area: _row(area, heads)),
        *(area for index in order for area in _sort_group(members[index])),
    )


def _find_heads(areas: Collection[Area], rows: Sequence[BBox], height: float) -> list[Area]:
    """What stands over the whole page, by its kind, above a rule, or since all else begins well below it."""
    running = _find_running(areas, rows, height)
    heads = [area for area in areas if area.kind in HEADS or area in running]
    rest = sorted((area for area in areas if area not in heads), key=lambda area: area.bbox.top)
    strips = list(_find_strips(heads, rest, height))
    heads += strips
    for area, following in pairwise([area for area in rest if area not in strips]):
        if not 0 < len(area.lines) <= HEAD_LINES or following.bbox.top - area.bbox.bottom < HEAD_GAP * height:
            break
        heads.append(area)
    return heads


def _find_running(areas: Collection[Area], rows: Sequence[BBox], height: float) -> Collection[Area]:
    """The areas above a rule from side to side, worn or not, if they are but strips: a running head."""
    for row in rows:
        middle = (row.top + row.bottom) / 2
        above = [area for area in areas if _middle(area) < middle]
        if above and all(0 < _count_rows(area.lines) <= len(STRIP_TYPE) for area in above):
            level = [other for other in rows if abs(other.top + other.bottom - 2 * middle) <= 2 * height]
            if _measure_union(level) > LEAST_RULED * BBox.around([area.bbox for area in areas]).width:
                return above
    return ()


def _measure_union(rules: Sequence[BBox]) -> int:
    """How much of the width rules take, those over each other once."""
    total, reached = 0, min(rule.left for rule in rules)
    for rule in sorted(rules):
        total += max(0, rule.right - max(reached, rule.left))
        reached = max(reached, rule.right)
    return total


def _find_strips(heads: Sequence[Area], rest: Sequence[Area], height: float) -> Iterator[Area]:
    """The rows of short lines from side to side right under a masthead, and what stands above them.

    Args:
        heads: heads of the page, by kind.
        rest: all other areas, from top to bottom.
        height: of a letter, pixels.
    """
    foot = max((area.bbox.bottom for area in heads if area.kind is RegionKind.MASTHEAD), default=None)
    if foot is None:
        return
    width = BBox.around([area.bbox for area in (*heads, *rest)]).width
    above = [area for area in rest if _middle(area) < foot]
    left = rest[len(above) :]
    while count := _count_strips(left, width, height):
        above, left = [*above, *left[:count]], left[count:]
    yield from above


def _count_strips(areas: Sequence[Area], width: float, height: float) -> int:
    """How many areas are a row of strips, or stand above it as a stamp does; 0 where text comes first."""
    for first, area in enumerate(areas):
        if any(_middle(other) > area.bbox.top for other in areas[:first]):
            break
        row = [other for other in areas[first:] if other.bbox.top < area.bbox.top + STRIP_DEPTH * height]
        spanned = BBox.around([other.bbox for other in row]).width > ACROSS * width
        if spanned and all(_is_strip(other, height) for other in row):
            return first + len(row)
    return 0


def _is_strip(area: Area, height: float) -> bool:
    rows = _count_rows(area.lines)
    return 0 < rows <= len(STRIP_TYPE) and area.height <= STRIP_TYPE[rows - 1] * height


def _count_rows(lines: Sequence[BBox]) -> int:
    """How many rows lines make that come from top to bottom: those beside each other make one."""
    rows, foot = 0, float("-inf")
    for line in lines:
        if (line.top + line.bottom) / 2 > foot:
            rows, foot = rows + 1, line.bottom
    return rows


def _middle(area: Area) -> float:
    return (area.bbox.top + area.bbox.bottom) / 2


def _find_picture(area: Area, areas: Collection[Area]) -> BBox | None:
    """The picture that an area is, or is the caption of."""
    if area.kind is RegionKind.PICTURE:
        return area.bbox
    if area.kind is not RegionKind.CAPTION:
        return None
    middle = (area.bbox.left + area.bbox.right) / 2
    over = [
        other.bbox
        for other in areas
        if other.kind is RegionKind.PICTURE
        and other.bbox.left < middle < other.bbox.right
        and other.bbox.top < area.bbox.top
    ]
    return max(over, key=lambda box: box.bottom, default=None)


def _sort_group(group: Sequence[Area]) -> Iterator[Area]:
    return (group[index] for index in sort_boxes([area.bbox for area in group]))


def _extent(group: Sequence[Area]) -> BBox:
    """What a group takes of the page; a picture only of its first column, for columns go on below it."""
    box = group[0].frame or BBox.around([_measure_column(area) for area in group])
    if group[0].frame or all(area.kind is not RegionKind.PICTURE for area in group):
        return box
    return BBox(box.left + box.width // 10, box.top, box.left + box.width // 4 + 1, box.bottom)


def _measure_column(area: Area) -> BBox:
    """The box of an area, without what an odd line has beyond its column: dirt, a piece of a rule."""
    if len(area.lines) < STRAY:
        return area.bbox
    lefts, rights = (
        sorted(edges) for edges in zip(*((line.left, line.right) for line in area.lines), strict=True)
    )
    odd = len(area.lines) // STRAY
    return area.bbox._replace(left=lefts[odd], right=rights[-1 - odd])


def _may_head(group: Sequence[Area]) -> bool:
    """Whether a group is a headline or a deck: one area of few lines, without a frame."""
    return len(group) == 1 and group[0].frame is None and 0 < len(group[0].lines) <= HEAD_LINES


def _is_column(group: Sequence[Area]) -> bool:
    """Whether a group is text, with more lines than a deck has."""
    return len(group) == 1 and group[0].kind is RegionKind.TEXT and len(group[0].lines) > DECK_LINES


def _row(area: Area, heads: list[Area]) -> tuple[int, int]:
    """The top of the row of heads that an area stands in, and its left edge."""
    middle = (area.bbox.top + area.bbox.bottom) // 2
    row = min(other.bbox.top for other in heads if other.bbox.top <= middle <= other.bbox.bottom)
    return row, area.bbox.left
