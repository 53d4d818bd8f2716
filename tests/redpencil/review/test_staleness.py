"""Decisions after a page was read again: they are offered where the words are now, and never misapplied."""

from datetime import UTC, datetime

from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from corrections.passage import Passage, Token
from redpencil.review.answer import accept
from redpencil.review.desk import Desk
from redpencil.review.doubt import Cause
from redpencil.review.sheet import Sheet

OLD = ("in tne evening of May", "tbe crowd stood still")
NEW = ("A HEADING", "in tne evening of May", "the crowd stood still")


def lay(store: DecisionStore, lines: tuple[str, ...]) -> Desk:
    tokens = []
    for number, line in enumerate(lines):
        words = line.split()
        tokens += [Token(f"r1.l{number}.w{i}", w, 0.9, i == len(words) - 1) for i, w in enumerate(words)]
    desk = Desk(store)
    desk.add(Sheet("p1", (Passage("r1", tuple(tokens)),), ()))
    return desk


def decide(store: DecisionStore, token: str, before: str, after: str, who: str = "Anna") -> None:
    now = datetime.now(UTC)
    store.record([Decision("p1", (token,), (before,), (after,), Verdict.CORRECT, who, now, "typed", "1")])


def test_the_place_where_the_words_are_now_is_offered_and_taken(store: DecisionStore) -> None:
    decide(store, "r1.l0.w1", "tne", "the")
    desk = lay(store, NEW)
    (doubt,) = desk.open("Ben")
    assert (doubt.cause, doubt.tokens, doubt.candidates[0].text) == (Cause.STALE, ("r1.l1.w1",), "the")
    assert "Anna" in doubt.candidates[0].reason
    desk.answer("Ben", [(doubt, accept(doubt, 1))])
    assert desk.sheets["p1"].text("r1.l1.w1") == "the"
    assert not desk.open("Ben")


def test_what_the_engine_now_reads_as_decided_is_no_question(store: DecisionStore) -> None:
    decide(store, "r1.l2.w0", "tbe", "the")
    assert not lay(store, NEW).open("Ben")


def test_nothing_is_offered_where_nothing_reads_alike(store: DecisionStore) -> None:
    decide(store, "r9.l9.w9", "Xylophon", "Xylophone")
    assert not lay(store, NEW).open("Ben")


def test_what_the_machine_decided_on_an_old_reading_is_not_asked(store: DecisionStore) -> None:
    decide(store, "r1.l0.w1", "tne", "the", who="redpencil")
    assert not lay(store, NEW).open("Ben")


def test_on_the_reading_it_was_made_on_it_simply_stands(store: DecisionStore) -> None:
    decide(store, "r1.l0.w1", "tne", "the")
    desk = lay(store, OLD)
    assert not desk.open("Ben")
    assert desk.sheets["p1"].text("r1.l0.w1") == "the"
