"""Several readings of a line put to the vote."""

from hypothesis import given
from hypothesis import strategies as st

from ocr.page import BBox, Line, Word
from ocr.voting import vote

WORDS = st.text("abcl1.-", min_size=1, max_size=5)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


def read(text, confidence=0.9):
    words, left = [], 0
    for part in text.split():
        words.append(Word("w", part, BBox(left, 0, left + 10 * len(part), 20), confidence))
        left += 10 * len(part) + 10
    return Line("l", BBox.around([word.bbox for word in words]), tuple(words))


def test_the_majority_is_right_and_the_rest_is_kept():
    line = vote([read("tbe strike goes on"), read("the strike goes on"), read("the strlke goes on")])
    assert line.text == "the strike goes on"
    assert [[other.text for other in word.alternatives] for word in line.words] == [
        ["tbe"],
        ["strlke"],
        [],
        [],
    ]


def test_a_sure_reading_counts_more_than_a_doubtful_one():
    assert vote([read("tbe", 0.2), read("the", 0.9)]).text == "the"
    assert vote([read("the", 0.5), read("tbe", 0.5)]).text == "the"


def test_words_torn_or_run_together_are_voted_on_together():
    line = vote([read("the st rike is"), read("the strike is"), read("the strike is")])
    assert line.text == "the strike is"
    assert line.words[1].bbox == BBox(40, 0, 100, 20)
    assert vote([read("ofthe mill"), read("of the mill"), read("of the mill")]).text == "of the mill"


def test_what_only_one_reading_has_is_dirt():
    assert vote([read("the mill |"), read("the mill"), read("the mill")]).text == "the mill"


@given(TEXTS, st.integers(1, 4))
def test_readings_that_agree_change_nothing(text, count):
    assert vote([read(text)] * count) == read(text)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_every_word_was_read_by_somebody(texts):
    lines = [read(text) for text in texts]
    line = vote(lines)
    everything = {word.text for other in lines for word in other.words}
    assert {word.text for word in line.words} <= everything
    for word in line.words:
        others = [other.text for other in word.alternatives]
        assert set(others) <= everything - {word.text}
        assert len(others) == len(set(others)) <= 4


@given(TEXTS, TEXTS)
def test_two_against_one(one, other):
    assert vote([read(one), read(other), read(other)]).text == other
