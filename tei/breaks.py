"""Page, column and line breaks of running text."""

from __future__ import annotations

from collections import Counter

from lxml.etree import _Element as Element

from tei.article import Placement, TextLine
from tei.batch import Batch
from tei.markup import element, identifier


def page_id(page: str) -> str:
    """The xml:id of a page's surface; dots are spelt out, so that no zone of another page can be named so."""
    return identifier("p", page.replace(".", "_2e_"))


def zone_id(page: str, item: str) -> str:
    """The xml:id of the zone of a region, line or word of a page."""
    return identifier("p", page.replace(".", "_2e_"), item)


class Breaks:
    """Walks along an article's lines and gives pb, cb and lb where the place changes."""

    def __init__(self, batch: Batch, prefix: str) -> None:
        self._batch, self._prefix = batch, prefix
        self._page = self._region = ""
        self._seen: Counter[str] = Counter()
        self._numbers: dict[str, dict[str, int]] = {}
        self.pages: list[tuple[str, str]] = []
        """xml:id of each pb and the printed page number it begins, in order."""

    def turn(self, line: TextLine, joined: bool = False) -> list[Element]:
        """The pb and cb that come before a line; `joined` where a word runs over them."""
        place, found = line.placement, []
        if place is None:
            return []
        if place.page != self._page:
            found.append(self._page_break(place, joined))
            self._page, self._region = place.page, ""
        if place.region != self._region:
            n = self._number(place.page, place.region)
            facs = "#" + zone_id(place.page, place.region)
            found.append(element("cb", n=str(n) if n else None, break_=_no(joined), facs=facs))
            self._region = place.region
        return found

    def line(self, line: TextLine, joined: bool = False) -> list[Element]:
        """The lb that begins a printed line; nothing for text that has none."""
        place = line.placement
        if place is None:
            return []
        n = self._number(place.page, place.line)
        facs = "#" + zone_id(place.page, place.line)
        return [element("lb", n=str(n) if n else None, break_=_no(joined), facs=facs)]

    def _number(self, name: str, item: str) -> int | None:
        """The place of a region among the page's text regions, of a line in its region, from 1."""
        if name not in self._numbers:
            page = self._batch.pages.get(name)
            regions = [region for region in page.regions if region.lines] if page else []
            found = {region.id: n for n, region in enumerate(regions, start=1)}
            found |= {line.id: n for region in regions for n, line in enumerate(region.lines, start=1)}
            self._numbers[name] = found
        return self._numbers[name].get(item)

    def _page_break(self, place: Placement, joined: bool) -> Element:
        number = self._batch.number(place.page)
        name = identifier(self._prefix, "pb" + (number or ""))
        self._seen[name] += 1
        if self._seen[name] > 1 or not number:
            name = f"{name}-{self._seen[name]}"
        self.pages.append((name, number or ""))
        return element("pb", id=name, n=number, break_=_no(joined), facs="#" + page_id(place.page))


def _no(joined: bool) -> str | None:
    return "no" if joined else None
