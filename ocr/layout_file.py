"""Regions written down for people to edit: `pages/<page>.layout.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ocr.layout.area import Area
from ocr.page import BBox, Page, Region, RegionKind
from scans.errors import FormatError
from scans.files import write_text

HEAD = """\
# The regions of {page} in reading order. Move, cut, join, reorder or delete them; the page is then read
# by these regions, and they are kept. Delete the file to have them found anew.
# kind: {kinds}
# box: left, top, right, bottom in pixels of the scan ({width} x {height})
"""
_EDGES = 4


def write_layout(page: Page, regions: Iterable[Area | Region], path: Path) -> None:
    """Write regions of a page, in reading order, without the rules, which are found by themselves.

    The operating system's errors come through.
    """
    kinds = ", ".join(kind for kind in RegionKind if kind is not RegionKind.RULE)
    parts = [HEAD.format(page=page.id, kinds=kinds, width=page.width, height=page.height)]
    parts += [
        f'\n[[region]]\nkind = "{region.kind}"\nbox = {list(region.bbox)}\n'
        for region in regions
        if region.kind is not RegionKind.RULE
    ]
    write_text(path, "".join(parts))


def read_layout(path: Path) -> tuple[Area, ...]:
    """The regions of an edited file in its order, in pixels of the scan.

    Raises:
        FormatError: the file is no TOML, or a region in it makes no sense.
        OSError: the file cannot be read.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        regions = table.get("region", [])
        return tuple(make_area(region) for region in regions)
    except (UnicodeDecodeError, ValueError, TypeError, KeyError, AttributeError) as error:
        mend = "Mend it, or delete the file to have the regions found anew"
        raise FormatError(path, f"is no list of regions: {error}", mend) from error


def make_area(region: Mapping[str, Any]) -> Area:
    """A region from its `kind` and `box`. Raises ValueError, KeyError or TypeError for nonsense."""
    edges = region["box"]
    if len(edges) != _EDGES or not all(type(edge) is int and edge >= 0 for edge in edges):
        raise ValueError(f"box {edges} is not four whole numbers")
    box = BBox(*edges)
    if box.width < 1 or box.height < 1:
        raise ValueError(f"box {edges} has no inside")
    return Area(RegionKind(region["kind"]), box)
