"""What headlines stand over: all columns that they are centred on, however short they are themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ocr.layout.rules import join_rules
from ocr.page import BBox

ALIGNED = 2.5
"""Letter heights by which the tops of columns under one headline may differ."""

CENTRED = 2.5
"""Letter heights by which a headline may stand out of the middle of its columns."""

RULED = 0.5
"""A headline stands over a rule, and a rule over another, if it is over more than this share of it."""

NEAR = 6.0
"""Letter heights of white between a headline and its deck or its columns, at most."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A block on its way into the order: its box, and whether it may be a headline or a deck, or a column."""

    box: BBox
    head: bool
    column: bool = False


def widen_heads(blocks: Sequence[Heading], rules: Sequence[BBox], height: float) -> list[BBox]:
    """The boxes of the blocks, those of headlines as wide as the columns they stand over.

    A headline over several columns is centred on them, and they begin at one height below it; or else what
    is not under it is text with nothing above, which belongs to the headline beside. A deck stands over the
    same columns as the headline above it, and the headline over those of its deck.

    Args:
        blocks: in any order, boxes in pixels.
        rules: printed rules; a headline does not stand over what is beyond one.
        height: of a letter, pixels.
    """
    wide = [block.box for block in blocks]
    columns = [rule for rule in rules if rule.height > rule.width]
    rows = [rule for rule in rules if rule.width >= rule.height]
    text = {block.box for block in blocks if block.column}
    heads = sorted(
        (index for index, block in enumerate(blocks) if block.head), key=lambda index: wide[index].top
    )
    for index in reversed(heads):
        head = wide[index]
        under = [box for box in wide if _is_near(head, box, height) and not _is_ruled_off(head, box, rows)]
        decks = [wide[deck] for deck in heads if is_over(head, blocks[deck].box, height)]
        spans = [*_find_rows(head, under, wide, text, height), *decks]
        wide[index] = _widen(head, spans, [*wide, *columns])
    for index in heads:
        deck = blocks[index].box
        over = [wide[other] for other in heads if other != index and is_over(wide[other], deck, height)]
        wide[index] = _widen(wide[index], over, [*wide, *columns])
    return wide


def _widen(head: BBox, spans: Sequence[BBox], boxes: Sequence[BBox]) -> BBox:
    """The head as wide as the widest of these, where nothing stands beside it."""
    wider = dict.fromkeys(_stretch(head, span) for span in spans)
    beside = [box for box in boxes if _is_level(box, head)] if wider else []
    return max(
        [head, *(box for box in wider if not any(_shares(box, other) for other in beside))], key=_width
    )


def _is_near(head: BBox, box: BBox, height: float) -> bool:
    return -height < box.top - head.bottom < NEAR * height


def _is_ruled_off(head: BBox, box: BBox, rows: Sequence[BBox]) -> bool:
    """Whether a rule as wide as a head, no dash above a deck, parts it from what is below."""
    return any(
        head.bottom <= row.bottom and row.top <= box.top and row.width >= head.width and _shares(row, head)
        for row in rows
    )


def _shares(one: BBox, other: BBox) -> bool:
    return one.left < other.right and other.left < one.right


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


def _find_rows(
    head: BBox, under: Sequence[BBox], boxes: Sequence[BBox], text: Collection[BBox], height: float
) -> Iterator[BBox]:
    """Around each row of columns under a head that it may stand over."""
    first = min((box.top for box in under if _shares(box, head)), default=None)
    if first is None:
        return
    level = median(box.top for box in under if box.top - first <= ALIGNED * height)  # above one may be dirt
    row = sorted(box for box in under if abs(box.top - level) <= ALIGNED * height)
    for start in range(len(row)):
        for end in range(start + 1, len(row) + 1):
            span = BBox.around(row[start:end])
            left, right = span.left <= head.left + height, span.right >= head.right - height
            if (left and right and _is_centred(span, head, height)) or (
                (left or right)
                and all(
                    _shares(box, head) or (box in text and not _has_head(box, boxes, height))
                    for box in row[start:end]
                )
            ):
                yield span


def _has_head(column: BBox, boxes: Sequence[BBox], height: float) -> bool:
    """Whether something stands right above a column."""
    return any(_shares(box, column) and _is_near(box, column, height) for box in boxes)


def _is_level(box: BBox, head: BBox) -> bool:
    """Whether another box stands at the height of a head."""
    shared = min(box.bottom, head.bottom) - max(box.top, head.top)
    return shared > 0.3 * min(box.height, head.height) and box != head


def join_under(heads: Sequence[BBox], rules: Sequence[BBox], height: float) -> list[BBox]:
    """The rules, those side by side under one headline joined, though a rule between columns parts them.

    What stands above them belongs to the headline, and all of it is read before what stands below.

    Args:
        heads: headlines, as wide as what they stand over.
        rules: horizontal ones.
        height: of a letter, pixels.
    """
    joined = list(rules)
    for head in sorted(heads, key=lambda head: head.top):
        under = [rule for rule in joined if rule.top >= head.bottom and _heads(head, rule)]
        first = [rule for rule in under if not any(_is_between(other, head, rule) for other in under)]
        if len(first) > 1:
            joined = [*(rule for rule in joined if rule not in first), *join_rules(first, height, worn=True)]
    return joined


def _heads(head: BBox, rule: BBox) -> bool:
    return min(head.right, rule.right) - max(head.left, rule.left) > RULED * rule.width


def _is_between(other: BBox, head: BBox, rule: BBox) -> bool:
    """Whether another rule parts a rule from a headline."""
    shared = min(other.right, rule.right) - max(other.left, rule.left)
    return head.bottom <= other.bottom <= rule.top and shared > RULED * rule.width
