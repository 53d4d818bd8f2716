"""How well a page was read: errors of recognition and errors of order, told apart.

Rates are shares from 0 upwards; lines are texts as printed, in the order in which they were read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from ocr.page import BBox

LIKENESS = 60.0
"""From this partial ratio (0 to 100) on, a line counts as found."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a true line was read: index of the read line, span of characters in it."""

    line: int
    start: int
    end: int


def fold(text: str) -> str:
    """Letters and digits only, case folded, as the rates of issue benchmarks are often given."""
    return "".join(character for character in text.casefold() if character.isalnum())


def reading_order_cer(truth: Sequence[str], read: Sequence[str], *, folded: bool = False) -> float:
    """Character error rate of the page's running text: what a reader of the whole sees.

    Args:
        truth: lines in reading order.
        read: lines in the order of the engine.
        folded: compare letters and digits only; otherwise all characters with single spaces.
    """
    left, right = (_running(lines, folded) for lines in (truth, read))
    return Levenshtein.distance(left, right) / max(len(left), 1)


def bag_of_lines_cer(truth: Sequence[str], read: Sequence[str]) -> float:
    """Character error rate that no order and no merging of columns can worsen.

    Each true line is compared with the part of a read line, or of two that follow each other, which is
    most like it; a line found nowhere counts with its whole length.
    """
    pool = _pool(read)
    if not pool or not truth:
        return 1.0 if truth else 0.0
    errors = sum(
        _line_errors(line, pool, scores) for line, scores in zip(truth, _scores(truth, pool), strict=True)
    )
    return errors / sum(map(len, truth))


def find_lines(truth: Sequence[str], read: Sequence[str]) -> tuple[Place | None, ...]:
    """Where each true line was read; each stretch of read text answers for one true line only."""
    found: list[Place | None] = [None] * len(truth)
    if not read or not truth:
        return tuple(found)
    scores = _scores(truth, read)
    taken: dict[int, list[tuple[int, int]]] = {}
    wanted = np.argsort(-_preference(scores, truth, read), axis=None)
    for cell in wanted.tolist():
        number, line = divmod(cell, len(read))
        if scores[number, line] < LIKENESS or found[number] is not None:
            continue
        place = _locate(truth[number], read[line], line)
        spans = taken.setdefault(line, [])
        if place and not any(place.start + 2 < end and start + 2 < place.end for start, end in spans):
            found[number] = place
            spans.append((place.start, place.end))
    return tuple(found)


def order_accuracy(truth: Sequence[str], read: Sequence[str]) -> float:
    """Share of neighbouring true lines that were read one right after the other.

    Only pairs of which both lines were found count; text read across columns breaks them.
    """
    places = find_lines(truth, read)
    order = sorted((place.line, place.start, number) for number, place in enumerate(places) if place)
    rank = {number: position for position, (_, _, number) in enumerate(order)}
    pairs = [(number, number + 1) for number in range(len(truth) - 1)]
    both = [pair for pair in pairs if pair[0] in rank and pair[1] in rank]
    right = sum(rank[second] == rank[first] + 1 for first, second in both)
    return right / len(both) if both else 0.0


def place_floats(
    truth: Sequence[str], regions: Sequence[str], floating: Collection[str], read: Sequence[str]
) -> list[int]:
    """The true order of lines for a reading: each floating region where it was read, all others fixed.

    An advertisement at the foot of a column is part of no article: whether it is read before the next
    column or after the last one is nobody's error. It is put behind the whole fixed region that was read
    last before its first line, so that one in the middle of a column, or in pieces, is still an error.

    Args:
        truth: lines in the reading order of the articles.
        regions: the region of each.
        floating: regions without a place of their own.
        read: lines in the order of the engine.
    """
    found = {
        number: (place.line, place.start) for number, place in enumerate(find_lines(truth, read)) if place
    }
    return settle_floats(regions, floating, found)


def settle_floats(
    regions: Sequence[str], floating: Collection[str], found: Mapping[int, tuple[int, int]]
) -> list[int]:
    """`place_floats` for lines by number, `found` telling where those that were read at all were read."""
    lines: dict[str, list[int]] = {}
    for number, region in enumerate(regions):
        lines.setdefault(region, []).append(number)
    order = [region for region in lines if region not in floating]
    first = {
        region: min((found[n] for n in lines[region] if n in found), default=None) for region in floating
    }
    read = sorted((place, number) for number, place in found.items() if regions[number] not in floating)
    after: dict[str, list[str]] = {}
    for region in sorted(floating, key=lambda name: first[name] or (len(found), 0)):
        start = first[region]
        before = [regions[number] for place, number in read if start is None or place < start]
        after.setdefault(before[-1] if before else "", []).append(region)
    settled = [*after.get("", ()), *(name for fixed in order for name in (fixed, *after.get(fixed, ())))]
    return [number for region in settled for number in lines[region]]


