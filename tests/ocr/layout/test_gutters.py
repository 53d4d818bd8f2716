import numpy as np
import pytest

from ocr.layout.gutters import find_gutters

HEIGHT = 12


def print_lines(tops, left=40, right=400, gap=(210, 226)):
    """Solid lines of print with a gap in each."""
    print_ = np.zeros((500, 440), bool)
    for top in tops:
        print_[top : top + HEIGHT, left : gap[0]] = True
        print_[top : top + HEIGHT, gap[1] : right] = True
    return print_


def test_the_gap_beside_a_short_column_is_a_gutter_down_to_the_white_below_it():
    print_ = np.zeros((500, 440), bool)
    for line in range(18):
        top = 72 + 22 * line
        print_[top : top + HEIGHT, 40:210] = True
        print_[top : top + HEIGHT, 226:400] = line < 5
    print_[40:60, 40:400] = True  # a headline over both
    gutters = find_gutters(print_, np.zeros_like(print_), HEIGHT)
    assert gutters[80:175, 218].all()


@pytest.mark.parametrize(
    ("tops", "parted"),
    [(range(100, 340, 22), True), ((100, 154, 208, 262), False), (range(100, 188, 22), False)],
    ids=["ten lines", "four lines with much white between", "four lines"],
)
def test_gaps_in_many_lines_are_a_gutter_however_much_white_there_is_between_few(tops, parted):
    print_ = print_lines(tops)
    print_[60:72, 40:400] = print_[max(tops) + 30 : max(tops) + 42, 40:400] = True
    gutters = find_gutters(print_, np.zeros_like(print_), HEIGHT)
    assert gutters[tops[0] + 6, 218] == parted
