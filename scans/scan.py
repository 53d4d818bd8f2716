"""One page image, as the user handed it in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scans.record import record


@record
class Scan:
    """One page inside one file.

    Attributes:
        id: stable name of the page, unique in the batch, safe as a file name and as an XML id.
        path: the file that holds it.
        page: position of the image inside that file, from 1 (always 1 for single images).
        width, height: of the image, pixels as stored; for a PDF page, of the raster that will be read.
        dpi: dots per inch, from the file or estimated; within 50 to 1200.
        sha256: hex digest of the whole file's bytes.
        part: what of the image is this page (left, top, right, bottom in pixels) where it shows two facing
            pages; None: all of it.
    """

    id: str
    path: Path
    page: int
    width: int
    height: int
    dpi: int
    sha256: str
    part: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a page of a newspaper is called: where it belongs in the run of the paper.

    Attributes:
        number: page number as printed ("3", "iv"); None where nothing tells.
        date: the issue's date of publication; None where nothing tells.
        volume: volume number, arabic; None where nothing tells.
        issue: issue number as printed, e.g. "29" or the double number "29-30".
    """

    number: str | None = None
    date: date | None = None
    volume: int | None = None
    issue: str | None = None
