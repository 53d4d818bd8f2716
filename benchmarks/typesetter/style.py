"""House style: how each kind of block is set."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PIL import ImageFont

from benchmarks.typesetter.typeface import Typeface
from tei.article import BlockKind


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of block is set; sizes and spaces in points.

    Attributes:
        size, leading: of the type, and from baseline to baseline.
        weight: "regular", "bold" or "italic".
        align: "justify", "centre" or "right".
        before, after: space above and below the block.
        indent: of a paragraph's first line; `inset`: of all lines, on both sides.
        squeeze: width of the letters against the face as it is drawn, for condensed headings.
    """

    size: float
    leading: float
    weight: str = "regular"
    align: str = "justify"
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    inset: float = 0.0
    squeeze: float = 1.0


@dataclass(frozen=True, slots=True)
class House:
    """The house style: face, resolution and body size (points) from which all else follows."""

    face: Typeface
    dpi: int
    body: float = 9.0
    leading: float = 1.08

    def pixels(self, points: float) -> float:
        return points * self.dpi / 72

    def font(self, style: Style, italic: bool = False) -> ImageFont.FreeTypeFont:
        """The font of a style; italic words inside bold stay bold."""
        weight = "italic" if italic and style.weight == "regular" else style.weight
        return self.face.cast(weight, self.pixels(style.size))

    def style(self, kind: BlockKind, span: int = 1) -> Style:
        """The style of a kind of block; heads grow with the number of columns they span."""
        size, lead = self.body, self.body * self.leading
        text = Style(size, lead, indent=size)
        match kind:
            case BlockKind.HEAD:
                head = size * (1.35 + 0.5 * span)
                return Style(head, head * 1.1, "bold", "centre", size * 0.4, size * 0.5, squeeze=0.8)
            case BlockKind.SUBHEAD:
                deck = size * (1.05 + 0.14 * span)
                return Style(deck, deck * 1.15, "bold", "centre", 0, size * 0.6, squeeze=0.92)
            case BlockKind.SECTION:
                return Style(size, lead, "bold", "centre", size * 0.5, size * 0.35)
            case BlockKind.BYLINE:
                return Style(size, lead, "bold", "centre", 0, size * 0.5)
            case BlockKind.JUMP_HEAD:
                return Style(size, lead, "regular", "centre", 0, size * 0.5)
            case BlockKind.CAPTION:
                return Style(size, lead, "bold", "centre", 0, size * 0.6)
            case BlockKind.JUMP_LINE:
                return Style(size * 0.95, lead, "regular", "centre", size * 0.3)
            case BlockKind.QUOTATION:
                return replace(
                    text, size=size * 0.93, leading=lead * 0.95, inset=size, before=2, after=size * 0.4
                )
            case BlockKind.NOTE:
                return replace(
                    text, size=size * 0.93, leading=lead * 0.95, weight="italic", before=2, after=size * 0.4
                )
            case _:
                return text
