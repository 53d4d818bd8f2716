from dataclasses import replace

from PIL import Image

from ocr.drawing import COLORS, draw_layout
from ocr.page import RegionKind


def test_regions_are_outlined_in_the_color_of_their_kind(make_page, make_region):
    page = make_page(make_region("A HEADLINE", kind=RegionKind.HEADLINE), make_region("some text", "below"))
    scan = Image.new("L", (1000, 1000), 255)
    picture = draw_layout(page, scan)
    colors = {color for _, color in picture.getcolors(1 << 24)}
    assert {COLORS[RegionKind.HEADLINE], COLORS[RegionKind.TEXT]} <= colors
    assert COLORS[RegionKind.PICTURE] not in colors
    assert scan.getcolors() == [(1_000_000, 255)]


def test_a_large_scan_gives_a_small_picture(make_page):
    assert draw_layout(make_page(), Image.new("L", (4000, 2000), 255), size=800).size == (800, 400)


def test_rules_are_drawn_too(make_page, make_region):
    page = make_page(make_region("some text"), replace(make_region("rule", "below"), kind=RegionKind.RULE))
    colors = {color for _, color in draw_layout(page, Image.new("L", (1000, 1000), 255)).getcolors(1 << 24)}
    assert COLORS[RegionKind.RULE] in colors
