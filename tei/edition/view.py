"""A scan as the web edition shows it, with its printed lines to point at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ocr.page import Page
from tei.batch import Batch
from tei.edition.images import image_name
from tei.markup import identifier


@dataclass(frozen=True, slots=True)
class Zone:
    """A printed line on a scan: its name in the TEI, its id, and its box in pixels of the scan."""

    name: str
    line: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class View:
    """A scan with the lines that can be pointed at.

    `page` names its files, `image` is the image's file name; width and height are those of the scan.
    """

    page: str
    number: str
    image: str
    width: int
    height: int
    zones: tuple[Zone, ...]

    @property
    def title(self) -> str:
        """What people call the page."""
        return call(self.number)


def call(number: str) -> str:
    """What people call a page of that printed number."""
    return f"Page {number}" if number else "Page without number"


def view_page(page: Page, batch: Batch, lines: Collection[str] | None = None) -> View:
    """The page with those of its lines (all, by default)."""
    zones, sheet = [], batch.sheets[page.id]
    for line in page.lines():
        if lines is None or line.id in lines:
            box, name = line.bbox, sheet.zone(line.id)
            zones.append(Zone(name, line.id, box.left, box.top, max(box.width, 0), max(box.height, 0)))
    number = batch.number(page.id) or ""
    return View(identifier(page.id), number, image_name(page.id), page.width, page.height, tuple(zones))


def is_shown(page: str, folder: Path) -> bool:
    """Whether the edition in the folder has an image of the page."""
    return (folder / "images" / image_name(page)).exists()
