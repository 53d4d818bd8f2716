import pickle

import pytest
from PIL import Image

from ocr.alto import write_alto
from ocr.engines import make_engine
from ocr.page import RegionKind
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from scans.scan import Scan
from scans.settings import ScanSettings


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "p1.png"
    Image.new("L", (1000, 1000), 255).save(path)
    return Scan("p1", path, 1, 1000, 1000, 300, "ab" * 32)


@pytest.fixture
def settings(tmp_path):
    return OcrSettings(engine="recorded", recordings=tmp_path)


def test_a_scan_becomes_a_page_with_ids_in_reading_order(scan, settings, make_page, make_region, tmp_path):
    write_alto(make_page(make_region("the coun-", "try is")), tmp_path / "p1.alto.xml")
    page = recognize(scan, make_engine(settings), settings, ScanSettings())
    assert (page.id, page.image, page.sha256, page.dpi) == ("p1", "p1.png", "ab" * 32, 300)
    assert [word.id for word in page.words()] == [
        "r01.l001.w01",
        "r01.l001.w02",
        "r01.l002.w01",
        "r01.l002.w02",
    ]
    assert page.regions[0].lines[0].hyphenated
    assert page.steps[-1].software == "recorded"
    assert pickle.loads(pickle.dumps(page)) == page


def test_a_page_without_text(scan, settings, make_page, tmp_path):
    write_alto(make_page(), tmp_path / "p1.alto.xml")
    page = recognize(scan, make_engine(settings), settings, ScanSettings())
    assert page.text == ""
    assert not [region for region in page.regions if region.kind is RegionKind.TEXT]
