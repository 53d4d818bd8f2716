"""Printed rules: the lines between columns, between articles and around boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ocr.layout.components import Boxes, Components, find_components
from ocr.layout.ink import Mask
from ocr.layout.morphology import close_mask, dilate_mask, open_mask
from ocr.page import BBox

SHORTEST = 4.0
"""A rule is at least this many letter heights long; the stem of a letter never is."""

THICKEST = 0.7
"""A rule is at most this many letter heights thick."""

FINE = 0.4
"""A rule shorter than UNDOUBTED is at most this many letter heights thick; stems of large type are thicker,
and so are words whose letters run into each other."""

SLENDERNESS, SLENDER = 5, 20
"""A rule is at least this many times longer than thick; one that is SLENDER times is no stem of a letter."""

UNDOUBTED = 14.0
"""What is this many letter heights long is a rule even where it touches other ink."""

OWN_SHARE = 0.6
"""A shorter rule is at least this share of the component that it is part of, or else a stroke of letters."""

STROKE = 2.0
"""Letter heights of the end of a rule, and beside it, in which there is the other ink of a letter."""

TALLEST = 6.0
"""Letter heights of a stroke of large type, at most."""

HAIR, HAIR_SLENDERNESS, HAIRLINE = 3.0, 8, 0.2
"""Letter heights of a piece of a fine vertical rule, which may lean, when it touches nothing; how many times
longer than wide it is at least, and how many letter heights thick at most."""

UNBROKEN = 0.85
"""A shorter rule has ink along this share of its length; stems of letters under each other have less."""

STRONG, SOLID = 0.25, 0.96
"""A horizontal rule this many letter heights thick has ink along this share of its length; words that run
together have gaps, and only thinner rules wear off."""

COMPANY, BESIDE = 0.2, 0.5
"""Along a horizontal rule there is ink right above or below for at most this share of its length, at this
distance in letter heights; what has more is the touching feet or heads of letters."""

RAGGED = 0.4
"""Share of that distance by which the edge of a rule may be ragged."""


LEVEL, GUTTER = 1.0, 4.0
"""Letter heights by which pieces of one rule may stand out of line, and of the white between them."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Printed rules: a mask of their pixels and the box of each piece, by direction."""

    vertical: Mask
    horizontal: Mask
    columns: Boxes
    rows: Boxes


def find_rules(components: Components, height: float) -> Rules:
    """Find straight thin lines of ink; `height` is that of a letter, in pixels.

    Runs of ink longer than a letter in one direction (morphological opening), thin in the other.
    """
    turned, rows = _find(components.transposed(), height, upright=False)
    rows_mask = np.ascontiguousarray(turned.T)
    columns_mask, columns = _cut_strokes(
        components, _find(components, height, upright=True)[0], rows_mask, height
    )
    return Rules(columns_mask, rows_mask, columns, rows[:, [1, 0, 3, 2]])


def join_rules(
    rules: Sequence[BBox], height: float, across: Sequence[BBox] = (), *, worn: bool = False
) -> list[BBox]:
    """Horizontal rules in one line, with no more white between than between columns, as one.

    Not where a rule `across` goes through the white: they are two rules that end articles in two columns.
    If they are `worn`, they may have gaps as wide as their pieces.
    """
    joined: list[BBox] = []
    for rule in sorted(rules, key=lambda rule: rule.left):
        for position, other in enumerate(joined):
            level = abs(rule.top + rule.bottom - other.top - other.bottom) <= 2 * LEVEL * height
            level |= max(rule.top, other.top) < min(rule.bottom, other.bottom)  # both of one that falls
            white = max(GUTTER * height, min(rule.width, other.width) if worn else 0)
            if not level or not other.right <= rule.left <= other.right + white:
                continue
            if not any(_goes_through(column, other, rule, height) for column in across):
                joined[position] = BBox.around([rule, other])
                break
        else:
            joined.append(rule)
    return joined


def _goes_through(column: BBox, left: BBox, right: BBox, height: float) -> bool:
    """Whether a vertical rule passes between two rules beside each other, from above to below them."""
    middle = (column.left + column.right) / 2
    through = (
        column.top < min(left.top, right.top) - height
        and column.bottom > max(left.bottom, right.bottom) + height
    )
    return through and left.right - height < middle < right.left + height


def join_columns(rules: Sequence[BBox], height: float) -> list[BBox]:
    """Vertical rules in one line as one, like `join_rules`."""
    return [_turned(rule) for rule in join_rules([_turned(rule) for rule in rules], height)]


def _turned(box: BBox) -> BBox:
    return BBox(box.top, box.left, box.bottom, box.right)


def _find(components: Components, height: float, *, upright: bool) -> tuple[Mask, Boxes]:
    """Vertical rules of an image; of the page, too, if it is `upright`, or else its horizontal ones."""
    source, least = _long_and_thin(components.labels > 0, height), SHORTEST
    if upright:
        source |= components.paint(_is_hairline(components, height))
        least = HAIR
    pieces = find_components(source)
    # The ink of a slanted rule is as wide as it is slanted; its own thickness is its area by its length.
    mean = pieces.areas / pieces.heights
    short = pieces.heights < UNDOUBTED * height
    finest = np.minimum(THICKEST * height, np.maximum(FINE * height, pieces.heights / SLENDER))
    thin = mean <= np.where(short, finest, 2 * THICKEST * height)
    long = pieces.heights >= np.where(mean <= HAIRLINE * height, least, SHORTEST) * height
    slender = long & (pieces.heights >= SLENDERNESS * pieces.widths)
    chosen = thin & slender
    for index in np.flatnonzero(chosen & short):
        chosen[index] = _is_whole(components, pieces, int(index))
    for index in np.flatnonzero(chosen) if not upright else ():
        solid = mean[index] < STRONG * height or _find_inked(components, pieces, int(index)).mean() >= SOLID
        chosen[index] = solid and _company(components, pieces, int(index), round(BESIDE * height)) <= COMPANY
    return pieces.paint(chosen), pieces.boxes[chosen]


