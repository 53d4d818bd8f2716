"""Doubtful lines, read again from images prepared in other ways.

Lines are read again together with their neighbours: alone, Tesseract reads them worse than in a block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from rapidfuzz import fuzz

from ocr.engine import Mode
from ocr.excerpts import Cutting, cut
from ocr.layout.area import Area
from ocr.layout.ink import Grey, Mask
from ocr.page import BBox, Line
from ocr.voting import vote
from scans.enhancement import sharpen

DOUBT = 0.8
"""A line is doubtful when the engine is less sure of any of its words."""

NEIGHBOURS = 1
"""Lines before and after doubtful ones that are read with them."""

ALIKE = 50.0
"""Least likeness, 0 to 100, of two readings of the same line."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another way to read an excerpt.

    Attributes:
        mode: what the engine is told that the excerpt shows.
        letter_height: pixels that most letters are scaled to.
        filter: takes the scaled excerpt and the height of its letters in pixels.
    """

    mode: Mode
    letter_height: float
    filter: Callable[[Grey, float], Grey]


def _keep(image: Grey, height: float) -> Grey:  # noqa: ARG001
    return image


def _sharpen(image: Grey, height: float) -> Grey:
    return sharpen(image, 0.12 * height)


def _thin(image: Grey, height: float) -> Grey:  # noqa: ARG001
    """Strokes a pixel thinner on each side."""
    return np.asarray(cv2.dilate(image, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))), np.uint8)


VARIANTS = (
    Variant(Mode.COLUMN, 18, _keep),
    Variant(Mode.BLOCK, 18, _sharpen),
    Variant(Mode.BLOCK, 26, _keep),
    Variant(Mode.BLOCK, 30, _thin),
    Variant(Mode.BLOCK, 36, _keep),
)
PLAIN = Variant(Mode.BLOCK, 18, _keep)
"""What a second engine gets."""
BESIDE = VARIANTS[1:3]
"""Ways that are enough beside a second engine, whose errors are not the first one's."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of an area that follow each other: numbers from `first` up to, without, `end`."""

    area: Area
    first: int
    end: int


def find_doubtful(area: Area, lines: Sequence[Line]) -> Iterator[Stretch]:
    """The stretches of an area with doubtful lines and their neighbours, from top to bottom."""
    first = end = 0
    for number, line in enumerate(lines):
        if min(word.confidence for word in line.words) >= DOUBT:
            continue
        if number - NEIGHBOURS > end and end:
            yield Stretch(area, first, end)
            end = 0
        first = first if end else max(0, number - NEIGHBOURS)
        end = min(len(lines), number + NEIGHBOURS + 1)
    if end:
        yield Stretch(area, first, end)


def cut_stretch(
    grey: Grey,
    stretch: Stretch,
    lines: Sequence[Line],
    others: tuple[Area, ...],
    waste: Mask,
    variant: Variant,
) -> Cutting:
    """A stretch of lines cut out of the page and prepared in another way."""
    area = stretch.area
    if stretch.end - stretch.first < len(lines):
        bands = [_find_band(line) for line in lines[stretch.first : stretch.end]]
        top, bottom = min(band[0] for band in bands), max(band[1] for band in bands)
        area = replace(area, bbox=BBox(area.bbox.left, top, area.bbox.right, bottom))
    cutting = cut(grey, area, others, waste, variant.letter_height)
    return replace(cutting, image=variant.filter(cutting.image, area.height * cutting.scale))


def _find_band(line: Line) -> tuple[int, int]:
    """Top and bottom of a line in pixels, without the odd word whose box is too high."""
    tops, bottoms = (sorted(word.bbox[edge] for word in line.words) for edge in (1, 3))
    return tops[len(tops) // 2], bottoms[len(bottoms) // 2]


def join_readings(lines: Sequence[Line], readings: Iterable[Sequence[Line]]) -> tuple[Line, ...]:
    """Lines put to the vote with what else was read of them; boxes in pixels of the same image."""
    found: list[list[Line]] = [[line] for line in lines]
    for reading in readings:
        for number, line in _match(lines, reading):
            found[number].append(line)
    return tuple(vote(same) for same in found)


def _match(lines: Sequence[Line], reading: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Which line each line of another reading is, the most alike first."""
    pairs = [
        (fuzz.ratio(line.text, other.text), number, position)
        for number, line in enumerate(lines)
        for position, other in enumerate(reading)
        if _overlap(line.bbox, other.bbox)
    ]
    taken: set[int] = set()
    done: set[int] = set()
    for likeness, number, position in sorted(pairs, reverse=True):
        if likeness > ALIKE and number not in done and position not in taken:
            done.add(number)
            taken.add(position)
            yield number, reading[position]


def _overlap(one: BBox, other: BBox) -> bool:
    across = min(one.right, other.right) > max(one.left, other.left)
    return across and min(one.bottom, other.bottom) > max(one.top, other.top)
