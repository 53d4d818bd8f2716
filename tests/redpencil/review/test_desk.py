from pathlib import Path

import pytest

from corrections.decisions.decision import Verdict
from corrections.decisions.store import DecisionStore
from corrections.lexicon_file import read_entries
from corrections.passage import Passage, Token
from corrections.proposal import Fault, Proposal, Recommendation
from redpencil.review.answer import accept, flag, keep, keep_always, liken, rewrite
from redpencil.review.desk import Desk
from redpencil.review.doubt import Cause, Doubt
from redpencil.review.editing import merge, rewrite_line
from redpencil.review.opening import Scope
from redpencil.review.ranking import Order
from redpencil.review.sheet import Sheet
from redpencil.review.sitting import Sitting
from tests.redpencil.review.conftest import make_sheet


def find(desk: Desk, text: str, who: str = "Anna") -> Doubt:
    return next(doubt for doubt in desk.open(who) if doubt.text == text)


def read(desk: Desk, document: str) -> str:
    sheet = desk.sheets[document]
    return " ".join(text for token in sheet.tokens if (text := sheet.text(token)))


def test_what_one_decision_can_put_right_most_often_comes_first(desk: Desk) -> None:
    assert [doubt.form for doubt in desk.open("Anna").ranked()][:5] == ["tne"] * 5


def test_by_page_the_queue_follows_the_text(desk: Desk) -> None:
    texts = [doubt.text for doubt in desk.open("Anna").ranked(Order.PAGE)]
    assert texts == ["stirke", "tne", "Tne", "tne", "Skoglund", "tne", "tne", "lry", "Skoglund"]


def test_accepting_changes_the_text_and_leaves_the_queue(desk: Desk) -> None:
    doubt = find(desk, "stirke")
    outcome = desk.answer("Anna", [(doubt, accept(doubt, 1))])
    assert not outcome.conflicts
    assert "The strike of" in read(desk, "p1")
    assert doubt.text not in [other.text for other in desk.open("Anna")]
    (row,) = desk.store.log()
    assert (row.who, row.before, row.after, row.verdict) == (
        "Anna",
        ("stirke",),
        ("strike",),
        Verdict.CORRECT,
    )


def test_a_doubt_about_a_mark_is_not_like_every_such_word(store: DecisionStore) -> None:
    desk = Desk(store)
    desk.add(make_sheet("p3", ("and he came and_ went", "and_ And and")))
    first, second = desk.open("Anna")
    likes = desk.likes("Anna", first)
    assert likes.doubted == (second,)
    assert likes.others == ()
    desk.answer("Anna", [(first, keep(first))])
    assert desk.open("Anna").find("p3", second.tokens).candidates == second.candidates


def test_there_is_no_candidate_ten(desk: Desk) -> None:
    with pytest.raises(IndexError):
        accept(find(desk, "stirke"), 10)


def test_a_misprint_is_no_misreading(desk: Desk) -> None:
    doubt = find(desk, "stirke")
    desk.answer("Anna", [(doubt, accept(doubt, 1, Fault.MISPRINT))])
    assert [row.verdict for row in desk.store.log()] == [Verdict.MISPRINT]


def test_all_like_it_keep_their_own_capitals(desk: Desk) -> None:
    doubt = find(desk, "tne")
    likes = desk.likes("Anna", doubt)
    answer = accept(doubt, 1)
    desk.answer("Anna", [(doubt, answer), *((o, liken(answer, doubt, o)) for o in likes.doubted)])
    assert "of the dockers went on. The owners of the mills" in read(desk, "p1")
    assert "In the evening the coun-" in read(desk, "p2")


def test_all_like_it_are_one_action_to_undo(desk: Desk) -> None:
    before = read(desk, "p1"), read(desk, "p2")
    doubt = find(desk, "tne")
    answer = accept(doubt, 1)
    likes = desk.likes("Anna", doubt).doubted
    desk.answer("Anna", [(doubt, answer), *((o, liken(answer, doubt, o)) for o in likes)])
    desk.undo("Anna")
    assert (read(desk, "p1"), read(desk, "p2")) == before
    desk.redo("Anna")
    assert "the mills" in read(desk, "p1")
    assert "In the evening" in read(desk, "p2")


def test_what_was_undone_counts_again_when_it_is_done_again(desk: Desk) -> None:
    sitting = Sitting(desk, "Anna")
    doubt = find(desk, "stirke")
    sitting.answer(doubt, accept(doubt, 1))
    told = [str(sitting.progress())]
    for step in (sitting.undo, sitting.redo):
        step()
        told.append(str(sitting.progress()))
    assert told == ["1 of 9 decided", "0 of 9 decided", "1 of 9 decided"]


