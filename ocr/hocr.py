"""hOCR, the HTML that OCR engines write, read as pages.

Source: https://kba.github.io/hocr-spec/1.2/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from lxml import etree, html

from ocr.estimation import divide_box, divide_line
from ocr.hyphenation import mark_hyphenation
from ocr.naming import Names
from ocr.page import BBox, Line, Page, Region, RegionKind, Step, Word
from ocr.xml_file import parse_html
from scans.errors import FormatError

SIZE_LIMIT = 200_000_000
"""Bytes of the largest file that is read."""
DEFAULT_DPI = 300
DEFAULT_CONFIDENCE = 0.5
"""Where a file does not tell."""

_AREAS = ("ocr_carea", "ocr_column", "ocr_textfloat", "ocr_photo", "ocr_image", "ocr_separator", "ocr_table")
_LINES = ("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat")
_WORDS = ("ocrx_word", "ocr_word")
_KINDS = {
    "ocr_photo": RegionKind.PICTURE,
    "ocr_image": RegionKind.PICTURE,
    "ocr_separator": RegionKind.RULE,
    "ocr_table": RegionKind.TABLE,
}
_NUMBER = r"-?\d{1,7}(?:\.\d{1,9})?"
_BBOX = re.compile(rf"\bbbox\s+({_NUMBER})\s+({_NUMBER})\s+({_NUMBER})\s+({_NUMBER})")
_CONFIDENCE = re.compile(rf"\bx_w?conf\s+({_NUMBER})")
_IMAGE = re.compile(r"\bimage\s+(?:\"([^\"]*)\"|'([^']*)'|([^;\s]+))")
_RESOLUTION = re.compile(r"\bscan_res\s+(\d{2,4})\b")
_DPI = range(50, 1201)


def read_hocr(path: Path) -> tuple[Page, ...]:
    """Read the pages of an hOCR file; words are estimated where it holds only lines or paragraphs.

    Raises:
        FormatError: the file is broken, too large, or no hOCR.
        OSError: the file cannot be opened.
    """
    if path.stat().st_size > SIZE_LIMIT:
        raise FormatError(path, f"is larger than {SIZE_LIMIT // 1_000_000} MB", "Split it into pages")
    root = parse_html(path.read_bytes(), path, "Run your engine again")
    elements = list(_within(root, ("ocr_page",)))
    if not elements:
        raise FormatError(path, "is no hOCR file with a page", 'Give a file with class="ocr_page"')
    software = str(root.xpath("string(//meta[@name='ocr-system']/@content)"))
    stem = path.name.split(".")[0]
    many = len(elements) > 1
    return tuple(
        _page(element, f"{stem}.p{number}" if many else stem, number, software)
        for number, element in enumerate(elements, 1)
    )


def _page(element: html.HtmlElement, name: str, number: int, software: str) -> Page:
    title = _title(element)
    named = _IMAGE.search(title)
    image = next(filter(None, named.groups()), "") if named else ""
    names = Names()
    regions = mark_hyphenation(tuple(_regions(element, names)))
    corner = BBox.around([_box(element) or BBox(0, 0, 0, 0), *(region.bbox for region in regions)])
    found = _RESOLUTION.search(title)
    dpi = int(found[1]) if found and int(found[1]) in _DPI else DEFAULT_DPI
    return Page(
        id=name,
        image=PurePosixPath(PureWindowsPath(image).as_posix()).name,
        image_page=number,
        sha256="",
        width=max(1, corner.right),
        height=max(1, corner.bottom),
        dpi=dpi,
        regions=regions,
        steps=(Step(software, "", "read from hOCR"),) if software else (),
    )


def _regions(page: html.HtmlElement, names: Names) -> Iterator[Region]:
    """Areas, and paragraphs and lines that are in none."""
    inside: set[html.HtmlElement] = set()
    for element in _within(page, (*_AREAS, "ocr_par", *_LINES)):
        if any(parent in inside for parent in element.iterancestors()):
            continue
        inside.add(element)
        name = names.give(element.get("id"), "region")
        box = _box(element)
        lines = tuple(_lines(element, names, name, box))
        kind = next((_KINDS[mark] for mark in _classes(element) if mark in _KINDS), RegionKind.TEXT)
        if lines or kind is not RegionKind.TEXT:
            yield Region(name, kind, box or BBox.around([line.bbox for line in lines]), lines)


def _lines(region: html.HtmlElement, names: Names, name: str, box: BBox | None) -> Iterator[Line]:
    elements = [element for element in _within(region, _LINES) if not list(_within_below(element, _LINES))]
    for element in elements:
        if line := _line(element, names):
            yield line
    if not elements:
        yield from divide_box(_text(region), box or BBox(0, 0, 0, 0), name, DEFAULT_CONFIDENCE)


def _line(element: html.HtmlElement, names: Names) -> Line | None:
    name, box = names.give(element.get("id"), "line"), _box(element)
    words = tuple(word for part in _within_below(element, _WORDS) for word in _words(part, names))
    if not words:
        text = " ".join(_text(element).split())
        divided = divide_line(text, box or BBox(0, 0, 0, 0), name, _confidence(element))
        return divided if divided.words else None
    return Line(name, box or BBox.around([word.bbox for word in words]), words)


def _words(element: html.HtmlElement, names: Names) -> Iterator[Word]:
    name, box = names.give(element.get("id"), "word"), _box(element) or BBox(0, 0, 0, 0)
    parts = divide_line(_text(element), box, name, _confidence(element)).words
    if len(parts) == 1:
        yield Word(name, parts[0].text, box, parts[0].confidence)
    else:
        yield from parts


def _within(element: html.HtmlElement, classes: tuple[str, ...]) -> Iterator[html.HtmlElement]:
    """The element itself and those below it that have one of the classes, in order."""
    for node in element.iter(etree.Element):
        if not _classes(node).isdisjoint(classes):
            yield node


def _within_below(element: html.HtmlElement, classes: tuple[str, ...]) -> Iterator[html.HtmlElement]:
    return (node for node in _within(element, classes) if node is not element)


def _classes(element: html.HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def _title(element: html.HtmlElement) -> str:
    return element.get("title") or ""


def _text(element: html.HtmlElement) -> str:
    return "".join(str(part) for part in element.itertext())


def _box(element: html.HtmlElement) -> BBox | None:
    found = _BBOX.search(_title(element))
    if not found:
        return None
    left, top, right, bottom = (max(0, round(float(part))) for part in found.groups())
    return BBox(left, top, max(left, right), max(top, bottom))


def _confidence(element: html.HtmlElement) -> float:
    found = _CONFIDENCE.search(_title(element))
    return min(1.0, max(0.0, float(found[1]) / 100)) if found else DEFAULT_CONFIDENCE
