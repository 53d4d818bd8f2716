"""A page taken apart: blocks of text, headlines, pictures, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.layout.area import Area, scale_box
from ocr.layout.blocks import Block, group_lines
from ocr.layout.boxes import find_boxes
from ocr.layout.components import Boxes, Components, find_components, measure_letter_height
from ocr.layout.decks import join_decks, split_first_lines
from ocr.layout.dirt import find_dirt
from ocr.layout.gutters import find_gutters
from ocr.layout.healing import heal_splits
from ocr.layout.ink import Grey, Mask, find_ink
from ocr.layout.kinds import tell_kinds
from ocr.layout.lines import find_lines, is_screen
from ocr.layout.merging import merge_columns, merge_overlapping
from ocr.layout.morphology import close_mask, dilate_mask
from ocr.layout.page_order import sort_areas
from ocr.layout.pictures import find_pictures, is_border, is_large, is_near, is_sliver, is_speck, stands_free
from ocr.layout.rules import UNDOUBTED, Rules, find_rules, join_columns, join_rules
from ocr.layout.spanning import find_bridges
from ocr.layout.tables import join_tables
from ocr.page import BBox

LETTER_HEIGHT, LEAST_SCALE, MOST_PIXELS = 12.0, 0.25, 40_000_000
"""Letters of this height in pixels tell the layout as well as larger ones, in less time."""

STRIPS, STRIP = 10, 128
"""How many strips of the page are looked at first, and how many pixels each is high."""

SIZES = (1.5, 2.5, 4.0, 7.0, 12.0)
"""Sizes of large type, in heights of most letters: words are joined among letters from each size on."""

WORD_SPACE = 1.2
"""White between words of large type, in heights of its letters."""

ROUNDS = 2
"""A word that a gutter has cut is made whole first, and then the line that it stands in."""

BROKEN = 5.0
"""A rule goes on over a gap of this many letter heights without print."""

SCREENED = 3000
"""A page with more letter-like pieces, but no block of print, is a picture made of dots."""

INSIDE = 0.6
"""A block is part of a picture, or of a box, when this share of it lies inside."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where on a page.

    Attributes:
        areas: in reading order, pictures among them.
        height: of most letters on the page, in pixels.
        letters: boxes of the letters, for telling what was not read; none of a picture's.
        rules: printed rules, horizontal and vertical; their pieces joined.
        waste: where there are long rules and dirt, which are not to be read; a mask of the whole page, at
            the scale that it was looked at.
    """

    areas: tuple[Area, ...]
    height: float
    letters: Boxes
    rules: tuple[BBox, ...]
    waste: Mask


def analyze(grey: Grey) -> Layout:
    """Find the areas of a page and their reading order.

    A blank page has no areas. When in doubt an area is rather too large than too small.
    """
    scale = _choose_scale(grey)
    if scale < 1:
        size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
        grey = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    layout = _analyze(grey)
    areas = tuple(area.scaled(1 / scale) for area in layout.areas)
    rules = tuple(scale_box(rule, 1 / scale) for rule in layout.rules)
    letters = np.round(layout.letters / scale).astype(np.int32)
    return Layout(areas, layout.height / scale, letters, rules, layout.waste)


def _choose_scale(grey: Grey) -> float:
    """How far the page can be reduced: to letters of LETTER_HEIGHT, by a look at strips of it; at most 1."""
    step = max(STRIP, grey.shape[0] // STRIPS)
    rows = [grey[top : top + STRIP] for top in range(step // 2, grey.shape[0], step)]
    if not rows:
        return 1.0
    height = measure_letter_height(find_components(find_ink(np.concatenate(rows))))
    return float(min(1.0, max(LETTER_HEIGHT / height, LEAST_SCALE), (MOST_PIXELS / grey.size) ** 0.5))


def _analyze(grey: Grey) -> Layout:
    ink = find_ink(grey)
    whole = find_components(ink)
    height = measure_letter_height(whole)
    rules = find_rules(whole, height)
    lined = dilate_mask(rules.vertical | rules.horizontal, 3, 3)
    rest = find_components(ink & ~lined)
    large = is_large(rest, height)
    pictures, covered = find_pictures(rest, large & ~is_border(rest, large), height)
    letters = _choose_letters(rest, large, rules, height)
    dirt = find_dirt(rest, letters, large, height)
    letters &= ~dirt
    solid = rest.paint(letters | large) | _smear_large_type(rest, letters, height)
    upright = rules.vertical | (close_mask(rules.vertical, 3, BROKEN * height) & ~solid)
    blocks = _find_blocks(rest, letters, solid, upright, rules, pictures, covered, height)
    if not blocks and np.count_nonzero(letters) > SCREENED:
        pictures = _surround(rest.boxes[letters])
    pieces = [BBox(*column) for column in rules.columns.tolist()]
    columns = join_columns(pieces, height)
    rows = join_rules([BBox(*row) for row in rules.rows.tolist()], height, pieces)
    areas = tell_kinds(blocks, pictures, find_boxes(rows, columns, height), rows, grey.shape[0], height)
    boxes = rest.boxes[letters]
    middle = (boxes[:, :2] + boxes[:, 2:]) // 2
    free = boxes[~covered[middle[:, 1], middle[:, 0]]]
    waste = rest.paint(dirt) | _choose_long(upright | rules.horizontal, (*rows, *columns), height)
    waste = dilate_mask(waste, 5, 5)  # the edges of rules and dots are soft
    return Layout(sort_areas(areas, (*rows, *columns), height), height, free, (*rows, *columns), waste)


def _choose_long(ruled: Mask, rules: Sequence[BBox], height: float) -> Mask:
    """The pixels of long rules; what looks like a short one may be a word."""
    chosen = np.zeros(ruled.shape, bool)
    for left, top, right, bottom in rules:
        if max(right - left, bottom - top) > UNDOUBTED * height:
            chosen[top:bottom, left:right] = ruled[top:bottom, left:right]
    return chosen


def _surround(boxes: Boxes) -> Boxes:
    """The one box around all."""
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])[None].astype(np.int32)


def _choose_letters(components: Components, large: Mask, rules: Rules, height: float) -> Mask:
    """Which components are letters: no specks, no pictures, no pieces of rules."""
    print_ = ~is_speck(components, height) & ~large
    slivers = is_sliver(components, height)
    remnants = slivers & is_near(components, rules.vertical, height)
    return print_ & ~remnants & ~(slivers & stands_free(components, print_, height))


def _find_blocks(
    components: Components,
    letters: Mask,
    solid: Mask,
    upright: Mask,
    rules: Rules,
    pictures: Boxes,
    covered: Mask,
    height: float,
) -> list[Block]:
    barrier = upright | find_gutters(solid, rules.vertical, height)
    lines = find_lines(components, letters, barrier | rules.horizontal, height)
    if is_screen(lines):
        return []
    for _ in range(ROUNDS):
        bridges = [bridge for bridge in find_bridges(lines, barrier, height) if not _has_ink(upright, bridge)]
        if not bridges:
            break
        for left, top, right, bottom in bridges:
            barrier[top:bottom, left:right] = False
        lines = find_lines(components, letters, barrier | rules.horizontal, height)
    blocks = group_lines(lines, rules.rows, barrier)
    blocks = [block for block in blocks if not _is_drawn(block, covered) and _is_print(block, height)]
    blocks = merge_columns(merge_overlapping(blocks), barrier, rules.horizontal)
    blocks = merge_columns(heal_splits(blocks, rules.horizontal), barrier, rules.horizontal)
    blocks = [block for block in merge_overlapping(blocks) if _stands_alone(block, height)]
    drawn = [BBox(*picture) for picture in pictures.tolist()]
    blocks = join_decks(split_first_lines(blocks, height), upright, height, drawn)
    return join_tables(blocks, upright, height)


def _has_ink(mask: Mask, box: BBox) -> bool:
    return bool(mask[box.top : box.bottom, box.left : box.right].any())


def _smear_large_type(components: Components, letters: Mask, height: float) -> Mask:
    """Large letters with the white between words filled, which is as wide as gutters are elsewhere."""
    smeared = np.zeros(components.labels.shape, bool)
    letters = letters & (components.widths > components.heights / 4)
    for smallest in SIZES:
        chosen = letters & (components.heights >= smallest * height)
        if chosen.any():
            smeared |= close_mask(components.paint(chosen), WORD_SPACE * smallest * height, 1)
    return smeared


def _is_drawn(block: Block, pictures: Mask) -> bool:
    """Whether a block is part of a picture."""
    left, top, right, bottom = block.bbox
    return float(pictures[top:bottom, left:right].mean()) > INSIDE


def _is_print(block: Block, height: float) -> bool:
    """Whether a block is more than a blot, or a piece of a rule that was too short to be known as one."""
    wide, tall = block.bbox.width, block.bbox.height
    stroke = (wide < height and tall > 2 * wide) or (tall < 0.5 * height and wide > 2 * tall)
    stroke |= tall < 0.75 * height and wide > 8 * height
    return not stroke and (block.letters > 2 or tall > 0.6 * height)


def _stands_alone(block: Block, height: float) -> bool:
    """Whether a block is print by itself; a number of one or two figures is."""
    if block.letters > 2:
        return block.bbox.width > height
    return 0.6 * height < block.height < 4 * height and height < block.bbox.width < 8 * height