def test_undo_and_redo_go_all_the_way_back_even_for_a_new_desk(desk: Desk, tmp_path: Path) -> None:
    texts = [read(desk, "p1")]
    for word in ("stirke", "tne", "Tne", "Skoglund"):
        doubt = find(desk, word)
        desk.answer("Anna", [(doubt, accept(doubt, 1))])
        texts.append(read(desk, "p1"))
    with DecisionStore(tmp_path / "decisions.sqlite") as store:
        other = Desk(store)
        for sheet in desk.sheets.values():
            sheet.decisions.clear()
            other.add(sheet)
        states = texts[::-1]
        assert read(other, "p1") == states[0]
        for state in states[1:]:
            other.undo("Anna")
            assert read(other, "p1") == state
        assert not other.undo("Anna").recorded
        for state in texts[1:]:
            other.redo("Anna")
            assert read(other, "p1") == state
        assert not other.redo("Anna").recorded


def test_after_something_new_nothing_can_be_redone(desk: Desk) -> None:
    first, second = find(desk, "stirke"), find(desk, "lry")
    desk.answer("Anna", [(first, accept(first, 1))])
    desk.undo("Anna")
    desk.answer("Anna", [(second, accept(second, 1))])
    assert not desk.redo("Anna").recorded


def test_undo_is_ones_own(desk: Desk) -> None:
    doubt = find(desk, "stirke")
    desk.answer("Anna", [(doubt, accept(doubt, 1))])
    assert not desk.undo("Ben").recorded
    assert "strike" in read(desk, "p1")


def test_undo_does_not_take_back_what_somebody_else_has_said_since(desk: Desk) -> None:
    doubt = find(desk, "stirke")
    desk.answer("Anna", [(doubt, accept(doubt, 1))])
    again = desk.span("p1", doubt.tokens)
    desk.answer("Ben", [(again, rewrite(again, "stirk"))])
    outcome = desk.undo("Anna")
    assert [c.theirs[-1].who for c in outcome.conflicts] == ["Ben"]
    assert "stirk" in read(desk, "p1")


def test_kept_always_goes_to_the_lexicon_and_from_the_queue_and_back_by_undo(desk: Desk) -> None:
    doubt = find(desk, "Skoglund")
    desk.answer("Anna", [(doubt, keep_always(doubt, "person"))])
    assert [(e.form, e.kind) for e in read_entries(desk.lexicon)] == [("Skoglund", "person")]
    assert "Skoglund" not in [doubt.text for doubt in desk.open("Anna")]
    desk.undo("Anna")
    assert read_entries(desk.lexicon) == ()
    assert [doubt.text for doubt in desk.open("Anna")].count("Skoglund") == 2


def test_a_typed_word_can_be_parted_and_joined(desk: Desk) -> None:
    part = desk.span("p1", ["r01.l001.w03"])
    desk.answer("Anna", [(part, rewrite(part, "o f"))])
    doubt, joined = merge(desk.sheets["p1"], desk.span("p1", ["r01.l003.w03"]))
    assert joined == "possible"
    desk.answer("Anna", [(doubt, rewrite(doubt, joined))])
    assert (
        read(desk, "p1")
        == "The stirke o f tne dockers went on. Tne owners of tne mills said possible Skoglund"
    )
    assert [row.after for row in desk.store.log()] == [("o f",), ("possible", "")]


def test_a_divided_word_is_joined_without_its_hyphen(desk: Desk) -> None:
    _, joined = merge(desk.sheets["p2"], desk.span("p2", ["r01.l001.w05"]))
    assert joined == "counlry"


def test_the_last_word_has_no_next(desk: Desk) -> None:
    with pytest.raises(KeyError):
        merge(desk.sheets["p2"], desk.span("p2", ["r01.l002.w05"]))


def test_a_line_typed_anew_decides_only_on_what_changed(desk: Desk) -> None:
    sheet = desk.sheets["p1"]
    answers = rewrite_line(sheet, sheet.lines[2], "mills said: possible at Skoglund")
    desk.answer("Anna", answers)
    assert read(desk, "p1").endswith("mills said: possible at Skoglund")
    assert {token for row in desk.store.log() for token in row.tokens} == {
        "r01.l003.w02",
        "r01.l003.w03",
        "r01.l003.w04",
        "r01.l003.w05",
    }


