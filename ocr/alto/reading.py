"""ALTO read as pages: our own without loss, that of other software (versions 1 to 4) as far as it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from lxml import etree

from ocr.alto.lines import NONE, TAKEN, Taken, take_lines
from ocr.alto.vocabulary import ALTERNATIVE_PURPOSE, DIGEST, INK, INK_SHARES, PAGE_PREFIX, RESOLUTION
from ocr.naming import Names
from ocr.page import Alternative, BBox, Ink, Line, Page, Region, RegionKind, Step, Word
from ocr.xml_file import parse_content, read_content
from scans.errors import FormatError

DEFAULT_DPI = 300
"""Where a file in millimetres or inches does not tell the resolution."""

DEFAULT_CONFIDENCE = 0.5
"""Where a file does not tell the engine's confidence."""

KINDS = {
    "Illustration": RegionKind.PICTURE,
    "GraphicalElement": RegionKind.RULE,
    "TextBlock": RegionKind.TEXT,
}

_SHARES = re.compile(INK_SHARES.format(*(2 * [r"(\d[\d.e-]*)"])))


@dataclass(frozen=True, slots=True)
class Source:
    """The scan that an ALTO file was made from; sha256 is empty where the file does not tell."""

    image: str
    sha256: str
    dpi: int


def read_alto(path: Path) -> Page:
    """Read the first page of an ALTO file; what is not in pixels is converted at the file's resolution.

    Raises:
        FormatError: the file is broken, too large, no ALTO, or has a document type (entities), or it cannot
            be opened.
    """
    try:
        content = read_content(path, "Split it into pages")
    except OSError as error:
        mend = "Check the file and its rights"
        raise FormatError(path, f"cannot be read ({error.strerror})", mend) from error
    try:
        return _read_quickly(content, path)
    except (ValueError, OverflowError, KeyError, FormatError):  # what it is, the other way of reading tells
        root = _parse(content, path)
    try:
        return _Reader(root).page(_name_page(path))
    except (ValueError, OverflowError, KeyError) as error:
        raise FormatError(path, f"is not good ALTO: {error}", _MEND) from error


def _read_quickly(content: bytes, path: Path) -> Page:
    """A file that we wrote, its lines apart. Raises ValueError where it has to be read as any other."""
    taken = take_lines(content, _Confidences())
    reader = _Reader(_parse(taken.rest, path), taken)
    if not reader.agrees:
        raise ValueError
    return reader.page(_name_page(path))


_MEND = "Remove the file and read the scan again ('redpencil ocr'), or hand in another file"


def _name_page(path: Path) -> str:
    return path.name.split(".")[0]


def _parse(content: bytes, path: Path) -> etree._Element:
    root = parse_content(content, path, "ALTO", _MEND)
    if _name(root) != "alto" or _first(root, "Layout", "Page") is None:
        raise FormatError(path, f"is no ALTO file with a page (its root is '{_name(root)}')", _MEND)
    return root


