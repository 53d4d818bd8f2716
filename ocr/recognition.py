"""A scan read into a page: image, layout, engine, ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

import cv2
import numpy as np

from ocr.division import divide_area
from ocr.engine import Engine, Mode
from ocr.excerpts import Cutting, cut, make_excerpt, put_back
from ocr.gibberish import sift
from ocr.hyphenation import mark_hyphenation
from ocr.layout.area import Area
from ocr.layout.ink import Grey
from ocr.layout.layout import Layout, analyze
from ocr.layout.page_order import sort_areas
from ocr.missing import Account, account_for_ink, choose_sure, insert_line
from ocr.numbering import number
from ocr.page import DRAWN, BBox, Ink, Line, Page, Region, RegionKind, Step
from ocr.rereading import (
    BESIDE,
    PLAIN,
    VARIANTS,
    Stretch,
    Variant,
    cut_stretch,
    find_doubtful,
    join_readings,
)
from ocr.settings import OcrSettings
from scans.image import read_image
from scans.preparation import Preparation, prepare
from scans.scan import Scan
from scans.settings import ScanSettings

UNREAD = frozenset({RegionKind.PICTURE, RegionKind.RULE})
"""Kinds that have no text."""

MOST_MISSED = 500
"""Where more places look like missed lines, the page is not print but a picture or dirt."""

MOST_UNREAD = 0.5
"""Share of the letters in no word and no picture of the layout above which nothing else excuses them."""

READINGS = 1 + len(VARIANTS)
"""How often a line is read at most."""


def recognize(
    scan: Scan,
    engine: Engine,
    settings: OcrSettings,
    scan_settings: ScanSettings,
    given: tuple[Area, ...] | None = None,
    second: Engine | None = None,
) -> Page:
    """Read one scan with an engine; a scan without text gives a page without lines.

    Args:
        scan: the page image.
        engine: reads the regions.
        settings: of the reading.
        scan_settings: of the preparation.
        given: regions in reading order, pixels of the scan, that a person has drawn (`read_layout`); they
            are kept as they are. None: the layout is analysed.
        second: reads doubtful lines as well, where the settings ask for thorough reading.

    Raises:
        ScanError: the image cannot be read.
        EngineError: the engine is missing, failed or ran out of time.
    """
    # One page is one process's work: more threads would take the other pages' cores.
    cv2.setNumThreads(1)
    prepared = prepare(read_image(scan, scan_settings), scan.dpi, scan_settings, scan.part)
    grey = np.asarray(prepared.image)
    layout = analyze(grey)
    if given is not None:
        layout = replace(layout, areas=tuple(_place(area, prepared, layout.height) for area in given))
    reading = _Reading(scan, engine, prepared, grey, layout, drawn=given is not None)
    read = reading.read()
    lines = reading.read_doubtful(read.lines, second) if settings.thorough else read.lines
    regions = (
        *(_make_region(area, found, prepared) for area, found in lines.items()),
        *(_make_region(Area(RegionKind.RULE, rule), (), prepared) for rule in layout.rules),
    )
    return Page(
        id=scan.id,
        image=scan.path.name,
        image_page=scan.page,
        sha256=scan.sha256,
        width=scan.width,
        height=scan.height,
        dpi=scan.dpi,
        regions=mark_hyphenation(number(regions)),
        steps=(
            *(Step("redpencil", version("redpencil"), step) for step in reading.tell_steps(read.again)),
            *([Step(second.name, second.version, "doubtful lines")] if second else []),
            Step(engine.name, engine.version, f"{settings.language}; {_tell_ways(settings, second)}"),
        ),
        ink=read.ink,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """The lines of each area, what became of the letters, and how many places were read a second time."""

    lines: dict[Area, tuple[Line, ...]]
    ink: Ink
    again: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """One page on its way through the engine; places are pixels of the prepared image."""

    scan: Scan
    engine: Engine
    prepared: Preparation
    grey: Grey
    layout: Layout
    drawn: bool

    def read(self) -> _Read:
        """Read the areas, and then what looks like lines that were missed."""
        lines = self.read_areas()
        missed = self.account(lines).missed
        missed = () if len(missed) > MOST_MISSED else missed
        areas, lines = self.read_missed(missed, lines)
        lines = {area: lines.get(area, ()) for area in areas} if self.drawn else sift(areas, lines)
        return _Read(lines, self.account(lines).ink, len(missed))

    def tell_steps(self, again: int) -> tuple[str, ...]:
        """What was done to the page before the engine read it; `again`: places that were read again."""
        half = ("one page of a spread of two",) if self.scan.part else ()
        method = DRAWN if self.drawn else "layout by rules, gutters and lines"
        missed = (f"{again} missed places read again",) if again else ()
        return (*half, *self.prepared.steps, method, *missed)

    def read_areas(self) -> dict[Area, tuple[Line, ...]]:
        """The lines of each area that may have text."""
        readable = [area for area in self.layout.areas if area.kind not in UNREAD]
        pieces = [(area, piece) for area in readable for piece in divide_area(area)]
        cuttings = [self._cut_piece(area, piece) for area, piece in pieces]
        found: dict[Area, tuple[Line, ...]] = dict.fromkeys(readable, ())
        for (area, _), lines in zip(pieces, self._read(cuttings, Mode.BLOCK), strict=True):
            found[area] += lines
        return found

    def _cut_piece(self, area: Area, piece: Area) -> Cutting:
        """A piece of an area, without what stands beside the area and above and below the piece."""
        beside = self._beside(area)
        rest = replace(area, lines=tuple(line for line in area.lines if line not in piece.lines))
        return cut(self.grey, piece, (*beside, rest) if rest.lines else beside, self.layout.waste)

    def account(self, lines: Mapping[Area, Sequence[Line]]) -> Account:
        """What became of the letters; in a picture there are none to be read.

        A place that gave nothing but gibberish is a picture among print; most of a page is print unread.
        """
        words = [word.bbox for found in lines.values() for line in found for word in line.words]
        pictures = {area for area in lines if area.kind is RegionKind.PICTURE}
        seen = pictures & {*self.layout.areas}
        strict = self._account(lines, words, seen)
        excused = pictures > seen and strict.ink.unread <= MOST_UNREAD
        return self._account(lines, words, pictures) if excused else strict

    def _account(self, lines: Iterable[Area], words: Sequence[BBox], pictures: Iterable[Area]) -> Account:
        areas = (area.bbox for area in (*self.layout.areas, *lines))
        done = (*words, *(picture.bbox for picture in pictures))
        return account_for_ink(self.layout.letters, areas, done, self.layout.height)

    def read_missed(
        self, places: Sequence[BBox], lines: Mapping[Area, tuple[Line, ...]]
    ) -> tuple[tuple[Area, ...], dict[Area, tuple[Line, ...]]]:
        """Read places line by line and put what is found into its area, or into one of its own."""
        found, areas = dict(lines), list(self.layout.areas)
        missed = [Area(RegionKind.TEXT, place, (place,), self.layout.height) for place in places]
        answers = self._read([cut(self.grey, area, (), self.layout.waste) for area in missed], Mode.LINE)
        for area, answer in zip(missed, answers, strict=True):
            for line in choose_sure(answer):
                home = _find_home(area.bbox, found)
                if home is None and self.drawn:
                    continue
                if home is None:
                    areas.append(area)
                found[home or area] = insert_line(found.get(home or area, ()), line)
        if len(areas) == len(self.layout.areas):
            return self.layout.areas, found
        return sort_areas(dict.fromkeys(areas), self.layout.rules, self.layout.height), found

    def read_doubtful(
        self, lines: Mapping[Area, tuple[Line, ...]], second: Engine | None
    ) -> dict[Area, tuple[Line, ...]]:
        """The same lines, the doubtful ones read again in several ways and put to the vote."""
        stretches = [stretch for area, read in lines.items() for stretch in find_doubtful(area, read)]
        ways = [(self, variant) for variant in (BESIDE if second else VARIANTS)]
        if second:
            ways.append((replace(self, engine=second), PLAIN))
        answers = [
            reader._read([self._cut_again(stretch, lines, way) for stretch in stretches], way.mode)
            for reader, way in ways
        ]
        found = dict(lines)
        for stretch, *readings in zip(stretches, *answers, strict=True):
            read = found[stretch.area]
            joined = join_readings(read[stretch.first : stretch.end], readings)
            found[stretch.area] = (*read[: stretch.first], *joined, *read[stretch.end :])
        return found

    def _cut_again(
        self, stretch: Stretch, lines: Mapping[Area, tuple[Line, ...]], variant: Variant
    ) -> Cutting:
        others, waste = self._beside(stretch.area), self.layout.waste
        return cut_stretch(self.grey, stretch, lines[stretch.area], others, waste, variant)

    def _beside(self, area: Area) -> tuple[Area, ...]:
        return tuple(other for other in self.layout.areas if other is not area)

    def _read(self, cuttings: Sequence[Cutting], mode: Mode) -> Iterator[tuple[Line, ...]]:
        dpi = self.scan.dpi * self.prepared.geometry.scale
        excerpts = [
            make_excerpt(cutting, self.scan.id, dpi, BBox(*self.prepared.to_scan(cutting.bbox)))
            for cutting in cuttings
        ]
        for cutting, answer in zip(cuttings, self.engine.read(excerpts, mode), strict=True):
            yield tuple(put_back(answer, cutting))


def _tell_ways(settings: OcrSettings, second: Engine | None) -> str:
    """How the engine was used, for the page's steps."""
    times = 1 + len(BESIDE if second else VARIANTS)
    again = f", doubtful lines {times} times and voted on" if settings.thorough else ""
    return f"each region as a block{again}"


