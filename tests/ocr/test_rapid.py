"""The second engine."""

import sys

import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.engine import Excerpt, Mode
from ocr.engines import make_engine, make_second
from ocr.page import BBox
from ocr.rapid import RapidEngine, _group, _load
from ocr.settings import OcrSettings
from scans.errors import EngineError, SettingsError


def test_pieces_of_a_line_are_put_together_from_top_to_bottom():
    left, right = BBox(0, 100, 80, 120), BBox(100, 104, 180, 124)
    above, below = BBox(0, 60, 80, 80), BBox(0, 130, 80, 150)
    pieces = [(box, "x", 0.9) for box in (below, right, above, left)]
    assert [{piece[0] for piece in row} for row in _group(pieces)] == [{above}, {left, right}, {below}]


def test_a_missing_package_is_told_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    _load.cache_clear()
    with pytest.raises(EngineError, match=r"pip install 'redpencil\[rapidocr\]'"):
        RapidEngine(OcrSettings()).check()


def test_there_is_a_second_engine_only_for_thorough_reading():
    assert make_second(OcrSettings(second="rapidocr")) is None
    assert make_second(OcrSettings(thorough=True)) is None
    second = make_second(OcrSettings(thorough=True, second="rapidocr"))
    assert second is not None
    assert second.name == "rapidocr"
    with pytest.raises(SettingsError):
        make_second(OcrSettings(thorough=True, second="quill"))


@pytest.mark.slow
def test_it_reads_lines_with_places_and_confidences():
    pytest.importorskip("rapidocr")
    image = Image.new("L", (900, 160), 240)
    font = ImageFont.load_default(36)
    for top, text in ((20, "the strike at the mill goes on"), (90, "until the demands are met")):
        ImageDraw.Draw(image).text((20, top), text, 20, font)
    engine = make_engine(OcrSettings(engine="rapidocr"))
    blank = Image.new("L", (300, 100), 240)
    excerpts = [Excerpt(picture, "p1", BBox(0, 0, *picture.size), 300) for picture in (image, blank)]
    (region,), nothing = engine.read(excerpts, Mode.BLOCK)
    assert nothing == ()
    assert region.text == "the strike at the mill goes on\nuntil the demands are met"
    first, second = region.lines
    assert first.bbox.bottom <= second.bbox.top + 10
    assert all(0.5 < word.confidence <= 1 for line in region.lines for word in line.words)
    lefts = [word.bbox.left for word in first.words]
    assert lefts == sorted(lefts)
