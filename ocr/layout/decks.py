"""Single lines over columns that are none of their text: running heads, decks and bylines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from ocr.layout.blocks import LARGER, Block
from ocr.layout.headings import is_over
from ocr.layout.ink import Mask
from ocr.layout.merging import join
from ocr.page import BBox

MOST, WHITE = 3, 1.2
"""Lines of a deck at most; letter heights of white under it that the lines of a text do not have."""

ALIKE = 1.15
"""Type this many times larger than a column's does not begin it."""

APART, LEVEL, THROUGH = 3.0, 0.6, 0.5
"""Letter heights of white between the pieces of a deck, at most; share of their height that they share; share
of it that a rule between them takes, which may begin a little too high, but goes through none."""


def join_decks(blocks: list[Block], rules: Mask, height: float, pictures: Sequence[BBox] = ()) -> list[Block]:
    """The blocks, pieces of a deck that was cut at gutters joined: together they are centred on a headline.

    It is no wider than the headline, or of larger type than columns begin with. So are lines under a picture.

    Args:
        blocks: in any order.
        rules: pixels of vertical rules, which do part them.
        height: of a letter, pixels.
        pictures: on the page.
    """
    heads = _find_heads(blocks, height, pictures)
    lines = sorted(
        (block for block in blocks if len(block.lines) == 1 and not _opens(block, blocks, height)),
        key=lambda line: line.bbox.left,
    )
    for position, first in enumerate(lines):
        pieces, deck = [first], first.bbox
        for other in lines[position + 1 :]:
            if not _are_halves(deck, other.bbox, rules, height):
                continue
            pieces.append(other)
            deck = BBox.around([deck, other.bbox])
            large = any(piece.height > ALIKE * height for piece in pieces)
            over = [
                head
                for head in heads
                if is_over(head, deck, height) and (large or _holds(head, deck, height))
            ]
            if over:
                rest = [block for block in blocks if block not in pieces]
                return join_decks([*rest, replace(join(pieces), lines=(deck,))], rules, height, pictures)
    return blocks


def _cut(block: Block, count: int) -> list[Block]:
    """The first lines of a block, so many, and the others."""
    share = round(block.letters * count / len(block.lines))
    parts = (block.lines[:count], share), (block.lines[count:], block.letters - share)
    return [replace(block, bbox=BBox.around(lines), lines=lines, letters=some) for lines, some in parts]


def _opens(line: Block, blocks: list[Block], height: float) -> bool:
    """Whether a line is the first of a column that begins right under it."""
    left, right, foot = line.bbox.left + height, line.bbox.right - height, line.bbox.bottom
    return any(
        block.bbox.left < left
        and right < block.bbox.right
        and -height < block.bbox.top - foot <= WHITE * height
        and len(block.lines) > MOST
        and line.height <= ALIKE * block.height
        for block in blocks
    )


def _are_halves(left: BBox, right: BBox, rules: Mask, height: float) -> bool:
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    level = shared > LEVEL * min(left.height, right.height)
    near = -height < right.left - left.right < APART * height  # the gutter may be aslant
    alike = max(left.height, right.height) <= LARGER * min(left.height, right.height)
    if not (level and near and alike):
        return False
    between = rules[min(left.top, right.top) : max(left.bottom, right.bottom), left.right : right.left]
    return not (between.size and between.any(axis=1).mean() > THROUGH)


def split_first_lines(blocks: list[Block], height: float) -> list[Block]:
    """The blocks, those whose first lines are a deck of a headline, or a running head, divided under these.

    A headline is wider than the column, and its deck centred on it; a running head stands higher than all
    columns beside it begin.
    """
    heads = _find_heads(blocks, height)
    return [part for block in blocks for part in _split(block, blocks, heads, height)]


def _split(block: Block, blocks: list[Block], heads: list[BBox], height: float) -> Iterator[Block]:
    bottoms = list(accumulate((line.bottom for line in block.lines), max))
    for count in range(1, min(MOST + 1, len(block.lines))):
        first = BBox.around(block.lines[:count])
        white = block.lines[count].top - bottoms[count - 1]
        if white <= WHITE * height:
            continue
        wider = [head for head in heads if _is_wider(head, block.bbox, height)]
        if _find_over(wider, first, height) or (count == 1 and _runs(first, block, blocks, height)):
            yield from _cut(block, count)
            return
    yield block


def _find_heads(blocks: list[Block], height: float, pictures: Sequence[BBox] = ()) -> list[BBox]:
    """Headlines and pictures, and the lines under them, which count as wide as what they stand under."""
    heads = [*pictures, *(block.bbox for block in blocks if block.height >= LARGER * height)]
    for block in sorted(blocks, key=lambda block: block.bbox.top):
        if len(block.lines) <= MOST:
            heads += [
                block.bbox._replace(left=head.left, right=head.right)
                for head in _find_over(heads, block.bbox, height)[:1]
            ]
    return heads


def _find_over(heads: list[BBox], deck: BBox, height: float) -> list[BBox]:
    """The headlines that are no narrower than a deck and stand over it."""
    return [head for head in heads if _holds(head, deck, height) and is_over(head, deck, height)]


def _holds(head: BBox, deck: BBox, height: float) -> bool:
    return head.width > deck.width - height


def _is_wider(head: BBox, column: BBox, height: float) -> bool:
    return head.left < column.left - height or head.right > column.right + height


def _runs(line: BBox, block: Block, blocks: list[Block], height: float) -> bool:
    """Whether the first line of a column stands above all others, and the columns begin where it ends."""
    others = [other.bbox for other in blocks if other is not block]
    columns = [other.bbox for other in blocks if other is not block and len(other.lines) > MOST]
    alone = all(box.top >= line.bottom - height / 2 or box.bottom < line.bottom + height for box in others)
    return alone and any(box.top < block.lines[1].top + height for box in columns)
