"""PDF pages as images, through pdfium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from scans.errors import ScanError
from scans.frame import Frame, check_count, check_size, explaining
from scans.resolution import resolve_dpi
from scans.settings import ScanSettings

_pdfium = RLock()  # pdfium may not be entered by two threads
_POINTS = 72
_WHOLE_PAGE = 0.8
"""Share of the page that an image must cover to be the scan of it."""
_NESTING = 4


def measure_pdf(path: Path, settings: ScanSettings) -> Iterator[Frame]:
    """The pages of a PDF as they will be drawn, in order.

    A page that is a scanned image is drawn at that image's own resolution, so that its pixels come
    through as they are; any other page at `settings.pdf_dpi`.

    Raises:
        ScanError: the file is broken, locked or beyond the limits; pages before the fault have been given.
    """
    with explaining(path), _open(path) as document:
        check_count(path, len(document), settings)
        for position in range(1, len(document) + 1):
            yield _measure_page(path, document[position - 1], position, settings)


def decode_pdf(path: Path, page: int, settings: ScanSettings) -> Image.Image:
    """One page of a PDF in mode "L", of the size that `measure_pdf` gives. Raises ScanError."""
    with explaining(path), _open(path) as document:
        sheet = document[page - 1]
        frame = _measure_page(path, sheet, page, settings)
        bitmap = pypdfium2.PdfBitmap.new_native(frame.width, frame.height, raw.FPDFBitmap_Gray)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, frame.width, frame.height)
        flags = raw.FPDF_GRAYSCALE | raw.FPDF_ANNOT
        raw.FPDF_RenderPageBitmap(bitmap, sheet, 0, 0, frame.width, frame.height, 0, flags)
        image: Image.Image = bitmap.to_pil()
        if image.getextrema() == (255, 255) and not _is_whole(sheet):
            problem = f"page {page} is blank because an image in it cannot be decoded"
            raise ScanError(path, problem, "Copy or scan it again")
        return image.copy()


def _is_whole(page: pypdfium2.PdfPage) -> bool:
    """Whether every image of the page can be decoded: pdfium leaves out one that cannot, without a word."""
    try:
        for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_NESTING):
            image.get_bitmap()
    except pypdfium2.PdfiumError:
        return False
    return True


@contextmanager
def _open(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    with _pdfium, path.open("rb") as file:
        try:
            document = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                mend = "Save a copy without a password, and hand that in"
                raise ScanError(path, "is locked with a password", mend) from error
            raise
        try:
            yield document
        finally:
            document.close()


def _measure_page(path: Path, page: pypdfium2.PdfPage, position: int, settings: ScanSettings) -> Frame:
    width, height = page.get_size()
    scale = _scan_scale(path, page, position, settings)
    factor = scale or settings.pdf_dpi / _POINTS
    size = round(width * factor), round(height * factor)
    check_size(path, position, size, settings)
    return Frame(position, *size, resolve_dpi(factor * _POINTS, *size) if scale else settings.pdf_dpi)


def _scan_scale(path: Path, page: pypdfium2.PdfPage, position: int, settings: ScanSettings) -> float | None:
    """Pixels a point of the finest image that covers the page; None where there is none."""
    width, height = page.get_size()
    scales = []
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_NESTING):
        pixels = image.get_px_size()
        check_size(path, position, pixels, settings)
        left, bottom, right, top = image.get_bounds()
        covered = (right - left) * (top - bottom)
        if covered >= _WHOLE_PAGE * width * height > 0:
            scales.append((pixels[0] * pixels[1] / covered) ** 0.5)
    return max(scales, default=None)
