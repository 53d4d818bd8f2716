"""A scan read into a page: image, layout, engine, ids."""

from __future__ import annotations

from dataclasses import replace

from ocr.engine import Engine, Excerpt, Mode
from ocr.hyphenation import mark_hyphenation
from ocr.page import BBox, Line, Page, Region, Step
from ocr.settings import OcrSettings
from scans.image import read_image
from scans.scan import Scan
from scans.settings import ScanSettings


def recognize(scan: Scan, engine: Engine, settings: OcrSettings, scan_settings: ScanSettings) -> Page:
    """Read one scan with an engine; a scan without text gives a page without lines.

    Raises:
        ScanError: the image cannot be read.
        EngineError: the engine is missing, failed or ran out of time.
    """
    image = read_image(scan, scan_settings)
    whole = BBox(0, 0, image.width, image.height)
    (regions,) = engine.read([Excerpt(image, scan.id, whole, scan.dpi)], Mode.PAGE)
    return Page(
        id=scan.id,
        image=scan.path.name,
        image_page=scan.page,
        sha256=scan.sha256,
        width=image.width,
        height=image.height,
        dpi=scan.dpi,
        regions=mark_hyphenation(number(regions)),
        steps=(Step(engine.name, engine.version, f"{settings.language}; {Mode.PAGE}"),),
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
