"""The measures' laws: recognition and order are told apart."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from benchmarks.measures import (
    _part_distance,
    bag_of_lines_cer,
    find_lines,
    fold,
    ink_outside,
    order_accuracy,
    order_by_place,
    reading_order_cer,
    settle_floats,
)
from benchmarks.prose import Writer
from ocr.page import BBox

WORDS = [word.text for block in Writer(7).story(300).blocks for word in block.words]
LINES = [" ".join(WORDS[start : start + 6]) for start in range(0, 240, 6)]
LEFT, RIGHT = LINES[:20], LINES[20:]


def test_text_as_printed_has_no_errors() -> None:
    assert reading_order_cer(LINES, LINES) == 0
    assert bag_of_lines_cer(LINES, LINES) == 0
    assert order_accuracy(LINES, LINES) == 1


def test_nothing_read_is_all_wrong() -> None:
    assert reading_order_cer(LINES, []) == 1
    assert bag_of_lines_cer(LINES, []) == 1
    assert order_accuracy(LINES, []) == 0


@settings(max_examples=20, deadline=None)
@given(st.permutations(LINES))
def test_order_does_not_touch_the_bag(read: list[str]) -> None:
    assert bag_of_lines_cer(LINES, read) == 0


def test_columns_read_across_break_the_order_only() -> None:
    across = [f"{left} {right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    assert bag_of_lines_cer(LINES, across) == 0
    assert reading_order_cer(LINES, across) > 0.5
    assert order_accuracy(LINES, across) < 0.1


def test_lines_of_columns_in_turn_break_the_order() -> None:
    turned = list(chain.from_iterable(zip(LEFT, RIGHT, strict=True)))
    assert order_accuracy(LINES, turned) < 0.1


def test_swapped_columns_break_one_pair() -> None:
    assert order_accuracy(LINES, RIGHT + LEFT) == pytest.approx(38 / 39)


def test_misread_letters_count_in_both() -> None:
    read = [line.replace("e", "c") for line in LINES]
    wrong = sum(line.count("e") for line in LINES) / sum(map(len, LINES))
    assert bag_of_lines_cer(LINES, read) == pytest.approx(wrong)
    assert reading_order_cer(LINES, read) == pytest.approx(wrong, rel=0.1)
    assert order_accuracy(LINES, read) == 1


def test_same_line_twice_is_found_twice() -> None:
    places = find_lines(["to-day, he said", "to-day, he said"], ["to-day, he said", "to-day, he said"])
    assert [place.line for place in places if place] == [0, 1]


@settings(max_examples=80, deadline=None)
@given(st.text("abc ", min_size=1, max_size=8), st.text("abc ", max_size=14))
def test_part_distance_is_the_best_over_all_parts(line: str, text: str) -> None:
    if len(text) <= len(line):
        return
    parts = (text[start:end] for start in range(len(text) + 1) for end in range(start, len(text) + 1))
    assert _part_distance(line, text) == min(Levenshtein.distance(line, part) for part in parts)


def test_fold_keeps_letters_and_digits() -> None:
    assert fold("To-day, the 7th — Straße!") == "todaythe7thstrasse"


def test_ink_outside_is_the_share_of_ink_in_no_region() -> None:
    image = np.full((200, 400), 220, np.uint8)
    image[40:50, 20:180] = image[40:50, 220:380] = 20
    lines = [BBox(15, 35, 185, 55), BBox(215, 35, 385, 55)]
    assert ink_outside(image, lines, [BBox(0, 0, 400, 200)]) == 0
    assert ink_outside(image, lines, lines[:1]) == pytest.approx(0.5, abs=0.02)
    assert ink_outside(image, lines, []) == 1


REGIONS = ["a", "a", "b", "b", "advertisement"]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4]),
        ([0, 1, 4, 2, 3], [0, 1, 4, 2, 3]),
        ([4, 0, 1, 2, 3], [4, 0, 1, 2, 3]),
        ([0, 4, 1, 2, 3], [0, 1, 4, 2, 3]),  # in the middle of a column it is out of place
        ([2, 3, 4, 0, 1], [0, 1, 2, 3, 4]),
        ([0, 1, 2, 3], [4, 0, 1, 2, 3]),
    ],
)
def test_an_advertisement_has_no_place_but_between_regions(read, expected):
    found = {line: (place, 0) for place, line in enumerate(read)}
    settled = settle_floats(REGIONS, {"advertisement"}, found)
    assert sorted(settled) == sorted(expected)
    if len(read) == len(REGIONS):
        assert settled == expected


def test_order_by_place_counts_lines_that_were_read_one_after_the_other():
    column = [BBox(0, 20 * n, 100, 20 * n + 15) for n in range(4)]
    assert order_by_place(column, column) == 1.0
    assert order_by_place(column, column[::-1]) == 0.0
    assert order_by_place(column, [column[0], column[1], column[3], column[2]]) == pytest.approx(1 / 3)
    across = [BBox(0, 0, 100, 75)]
    assert order_by_place(column, across) == 0.0
    assert order_by_place(column, []) == 0.0
