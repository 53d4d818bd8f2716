"""Pages written as PAGE-XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from lxml import etree

from ocr.page import BBox, Line, Page, Region, Word
from ocr.page_xml.vocabulary import (
    DIGEST,
    ELEMENTS,
    HYPHENATED,
    IDENTIFIER,
    NAMESPACE,
    OUTSIDE,
    POSITION,
    TYPES,
    UNREAD,
    VERSION,
)
from scans.files import write_bytes

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_page_xml(page: Page, path: Path, created: datetime) -> None:
    """Write a page as PAGE-XML, whole or not at all; see `encode_page_xml`."""
    write_bytes(path, encode_page_xml(page, created))


def encode_page_xml(page: Page, created: datetime) -> bytes:
    """A page as PAGE-XML 2019-07-15; the same page and time give the same bytes.

    A word's text is its first TextEquiv, its alternatives the others. Characters that XML cannot hold
    become U+FFFD.
    """
    moment = created.isoformat(timespec="seconds")
    metadata = _element(
        "Metadata",
        _element("Creator", "redpencil"),
        _element("Created", moment),
        _element("LastChange", moment),
        *_items(page),
    )
    root = _element("PcGts", metadata, _page(page))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _items(page: Page) -> Iterator[etree._Element]:
    facts = {DIGEST: page.sha256, IDENTIFIER: page.id, POSITION: str(page.image_page)}
    if page.ink:
        facts |= {OUTSIDE: repr(float(page.ink.outside)), UNREAD: repr(float(page.ink.unread))}
    for name, value in facts.items():
        yield _element("MetadataItem", type="other", name=name, value=value)
    for step in page.steps:
        version = _element("Labels", _element("Label", type=VERSION, value=step.version))
        yield _element(
            "MetadataItem", version, type="processingStep", name=step.software, value=step.settings
        )


def _page(page: Page) -> etree._Element:
    made = _element(
        "Page",
        imageFilename=page.image,
        imageWidth=str(page.width),
        imageHeight=str(page.height),
        imageXResolution=str(page.dpi),
        imageYResolution=str(page.dpi),
        imageResolutionUnit="PPI",
    )
    if page.regions:
        order = _element("OrderedGroup", id="order")
        for position, region in enumerate(page.regions):
            order.append(_element("RegionRefIndexed", index=str(position), regionRef=region.id))
        made.append(_element("ReadingOrder", order))
    made.extend([_region(region) for region in page.regions])
    return made


def _region(region: Region) -> etree._Element:
    custom = f"structure {{type:{region.kind};}}"
    if region.kind in ELEMENTS and not region.lines:
        return _element(ELEMENTS[region.kind], _coords(region.bbox), id=region.id, custom=custom)
    made = _element("TextRegion", _coords(region.bbox), id=region.id, custom=custom)
    made.set("type", TYPES.get(region.kind, "other"))
    made.extend([_line(line) for line in region.lines])
    if region.lines:
        made.append(_reading(region.text, 0))
    return made


def _line(line: Line) -> etree._Element:
    made = _element("TextLine", _coords(line.bbox), id=line.id)
    if line.hyphenated:
        made.set("custom", HYPHENATED)
    made.extend([_word(word) for word in line.words])
    made.append(_reading(line.text, 0))
    return made


def _word(word: Word) -> etree._Element:
    made = _element("Word", _coords(word.bbox), _reading(word.text, 0, word.confidence), id=word.id)
    for index, other in enumerate(word.alternatives, 1):
        made.append(_reading(other.text, index, other.confidence))
    return made


def _reading(text: str, index: int, confidence: float | None = None) -> etree._Element:
    made = _element("TextEquiv", _element("Unicode", text), index=str(index))
    if confidence is not None:
        made.set("conf", repr(float(confidence)))
    return made


def _coords(box: BBox) -> etree._Element:
    """The four corners, clockwise from the top left; PAGE counts the last pixel as inside."""
    right, bottom = max(box.left, box.right - 1), max(box.top, box.bottom - 1)
    corners = ((box.left, box.top), (right, box.top), (right, bottom), (box.left, bottom))
    return _element("Coords", points=" ".join(f"{max(0, x)},{max(0, y)}" for x, y in corners))


def _element(tag: str, /, *content: str | etree._Element, **attributes: str) -> etree._Element:
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    for key, value in attributes.items():
        made.set(key, _FORBIDDEN.sub("\ufffd", value))
    for part in content:
        if isinstance(part, str):
            made.text = _FORBIDDEN.sub("\ufffd", part)
        else:
            made.append(part)
    return made
