"""A scan read into a page: image, layout, engine, ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version

import cv2
import numpy as np

from ocr.engine import Engine, Mode
from ocr.excerpts import cut, make_excerpt, put_back
from ocr.hyphenation import mark_hyphenation
from ocr.layout.area import Area
from ocr.layout.layout import Layout, analyze
from ocr.page import BBox, Line, Page, Region, RegionKind, Step
from ocr.settings import OcrSettings
from scans.image import read_image
from scans.preparation import Preparation, prepare
from scans.scan import Scan
from scans.settings import ScanSettings

UNREAD = frozenset({RegionKind.PICTURE, RegionKind.RULE})
"""Kinds that have no text."""


def recognize(scan: Scan, engine: Engine, settings: OcrSettings, scan_settings: ScanSettings) -> Page:
    """Read one scan with an engine; a scan without text gives a page without lines.

    Raises:
        ScanError: the image cannot be read.
        EngineError: the engine is missing, failed or ran out of time.
    """
    # One page is one process's work: more threads would take the other pages' cores.
    cv2.setNumThreads(1)
    prepared = prepare(read_image(scan, scan_settings), scan.dpi, scan_settings)
    layout = analyze(np.asarray(prepared.image))
    regions = tuple(_read_areas(prepared, layout, engine, scan))
    return Page(
        id=scan.id,
        image=scan.path.name,
        image_page=scan.page,
        sha256=scan.sha256,
        width=scan.width,
        height=scan.height,
        dpi=scan.dpi,
        regions=mark_hyphenation(number(regions)),
        steps=tuple(_tell_steps(prepared, engine, settings)),
    )


def _tell_steps(prepared: Preparation, engine: Engine, settings: OcrSettings) -> Iterator[Step]:
    for step in (*prepared.steps, "layout by rules, gutters and lines"):
        yield Step("redpencil", version("redpencil"), step)
    yield Step(engine.name, engine.version, f"{settings.language}; each region as a block")


def _read_areas(prepared: Preparation, layout: Layout, engine: Engine, scan: Scan) -> Iterator[Region]:
    """The regions of a page in reading order and in pixels of the scan, all read in one go."""
    grey = np.asarray(prepared.image)
    readable = [area for area in layout.areas if area.kind not in UNREAD]
    cuttings = [cut(grey, area, _others(area, layout.areas)) for area in readable]
    excerpts = [
        make_excerpt(cutting, scan.id, scan.dpi, BBox(*prepared.to_scan(cutting.bbox)))
        for cutting in cuttings
    ]
    answers = dict(zip(map(id, readable), engine.read(excerpts, Mode.BLOCK), strict=True))
    pieces = dict(zip(map(id, readable), cuttings, strict=True))
    for area in layout.areas:
        lines = put_back(answers[id(area)], pieces[id(area)]) if id(area) in answers else ()
        region = Region("", area.kind, area.bbox, tuple(lines))
        yield _to_scan(region, prepared)


def _others(area: Area, areas: tuple[Area, ...]) -> tuple[Area, ...]:
    return tuple(other for other in areas if other is not area)


def _to_scan(region: Region, prepared: Preparation) -> Region:
    """The region in pixels of the scan."""
    return replace(
        region,
        bbox=BBox(*prepared.to_scan(region.bbox)),
        lines=tuple(
            replace(
                line,
                bbox=BBox(*prepared.to_scan(line.bbox)),
                words=tuple(replace(word, bbox=BBox(*prepared.to_scan(word.bbox))) for word in line.words),
            )
            for line in region.lines
        ),
    )


def number(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The same regions with ids that tell their place in reading order: "r03", "r03.l012", "r03.l012.w04"."""
    return tuple(_number_region(region, f"r{position:02}") for position, region in enumerate(regions, 1))


def _number_region(region: Region, name: str) -> Region:
    lines = tuple(
        _number_line(line, f"{name}.l{position:03}") for position, line in enumerate(region.lines, 1)
    )
    return replace(region, id=name, lines=lines)


def _number_line(line: Line, name: str) -> Line:
    words = tuple(replace(word, id=f"{name}.w{position:02}") for position, word in enumerate(line.words, 1))
    return replace(line, id=name, words=words)
