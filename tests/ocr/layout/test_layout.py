import cv2
import numpy as np
import pytest

from ocr.layout.layout import analyze
from ocr.page import BBox, RegionKind


def texts(layout):
    return [area for area in layout.areas if area.kind is RegionKind.TEXT]


@pytest.mark.parametrize("columns", [1, 2, 3, 5, 7, 9])
def test_columns_are_found_and_read_from_left_to_right(columns, paper):
    wide = 200 if columns > 1 else 900
    page = paper(width=columns * (wide + 20) + 80)
    for column in range(columns):
        left = 40 + column * (wide + 20)
        page.print_column(left, 60, left + wide, 40)
    areas = texts(analyze(page.image))
    assert len(areas) == columns
    assert [round((area.bbox.left - 40) / (wide + 20)) for area in areas] == list(range(columns))


def test_a_rule_makes_a_narrow_gutter_plain(paper):
    page = paper().print_column(40, 60, 400, 30).print_column(414, 60, 780, 30).rule(406, 60, 408, 720)
    assert len(texts(analyze(page.image))) == 2


def test_a_headline_over_two_columns_divides_the_page_into_storeys(paper):
    page = paper(height=1800)
    for top in (60, 960):
        page.print_column(40, top, 400, 30).print_column(430, top, 790, 30)
    page.print_line(100, 830, 730, size=36)
    layout = analyze(page.image)
    kinds = [(area.kind, area.bbox.left < 200, area.bbox.top < 800) for area in layout.areas]
    assert kinds == [
        (RegionKind.TEXT, True, True),
        (RegionKind.TEXT, False, True),
        (RegionKind.HEADLINE, True, False),
        (RegionKind.TEXT, True, False),
        (RegionKind.TEXT, False, False),
    ]


@pytest.mark.parametrize("angle", [-1.0, 0.7, 1.0])
def test_leaning_columns_are_columns(angle, paper):
    page = paper().print_column(80, 60, 440, 50).print_column(480, 60, 840, 50)
    turn = cv2.getRotationMatrix2D((600, 800), angle, 1)
    leaning = cv2.warpAffine(page.image, turn, (1200, 1600), borderValue=255)
    assert len(texts(analyze(np.asarray(leaning)))) == 2


def test_a_boxed_text_is_an_advertisement_and_is_read_together(paper):
    page = (
        paper().print_column(40, 60, 400, 40).print_column(430, 60, 790, 12).print_column(430, 660, 790, 12)
    )
    left, top, right, bottom = 430, 360, 790, 630
    page.rule(left, top, right, top + 3).rule(left, bottom, right, bottom + 3)
    page.rule(left, top, left + 3, bottom).rule(right - 3, top, right, bottom)
    page.print_line(480, 390, 740, size=30).print_column(450, 470, 770, 6)
    kinds = [area.kind for area in analyze(page.image).areas]
    assert kinds == [
        RegionKind.TEXT,
        RegionKind.TEXT,
        RegionKind.ADVERTISEMENT,
        RegionKind.ADVERTISEMENT,
        RegionKind.TEXT,
    ]


def test_a_picture_has_its_caption_under_it(paper):
    page = paper().print_column(40, 60, 400, 50).print_column(430, 700, 790, 20)
    cv2.ellipse(page.image, (610, 300), (150, 220), 0, 0, 360, 40, -1)
    page.print_line(500, 545, 720)
    kinds = {area.kind: area.bbox for area in analyze(page.image).areas}
    assert BBox(440, 60, 780, 540).left < kinds[RegionKind.PICTURE].right
    assert kinds[RegionKind.CAPTION].top > kinds[RegionKind.PICTURE].bottom - 12


@pytest.mark.parametrize("size", [(1, 1), (40, 40), (300, 3), (1600, 1200)])
@pytest.mark.parametrize("shade", [255, 128, 0])
def test_a_page_of_one_shade_has_no_areas(size, shade):
    assert analyze(np.full(size, shade, np.uint8)).areas == ()


def test_no_print_is_lost_on_noise_and_uneven_light(paper):
    page = paper().print_column(40, 60, 400, 50).print_column(440, 60, 800, 50)
    light = np.linspace(0.5, 1.0, 1200)[None, :]
    noise = np.random.default_rng(3).normal(0, 8, page.image.shape)
    dim = np.clip((page.image * 0.7 + 60) * light + noise, 0, 255).astype(np.uint8)
    layout = analyze(dim)
    inside = np.zeros(dim.shape, bool)
    for area in layout.areas:
        inside[area.bbox.top : area.bbox.bottom, area.bbox.left : area.bbox.right] = True
    ink = page.image == 0
    assert (ink & ~inside).sum() < 0.005 * ink.sum()
    assert len(texts(layout)) == 2


