"""Text that exists already, taken into a project: transcriptions, and pages that other software read."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath

from ocr.alto import read_alto, write_alto
from ocr.hocr import read_hocr
from ocr.page import BBox, Line, Page, Region
from ocr.page_xml import read_page_xml
from ocr.region_order import order_regions
from redpencil.project import Project
from redpencil.wording import count
from scans.errors import FormatError, SettingsError
from scans.files import write_bytes
from scans.identifiers import name_pages
from scans.scan import Scan
from tei.transcriptions import read_transcription
from tei.transcriptions.tei_text import is_tei, list_unkept

_HEAD = 20_000
"""Bytes in which a format's own name stands, after any comments."""

READERS: dict[bytes, Callable[[Path], tuple[Page, ...]]] = {
    b"<alto": lambda path: (order_regions(read_alto(path)),),
    b":alto": lambda path: (order_regions(read_alto(path)),),
    b"PcGts": lambda path: (read_page_xml(path),),
    b"ocr_page": read_hocr,
}
"""What stands in a file of pages → its reader. All else is a transcription."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken in: its ids in the project, and what it was, in words."""

    ids: tuple[str, ...]
    said: str


class Importer:
    """Takes files into a project: ALTO, PAGE-XML or hOCR as pages, anything else as transcriptions.

    Args:
        project: that they are taken into.
        force: whether what is there under the same name is replaced.
    """

    def __init__(self, project: Project, *, force: bool = False) -> None:
        self._project, self._force = project, force

    def take(self, file: Path) -> Imported:
        """Take one file.

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
            mend = "Check the name and its rights"
            raise FormatError(file, f"cannot be read ({error.strerror})", mend) from error
        for mark, read in READERS.items():
            if mark in head.replace(b"\0", b""):  # in UTF-16, too
                return self._take_pages(file, read(file))
        return self._take_transcription(file)

    def _take_transcription(self, file: Path) -> Imported:
        """Copy a transcription into the project, byte for byte, after a look whether it can be read."""
        article = read_transcription(file)
        target = self._project.transcriptions / file.name
        content = file.read_bytes()
        self._refuse_other(target, lambda: target.read_bytes() == content)
        write_bytes(target, content)
        said = f"a transcription of {count(len(article.blocks), 'block')}{_lost(file, content)}"
        return Imported((article.id,), said)

    def _take_pages(self, file: Path, pages: tuple[Page, ...]) -> Imported:
        placed = [self._place(page, file, number, len(pages)) for number, page in enumerate(pages, start=1)]
        for page, _ in placed:
            target = self._project.alto(page.id)
            self._refuse_other(target, lambda target=target, page=page: read_alto(target) == page)  # type: ignore[misc]
            write_alto(page, target)
        words = sum(1 for page, _ in placed for _ in page.words())
        scanned = sum(scan is not None for _, scan in placed)
        said = f"{count(len(placed), 'page')} of {words:,} words, {scanned} with their scan"
        if scanned < len(placed):
            said += "; put the images into scans/ and import again with --force"
        return Imported(tuple(page.id for page, _ in placed), said)

    def _refuse_other(self, target: Path, same: Callable[[], bool]) -> None:
        if target.exists() and not self._force and not same():
            raise SettingsError(target, "is there already, with other text", "Replace it with --force")

    def _place(self, page: Page, file: Path, position: int, count: int) -> tuple[Page, Scan | None]:
        """The page under its scan's name and in its pixels; under the file's name where there is no scan."""
        # Other software writes Windows paths, too; PureWindowsPath takes both separators.
        image = PureWindowsPath(page.image).name
        stem = file.name.split(".")[0]
        keys: list[object] = [(image, page.image_page), stem, page.id]
        keys += [Path(stem)] if count == 1 else []
        found = [self._scans[key] for key in keys if key in self._scans]
        if not found:
            (name,) = name_pages([(stem, position if count > 1 else None)])
            return replace(page, id=name, image=image or name), None
        _, scan = min(found, key=lambda place: place[0])
        scaled = _scale(page, scan.width / max(1, page.width), scan.height / max(1, page.height))
        place = (scan.path.name, scan.page, scan.sha256, scan.width, scan.height, scan.dpi)
        return replace(scaled, id=scan.id, **dict(zip(_SCANNED, place, strict=True))), scan  # type: ignore[arg-type]

    @functools.cached_property
    def _scans(self) -> Mapping[object, tuple[int, Scan]]:
        """The first scan, with its place in the batch, of each id, file name and page, and stem (a path)."""
        index: dict[object, tuple[int, Scan]] = {}
        scans = self._project.list_scans() if self._project.scans.is_dir() else ()
        for place in enumerate(scans):
            scan = place[1]
            for key in (scan.id, (scan.path.name, scan.page), Path(scan.path.stem)):
                index.setdefault(key, place)
        return index


def _lost(file: Path, content: bytes) -> str:
    """What of a TEI file is not kept, in words."""
    unkept = list_unkept(content, file) if is_tei(content) else {}
    told = ", ".join(f"{name} ({count})" for name, count in unkept.items())
    return f"; the text is kept, but not the mark-up of {told}" if told else ""


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
