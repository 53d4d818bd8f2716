"""What holds where several people must say the same."""

from datetime import UTC, datetime, timedelta

from corrections.decisions.agreement import agree, hear
from corrections.decisions.decision import Decision, Verdict

START = datetime(2026, 11, 22, tzinfo=UTC)


def says(who, after="the", verdict=Verdict.CORRECT, *, token="w1", before="tne", minute=0):
    when = START + timedelta(minutes=minute)
    return Decision("p1", (token,), (before,), (after,), verdict, who, when, "", "1")


def test_with_one_reader_all_holds_as_it_is():
    decisions = (says("redpencil"), says("anna", "toe"), says("anna", verdict=Verdict.UNDO))
    assert agree(iter(decisions), 1, "redpencil") == decisions


def test_the_machine_holds_and_a_person_alone_does_not():
    machine, anna = says("redpencil"), says("anna", "toe")
    assert agree([machine, anna], 2, "redpencil") == (machine,)


def test_the_decision_with_which_enough_agree_holds_once():
    anna, ben, carl = (says(who, minute=n) for n, who in enumerate(("anna", "ben", "carl")))
    assert agree([anna, ben, carl], 2, "redpencil") == (ben,)
    assert agree([anna, ben, carl], 3, "redpencil") == (carl,)
    assert agree([anna, ben], 3, "redpencil") == ()


def test_the_same_text_by_another_verdict_is_no_agreement():
    assert agree([says("anna"), says("ben", verdict=Verdict.MISPRINT)], 2, "redpencil") == ()


def test_one_voice_a_person_is_counted_the_newest():
    first, second = says("anna", "toe"), says("anna", minute=1)
    assert agree([first, second], 2, "redpencil") == ()
    ben = says("ben", minute=2)
    assert agree([first, second, ben], 2, "redpencil") == (ben,)
    assert agree([first, second, says("ben", "toe", minute=2)], 2, "redpencil") == ()


def test_a_person_takes_back_their_own_newest_voice_only():
    first, second, back = says("anna", "toe"), says("anna"), says("anna", "tne", Verdict.UNDO)
    ben = says("ben", "toe")
    assert agree([first, second, back, ben], 2, "redpencil") == (ben,)
    assert agree([first, back, back, ben], 2, "redpencil") == ()
    assert [dispute.voices for dispute in hear([first, back, ben], "redpencil")] == [(ben,)]
    assert hear([first, back], "redpencil") == ()


def test_voices_stand_in_the_order_of_their_newest_word_and_settled_is_told():
    anna, ben, again = says("anna"), says("ben", "toe"), says("anna", "toe", minute=1)
    (dispute,) = hear([anna, ben], "redpencil")
    assert (dispute.tokens, dispute.before, dispute.voices) == (("w1",), ("tne",), (anna, ben))
    assert not dispute.settled
    (dispute,) = hear([anna, ben, again], "redpencil")
    assert dispute.voices == (ben, again)
    assert dispute.settled


def test_spans_and_readings_are_heard_apart():
    other, earlier = says("ben", token="w2"), says("ben", before="tme")
    assert len(hear([says("anna"), other, earlier, says("redpencil")], "redpencil")) == 3
    assert agree([says("anna"), other, earlier], 2, "redpencil") == ()
