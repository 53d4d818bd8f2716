"""A page scan in several resolutions, cut into tiles as they are wanted.

Levels count as in Deep Zoom: the highest is the scan itself, each below it half as large.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.page import BBox, Page
from redpencil.ink import locate_scan
from redpencil.project import Project
from scans.files import write_bytes
from scans.image import read_image

TILE = 512
"""Pixels a side."""
_QUALITY = 80
_MARGIN = 0.35
"""Of a line's height, shown above and below it."""
_WIDEST_STRIP = 1400
_KEPT = 2
"""Pages whose pixels are held in memory: 60 megapixels take 80 MB."""

Grey = NDArray[np.uint8]


def count_levels(width: int, height: int) -> int:
    """The highest level: the power of two that is not below the longer side."""
    return (max(width, height) - 1).bit_length()


@dataclass(frozen=True)
class Pyramid:
    """One page's pixels, by level; `levels[-1]` is the scan itself, each before it half as large."""

    levels: tuple[Grey, ...]
    top: int

    def tile(self, level: int, column: int, row: int) -> Grey | None:
        """The pixels of a tile; None where the page has none."""
        if self.top - level >= len(self.levels):
            return None
        pixels = self._level(level)
        cut = pixels[row * TILE : (row + 1) * TILE, column * TILE : (column + 1) * TILE]
        return cut if cut.size else None

    def strip(self, box: BBox) -> Grey:
        """The pixels of a box of the scan, no wider than is useful on a screen."""
        level = self.top
        while box.width >> (self.top - level) > _WIDEST_STRIP and self.top - level < len(self.levels) - 1:
            level -= 1
        shift = self.top - level
        pixels = self._level(level)
        return pixels[box.top >> shift : box.bottom >> shift, box.left >> shift : box.right >> shift]

    def _level(self, level: int) -> Grey:
        return self.levels[level - self.top - 1]


def build_pyramid(pixels: Grey) -> Pyramid:
    """All levels down to one that fits into a tile."""
    levels = [pixels]
    while max(levels[0].shape) > TILE:
        height, width = levels[0].shape
        half = ((width + 1) // 2, (height + 1) // 2)
        levels.insert(0, np.asarray(cv2.resize(levels[0], half, interpolation=cv2.INTER_AREA), np.uint8))
    return Pyramid(tuple(levels), count_levels(pixels.shape[1], pixels.shape[0]))


class Pictures:
    """Tiles and strips of a project's pages as JPEG, kept on disk in the project's state folder.

    Safe to use from several threads; a page is decoded once, by whichever comes first.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._pyramids: OrderedDict[str, Pyramid] = OrderedDict()
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()

    def tile(self, page: Page, level: int, column: int, row: int) -> bytes | None:
        """A tile; None where the page has none."""
        top = count_levels(page.width, page.height)
        across, down = (-(-side // (TILE << max(top - level, 0))) for side in (page.width, page.height))
        if not (0 <= level <= top and 0 <= column < across and 0 <= row < down):
            return None
        return self._keep(page, f"{level}_{column}_{row}", lambda p: p.tile(level, column, row))

    def strip(self, page: Page, box: BBox) -> bytes | None:
        """A part of the page, as much of `box` as lies on it; None where that is nothing."""
        left, top = max(box.left, 0), max(box.top, 0)
        cut = BBox(left, top, min(box.right, page.width), min(box.bottom, page.height))
        if cut.width < 1 or cut.height < 1:
            return None
        return self._keep(page, "s_" + "_".join(map(str, cut)), lambda p: p.strip(cut))

    def warm(self, page: Page) -> None:
        """Decode a page before it is wanted."""
        self._pyramid(page)

    def _keep(self, page: Page, name: str, cut: Callable[[Pyramid], Grey | None]) -> bytes | None:
        kept = self._project.state / "tiles" / _name(page) / f"{name}.jpg"
        if kept.exists():
            return kept.read_bytes()
        pixels = cut(self._pyramid(page))
        if pixels is None:
            return None
        _, encoded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
        content = encoded.tobytes()
        with contextlib.suppress(OSError):  # a full disk, or the project is not there any more
            if self._project.folder.is_dir():
                write_bytes(kept, content)
        return content

    def _pyramid(self, page: Page) -> Pyramid:
        key = _name(page)
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            if key not in self._pyramids:
                image = read_image(locate_scan(self._project, page), self._project.settings.scans)
                pyramid = build_pyramid(np.asarray(image, np.uint8))
                with self._lock:
                    self._pyramids[key] = pyramid
                    while len(self._pyramids) > _KEPT:
                        self._pyramids.popitem(last=False)
                return pyramid
            with self._lock:
                pyramid = self._pyramids[key]
                self._pyramids.move_to_end(key)
                return pyramid


def _name(page: Page) -> str:
    """Of the image behind the page: another image in its place has another name, where the page tells."""
    told = repr((page.sha256 or page.image, page.image_page))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


def frame_line(page: Page, box: BBox) -> BBox:
    """A line's box with some of what is around it, within the page."""
    margin = int(box.height * _MARGIN) + 2
    return BBox(
        max(box.left - margin, 0),
        max(box.top - margin, 0),
        min(box.right + margin, page.width),
        min(box.bottom + margin, page.height),
    )
