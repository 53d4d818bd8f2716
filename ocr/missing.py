"""Print that was not read: found, counted, and read again line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ocr.layout.components import Boxes, find_components
from ocr.layout.ink import Mask
from ocr.layout.morphology import close_mask
from ocr.page import BBox, Ink, Line

RASTER = 4.0
"""Pixels of a letter's height on the raster that places are compared on."""

SLACK = 0.3
"""Letter heights by which a letter may stick out of its word."""

GAP, FEWEST, SHORTEST, HIGHEST = 2.0, 3, 2.5, 3.0
"""A missed line: letters at most GAP letter heights apart, at least FEWEST, at least SHORTEST wide and at
most HIGHEST high. What is less is dirt more often than print."""

SUREST_DOUBT = 0.5
"""Confidence from which on what is read at the second try is kept."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the letters of a page.

    Attributes:
        ink: the shares that were not read.
        missed: places that look like lines, pixels of the image.
    """

    ink: Ink
    missed: tuple[BBox, ...]


def account_for_ink(letters: Boxes, regions: Iterable[BBox], words: Iterable[BBox], height: float) -> Account:
    """Tell which letters lie in no region or no word; all boxes in pixels, `height` that of a letter."""
    if not len(letters):
        return Account(Ink(0.0, 0.0), ())
    scale = RASTER / height
    width, depth = (int(letters[:, edge].max() * scale) + 2 for edge in (2, 3))
    middle = ((letters[:, :2] + letters[:, 2:]) / 2 * scale).astype(int)
    held = _paint(regions, (depth, width), scale, 0)[middle[:, 1], middle[:, 0]]
    read = _paint(words, (depth, width), scale, SLACK * height)[middle[:, 1], middle[:, 0]]
    left = [BBox(*box) for box in letters[~read].tolist()]
    ink = Ink(float((~held).mean()), float((~read).mean()))
    return Account(ink, tuple(_find_lines(left, (depth, width), scale)))


def _paint(boxes: Iterable[BBox], shape: tuple[int, int], scale: float, slack: float) -> Mask:
    mask = np.zeros(shape, bool)
    for box in boxes:
        left, top = (max(0, int((edge - slack) * scale)) for edge in box[:2])
        mask[top : int((box.bottom + slack) * scale) + 1, left : int((box.right + slack) * scale) + 1] = True
    return mask


def _find_lines(letters: list[BBox], shape: tuple[int, int], scale: float) -> Iterator[BBox]:
    """Boxes around letters that stand in a line, from top to bottom."""
    pieces = find_components(close_mask(_paint(letters, shape, scale, 0), GAP * RASTER, 1))
    members: dict[int, list[BBox]] = {}
    for letter in letters:
        x, y = (letter.left + letter.right) / 2 * scale, (letter.top + letter.bottom) / 2 * scale
        members.setdefault(int(pieces.labels[int(y), int(x)]), []).append(letter)
    for group in members.values():
        box = BBox.around(group)
        wide, tall = box.width * scale / RASTER, box.height * scale / RASTER
        if len(group) >= FEWEST and wide >= SHORTEST and tall <= HIGHEST:
            yield box


def choose_sure(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines from a second try that are more likely print than dirt."""
    for line in lines:
        letters = sum(character.isalnum() for character in line.text)
        doubt = sum(word.confidence for word in line.words) / len(line.words)
        if letters >= FEWEST and doubt >= SUREST_DOUBT:
            yield line


def insert_line(lines: Sequence[Line], line: Line) -> tuple[Line, ...]:
    """The lines with one more, in its place from top to bottom; part of a line joins the rest of it."""
    middle = (line.bbox.top + line.bbox.bottom) / 2
    for position, other in enumerate(lines):
        if other.bbox.top < middle < other.bbox.bottom:
            words = tuple(sorted((*other.words, *line.words), key=lambda word: word.bbox.left))
            joined = replace(other, bbox=BBox.around([other.bbox, line.bbox]), words=words)
            return (*lines[:position], joined, *lines[position + 1 :])
    place = sum((other.bbox.top + other.bbox.bottom) / 2 < middle for other in lines)
    return (*lines[:place], line, *lines[place:])
