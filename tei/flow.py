"""The order in which a newspaper page is read: across columns under a headline, then the next headline.

Engines read column after column. A page is cut into blocks instead, recursively, at its white gutters and
below its headlines (the X-Y cut of Nagy and Seth, 1984), with two rules of newspapers: a cut from side to
side needs a headline or something else that spans columns at its edge, and text above the first headline
of a block belongs to what stands before the block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ocr.page import Page, Region, RegionKind

_SLACK = 0.3
"""How far, in ems, boxes may overlap at a cut from side to side."""
_BENT = 0.7
"""How far, in ems, columns of a bent page may overlap at a gutter."""
_REACH = 3.0
"""So many ems of a column a block must cover to span it."""
_HEADS = frozenset((RegionKind.HEADLINE, RegionKind.MASTHEAD))


@dataclass(frozen=True, slots=True)
class Block:
    """A region with its box in ems, turned upright.

    Attributes:
        region: what it is about.
        rank: its place in the engine's order.
        left, top, right, bottom: in ems of the page's body type.
        head: whether it begins with display type.
        wide: whether it spans columns.
    """

    region: Region
    rank: int
    left: float
    top: float
    right: float
    bottom: float
    head: bool
    wide: bool = False


def order_regions(page: Page, em: float, is_head: Callable[[Region], bool]) -> tuple[Region, ...]:
    """The page's regions with text, in the order of reading.

    Args:
        page: in any order.
        em: size of the body type in pixels.
        is_head: whether a region begins with display type, for engines that do not say so themselves.
    """
    regions = [region for region in page.regions if region.lines]
    if len(regions) < 2:
        return tuple(regions)
    slope = skew_of(regions, em)
    blocks = [_block(region, rank, em, slope, is_head) for rank, region in enumerate(regions)]
    blocks = [replace(block, wide=_spans(block, blocks)) for block in blocks]
    return tuple(block.region for block in _order(blocks))


def _spans(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a block stands over or under two others that stand side by side."""
    beside = [other for other in blocks if not other.head and _common(block, other) > _REACH]
    return any(left.right < right.left + _BENT for left in beside for right in beside)


def _common(one: Block, two: Block) -> float:
    """How many ems of width two blocks have in common."""
    return min(one.right, two.right) - max(one.left, two.left)


def skew_of(regions: Sequence[Region], em: float) -> float:
    """How much lines fall from left to right, in pixels a pixel, from the left edges of columns.

    The median over pairs of lines that stand five apart in a region and begin within an em of each other.
    """
    slopes = []
    for region in regions:
        for upper, lower in zip(region.lines, region.lines[5:], strict=False):
            aside, down = lower.bbox.left - upper.bbox.left, lower.bbox.top - upper.bbox.top
            if abs(aside) < em and down > em:
                slopes.append(-aside / down)
    return median(slopes) if slopes else 0.0


def _block(region: Region, rank: int, em: float, slope: float, is_head: Callable[[Region], bool]) -> Block:
    """The region with the outermost edges of its lines, each turned upright by itself."""
    boxes = [line.bbox for line in region.lines]
    down = [slope * (box.top + box.bottom) / 2 for box in boxes]
    across = [slope * (box.left + box.right) / 2 for box in boxes]
    left = min(box.left + shift for box, shift in zip(boxes, down, strict=True))
    right = max(box.right + shift for box, shift in zip(boxes, down, strict=True))
    top = min(box.top - shift for box, shift in zip(boxes, across, strict=True))
    bottom = max(box.bottom - shift for box, shift in zip(boxes, across, strict=True))
    head = region.kind in _HEADS or is_head(region)
    return Block(region, rank, left / em, top / em, right / em, bottom / em, head)


def _order(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a part of the page in order; where nothing cuts it, as the engine gave them."""
    for upper, lower in _levels(blocks):
        return [*_order(upper), *_order(lower)]
    strips = _bind(_cut(blocks, _BENT, lambda b: b.left, lambda b: b.right))
    if len(strips) > 1:
        return _join(strips)
    return sorted(blocks, key=lambda block: block.rank)


def _bind(strips: list[list[Block]]) -> list[list[Block]]:
    """Strips side by side, those together again that a cut from side to side divides in common."""
    bound: list[list[Block]] = []
    start = 0
    while start < len(strips):
        end, union = start + 1, strips[start]
        for last in range(len(strips) - (start == 0), start + 1, -1):
            together = [block for strip in strips[start:last] for block in strip]
            if _levels(together):
                end, union = last, together
                break
        bound.append(union)
        start = end
    return bound


def _cut(
    blocks: Sequence[Block], slack: float, low: Callable[[Block], float], high: Callable[[Block], float]
) -> list[list[Block]]:
    """Groups of blocks with a straight gutter between them."""
    groups: list[list[Block]] = []
    reach = float("-inf")
    for block in sorted(blocks, key=low):
        if low(block) > reach - slack:
            groups.append([])
        groups[-1].append(block)
        reach = max(reach, high(block))
    return groups


def _levels(blocks: Sequence[Block]) -> list[tuple[list[Block], list[Block]]]:
    """The first cut from side to side that a headline at its left, or a block over columns, explains."""
    layers = _cut(blocks, _SLACK, lambda b: b.top, lambda b: b.bottom)
    stacked = len(layers) == len(blocks)
    for n in range(1, len(layers)):
        upper, lower = [block for layer in layers[:n] for block in layer], list(_from(layers, n))
        lone = any(len(layer) == 1 and layer[0].wide for layer in layers[n - 1 : n + 1])
        if stacked or lone or _resumes(upper, lower):
            return [(upper, lower)]
    return []


def _resumes(upper: Sequence[Block], lower: Sequence[Block]) -> bool:
    """Whether a part of the page begins with a headline at its left, under text of the part above."""
    first = min(lower, key=lambda block: block.left)
    begins = min((block for block in lower if _common(block, first) > 0), key=lambda block: block.top)
    return begins.head and any(not block.head and _common(block, first) > _REACH for block in upper)


def _from(layers: Sequence[Sequence[Block]], n: int) -> Iterator[Block]:
    """The blocks of all layers from the n-th on."""
    return (block for layer in layers[n:] for block in layer)


def _join(strips: Sequence[Sequence[Block]]) -> list[Block]:
    """Strips side by side, in order; what stands above the first wide headline of each is read first."""
    found: list[Block] = []
    waiting: list[Block] = []
    for strip in strips:
        ordered = _order(strip)
        at = next((n for n, block in enumerate(ordered) if n and block.head and block.wide), len(ordered))
        if ordered[0].head:
            found += waiting
            waiting = []
        found += ordered[:at]
        waiting += ordered[at:]
    return found + waiting
