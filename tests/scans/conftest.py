"""Small scans that the tests of this room make for themselves."""

from collections.abc import Callable
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

Saver = Callable[..., Path]


@pytest.fixture
def page() -> Image.Image:
    """A portrait page, white, with a black block in its upper left corner."""
    image = Image.new("L", (120, 200), 255)
    ImageDraw.Draw(image).rectangle((10, 10, 50, 30), fill=0)
    return image


@pytest.fixture
def save(tmp_path: Path, page: Image.Image) -> Saver:
    """Save the page (or another image) under a name in the test's own folder."""

    def save_as(name: str, image: Image.Image | None = None, **options: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (image or page).save(path, **options)
        return path

    return save_as


@pytest.fixture(scope="session")
def typeset() -> Callable[..., Image.Image]:
    """Typeset columns of plain text: dark ink on white, letters `size` pixels to the em."""
    words = "every worker who reads this paper should get another one to read it and pay for the bundle today"

    @cache
    def set_page(size: int = 24, columns: int = 2, lines: int = 45, ink: int = 20) -> Image.Image:
        font, measure, gutter = ImageFont.load_default(size), 22 * size, 2 * size
        page = Image.new("L", (gutter + columns * (measure + gutter), (lines + 4) * size * 5 // 4), 255)
        draw = ImageDraw.Draw(page)
        stream = cycle(words.split())
        for column in range(columns):
            for line in range(lines):
                text = next(stream)
                while font.getlength(text) < measure - 6 * size:
                    text += " " + next(stream)
                corner = gutter + column * (measure + gutter), (line + 2) * size * 5 // 4
                draw.text(corner, text, fill=ink, font=font)
        return page

    return set_page
