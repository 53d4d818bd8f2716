"""What headlines stand over: all columns that they are centred on, however short they are themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocr.page import BBox

ALIGNED = 2.5
"""Letter heights by which the tops of columns under one headline may differ."""

CENTRED = 2.5
"""Letter heights by which a headline may stand out of the middle of its columns."""

NEAR = 6.0
"""Letter heights of white between a headline and its deck or its columns, at most."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A block on its way into the order: its box, and whether it may be a headline or a deck."""

    box: BBox
    head: bool


def widen_heads(blocks: Sequence[Heading], height: float) -> list[BBox]:
    """The boxes of the blocks, those of headlines as wide as the columns they stand over.

    A headline over several columns is centred on them, and they begin at one height below it. A deck
    stands over the same columns as the headline above it.

    Args:
        blocks: in any order, boxes in pixels.
        height: of a letter, pixels.
    """
    wide = [block.box for block in blocks]
    heads = sorted(
        (index for index, block in enumerate(blocks) if block.head), key=lambda index: wide[index].top
    )
    for index in reversed(heads):
        wide[index] = _widen(index, wide, height)
    for index in heads:
        wide[index] = max([wide[index], *_stretch_under(index, heads, wide, height)], key=_width)
    return wide


def _stretch_under(index: int, heads: Sequence[int], boxes: Sequence[BBox], height: float) -> Iterator[BBox]:
    """A deck as wide as each headline right above it, where nothing stands beside it."""
    deck = boxes[index]
    for other in heads:
        if other != index and is_over(boxes[other], deck, height):
            wider = _stretch(deck, boxes[other])
            if not any(_is_beside(box, wider, deck) for box in boxes):
                yield wider


def _width(box: BBox) -> int:
    return box.width


def _stretch(box: BBox, over: BBox) -> BBox:
    return BBox(min(box.left, over.left), box.top, max(box.right, over.right), box.bottom)


def is_over(head: BBox, deck: BBox, height: float) -> bool:
    """Whether a box stands right above another on the same centre."""
    gap = deck.top - head.bottom
    return -height < gap < NEAR * height and _is_centred(head, deck, height)


def _is_centred(one: BBox, other: BBox, height: float) -> bool:
    return abs(one.left + one.right - other.left - other.right) <= 2 * CENTRED * height


def _widen(index: int, boxes: Sequence[BBox], height: float) -> BBox:
    """The head as wide as the widest row of columns right under it that it is centred on."""
    head = boxes[index]
    under = [box for box in boxes if -height < box.top - head.bottom < NEAR * height]
    level = min((box.top for box in under if box.left < head.right and head.left < box.right), default=None)
    if level is None:
        return head
    row = sorted(box for box in under if abs(box.top - level) <= ALIGNED * height)
    found = head
    for start in range(len(row)):
        for end in range(start + 1, len(row) + 1):
            span = BBox.around(row[start:end])
            wider = _stretch(head, span)
            if (
                wider.width > found.width
                and span.left <= head.left + height
                and span.right >= head.right - height
                and _is_centred(span, head, height)
                and not any(_is_beside(box, wider, head) for box in boxes)
            ):
                found = wider
    return found


def _is_beside(box: BBox, wider: BBox, head: BBox) -> bool:
    """Whether a box stands beside a head where it would be widened."""
    level = min(box.bottom, head.bottom) - max(box.top, head.top) > 0.3 * min(box.height, head.height)
    return level and box != head and box.left < wider.right and wider.left < box.right
