"""What kind of file a scan is, told from its first bytes and not from its name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

_HEAD = 1024

SUFFIXES = frozenset(
    {
        ".png",
        ".jpg",
        ".jpeg",
        ".jpe",
        ".tif",
        ".tiff",
        ".jp2",
        ".j2k",
        ".jpf",
        ".jpx",
        ".j2c",
        ".webp",
        ".pdf",
    }
)
"""Endings of a file name that promise a scan, in lower case."""


class Format(StrEnum):
    """A kind of file that is read; the values of the images are Pillow's names for them."""

    PNG = "PNG"
    JPEG = "JPEG"
    TIFF = "TIFF"
    JPEG2000 = "JPEG2000"
    WEBP = "WEBP"
    PDF = "PDF"


_MAGIC = {
    b"\x89PNG\r\n\x1a\n": Format.PNG,
    b"\xff\xd8\xff": Format.JPEG,
    b"II*\x00": Format.TIFF,
    b"MM\x00*": Format.TIFF,
    b"II+\x00": Format.TIFF,
    b"MM\x00+": Format.TIFF,
    b"\x00\x00\x00\x0cjP  \r\n\x87\n": Format.JPEG2000,
    b"\xff\x4f\xff\x51": Format.JPEG2000,
    b"%PDF-": Format.PDF,
}


def recognize_format(path: Path) -> Format | None:
    """The format of a file by its first bytes, or None when it is none that is read. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if path.suffix.lower() == ".pdf" and b"%PDF-" in head:  # the standard allows rubbish before it
        return Format.PDF
    return next((format_ for magic, format_ in _MAGIC.items() if head.startswith(magic)), None)
