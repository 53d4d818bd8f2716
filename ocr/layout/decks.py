"""Decks and bylines over several columns that stand close above the one in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from ocr.layout.blocks import LARGER, Block
from ocr.layout.headings import is_over
from ocr.page import BBox

MOST, WHITE = 3, 1.2
"""Lines of a deck at most; letter heights of white under it that the lines of a text do not have."""


def split_decks(blocks: list[Block], height: float) -> list[Block]:
    """The blocks, those whose first lines belong to a headline divided under these.

    The headline is wider than the column, and the lines are centred on it.
    """
    heads = [block.bbox for block in blocks if block.height > LARGER * height]
    return [part for block in blocks for part in _split(block, heads, height)]


def _split(block: Block, heads: list[BBox], height: float) -> Iterator[Block]:
    bottoms = list(accumulate((line.bottom for line in block.lines), max))
    for count in range(1, min(MOST + 1, len(block.lines))):
        deck = BBox.around(block.lines[:count])
        white = block.lines[count].top - bottoms[count - 1]
        if white > WHITE * height and any(_heads(head, deck, block.bbox, height) for head in heads):
            share = round(block.letters * count / len(block.lines))
            yield replace(block, bbox=deck, lines=block.lines[:count], letters=share)
            rest = block.lines[count:]
            yield replace(block, bbox=BBox.around(rest), lines=rest, letters=block.letters - share)
            return
    yield block


def _heads(head: BBox, deck: BBox, column: BBox, height: float) -> bool:
    """Whether a headline that is wider than the column stands over a deck."""
    wider = head.left < column.left - height or head.right > column.right + height
    return wider and is_over(head, deck, height)
