import pickle

import pytest
from PIL import Image, ImageDraw

from ocr.alto import write_alto
from ocr.engines import make_engine
from ocr.page import RegionKind
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from scans.scan import Scan
from scans.settings import ScanSettings


def make_scan(folder, *texts):
    """A scan with a block for every letter, where `make_region` puts it."""
    image = Image.new("L", (1000, 1000), 255)
    draw = ImageDraw.Draw(image)
    for row, text in enumerate(texts):
        for column, letter in enumerate(text):
            if not letter.isspace():
                draw.rectangle((10 * column + 1, 20 * row + 4, 10 * column + 7, 20 * row + 16), 0)
    path = folder / "p1.png"
    image.save(path)
    return Scan("p1", path, 1, 1000, 1000, 300, "ab" * 32)


@pytest.fixture
def settings(tmp_path):
    return OcrSettings(engine="recorded", recordings=tmp_path)


def test_a_scan_becomes_a_page_with_ids_in_reading_order(settings, make_page, make_region, tmp_path):
    write_alto(make_page(make_region("the coun-", "try is")), tmp_path / "p1.alto.xml")
    page = recognize(
        make_scan(tmp_path, "the coun-", "try is"), make_engine(settings), settings, ScanSettings()
    )
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


def test_a_page_without_text(settings, make_page, tmp_path):
    write_alto(make_page(), tmp_path / "p1.alto.xml")
    page = recognize(make_scan(tmp_path), make_engine(settings), settings, ScanSettings())
    assert page.text == ""
    assert not [region for region in page.regions if region.kind is RegionKind.TEXT]
