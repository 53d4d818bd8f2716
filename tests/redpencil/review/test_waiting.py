"""Every command and the reviewer say the same of what waits for a person."""

import json
import re

import pytest

from corrections.decisions.decision import Verdict
from corrections.decisions.store import DecisionStore
from corrections.editor import Editor
from redpencil.project import open_project
from redpencil.review.answer import accept, flag, keep
from redpencil.review.desk import Desk
from redpencil.review.proposing import Proposer


@pytest.fixture
def open_desk(batch):
    """A desk with all documents of the batch; closed at the end."""
    stores = []

    def make():
        project = open_project(batch)
        stores.append(DecisionStore(project.decisions))
        proposer = Proposer(project, project.settings.review.readers)
        desk = Desk(stores[-1])
        for document in proposer.documents():
            desk.add(proposer.open(document))
        return desk

    yield make
    for store in stores:
        store.__exit__(None, None, None)


def find(pattern, text):
    return int(re.search(pattern, text)[1].replace(",", ""))


def ask_status(redpencil, batch):
    said = json.loads(redpencil("-C", batch, "status", "--json").out)
    told = find(r"to review +([\d,]+)", redpencil("-C", batch, "status").out)
    assert said["to_review"] == told
    assert said["uncorrected"] == 0
    return told


def test_all_commands_and_the_reviewer_say_the_same(run_batch, redpencil, open_desk):
    (run_batch / "story.txt").write_text("A Report\n\nThe meeting of xqzkvwj was long.\n", "utf-8")
    assert redpencil("-C", run_batch, "import", run_batch / "story.txt").code == 0
    desk = open_desk()
    asked = len(desk.open("Ann"))
    assert any(doubt.text == "xqzkvwj" for doubt in desk.open("Ann")), (
        "likely misread, and nothing better known"
    )
    for command in ("run", "correct"):
        assert find(r"([\d,]+) to review", redpencil("-C", run_batch, command).err) == asked
    listed = redpencil("-C", run_batch, "correct", "--list").out.splitlines()
    assert sum(": ask " in line for line in listed) == asked
    assert find(r"([\d,]+) to review", redpencil("-C", run_batch, "check").err) == asked
    assert ask_status(redpencil, run_batch) == asked


def test_status_counts_down_while_people_decide(run_batch, redpencil, open_desk):
    redpencil("-C", run_batch, "correct")
    desk = open_desk()
    first, second, third, *_ = tuple(desk.open("Ann"))
    asked = ask_status(redpencil, run_batch)
    desk.answer("Ann", [(first, keep(first))])
    desk.answer("Ann", [(second, keep(second))])
    assert ask_status(redpencil, run_batch) == len(desk.open("Ann")) == asked - 2
    desk.undo("Ann")
    assert ask_status(redpencil, run_batch) == len(desk.open("Ann")) == asked - 1
    desk.answer("Ann", [(third, flag(third))])
    assert ask_status(redpencil, run_batch) == len(desk.open("Ben")) == asked - 1, "Ben is asked instead"


def test_where_two_must_agree_the_word_of_one_leaves_it_open(run_batch, redpencil, open_desk):
    settings = run_batch / "redpencil.toml"
    settings.write_text(settings.read_text("utf-8").replace("[review]\n", "[review]\nreaders = 2\n"), "utf-8")
    redpencil("-C", run_batch, "correct")
    desk = open_desk()
    doubt = next(doubt for doubt in desk.open("Ann") if doubt.candidates)
    asked = ask_status(redpencil, run_batch)
    for who, left in (("Ann", asked), ("Ben", asked - 1)):
        outcome = desk.answer(who, [(doubt, accept(doubt, 1))])
        assert outcome.recorded[0].verdict is Verdict.CORRECT
        assert ask_status(redpencil, run_batch) == len(desk.open("Cid")) == left


def test_what_was_not_corrected_yet_is_said(read_batch, redpencil):
    said = redpencil("-C", read_batch, "status").out
    assert "0 so far; 2 documents to correct: 'redpencil correct'" in said
    assert redpencil("-C", read_batch, "correct").code == 0
    assert "so far" not in redpencil("-C", read_batch, "status").out


def test_what_correct_proposed_is_there_for_the_reviewer_and_for_check(
    batch, redpencil, open_desk, monkeypatch
):
    (batch / "story.txt").write_text("A Report\n\nThe meeting of tne union was long.\n", "utf-8")
    assert redpencil("-C", batch, "import", batch / "story.txt").code == 0
    asked = find(r"([\d,]+) to review", redpencil("-C", batch, "correct").err)
    monkeypatch.setattr(Editor, "propose", None)
    assert len(open_desk().open("Ann")) == asked
    assert find(r"([\d,]+) to review", redpencil("-C", batch, "check").err) == asked
