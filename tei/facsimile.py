"""The facsimile: a surface for each page, zones for columns, regions, lines, and the words that need one."""

from __future__ import annotations

import mimetypes
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import quote

from ocr.page import BBox, Page
from tei.article import Article, Placement
from tei.batch import Batch
from tei.markup import LINE, Markup, clean, element, part, put_inside
from tei.sheet import Sheet

Zones = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Zones of lines as markup, by ids of page, region and line."""


def build_zones(article: Article, batch: Batch, words: Mapping[Placement, Collection[str]]) -> Zones:
    """The zones of the lines an article stands on, with those of the words that need one, ids by line."""
    made: dict[str, dict[str, dict[str, str]]] = {}
    for block in article.blocks:
        for line in block.lines:
            if place := line.placement:
                zone = _line(batch.sheets[place.page], place.line, words.get(place, ()))
                made.setdefault(place.page, {}).setdefault(place.region, {})[place.line] = zone
    return made


def build_facsimile(zones: Iterable[Zones], batch: Batch) -> Markup | None:
    """Surfaces with the zones of articles; None for text without scans."""
    held: dict[str, dict[str, dict[str, str]]] = {}
    for found in zones:
        for page, regions in found.items():
            for region, lines in regions.items():
                held.setdefault(page, {}).setdefault(region, {}).update(lines)
    if not held:
        return None
    surfaces = [_surface(batch, batch.sheets[page], held[page]) for page in batch.pages if page in held]
    return element("facsimile", *surfaces, id="facs")


def image_url(page: Page, images: str) -> str:
    """Where the page's image is, as a relative reference; `#page=2` for the second page of a file."""
    url = images + quote(clean(page.image))
    return url if page.image_page == 1 else f"{url}#page={page.image_page}"


def _surface(batch: Batch, sheet: Sheet, zones: Mapping[str, Mapping[str, str]]) -> Markup:
    page = sheet.page
    kind = mimetypes.guess_type(page.image)[0]
    graphic = element(
        "graphic",
        url=image_url(page, batch.encoding.images),
        mimeType=kind if kind and kind.startswith(("image/", "application/")) else None,
        width=f"{page.width}px",
        height=f"{page.height}px",
    )
    size = {"ulx": "0", "uly": "0", "lrx": str(page.width), "lry": str(page.height)}
    return element("surface", graphic, *_zones(sheet, zones), id=sheet.mark, n=batch.number(page.id), **size)


def _zones(sheet: Sheet, zones: Mapping[str, Mapping[str, str]]) -> Iterator[Markup]:
    """The zones of the columns with those of their regions, and of the regions that stand in none."""
    held: dict[object, list[Markup]] = {}
    for region in sheet.page.regions:
        if lines := zones.get(region.id):
            inside = [lines[line.id] for line in region.lines if line.id in lines]
            zone = _zone(sheet, sheet.zone(region.id), region.kind, region.bbox, part(LINE.join(inside)))
            held.setdefault(sheet.columns.get(region.id) or region.id, []).append(zone)
    for where, made in held.items():
        if isinstance(where, int):
            mark, number = sheet.column_zone(where), str(where)
            yield _zone(sheet, mark, "column", sheet.boxes[where], *made, n=number)
        else:
            yield from made


def _zone(sheet: Sheet, mark: str, kind: str, box: BBox, *inside: Markup, n: str | None = None) -> Markup:
    left, top, right, bottom = map(str, _cut(sheet, box))
    return element("zone", *inside, id=mark, type=kind, n=n, ulx=left, uly=top, lrx=right, lry=bottom)


def _line(sheet: Sheet, name: str, words: Collection[str]) -> str:
    """The zone of a line with those of its words, as markup: there are hundreds on a page."""
    _, line, mark = sheet.lines[name]
    begin = _begin(sheet, mark, "line", line.bbox)
    if not words:
        return f"{begin}/>"
    inside = [
        f"{_begin(sheet, sheet.zone(word.id), 'word', word.bbox)}/>"
        for word in line.words
        if word.id in words
    ]
    return f"{begin}>{put_inside(inside)}</zone>"


def _begin(sheet: Sheet, mark: str, kind: str, box: BBox) -> str:
    left, top, right, bottom = _cut(sheet, box)
    return f'<zone xml:id="{mark}" type="{kind}" ulx="{left}" uly="{top}" lrx="{right}" lry="{bottom}"'


def _cut(sheet: Sheet, box: BBox) -> BBox:
    """A box cut to the page."""
    (left, top, right, bottom), width, height = box, sheet.page.width, sheet.page.height
    if 0 <= left <= right <= width and 0 <= top <= bottom <= height:
        return box
    left, top = min(max(left, 0), width), min(max(top, 0), height)
    return BBox(left, top, max(left, min(right, width)), max(top, min(bottom, height)))
