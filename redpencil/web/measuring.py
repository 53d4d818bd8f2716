"""Issues measured and arranged, kept while somebody is at work on their articles."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from ocr.page import Page
from scans.scan import Label
from tei.arrangement import Arrangement, arrange
from tei.fragment import MeasuredPage
from tei.metadata import Series
from tei.overrides import Overrides
from tei.segmentation import measure_pages

_KEPT = 4


class MeasuredIssues:
    """The issues asked for last. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, ...], tuple[MeasuredPage, ...]] = OrderedDict()
        self._newest: Arrangement | None = None
        self._lock = Lock()

    def arrange(
        self, pages: tuple[Page, ...], labels: Mapping[str, Label], series: Series, overrides: Overrides
    ) -> Arrangement:
        """As `tei.arrangement.arrange`; what comes of a change is what the next one begins with."""
        measured = self._measure(pages, series)
        newest = self._newest
        if newest is None or newest.measured is not measured or newest.overrides != overrides:
            newest = self._newest = arrange(measured, labels, series, overrides)
        return newest

    def _measure(self, pages: tuple[Page, ...], series: Series) -> tuple[MeasuredPage, ...]:
        """These pages, measured anew only where one of them is not what it was."""
        key = tuple(page.id for page in pages)
        with self._lock:
            kept = self._kept.get(key, ())
            if not kept or any(measured.page is not page for measured, page in zip(kept, pages, strict=True)):
                kept = self._kept[key] = measure_pages(pages, series)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return kept
