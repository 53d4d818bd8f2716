"""Words where a file of other software tells only whole lines or paragraphs."""

from __future__ import annotations

from ocr.page import BBox, Line, Word


def divide_line(text: str, bbox: BBox, name: str, confidence: float) -> Line:
    """A line whose words share its box by their number of characters, spaces counted as one each."""
    parts = text.split()
    total = max(1, sum(map(len, parts)) + len(parts) - 1)
    words, position = [], 0
    for number, part in enumerate(parts, 1):
        left = bbox.left + bbox.width * position // total
        right = bbox.left + bbox.width * (position + len(part)) // total
        box = BBox(left, bbox.top, right, bbox.bottom)
        words.append(Word(f"{name}.w{number:02d}", part, box, confidence))
        position += len(part) + 1
    return Line(name, bbox, tuple(words))


def divide_box(text: str, bbox: BBox, name: str, confidence: float) -> tuple[Line, ...]:
    """The lines of a paragraph, which share its box evenly from top to bottom; empty ones left out."""
    rows = [row for row in text.splitlines() if row.strip()]
    lines = []
    for number, row in enumerate(rows, 1):
        top = bbox.top + bbox.height * (number - 1) // len(rows)
        bottom = bbox.top + bbox.height * number // len(rows)
        box = BBox(bbox.left, top, bbox.right, bottom)
        lines.append(divide_line(row, box, f"{name}.l{number:02d}", confidence))
    return tuple(lines)
