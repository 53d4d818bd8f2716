"""Real pages from scans to TEI that others' schema accepts."""

import shutil

import pytest
from lxml import etree

from redpencil.boundary import ExitCode
from redpencil.commands.initialize import make_project


@pytest.mark.tesseract
@pytest.mark.slow
def test_a_jpeg_and_a_pdf_become_valid_tei(shared, tmp_path, redpencil):
    scans = shared / "data" / "scans"
    batch = tmp_path / "batch"
    make_project(batch, "The Real Paper")
    for name in ("american-eagle-1905-12-17-p1.jpg", "highland-recorder-1895-12-13.pdf"):
        shutil.copy(scans / name, batch / "scans")
    result = redpencil("-C", batch, "run")
    assert (result.code, "2 pages read" in result.err) == (ExitCode.DONE, True)
    written = list((batch / "tei").glob("*.xml"))
    assert len(written) > 4
    schema = etree.RelaxNG(etree.parse(shared / "schemas" / "tei_all-4.12.0.rng"))
    for path in written:
        assert schema.validate(etree.parse(path)), schema.error_log.last_error
