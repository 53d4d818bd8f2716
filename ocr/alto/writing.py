"""Pages written as ALTO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from lxml import etree

from ocr.alto.vocabulary import (
    ALTERNATIVE_PURPOSE,
    DIGEST,
    INK,
    INK_SHARES,
    KIND_PREFIX,
    NAMESPACE,
    PAGE_PREFIX,
    RESOLUTION,
    SCHEMA,
)
from ocr.hyphenation import HYPHENS
from ocr.page import BBox, Ink, Line, Page, Region, RegionKind, Step, Word
from scans.files import write_bytes

XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMESPACES = {None: NAMESPACE, "xsi": XSI}
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def write_alto(page: Page, path: Path) -> None:
    """Write a page as ALTO 4.4; the same page gives the same bytes.

    Characters that XML cannot hold become U+FFFD. Lines without words are left out: ALTO has none.
    The file is written whole or not at all; the operating system's errors come through.
    """
    root = _element(
        "alto",
        {f"{{{XSI}}}schemaLocation": f"{NAMESPACE} {SCHEMA}", "SCHEMAVERSION": "4.4"},
        _description(page),
        *_tags(page),
        *_reading_order(page),
        _element("Layout", _page(page)),
    )
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    write_bytes(path, content)


def clean(text: str) -> str:
    """The text with U+FFFD for every character that XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)


def _element(name: str, *content: dict[str, str] | str | etree._Element, **attributes: str) -> etree._Element:
    """An ALTO element with attributes, text and children."""
    element = etree.Element(f"{{{NAMESPACE}}}{name}", attributes, nsmap=NAMESPACES)  # type: ignore[arg-type]
    for part in content:
        if isinstance(part, dict):
            for key, value in part.items():
                element.set(key, value)
        elif isinstance(part, str):
            element.text = part
        else:
            element.append(part)
    return element


def _description(page: Page) -> etree._Element:
    resolution = Step("", "", f"{page.dpi} dpi")
    return _element(
        "Description",
        _element("MeasurementUnit", "pixel"),
        _element(
            "sourceImageInformation",
            _element("fileName", clean(page.image)),
            _element("fileIdentifier", page.sha256, fileIdentifierLocation=DIGEST),
        ),
        _processing("processing.0", RESOLUTION, resolution),
        *(_processing(f"processing.{n}", "step", step) for n, step in enumerate(page.steps, 1)),
        *([_ink(page.ink)] if page.ink else []),
    )


def _processing(identifier: str, description: str, step: Step) -> etree._Element:
    return _element(
        "Processing",
        _element("processingStepDescription", description),
        _element("processingStepSettings", clean(step.settings)),
        _element(
            "processingSoftware",
            _element("softwareName", clean(step.software)),
            _element("softwareVersion", clean(step.version)),
        ),
        ID=identifier,
    )


def _ink(ink: Ink) -> etree._Element:
    shares = INK_SHARES.format(repr(float(ink.outside)), repr(float(ink.unread)))
    return _processing("processing.ink", INK, Step("", "", shares))


def _tags(page: Page) -> Iterator[etree._Element]:
    used = {region.kind for region in page.regions}
    if used:
        yield _element(
            "Tags",
            *(
                _element("StructureTag", ID=KIND_PREFIX + kind, TYPE="region", LABEL=kind)
                for kind in RegionKind
                if kind in used
            ),
        )


def _reading_order(page: Page) -> Iterator[etree._Element]:
    if page.regions:
        references = (
            _element("ElementRef", ID=f"order.{n}", REF=region.id) for n, region in enumerate(page.regions, 1)
        )
        yield _element("ReadingOrder", _element("OrderedGroup", *references, ID="order"))


def _page(page: Page) -> etree._Element:
    whole = _place(BBox(0, 0, page.width, page.height))
    size = {name: whole[name] for name in ("HEIGHT", "WIDTH")}
    parts = _parts(page)
    blocks = (_block(region, parts) for region in page.regions)
    space = _element("PrintSpace", whole, *blocks)
    return _element("Page", size, space, ID=PAGE_PREFIX + page.id, PHYSICAL_IMG_NR=str(page.image_page))


def _block(region: Region, parts: dict[str, dict[str, str]]) -> etree._Element:
    attributes = {"ID": region.id, "TAGREFS": KIND_PREFIX + region.kind, **_place(region.bbox)}
    if region.kind is RegionKind.PICTURE and not region.lines:
        return _element("Illustration", attributes)
    if region.kind is RegionKind.RULE and not region.lines:
        return _element("GraphicalElement", attributes)
    return _element("TextBlock", attributes, *(_line(line, parts) for line in region.lines if line.words))


def _line(line: Line, parts: dict[str, dict[str, str]]) -> etree._Element:
    element = _element("TextLine", ID=line.id, **_place(line.bbox))
    for word in line.words:
        if word is not line.words[0]:
            element.append(_element("SP"))
        divided = line.hyphenated and word is line.words[-1]
        text, _ = split_hyphen(word.text) if divided else (word.text, "")
        element.append(_string(word, text, parts.get(word.id, {})))
    if line.hyphenated:
        element.append(_element("HYP", CONTENT=clean(split_hyphen(line.words[-1].text)[1])))
    return element


def _string(word: Word, text: str, part: dict[str, str]) -> etree._Element:
    attributes = {"ID": word.id, "CONTENT": clean(text), "WC": repr(float(word.confidence)), **part}
    alternatives = (
        _element(
            "ALTERNATIVE", clean(other.text), PURPOSE=f"{ALTERNATIVE_PURPOSE}{float(other.confidence)!r}"
        )
        for other in word.alternatives
    )
    return _element("String", {**attributes, **_place(word.bbox)}, *alternatives)


def split_hyphen(text: str) -> tuple[str, str]:
    """A divided word's text and its hyphen, which is empty where none is printed."""
    return (text[:-1], text[-1]) if text[-1:] and text[-1] in HYPHENS else (text, "")


def _parts(page: Page) -> dict[str, dict[str, str]]:
    """SUBS_TYPE and SUBS_CONTENT of the words on both sides of each division, by word id."""
    parts: dict[str, dict[str, str]] = {}
    lines = [line for line in page.lines() if line.words]
    for line, following in pairwise(lines):
        if line.hyphenated:
            first, second = line.words[-1], following.words[0]
            whole = clean(split_hyphen(first.text)[0] + second.text)
            parts[first.id] = {"SUBS_TYPE": "HypPart1", "SUBS_CONTENT": whole}
            parts[second.id] = {"SUBS_TYPE": "HypPart2", "SUBS_CONTENT": whole}
    return parts


def _place(box: BBox) -> dict[str, str]:
    return {
        "HPOS": str(box.left),
        "VPOS": str(box.top),
        "WIDTH": str(box.width),
        "HEIGHT": str(box.height),
    }
