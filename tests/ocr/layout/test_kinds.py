import numpy as np

from ocr.layout.blocks import Block
from ocr.layout.kinds import tell_kinds
from ocr.page import BBox, RegionKind

HEIGHT = 10.0
WORDS = [BBox(100, 100, 300, 200), BBox(350, 110, 600, 210)]
RULE = BBox(50, 60, 950, 63)


def kinds_of(*blocks, rules=(), frames=()):
    body = Block(BBox(50, 2600, 950, 2900), (BBox(50, 2600, 950, 2612),) * 15, HEIGHT, 4000)
    areas = tell_kinds([*blocks, body], np.empty((0, 4), np.int32), list(frames), rules, 3000, HEIGHT)
    return [area.kind for area in areas[: len(blocks)]]


def huge(box):
    return Block(box, (box,), 80.0, 8)


def test_all_words_of_a_masthead_are_masthead():
    assert kinds_of(*map(huge, WORDS)) == [RegionKind.MASTHEAD] * 2


def test_huge_type_below_the_masthead_is_a_headline():
    assert kinds_of(huge(WORDS[0]), huge(WORDS[1].shifted(0, 150)))[1] is RegionKind.HEADLINE


def test_a_rule_above_the_first_huge_type_makes_it_a_headline_only_with_print_above_the_rule():
    folio = Block(BBox(60, 20, 160, 30), (BBox(60, 20, 160, 30),), HEIGHT, 10)
    assert kinds_of(*map(huge, WORDS), rules=[RULE]) == [RegionKind.MASTHEAD] * 2
    assert kinds_of(*map(huge, WORDS), folio, rules=[RULE])[0] is RegionKind.HEADLINE


def test_an_engraving_over_a_single_column_is_no_masthead():
    assert kinds_of(huge(WORDS[0])) == [RegionKind.HEADLINE]


def test_a_column_between_rules_over_an_advertisement_is_no_box():
    lines = tuple(BBox(105, top, 395, top + 12) for top in range(400, 2300, 20))
    column, box = Block(BBox(105, 400, 395, 2292), lines, HEIGHT, 3000), BBox(100, 390, 400, 2400)
    notice, short = Block(BBox(105, 400, 395, 592), lines[:10], HEIGHT, 300), BBox(100, 390, 400, 600)
    sparse = Block(column.bbox, tuple(line._replace(right=300) for line in lines), HEIGHT, 2000)
    assert kinds_of(column, frames=[box]) == [RegionKind.TEXT]
    assert kinds_of(notice, frames=[short]) == [RegionKind.ADVERTISEMENT]
    assert kinds_of(sparse, frames=[box]) == [RegionKind.ADVERTISEMENT]


def test_rules_around_two_columns_are_no_box_where_a_headline_goes_across_them():
    lines = tuple(BBox(105, top, 245, top + 12) for top in range(700, 1000, 20))
    column, box = Block(BBox(105, 700, 245, 992), lines, HEIGHT, 500), BBox(100, 390, 400, 1100)
    head = Block(BBox(120, 600, 700, 640), (BBox(120, 600, 700, 640),), 20.0, 20)
    notice = Block(BBox(120, 600, 380, 640), (BBox(120, 600, 380, 640),), 20.0, 20)
    assert kinds_of(column, head, frames=[box]) == [RegionKind.TEXT, RegionKind.HEADLINE]
    assert kinds_of(column, notice, frames=[box]) == [RegionKind.ADVERTISEMENT] * 2
