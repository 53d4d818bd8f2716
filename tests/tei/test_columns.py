"""Columns counted on pages that lean, and under headlines that span them."""

from __future__ import annotations

import pytest

from ocr.page import BBox, Line, Page, Region, RegionKind, Word
from tei.columns import number_columns

WIDTH, GUTTER, LEADING = 400, 30, 30


def set_region(name: str, left: int, top: int, width: int, count: int, slope: float = 0.0) -> Region:
    lines = []
    for n in range(count):
        y = top + n * LEADING
        x = left - round(slope * y)
        box = BBox(x, y, x + width, y + LEADING - 6)
        lines.append(Line(f"{name}.l{n}", box, (Word(f"{name}.l{n}.w", "words of text " * 3, box, 1.0),)))
    return Region(name, RegionKind.TEXT, BBox.around([line.bbox for line in lines]), tuple(lines))


def set_page(*regions: Region) -> Page:
    return Page("p", "p.jpg", 1, "", 3000, 4000, 300, regions)


def left_of(column: int) -> int:
    return 300 + (column - 1) * (WIDTH + GUTTER)


@pytest.mark.parametrize("slope", [-0.04, 0.0, 0.04])
def test_columns_are_counted_from_the_left_in_every_storey(slope: float) -> None:
    upper = [set_region(f"u{n}", left_of(n), 900, WIDTH, 40, slope) for n in range(1, 6)]
    lower = [set_region(f"l{n}", left_of(n), 2400, WIDTH, 40, slope) for n in (5, 2, 1)]
    found = number_columns(set_page(*lower, *upper))
    assert found == {f"u{n}": n for n in range(1, 6)} | {f"l{n}": n for n in (1, 2, 5)}


def test_what_spans_columns_stands_in_none() -> None:
    head = set_region("head", left_of(1), 300, 2 * WIDTH + GUTTER, 2)
    body = [set_region(f"b{n}", left_of(n), 500, WIDTH, 20) for n in (1, 2, 3)]
    assert number_columns(set_page(head, *body)) == {"b1": 1, "b2": 2, "b3": 3}


def test_short_lines_and_wide_text_stand_where_they_are() -> None:
    body = [set_region(f"b{n}", left_of(n), 500, WIDTH, 30) for n in (1, 2)]
    folio = set_region("folio", left_of(2) + 150, 1500, 60, 1)
    wide = set_region("wide", left_of(3), 500, 2 * WIDTH, 20)
    found = number_columns(set_page(*body, folio, wide))
    assert (found["folio"], found["wide"]) == (2, 3)


def test_a_page_without_text_has_no_columns() -> None:
    assert number_columns(set_page()) == {}
    assert number_columns(set_page(set_region("only", 10, 10, 100, 1))) == {"only": 1}
