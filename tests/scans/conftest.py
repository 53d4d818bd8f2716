"""Small scans that the tests of this room make for themselves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

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
