"""Lines that stand across the end of a gutter: headlines and decks over several columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ocr.layout.components import Boxes
from ocr.layout.ink import Mask
from ocr.layout.lines import Lines
from ocr.page import BBox

NARROWER = 0.65
"""A gap of less than this share of the gutter's width is white between the words of one line."""

WORD_SPACE, SLIT = 0.8, 0.3
"""White between the words of a line that is not justified, and between its letters, in heights of them, at
most."""

LARGER, WIDE, UNDER = 1.15, 1.2, 3.0
"""Type this many times larger than most, at most UNDER letter heights below a line across the gutter, is a
deck's: no column begins with such type. Word spaces of a deck are at most WIDE heights of its letters."""

WIDEST, ALIKE = 2.0, 1.5
"""Letter heights of the widest gutter looked at; how much the type on both sides may differ in size."""

LETTERS, LEVEL = 2, 0.6
"""What has fewer letters may be dirt, and ends in no word space; two pieces stand beside each other when they
share so much of their height."""

ROWS, LEAST, USUAL = 16.0, 3.0, 0.2
"""The gutter's width is this quantile of its rows at most ROWS letter heights away, if there are LEAST."""

END = 4.0
"""A gutter ends where there are no more gaps within so many letter heights."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """White between pieces that stand beside each other in a line.

    Attributes:
        box: of the white.
        size: height of the letters beside it, pixels.
        words: whether it may part words.
    """

    box: BBox
    size: float
    words: bool

    @property
    def widest(self) -> float:
        return (WORD_SPACE if self.words else SLIT) * self.size


def find_bridges(lines: Lines, barrier: Mask, height: float) -> list[BBox]:
    """Gaps in lines that were cut by a gutter but are none of its: white between words.

    The gaps of a gutter are as wide as the gutter. A headline that stands centred over columns reaches into
    it from one side or both, and only above its first or below its last line. A deck under one may have
    word spaces as wide as the gutter.

    Args:
        lines: cut at the gutters.
        barrier: gutters.
        height: of a letter, pixels.
    """
    gaps = [gap for gap in _find_gaps(lines, height) if _is_barred(gap.box, barrier)]
    under = [_is_under(gap, lines, height) for gap in gaps]
    white = np.array(
        [_is_white(gap, barrier, height, deck=deck) for gap, deck in zip(gaps, under, strict=True)], bool
    )
    boxes = np.array([gap.box for gap in gaps], np.int32).reshape(-1, 4)
    ends = (int(index) for index in np.flatnonzero(white) if _is_end(boxes, white, int(index), height))
    return [_open(gaps[index], deck=under[index]) for index in ends]


def _find_gaps(lines: Lines, height: float) -> Iterator[_Gap]:
    order = np.argsort(lines.boxes[:, 0], kind="stable")
    boxes, heights, counts = lines.boxes[order], lines.heights[order], lines.counts[order]
    for index, (_, top, right, bottom) in enumerate(boxes.tolist()):
        start, stop = np.searchsorted(boxes[:, 0], [right, right + WIDEST * height])
        others = boxes[start:stop]
        shared = np.minimum(others[:, 3], bottom) - np.maximum(others[:, 1], top)
        level = shared > LEVEL * np.minimum(others[:, 3] - others[:, 1], bottom - top)
        for other in (start + np.flatnonzero(level)[:1]).tolist():
            size = float(min(heights[index], heights[other]))
            if max(heights[index], heights[other]) <= ALIKE * size:
                left, upper, _, lower = boxes[other].tolist()
                words = bool(min(counts[index], counts[other]) >= LETTERS)
                yield _Gap(BBox(right, max(top, upper), left, min(bottom, lower)), size, words)


def _is_white(gap: _Gap, barrier: Mask, height: float, *, deck: bool) -> bool:
    """Whether a gap is white within a line by its width; `deck` tells that it is under a headline."""
    if deck and gap.words and gap.size > LARGER * height:
        return gap.box.width <= WIDE * gap.size
    return gap.box.width <= gap.widest and _is_narrow(gap.box, barrier, height)


def _is_under(gap: _Gap, lines: Lines, height: float) -> bool:
    """Whether a line of type as large stands across the gutter right above."""
    left, _, right, bottom = lines.boxes.T
    across = (left < gap.box.left - height) & (right > gap.box.right + height)
    over = (bottom < gap.box.bottom - height / 2) & (gap.box.top - bottom < UNDER * height)
    return bool((across & over & (ALIKE * lines.heights > gap.size)).any())


def _open(gap: _Gap, *, deck: bool) -> BBox:
    """What to take from the gutter: in a deck under the slant of letters, too, which may hide it."""
    reach = round(gap.size / 2) if deck else 0
    return gap.box._replace(left=max(0, gap.box.left - reach), right=gap.box.right + reach)


def _is_barred(gap: BBox, barrier: Mask) -> bool:
    between = barrier[gap.top : gap.bottom, max(0, gap.left - 1) : gap.right + 1]
    return bool(between.size and between.any(axis=1).mean() > 0.5)


def _beside(gaps: Boxes, index: int) -> Mask:
    """Which gaps are of the same gutter."""
    left, _, right, _ = gaps[index]
    near = (gaps[:, 0] < right) & (gaps[:, 2] > left)
    near[index] = False
    return np.asarray(near)


def _is_narrow(gap: BBox, barrier: Mask, height: float) -> bool:
    """Whether a gap is narrower than the gutter above or below it."""
    reach, middle = round(ROWS * height), (gap.left + gap.right) // 2
    start, side = max(0, gap.top - reach), round(2 * WIDEST * height)
    rows = np.delete(barrier[start : gap.bottom + reach], np.s_[gap.top - start : gap.bottom - start], axis=0)
    rows = rows[rows[:, middle]]
    if len(rows) < LEAST * height:
        return False
    before, after = ~rows[:, max(0, middle - side) : middle][:, ::-1], ~rows[:, middle : middle + side]
    widths = _count_until(before) + _count_until(after)
    return bool(gap.width < NARROWER * np.quantile(widths, USUAL))


def _count_until(stops: Mask) -> npt.NDArray[np.int64]:
    """In each row the number of entries before the first that is true."""
    return np.asarray(np.where(stops.any(axis=1), stops.argmax(axis=1), stops.shape[1]))


def _is_end(gaps: Boxes, narrow: Mask, index: int, height: float) -> bool:
    """Whether a gutter has no gaps of its own above, or none below."""
    middle = (gaps[:, 1] + gaps[:, 3]) / 2
    own = _beside(gaps, index) & ~narrow & (np.abs(middle - middle[index]) < END * height)
    return not ((own & (middle < middle[index])).any() and (own & (middle > middle[index])).any())
