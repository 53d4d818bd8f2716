"""What stands on a page without being part of any article: running heads, folios, stray lines."""

from __future__ import annotations

from collections.abc import Collection

from ocr.page import Line, Page
from tei.batch import Batch


def read_leftovers(page: Page, batch: Batch, claimed: Collection[str]) -> dict[str, str]:
    """Corrected text of the lines that are not claimed by id, by name of their zone, in reading order."""
    sheet = batch.sheets[page.id]
    lines = (line for line in page.lines() if line.id not in claimed and line.words)
    return {sheet.zone(line.id): _read(page, line, batch) for line in lines}


def _read(page: Page, line: Line, batch: Batch) -> str:
    readings = batch.readings.get(page.id, {})
    texts = [readings[word.id].text if word.id in readings else word.text for word in line.words]
    return " ".join(text for text in texts if text)
