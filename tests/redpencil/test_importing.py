from datetime import UTC, datetime

import pytest

from ocr.alto import read_alto, write_alto
from ocr.page_xml import write_page_xml
from redpencil.boundary import ExitCode

PAGE = "labor-lantern_1933-05-20_v02n11_p1"


@pytest.fixture
def page(read_batch):
    """A page that was read, taken out of its project again."""
    page = read_alto(read_batch / "pages" / f"{PAGE}.alto.xml")
    for path in (read_batch / "pages").iterdir():
        path.unlink()
    return page


@pytest.mark.parametrize("form", ["alto", "page"])
def test_pages_of_other_software_join_their_scans(batch, page, tmp_path, redpencil, form):
    file = tmp_path / f"{PAGE}.xml"
    write_alto(page, file) if form == "alto" else write_page_xml(page, file, datetime.now(UTC))
    result = redpencil("-C", batch, "import", file)
    assert (result.code, "1 with their scan" in result.err) == (ExitCode.DONE, True)
    taken = read_alto(batch / "pages" / f"{PAGE}.alto.xml")
    assert (taken.id, taken.sha256, taken.text) == (PAGE, page.sha256, page.text)
    assert "1 read, 1 waiting" in redpencil("-C", batch, "status").out
    assert "1 read before" in redpencil("-C", batch, "ocr").err


def test_pages_in_utf_16_are_pages(batch, page, tmp_path, redpencil):
    """They were taken for transcriptions, their mark-up for the text."""
    file = tmp_path / f"{PAGE}.xml"
    write_alto(page, file)
    text = file.read_text("utf-8").replace("UTF-8", "UTF-16").replace("utf-8", "utf-16")
    file.write_bytes(text.encode("utf-16"))
    result = redpencil("-C", batch, "import", file)
    assert (result.code, "1 with their scan" in result.err) == (ExitCode.DONE, True)
    assert read_alto(batch / "pages" / f"{PAGE}.alto.xml").text == page.text


def test_coordinates_are_brought_to_the_scan_at_hand(batch, page, tmp_path, redpencil):
    from dataclasses import replace

    half = replace(page, width=page.width // 2, height=page.height // 2)
    write_alto(half, tmp_path / f"{PAGE}.xml")
    redpencil("-C", batch, "import", tmp_path / f"{PAGE}.xml")
    taken = read_alto(batch / "pages" / f"{PAGE}.alto.xml")
    before, after = next(page.words()).bbox, next(taken.words()).bbox
    assert after == tuple(2 * side for side in before)


def test_an_archives_own_alto_becomes_tei_without_a_scan(shared, batch, redpencil):
    sample = shared / "data" / "scans" / "ndnp-alto-sample.xml"
    assert redpencil("-C", batch, "import", sample).code == ExitCode.DONE
    assert redpencil("-C", batch, "export").code == ExitCode.DONE
    assert list((batch / "tei").glob("*undated*.xml"))


def test_other_text_under_the_same_name_is_not_overwritten(batch, page, tmp_path, redpencil):
    from dataclasses import replace

    file = tmp_path / f"{PAGE}.xml"
    write_alto(page, file)
    redpencil("-C", batch, "import", file)
    write_alto(replace(page, regions=page.regions[:2]), file)
    refused = redpencil("-C", batch, "import", file)
    assert (refused.code, "--force" in refused.err) == (ExitCode.FAILED, True)
    assert redpencil("-C", batch, "import", "--force", file).code == ExitCode.DONE


def test_what_cannot_be_read_is_named(batch, tmp_path, redpencil):
    (tmp_path / "broken.xml").write_text(
        '<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><'
    )
    result = redpencil("-C", batch, "import", tmp_path / "broken.xml")
    assert (result.code, "broken.xml" in result.err) == (ExitCode.FAILED, True)
    assert "nothing.xml" in redpencil("-C", batch, "import", tmp_path / "nothing.xml").err


def test_edits_of_our_tei_come_back_as_decisions(run_batch, tmp_path, redpencil):
    batch = run_batch
    strike = next(p for p in (batch / "tei").glob("*.a*.xml") if "the power," in p.read_text("utf-8"))
    edited = tmp_path / strike.name
    edited.write_text(strike.read_text("utf-8").replace("the power,", "the current,", 1), encoding="utf-8")
    result = redpencil("-C", batch, "import", "--tei", "--as", "A. Editor", edited)
    assert (result.code, "1 edit of A. Editor" in result.err) == (ExitCode.DONE, True)
    redpencil("-C", batch, "export")
    assert ">current" in strike.read_text("utf-8")
    stranger = tmp_path / "stranger.xml"
    stranger.write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")
    refused = redpencil("-C", batch, "import", "--tei", stranger)
    assert (refused.code, "no issue of this project" in refused.err) == (ExitCode.FAILED, True)


def test_a_file_that_cannot_be_taken_does_not_keep_the_others_out(batch, redpencil, tmp_path):
    for name in ("one", "three"):
        (tmp_path / f"{name}.txt").write_text(f"{name}\n\nThe meeting was long.\n", encoding="utf-8")
    (tmp_path / "two.alto.xml").write_text("<alto>broken", encoding="utf-8")
    files = (tmp_path / name for name in ("one.txt", "two.alto.xml", "three.txt"))
    called = redpencil("-C", batch, "import", *files)
    assert called.code == 1
    assert "two.alto.xml" in called.err
    assert len(list((batch / "transcriptions").iterdir())) == 2


def test_tei_from_elsewhere_is_a_transcription_and_says_what_it_loses(batch, tmp_path, redpencil):
    path = tmp_path / "trail.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><sourceDesc><bibl>The Militant, '
        "Vol. VI No. 29, 3 June 1933, pp. 1 &amp; 3.</bibl></sourceDesc></fileDesc></teiHeader><text><body>"
        "<head>Trail</head><p>It <emph>is</emph> so.</p></body></text></TEI>",
        encoding="utf-8",
    )
    refused = redpencil("-C", batch, "import", "--tei", path)
    assert refused.code == 1
    assert "without --tei" in refused.err
    done = redpencil("-C", batch, "import", path)
    assert done.code == 0
    assert "the text is kept, but not the mark-up of emph (1)" in done.err
    assert redpencil("-C", batch, "export", "--no-preview").code == 0
    (written,) = (batch / "tei").glob("*.1933-06-03.v06n29.trail.xml")
    assert "It is so." in written.read_text("utf-8")
