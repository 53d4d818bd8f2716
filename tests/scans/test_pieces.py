"""Pieces are what OpenCV, which measures pixel by pixel, says that they are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from scans import pieces
from scans.pieces import find_pieces


@given(arrays(bool, array_shapes(min_dims=2, max_dims=2, max_side=24)), st.integers(1, 100))
def test_pieces_have_the_boxes_and_areas_that_opencv_finds(mask: np.ndarray, band: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "_BAND", band)
        found = find_pieces(mask)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    left, top, width, height, area = stats[1:].T
    assert np.array_equal(found.labels, labels)
    assert np.array_equal(found.boxes, np.column_stack([left, top, left + width, top + height]))
    assert np.array_equal(found.areas, area)
