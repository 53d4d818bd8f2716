"""Measures of printed lines: type size, indents, position in the column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, repeat
from statistics import median

import numpy as np

from ocr.page import BBox, Line, Page, Region
from scans.record import record

_ASCENDING = re.compile(r"[A-ZÀ-Þ0-9bdfhijklt(\[“”‘’\"'$£]")
_DESCENDING = re.compile(r"[gjpqyQ,;()\[\]$]")
_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
"""A word of four signs or more."""
_STOPPED = re.compile(r"[.!?:][\"'”’)\]]*$")
_SMALL = frozenset(("from", "into", "over", "than", "that", "upon", "with"))
"""Longer words that headings, too, begin with a small letter."""
_MOSTLY = 0.8
BIG = 1.25
"""Type from this size on is display type, in ems of the body."""
_DECK = 6
"""Lines of a headline or a deck; two regions of more stand in columns beside each other."""
_WINDOW = 10
_NOWHERE = 1e300
"""Stands for no edge: right of everything."""
_SHARED = 0.25
"""Share of a column's lines that have its edge in common."""


@record
class Row:
    """A printed line as the segmentation sees it. Lengths are in ems of the page's body type.

    Attributes:
        page, region, line: where it stands in the page model.
        text: its words.
        em: of the page's body type, in pixels, at least 1.
        size: of the type, 1 for the body's.
        indent: from the left edge of the lines about it, 0 or more.
        short: from the right edge of the lines about it, 0 or more.
        measure: width of full lines of its column.
        gap: white space above it, in the same column; 0 for the first line there.
        first: whether a column, or the next part of it, begins here.
    """

    page: Page
    region: Region
    line: Line
    text: str
    em: float
    size: float
    indent: float
    short: float
    measure: float
    width: float
    gap: float
    first: bool

    @property
    def confidence(self) -> float:
        """The engine's mean confidence in its words, 0 to 1."""
        return sum(word.confidence for word in self.line.words) / len(self.line.words)

    @property
    def capitals(self) -> bool:
        """Whether nearly all letters are capitals."""
        return _capitals(self.text)

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle of its column, clear of both edges."""
        return min(self.indent, self.short) > 1.0 and abs(self.indent - self.short) < 1.5

    @property
    def titled(self) -> bool:
        """Whether its longer words begin with capitals, as in headings."""
        return self.initials >= 0.7

    @property
    def initials(self) -> float:
        """What share of its longer words begins with capitals."""
        return measure_initials(self.text)

    @property
    def stops(self) -> bool:
        """Whether no sentence runs on after it."""
        return _STOPPED.search(self.text) is not None


@lru_cache(maxsize=1024)
def _capitals(text: str) -> bool:
    if 4 * sum(map(str.islower, text[: len(text) // 2])) > len(text):
        return False  # which is so nearly always, and told sooner
    letters = list(filter(str.isalpha, text))
    return len(letters) > 1 and sum(map(str.isupper, letters)) >= _MOSTLY * len(letters)


@lru_cache(maxsize=1024)
def measure_initials(text: str) -> float:
    """What share of a text's longer words begins with capitals."""
    words = [word for word in _WORD.findall(text) if word not in _SMALL]
    return len([word for word in words if word[0].isupper()]) / max(len(words), 1)


def measure_page(page: Page) -> tuple[Row, ...]:
    """The page's lines in reading order, measured; lines without words are left out."""
    places = [_place(region, line) for region in page.regions for line in region.lines if line.words]
    if not places:
        return ()
    em = max(_middle([(place.size, len(place.text)) for place in places]), 1.0)
    places = [_bound(places, at) if place.size >= BIG * em else place for at, place in enumerate(places)]
    places = _rejoin(places, em)
    stacked = [False, *(_stacked(upper, lower, em) for upper, lower in pairwise(places))]
    return (*_measure(page, places, stacked, em),)


def _place(region: Region, line: Line) -> _Place:
    text = line.text
    return _Place(region, line, text, type_size(line, text), _ink(line))


