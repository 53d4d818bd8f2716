import numpy as np
import pytest
from PIL import Image

from scans.preparation import prepare
from scans.settings import ScanSettings

SETTINGS = ScanSettings()
SIZE = 24


def beside(page, strip, white):
    """The page, so many pixels of white, and the strip to its right."""
    return np.hstack([np.asarray(page), np.full((page.height, white), 255, np.uint8), strip])


@pytest.mark.parametrize("angle", [0.0, 1.2])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_strip_of_a_neighbouring_page_is_made_white(typeset, side, angle):
    page = typeset(SIZE, columns=3)
    strip = np.asarray(page)[:, 2 * SIZE : 10 * SIZE]
    scan = beside(page, strip, 6 * SIZE)
    scan = scan if side == "right" else scan[:, ::-1]
    width = page.width if side == "right" else scan.shape[1] - page.width
    turned = Image.fromarray(np.ascontiguousarray(scan)).rotate(
        angle, Image.Resampling.BICUBIC, fillcolor=255
    )
    prepared = prepare(turned, 300, SETTINGS)
    assert any("neighbouring" in step for step in prepared.steps)
    columns = [
        prepared.to_scan((x, y, x + 1, y + 1))[0]
        for y, x in np.argwhere(np.asarray(prepared.image) < 128)[::499].tolist()
    ]
    assert columns
    slack = SIZE + turned.height * abs(np.sin(np.radians(angle)))
    assert max(columns) < width + slack if side == "right" else min(columns) > width - slack


def test_a_last_column_at_the_edge_of_the_scan_stays(typeset):
    page = np.asarray(typeset(SIZE, columns=3))
    cropped = page[:, : page.shape[1] - 12 * SIZE]
    assert not any("neighbouring" in step for step in prepare(Image.fromarray(cropped), 300, SETTINGS).steps)
