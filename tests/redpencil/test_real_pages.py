"""Real pages from scans to TEI that others' schema accepts."""

import pikepdf
import pytest
from lxml import etree
from PIL import Image

from redpencil.boundary import ExitCode
from redpencil.commands.initialize import make_project

UPPER = 0.4
"""Share of a page that is read, over all its columns: whole pages would take a minute and more."""


def cut_jpeg(source, folder):
    with Image.open(source) as page:
        upper = page.crop((0, 0, page.width, round(UPPER * page.height)))
        upper.save(folder / source.name, quality=95, dpi=page.info.get("dpi", (0, 0)))


def cut_pdf(source, folder):
    with pikepdf.open(source) as document:
        (page,) = document.pages
        left, bottom, right, top = map(float, page.mediabox)
        page.cropbox = page.mediabox = [left, top - UPPER * (top - bottom), right, top]
        document.save(folder / source.name)


@pytest.mark.tesseract
@pytest.mark.slow
def test_a_jpeg_and_a_pdf_become_valid_tei(shared, tmp_path, redpencil):
    scans = shared / "data" / "scans"
    batch = tmp_path / "batch"
    make_project(batch, "The Real Paper")
    cut_jpeg(scans / "american-eagle-1905-12-17-p1.jpg", batch / "scans")
    cut_pdf(scans / "highland-recorder-1895-12-13.pdf", batch / "scans")
    result = redpencil("-C", batch, "run")
    assert (result.code, "2 pages read" in result.err) == (ExitCode.DONE, True)
    written = list((batch / "tei").glob("*.xml"))
    assert len(written) > 4
    schema = etree.RelaxNG(etree.parse(shared / "schemas" / "tei_all-4.12.0.rng"))
    for path in written:
        assert schema.validate(etree.parse(path)), schema.error_log.last_error
