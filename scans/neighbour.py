"""A strip of the neighbouring page at the edge of a scan."""

from __future__ import annotations

from statistics import median

import numpy as np

from scans.geometry import Geometry
from scans.letters import Grey, Letters, Mask
from scans.spread import find_gaps

_WIDEST = 0.2
"""Share of the image's width that a strip takes at most."""
_LEAST, _TIMES = 3.0, 2.0
"""Width of the white before it in x-heights, and as a multiple of the page's usual gutter."""
_CUT, _FEWEST = 0.5, 10
"""Share of the strip's lines that the edge of the scan cuts through, and their number: less is dirt."""
_LINE = 2.5
"""Distance of lines in x-heights, about."""


def find_neighbour(grey: Grey, letters: Letters, geometry: Geometry) -> Mask:
    """The pixels of strips of print that the left or the right edge of the scan cuts off from another page.

    Such a strip is narrow, its lines run into the edge, and the white on its other side is much wider than
    the gutters of the page. Columns of the page itself never have all three.

    Args:
        grey: the page with level lines.
        letters: on it.
        geometry: how the scan was made into it.
    """
    strips = np.zeros(grey.shape, bool)
    if not letters.x_height:
        return strips
    width = grey.shape[1]
    gaps = find_gaps(letters, width)
    cut_left, cut_right = _find_cut(letters, geometry)
    middle = letters.boxes[:, 0] + letters.boxes[:, 2] / 2
    for start, end in gaps:
        others = median([b - a for a, b in gaps if (a, b) != (start, end)] or [0])
        if end - start < max(_LEAST * letters.x_height, _TIMES * others):
            continue
        if start < _WIDEST * width and _runs_into(letters, middle < start, cut_left):
            strips[:, : (start + end) // 2] = True
        if end > (1 - _WIDEST) * width and _runs_into(letters, middle > end, cut_right):
            strips[:, (start + end) // 2 :] = True
    return strips


def _find_cut(letters: Letters, geometry: Geometry) -> tuple[Mask, Mask]:
    """Which letters touch the left edge of the scan, and which the right."""
    left, top, wide, high = letters.boxes.astype(np.float64).T
    inverse = np.linalg.inv(geometry.matrix)[0]
    y, slack = top + high / 2, letters.x_height / 2 / geometry.scale
    first, last = (inverse @ [x, y, np.ones_like(y)] for x in (left, left + wide))
    return first <= slack, last >= geometry.scan_size[0] - slack


def _runs_into(letters: Letters, strip: Mask, cut: Mask) -> bool:
    """Whether most lines of a strip have a letter at the edge."""
    lines = (letters.boxes[:, 1] // (_LINE * letters.x_height)).astype(np.int64)
    return len(np.unique(lines[strip & cut])) >= max(_FEWEST, _CUT * len(np.unique(lines[strip])))
