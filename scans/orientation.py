"""Which way up a page of Latin text lies."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from scans.letters import Letters

_CELL = 40
"""Side, in x-heights, of the squares in which neighbours are looked for."""
_CELLS = 12
_CERTAIN = 6.0
"""Standard deviations from an even split before a page is turned upside down."""
_SIDEWAYS = 0.4
"""Share of letters with a neighbour above or below: upright pages have at most 0.22, others at least 0.54."""

Boxes = npt.NDArray[np.int32]


def find_sideways(letters: Letters) -> bool:
    """Whether lines run from top to bottom: most letters have their nearest neighbour above or below.

    After O'Gorman, The document spectrum for page layout analysis, 1993. False for a page without text.
    """
    above = beside = 0
    for boxes in _densest_cells(letters):
        x, y = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3] / 2
        dx, dy = np.abs(x[:, None] - x), np.abs(y[:, None] - y)
        distance = dx * dx + dy * dy
        np.fill_diagonal(distance, np.inf)
        nearest = distance.argmin(axis=1)
        rows = np.arange(len(boxes))
        upright = dy[rows, nearest] > dx[rows, nearest]
        above += int(upright.sum())
        beside += int((~upright).sum())
    return above > _SIDEWAYS * (above + beside) and above > 60


def find_upside_down(letters: Letters) -> bool:
    """Whether a page with level lines stands on its head: more letters reach below the line than above.

    In English about three tall letters stand on the line for each that hangs from it; the page is
    turned only where the count cannot be chance. False for a page without text.
    """
    standing = hanging = 0
    for boxes in _densest_cells(letters):
        up, down = _count_reaches(boxes, letters.x_height)
        standing, hanging = standing + up, hanging + down
    total = standing + hanging
    return total > 60 and hanging > 1.5 * standing and (hanging - standing) / np.sqrt(total) > _CERTAIN


def _count_reaches(boxes: Boxes, x_height: int) -> tuple[int, int]:
    """Tall letters that share the foot, and those that share the head, of a low neighbour."""
    height, slack = boxes[:, 3], max(1.0, 0.08 * x_height)
    low = boxes[np.abs(height - x_height) <= slack]
    tall = boxes[(height > x_height + max(1.5, 0.1 * x_height)) & (height < 1.75 * x_height)]
    if not len(low) or not len(tall):
        return 0, 0
    near = np.abs(tall[:, None, 0] - low[:, 0]) < 2.5 * x_height
    foot = np.abs((tall[:, 1] + tall[:, 3])[:, None] - (low[:, 1] + low[:, 3])) <= slack
    head = np.abs(tall[:, None, 1] - low[:, 1]) <= slack
    stands, hangs = (near & foot).any(axis=1), (near & head).any(axis=1)
    return int((stands & ~hangs).sum()), int((hangs & ~stands).sum())


def _densest_cells(letters: Letters) -> Iterator[Boxes]:
    if not letters.x_height:
        return
    side = _CELL * letters.x_height
    cells = letters.boxes[:, :2] // side
    names = cells[:, 1] * (int(cells[:, 0].max()) + 1) + cells[:, 0]
    values, counts = np.unique(names, return_counts=True)
    for name in values[np.argsort(-counts)[:_CELLS]]:
        yield letters.boxes[names == name][:1000]
