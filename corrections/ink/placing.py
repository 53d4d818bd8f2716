"""What it costs to lay letters over each place of a word's image."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import cv2
import numpy as np

from corrections.ink.cutting import MARGIN, ROWS, Field

STRETCH = 0.2
"""Share by which a letter may be wider or narrower than usual."""
AWAY = np.float32(1e9)
"""The cost of what cannot be."""


class Shape(NamedTuple):
    """A letter in one width.

    Attributes:
        width: of its image, pixels.
        pixels: its image on a strip of some greater width, row by row.
        square: sum of their squares.
    """

    width: int
    pixels: Field
    square: float


def stretch(image: Field, strip: int) -> Iterable[Shape]:
    """A letter in all widths that it may have, on strips of a width."""
    usual = image.shape[1]
    slack = max(1, round(usual * STRETCH))
    for width in range(max(2, usual - slack), usual + slack + 1):
        pixels = np.zeros((ROWS, strip), np.float32)
        pixels[:, :width] = cv2.resize(image, (width, ROWS), interpolation=cv2.INTER_LINEAR)
        yield Shape(width, pixels.reshape(-1), float((pixels**2).sum()))


class Table:
    """The costs of some letters over a word's image: squares of the ink that is too much or too little.

    Attributes:
        start, end: costs of leaving what is before (from) each column bare; only margins may be.
    """

    def __init__(self, image: Field, shapes: Mapping[str, Iterable[Shape]], strip: int) -> None:
        width = image.shape[1]
        ink = np.concatenate([[0], np.cumsum((image**2).sum(axis=0))]).astype(np.float32)
        margin = np.arange(width + 1) <= 2 * MARGIN
        self.start: Field = np.where(margin, ink, AWAY)
        self.end: Field = np.where(margin[::-1], ink[-1] - ink, AWAY)
        pairs = [(letter, *shape) for letter, widths in shapes.items() for shape in widths]
        letters, widths, pixels, squares = zip(*pairs, strict=True)
        likeness = _correlate(image, strip, np.stack(pixels))
        ends = np.minimum(np.add.outer(widths, np.arange(width + 1)), width)
        costs = np.array(squares, np.float32)[:, None] - 2 * likeness + ink[ends] - ink
        self._costs: dict[str, list[tuple[int, Field]]] = {letter: [] for letter in shapes}
        for letter, taken, cost in zip(letters, widths, costs, strict=True):
            if taken <= width:
                self._costs[letter].append((taken, cost[: width - taken + 1]))

    def step(self, row: Field, letter: str, *, back: bool = False) -> Field:
        """The least costs up to (or from) each column with one more letter than the row's."""
        best = np.full(len(row), AWAY)
        for width, cost in self._costs[letter]:
            into, out = (best[:-width], row[width:]) if back else (best[width:], row[:-width])
            np.minimum(into, out + cost, out=into)
        return best

    def find_start(self, row: Field, letter: str, end: int) -> int:
        """Where a letter begins best that ends at a column, after what the row costs."""
        ways = [
            (float(row[end - width] + cost[end - width]), end - width)
            for width, cost in self._costs[letter]
            if width <= end
        ]
        return min(ways)[1]

    def join(self, row: Field, letter: str, rest: Field) -> float:
        """The least cost of a letter between what comes before it and what comes after."""
        ways = (float((row[:-width] + cost + rest[width:]).min()) for width, cost in self._costs[letter])
        return min(ways, default=float(AWAY))


def _correlate(image: Field, strip: int, shapes: Field) -> Field:
    """Products of shapes with the image from each column on, at the best of three heights.

    Shape (shapes, columns).
    """
    width = image.shape[1]
    padded = np.zeros((ROWS + 2, width + strip), np.float32)
    padded[1:-1, :width] = image
    windows = np.lib.stride_tricks.sliding_window_view(padded, strip, axis=1).transpose(1, 0, 2)
    heights = [shapes @ windows[:, up : up + ROWS].reshape(width + 1, -1).T for up in range(3)]
    return np.asarray(np.maximum.reduce(heights), np.float32)
