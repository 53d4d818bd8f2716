"""Columns made whole again that a crack in the paper, or a chance of white, has split."""

from __future__ import annotations

import numpy as np

from ocr.layout.blocks import LARGER, Block
from ocr.layout.ink import Mask
from ocr.layout.merging import GAP, Edges, merge_blocks
from ocr.page import BBox

WIDER = 1.2
"""A column may be this many times wider than most."""

FLUSH, INDENT, NEAR = 2.0, 4.0, 2.0
"""Letter heights by which halves may stand out of the column that goes on, or stand in from its edges (as the
first line of a paragraph does, and a heading), and the white between them."""


def heal_splits(blocks: list[Block], rules: Mask) -> list[Block]:
    """Join halves of a column.

    Two blocks side by side are halves when together they are no wider than columns are here, and text of
    their joint width runs on right above or below them. `rules` is the mask of horizontal rules.
    """
    usual = measure_usual_width(blocks) if blocks else 0.0

    def belong(one: Block, other: Block, rest: Edges) -> bool:
        union = BBox.around([one.bbox, other.bbox])
        height = max(one.height, other.height)
        return (
            union.width <= WIDER * usual
            and height <= LARGER * min(one.height, other.height)
            and _are_beside(one.bbox, other.bbox)
            and _goes_on(union, rest, height, rules)
        )

    return merge_blocks(blocks, belong, GAP)


def measure_usual_width(blocks: list[Block]) -> float:
    """The width of the blocks that most letters stand in."""
    ordered = sorted(blocks, key=lambda block: block.bbox.width)
    reached = np.cumsum([block.letters for block in ordered])
    return float(ordered[int(np.searchsorted(reached, reached[-1] / 2))].bbox.width)


def _are_beside(one: BBox, other: BBox) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > min(one.height, other.height) / 2


def _goes_on(union: BBox, rest: Edges, height: float, rules: Mask) -> bool:
    """Whether a column that this box fills stands right above or below it."""
    left, right = (union.left - rest[:, 0]) / height, (rest[:, 2] - union.right) / height
    flush = (left > -FLUSH) & (left < INDENT) & (right > -FLUSH) & (right < INDENT)
    gaps = np.where(rest[:, 1] > union.top, rest[:, 1] - union.bottom, union.top - rest[:, 3])
    near = rest[flush & (gaps < NEAR * height)]
    return any(not _are_ruled_off(union, BBox(*box), rules) for box in near.tolist())


def _are_ruled_off(one: BBox, other: BBox, rules: Mask) -> bool:
    upper, lower = sorted((one, other), key=lambda box: box.top)
    top, bottom = sorted((upper.bottom, lower.top))
    between = rules[max(0, top - 2) : bottom + 2, one.left : one.right]
    return bool(between.size and between.any(axis=0).mean() > 0.3)
