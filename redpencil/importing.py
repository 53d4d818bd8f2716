"""Text that exists already, taken into a project: transcriptions, and pages that other software read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath

from ocr.alto import read_alto, write_alto
from ocr.hocr import read_hocr
from ocr.page import BBox, Line, Page, Region
from ocr.page_xml import read_page_xml
from redpencil.project import Project
from scans.errors import FormatError, SettingsError
from scans.files import write_bytes
from scans.identifiers import name_pages
from scans.scan import Scan
from tei.transcriptions import read_transcription

_HEAD = 20_000
"""Bytes in which a format's own name stands, after any comments."""

READERS: dict[bytes, Callable[[Path], tuple[Page, ...]]] = {
    b"<alto": lambda path: (read_alto(path),),
    b":alto": lambda path: (read_alto(path),),
    b"PcGts": lambda path: (read_page_xml(path),),
    b"ocr_page": read_hocr,
}
"""What stands in a file of pages → its reader. All else is a transcription."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken in: its ids in the project, and what it was, in words."""

    ids: tuple[str, ...]
    said: str


def import_file(project: Project, file: Path, *, force: bool = False) -> Imported:
    """Take a file into the project: ALTO, PAGE-XML or hOCR as pages, anything else as a transcription.

    Raises:
        FormatError: it cannot be read.
        SettingsError: something of that name is there already, with other text.
    """
    if file.exists() and not file.is_file():  # a pipe would be waited on for ever
        raise FormatError(file, "is not a file", "Name a file")
    if not file.name.isprintable():  # it becomes part of identifiers, in files that are UTF-8
        raise SettingsError(file, "has a name with control characters or broken UTF-8", "Rename it")
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        raise FormatError(
            file, f"cannot be read ({error.strerror})", "Check the name and its rights"
        ) from error
    for mark, read in READERS.items():
        if mark in head:
            return _import_pages(project, file, read(file), force=force)
    return _import_transcription(project, file, force=force)


def _import_transcription(project: Project, file: Path, *, force: bool) -> Imported:
    """Copy a transcription into the project, byte for byte, after a look whether it can be read."""
    article = read_transcription(file)
    target = project.transcriptions / file.name
    content = file.read_bytes()
    if target.exists() and target.read_bytes() != content and not force:
        raise SettingsError(target, "is there already, with other text", "Replace it with --force")
    write_bytes(target, content)
    return Imported((article.id,), f"a transcription of {len(article.blocks)} blocks")


def _import_pages(project: Project, file: Path, pages: tuple[Page, ...], *, force: bool) -> Imported:
    scans = project.discover().scans if project.scans.is_dir() else ()
    placed = [_place(page, file, position, len(pages), scans) for position, page in enumerate(pages, start=1)]
    for page in placed:
        target = project.alto(page.id)
        if target.exists() and not force and read_alto(target) != page:
            raise SettingsError(target, "is there already, with other text", "Replace it with --force")
        write_alto(page, target)
    words = sum(1 for page in placed for _ in page.words())
    scanned = sum(1 for page in placed if page.id in {scan.id for scan in scans})
    said = f"{len(placed)} pages of {words:,} words, {scanned} with their scan"
    return Imported(tuple(page.id for page in placed), said)


def _place(page: Page, file: Path, position: int, count: int, scans: tuple[Scan, ...]) -> Page:
    """The page under its scan's name and in its pixels; under the file's name where there is no scan."""
    # Other software writes Windows paths, too; PureWindowsPath takes both separators.
    image = PureWindowsPath(page.image).name
    stem = file.name.split(".")[0]
    for scan in scans:
        named = scan.path.name == image and scan.page == page.image_page
        if named or scan.id in (stem, page.id) or (count == 1 and scan.path.stem == stem):
            scaled = _scale(page, scan.width / max(1, page.width), scan.height / max(1, page.height))
            place = (scan.path.name, scan.page, scan.sha256, scan.width, scan.height, scan.dpi)
            return replace(scaled, id=scan.id, **dict(zip(_SCANNED, place, strict=True)))  # type: ignore[arg-type]
    (name,) = name_pages([(stem, position if count > 1 else None)])
    return replace(page, id=name, image=image or name)


_SCANNED = ("image", "image_page", "sha256", "width", "height", "dpi")


def _scale(page: Page, across: float, down: float) -> Page:
    """The page in the pixels of another copy of its image."""
    if (across, down) == (1.0, 1.0):
        return page

    def box(old: BBox) -> BBox:
        return BBox(
            *(round(side * (down if odd else across)) for side, odd in zip(old, (0, 1, 0, 1), strict=True))
        )

    def line(old: Line) -> Line:
        words = tuple(replace(word, bbox=box(word.bbox)) for word in old.words)
        return replace(old, bbox=box(old.bbox), words=words)

    def region(old: Region) -> Region:
        return replace(old, bbox=box(old.bbox), lines=tuple(map(line, old.lines)))

    return replace(page, regions=tuple(map(region, page.regions)))
