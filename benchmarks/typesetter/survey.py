"""Surveying: the truth of a page read off its forme, at the places where the scan shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from benchmarks.typesetter.forme import Forme, PlacedLine, ink_box
from benchmarks.typesetter.impression import Warp
from benchmarks.typesetter.truth import TruthLine, TruthPage, TruthRegion
from ocr.page import BBox, RegionKind


def survey_page(forme: Forme, warp: Warp) -> TruthPage:
    """The truth of a page as it lies in the scan."""
    width, height = warp.size
    dpi = round(forme.house.dpi * warp.scale)
    lines = tuple(_line(placed, order, forme, warp) for order, placed in enumerate(forme.lines))
    return TruthPage(forme.number, width, height, dpi, lines, tuple(_regions(forme, lines, warp)))


def bend_box(box: BBox, warp: Warp) -> BBox:
    """The smallest upright box in the scan around a box of the flat sheet."""
    across = np.linspace(box.left, box.right, 5, dtype=np.float32)
    down = np.linspace(box.top, box.bottom, 5, dtype=np.float32)
    x, y = warp.targets(*(grid.ravel() for grid in np.meshgrid(across, down)))
    return BBox(
        max(0, int(np.floor(x.min()))),
        max(0, int(np.floor(y.min()))),
        min(warp.size[0], int(np.ceil(x.max()))),
        min(warp.size[1], int(np.ceil(y.max()))),
    )


def _line(placed: PlacedLine, order: int, forme: Forme, warp: Warp) -> TruthLine:
    line = placed.line
    return TruthLine(
        line.text,
        bend_box(ink_box(placed, forme.house), warp),
        order,
        placed.region,
        placed.kind,
        line.kind,
        line.article,
        line.block,
        line.hyphenated,
        line.misprints,
    )


def _regions(forme: Forme, lines: Sequence[TruthLine], warp: Warp) -> Iterator[TruthRegion]:
    for name, group in groupby(lines, key=lambda line: line.region):
        members = list(group)
        yield TruthRegion(name, members[0].kind, BBox.around([line.bbox for line in members]))
    for number, box in enumerate(forme.pictures, 1):
        yield TruthRegion(f"p{number:02}", RegionKind.PICTURE, bend_box(box, warp))
    for number, box in enumerate(forme.rules, 1):
        yield TruthRegion(f"l{number:02}", RegionKind.RULE, bend_box(box, warp))
