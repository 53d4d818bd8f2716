"""The facsimile: a surface for each page, zones for columns, regions, lines, and the words that need one."""

from __future__ import annotations

import mimetypes
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import quote
from xml.etree.ElementTree import Element

from ocr.page import BBox, Line, Page, Region
from tei.article import Article
from tei.batch import Batch
from tei.markup import clean, element, written
from tei.serialization import write, write_list
from tei.sheet import Sheet

Zones = Mapping[str, Mapping[str, str]]
"""Zones of lines as markup, by page id and line id."""


def build_zones(article: Article, batch: Batch, words: Collection[tuple[str, str]]) -> Zones:
    """The zones of the lines an article stands on, with those of the words that need one.

    `words` are (page id, word id).
    """
    made: dict[str, dict[str, str]] = {}
    for block in article.blocks:
        for line in block.lines:
            if place := line.placement:
                sheet = batch.sheets[place.page]
                made.setdefault(place.page, {})[place.line] = _line(sheet, sheet.lines[place.line][1], words)
    return made


def build_facsimile(zones: Iterable[Zones], batch: Batch) -> Element | None:
    """Surfaces with the zones of articles; None for text without scans."""
    held: dict[str, dict[str, str]] = {}
    for found in zones:
        for page, lines in found.items():
            held.setdefault(page, {}).update(lines)
    if not held:
        return None
    surfaces = [_surface(batch, batch.sheets[page], held[page]) for page in batch.pages if page in held]
    return element("facsimile", *surfaces, id="facs")


def image_url(page: Page, images: str) -> str:
    """Where the page's image is, as a relative reference; `#page=2` for the second page of a file."""
    url = images + quote(clean(page.image))
    return url if page.image_page == 1 else f"{url}#page={page.image_page}"


def _surface(batch: Batch, sheet: Sheet, lines: Mapping[str, str]) -> Element:
    page = sheet.page
    kind = mimetypes.guess_type(page.image)[0]
    whole = BBox(0, 0, page.width, page.height)
    graphic = element(
        "graphic",
        url=image_url(page, batch.encoding.images),
        mimeType=kind if kind and kind.startswith(("image/", "application/")) else None,
        width=f"{page.width}px",
        height=f"{page.height}px",
    )
    made = element("surface", graphic, id=sheet.mark, n=batch.number(page.id), **_corners(whole, whole))
    columns: dict[int, Element] = {}
    for region in page.regions:
        if zones := [lines[line.id] for line in region.lines if line.id in lines]:
            number = sheet.columns.get(region.id, 0)
            if number and number not in columns:
                columns[number] = _column(sheet, number, whole)
                made.append(columns[number])
            columns.get(number, made).append(_region(sheet, region, zones, whole))
    return made


def _column(sheet: Sheet, number: int, whole: BBox) -> Element:
    box = _corners(sheet.boxes[number], whole)
    return element("zone", id=sheet.column_zone(number), type="column", n=str(number), **box)


def _region(sheet: Sheet, region: Region, zones: Iterable[str], whole: BBox) -> Element:
    kind, box = region.kind.value, _corners(region.bbox, whole)
    return element("zone", written(write_list(zones)), id=sheet.zone(region.id), type=kind, **box)


def _line(sheet: Sheet, line: Line, words: Collection[tuple[str, str]]) -> str:
    page = sheet.page
    whole = BBox(0, 0, page.width, page.height)
    made = element("zone", id=sheet.zone(line.id), type="line", **_corners(line.bbox, whole))
    for word in line.words:
        if (page.id, word.id) in words:
            box = _corners(word.bbox, whole)
            made.append(element("zone", id=sheet.zone(word.id), type="word", **box))
    return write(made)


def _corners(box: BBox, whole: BBox) -> dict[str, str]:
    """The box as TEI says it, cut to the page."""
    left, top = min(max(box.left, 0), whole.right), min(max(box.top, 0), whole.bottom)
    right, bottom = max(left, min(box.right, whole.right)), max(top, min(box.bottom, whole.bottom))
    return {"ulx": str(left), "uly": str(top), "lrx": str(right), "lry": str(bottom)}
