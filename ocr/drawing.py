"""A picture of the layout: regions, kinds and reading order over the page."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

from ocr.page import BBox, Page, Region, RegionKind

COLORS: dict[RegionKind, tuple[int, int, int]] = {
    RegionKind.TEXT: (0, 110, 0),
    RegionKind.HEADLINE: (190, 0, 0),
    RegionKind.MASTHEAD: (140, 0, 140),
    RegionKind.CAPTION: (0, 120, 160),
    RegionKind.ADVERTISEMENT: (170, 100, 0),
    RegionKind.PICTURE: (230, 120, 0),
    RegionKind.TABLE: (0, 90, 190),
    RegionKind.RULE: (120, 120, 120),
    RegionKind.FURNITURE: (90, 90, 90),
}
PATH = (220, 0, 220)
"""The line from region to region in reading order."""


def draw_layout(page: Page, image: Image.Image, size: int = 1600) -> Image.Image:
    """The page with its regions outlined, numbered and joined in reading order.

    Args:
        page: regions in pixels of the scan.
        image: the scan as stored; not changed.
        size: the longer side of the picture in pixels, at most.

    Returns:
        An RGB image; colours tell the kinds, as in COLORS.
    """
    scale = min(1.0, size / max(image.size))
    picture = image.convert("RGB").resize(
        (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    )
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(max(10, size // 70))
    for region in page.regions:
        if region.kind is RegionKind.RULE:
            draw.rectangle(_scale(region.bbox, scale), outline=COLORS[RegionKind.RULE])
    regions = [region for region in page.regions if region.kind is not RegionKind.RULE]
    boxes = [_scale(region.bbox, scale) for region in regions]
    draw.line([_middle(box) for box in boxes], fill=PATH, width=2)
    for number, (region, box) in enumerate(zip(regions, boxes, strict=True), 1):
        _draw_region(draw, region, box, number, font)
    return picture


def _draw_region(
    draw: ImageDraw.ImageDraw,
    region: Region,
    box: BBox,
    number: int,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> None:
    color = COLORS[region.kind]
    draw.rectangle(box, outline=color, width=3)
    label = f"{number} {region.kind}"
    place = draw.textbbox((box.left + 4, box.top + 2), label, font=font)
    draw.rectangle(place, fill=(255, 255, 255))
    draw.text((box.left + 4, box.top + 2), label, fill=color, font=font)


def _scale(box: BBox, scale: float) -> BBox:
    left, top, right, bottom = (round(edge * scale) for edge in box)
    return BBox(left, top, max(left, right), max(top, bottom))


def _middle(box: BBox) -> tuple[int, int]:
    return (box.left + box.right) // 2, (box.top + box.bottom) // 2
