"""PAGE-XML read as a page: our own without loss, that of other software as far as it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ocr.estimation import divide_box, divide_line
from ocr.naming import Names
from ocr.page import Alternative, BBox, Ink, Line, Page, Region, RegionKind, Step, Word
from ocr.page_xml.vocabulary import (
    DIGEST,
    HYPHENATED,
    IDENTIFIER,
    KINDS,
    OUTSIDE,
    POSITION,
    TEXT_KINDS,
    UNREAD,
    VERSION,
)
from ocr.xml_file import parse_xml
from scans.errors import FormatError

DEFAULT_DPI = 300
DEFAULT_CONFIDENCE = 0.5
"""Where a file does not tell."""

_DPI = range(50, 1201)
_MEND = "Export the page again from the software that wrote it"
_STRUCTURE = re.compile(r"structure\s*\{[^}]*\btype:\s*([\w-]+)")


def read_page_xml(path: Path) -> Page:
    """Read a PAGE-XML file of any version; words are estimated where it holds only lines or regions.

    Raises:
        FormatError: the file is broken, too large, no PAGE-XML, or has a document type (entities).
        OSError: the file cannot be opened.
    """
    root = parse_xml(path, "PAGE-XML", _MEND, _MEND)
    page = root.find("{*}Page")
    if page is None:
        raise FormatError(path, "is no PAGE-XML file with a page", _MEND)
    try:
        return _Reader(root, page).page(path.name.split(".")[0])
    except (ValueError, OverflowError) as error:
        raise FormatError(path, f"is not good PAGE-XML: {error}", _MEND) from error


class _Reader:
    """One PAGE tree and the ids that have been given."""

    def __init__(self, root: etree._Element, page: etree._Element) -> None:
        self._page, self._names = page, Names()
        items = root.findall("{*}Metadata/{*}MetadataItem")
        self._facts = {
            item.get("name"): item.get("value", "") for item in items if item.get("type") == "other"
        }
        self._steps = [item for item in items if item.get("type") == "processingStep"]

    def page(self, name: str) -> Page:
        regions = tuple(self._regions(self._page))
        corner = BBox.around([BBox(0, 0, 0, 0), *(region.bbox for region in regions)])
        return Page(
            id=self._facts.get(IDENTIFIER) or name,
            image=self._page.get("imageFilename") or "",
            image_page=int(self._facts.get(POSITION) or 1),
            sha256=self._facts.get(DIGEST, ""),
            width=int(self._page.get("imageWidth") or 0) or corner.right,
            height=int(self._page.get("imageHeight") or 0) or corner.bottom,
            dpi=self._dpi(),
            regions=self._ordered(regions),
            steps=tuple(_step(item) for item in self._steps),
            ink=self._ink(),
        )

    def _ink(self) -> Ink | None:
        shares = [float(self._facts[name]) for name in (OUTSIDE, UNREAD) if name in self._facts]
        return Ink(*shares) if len(shares) == 2 else None

    def _dpi(self) -> int:
        value = float(self._page.get("imageXResolution") or 0)
        dpi = round(value * 2.54 if self._page.get("imageResolutionUnit") == "PPCM" else value)
        return dpi if dpi in _DPI else DEFAULT_DPI

    def _ordered(self, regions: tuple[Region, ...]) -> tuple[Region, ...]:
        """The regions in the file's reading order; those that it does not name come last."""
        order = self._page.find("{*}ReadingOrder")
        named = [] if order is None else [item.get("regionRef") for item in _walk_order(order)]
        rank = {name: position for position, name in reversed(list(enumerate(named)))}
        return tuple(sorted(regions, key=lambda region: rank.get(region.id, len(rank))))

    def _regions(self, parent: etree._Element) -> Iterator[Region]:
        for element in parent.iterdescendants("{*}*"):
            tag = etree.QName(element).localname
            if tag.endswith("Region"):
                name = self._names.give(element.get("id"), "region")
                box = _box(element)
                lines = tuple(self._lines(element, name, box))
                yield Region(name, _kind(element, tag), box or _around(lines), lines)

    def _lines(self, region: etree._Element, name: str, box: BBox | None) -> Iterator[Line]:
        elements = region.findall("{*}TextLine")
        for element in elements:
            if line := self._line(element):
                yield line
        if not elements and (text := _text(region)):
            yield from divide_box(text, box or BBox(0, 0, 0, 0), name, _confidence(region))

    def _line(self, element: etree._Element) -> Line | None:
        name, box = self._names.give(element.get("id"), "line"), _box(element)
        words = tuple(word for part in element.findall("{*}Word") for word in self._words(part))
        if not words:
            divided = divide_line(_text(element), box or BBox(0, 0, 0, 0), name, _confidence(element))
            return divided if divided.words else None
        hyphenated = (element.get("custom") or "").startswith(HYPHENATED)
        return Line(name, box or BBox.around([word.bbox for word in words]), words, hyphenated)

    def _words(self, element: etree._Element) -> Iterator[Word]:
        name, box = self._names.give(element.get("id"), "word"), _box(element) or BBox(0, 0, 0, 0)
        readings = _readings(element)
        if not readings:
            return
        parts = divide_line(readings[0].text, box, name, readings[0].confidence).words
        if len(parts) == 1:
            yield Word(name, parts[0].text, box, readings[0].confidence, tuple(readings[1:]))
        else:
            yield from parts


