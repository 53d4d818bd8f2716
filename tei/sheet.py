"""A page as its facsimile shows it: columns, and the lines in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ocr.page import BBox, Line, Page
from tei.columns import number_columns
from tei.markup import identifier, identifiers


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the breaks and the zones of a page are made from.

    Attributes:
        page: the page itself.
        mark: xml:id of its surface, which begins the ids of its zones.
        columns: the column of each region, from 1; regions that span columns have none.
        boxes: of the columns, by number.
        lines: by line id, the place of each in its region, from 1, the line, and the xml:id of its zone.
    """

    page: Page
    mark: str
    columns: Mapping[str, int]
    boxes: Mapping[int, BBox]
    lines: Mapping[str, tuple[int, Line, str]]

    def zone(self, item: str) -> str:
        """The xml:id of the zone of a region, line or word."""
        return identifier(self.mark, item)

    def column_zone(self, number: int) -> str:
        """The xml:id of the zone of a column; no region is named so."""
        return f"c{self.mark}.{number}"


def page_id(page: str) -> str:
    """The xml:id of a page's surface; dots are spelt out, so that no zone of another page can be named so."""
    return identifier("p", page.replace(".", "_2e_"))


def survey(page: Page) -> Sheet:
    """Find the page's columns and number its lines."""
    columns = number_columns(page)
    held: dict[int, list[BBox]] = {}
    for region in page.regions:
        if region.id in columns:
            held.setdefault(columns[region.id], []).append(region.bbox)
    boxes = {number: BBox.around(found) for number, found in held.items()}
    mark = page_id(page.id)
    places = [(n, line) for region in page.regions for n, line in enumerate(region.lines, start=1)]
    names = [line.id for _, line in places]
    zones = identifiers(mark, names)
    lines = {name: (n, line, zone) for name, (n, line), zone in zip(names, places, zones, strict=True)}
    return Sheet(page, mark, columns, boxes, lines)