def _place(area: Area, prepared: Preparation, height: float) -> Area:
    """A region of the scan on the prepared image."""
    left, top, right, bottom = area.bbox
    corners = np.array([[left, right, left, right], [top, top, bottom, bottom], [1, 1, 1, 1]], float)
    x, y = (prepared.geometry.matrix @ corners)[:2]
    width, depth = prepared.image.size
    box = BBox(
        max(0, round(x.min())), max(0, round(y.min())), min(width, round(x.max())), min(depth, round(y.max()))
    )
    return replace(area, bbox=box, height=height)


def _find_home(place: BBox, areas: Mapping[Area, object]) -> Area | None:
    """The smallest area that a place has its middle in."""
    x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    around = [
        area
        for area in areas
        if area.bbox.left <= x < area.bbox.right and area.bbox.top <= y < area.bbox.bottom
    ]
    return min(around, key=lambda area: area.bbox.width * area.bbox.height, default=None)


def _make_region(area: Area, lines: tuple[Line, ...], prepared: Preparation) -> Region:
    """The region in pixels of the scan."""
    return Region(
        id="",
        kind=area.kind,
        bbox=BBox(*prepared.to_scan(area.bbox)),
        lines=tuple(
            replace(
                line,
                bbox=BBox(*prepared.to_scan(line.bbox)),
                words=tuple(word.placed(BBox(*prepared.to_scan(word.bbox))) for word in line.words),
            )
            for line in lines
        ),
    )
