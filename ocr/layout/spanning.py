"""Lines that stand across the end of a gutter: headlines and decks over several columns."""

from __future__ import annotations

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

WIDEST, ALIKE = 2.0, 1.4
"""Letter heights of the widest gutter looked at; how much the type on both sides may differ in size."""

LETTERS, LEVEL = 2, 0.6
"""What has fewer letters may be dirt, and ends in no word space; two pieces stand beside each other when they
share so much of their height."""

ROWS, LEAST, USUAL = 16.0, 3.0, 0.2
"""The gutter's width is this quantile of its rows at most ROWS letter heights away, if there are LEAST."""

END = 4.0
"""A gutter ends where there are no more gaps within so many letter heights."""


def find_bridges(lines: Lines, barrier: Mask, height: float) -> list[BBox]:
    """Gaps in lines that were cut by a gutter but are none of its: white between words.

    The gaps of a gutter are as wide as the gutter. A headline that stands centred over columns reaches into
    it from one side or both, and only above its first or below its last line.

    Args:
        lines: cut at the gutters.
        barrier: gutters.
        height: of a letter, pixels.
    """
    gaps, widest = _find_gaps(lines, height)
    barred = [index for index, gap in enumerate(gaps.tolist()) if _is_barred(BBox(*gap), barrier)]
    boxes, widest = [BBox(*gap) for gap in gaps[barred].tolist()], widest[barred]
    narrow = np.array(
        [
            box.width <= most and _is_narrow(box, barrier, height)
            for box, most in zip(boxes, widest.tolist(), strict=True)
        ],
        bool,
    )
    ends = (index for index in np.flatnonzero(narrow) if _is_end(gaps[barred], narrow, int(index), height))
    return [boxes[index] for index in ends]


def _find_gaps(lines: Lines, height: float) -> tuple[Boxes, npt.NDArray[np.float64]]:
    """The white between pieces that stand beside each other in a line: boxes, and how wide they may be."""
    order = np.argsort(lines.boxes[:, 0], kind="stable")
    boxes, heights, counts = lines.boxes[order], lines.heights[order], lines.counts[order]
    found, widest = [], []
    for index, (_, top, right, bottom) in enumerate(boxes.tolist()):
        start, stop = np.searchsorted(boxes[:, 0], [right, right + WIDEST * height])
        others = boxes[start:stop]
        shared = np.minimum(others[:, 3], bottom) - np.maximum(others[:, 1], top)
        level = shared > LEVEL * np.minimum(others[:, 3] - others[:, 1], bottom - top)
        for other in (start + np.flatnonzero(level)[:1]).tolist():
            if max(heights[index], heights[other]) <= ALIKE * min(heights[index], heights[other]):
                left, upper, _, lower = boxes[other].tolist()
                found.append((right, max(top, upper), left, min(bottom, lower)))
                size = min(heights[index], heights[other])
                words = min(counts[index], counts[other]) >= LETTERS
                widest.append((WORD_SPACE if words else SLIT) * size)
    return np.array(found, np.int32).reshape(-1, 4), np.array(widest, float)


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
