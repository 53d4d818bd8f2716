"""What stands on a page without being part of any article: running heads, folios, stray lines."""

from __future__ import annotations

from collections.abc import Collection

from ocr.page import Line, Page
from tei.batch import Batch
from tei.breaks import zone_id


def read_leftovers(page: Page, batch: Batch, claimed: Collection[str]) -> list[tuple[str, str]]:
    """Name of the zone and corrected text of each line whose zone is not claimed, in reading order."""
    lines = ((zone_id(page.id, line.id), line) for line in page.lines())
    return [(zone, _read(page, line, batch)) for zone, line in lines if zone not in claimed and line.words]


def _read(page: Page, line: Line, batch: Batch) -> str:
    readings = batch.readings.get(page.id, {})
    texts = [readings[word.id].text if word.id in readings else word.text for word in line.words]
    return " ".join(text for text in texts if text)
