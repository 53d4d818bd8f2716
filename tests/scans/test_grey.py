import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from scans.grey import convert_to_grey, measure_level

images = arrays(np.uint8, st.tuples(st.integers(1, 20), st.integers(1, 20)))


@given(images, st.floats(0.01, 1))
def test_the_level_is_the_quantile_that_sorting_gives(image, share):
    expected = np.quantile(image, share, method="inverted_cdf")
    assert measure_level(image, share) == expected


@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_nothing_has_no_brightness(share):
    assert measure_level(np.zeros((0, 4), np.uint8), share) == 0


@pytest.mark.parametrize(
    ("brightest", "depth"), [(255, 8), (256, 10), (1023, 10), (4095, 12), (16383, 14), (65535, 16)]
)
def test_deep_grey_is_scaled_by_the_depth_that_holds_its_brightest(brightest, depth):
    deep = np.array([[0, 1 << (depth - 1), brightest]], dtype=np.uint16)
    black, middle, white = np.asarray(convert_to_grey(Image.fromarray(deep)))[0]
    assert (black, middle, white) == (0, 128, brightest >> (depth - 8))


def test_floating_point_reaches_from_0_to_1_or_else_from_its_least_to_its_greatest():
    def convert(*values):
        return np.asarray(convert_to_grey(Image.fromarray(np.array([values], dtype=np.float32))))[0].tolist()

    assert convert(0.0, 0.5, 1.0) == [0, 127, 255]
    assert convert(0.25, 0.5) == [63, 127]
    assert convert(-1.0, 1.0, 3.0) == [0, 127, 255]
    assert convert(np.nan, np.inf, 1.0) == [0, 0, 255]


def test_what_is_transparent_is_white_and_colours_are_luma():
    clear = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    clear.putpixel((1, 0), (0, 0, 0, 255))
    assert np.asarray(convert_to_grey(clear)).tolist() == [[255, 0]]
    assert convert_to_grey(Image.new("LAB", (1, 1), (77, 0, 0))).getpixel((0, 0)) == 77
    assert convert_to_grey(Image.new("RGB", (1, 1), (255, 0, 0))).getpixel((0, 0)) == 76
