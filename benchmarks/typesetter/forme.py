"""The forme: a whole page of type locked up, every line and rule at its place."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.typesetter.setting import SetLine, SetWord
from benchmarks.typesetter.style import House
from ocr.page import BBox, RegionKind


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line on the page: left edge of its measure, baseline, and the region it belongs to."""

    line: SetLine
    x: float
    baseline: float
    region: str
    kind: RegionKind


@dataclass(frozen=True, slots=True)
class Forme:
    """A page of type; lines stand in reading order, boxes are in pixels.

    Attributes:
        number: of the page, as printed.
        rules: solid bars.
        pictures: places of pictures.
        frames: frames around advertisements.
    """

    number: str
    width: int
    height: int
    house: House
    lines: tuple[PlacedLine, ...]
    rules: tuple[BBox, ...] = ()
    pictures: tuple[BBox, ...] = ()
    frames: tuple[BBox, ...] = ()


def ink_box(placed: PlacedLine, house: House) -> BBox:
    """The smallest box that holds all ink of a line, on the unbent page."""
    style = placed.line.style
    boxes: list[BBox] = []
    for word in placed.line.words:
        font = house.font(style, word.italic)
        left, top, right, bottom = font.getbbox(word.text, anchor="ls")
        x = placed.x + word.x
        boxes.append(
            BBox(
                int(np.floor(x + left * style.squeeze)),
                int(np.floor(placed.baseline + top)),
                int(np.ceil(x + right * style.squeeze)) + 1,
                int(np.ceil(placed.baseline + bottom)) + 1,
            )
        )
    return BBox.around(boxes)


def tear_off(forme: Forme, edge: NDArray[np.float32]) -> Forme:
    """The forme without the words that a torn right edge (x by row) takes away by half or more."""
    lines = (_tear_line(placed, float(edge[int(placed.baseline)]), forme.house) for placed in forme.lines)
    return replace(forme, lines=tuple(placed for placed in lines if placed.line.words))


def _tear_line(placed: PlacedLine, edge: float, house: House) -> PlacedLine:
    line = placed.line
    kept = tuple(word for word in line.words if _middle(placed, word, house) < edge)
    whole = len(kept) == len(line.words)
    return replace(placed, line=replace(line, words=kept, hyphenated=line.hyphenated and whole))


def _middle(placed: PlacedLine, word: SetWord, house: House) -> float:
    length = house.font(placed.line.style, word.italic).getlength(word.text)
    return placed.x + word.x + length * placed.line.style.squeeze / 2


def draw_text(forme: Forme) -> NDArray[np.uint8]:
    """The ink of the type alone: 0 is paper, 255 is full ink."""
    image = Image.new("L", (forme.width, forme.height))
    draw = ImageDraw.Draw(image)
    for placed in forme.lines:
        if placed.line.style.squeeze == 1:
            _draw_line(draw, placed, forme.house)
        else:
            _draw_squeezed(image, placed, forme.house)
    return np.asarray(image)


def draw_rules(forme: Forme) -> NDArray[np.uint8]:
    """The ink of rules and frames alone."""
    ink = np.zeros((forme.height, forme.width), np.uint8)
    for rule in forme.rules:
        ink[rule.top : rule.bottom, rule.left : rule.right] = 255
    weight = max(1, round(forme.house.pixels(1)))
    for frame in forme.frames:
        cv2.rectangle(ink, (frame.left, frame.top), (frame.right - 1, frame.bottom - 1), 255, weight)
    return ink


def _draw_line(draw: ImageDraw.ImageDraw, placed: PlacedLine, house: House) -> None:
    for word in placed.line.words:
        font = house.font(placed.line.style, word.italic)
        draw.text((placed.x + word.x, placed.baseline), word.text, fill=255, font=font, anchor="ls")


def _draw_squeezed(image: Image.Image, placed: PlacedLine, house: House) -> None:
    """Draw each word wide and press it together; the face has no condensed cut of its own."""
    style = placed.line.style
    for word in placed.line.words:
        font = house.font(style, word.italic)
        left, top, right, bottom = font.getbbox(word.text, anchor="ls")
        patch = Image.new("L", (int(right - left) + 4, int(bottom - top) + 4))
        ImageDraw.Draw(patch).text((2 - left, 2 - top), word.text, fill=255, font=font, anchor="ls")
        narrow = patch.resize(
            (max(1, round(patch.width * style.squeeze)), patch.height), Image.Resampling.BOX
        )
        corner = (round(placed.x + word.x + (left - 2) * style.squeeze), round(placed.baseline + top - 2))
        image.paste(255, corner, narrow)
