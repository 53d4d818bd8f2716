from pathlib import Path

import pytest

from ocr.hocr import read_hocr
from ocr.page import BBox, RegionKind
from scans.errors import FormatError

HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><meta name='ocr-system' content='engine 5.3'/></head><body>
<div class='ocr_page' id='page_1' title='image "C:\\\\scans\\\\a b.png"; bbox 0 0 800 600; ppageno 0; scan_res 400 400'>
 <div class='ocr_carea' id='block_1' title="bbox 10 20 300 80"><p class='ocr_par' id='par_1' title="bbox 10 20 300 80">
  <span class='ocr_line' id='line_1' title="bbox 10 20 300 40; baseline 0 -2; x_size 20">
   <span class='ocrx_word' id='word_1' title='bbox 10 20 60 40; x_wconf 96'>the</span>
   <span class='ocrx_word' id='word_2' title='bbox 70 20 140 40; x_wconf 31'><em>coun-</em></span></span>
  <span class='ocr_line' id='line_2' title="bbox 10 50 300 80">try of weavers</span>
  <span class='ocr_line' id='line_3' title="bbox 10 50 300 80"> </span></p></div>
 <div class='ocr_photo' id='photo_1' title="bbox 400 20 700 500"></div>
 <p class='ocr_par' id='word_1' title="bbox 10 100 300 140">A paragraph
  of two lines</p>
</div></body></html>"""  # noqa: E501


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p1.hocr"


def test_what_an_engine_writes_is_read(path: Path) -> None:
    path.write_text(HOCR)
    (page,) = read_hocr(path)
    assert (page.id, page.image, page.width, page.height, page.dpi) == ("p1", "a b.png", 800, 600, 400)
    text, photo, paragraph = page.regions
    assert [line.text for line in text.lines] == ["the coun-", "try of weavers"]
    assert [line.hyphenated for line in text.lines] == [True, False]
    the, coun = text.lines[0].words
    assert (the.id, the.bbox, the.confidence) == ("word_1", BBox(10, 20, 60, 40), 0.96)
    assert coun.confidence == 0.31
    assert text.lines[1].words[0].bbox == BBox(10, 50, 72, 80)
    assert (photo.kind, photo.lines) == (RegionKind.PICTURE, ())
    assert [line.text for line in paragraph.lines] == ["A paragraph", "of two lines"]
    assert paragraph.id != "word_1"
    assert page.steps[0].software == "engine 5.3"


def test_pages_of_one_file_have_their_own_ids(path: Path) -> None:
    body = HOCR[HOCR.index("<div class='ocr_page'") : HOCR.index("</body>")]
    path.write_text(HOCR.replace("</body>", f"{body}</body>"))
    assert [(page.id, page.image_page) for page in read_hocr(path)] == [("p1.p1", 1), ("p1.p2", 2)]


@pytest.mark.parametrize("content", ["", "no markup", "<html><body><p>Text</p></body></html>", "\0\1\2"])
def test_other_files_are_refused(content: str, path: Path) -> None:
    path.write_text(content)
    with pytest.raises(FormatError, match=r"p1\.hocr"):
        read_hocr(path)


def test_odd_boxes_do_no_harm(path: Path) -> None:
    path.write_text(
        HOCR.replace("bbox 10 20 60 40", "bbox -5 90 3.5 40").replace("bbox 70 20 140 40", "bbox")
    )
    (page,) = read_hocr(path)
    the, coun = page.regions[0].lines[0].words
    assert the.bbox == BBox(0, 90, 4, 90)
    assert coun.bbox == BBox(0, 0, 0, 0)


@pytest.mark.tesseract
def test_tesseract_s_own_output_is_read(path: Path, tmp_path: Path) -> None:
    import pytesseract
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (900, 200), 255)
    font = ImageFont.load_default(60)
    ImageDraw.Draw(image).text((40, 60), "The strike goes on", font=font, fill=0)
    path.write_bytes(pytesseract.image_to_pdf_or_hocr(image, extension="hocr", config="--psm 6"))
    (page,) = read_hocr(path)
    assert page.text.split() == ["The", "strike", "goes", "on"]
    assert (page.width, page.height) == (900, 200)


def test_a_file_that_is_too_large_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(HOCR, encoding="utf-8")
    monkeypatch.setattr("ocr.hocr.SIZE_LIMIT", 10)
    with pytest.raises(FormatError, match="is larger than"):
        read_hocr(path)


def test_a_word_that_is_two_is_divided_and_an_empty_area_is_none(path: Path) -> None:
    path.write_text(
        "<html><body><div class='ocr_page' title='bbox 0 0 800 600'>"
        "<div class='ocr_carea' title='bbox 0 0 9 9'></div><span class='ocr_line'>"
        "<span class='ocrx_word' title='bbox 0 0 90 20; x_wconf 50'>two words</span></span></div>"
        "</body></html>",
        encoding="utf-8",
    )
    (page,) = read_hocr(path)
    assert [word.text for word in page.words()] == ["two", "words"]
    assert len(page.regions) == 1


@pytest.mark.parametrize("depth", [100, 400])
def test_nothing_is_left_out_without_a_word_where_elements_are_nested_deep(path: Path, depth: int) -> None:
    word = '<span class="ocrx_word" title="bbox 0 0 40 9">deep</span>'
    line = f'<span class="ocr_line" title="bbox 0 0 40 9">{word}</span>'
    inside = "<div>" * depth + line + "</div>" * depth
    path.write_text(f'<html><body><div class="ocr_page" title="bbox 0 0 99 99">{inside}</div></body></html>')
    if depth < 256:
        assert [word.text for word in read_hocr(path)[0].words()] == ["deep"]
    else:
        with pytest.raises(FormatError, match="levels deep"):
            read_hocr(path)
