"""Issues measured for segmentation, kept while somebody arranges their articles."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from ocr.page import Page
from tei.fragment import MeasuredPage
from tei.metadata import Series
from tei.segmentation import measure_pages

_KEPT = 4


class MeasuredIssues:
    """The issues asked for last. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, ...], tuple[MeasuredPage, ...]] = OrderedDict()
        self._lock = Lock()

    def find(self, pages: tuple[Page, ...], series: Series) -> tuple[MeasuredPage, ...]:
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