def _is_hairline(components: Components, height: float) -> Mask:
    """Which components are pieces of fine rules: one that leans has no long run of ink straight down."""
    long = (components.heights >= HAIR * height) & (
        components.heights >= HAIR_SLENDERNESS * components.widths
    )
    return np.asarray(long & (components.areas <= HAIRLINE * height * components.heights))


def _is_whole(components: Components, pieces: Components, index: int) -> bool:
    """Whether a vertical piece is no stroke of letters: all of what it is connected with, and unbroken."""
    inked = _find_inked(components, pieces, index).mean()
    return bool(inked >= UNBROKEN and _own_share(components, pieces, index) >= OWN_SHARE)


def _long_and_thin(ink: Mask, height: float) -> Mask:
    """Pixels in vertical runs longer than two letters and nowhere thicker than a rule."""
    length, thickness = max(8.0, 2 * height), max(2.0, THICKEST * height)
    # Slanted or ragged rules change columns of pixels: let the neighbours help.
    source = close_mask(ink, 3, 3)
    thick = dilate_mask(open_mask(source, thickness + 1, length / 2), 3, 3)
    return close_mask(open_mask(source, 1, length) & ~thick, 3, length)


def _cut_strokes(components: Components, rules: Mask, across: Mask, height: float) -> tuple[Mask, Boxes]:
    """Vertical rules without strokes of large letters that stand in line with their ends."""
    pieces = find_components(rules)
    for index in np.flatnonzero(pieces.heights >= UNDOUBTED * height).tolist():
        left, top, right, bottom = pieces.boxes[index].tolist()
        inked = top + np.flatnonzero(_find_inked(components, pieces, index))
        for end in (1, -1):
            stroke = _measure_strokes(components, rules, across, (left, right), inked[::end], height)
            inked = inked[stroke:] if end > 0 else inked[: len(inked) - stroke]
        piece = pieces.labels[top:bottom, left:right] == index + 1
        if len(inked):
            piece[inked[0] - top : inked[-1] + 1 - top] = False
        rules[top:bottom, left:right] &= ~piece
    rest = find_components(rules)
    kept = np.ones(len(rest.boxes), bool)
    for index in np.flatnonzero(rest.heights < UNDOUBTED * height).tolist():
        kept[index] = _is_whole(components, rest, index)
    return rest.paint(kept), rest.boxes[kept]


def _measure_strokes(
    components: Components,
    rules: Mask,
    across: Mask,
    sides: tuple[int, int],
    inked: npt.NDArray[np.int64],
    height: float,
) -> int:
    """How many of the inked rows of a vertical piece, from one end of it, are strokes of letters.

    A rule that is ragged for more than the height of a letter is no stroke.
    """
    cut, start, gap = 0, 0, RAGGED * height
    while start < len(inked):
        rows = inked[start : start + round(STROKE * height)]
        rows = rows[: 1 + int(np.argmax(np.append(np.abs(np.diff(rows)) > gap, True)))]
        end = BBox(sides[0], int(rows.min()), sides[1], int(rows.max()) + 1)
        if not _is_stroke(components, rules, across, end, height):
            return start
        start += len(rows)
        if start == len(inked) or abs(int(inked[start]) - int(inked[start - 1])) > gap:
            cut = start
        elif start - cut > TALLEST * height:
            return cut
    return cut


def _is_stroke(components: Components, rules: Mask, across: Mask, end: BBox, height: float) -> bool:
    """Whether the end of a vertical piece is but a part of a letter."""
    rows, beside = slice(end.top, end.bottom), round(STROKE * height)
    touched = np.unique(components.labels[rows, end.left : end.right][rules[rows, end.left : end.right]])
    around = rows, slice(max(0, end.left - beside), end.right + beside)
    letter = np.isin(components.labels[around], touched[touched > 0]) & ~across[around]
    own = dilate_mask(rules[around], 2 * round(BESIDE * RAGGED * height) + 1, 1)
    return bool((letter & own).sum() < OWN_SHARE * letter.sum())


def _company(components: Components, pieces: Components, index: int, distance: int) -> float:
    """Along how much of a vertical piece there is other ink within this distance to the left or right."""
    left, top, right, bottom = pieces.boxes[index].tolist()
    around = slice(top, bottom), slice(max(0, left - distance), right + distance)
    # Not counting other rules (they often stand in twos and threes) nor the rule's own ragged edge.
    edge = dilate_mask(pieces.labels[around] > 0, 2 * round(distance * RAGGED) + 1, 1)
    other = (components.labels[around] > 0) & ~edge
    beside = dilate_mask(other, 2 * distance + 1, distance)
    return float(beside[pieces.labels[around] == index + 1].mean())


def _find_inked(components: Components, pieces: Components, index: int) -> Mask:
    """In which of its rows a vertical piece has ink of its own."""
    left, top, right, bottom = pieces.boxes[index].tolist()
    piece = pieces.labels[top:bottom, left:right] == index + 1
    return np.asarray((piece & (components.labels[top:bottom, left:right] > 0)).any(axis=1))


def _own_share(components: Components, pieces: Components, index: int) -> float:
    """What share a piece is of all the ink that it is connected with."""
    left, top, right, bottom = pieces.boxes[index]
    piece = pieces.labels[top:bottom, left:right] == index + 1
    under = components.labels[top:bottom, left:right][piece]
    touched = np.unique(under[under > 0])
    return float((under > 0).sum() / max(1, components.areas[touched - 1].sum()))
