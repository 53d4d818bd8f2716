import numpy as np
import pytest
from PIL import Image

from scans.discovery import discover
from scans.errors import ScanError
from scans.image import read_image
from scans.settings import ScanSettings

SETTINGS = ScanSettings()


def read(path, settings=SETTINGS):
    (scan,) = discover(path, settings).scans
    return read_image(scan, settings)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif", "a.jp2", "a.webp", "a.pdf"])
def test_every_format_reads_as_the_page_that_was_saved(save, page, name):
    image = read(save(name))
    assert (image.mode, image.size) == ("L", page.size)
    assert np.abs(np.asarray(image, int) - np.asarray(page, int)).mean() < 2


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif", "a.webp"])
def test_every_exif_orientation_is_turned_upright(save, page, name, orientation):
    stored = {
        1: lambda image: image,
        2: lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: lambda image: image.transpose(Image.Transpose.ROTATE_180),
        4: lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
        6: lambda image: image.transpose(Image.Transpose.ROTATE_90),
        7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
        8: lambda image: image.transpose(Image.Transpose.ROTATE_270),
    }[orientation](page)
    exif = Image.Exif()
    exif[274] = orientation
    image = read(save(name, stored, exif=exif))
    assert image.size == page.size
    assert np.abs(np.asarray(image, int) - np.asarray(page, int)).mean() < 3


@pytest.mark.parametrize("mode", ["1", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "LAB"])
def test_every_mode_becomes_grey_with_black_ink_on_white(save, page, mode):
    if mode == "I;16":
        image = Image.fromarray(np.asarray(page).astype(np.uint16) * 257)
    elif mode == "LAB":
        image = Image.merge("LAB", [page, *[Image.new("L", page.size, 128)] * 2])
    else:
        image = page.convert(mode)
    read_back = np.asarray(read(save("a.tif", image)), int)
    assert np.abs(read_back - np.asarray(page, int)).max() <= 1


def test_transparent_paper_is_white(save, page):
    ink_only = Image.merge("LA", [Image.new("L", page.size, 0), page.point(lambda value: 255 - value)])
    assert np.array_equal(np.asarray(read(save("a.png", ink_only))), np.asarray(page))


def test_twelve_bits_in_sixteen_use_the_whole_range(save, page):
    twelve = Image.fromarray(np.asarray(page).astype(np.uint16) * 16)
    assert np.asarray(read(save("a.png", twelve))).max() == 255


def test_a_truncated_image_is_refused_by_name(save):
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (300, 300), dtype=np.uint8))
    for name in ("a.png", "a.jpg", "a.tif", "a.jp2", "a.webp"):
        path = save(name, noise)
        (scan,) = discover(path, SETTINGS).scans
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        with pytest.raises(ScanError, match="a\\.") as raised:
            read_image(scan, SETTINGS)
        assert raised.value.subject == str(path)


def test_a_scan_that_is_gone_or_changed_is_told(save, page):
    path = save("a.png")
    (scan,) = discover(path, SETTINGS).scans
    save("a.png", page.resize((30, 30)))
    with pytest.raises(ScanError, match="is not the file it was"):
        read_image(scan, SETTINGS)
    path.write_text("no image")
    with pytest.raises(ScanError, match="is not an image any more"):
        read_image(scan, SETTINGS)
    path.unlink()
    with pytest.raises(ScanError, match="is not there any more"):
        read_image(scan, SETTINGS)


def test_the_limit_holds_at_reading_too_and_leaves_pillow_as_it_was(save):
    (scan,) = discover(save("a.png"), SETTINGS).scans
    before = Image.MAX_IMAGE_PIXELS
    with pytest.raises(ScanError, match="120 x 200 pixels"):
        read_image(scan, ScanSettings(max_pixels=20_000))
    assert before == Image.MAX_IMAGE_PIXELS


def test_a_page_beyond_pillows_own_limit_is_read(tmp_path):
    path = tmp_path / "vast.png"
    Image.new("1", (20_000, 10_000), 1).save(path)
    assert read(path).size == (20_000, 10_000)


def test_real_pages(shared):
    scans = {scan.id: scan for scan in discover(shared / "data/scans", SETTINGS).scans}
    chicopee = read_image(scans["chicopee-1856-p003"], SETTINGS)
    assert chicopee.size == (7200, 9600)
    assert 0.5 < np.asarray(chicopee).mean() / 255 < 0.98
    assert read_image(scans["highland-recorder-1895-12-13"], SETTINGS).size == (3174, 4667)


def test_a_damaged_picture_in_a_pdf_is_no_blank_page(tmp_path):
    """As zeros in the middle of a file that was not copied to its end."""
    path = tmp_path / "a.pdf"
    picture, blank = Image.linear_gradient("L"), Image.new("L", (256, 256), 255)
    picture.save(path, save_all=True, append_images=[picture, blank])
    content = path.read_bytes()
    start = content.index(b"\xff\xd8", content.index(b"\xff\xd8") + 2)
    end = content.index(b"\nendstream", start)
    path.write_bytes(content[:start] + bytes(end - start) + content[end:])
    first, damaged, last = discover(path, SETTINGS).scans
    assert read_image(first, SETTINGS).getextrema()[0] < 10
    with pytest.raises(ScanError, match=r"page 2 is blank because an image in it cannot be decoded\. Copy"):
        read_image(damaged, SETTINGS)
    assert read_image(last, SETTINGS).getextrema() == (255, 255)
