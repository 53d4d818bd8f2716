"""A searchable PDF/A-2u of an issue: page images, and the corrected words invisibly in their places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf
from PIL import Image, ImageCms

from ocr.page import Page
from scans.files import replacing
from tei.markup import clean
from tei.packages.correction import correct_page
from tei.packages.issue import Issue, page_number, regions_of
from tei.packages.pdf_image import embed_image
from tei.packages.pdf_text import InvisibleFont, write_words

_PROFILE_DATE = slice(24, 36)
"""Bytes of a colour profile that hold the moment it was made."""


def write_pdf(
    issue: Issue, load: Callable[[Page], Image.Image | bytes], path: Path, created: datetime
) -> None:
    """Write the issue's pages, with bookmarks of its articles and the pages' printed numbers.

    The same issue and time give the same bytes.

    Args:
        issue: with at least one page.
        load: gives a page's image as pixels, or as the bytes of a grey or RGB JPEG file that is upright.
        path: of the PDF; it is written whole or not at all.
        created: what the file says of its making.
    """
    with Pdf.new() as pdf:
        font = InvisibleFont()
        contents = [_add_page(pdf, issue, page, load(page), font) for page in issue.pages]
        embedded = font.embed(pdf)
        for page, content in zip(pdf.pages, contents, strict=True):
            page.Contents = pdf.make_stream(content)
            page.Resources.Font = Dictionary(Text=embedded)
        _describe(pdf, issue, created)
        _bookmark(pdf, issue)
        with replacing(path) as part:
            pdf.save(
                part,
                min_version="1.7",
                deterministic_id=True,
                compress_streams=True,
                object_stream_mode=_PLAIN,
            )


_PLAIN = pikepdf.ObjectStreamMode.disable


def _add_page(pdf: Pdf, issue: Issue, page: Page, image: Image.Image | bytes, font: InvisibleFont) -> bytes:
    """Add a page with its image; returns its content, which needs the font."""
    width, height = page.width * 72 / page.dpi, page.height * 72 / page.dpi
    picture = Dictionary(Image=embed_image(pdf, image))
    pdf.pages.append(
        pikepdf.Page(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, round(width, 2), round(height, 2)]),
                Resources=Dictionary(XObject=picture),
            )
        )
    )
    drawn = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Image Do Q\n".encode()
    corrected = correct_page(page, issue.batch.readings.get(page.id, {}))
    return drawn + write_words(corrected, font, "/Text")


def _describe(pdf: Pdf, issue: Issue, created: datetime) -> None:
    """Metadata, language, colours and page numbers, as PDF/A demands them."""
    edition, title = issue.batch.edition, clean(issue.title)
    moment = created.isoformat(timespec="seconds")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = {clean(edition.series.language)}
        if edition.publisher:
            metadata["dc:publisher"] = {clean(edition.publisher)}
        metadata["pdf:Producer"] = "redpencil"
        metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = moment
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "U"
    stamp = pikepdf.models.metadata.encode_pdf_date(created)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=title, Producer="redpencil", CreationDate=stamp, ModDate=stamp)
    )
    pdf.Root.Lang = pikepdf.String(edition.series.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.OutputIntents = Array([_colours(pdf)])
    labels = [[n, Dictionary(P=page_number(issue, page))] for n, page in enumerate(issue.pages)]
    pdf.Root.PageLabels = Dictionary(Nums=Array([part for label in labels for part in label]))


def _colours(pdf: Pdf) -> Dictionary:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_PROFILE_DATE] = (2000).to_bytes(2) + (1).to_bytes(2) * 2 + bytes(6)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        RegistryName="http://www.color.org",
        DestOutputProfile=pdf.make_stream(bytes(profile), N=3),
    )


def _bookmark(pdf: Pdf, issue: Issue) -> None:
    places = {page.id: position for position, page in enumerate(issue.pages)}
    with pdf.open_outline() as outline:
        for article in issue.articles:
            first = next(iter(regions_of(article)), None)
            if first in places:
                outline.root.append(OutlineItem(issue.headline(article), places[first]))
