import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scans.grey import measure_level

images = arrays(np.uint8, st.tuples(st.integers(1, 20), st.integers(1, 20)))


@given(images, st.floats(0.01, 1))
def test_the_level_is_the_quantile_that_sorting_gives(image, share):
    expected = np.quantile(image, share, method="inverted_cdf")
    assert measure_level(image, share) == expected


@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_nothing_has_no_brightness(share):
    assert measure_level(np.zeros((0, 4), np.uint8), share) == 0
