from ocr.layout.headings import Heading, widen_heads
from ocr.page import BBox

HEIGHT = 10.0
COLUMNS = [BBox(left, 200, left + 190, 900) for left in (0, 200, 400, 600)]


def widen(*heads):
    blocks = [*(Heading(box, head=True) for box in heads), *(Heading(box, head=False) for box in COLUMNS)]
    return widen_heads(blocks, (), HEIGHT)[: len(heads)]


def test_a_headline_stands_over_all_columns_that_it_is_centred_on():
    assert [(box.left, box.right) for box in widen(BBox(250, 150, 540, 190))] == [(0, 790)]


def test_a_speck_above_a_column_does_not_end_its_row():
    columns = [box._replace(top=top) for box, top in zip(COLUMNS, (208, 203, 180, 200), strict=True)]
    head = Heading(BBox(250, 130, 540, 170), head=True)
    wide = widen_heads([head, *(Heading(box, head=False) for box in columns)], (), HEIGHT)
    assert (wide[0].left, wide[0].right) == (0, 790)


def test_a_headline_beside_another_stands_over_fewer():
    heads = BBox(150, 150, 240, 190), BBox(550, 150, 640, 190)
    assert [(box.left, box.right) for box in widen(*heads)] == [(0, 390), (400, 790)]


def test_a_deck_stands_over_the_columns_of_its_headline():
    head, deck = BBox(20, 100, 770, 150), BBox(330, 160, 460, 180)
    blocks = [Heading(head, head=True), Heading(deck, head=True), Heading(COLUMNS[1], head=False)]
    wide = widen_heads(blocks, (), HEIGHT)
    assert (wide[1].left, wide[1].right) == (20, 770)


def test_text_is_never_widened():
    assert widen_heads([Heading(box, head=False) for box in COLUMNS], (), HEIGHT) == COLUMNS


def widen_beside(*others, rules=(), right=590):
    """What a headline over the second and third column stands over, beside a first one of text."""
    columns = [Heading(box, head=False, column=True) for box in COLUMNS[:3]]
    head = Heading(BBox(230, 150, right, 190), head=True)
    box = widen_heads([head, *columns, *(Heading(other, head=True) for other in others)], rules, HEIGHT)[0]
    return box.left, box.right


def test_text_with_nothing_above_belongs_to_the_headline_beside():
    assert widen_beside() == (0, 590)
    assert widen_beside(right=650) == (0, 650)  # the last column has ended already
    assert widen_beside(BBox(40, 100, 150, 180)) == (200, 590)
    assert widen_beside(rules=[BBox(195, 140, 197, 900)]) == (200, 590)


def test_a_headline_does_not_stand_over_what_is_below_a_rule_as_wide():
    rule, dash = BBox(0, 193, 590, 195), BBox(380, 193, 420, 195)
    assert widen_beside(rules=[rule]) == (230, 590)
    assert widen_beside(rules=[dash]) == (0, 590)


def test_a_headline_stands_over_the_columns_of_its_deck():
    head, deck = BBox(300, 100, 490, 140), BBox(200, 160, 590, 185)
    blocks = [Heading(head, head=True), Heading(deck, head=True)]
    assert widen_heads(blocks, (), HEIGHT)[0] == BBox(200, 100, 590, 140)
