import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redpencil.review.distribution import distribute

WORDS = st.lists(st.text("abcde", min_size=1, max_size=6), min_size=1, max_size=6)


@given(WORDS, WORDS)
def test_nothing_typed_is_lost_or_moved(typed: list[str], words: list[str]) -> None:
    texts = distribute(" ".join(typed), words)
    assert len(texts) == len(words)
    assert " ".join(text for text in texts if text) == " ".join(typed)
    assert texts[0]


@given(WORDS)
def test_what_stays_as_it_is_stays_where_it_is(words: list[str]) -> None:
    assert distribute(" ".join(words), words) == tuple(words)


def test_words_are_parted_joined_and_dropped_where_they_were() -> None:
    assert distribute("so extensive a plan", ["soextensive", "a", "plan"]) == ("so extensive", "a", "plan")
    assert distribute("a possible plan", ["a", "pos", "sible", "plan"]) == ("a", "possible", "", "plan")
    assert distribute("coun- try", ["coun-", "lry"]) == ("coun-", "try")
    assert distribute("", ["|", "."]) == ("", "")


@pytest.mark.parametrize(("typed", "words"), [(900, 60), (60, 900), (900, 8)])
def test_a_page_pasted_into_a_line_keeps_nobody_waiting(typed: int, words: int) -> None:
    text = " ".join(f"word{number}" for number in range(typed))
    began = time.process_time()
    texts = distribute(text, [f"word{number}" for number in range(words)])
    assert time.process_time() - began < 20
    assert len(texts) == words
    assert " ".join(filter(None, texts)) == text
