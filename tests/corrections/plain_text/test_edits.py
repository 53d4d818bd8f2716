"""Edits one after another are one set of edits, whatever they are."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corrections.plain_text.edits import Change, Edit, apply_edits, compose, trace
from corrections.proposal import Recommendation

CHANGE = Change(1, 1, 0, "", "", 1.0, "so", Recommendation.APPLY)
TEXTS = st.text("ab \n", max_size=20)


@st.composite
def edits(draw, text):
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8).filter(lambda p: len(p) % 2 == 0)))
    pairs = zip(places[::2], places[1::2], strict=True)
    return [Edit(start, end, draw(st.text("xy ", max_size=3)), CHANGE) for start, end in pairs if end > start]


@given(st.data(), TEXTS)
def test_composed_edits_do_what_both_do(data, text):
    first = data.draw(edits(text))
    between = apply_edits(text, first)
    second = data.draw(edits(between))
    both = compose(text, first, second)
    assert apply_edits(text, both) == apply_edits(between, second)
    assert all(one.end <= two.start for one, two in pairwise(both))


def test_what_is_taken_back_is_no_edit():
    assert compose("tor", [Edit(0, 3, "for", CHANGE)], [Edit(0, 3, "tor", CHANGE)]) == ()


@given(st.data())
def test_what_no_edit_made_is_traced_to_where_it_stood(data):
    text = "abcdefghijkl"
    made = data.draw(edits(text))
    origins, position = [], 0
    for edit in made:
        origins += [*range(position, edit.start), *[None] * len(edit.text)]
        position = edit.end
    origins += range(position, len(text))
    assert len(origins) == len(apply_edits(text, made))
    for start in range(len(origins)):
        for end in range(start + 1, len(origins) + 1):
            span = origins[start:end]
            whole = None not in span and span == list(range(span[0], span[0] + len(span)))
            assert trace(made, start, end) == (span[0] if whole else None)
