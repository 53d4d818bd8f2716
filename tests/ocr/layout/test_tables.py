import numpy as np
import pytest

from ocr.layout.blocks import Block
from ocr.layout.layout import analyze
from ocr.layout.tables import join_tables
from ocr.page import BBox, RegionKind

HEIGHT = 10.0
NO_RULES = np.zeros((1000, 400), bool)
COLUMN = Block(BBox(0, 300, 300, 900), (BBox(0, 300, 300, 310),) * 40, HEIGHT, 1200)


def column(left, right, letters, tops=range(0, 200, 20)):
    lines = tuple(BBox(left, top, right, top + 10) for top in tops)
    return Block(BBox.around(lines), lines, HEIGHT, letters * len(lines))


NAMES, FIGURES, MORE = column(0, 110, 12), column(190, 230, 4), column(260, 300, 4)


def test_names_and_figures_beside_them_are_one_table():
    found = join_tables([COLUMN, FIGURES, NAMES, MORE], NO_RULES, HEIGHT)
    assert [(block.bbox, block.table) for block in found if block is not COLUMN] == [
        (BBox(0, 0, 300, 190), True)
    ]


@pytest.mark.parametrize(
    "other",
    [
        column(330, 380, 4),  # beyond the edge of the column
        column(190, 230, 12),  # no figures
        column(190, 230, 4, range(9, 200, 20)),  # out of line
    ],
)
def test_what_is_no_column_of_the_table_stays_by_itself(other):
    assert len(join_tables([COLUMN, NAMES, other], NO_RULES, HEIGHT)) == 3


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (column(0, 230, 20), column(260, 265, 1, range(60, 80, 20))),
        (column(0, 300, 20), column(320, 340, 2, range(60, 120, 20))),
    ],
)
def test_dirt_beside_a_column_makes_no_table_of_it(text, marks):
    assert not any(block.table for block in join_tables([COLUMN, text, marks], NO_RULES, HEIGHT))


@pytest.mark.parametrize(("foot", "blocks"), [(192, 2), (900, 3)])
def test_a_rule_that_ends_with_a_table_is_its_own_and_one_that_goes_on_parts_columns(foot, blocks):
    rules = NO_RULES.copy()
    rules[:foot, 150:152] = True
    assert len(join_tables([COLUMN, NAMES, FIGURES], rules, HEIGHT)) == blocks


def test_a_table_in_a_column_is_read_between_the_text_above_and_below(paper, pitch):
    page = paper(height=1400).print_column(40, 60, 500, 12).print_column(540, 60, 1000, 58)
    top = 60 + 14 * pitch
    for row in range(14):
        page.print_line(40, top + row * pitch, 200).print_line(450, top + row * pitch, 500)
    page.print_column(40, top + 16 * pitch, 500, 28)
    areas = analyze(page.image).areas
    assert [area.kind for area in areas] == [
        RegionKind.TEXT, RegionKind.TABLE, RegionKind.TEXT, RegionKind.TEXT
    ]  # fmt: skip
    assert np.abs(np.array(areas[1].bbox) - (40, top, 500, top + 13 * pitch + 12)).max() < 8
