from redpencil.review.answer import accept, keep
from redpencil.review.desk import Desk
from redpencil.review.doubt import Cause, Doubt


def find(desk: Desk, who: str, text: str) -> Doubt:
    return next(doubt for doubt in desk.open(who) if doubt.text == text)


def says(desk: Desk) -> str:
    return desk.sheets["p1"].text("r01.l001.w02")


def test_one_reader_alone_changes_nothing_and_the_second_reads_blind(
    pair_desk: Desk,
) -> None:
    doubt = find(pair_desk, "Anna", "stirke")
    pair_desk.answer("Anna", [(doubt, accept(doubt, 1))])
    assert says(pair_desk) == "stirke"
    assert "stirke" not in [other.text for other in pair_desk.open("Anna")]
    assert find(pair_desk, "Ben", "stirke").note == ""


def test_what_two_agree_on_holds(pair_desk: Desk) -> None:
    for who in ("Anna", "Ben"):
        doubt = find(pair_desk, who, "stirke")
        outcome = pair_desk.answer(who, [(doubt, accept(doubt, 1))])
        assert not outcome.conflicts
    assert says(pair_desk) == "strike"
    assert "stirke" not in [doubt.text for doubt in pair_desk.open("Carl")]


def test_who_disagrees_is_shown_both_and_may_come_round(pair_desk: Desk) -> None:
    doubt = find(pair_desk, "Anna", "stirke")
    pair_desk.answer("Anna", [(doubt, accept(doubt, 1))])
    pair_desk.answer("Ben", [(doubt, keep(doubt))])
    assert says(pair_desk) == "stirke"
    (dispute,) = [doubt for doubt in pair_desk.open("Anna") if doubt.cause is Cause.DISPUTED]
    assert dispute.note == "Anna: strike (correct); Ben: stirke (keep)"
    pair_desk.answer("Anna", [(dispute, keep(dispute))])
    assert says(pair_desk) == "stirke"
    assert not [d for who in ("Anna", "Ben") for d in pair_desk.open(who) if d.text == "stirke"]


def test_undo_takes_back_ones_own_voice(pair_desk: Desk) -> None:
    doubt = find(pair_desk, "Anna", "stirke")
    for who in ("Anna", "Ben"):
        pair_desk.answer(who, [(doubt, accept(doubt, 1))])
    pair_desk.undo("Anna")
    assert says(pair_desk) == "stirke"
    assert "stirke" in [doubt.text for doubt in pair_desk.open("Anna")]
    assert "stirke" not in [doubt.text for doubt in pair_desk.open("Ben")]
