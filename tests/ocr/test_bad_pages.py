"""Pages that nobody should hand in, and what becomes of them."""

from itertools import cycle

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.page import RegionKind
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from ocr.tesseract import TesseractEngine
from scans.discovery import discover
from scans.settings import ScanSettings

pytestmark = pytest.mark.tesseract

WORDS = "every worker who reads this paper should get another one to read it and pay for the bundle today"


def set_text(width=1400, height=1000, size=28):
    image = Image.new("L", (width, height), 240)
    font, stream = ImageFont.load_default(size), cycle(WORDS.split())
    for number, top in enumerate(range(60, height - 60, size * 5 // 4)):
        line = next(stream)
        while font.getlength(line) < width - 320 + 37 * number % 150:
            line += " " + next(stream)
        ImageDraw.Draw(image).text((60, top), line, 20, font)
    return np.asarray(image)


def draw_fibres(width=700, height=900):
    """Blank paper with strong fibres."""
    fibres = cv2.blur(np.random.default_rng(5).normal(0, 1, (height, width)), (7, 2))
    return np.clip(200 + 40 * fibres, 0, 255).astype(np.uint8)


def draw_screen(width=1600, height=1200, period=8.0):
    """A screened photograph without any print."""
    y, x = np.mgrid[:height, :width] * 2 * np.pi / period / 2**0.5
    dots = (np.sin(x + y) + np.sin(x - y)) / 4 + 0.5
    random = np.random.default_rng(3)
    tone = cv2.resize(random.uniform(0.2, 0.7, (5, 4)), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.where(tone > dots, 40, 230).astype(np.uint8)


def draw_map(width=1400, height=1200):
    image = Image.new("L", (width, height), 240)
    draw, random = ImageDraw.Draw(image), np.random.default_rng(1)
    for _ in range(12):
        course = np.cumsum(random.normal(0, 25, (80, 2)), 0) + random.uniform(0, height, 2)
        draw.line([(float(x), float(y)) for x, y in course], 40, 3)
    for place, name in enumerate(("AKRON", "CLEVELAND", "Toledo", "Canton")):
        spot = (100 + 300 * place, 1100)
        draw.rectangle((*spot, spot[0] + 260, 1150), 240)
        draw.text(spot, name, 20, ImageFont.load_default(40))
    return np.asarray(image)


@pytest.fixture
def read(tmp_path):
    def read_page(pixels):
        path = tmp_path / "page.tif"
        Image.fromarray(pixels).save(path, dpi=(200, 200), compression="packbits")
        (scan,) = discover(path, ScanSettings()).scans
        return recognize(scan, TesseractEngine(OcrSettings()), OcrSettings(), ScanSettings())

    return read_page


@pytest.mark.parametrize(
    "pixels",
    [
        np.full((900, 700), 255, np.uint8),
        np.zeros((900, 700), np.uint8),
        np.random.default_rng(0).normal(225, 5, (900, 700)).clip(0, 255).astype(np.uint8),
        np.full((3, 900), 200, np.uint8),
    ],
    ids=["white", "black", "grain", "a strip"],
)
def test_a_blank_page_has_no_text(read, pixels):
    page = read(pixels)
    assert page.text == ""
    assert page.ink is not None
    assert not page.ink.incomplete


def test_blank_paper_with_strong_fibres_has_no_text_but_a_person_is_asked_to_look(read):
    page = read(draw_fibres())
    assert page.text == ""
    assert page.ink.incomplete


@pytest.mark.parametrize("period", [6.0, 8.0, 11.0])
def test_a_page_that_is_one_picture_is_a_picture(read, period):
    page = read(draw_screen(period=period))
    kinds = [region.kind for region in page.regions]
    assert [kind for kind in kinds if kind is not RegionKind.RULE] == [RegionKind.PICTURE]
    assert page.text == ""


def test_a_map_gives_its_names(read):
    text = read(draw_map()).text
    assert sum(name in text for name in ("AKRON", "CLEVELAND", "Toledo", "Canton")) >= 3


@pytest.mark.parametrize("quarters", range(4))
def test_a_page_lying_any_way_is_read(read, quarters):
    page = read(np.ascontiguousarray(np.rot90(set_text(), quarters)))
    assert page.text.count("worker who reads this paper") > 5
    assert all(word.bbox.right <= page.width and word.bbox.bottom <= page.height for word in page.words())


@pytest.mark.slow
def test_a_page_of_20000_by_20000_pixels_is_read(read):
    vast = cv2.resize(set_text(1000, 1000, 40), (20_000, 20_000), interpolation=cv2.INTER_LINEAR)
    page = read(vast)
    assert (page.width, page.height) == (20_000, 20_000)
    assert page.text.count("worker who reads") >= 5
    assert any("reduced" in step.settings for step in page.steps)
    assert max(word.bbox.bottom for word in page.words()) > 15_000
