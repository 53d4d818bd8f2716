from hypothesis import given
from hypothesis import strategies as st

from redpencil.review.difference import mark_difference


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_pieces_are_the_new_text_and_what_is_unmarked_is_in_the_old(old: str, new: str) -> None:
    pieces = mark_difference(old, new)
    assert "".join(text for text, _ in pieces) == new
    rest = iter(old)
    assert all(letter in rest for text, differs in pieces if not differs for letter in text)


def test_only_what_differs_is_marked() -> None:
    assert mark_difference("empioyes", "employes") == (("emp", False), ("l", True), ("oyes", False))
