import numpy as np

from ocr.missing import account_for_ink, choose_sure, insert_line
from ocr.page import BBox, Line, Word

LETTERS = np.array([[10 * n, 40 * row, 10 * n + 7, 40 * row + 10] for row in range(3) for n in range(20)])


def make_line(top, *words):
    found = tuple(
        Word("w", text, BBox(left, top, left + 50, top + 10), confidence) for left, text, confidence in words
    )
    return Line("l", BBox.around([word.bbox for word in found]), found)


def test_a_line_without_words_is_found():
    words = [BBox(0, 0, 200, 10), BBox(0, 80, 200, 90)]
    account = account_for_ink(LETTERS, [BBox(0, 0, 200, 90)], words, 10.0)
    assert account.ink.outside == 0
    assert abs(account.ink.unread - 1 / 3) < 0.01
    assert account.missed == (BBox(0, 40, 197, 50),)


def test_letters_outside_every_region_are_counted():
    assert abs(account_for_ink(LETTERS, [BBox(0, 0, 200, 50)], [], 10.0).ink.outside - 1 / 3) < 0.01


def test_a_page_without_letters():
    assert account_for_ink(np.zeros((0, 4), np.int32), [], [], 20.0).missed == ()


def test_only_what_looks_like_print_is_kept():
    sure, doubtful, dirt = (
        make_line(0, (0, "print", 0.9)),
        make_line(0, (0, "prnt", 0.2)),
        make_line(0, (0, ".", 0.9)),
    )
    assert list(choose_sure([sure, doubtful, dirt])) == [sure]


def test_a_line_goes_to_its_place_and_its_rest_to_the_line():
    first, last = make_line(0, (0, "first", 0.9)), make_line(40, (0, "last", 0.9))
    between = make_line(20, (0, "between", 0.9))
    assert [line.text for line in insert_line((first, last), between)] == ["first", "between", "last"]
    rest = make_line(40, (60, "word", 0.9))
    assert [line.text for line in insert_line((first, last), rest)] == ["first", "last word"]
