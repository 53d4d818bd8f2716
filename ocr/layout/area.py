"""What layout analysis finds."""

from __future__ import annotations

from dataclasses import dataclass

from ocr.page import BBox, RegionKind


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a page of one kind.

    Attributes:
        bbox: in pixels of the image.
        lines: boxes of the lines of print in it, from top to bottom; empty for pictures.
        height: of its letters in pixels; 0 for pictures.
        frame: the printed box that it stands in, if any.
    """

    kind: RegionKind
    bbox: BBox
    lines: tuple[BBox, ...] = ()
    height: float = 0.0
    frame: BBox | None = None
