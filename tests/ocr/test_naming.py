"""Ids of other software, each once in a page."""

from ocr.naming import Names


def test_a_name_is_given_once_and_what_is_none_gets_one():
    names = Names()
    wanted = ["w1", "w1", "word.3", None, "3 words", "word.5"]
    given = [names.give(each, "word") for each in wanted]
    assert given == ["w1", "word.2", "word.3", "word.4", "word.5", "word.6"]


def test_a_number_that_is_taken_is_passed_over():
    names = Names()
    assert [names.give(each, "line") for each in ("line.2", None, None)] == ["line.2", "line.3", "line.4"]
