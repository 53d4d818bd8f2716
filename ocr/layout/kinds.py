"""What kind of thing each block is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ocr.layout.area import Area, share_inside
from ocr.layout.blocks import Block
from ocr.layout.components import Boxes
from ocr.page import BBox, RegionKind

LARGE_TYPE, HUGE_TYPE = 1.5, 4.0
"""Letter heights of headlines and of mastheads, as multiples of that of most letters."""

HEAD = 0.25
"""Mastheads stand in this part of the page."""

ACROSS, NAMEPLATE = 0.6, 0.3
"""A rule over this share of the page's print goes from side to side; no masthead takes less than this."""

CAPTION_GAP, CAPTION_LINES = 4.0, 3
"""A caption has few lines, right under its picture (in letter heights)."""

INSIDE = 0.7
"""What share of a block must lie in a frame."""

CROSSING = 3.0
"""Letter heights by which what stands across the side of a frame reaches into it and out of it."""

TALL, FILLED = 0.5, 0.9
"""A frame over this share of the page's height is a column where most lines fill this share of its width."""


def tell_kinds(
    blocks: list[Block],
    pictures: Boxes,
    frames: list[BBox],
    rules: Sequence[BBox],
    page_height: int,
    height: float,
) -> list[Area]:
    """Blocks and pictures as areas with a kind, and the frame around them if there is one."""
    drawn = [BBox(*(int(edge) for edge in box)) for box in pictures]
    mastheads = {id(block) for block in _find_masthead(blocks, rules, HEAD * page_height, height)}
    areas = [_tell_kind(block, drawn, id(block) in mastheads, height) for block in blocks]
    areas += [Area(RegionKind.PICTURE, box) for box in drawn]
    boxes = [
        (frame, _has_only_heads(frame, areas))
        for frame in frames
        if not _is_column(frame, areas, page_height) and not _is_crossed(frame, areas, height)
    ]
    return _furnish([_frame(area, boxes) for area in areas], height)


def _find_masthead(
    blocks: list[Block], rules: Sequence[BBox], lowest: float, height: float
) -> Iterator[Block]:
    """The first huge type of the page, words beside each other; under a rule that parts it from print above
    it, from side to side, it is a banner headline, and in a single column an engraving.
    """
    huge = [block for block in blocks if block.height >= HUGE_TYPE * height and block.bbox.bottom < lowest]
    first = min(huge, key=lambda block: block.bbox.top, default=None)
    if first is None:
        return
    width, highest = BBox.around([block.bbox for block in blocks]).width, min(b.bbox.top for b in blocks)
    if not any(highest < rule.top <= first.bbox.top and rule.width > ACROSS * width for rule in rules):
        plate = [block for block in huge if _is_level(block.bbox, first.bbox)]
        if BBox.around([block.bbox for block in plate]).width > NAMEPLATE * width:
            yield from plate


def _is_level(box: BBox, other: BBox) -> bool:
    return min(box.bottom, other.bottom) - max(box.top, other.top) > min(box.height, other.height) / 2


def _tell_kind(block: Block, pictures: list[BBox], masthead: bool, height: float) -> Area:
    kind = RegionKind.TABLE if block.table else RegionKind.TEXT
    if block.height >= LARGE_TYPE * height:
        kind = RegionKind.HEADLINE
    if masthead:
        kind = RegionKind.MASTHEAD
    if kind is RegionKind.TEXT and any(_is_caption(block, picture, height) for picture in pictures):
        kind = RegionKind.CAPTION
    return Area(kind, block.bbox, block.lines, block.height)


def _is_caption(block: Block, picture: BBox, height: float) -> bool:
    box = block.bbox
    gap = box.top - picture.bottom
    middle = (box.left + box.right) / 2
    return (
        -height <= gap <= CAPTION_GAP * height
        and picture.left < middle < picture.right
        and len(block.lines) <= CAPTION_LINES
    )


def _frame(area: Area, frames: list[tuple[BBox, bool]]) -> Area:
    """The area with the largest frame that holds it; framed text is an advertisement.

    A frame around large type alone, of which each frame tells whether it is one, is the frame of a headline.
    """
    for frame, only_heads in frames:
        if share_inside(area.bbox, frame) > INSIDE:
            plain = area.kind in {RegionKind.TEXT, RegionKind.HEADLINE} and not only_heads
            return replace(area, frame=frame, kind=RegionKind.ADVERTISEMENT if plain else area.kind)
    return area


def _has_only_heads(frame: BBox, areas: list[Area]) -> bool:
    within = [area for area in areas if area.lines and share_inside(area.bbox, frame) > INSIDE]
    return all(area.kind not in {RegionKind.TEXT, RegionKind.TABLE} for area in within)


def _is_column(frame: BBox, areas: list[Area], page_height: int) -> bool:
    """Whether a frame is but a column: rules beside it that end at the rule over an advertisement below."""
    lines = [line for area in areas if share_inside(area.bbox, frame) > INSIDE for line in area.lines]
    filled = sum(line.width > FILLED * frame.width for line in lines)
    return frame.height > TALL * page_height and filled > len(lines) / 2


def _is_crossed(frame: BBox, areas: list[Area], height: float) -> bool:
    """Whether print or a picture stands across a side of a frame: rules that happen to surround columns."""
    least = CROSSING * height
    return any(
        frame.top < (box.top + box.bottom) / 2 < frame.bottom
        and any(box.left + least < side < box.right - least for side in (frame.left, frame.right))
        for area in areas
        for box in area.lines or (area.bbox,)
    )


def _furnish(areas: list[Area], height: float) -> list[Area]:
    """Single lines above everything else are running heads and folios."""
    text = [area for area in areas if area.kind is RegionKind.TEXT and not area.frame]
    body = [area.bbox.top for area in areas if len(area.lines) > 2 or area.kind is RegionKind.HEADLINE]
    first = min(body, default=0)
    heads = {id(area) for area in text if area.bbox.bottom <= first and area.bbox.height < 3 * height}
    return [replace(area, kind=RegionKind.FURNITURE) if id(area) in heads else area for area in areas]
