"""Page images inside a PDF: JPEG as it is, black and white as CCITT Group 4, grey and colour as new JPEG."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image

QUALITY = 75
"""Of new JPEG images, 1 to 95."""
_ROWS_PER_STRIP, _STRIP_OFFSETS, _STRIP_SIZES = 278, 273, 279


def embed_image(pdf: Pdf, image: Image.Image | bytes) -> pikepdf.Object:
    """An image object of the PDF, from pixels or from the bytes of a JPEG file in grey or RGB."""
    if isinstance(image, bytes):
        with Image.open(BytesIO(image)) as opened:
            return _jpeg(pdf, image, opened)
    if image.mode == "L" and (colours := image.getcolors(2)) and {c for _, c in colours} <= {0, 255}:
        image = image.point(lambda value: 255 * (value > 127), mode="1")
    if image.mode == "1":
        return _fax(pdf, image)
    image = image if image.mode in ("L", "RGB") else image.convert("RGB")
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY)
    return _jpeg(pdf, buffer.getvalue(), image)


def _jpeg(pdf: Pdf, content: bytes, image: Image.Image) -> pikepdf.Object:
    colours = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    return _object(pdf, content, image, ColorSpace=colours, BitsPerComponent=8, Filter=Name.DCTDecode)


def _fax(pdf: Pdf, image: Image.Image) -> pikepdf.Object:
    """The one strip of a TIFF that Pillow compresses."""
    buffer = BytesIO()
    image.save(buffer, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: image.height})
    with Image.open(BytesIO(buffer.getvalue())) as tiff:
        tags = tiff.tag_v2  # type: ignore[attr-defined]
        start, size = tags[_STRIP_OFFSETS][0], tags[_STRIP_SIZES][0]
        inverted = tags[262] == 1
    parameters = Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=inverted)
    content = buffer.getvalue()[start : start + size]
    return _object(
        pdf,
        content,
        image,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=1,
        Filter=Name.CCITTFaxDecode,
        DecodeParms=parameters,
    )


def _object(pdf: Pdf, content: bytes, image: Image.Image, **entries: object) -> pikepdf.Object:
    size = {"Width": image.width, "Height": image.height}
    return pdf.make_indirect(Stream(pdf, content, Type=Name.XObject, Subtype=Name.Image, **size, **entries))
