"""Blocks joined into columns, so that the engine gets large pieces."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from ocr.layout.blocks import LARGER, Block
from ocr.layout.ink import Mask
from ocr.page import BBox

Edges = npt.NDArray[np.int64]
"""Rows of left, top, right, bottom."""

GAP = 6.0
"""Letter heights: pieces further apart are never looked at."""

SAME_COLUMN = 0.6
"""Two blocks are in one column when they share this much of the narrower one's width."""

FEWEST = 3
"""A block of fewer letters, dirt or a piece of a rule, does not keep others from being joined."""

DECK, LINE = 1.1, 0.7
"""Type so many times larger than what is below is a deck's; letter heights of a line that a box takes from
another block."""

PARAGRAPH = 4.0
"""Letter heights of white between two blocks of one column that are still read together."""


def join(blocks: list[Block]) -> Block:
    """Several blocks as one."""
    lines = sorted((line for block in blocks for line in block.lines), key=lambda line: (line.top, line.left))
    largest = max(blocks, key=lambda block: block.letters)
    box = BBox.around([block.bbox for block in blocks])
    return Block(box, tuple(lines), largest.height, sum(block.letters for block in blocks))


def merge_overlapping(blocks: list[Block]) -> list[Block]:
    """Join blocks of which one lies for the most part inside the other: drop capitals, stray words."""

    def belong(one: Block, other: Block, _: Edges) -> bool:
        inside = max(_intrusion(_edges([one]), other.bbox)[0], _intrusion(_edges([other]), one.bbox)[0])
        return bool(inside > 0.5)

    return merge_blocks(blocks, belong, 0.0)


def merge_columns(blocks: list[Block], barrier: Mask, rules: Mask) -> list[Block]:
    """Join blocks under each other in one column, and pieces of lines beside each other.

    Never over a rule or a gutter, nor where the joined box would run into a third block.
    """

    def belong(one: Block, other: Block, rest: Edges) -> bool:
        if max(one.height, other.height) > LARGER * min(one.height, other.height):
            return False
        upper, lower = sorted((one, other), key=lambda block: block.bbox.top)
        if not (_is_below(upper, lower, rules) or _is_beside(one, other, barrier)):
            return False
        union = BBox.around([one.bbox, other.bbox])
        inside = rest[(_intrusion(rest, union) > 0.1) | _covers_line(rest, union, upper, lower)]
        return all(_is_between(BBox(*box), union, (one, other), barrier) for box in inside.tolist())

    return merge_blocks(blocks, belong, GAP)


def merge_blocks(
    blocks: list[Block],
    belong: Callable[[Block, Block, Edges], bool],
    reach: float,
    joining: Callable[[list[Block]], Block] = join,
) -> list[Block]:
    """Join pairs that belong together, at most `reach` letter heights apart, until there are none.

    `belong` is told of the pair and of the edges of all other blocks that have letters enough to matter.
    """
    blocks = sorted(blocks, key=lambda block: block.bbox.top)
    edges, position = _edges(blocks), 0
    while position < len(blocks):
        block = blocks[position]
        partner = next(
            (
                near
                for near in _near(edges, position, reach * block.height)
                if belong(block, blocks[near], _others(blocks, edges, position, near))
            ),
            None,
        )
        if partner is None:
            position += 1
            continue
        first, second = sorted((position, partner))
        blocks[first] = joining([block, blocks[partner]])
        del blocks[second]
        edges[first] = blocks[first].bbox
        edges = np.delete(edges, second, axis=0)
        # What was looked at before may belong to what is larger now.
        position = first if first == 0 else max(0, first - 1)
    return blocks


def _edges(blocks: list[Block]) -> Edges:
    return np.array([block.bbox for block in blocks], np.int64).reshape(-1, 4)


def _others(blocks: list[Block], edges: Edges, one: int, other: int) -> Edges:
    counts = np.array([block.letters for block in blocks])
    counts[[one, other]] = 0
    return edges[counts >= FEWEST]


def _near(edges: Edges, position: int, reach: float) -> list[int]:
    left, top, right, bottom = edges[position]
    near = (
        (edges[:, 0] < right + reach)
        & (edges[:, 2] > left - reach)
        & (edges[:, 1] < bottom + reach)
        & (edges[:, 3] > top - reach)
    )
    near[position] = False
    return [int(index) for index in np.flatnonzero(near)]


def _is_below(upper: Block, lower: Block, rules: Mask) -> bool:
    one, other = upper.bbox, lower.bbox
    left, right = max(one.left, other.left), min(one.right, other.right)
    if right - left < SAME_COLUMN * min(one.width, other.width):
        return False
    if other.top - one.bottom > PARAGRAPH * max(upper.height, lower.height):
        return False
    top, bottom = sorted((one.bottom, other.top))
    between = rules[max(0, top - 2) : bottom + 2, left:right]
    return not (between.size and between.any(axis=0).mean() > 0.3)


def _is_beside(one: Block, other: Block, barrier: Mask) -> bool:
    first, second = sorted((one.bbox, other.bbox), key=lambda box: box.left)
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    if shared < 0.5 * min(first.height, second.height):
        return False
    if second.left - first.right > GAP * max(one.height, other.height):
        return False
    return not _is_parted(first, second, barrier)


def _is_parted(one: BBox, other: BBox, barrier: Mask) -> bool:
    """Whether a gutter stands between two boxes beside each other, or one a little lower than the other."""
    first, second = sorted((one, other), key=lambda box: box.left)
    top, bottom = max(first.top, second.top), min(first.bottom, second.bottom)
    if bottom <= top:
        top, bottom = min(first.top, second.top), max(first.bottom, second.bottom)
    if first.right - second.left > min(first.width, second.width) / 2:
        return False
    start, end = sorted((first.right, second.left))
    between = barrier[top:bottom, max(0, start - 2) : end + 2]
    return bool(between.size and between.any(axis=1).mean() > 0.5)


def _is_between(box: BBox, union: BBox, parts: tuple[Block, Block], barrier: Mask) -> bool:
    """Whether a third box stands in the same column as two others, so that it will be joined as well."""
    shared = min(box.right, union.right) - max(box.left, union.left)
    return shared > 0.8 * box.width and not any(_is_parted(box, part.bbox, barrier) for part in parts)


def _covers_line(edges: Edges, union: BBox, upper: Block, lower: Block) -> npt.NDArray[np.bool_]:
    """Which boxes a block, joined with larger type above, would take a line from that is beside it."""
    wide = np.minimum(edges[:, 2], union.right) - np.maximum(edges[:, 0], union.left)
    begins = (edges[:, 1] >= upper.bbox.bottom - upper.height / 2) & (edges[:, 3] > union.bottom)
    deep = union.bottom - edges[:, 1] > LINE * upper.height
    larger = upper.height > DECK * lower.height
    return np.asarray(larger & begins & deep & (wide > edges[:, 2] - edges[:, 0] - wide))


def _intrusion(edges: Edges, into: BBox) -> npt.NDArray[np.float64]:
    """What share of each box lies inside another."""
    wide = np.minimum(edges[:, 2], into.right) - np.maximum(edges[:, 0], into.left)
    tall = np.minimum(edges[:, 3], into.bottom) - np.maximum(edges[:, 1], into.top)
    areas = (edges[:, 2] - edges[:, 0]) * (edges[:, 3] - edges[:, 1])
    return np.asarray(np.maximum(0, wide) * np.maximum(0, tall) / np.maximum(1, areas))
