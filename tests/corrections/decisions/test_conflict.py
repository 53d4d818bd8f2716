"""What is recorded and what is not when somebody else was faster."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from corrections.decisions.conflict import Conflict, compare, same
from corrections.decisions.decision import Decision, Verdict

MINE = Decision(
    "p1", ("w1", "w2"), ("pos", "sible"), ("possible", ""), Verdict.CORRECT, "anna",
    datetime(2026, 11, 22, tzinfo=UTC), "seen", "1",
)  # fmt: skip


def test_what_nobody_touched_is_fresh():
    elsewhere = replace(MINE, document="p2", who="ben")
    beside = replace(MINE, tokens=("w3",), before=("x",), after=("y",), who="ben")
    assert compare([MINE], [elsewhere, beside]) == ((MINE,), ())


def test_what_another_said_of_any_of_the_words_is_a_conflict():
    theirs = replace(MINE, tokens=("w2",), before=("sible",), after=("Sible",), who="ben")
    assert compare([MINE], [theirs]) == ((), (Conflict(MINE, (theirs,)),))


def test_ones_own_later_decision_is_no_conflict_and_the_same_is_not_recorded_twice():
    changed = replace(MINE, after=("passable", ""))
    assert compare([MINE], [changed]) == ((MINE,), ())
    again = replace(MINE, why="twice", when=datetime(2026, 11, 23, tzinfo=UTC))
    assert compare([MINE], [again]) == ((), ())
    assert compare([MINE], [replace(changed, who="ben"), again]) == ((), ())


@pytest.mark.parametrize(
    "change",
    [
        {"who": "ben"},
        {"document": "p2"},
        {"tokens": ("w1", "w3")},
        {"before": ("pos", "sibie")},
        {"after": ("passable", "")},
        {"verdict": Verdict.MISPRINT},
    ],
)
def test_the_same_is_the_same_words_by_the_same_person(change):
    assert same(MINE, replace(MINE, why="other", version="2"))
    assert not same(MINE, replace(MINE, **change))
