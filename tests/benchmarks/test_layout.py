from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from benchmarks.layout import FRONT, FRONT_TRUTH, read_front_truth
from ocr.layout.layout import analyze
from ocr.page import BBox
from scans.preparation import prepare
from scans.settings import ScanSettings


def test_the_truth_of_the_front_page_has_three_columns_at_least():
    lines = [line for stretch in read_front_truth(FRONT_TRUTH) for line in stretch]
    assert len(lines) >= 60
    assert all(text.strip() and box.width > 0 and box.height > 0 for text, box in lines)
    assert len({box.left // 250 for _, box in lines}) >= 3


@pytest.mark.slow
def test_the_columns_of_a_real_front_page_are_in_order(shared):
    image = Image.open(shared / "data" / "scans" / FRONT).convert("L")
    prepared = prepare(image, 150, ScanSettings())
    areas = [area for area in analyze(np.asarray(prepared.image)).areas if area.lines]
    regions = [BBox(*prepared.to_scan(area.bbox)) for area in areas]
    pairs = []
    for stretch in read_front_truth(FRONT_TRUTH):
        places = [(hold(box, regions), box.top) for _, box in stretch]
        follows = dict(pairwise(sorted(places)))
        pairs += [follows.get(one) == other and other[0] - one[0] <= 1 for one, other in pairwise(places)]
    assert np.mean(pairs) >= 0.98


def hold(line, regions):
    """The region that has the middle of a line in it."""
    x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    inside = (n for n, box in enumerate(regions) if box.left <= x < box.right and box.top <= y < box.bottom)
    return next(inside, -1)