def order_by_place(truth: Sequence[BBox], read: Sequence[BBox]) -> float:
    """Share of neighbouring true lines whose places were read one right after the other.

    A true line was read in the read line at its height that shares half of its width; two in one read line
    are wrong, lines read nowhere do not count. Boxes in pixels of the same image, read ones in their order.
    """
    edges = np.array(read, float).reshape(-1, 4)
    found = [_find_place(box, edges) for box in truth]
    pairs = [pair for pair in pairwise(found) if None not in pair]
    return sum(second == first + 1 for first, second in pairs if first is not None) / max(len(pairs), 1)


def _find_place(box: BBox, edges: NDArray[np.float64]) -> int | None:
    shared = np.minimum(edges[:, 2], box.right) - np.maximum(edges[:, 0], box.left)
    apart = np.abs(edges[:, 1] + edges[:, 3] - box.top - box.bottom) / 2
    apart[shared < box.width / 2] = np.inf
    if not len(apart) or apart.min() > box.height / 2:
        return None
    return int(apart.argmin())


def ink_outside(image: NDArray[np.uint8], lines: Sequence[BBox], regions: Sequence[BBox]) -> float:
    """Share of the text's ink that lies in no region.

    Args:
        image: grey, dark on light.
        lines: true boxes of the text.
        regions: boxes that the layout found, pixels of the image.
    """
    blurred = cv2.GaussianBlur(image, (0, 0), 1)
    dark = cv2.adaptiveThreshold(blurred, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 51, 15)
    ink = cv2.bitwise_and(dark, _mask(image.shape, lines))
    outside = cv2.bitwise_and(ink, cv2.bitwise_not(_mask(image.shape, regions)))
    return cv2.countNonZero(outside) / max(cv2.countNonZero(ink), 1)


def _running(lines: Sequence[str], folded: bool) -> str:
    text = " ".join(" ".join(lines).split())
    return fold(text) if folded else text


def _pool(read: Sequence[str]) -> list[str]:
    """Read lines, and each with the next one, for lines that were read in two pieces."""
    lines = [line for line in read if line.strip()]
    return [*lines, *(f"{one} {two}" for one, two in pairwise(lines))]


def _scores(truth: Sequence[str], read: Sequence[str]) -> NDArray[np.float32]:
    """Likeness, 0 to 100, of each true line to the best part of each read line; a mere crumb counts less."""
    scores = process.cdist(truth, read, scorer=fuzz.partial_ratio, dtype=np.float32, workers=1)
    lengths = np.array([[len(line)] for line in truth]), np.array([len(line) for line in read])
    return np.asarray(scores * np.minimum(1, lengths[1] / np.maximum(lengths[0], 1)), np.float32)


def _preference(
    scores: NDArray[np.float32], truth: Sequence[str], read: Sequence[str]
) -> NDArray[np.float32]:
    """Who is served first: long lines, then lines that fill the read one, then those near by."""
    fill = process.cdist(truth, read, scorer=fuzz.ratio, dtype=np.float32, workers=1)
    length = np.array([[min(len(line), 40)] for line in truth])
    here, there = np.linspace(0, 1, len(truth))[:, None], np.linspace(0, 1, len(read))
    return np.asarray(length * (scores + 0.3 * fill) - 10 * np.abs(here - there), np.float32)


def _line_errors(line: str, pool: Sequence[str], scores: NDArray[np.float32]) -> int:
    """Fewest edits against the three most alike of the pool; at most the line's length."""
    best = np.argsort(-scores)[:3]
    return min((_part_distance(line, pool[index]) for index in best.tolist()), default=len(line))


def _part_distance(line: str, text: str) -> int:
    """Edits between a line and the part of a text that is most like it (semi-global alignment)."""
    if len(text) <= len(line):
        return min(len(line), Levenshtein.distance(line, text))
    row = np.zeros(len(text) + 1, np.int32)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    steps = np.arange(len(text) + 1, dtype=np.int32)
    for count, character in enumerate(line, 1):
        change = row[:-1] + (codes != ord(character))
        best = np.concatenate(([count], np.minimum(change, row[1:] + 1))).astype(np.int32)
        row = np.minimum.accumulate(best - steps) + steps
    return min(len(line), int(row.min()))


def _locate(line: str, text: str, index: int) -> Place | None:
    """The part of a read text that is most like a line."""
    match = fuzz.partial_ratio_alignment(line, text)
    if match is None or match.score < LIKENESS:
        return None
    if len(line) > len(text):  # the read line is a part of the true one
        return Place(index, 0, len(text))
    return Place(index, match.dest_start, match.dest_end)


def _mask(shape: tuple[int, ...], boxes: Sequence[BBox]) -> NDArray[np.uint8]:
    mask = np.zeros(shape, np.uint8)
    for box in boxes:
        mask[box.top : box.bottom, box.left : box.right] = 255
    return mask