def _walk_order(order: etree._Element) -> Iterator[etree._Element]:
    """References in order, those of groups that count their members by index."""

    def rank(item: etree._Element) -> int:
        return int(item.get("index") or 0)

    children = list(order)
    for child in sorted(children, key=rank):
        if child.get("regionRef"):
            yield child
        yield from _walk_order(child)


def _kind(element: etree._Element, tag: str) -> RegionKind:
    said = _STRUCTURE.search(element.get("custom") or "")
    if said and said[1] in set(RegionKind):
        return RegionKind(said[1])
    return KINDS.get(tag) or TEXT_KINDS.get(element.get("type") or "", RegionKind.TEXT)


def _box(element: etree._Element) -> BBox | None:
    """The box around an element's outline, the last pixel inside; None where it has no outline."""
    coords = element.find("{*}Coords")
    if coords is None:
        return None
    pairs = [pair.split(",") for pair in (coords.get("points") or "").split()]
    pairs += [[point.get("x") or "", point.get("y") or ""] for point in coords.findall("{*}Point")]
    corners = [(round(float(x)), round(float(y))) for x, y in pairs]
    if not corners:
        return None
    columns, rows = [x for x, _ in corners], [y for _, y in corners]
    return BBox(min(columns), min(rows), max(columns) + 1, max(rows) + 1)


def _around(lines: tuple[Line, ...]) -> BBox:
    return BBox.around([line.bbox for line in lines]) if lines else BBox(0, 0, 0, 0)


def _readings(element: etree._Element) -> list[Alternative]:
    """The texts that an element has, the first by index first."""
    found = [item for item in element.findall("{*}TextEquiv") if (item.findtext("{*}Unicode") or "").strip()]
    found.sort(key=lambda item: int(item.get("index") or 0))
    return [Alternative((item.findtext("{*}Unicode") or "").strip(), _stated(item)) for item in found]


def _text(element: etree._Element) -> str:
    readings = _readings(element)
    return readings[0].text if readings else ""


def _confidence(element: etree._Element) -> float:
    readings = _readings(element)
    return readings[0].confidence if readings else DEFAULT_CONFIDENCE


def _stated(item: etree._Element) -> float:
    return min(1.0, max(0.0, float(item.get("conf") or DEFAULT_CONFIDENCE)))


def _step(item: etree._Element) -> Step:
    labels = item.findall("{*}Labels/{*}Label")
    version = next((label.get("value") or "" for label in labels if label.get("type") == VERSION), "")
    return Step(item.get("name") or "", version, item.get("value") or "")
