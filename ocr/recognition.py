"""A scan read into a page: image, layout, engine, ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from ocr.engine import Engine, Mode
from ocr.excerpts import cut, make_excerpt, put_back
from ocr.hyphenation import mark_hyphenation
from ocr.layout.area import Area
from ocr.layout.ink import Grey
from ocr.layout.layout import Layout, analyze
from ocr.page import Line, Page, Region, RegionKind, Step
from ocr.settings import OcrSettings
from scans.image import read_image
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
    grey = np.asarray(read_image(scan, scan_settings))
    layout = analyze(grey)
    regions = tuple(_read_areas(grey, layout, engine, scan))
    return Page(
        id=scan.id,
        image=scan.path.name,
        image_page=scan.page,
        sha256=scan.sha256,
        width=scan.width,
        height=scan.height,
        dpi=scan.dpi,
        regions=mark_hyphenation(number(regions)),
        steps=(Step(engine.name, engine.version, f"{settings.language}; each region as a block"),),
    )


def _read_areas(grey: Grey, layout: Layout, engine: Engine, scan: Scan) -> Iterator[Region]:
    """The regions of a page in reading order, all read in one go."""
    readable = [area for area in layout.areas if area.kind not in UNREAD]
    cuttings = [cut(grey, area, _neighbours(area, layout.areas)) for area in readable]
    excerpts = [make_excerpt(cutting, scan.id, scan.dpi, cutting.bbox) for cutting in cuttings]
    answers = engine.read(excerpts, Mode.BLOCK)
    lines = {
        id(area): tuple(put_back(answer, cutting))
        for area, cutting, answer in zip(readable, cuttings, answers, strict=True)
    }
    for area in layout.areas:
        yield _make_region(area, lines.get(id(area), ()))


def _neighbours(area: Area, areas: tuple[Area, ...]) -> tuple[Area, ...]:
    return tuple(other for other in areas if other is not area)


def _make_region(area: Area, lines: tuple[Line, ...]) -> Region:
    return Region("", area.kind, area.bbox, lines)


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
