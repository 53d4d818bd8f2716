"""Pages set in the face that Pillow brings along."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corrections.ink.cutting import Grey
from ocr.page import BBox, Line, Page, Region, RegionKind, Word

TEXT = """the men who govern the mine were never seen at their great meeting
where women moved that a new union be made in every town and valley
no one over there ever went to give them bread or money by the barrel
their own government went on without a vote the more the better
one of the governors met ten men near the great river and told them
that the strike would be called by the board only if they voted for it
all the ladies sold a little yellow cloth for the boys in the valley
last year they asked for higher wages and shorter days but got nothing
some of the old miners began to pray that their boys might not go back"""
SIZE, LEADING, LEFT = 30, 46, 20

Printed = tuple[Page, Grey]
Press = Callable[..., Printed]


@pytest.fixture(scope="session")
def press() -> Press:
    """Print lines of text; `read` says what the engine takes a printed word for."""
    return _print


def _print(text: str = TEXT, read: Mapping[str, str] | None = None) -> Printed:
    font = ImageFont.load_default(SIZE)
    lines = text.splitlines()
    image = Image.new("L", (1200, LEADING * (len(lines) + 1)), 225)
    draw = ImageDraw.Draw(image)
    set_lines = []
    for row, line in enumerate(lines):
        words, x = [], float(LEFT)
        for place, word in enumerate(line.split()):
            top = LEADING * row + 10
            box = draw.textbbox((x, top), word, font=font)
            draw.text((x, top), word, 40, font)
            said = (read or {}).get(word, word)
            words.append(Word(f"l{row}.w{place}", said, BBox(*map(round, box)), 0.96))
            x += draw.textlength(word, font) + 10
        set_lines.append(Line(f"l{row}", BBox.around([word.bbox for word in words]), tuple(words)))
    grey = np.asarray(image, np.float32) + np.random.default_rng(1).normal(0, 6, image.size[::-1])
    region = Region("r1", RegionKind.TEXT, BBox(0, 0, *image.size), tuple(set_lines))
    page = Page("p1", "p1.png", 1, "a" * 64, *image.size, 300, (region,))
    return page, np.clip(grey, 0, 255).astype(np.uint8)
