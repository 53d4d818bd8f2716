"""A page as it should have been read: decisions applied to its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from corrections.decisions.application import Reading
from corrections.decisions.decision import Verdict
from ocr.estimation import divide_line
from ocr.page import Alternative, BBox, Line, Page, Word


def correct_page(page: Page, readings: Mapping[str, Reading]) -> Page:
    """The page with misreadings put right, what the engine read kept as the first alternative.

    Misprints and period spellings stay, since the newspaper has them. A word that was split becomes
    several, which share its box; one that was merged into the word before widens that word's box.
    """
    regions = []
    for region in page.regions:
        lines = tuple(_correct_line(line, readings) for line in region.lines)
        regions.append(replace(region, lines=tuple(line for line in lines if line.words)))
    return replace(page, regions=tuple(regions))


def _correct_line(line: Line, readings: Mapping[str, Reading]) -> Line:
    words: list[Word] = []
    for word in line.words:
        reading = readings.get(word.id)
        if reading is None or reading.decision.verdict is not Verdict.CORRECT or reading.text == word.text:
            words.append(word)
        elif reading.text.strip():
            words += _put_right(word, reading)
        elif words:
            words[-1] = replace(words[-1], bbox=BBox.around([words[-1].bbox, word.bbox]))
    return replace(line, words=tuple(words))


def _put_right(word: Word, reading: Reading) -> Iterator[Word]:
    confidence = reading.decision.probability
    parts = divide_line(reading.text, word.bbox, word.id, confidence).words
    read = (Alternative(word.text, word.confidence), *word.alternatives)
    for position, part in enumerate(parts):
        name = word.id if position == 0 else f"{word.id}.{position + 1}"
        yield Word(name, part.text, part.bbox, confidence, read if len(parts) == 1 else ())
