"""Two facing pages on one scan."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PIL import Image

from scans.illumination import even
from scans.letters import Letters, find_letters

_MIDDLE = 0.4, 0.6
"""Shares of the width between which a spread has its fold."""
_SHAPES = 1.15, 1.9
"""Width by height between which a scan can be two upright pages."""
_TIMES = 2.0
"""How much wider than any other gutter the fold's is."""
_LEAST = 6
"""The least width of the band in x-heights."""
_SIDE = 0.15
_STRAY = 0.01
_MOST_PIXELS = 12_000_000
"""A larger image is reduced to so many before it is looked at."""


def may_be_spread(width: int, height: int) -> bool:
    """Whether an image has the shape of two upright pages side by side."""
    return _SHAPES[0] < width / height < _SHAPES[1]


def find_fold(image: Image.Image) -> int | None:
    """Where the fold between two facing pages is, in pixels from the left; None for a single page.

    A spread is wider than high and has, near its middle, a blank band from top to bottom that is much
    wider than the gutters between the columns, with text on both sides.

    Args:
        image: mode "L", upright.
    """
    if not may_be_spread(*image.size):
        return None
    scale = min(1.0, (_MOST_PIXELS / (image.width * image.height)) ** 0.5)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    small = image if scale == 1 else image.resize(size, Image.Resampling.BOX)
    fold = _find_fold(find_letters(even(np.asarray(small)).ink), small.width)
    return None if fold is None else round(fold / small.width * image.width)


def _find_fold(letters: Letters, width: int) -> int | None:
    """The middle of the band between two pages in pixels from the left; None for a single page."""
    if not letters.x_height:
        return None
    gaps = find_gaps(letters, width)
    inner = [gap for gap in gaps if _MIDDLE[0] * width < sum(gap) / 2 < _MIDDLE[1] * width]
    if not inner:
        return None
    first, last = max(inner, key=_size)
    others = [_size(gap) for gap in gaps if gap != (first, last)]
    fold = (first + last) // 2
    left = np.count_nonzero(letters.boxes[:, 0] < fold) / len(letters)
    wide = last - first > max(_LEAST * letters.x_height, _TIMES * max(others, default=0))
    return fold if wide and _SIDE < left < 1 - _SIDE else None


def _size(gap: tuple[int, int]) -> int:
    return gap[1] - gap[0]


def find_gaps(letters: Letters, width: int) -> list[tuple[int, int]]:
    """Bands that hardly a letter reaches into, between the first and the last letter."""
    edges = np.zeros(width + 1)
    np.add.at(edges, letters.boxes[:, 0], 1)
    np.add.at(edges, np.minimum(width, letters.boxes[:, 0] + letters.boxes[:, 2]), -1)
    covered = np.cumsum(edges)[:width]
    full = np.flatnonzero(covered > _STRAY * np.percentile(covered, 90))
    return [(int(a) + 1, int(b)) for a, b in pairwise(full) if b - a > letters.x_height]
