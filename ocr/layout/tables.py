"""Tables: columns of figures and what they tell of, whose rows are read across."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ocr.layout.blocks import LARGER, Block
from ocr.layout.healing import WIDER, measure_usual_width
from ocr.layout.ink import Mask
from ocr.layout.merging import FEWEST, Edges, join, merge_blocks
from ocr.page import BBox

ROWS = 4
"""A table has at least so many rows."""

FIGURES = 8.0
"""Letters in a line of a column of figures, on average, at most; no column of text is as narrow."""

NARROW = 0.8
"""Share of the usual width of columns that the white between two columns of a table takes at most."""

FULL = 0.9
"""Share of the usual width of columns from which on print fills one: a few marks beside it are dirt."""

LEVEL, AGREE = 0.6, 0.7
"""Letter heights by which cells of one row may be out of line; share of the cells that have one beside."""

DIVIDED = 0.6
"""Share of a block's rows that consist of pieces with wide white between, where it is a table."""

RULED, BEYOND = 0.5, 6.0
"""Share of a length that a rule takes at least, and letter heights by which one that parts columns of the
page goes on beyond a table; the rules of a table end with it."""


def join_tables(blocks: list[Block], rules: Mask, height: float) -> list[Block]:
    """The blocks, columns of a table that was cut at its gutters joined, and tables marked.

    A column of figures belongs to the narrow column to its left, row by row, within a column of the page.

    Args:
        blocks: in any order.
        rules: pixels of vertical rules, which part columns of the page.
        height: of a letter, pixels.
    """
    usual = measure_usual_width(blocks) if blocks else 0.0

    def belong(one: Block, other: Block, rest: Edges) -> bool:
        left, right = sorted((one, other), key=lambda block: block.bbox.left)
        return (
            FEWEST <= right.letters <= FIGURES * len(right.lines)
            and max(len(left.lines), len(right.lines)) >= ROWS
            and (left.bbox.width < FULL * usual or len(right.lines) >= ROWS)
            and BBox.around([left.bbox, right.bbox]).width <= WIDER * usual
            and right.bbox.left - left.bbox.right <= NARROW * usual
            and max(left.height, right.height) <= LARGER * min(left.height, right.height)
            and _are_rows(left, right, height)
            and not _is_anything_between(left.bbox, right.bbox, rest)
            and not _is_ruled_off(left.bbox, right.bbox, rules, height)
        )

    joined = merge_blocks(blocks, belong, NARROW * usual / height, _join)
    return [replace(block, table=True) if _is_divided(block) else block for block in joined]


def _join(blocks: list[Block]) -> Block:
    return replace(join(blocks), table=True)


def _are_rows(left: Block, right: Block, height: float) -> bool:
    """Whether the shorter of two blocks stands beside the other, its lines level with lines there."""
    one, other = (
        np.array([(line.top + line.bottom) / 2 for line in block.lines])
        for block in sorted((left, right), key=lambda block: len(block.lines))
    )
    return bool((np.abs(one[:, None] - other) <= LEVEL * height).any(axis=1).mean() >= AGREE)


def _is_anything_between(left: BBox, right: BBox, rest: Edges) -> bool:
    top, bottom = max(left.top, right.top), min(left.bottom, right.bottom)
    inside = (
        (rest[:, 0] < right.left) & (rest[:, 2] > left.right) & (rest[:, 1] < bottom) & (rest[:, 3] > top)
    )
    return bool(inside.any())


def _is_ruled_off(left: BBox, right: BBox, rules: Mask, height: float) -> bool:
    """Whether a rule between two blocks parts columns of the page: it goes on beyond both of them."""
    beyond, top, bottom = round(BEYOND * height), min(left.top, right.top), max(left.bottom, right.bottom)
    ruled = np.asarray(rules[:, left.right : right.left].any(axis=1))
    ends = ruled[max(0, top - beyond) : top], ruled[bottom : bottom + beyond]
    goes_on = any(end.size and np.mean(end) > RULED for end in ends)
    return bool(goes_on and np.mean(ruled[top:bottom]) > RULED)


def _is_divided(block: Block) -> bool:
    """Whether most rows of a block are pieces beside each other."""
    if len(block.lines) < 2 * ROWS:
        return False
    middles = np.array([(line.top + line.bottom) / 2 for line in block.lines])
    counts = (np.abs(middles[:, None] - middles) <= LEVEL * block.height).sum(axis=1)
    rows = (1 / counts).sum()
    return bool(rows >= ROWS and (1 / counts[counts > 1]).sum() >= DIVIDED * rows)
