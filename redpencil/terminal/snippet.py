"""The picture of the line, where the terminal can show one (by kitty's protocol, or sixel)."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw
from textual.widget import Widget

from redpencil.project import Project
from redpencil.review.doubt import Doubt
from redpencil.review.pictures import Pictures, frame_line
from redpencil.review.sheet import Sheet
from scans.errors import RedpencilError


class Snippet:
    """Draws the line of a doubt with its words framed, by a widget of textual-image."""

    def __init__(self, pictures: Pictures, kind: Any) -> None:
        self._pictures, self._kind = pictures, kind
        self._widget: Any = None

    def widget(self) -> Widget:
        """Where it is drawn."""
        self._widget = self._kind(id="picture")
        widget: Widget = self._widget
        return widget

    def show(self, sheet: Sheet, doubt: Doubt) -> None:
        """Draw the line; nothing where there is no scan."""
        self._widget.image = self._draw(sheet, doubt)

    def _draw(self, sheet: Sheet, doubt: Doubt) -> Image.Image | None:
        line = sheet.lines[sheet.line_of[doubt.tokens[0]]]
        if sheet.page is None or line.bbox is None:
            return None
        frame = frame_line(sheet.page, line.bbox)
        try:
            content = self._pictures.strip(sheet.page, frame)
        except RedpencilError:
            return None
        if content is None:
            return None
        image = Image.open(io.BytesIO(content)).convert("RGB")
        scale = image.width / frame.width
        pen = ImageDraw.Draw(image)
        for token in doubt.tokens:
            if token in sheet.boxes:
                box = sheet.boxes[token].shifted(-frame.left, -frame.top)
                pen.rectangle([round(side * scale) for side in box], outline=(179, 38, 30), width=2)
        return image


def make_snippet(project: Project) -> Snippet | None:
    """A snippet where textual-image is installed and the terminal has a protocol for pictures."""
    try:
        from textual_image.renderable import Image as Best
        from textual_image.renderable.sixel import Image as Sixel
        from textual_image.renderable.tgp import Image as Kitty
        from textual_image.widget import Image as Picture
    except ImportError:
        return None
    return Snippet(Pictures(project), Picture) if Best in (Sixel, Kitty) else None
