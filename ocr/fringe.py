"""Marks beyond the edges of a column: pieces of the rules beside it, and dirt, read as characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from ocr.page import BBox, Line, Word

NEIGHBOURS = 6
"""Lines above and below that tell where the edge of the column is, which leans where the page does."""

FEWEST = 5
"""Lines that make an edge."""

AGREE, AGREEMENT = 0.4, 0.5
"""An edge is where this share of the lines begin, or end, within so many line heights of one another."""

HYPHENS = "-=¬"
"""A hyphen ends a line; dirt is taken for one only this many line heights beyond the edge."""
BEYOND = 0.5

STROKES = frozenset("|¦_=~\\{}<>")
"""No newspaper prints these at the ends of a headline."""


def trim(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of one region without the marks that stand wholly outside its column.

    A mark is a first or last word without letter or digit. What stands within the measure of the column
    stays, a stroke that may be the word "I" at the end of a line, too. A region of few lines, which shows
    no edge, loses only what is never printed.
    """
    lettered = [(line, _letters(line)) for line in lines if any(map(_has_letter, line.words))]
    if len(lettered) <= FEWEST:
        trimmed = {id(line): _cut(line, _is_stroke, _is_stroke) for line, _ in lettered}
    else:
        trimmed = {id(line): _trim(line, _neighbours(lettered, at)) for at, (line, _) in enumerate(lettered)}
    return tuple(trimmed.get(id(line), line) for line in lines)


def _neighbours(lines: Sequence[tuple[Line, BBox]], position: int) -> list[tuple[Line, BBox]]:
    first = max(0, position - NEIGHBOURS)
    return [*lines[first:position], *lines[position + 1 : position + 1 + NEIGHBOURS]]


def _trim(line: Line, neighbours: Sequence[tuple[Line, BBox]]) -> Line:
    """The line without what stands outside its neighbours' edges; with each comes the box of its letters."""
    height = median(other.bbox.height for other, _ in neighbours)
    left = _find_edge([letters.left for _, letters in neighbours], height)
    right = _find_edge([letters.right for _, letters in neighbours], height)
    return _cut(
        line,
        lambda word: left is not None and word.bbox.right <= left,
        lambda word: right is not None and _is_beyond(word, right, height),
    )


def _cut(line: Line, before: Callable[[Word], bool], after: Callable[[Word], bool]) -> Line:
    """A line that has letters without the marks before and after them that the tests hold for."""
    words = list(line.words)
    while not _has_letter(words[0]) and before(words[0]):
        del words[0]
    while not _has_letter(words[-1]) and after(words[-1]):
        del words[-1]
    if len(words) == len(line.words):
        return line
    return replace(line, bbox=BBox.around([word.bbox for word in words]), words=tuple(words))


def _is_stroke(word: Word) -> bool:
    return not STROKES.isdisjoint(word.text)


def _is_beyond(word: Word, edge: float, height: float) -> bool:
    return word.bbox.left >= edge + (BEYOND * height if word.text in HYPHENS else 0)


def _find_edge(places: Sequence[int], height: float) -> float | None:
    middle = median(places)
    agreeing = sum(abs(place - middle) <= AGREE * height for place in places)
    return middle if agreeing >= AGREEMENT * len(places) else None


def _letters(line: Line) -> BBox:
    return BBox.around([word.bbox for word in line.words if _has_letter(word)])


def _has_letter(word: Word) -> bool:
    return any(map(str.isalnum, word.text))
