import os
import time

from PIL import Image

from ocr.alto import read_alto
from redpencil.boundary import ExitCode

PAGE = "labor-lantern_1933-05-20_v02n11_p3"


def test_a_picture_of_the_page_with_its_regions(batch, redpencil):
    assert "has not been read" in redpencil("-C", batch, "layout", PAGE).err
    redpencil("-C", batch, "ocr", PAGE)
    assert redpencil("-C", batch, "layout", PAGE, "--size", "800").code == ExitCode.DONE
    with Image.open(batch / "layout" / f"{PAGE}.png") as picture:
        assert max(picture.size) == 800
        colours = picture.convert("RGB").getcolors(1 << 24)
    assert any(max(colour) - min(colour) > 60 for _, colour in colours)


def test_regions_drawn_by_hand_are_read_and_kept(read_batch, redpencil):
    batch = read_batch
    assert redpencil("-C", batch, "layout", PAGE, "--edit").code == ExitCode.DONE
    drawn = batch / "pages" / f"{PAGE}.layout.toml"
    whole = drawn.read_text("utf-8")
    head, *regions = whole.split("[[region]]")
    drawn.write_text(head + "[[region]]" + regions[4], encoding="utf-8")
    os.utime(drawn, (time.time() + 5, time.time() + 5))
    assert "1 page read" in redpencil("-C", batch, "ocr", PAGE).err
    page = read_alto(batch / "pages" / f"{PAGE}.alto.xml")
    assert len([region for region in page.regions if region.lines]) == 1
