"""What a person can set about reading scans."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scans.errors import SettingsError


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """How a batch of scans is found, named and read.

    Attributes:
        pattern: how file names tell date, volume, issue and page; see `scans.pattern`. "auto" looks for them.
        labels: a CSV that overrides what the file names tell; None for none.
        max_pixels: the largest page that is read, in pixels; larger ones are refused before decoding.
        max_pages: the most pages that one file may hold.
        pdf_dpi: resolution at which a PDF page is drawn that is not simply one scanned image; 50 to 1200.
        spreads: whether images that show two facing pages are read as two pages.
        prepare: whether pages are straightened and cleaned before they are read.

    Raises:
        SettingsError: a number is out of its range.
    """

    pattern: str = "auto"
    labels: Path | None = None
    max_pixels: int = 500_000_000
    max_pages: int = 2000
    pdf_dpi: int = 300
    spreads: bool = True
    prepare: bool = True

    def __post_init__(self) -> None:
        if not 50 <= self.pdf_dpi <= 1200:
            raise SettingsError(
                "pdf_dpi", f"{self.pdf_dpi} makes no sense", "Choose a number from 50 to 1200"
            )
        for name in ("max_pixels", "max_pages"):
            if getattr(self, name) < 1:
                raise SettingsError(
                    name, "is below 1, so that nothing could be read", "Choose a larger number"
                )
