"""The page model: Page ▸ Region ▸ Line ▸ Word, neutral to the engine that filled it.

Coordinates are pixels of the scan as stored (after rotation by its EXIF tag), with the origin in the
top-left corner, x to the right and y downwards. Sequence is reading order, everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from scans.record import record

DRAWN = "layout drawn by hand"
"""The step of a page whose regions and their order a person has set."""


class BBox(NamedTuple):
    """A box in pixels: left and top inside, right and bottom one past the last pixel."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def shifted(self, dx: int, dy: int) -> BBox:
        """The same box moved by dx, dy pixels."""
        return BBox(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    @classmethod
    def many(
        cls, lefts: Iterable[int], tops: Iterable[int], rights: Iterable[int], bottoms: Iterable[int]
    ) -> Iterator[BBox]:
        """Boxes from columns of their sides; twice as fast as one by one, for pages have thousands."""
        return map(partial(tuple.__new__, cls), zip(lefts, tops, rights, bottoms, strict=True))

    @staticmethod
    def around(boxes: Iterator[BBox] | tuple[BBox, ...] | list[BBox]) -> BBox:
        """The smallest box that holds all boxes. Raises ValueError when there is none."""
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return BBox(min(lefts), min(tops), max(rights), max(bottoms))


class RegionKind(StrEnum):
    """What a region is, in the terms of PAGE and newspapers."""

    TEXT = "text"
    HEADLINE = "headline"
    MASTHEAD = "masthead"
    CAPTION = "caption"
    ADVERTISEMENT = "advertisement"
    PICTURE = "picture"
    TABLE = "table"
    RULE = "rule"
    FURNITURE = "furniture"
    """Running heads and folios: printed on the page, part of no article."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a word by the same or another engine; confidence from 0 to 1."""

    text: str
    confidence: float


@record
class Word:
    """A word as the engine read it: no white space, never empty.

    Attributes:
        id: unique within the page, an XML name, e.g. "r03.l012.w04".
        text: the reading, with the line-end hyphen when one is printed ("coun-").
        bbox: pixels of the scan.
        confidence: the engine's own, from 0 to 1.
        alternatives: other readings, best first.
    """

    id: str
    text: str
    bbox: BBox
    confidence: float
    alternatives: tuple[Alternative, ...] = ()

    def placed(self, bbox: BBox) -> Word:
        """The same word at another place; ten times as fast as `replace`, for pages have thousands."""
        return Word(self.id, self.text, bbox, self.confidence, self.alternatives)


@record
class Line:
    """A printed line with its words from left to right.

    `hyphenated` says that the last word goes on in the first word of the next line (the printed
    hyphen is still part of the last word's text): ALTO's HYP with SUBS_TYPE.
    """

    id: str
    bbox: BBox
    words: tuple[Word, ...]
    hyphenated: bool = False
    _text: str = field(default="", init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """Its words with spaces between; put together once, since it is asked for again and again."""
        if not self._text:
            object.__setattr__(self, "_text", " ".join([word.text for word in self.words]))
        return self._text


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page of one kind; pictures and rules have no lines."""

    id: str
    kind: RegionKind
    bbox: BBox
    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Step:
    """One processing step that made the page, for ALTO's processing history."""

    software: str
    version: str
    settings: str
    """A readable account, e.g. "deskew 0.42 degrees; psm 6"."""


UNREAD = 0.03
"""Share of a page's letters in no word above which the page counts as incomplete."""


@dataclass(frozen=True, slots=True)
class Ink:
    """What became of the letters that were seen on a page: shares of them, 0 to 1.

    Attributes:
        outside: in no region.
        unread: in no word, be it outside regions or in one that gave no words there.
    """

    outside: float
    unread: float

    @property
    def incomplete(self) -> bool:
        """Whether so much print was left unread that a person should look; dirt seldom makes as much."""
        return self.unread > UNREAD


@dataclass(frozen=True, slots=True)
class Page:
    """What an engine made of one scan; regions stand in reading order.

    Attributes:
        id: the scan's id.
        image: file name of the scan, relative to the project's `scans/` folder where it lies there.
        image_page: position of the page inside that file, from 1.
        sha256: hex digest of that file.
        width, height, dpi: of the scan.
        regions: in reading order.
        steps: how the page was made, in order.
        ink: what was left unread; None for pages that other software read.
    """

    id: str
    image: str
    image_page: int
    sha256: str
    width: int
    height: int
    dpi: int
    regions: tuple[Region, ...]
    steps: tuple[Step, ...] = ()
    ink: Ink | None = None

    def lines(self) -> Iterator[Line]:
        """All lines in reading order."""
        for region in self.regions:
            yield from region.lines

    def words(self) -> Iterator[Word]:
        """All words in reading order."""
        for line in self.lines():
            yield from line.words

    @property
    def drawn(self) -> bool:
        """Whether a person has set the regions and their order."""
        return any(step.settings == DRAWN for step in self.steps)

    @property
    def text(self) -> str:
        """Plain text: a line a line, an empty line between regions."""
        return "\n\n".join(region.text for region in self.regions if region.lines)