def _name(element: etree._Element) -> str:
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _all(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if element is None else list(element.iterchildren(f"{{*}}{name}"))


def _first(element: etree._Element | None, *names: str) -> etree._Element | None:
    for name in names:
        element = None if element is None else next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def _text(element: etree._Element | None, *names: str) -> str:
    found = _first(element, *names)
    return "" if found is None else found.text or ""


def _source(root: etree._Element) -> Source:
    information = _first(root, "Description", "sourceImageInformation")
    digests = (
        item.text or ""
        for item in _all(information, "fileIdentifier")
        if item.get("fileIdentifierLocation") == DIGEST
    )
    return Source(_text(information, "fileName"), next(digests, ""), _dpi(root))


def _dpi(root: etree._Element) -> int:
    """The resolution from our own first step, or from settings that say "xdpi:300" or "300 dpi"."""
    description = _first(root, "Description")
    for settings in () if description is None else description.iter("{*}processingStepSettings"):
        if found := re.search(r"\b(\d{2,4}) dpi\b|\b[xX]?dpi\W{1,3}(\d{2,4})\b", settings.text or ""):
            return int(found[1] or found[2])
    return DEFAULT_DPI


def _scale(root: etree._Element, dpi: int) -> float:
    """Pixels in one unit of the file."""
    unit = _text(root, "Description", "MeasurementUnit").strip() or "pixel"
    return {"pixel": 1.0, "mm10": dpi / 254, "inch1200": dpi / 1200}[unit]


class _Confidences(dict[str | None, float]):
    """What attributes say in numbers, 0 to 1; a page says the same thousands of times."""

    def __missing__(self, told: str | None) -> float:
        self[told] = number = min(1.0, max(0.0, float(told or DEFAULT_CONFIDENCE)))
        return number


class _Reader:
    """One ALTO tree with its scale, tags, the lines that were taken out of it, and ids to be given."""

    def __init__(self, root: etree._Element, taken: Taken = NONE) -> None:
        self._root, self._source, self._taken = root, _source(root), taken
        self._scale = _scale(root, self._source.dpi)
        self._confidences = _Confidences()
        self._labels = {tag.get("ID"): tag.get("LABEL") for tag in root.iterfind("{*}Tags/*")}
        self._names = Names()

    @property
    def agrees(self) -> bool:
        """Whether the lines that were taken out are as they would have been read in their places."""
        names = self._taken.names
        return self._scale == 1 and names.isdisjoint([node.get("ID") for node in self._root.iter()])

    def page(self, name: str) -> Page:
        page = _first(self._root, "Layout", "Page")
        assert page is not None  # noqa: S101 (for the type checker: _parse has seen one)
        regions = tuple(self._regions(page))
        extent = self._box(page)
        corner = BBox.around([extent, *(region.bbox for region in regions)])
        return Page(
            id=(page.get("ID") or name).removeprefix(PAGE_PREFIX),
            image=self._source.image,
            image_page=int(float(page.get("PHYSICAL_IMG_NR") or 1)),
            sha256=self._source.sha256,
            width=extent.width or corner.right,
            height=extent.height or corner.bottom,
            dpi=self._source.dpi,
            regions=self._ordered(regions),
            steps=tuple(self._steps()),
            ink=self._ink(),
        )

    def _steps(self) -> Iterator[Step]:
        description = _first(self._root, "Description")
        for step in _all(description, "Processing"):
            if _text(step, "processingStepDescription") not in (RESOLUTION, INK):
                yield _step(step)
        for process in _all(description, "OCRProcessing"):
            yield from (_step(step) for step in process)

    def _ink(self) -> Ink | None:
        for step in _all(_first(self._root, "Description"), "Processing"):
            if _text(step, "processingStepDescription") == INK:
                shares = _SHARES.fullmatch(_text(step, "processingStepSettings"))
                return Ink(*map(float, shares.groups())) if shares else None
        return None

    def _ordered(self, regions: tuple[Region, ...]) -> tuple[Region, ...]:
        order = _first(self._root, "ReadingOrder")
        references = () if order is None else order.iter("{*}ElementRef")
        named = [name for reference in references for name in (reference.get("REF") or "").split()]
        rank = {name: position for position, name in reversed(list(enumerate(named)))}
        return tuple(sorted(regions, key=lambda region: rank.get(region.id, len(rank))))

    def _regions(self, space: etree._Element) -> Iterator[Region]:
        for element in space:
            if _name(element) in KINDS:
                lines = tuple(self._lines(element))
                yield Region(
                    self._id(element, "region"), self._kind(element), self._box(element, lines), lines
                )
            elif len(element):
                yield from self._regions(element)

    def _kind(self, element: etree._Element) -> RegionKind:
        labels = [self._labels.get(name) for name in (element.get("TAGREFS") or "").split()]
        known = (RegionKind(label) for label in labels if label in set(RegionKind))
        return next(known, KINDS[_name(element)])

    def _lines(self, block: etree._Element) -> Iterator[Line]:
        for element in block.iterchildren("{*}TextLine"):
            if self._taken.runs and (at := element.get(TAKEN)):
                yield from self._taken.runs[int(at)]
                continue
            last = element[-1] if len(element) else None
            hyphen = last if last is not None and _name(last) == "HYP" else None
            words = self._words(element, "" if hyphen is None else hyphen.get("CONTENT") or "")
            if words:
                yield Line(self._id(element, "line"), self._box(element, words), words, hyphen is not None)

    def _words(self, line: etree._Element, hyphen: str) -> tuple[Word, ...]:
        give, box, confidences = self._names.give, self._box, self._confidences
        words: list[Word] = []
        for string in line.iterchildren("{*}String"):
            get = string.get
            others = _alternatives(string) if len(string) else ()
            name, text = give(get("ID"), "word"), get("CONTENT") or ""
            words.append(Word(name, text, box(string), confidences[get("WC")], others))
        if words and hyphen:
            words[-1] = replace(words[-1], text=words[-1].text + hyphen)
        texts = [word.text for word in words]
        if " ".join(texts).split() != texts:
            return tuple(part for word in words for part in self._split(word))
        return tuple(words)

    def _split(self, word: Word) -> Iterator[Word]:
        """The words of a string that has white space inside; none of an empty one."""
        for position, part in enumerate(word.text.split()):
            name = self._names.give(f"{word.id}.{position + 1}", "word") if position else word.id
            yield replace(word, id=name, text=part)

    def _box(self, element: etree._Element, parts: tuple[Word, ...] | tuple[Line, ...] = ()) -> BBox:
        """An element's place in pixels; that of its parts where it does not tell."""
        get, scale = element.get, self._scale
        left = get("HPOS")
        if left is None and parts:
            return BBox.around([part.bbox for part in parts])
        x, y = float(left or 0) * scale, float(get("VPOS") or 0) * scale
        width, height = float(get("WIDTH") or 0) * scale, float(get("HEIGHT") or 0) * scale
        return BBox(round(x), round(y), round(x + width), round(y + height))

    def _id(self, element: etree._Element, kind: str) -> str:
        return self._names.give(element.get("ID"), kind)


def _step(step: etree._Element) -> Step:
    software = _first(step, "processingSoftware")
    settings = _text(step, "processingStepSettings")
    return Step(_text(software, "softwareName"), _text(software, "softwareVersion"), settings)


def _alternatives(string: etree._Element) -> tuple[Alternative, ...]:
    return tuple(
        Alternative(item.text, _purpose_confidence(item.get("PURPOSE") or ""))
        for item in _all(string, "ALTERNATIVE")
        if item.text
    )


def _purpose_confidence(purpose: str) -> float:
    if not purpose.startswith(ALTERNATIVE_PURPOSE):
        return 0.0
    return float(purpose.removeprefix(ALTERNATIVE_PURPOSE))
