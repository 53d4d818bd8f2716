"""What an OCR engine is to the rest of the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PIL import Image

from ocr.page import BBox, Region


class Mode(StrEnum):
    """What an excerpt shows: a page of any layout, a column of type of any size, even text, or one line."""

    PAGE = "page"
    COLUMN = "column"
    BLOCK = "block"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a page as it is handed to an engine.

    Attributes:
        image: grey (mode L), upright; may be scaled, so that its size differs from bbox's.
        page: id of the scan.
        bbox: what the image shows, in pixels of the scan.
        dpi: of the image.
    """

    image: Image.Image
    page: str
    bbox: BBox
    dpi: int


class Engine(Protocol):
    """Reads text from images; an instance may be used for any number of pages."""

    @property
    def name(self) -> str:
        """The software's name, as it goes into ALTO."""

    @property
    def version(self) -> str:
        """The software's version, as it goes into ALTO."""

    def check(self) -> str:
        """One line about the engine, its version and languages.

        Raises:
            EngineError: the engine cannot work here; the message says what to install.
        """

    def read(self, excerpts: Sequence[Excerpt], mode: Mode) -> tuple[tuple[Region, ...], ...]:
        """Read excerpts of one page, all in the same mode.

        Returns for each excerpt its regions of kind TEXT in reading order, in pixels of its image; ids are
        provisional, unique within the excerpt. An excerpt without text gives no regions.

        Raises:
            EngineError: the engine is missing, crashed, answered nonsense or ran out of time.
        """