def _bound(places: Sequence[_Place], at: int) -> _Place:
    """A line in type no larger than its box allows, and the lines above and below it in its region.

    Some words have boxes as high as their line, and dirt makes letters high.
    """
    place = places[at]
    if _capitals(place.text):
        return place
    size = min(place.size, place.line.bbox.height / _share(place.text))
    around = places[max(at - 1, 0) : at + 2]
    if len(around) == 3 and all(other.region is place.region for other in around):
        (_, top, _, bottom), (_, lower, _, lowest) = around[0].line.bbox, around[2].line.bbox
        beside = (around[0].size + around[2].size) / 2
        size = min(size, max((lower + lowest - top - bottom) / 2 - beside, beside))
    return place if size == place.size else replace(place, size=size)


def _rejoin(places: Sequence[_Place], em: float) -> list[_Place]:
    """Display lines that an engine has cut in two put together again, the right part after the left."""
    found: list[_Place] = []
    for place in places:
        at = None
        if place.size >= BIG * em:
            left, near = place.line.bbox.left, 0.5 * place.size
            beside = (i for i, other in enumerate(found) if 0 <= left - other.line.bbox.right < near)
            at = max((i for i in beside if _severed(found[i], place)), default=None)
        found.insert(len(found) if at is None else at + 1, place)
    return found


def _severed(left: _Place, right: _Place) -> bool:
    """Whether two pieces of display type that stand side by side are one printed line."""
    one, two = left.line.bbox, right.line.bbox
    common = min(one.bottom, two.bottom) - max(one.top, two.top)
    parted = left.text.endswith("|") or right.text.startswith("|")
    parted |= left.region is not right.region and all(len(p.region.lines) > _DECK for p in (left, right))
    alike = 0.75 < left.size / right.size < 1.33 and not parted
    return alike and common > 0.6 * min(one.height, two.height)


def type_size(line: Line, text: str) -> float:
    """Size of the type in pixels, from the height of each word's ink and the letters in its `text`.

    A word of capitals only has no descenders, one of small letters no ascenders: their ink is lower at the
    same size of type. The median over the line's characters lets a stray mark in one word not count. Where
    the engine gives all words the height of their line, the line counts as one word.
    """
    heights = {word.bbox[1::2] for word in line.words}
    if len(heights) == 1:
        ((top, bottom),) = heights
        return (bottom - top) / _share(text)
    sizes = [
        ((word.bbox.bottom - word.bbox.top) / _share(word.text), _letters(word.text)) for word in line.words
    ]
    return _middle(sizes) if any(weight for _, weight in sizes) else float(line.bbox.height)


@lru_cache(maxsize=8192)
def _share(text: str) -> float:
    """Shares of the em for roman type: ascenders 0.72, x-height 0.47, descenders 0.22."""
    above = 0.72 if _ASCENDING.search(text) else 0.47
    return above + (0.22 if _DESCENDING.search(text) else 0.0)


@lru_cache(maxsize=8192)
def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _middle(weighted: Sequence[tuple[float, int]]) -> float:
    """The median of values with weights."""
    half, passed = sum([weight for _, weight in weighted]) / 2, 0
    for value, weight in sorted(weighted):
        passed += weight
        if passed >= half:
            return value
    return 0.0


@record
class _Place:
    """A line, its region, its text, its type size in pixels, and the box of its letters."""

    region: Region
    line: Line
    text: str
    size: float
    box: BBox


def _ink(line: Line) -> BBox:
    """The line's box without what stands at its ends that is no letter, such as specks and column rules."""
    if _letters(line.words[0].text) and _letters(line.words[-1].text):
        return line.bbox
    lettered = [n for n, word in enumerate(line.words) if _letters(word.text)]
    if not lettered:
        return line.bbox
    first, last = line.words[lettered[0]].bbox, line.words[lettered[-1]].bbox
    left = line.bbox.left if lettered[0] == 0 else first.left
    right = line.bbox.right if lettered[-1] == len(line.words) - 1 else last.right
    return line.bbox._replace(left=left, right=right)


