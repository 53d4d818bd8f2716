"""The scans of an issue, as a package holds and shows them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from PIL import ExifTags, Image

from ocr.page import Page
from scans.errors import FormatError
from scans.files import replacing
from scans.image import read_image
from scans.scan import Scan
from scans.settings import ScanSettings
from tei.packages.issue import PackageFile, describe_file

QUALITY = 80
"""Of JPEG images made for viewing, 1 to 95."""
_VIEWABLE = frozenset((".jpg", ".jpeg", ".png", ".webp"))


def find_scan(page: Page, scans: Path) -> Path:
    """The file of a page's scan.

    Raises:
        FormatError: it is not there, or the page names a file outside the folder.
    """
    path = scans / page.image
    if not page.image or not path.resolve().is_relative_to(scans.resolve()):
        raise FormatError(
            page.id, f"names the image {page.image!r}, which is not below {scans}", "Put it there"
        )
    if not path.is_file():
        raise FormatError(path, "is missing", "Put the scan back")
    return path


def load_image(page: Page, scans: Path, settings: ScanSettings) -> Image.Image | bytes:
    """A page's image: the bytes of its JPEG file where it is upright in grey or RGB, else its grey pixels.

    Raises:
        FormatError: the scan is missing.
        ScanError: it cannot be read.
    """
    path = find_scan(page, scans)
    if path.suffix.lower() in (".jpg", ".jpeg") and _is_plain_jpeg(path, page):
        return path.read_bytes()
    scan = Scan(page.id, path, page.image_page, page.width, page.height, page.dpi, page.sha256)
    return read_image(scan, settings)


def copy_images(page: Page, scans: Path, folder: Path, settings: ScanSettings) -> Iterator[PackageFile]:
    """Copy a page's scan into `images/`; a JPEG goes to `access/` where browsers cannot show that."""
    source = find_scan(page, scans)
    copy = PurePosixPath("images", *Path(page.image).parts)
    target = folder / copy
    if not target.exists():
        with replacing(target) as part:
            shutil.copyfile(source, part)
    if source.suffix.lower() in _VIEWABLE and page.image_page == 1:
        yield describe_file(folder, copy, "image", page.id)
        return
    yield describe_file(folder, copy, "master", page.id)
    access = PurePosixPath("access", f"{page.id}.jpg")
    scan = Scan(page.id, source, page.image_page, page.width, page.height, page.dpi, page.sha256)
    with replacing(folder / access) as part:
        content = BytesIO()  # on a full disk Pillow would write a part of the file and say nothing
        read_image(scan, settings).save(content, "JPEG", quality=QUALITY, dpi=(page.dpi, page.dpi))
        part.write_bytes(content.getvalue())
    yield describe_file(folder, access, "image", page.id)


def _is_plain_jpeg(path: Path, page: Page) -> bool:
    """Whether a PDF can show the file as it is."""
    with Image.open(path, formats=["JPEG"]) as image:
        turned = image.getexif().get(ExifTags.Base.Orientation, 1) != 1
        return image.mode in ("L", "RGB") and not turned and image.size == (page.width, page.height)
