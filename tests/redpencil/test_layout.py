from PIL import Image

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
