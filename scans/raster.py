"""Image files (PNG, JPEG, TIFF, JPEG 2000, WebP), through Pillow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from PIL import ExifTags, Image, ImageOps, TiffImagePlugin

from scans.format import Format
from scans.frame import Frame, check_count, check_size, explaining
from scans.grey import convert_to_grey
from scans.resolution import resolve_dpi
from scans.settings import ScanSettings

_pillow = RLock()
_SUBFILE_TYPE, _REDUCED_OR_MASK = 254, 0b101
_CENTIMETRES = 3


def measure_raster(path: Path, format_: Format, settings: ScanSettings) -> Iterator[Frame]:
    """The pages of an image file from its headers alone, in order.

    Thumbnails and masks that a TIFF holds beside its pages are passed over; of other files only the
    first image counts.

    Raises:
        ScanError: the file is broken or beyond the limits; pages before the fault have been given.
    """
    with explaining(path), _open(path, format_) as image:
        for position in range(1, settings.max_pages + 2):
            try:
                image.seek(position - 1)
            except EOFError:
                return
            check_count(path, position, settings)
            if position == 1 or not _is_subordinate(image):
                check_size(path, position, image.size, settings)
                yield _measure_frame(image, position)
            if format_ is not Format.TIFF:
                return


def decode_raster(path: Path, format_: Format, page: int, settings: ScanSettings) -> Image.Image:
    """One page of an image file, upright by EXIF, in mode "L". Raises ScanError."""
    with explaining(path), _open(path, format_) as image:
        image.seek(page - 1)
        check_size(path, page, image.size, settings)
        upright = _is_upright(image)
        image.draft("L", None)  # spares a colour JPEG its colours
        image.load()
        grey = convert_to_grey(image)
        if upright:
            return grey
        grey.getexif()[ExifTags.Base.Orientation] = image.getexif()[ExifTags.Base.Orientation]
        return ImageOps.exif_transpose(grey)


@contextmanager
def _open(path: Path, format_: Format) -> Iterator[Image.Image]:
    """The file as a Pillow image, while Pillow's own limit (a global) gives way to `check_size`."""
    with _pillow, path.open("rb") as file:
        before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            with Image.open(file, formats=[format_.value]) as image:
                yield image
        finally:
            Image.MAX_IMAGE_PIXELS = before


def _measure_frame(image: Image.Image, position: int) -> Frame:
    width, height = image.size
    if not _is_upright(image) and image.getexif()[ExifTags.Base.Orientation] >= 5:
        width, height = height, width
    return Frame(position, width, height, resolve_dpi(_declared_dpi(image), width, height))


def _is_upright(image: Image.Image) -> bool:
    """Whether the pixels stand as they should, judged by the header."""
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return True  # Pillow turns TIFF pages itself
    if image.format == "PNG" and "exif" not in image.info:
        return True  # else Pillow decodes the whole image to look for a tag behind the pixels
    return image.getexif().get(ExifTags.Base.Orientation, 1) not in range(2, 9)


def _declared_dpi(image: Image.Image) -> float | None:
    if "dpi" in image.info:
        return float(max(image.info["dpi"]))
    if image.format == "PNG":
        return None
    exif = image.getexif()
    resolution = exif.get(ExifTags.Base.XResolution)
    if resolution is None:
        return None
    inch = 2.54 if exif.get(ExifTags.Base.ResolutionUnit) == _CENTIMETRES else 1.0
    return float(resolution) * inch


def _is_subordinate(image: Image.Image) -> bool:
    tags = getattr(image, "tag_v2", {})
    return bool(int(tags.get(_SUBFILE_TYPE, 0)) & _REDUCED_OR_MASK)