def test_a_line_typed_back_is_as_the_engine_read_it(desk: Desk) -> None:
    sheet = desk.sheets["p1"]
    raw = " ".join(token.text for token in sheet.lines[2].tokens)
    desk.answer("Anna", rewrite_line(sheet, sheet.lines[2], "mills said possible"))
    assert read(desk, "p1").endswith("mills said possible")
    desk.answer("Anna", rewrite_line(sheet, sheet.lines[2], raw))
    assert read(desk, "p1").endswith(raw)
    assert rewrite_line(sheet, sheet.lines[2], raw) == ()


def test_what_is_flagged_goes_to_the_others_first(desk: Desk) -> None:
    doubt = find(desk, "lry")
    desk.answer("Anna", [(doubt, flag(doubt, "look at the scan"))])
    assert next(desk.open("Ben").ranked()).cause is Cause.FLAGGED
    assert next(desk.open("Ben").ranked()).note == "Anna: look at the scan"
    assert "lry" not in [doubt.text for doubt in desk.open("Anna")]


def test_two_who_saw_the_same_are_told_of_each_other_and_the_first_stands(desk: Desk) -> None:
    doubt, seen = find(desk, "stirke"), desk.seen
    desk.answer("Anna", [(doubt, accept(doubt, 1))], seen)
    outcome = desk.answer("Ben", [(doubt, keep(doubt))], seen)
    assert not outcome.recorded
    assert [(c.mine.verdict, c.theirs[0].who) for c in outcome.conflicts] == [(Verdict.KEEP, "Anna")]
    assert "strike" in read(desk, "p1")


def test_a_request_sent_again_is_not_recorded_again(desk: Desk) -> None:
    doubt, seen = find(desk, "stirke"), desk.seen
    for _ in range(3):
        outcome = desk.answer("Anna", [(doubt, accept(doubt, 1))], seen)
        assert not outcome.conflicts
    assert len(list(desk.store.log())) == 1


def test_what_another_process_records_is_noticed(desk: Desk, tmp_path: Path) -> None:
    doubt = find(desk, "stirke")
    with DecisionStore(tmp_path / "decisions.sqlite") as store:
        other = Desk(store)
        other.answer("Ben", [(doubt, accept(doubt, 1))])
    desk.refresh()
    assert "strike" in read(desk, "p1")


def test_what_people_typed_is_offered_for_the_next_of_the_kind(desk: Desk) -> None:
    doubt = find(desk, "Skoglund")
    desk.answer("Anna", [(doubt, rewrite(doubt, "Skogland's"))])
    other = find(desk, "Skoglund")
    assert "Skogland's" in [candidate.text for candidate in other.candidates]


def test_what_people_kept_sinks(desk: Desk) -> None:
    doubt = find(desk, "tne")
    likely = doubt.gain
    desk.answer("Anna", [(doubt, keep(doubt))])
    assert find(desk, "tne").gain < likely


def suspected(document: str, line: str, wrong: dict[str, float]) -> Sheet:
    texts = line.split()
    passage = Passage("r01", tuple(Token(f"w{n}", t, None, n == len(texts) - 1) for n, t in enumerate(texts)))
    proposals = [
        Proposal((token.id,), (token.text,), (), Recommendation.LEAVE, wrong=wrong[token.text])
        for token in passage.tokens
        if token.text in wrong
    ]
    return Sheet(document, (passage,), proposals)


def test_likely_errors_are_asked_about_and_others_only_when_wanted(
    store: DecisionStore,
) -> None:
    desk = Desk(store)
    desk.add(suspected("p9", "xqz spoke and Kuhn went", {"xqz": 0.9, "Kuhn": 0.2}))
    assert [doubt.text for doubt in desk.open("Ada")] == ["xqz"]
    assert [doubt.text for doubt in desk.open("Ada", Scope(weak=True))] == ["xqz", "Kuhn"]


def test_what_was_kept_is_less_suspect_elsewhere(store: DecisionStore) -> None:
    desk = Desk(store)
    desk.add(suspected("p8", "xqz spoke", {"xqz": 0.9}))
    desk.add(suspected("p9", "then xqz went", {"xqz": 0.9}))
    first, second = desk.open("Ada")
    desk.answer("Ada", [(first, keep(first))])
    (left,) = desk.open("Ada")
    assert left.tokens == second.tokens
    assert left.wrong == pytest.approx(0.6)


def test_a_line_full_of_errors_comes_before_one_error(store: DecisionStore) -> None:
    desk = Desk(store)
    desk.add(suspected("p8", "xqz spoke", {"xqz": 0.95}))
    desk.add(suspected("p9", "qqj wvk went", {"qqj": 0.8, "wvk": 0.8}))
    assert next(desk.open("Ada").ranked()).document == "p9"
