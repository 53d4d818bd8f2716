"""The facsimile: a surface for each page, zones for regions, lines, and the words that need one."""

from __future__ import annotations

import mimetypes
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from lxml.etree import _Element as Element

from ocr.page import BBox, Page, Region
from tei.article import Article, Placement
from tei.batch import Batch
from tei.breaks import page_id, zone_id
from tei.markup import clean, element


def build_facsimile(
    articles: Iterable[Article], batch: Batch, words: Iterable[tuple[str, str]]
) -> Element | None:
    """Surfaces and zones of the lines the articles stand on; None for text without scans.

    `words` are (page id, word id) of the words that need a zone of their own.
    """
    lines: defaultdict[str, set[str]] = defaultdict(set)
    for place in _placements(articles):
        lines[place.page].add(place.line)
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for page, word in words:
        wanted[page].add(word)
    if not lines:
        return None
    surfaces = [_surface(batch, batch.pages[page], lines[page], wanted[page]) for page in lines]
    return element("facsimile", *surfaces, id="facs")


def _placements(articles: Iterable[Article]) -> Iterator[Placement]:
    for article in articles:
        for block in article.blocks:
            for line in block.lines:
                if line.placement:
                    yield line.placement


def image_url(page: Page, images: str) -> str:
    """Where the page's image is, as a relative reference; `#page=2` for the second page of a file."""
    url = images + quote(clean(page.image))
    return url if page.image_page == 1 else f"{url}#page={page.image_page}"


def _surface(batch: Batch, page: Page, lines: set[str], words: set[str]) -> Element:
    kind = mimetypes.guess_type(page.image)[0]
    whole = BBox(0, 0, page.width, page.height)
    graphic = element(
        "graphic",
        url=image_url(page, batch.encoding.images),
        mimeType=kind if kind and kind.startswith(("image/", "application/")) else None,
        width=f"{page.width}px",
        height=f"{page.height}px",
    )
    made = element("surface", graphic, id=page_id(page.id), n=batch.number(page.id), **_corners(whole, whole))
    for region in page.regions:
        if any(line.id in lines for line in region.lines):
            made.append(_region(page, region, lines, words, whole))
    return made


def _region(page: Page, region: Region, lines: set[str], words: set[str], whole: BBox) -> Element:
    kind, box = region.kind.value, _corners(region.bbox, whole)
    made = element("zone", id=zone_id(page.id, region.id), type=kind, **box)
    for line in region.lines:
        if line.id not in lines:
            continue
        zone = element("zone", id=zone_id(page.id, line.id), type="line", **_corners(line.bbox, whole))
        made.append(zone)
        for word in line.words:
            if word.id in words:
                name = zone_id(page.id, word.id)
                zone.append(element("zone", id=name, type="word", **_corners(word.bbox, whole)))
    return made


def _corners(box: BBox, whole: BBox) -> dict[str, str]:
    """The box as TEI says it, cut to the page."""
    left, top = min(max(box.left, 0), whole.right), min(max(box.top, 0), whole.bottom)
    right, bottom = max(left, min(box.right, whole.right)), max(top, min(box.bottom, whole.bottom))
    return {"ulx": str(left), "uly": str(top), "lrx": str(right), "lry": str(bottom)}
