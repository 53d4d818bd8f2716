"""Images of scans for the web."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tei.edition.images import image_name, write_scan_images


@pytest.mark.parametrize(("kind", "size"), [("images", (1600, 2400)), ("thumbnails", (240, 360))])
def test_web_images_are_small_and_grey(tmp_path: Path, kind: str, size: tuple[int, int]) -> None:
    write_scan_images(Image.new("RGB", (4000, 6000), "white"), tmp_path, "s1")
    with Image.open(tmp_path / kind / image_name("s1")) as made:
        assert (made.size, made.mode, made.format) == (size, "L", "JPEG")


def test_a_small_scan_is_not_blown_up(tmp_path: Path) -> None:
    write_scan_images(Image.new("1", (100, 10)), tmp_path, "../s1")
    with Image.open(tmp_path / "images" / image_name("../s1")) as made:
        assert made.size == (100, 10)
