"""The pixels of a scan."""

from __future__ import annotations

from PIL import Image

from scans.errors import ScanError
from scans.format import Format, recognize_format
from scans.frame import explaining
from scans.pdf import decode_pdf
from scans.raster import decode_raster
from scans.scan import Scan
from scans.settings import ScanSettings


def read_image(scan: Scan, settings: ScanSettings) -> Image.Image:
    """The page as grey (mode "L", black ink on white), upright by its EXIF tag.

    Its size is `scan.width` by `scan.height` pixels.

    Raises:
        ScanError: the file is gone, changed, broken, truncated, locked, or larger than the settings allow.
    """
    with explaining(scan.path):
        format_ = recognize_format(scan.path)
    if format_ is None:
        raise ScanError(scan.path, "is not an image any more", "Put the scan back, and run again")
    if format_ is Format.PDF:
        image = decode_pdf(scan.path, scan.page, settings)
    else:
        image = decode_raster(scan.path, format_, scan.page, settings)
    if image.size != (scan.width, scan.height):
        raise ScanError(
            scan.path, "is not the file it was when the batch was read", "Run again from the start"
        )
    return image
