"""The queue that is kept up to date says the same as one made anew."""

import random
from collections.abc import Callable

import pytest

from corrections.decisions.store import DecisionStore
from redpencil.review.answer import Answer, accept, flag, keep, rewrite
from redpencil.review.desk import Desk
from redpencil.review.doubt import Doubt
from redpencil.review.ranking import Order
from tests.redpencil.review.conftest import LINES, make_sheet

ANSWERS: tuple[Callable[[Doubt], Answer], ...] = (
    lambda doubt: accept(doubt, 1),
    lambda doubt: rewrite(doubt, "xyz"),
    keep,
    lambda doubt: flag(doubt, "look"),
)


def lay(store: DecisionStore, readers: int) -> Desk:
    desk = Desk(store)
    for document in LINES:
        desk.add(make_sheet(document, readers=readers))
    return desk


@pytest.mark.parametrize("readers", [1, 2])
@pytest.mark.parametrize("seed", range(8))
def test_whatever_readers_do_the_queue_is_that_of_a_fresh_desk(
    store: DecisionStore, seed: int, readers: int
) -> None:
    chance, desk = random.Random(seed), lay(store, readers)
    for _ in range(25):
        who = chance.choice(("Anna", "Ben"))
        doubts = tuple(desk.open(who))
        act = chance.choice(("answer", "answer", "answer", "undo", "redo", "lay"))
        if act == "answer" and doubts:
            some = chance.sample(doubts, chance.randint(1, min(2, len(doubts))))
            desk.answer(who, [(doubt, chance.choice(ANSWERS)(doubt)) for doubt in some])
        elif act == "lay":
            desk.add(make_sheet(chance.choice(tuple(LINES)), readers=readers))
        else:
            desk.undo(who) if act == "undo" else desk.redo(who)
        fresh = lay(store, readers)
        for reader in ("Anna", "Ben"):
            for order in Order:
                wanted = [doubt.tokens for doubt in fresh.open(reader).ranked(order)]
                assert [doubt.tokens for doubt in desk.open(reader).ranked(order)] == wanted


def test_every_doubt_is_given_once_in_either_order(desk: Desk) -> None:
    queue = desk.open("Anna")
    for order in Order:
        given = [(doubt.document, doubt.tokens) for doubt in queue.ranked(order)]
        assert sorted(given) == sorted((doubt.document, doubt.tokens) for doubt in queue)
        assert len(set(given)) == len(queue) > 0


def test_the_indexes_find_what_the_queue_holds(desk: Desk) -> None:
    queue = desk.open("Anna")
    for doubt in queue:
        assert queue.find(doubt.document, doubt.tokens) is doubt
        assert doubt in queue.of_form(doubt.form)
        assert doubt in queue.of_line(doubt.document, doubt.line)
        assert doubt in queue.of_document(doubt.document)
    assert queue.find("p1", ("nowhere",)) is None
