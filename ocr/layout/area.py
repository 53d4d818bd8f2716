"""What layout analysis finds."""

from __future__ import annotations

import math
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

    def scaled(self, factor: float) -> Area:
        """The same area on an image so many times larger."""
        return Area(
            self.kind,
            scale_box(self.bbox, factor),
            tuple(scale_box(line, factor) for line in self.lines),
            self.height * factor,
            scale_box(self.frame, factor) if self.frame else None,
        )


def scale_box(box: BBox, factor: float) -> BBox:
    """The box around the same place on an image so many times larger."""
    left, top, right, bottom = box
    return BBox(
        math.floor(left * factor),
        math.floor(top * factor),
        math.ceil(right * factor),
        math.ceil(bottom * factor),
    )


def share_inside(box: BBox, frame: BBox) -> float:
    """What share of a box lies inside another, 0 to 1."""
    wide = min(box.right, frame.right) - max(box.left, frame.left)
    tall = min(box.bottom, frame.bottom) - max(box.top, frame.top)
    return max(0, wide) * max(0, tall) / max(1, box.width * box.height)
