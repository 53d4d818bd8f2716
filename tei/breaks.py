"""Page, column and line breaks of running text."""

from __future__ import annotations

from collections import Counter

from tei.article import AnyLine, Placement
from tei.batch import Batch
from tei.markup import Markup, element, identifier
from tei.sheet import Sheet


class Breaks:
    """Walks along an article's lines and gives pb, cb and lb where the place changes."""

    def __init__(self, batch: Batch, prefix: str) -> None:
        self._batch, self._prefix = batch, prefix
        self._page, self._region, self._column = "", "", 0
        self._seen: Counter[str] = Counter()
        self.pages: list[tuple[str, str]] = []
        """xml:id of each pb and the printed page number it begins, in order."""

    def turn(self, line: AnyLine, joined: bool = False) -> list[Markup]:
        """The pb and cb that come before a line; `joined` where a word runs over them.

        A line that spans columns, as in headlines, stands in none: a column begins anew under it.
        """
        place, found = line.placement, []
        if place is None or (place.region == self._region and place.page == self._page):
            return []
        sheet = self._batch.sheets[place.page]
        if place.page != self._page:
            found.append(self._page_break(place, sheet, joined))
            self._page, self._column = place.page, 0
        column = sheet.columns.get(place.region, 0)
        if column and column != self._column:
            facs = "#" + sheet.column_zone(column)
            found.append(element("cb", n=str(column), break_=_no(joined), facs=facs))
        self._region, self._column = place.region, column
        return found

    def begin(self, line: AnyLine, joined: bool = False, *, first: bool = False) -> str:
        """The lb that begins a printed line, as markup, and what comes before it; nothing for other text.

        The pb and cb before the `first` line of a block stand outside of it.
        """
        place = line.placement
        if place is None:
            return ""
        within = first or (place.region == self._region and place.page == self._page)
        turned = "" if within else "".join(self.turn(line, joined))
        n, _, zone = self._batch.sheets[place.page].lines[place.line]
        told = ' break="no"' if joined and not first else ""
        return f'{turned}<lb n="{n}"{told} facs="#{zone}"/>'

    def _page_break(self, place: Placement, sheet: Sheet, joined: bool) -> Markup:
        number = self._batch.number(place.page)
        name = identifier(self._prefix, "pb" + (number or ""))
        self._seen[name] += 1
        if self._seen[name] > 1 or not number:
            name = f"{name}-{self._seen[name]}"
        self.pages.append((name, number or ""))
        return element("pb", id=name, n=number, break_=_no(joined), facs="#" + sheet.mark)


def _no(joined: bool) -> str | None:
    return "no" if joined else None
