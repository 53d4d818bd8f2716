"""White letters on black bars."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.engine import Mode
from ocr.excerpts import cut, make_excerpt
from ocr.layout.area import Area
from ocr.negatives import turn_negatives
from ocr.page import BBox, RegionKind
from ocr.settings import OcrSettings
from ocr.tesseract import TesseractEngine

BOX = BBox(20, 20, 420, 70)


def print_line(text, letter, ground, *, thickness=0, degrees=0.0):
    """Paper with a line of type in BOX, on a ground of its own grey level."""
    image = np.full((90, 440), 240, np.uint8)
    image[BOX.top : BOX.bottom, BOX.left : BOX.right] = ground
    picture = Image.fromarray(image)
    face = ImageFont.load_default(36)
    ImageDraw.Draw(picture).text((40, 26), text, fill=letter, font=face, stroke_width=thickness)
    image = np.asarray(picture)
    turn = cv2.getRotationMatrix2D((220, 45), degrees, 1)
    return cv2.warpAffine(image, turn, (440, 90), borderValue=240)


@pytest.mark.parametrize("degrees", [0.0, 0.7, -0.7])
def test_a_bar_with_white_letters_is_turned(degrees):
    image = print_line("MASS MEETING", 235, 30, degrees=degrees)
    plain = print_line("MASS MEETING", 20, 240, degrees=degrees)
    turn_negatives(image, [BBox(14, 14, 426, 76)], 240)
    inner = np.s_[30:60, 40:400]
    assert np.abs(image[inner].astype(int) - plain[inner]).mean() < 20


@pytest.mark.parametrize(("text", "thickness"), [("MASS MEETING", 0), ("HEADLINES", 3), ("- - - - -", 3)])
def test_black_letters_stay(text, thickness):
    image = print_line(text, 30, 240, thickness=thickness)
    before = image.copy()
    rows, columns = np.nonzero(image < 120)
    tight = BBox(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    turn_negatives(image, [BOX, tight], 240)
    assert (image == before).all()


def test_a_fat_letter_stays():
    image = np.full((60, 60), 240, np.uint8)
    image[10:50, 10:50] = 30
    image[20:40, 25:35] = 240
    before = image.copy()
    turn_negatives(image, [BBox(10, 10, 50, 50)], 240)
    assert (image == before).all()


@pytest.mark.parametrize("box", [BBox(-50, 10, -10, 30), BBox(10, 95, 90, 120), BBox(5, 5, 5, 5)])
def test_a_line_beyond_the_excerpt_is_left_out(box):
    turn_negatives(np.zeros((60, 60), np.uint8), [box], 240)


@pytest.mark.tesseract
def test_what_stands_white_on_black_is_read():
    page = np.vstack([print_line("MASS MEETING", 20, 240), print_line("TONIGHT AT EIGHT", 235, 30)])
    bar = BOX.shifted(0, 90)
    area = Area(RegionKind.TEXT, BBox.around([BOX, bar]), (BOX, bar), 25.0)
    excerpt = make_excerpt(cut(page, area, ()), "p1", 300, area.bbox)
    ((region,),) = TesseractEngine(OcrSettings()).read([excerpt], Mode.BLOCK)
    assert region.text == "MASS MEETING\nTONIGHT AT EIGHT"
