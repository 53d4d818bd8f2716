import pytest
from PIL import Image

from ocr.alto import write_alto
from ocr.engine import Excerpt, Mode
from ocr.engines import make_engine
from ocr.page import BBox
from ocr.settings import OcrSettings
from scans.errors import EngineError, SettingsError


@pytest.fixture
def engine(tmp_path, make_page, make_region):
    write_alto(make_page(make_region("left right", "below")), tmp_path / "p1.alto.xml")
    return make_engine(OcrSettings(engine="recorded", recordings=tmp_path))


def read(engine, box, scale=1):
    image = Image.new("L", (box.width * scale, box.height * scale), 255)
    return engine.read([Excerpt(image, "p1", box, 300)], Mode.BLOCK)[0]


def test_a_whole_page(engine):
    (region,) = read(engine, BBox(0, 0, 1000, 1000))
    assert region.text == "left right\nbelow"


def test_only_what_lies_inside_and_in_the_excerpts_pixels(engine):
    (region,) = read(engine, BBox(45, 0, 100, 20), scale=2)
    assert region.text == "right"
    assert region.lines[0].words[0].bbox == BBox(10, 0, 110, 40)


def test_a_page_without_a_recording(engine):
    with pytest.raises(EngineError, match=r"p2\.alto\.xml: there is no recorded result"):
        engine.read([Excerpt(Image.new("L", (1, 1)), "p2", BBox(0, 0, 1, 1), 300)], Mode.PAGE)


def test_a_folder_must_be_named():
    with pytest.raises(EngineError, match="is not set"):
        make_engine(OcrSettings(engine="recorded")).check()


def test_an_unknown_engine():
    with pytest.raises(SettingsError, match=r"'abbyy'.*tesseract, rapidocr, recorded"):
        make_engine(OcrSettings(engine="abbyy"))
