"""Scans made small enough for the web."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from scans.files import write_bytes
from tei.markup import identifier

WIDTH = 1600
"""Pixels of a page's image, at most."""
THUMBNAIL = 240
"""Pixels of a page's small image, at most."""


def image_name(page: str) -> str:
    """File name of both images of a page, in `images/` and in `thumbnails/`."""
    return f"{identifier(page)}.jpg"


def write_scan_images(image: Image.Image, folder: Path, page: str) -> None:
    """Write a scan as two grey JPEGs: `folder/images/…`, and for lists `folder/thumbnails/…`."""
    large = _shrink(image.convert("L"), WIDTH)
    _write(_shrink(large, THUMBNAIL), folder / "thumbnails" / image_name(page))
    _write(large, folder / "images" / image_name(page))


def _shrink(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _write(image: Image.Image, path: Path) -> None:
    content = BytesIO()  # on a full disk Pillow would write a part of the file and say nothing
    image.save(content, "JPEG", quality=70, optimize=True)
    write_bytes(path, content.getvalue())