def test_a_deck_across_the_end_of_a_gutter_stays_whole(paper):
    page = paper().print_column(40, 90, 400, 30).print_column(430, 90, 790, 30)
    # The white between two of its words stands right over the gutter.
    page.print_line(200, 40, 409).print_line(416, 40, 640)
    decks = [area.bbox for area in analyze(page.image).areas if area.bbox.bottom < 90]
    assert [(round(box.left, -1), round(box.right, -1)) for box in decks] == [(200, 640)]


def test_printed_rules_are_found_and_letters_are_none(paper):
    page = paper().print_column(40, 60, 400, 12).print_column(430, 60, 790, 30)
    page.rule(40, 340, 400, 343).rule(414, 60, 416, 700).print_column(40, 370, 400, 12)
    rules = analyze(page.image).rules
    assert [rule.width > rule.height for rule in rules] == [True, False]
    assert (rules[0].width, rules[1].height) == pytest.approx((360, 640), abs=8)


def test_columns_go_on_below_a_picture_that_lies_over_both(paper):
    page = paper()
    for left in (40, 430):
        page.print_column(left, 60, left + 360, 20).print_column(left, 1000, left + 360, 20)
    cv2.ellipse(page.image, (415, 740), (300, 200), 0, 0, 360, 40, -1)
    places = [(area.bbox.left > 415, area.bbox.top > 740) for area in analyze(page.image).areas if area.lines]
    assert places == [(False, False), (False, True), (True, False), (True, True)]


def test_what_stands_above_everything_is_read_first_on_whatever_side(paper):
    page = paper().print_column(40, 200, 400, 30).print_line(700, 60, 1000, size=20)
    assert [area.bbox.top < 150 for area in analyze(page.image).areas] == [True, False]


def test_a_byline_close_above_the_middle_column_belongs_to_the_headline(paper):
    page = paper().print_line(120, 60, 1080, size=36).print_line(470, 120, 730)
    for left in (40, 430, 820):
        page.print_column(left, 155, left + 360, 30)
    layout = analyze(page.image)
    assert [(area.bbox.top < 140, round(area.bbox.left, -1)) for area in layout.areas] == [
        (True, 120),
        (True, 470),
        (False, 40),
        (False, 430),
        (False, 820),
    ]


def test_the_date_line_under_a_masthead_is_read_before_the_columns(paper):
    page = paper().print_line(200, 60, 1000, size=70)
    for left, right in ((40, 200), (500, 700), (950, 1160)):
        page.print_line(left, 150, right, size=20)
    for left in (40, 430, 820):
        page.print_column(left, 200, left + 340, 40)
    areas = analyze(page.image).areas
    assert areas[0].kind is RegionKind.MASTHEAD
    assert [area.bbox.top < 180 for area in areas] == [True] * 4 + [False] * 3


def test_a_running_head_close_above_one_column_is_none_of_its_lines(paper):
    page = paper().print_line(900, 60, 1160).print_column(820, 95, 1160, 30)
    for left in (40, 430):
        page.print_column(left, 95, left + 340, 30)
    kinds = [(area.kind, len(area.lines)) for area in analyze(page.image).areas]
    assert kinds == [(RegionKind.FURNITURE, 1), *[(RegionKind.TEXT, 30)] * 3]


def test_a_screened_picture_is_a_picture_however_much_its_dots_look_like_letters(paper):
    page = paper().print_column(40, 60, 400, 40).print_column(430, 500, 790, 20)
    for top in range(70, 460, 5):
        for left in range(440, 780, 5):
            page.image[top : top + 3, left : left + 3] = 0
    kinds = [area.kind for area in analyze(page.image).areas]
    assert sorted(kinds) == [RegionKind.PICTURE, RegionKind.TEXT, RegionKind.TEXT]


@pytest.mark.parametrize(
    ("ends", "order"), [(True, [False, False, True, True]), (False, [False, True, False, True])]
)
def test_level_rules_end_a_storey_where_the_rule_between_columns_ends_too(ends, order, paper):
    page = paper()
    for left, right in ((40, 400), (430, 790)):
        page.print_column(left, 60, right, 25).rule(left, 720, right, 723).print_column(left, 760, right, 25)
    page.rule(414, 60, 416, 700).rule(414, 745 if ends else 700, 416, 1380)
    areas = texts(analyze(page.image))
    assert [area.bbox.top > 700 for area in areas] == order