def _measure(page: Page, places: Sequence[_Place], stacked: Sequence[bool], em: float) -> Iterator[Row]:
    """The lines as rows between the edges of their columns, a column of lengths after another.

    Those that are `stacked` go on the column of the line before.
    """
    left, top, right, bottom = np.array([place.box for place in places], float).T
    body = np.array([place.size < BIG * em for place in places])
    begins, ends = _find_edges(left, right, body, np.array(stacked), em)
    above = np.roll(bottom, 1)
    lengths = (
        np.maximum(left - begins, 0),
        np.maximum(ends - right, 0),
        ends - begins,
        right - left,
        np.where(stacked, top - above, 0),
    )
    regions, lines, texts, sizes = zip(
        *[(place.region, place.line, place.text, place.size / em) for place in places], strict=True
    )
    columns = [(length / em).tolist() for length in lengths]
    first = [not goes_on for goes_on in stacked]
    return map(Row, repeat(page), regions, lines, texts, repeat(em), sizes, *columns, first)


def _find_edges(
    left: np.ndarray, right: np.ndarray, body: np.ndarray, stacked: np.ndarray, em: float
) -> tuple[np.ndarray, np.ndarray]:
    """Left and right edges of lines' columns, told by the lines of body type up to ten each way in them.

    They are the outermost edges that enough of these lines have in common; its own, where there are none.
    Lines wider than the column, such as the decks of a headline over several, do not count.
    """
    column = np.cumsum(~stacked)
    near = np.arange(len(left))[:, None] + np.arange(-_WINDOW, _WINDOW + 1)
    index = near.clip(0, len(left) - 1)
    counts = (near == index) & (column[index] == column[:, None]) & body[index]
    lefts, rights = left[index], right[index]
    widths = np.where(counts, rights - lefts, _NOWHERE)
    middle = (0.6 * (counts.sum(axis=1, keepdims=True) - 1).clip(0)).astype(int)
    widest = 1.25 * np.take_along_axis(np.sort(widths), middle, axis=1)
    counts &= widths < widest
    edges = (_find_outermost(np.where(counts, side, _NOWHERE), 0.4 * em) for side in (lefts, -rights))
    begins, ends = (
        np.where(found < _NOWHERE, found, own) for found, own in zip(edges, (left, -right), strict=True)
    )
    return begins, -ends


def _find_outermost(values: np.ndarray, near: float) -> np.ndarray:
    """In each row the first value that enough others lie near after; of few values, the first.

    Column rules that an engine reads as letters push some lines out beyond the edge that the others share.
    """
    ordered = np.sort(values)
    number = (ordered < _NOWHERE).sum(axis=1, keepdims=True)
    enough = (np.rint(_SHARED * number).astype(int) - 1).clip(1)
    places = np.arange(ordered.shape[1])
    high = np.take_along_axis(ordered, (places + enough).clip(max=places[-1]), axis=1)
    shared = (high - ordered < near) & (places + enough < number) & (number >= 5)
    first = np.argmax(shared, axis=1, keepdims=True)  # 0 where none is
    return np.take_along_axis(ordered, first, axis=1)[:, 0]


def _stacked(upper: _Place, lower: _Place, em: float) -> bool:
    """Whether a line stands under another in one column, as a heading does under a paragraph's last word."""
    left, _, right, bottom = upper.line.bbox
    other, top, end, _ = lower.line.bbox
    common, narrow = min(right, end) - max(left, other), min(right - left, end - other)
    column = common > 0.6 * narrow or upper.region is lower.region
    return column and -0.8 * em < top - bottom < 4 * em


def leading(rows: Sequence[Row]) -> float:
    """Usual white space between lines of the body, in ems."""
    body = ((before, after) for before, after in pairwise(rows) if max(before.size, after.size) < 1.2)
    gaps = [after.gap for _, after in body if not after.first]
    return median(gaps) if gaps else 0.2
