"""What is dirt, and what is print however small."""

import cv2
import pytest

from ocr.layout.layout import analyze

LEFT, WHITE = 200, (300, 60 + 22 * 20 + 60)
"""Left edge of the column; a place in the white under it."""


@pytest.fixture
def page(paper):
    return paper().print_column(LEFT, 60, 500, 20)


@pytest.mark.parametrize("radius", [1, 2, 4])
def test_a_single_dot_in_the_white_is_waste_and_no_letter(page, radius):
    cv2.rectangle(
        page.image, (WHITE[0] - radius, WHITE[1] - radius), (WHITE[0] + radius, WHITE[1] + radius), 0, -1
    )
    layout = analyze(page.image)
    scale = layout.waste.shape[0] / page.image.shape[0]
    assert layout.waste[round(WHITE[1] * scale), round(WHITE[0] * scale)]
    assert max(area.bbox.bottom for area in layout.areas) < WHITE[1] - 20
    assert layout.letters[:, 3].max() < WHITE[1] - 20


@pytest.mark.parametrize(
    "dots",
    [
        [(505, 70)],  # a full stop
        [(280 + 12 * number, 560) for number in range(8)],  # leaders
        [(300, 560), (306, 560)],  # a ditto mark
    ],
)
def test_dots_beside_print_and_in_rows_are_none(page, dots):
    for dot in dots:
        cv2.circle(page.image, dot, 1, 0, -1)
    assert not analyze(page.image).waste.any()


def test_a_long_rule_is_waste_and_a_short_one_is_not(paper):
    page = paper().print_column(40, 60, 400, 50).print_column(440, 60, 800, 50)
    page.rule(419, 60, 421, 1150).rule(900, 300, 960, 302)
    layout = analyze(page.image)
    scale = layout.waste.shape[0] / page.image.shape[0]
    assert layout.waste[round(600 * scale), round(420 * scale)]
    assert not layout.waste[round(301 * scale), round(930 * scale)]
