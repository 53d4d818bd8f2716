from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.decisions.application import apply
from corrections.decisions.decision import Decision, Verdict
from corrections.passage import Passage, Token

WORDS = ("the", "Charter", "tor", "pos", "sible", "soextensive")
PASSAGE = Passage("r1", tuple(Token(f"w{n}", text) for n, text in enumerate(WORDS)))


def decide(first, after, verdict=Verdict.CORRECT, before=None):
    tokens = tuple(f"w{first + n}" for n in range(len(after)))
    before = before or WORDS[first : first + len(after)]
    when = datetime(2026, 11, 22, tzinfo=UTC)
    return Decision("p1", tokens, tuple(before), tuple(after), verdict, "anna", when, "seen", "0.1")


def texts(*decisions):
    return {token: reading.text for token, reading in apply([PASSAGE], decisions).readings.items()}


def test_no_decisions_change_nothing():
    assert apply([PASSAGE], []).readings == {}


def test_merge_and_split():
    assert texts(decide(3, ("possible", "")), decide(5, ("so extensive",))) == {
        "w3": "possible",
        "w4": "",
        "w5": "so extensive",
    }


def test_positions_count_within_the_span():
    readings = apply([PASSAGE], [decide(3, ("possible", ""))]).readings
    assert [readings["w3"].position, readings["w4"].position] == [0, 1]


def test_the_newest_decision_wins_and_frees_the_rest_of_the_old_span():
    assert texts(decide(3, ("possible", "")), decide(4, ("Sible",))) == {"w4": "Sible"}


def test_undo_brings_back_what_held_before():
    old, new = decide(2, ("for",), Verdict.MISPRINT), decide(2, ("tort",))
    undo = decide(2, ("tor",), Verdict.UNDO)
    assert texts(old, new, undo) == {"w2": "for"}
    assert texts(old, new, undo, undo) == {}
    assert texts(old, new, undo, undo, undo, new) == {"w2": "tort"}


def test_undo_of_a_narrow_span_brings_back_the_wide_one():
    undo = decide(4, ("sible",), Verdict.UNDO)
    assert texts(decide(3, ("possible", "")), decide(4, ("Sible",)), undo) == {"w3": "possible", "w4": ""}


@pytest.mark.parametrize("before", [("tar",), ("",)])
def test_a_decision_on_other_text_is_stale(before):
    stale = decide(2, ("for",), before=before)
    application = apply([PASSAGE], [stale])
    assert application.stale == (stale,)
    assert application.readings == {}


def test_a_decision_on_words_that_are_gone_is_stale():
    gone = decide(9, ("x",), before=("y",))
    assert apply([PASSAGE], [gone]).stale == (gone,)


decisions = st.builds(
    lambda first, length, verdict: decide(first, WORDS[first : first + length], verdict),
    st.integers(0, 3),
    st.integers(1, 3),
    st.sampled_from(Verdict),
)


@given(st.lists(decisions, max_size=12))
def test_a_span_is_read_whole_or_not_at_all(history):
    readings = apply([PASSAGE], history).readings
    for reading in readings.values():
        assert all(readings[token].decision is reading.decision for token in reading.decision.tokens)


def test_what_no_longer_fits_is_forgotten_once_it_is_taken_back():
    old, older = decide(2, ("for",), before=("tar",)), decide(2, ("far",), before=("tar",))
    undo = decide(2, ("tar",), Verdict.UNDO, before=("tar",))
    assert apply([PASSAGE], [older, old, undo]).stale == (older,)
    assert apply([PASSAGE], [older, old, undo, undo]).stale == ()
    assert apply([PASSAGE], [undo]).stale == (undo,)
    other = decide(1, ("Carter",), before=("Chartor",))
    assert apply([PASSAGE], [other, undo]).stale == (other, undo)
